"""Export a dataset for other tools: as RDF (trig, nquads, turtle, jsonld), as tables (csv, xlsx) or as a network (graphml)."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from zeren.kg import quads
from zeren.kg.export_evidence import selectors
from zeren.kg.export_jsonld import jsonld
from zeren.kg.export_tables import Tabled, places, sheets, write_csv
from zeren.kg.export_turtle import nquads, trig, turtle
from zeren.kg.ids import Minter
from zeren.kg.quads import Quad
from zeren.kg.tables import write_xlsx

if TYPE_CHECKING:
    import networkx as nx

RDF: dict[str, Callable[[Iterable[Iterable[Quad]], str], Iterator[str]]] = {
    "trig": trig,
    "nquads": nquads,
    "turtle": turtle,
    "jsonld": jsonld,
}
FORMATS = (*RDF, "csv", "xlsx", "graphml")
GRAPHS = ("graph/links.nq", "graph/findings.nq", "graph/vocabulary.nq", "decisions/decisions.nq", "decisions/observations.nq")
"""What a dataset holds besides its sources' graphs, where it is there."""


class ExportError(ValueError):
    """What was asked for cannot be written; the message is one line."""


class Exported(Tabled, Protocol):
    """What can be exported: an open dataset."""

    @property
    def minter(self) -> Minter: ...
    def file(self, name: str) -> Path: ...
    def network(self) -> nx.MultiDiGraph[str]: ...


def export(ds: Exported, fmt: str, out: Path | BinaryIO, evidence: bool = False) -> None:
    """Write the whole dataset; the same dataset gives the same bytes.

    fmt: trig, nquads, turtle (all graphs in one), jsonld, csv (a folder: one file a class), xlsx (one sheet a class), graphml
    out: the file to write (for csv the folder), `Path("-")` for stdout, or a binary stream
    evidence: RDF gets oa: selectors for every quoted place, tables the quote itself

    A file appears whole or not at all. Raises ExportError, QuadsError for a damaged graph file, TableError for too many rows.
    """
    if fmt not in FORMATS:
        raise ExportError(f"{fmt}: no such format; there are {', '.join(FORMATS)}")
    if fmt == "graphml" and evidence:
        raise ExportError("graphml has no place for evidence; take trig, nquads, turtle, jsonld, csv or xlsx")
    if fmt == "csv":
        if not isinstance(out, Path) or out == Path("-"):
            raise ExportError("csv is a folder of files, one a class; give a folder to write")
        write_csv(ds, out, evidence)
    elif isinstance(out, Path) and out != Path("-"):
        if out.is_dir():
            raise ExportError(f"{out}: is a folder; {fmt} is one file")
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".zeren-") as folder:
            _write(ds, fmt, Path(folder) / "out", evidence)
            (Path(folder) / "out").replace(out)
    else:
        with tempfile.TemporaryDirectory() as folder:
            _write(ds, fmt, Path(folder) / "out", evidence)
            stream = sys.stdout.buffer if isinstance(out, Path) else out
            with (Path(folder) / "out").open("rb") as made:
                while block := made.read(1 << 20):
                    stream.write(block)


def _write(ds: Exported, fmt: str, file: Path, evidence: bool) -> None:
    if fmt == "xlsx":
        book = [(query.name, answer.columns, answer.rows) for query, answer in sheets(ds, evidence)]
        write_xlsx(book, file, places(book))
        return
    if fmt == "graphml":
        from zeren.kg.network import to_xml  # networkx takes long to import

        parts: Iterable[str] = [to_xml(ds.network(), "graphml")]
    else:
        parts = RDF[fmt](graphs(ds, evidence), ds.minter.base)
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(parts)


def _source(ds: Exported, id_: str) -> Iterator[Quad]:
    """The quads of a source's file, one graph after the other: what it describes with others, then its own."""
    return iter(sorted(quads.read(ds.file(f"graph/source/{id_}.nq")), key=attrgetter("graph")))


def graphs(ds: Exported, evidence: bool = False) -> Iterator[Iterator[Quad]]:
    """The quads of each graph file of a dataset: the sources in path order, then what was made of them and what people gave."""
    for source in ds.sources:
        if source["status"] == "ok":
            yield _source(ds, source["id"])
            if evidence:
                yield selectors(_source(ds, source["id"]), ds.text(source["id"]))
    yield from (quads.read(file) for file in map(ds.file, GRAPHS) if file.is_file())
