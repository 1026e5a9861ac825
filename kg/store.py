"""The Oxigraph store: the only door to pyoxigraph's database. Loaded from N-Quads files, read by queries, thrown away at will."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, parse, serialize
from pyoxigraph import Store as Oxigraph

from zeren.kg.turtle import TurtleError, read

Result = QuerySolutions | QueryBoolean | QueryTriples


LOWERED = re.compile(r"\"@zh-hans <")  # Oxigraph writes language tags in lower case


class StoreError(ValueError):
    """The store or a query on it is wrong; the message is one line."""


class Store:
    """An Oxigraph database in a folder, opened read-only (or in memory when `folder` is None)."""

    def __init__(self, folder: Path | None = None) -> None:
        if folder is not None and not (folder / "CURRENT").is_file():
            raise StoreError(f"{folder}: no store here; zeren build with the same files makes it anew")
        try:
            self._db = Oxigraph() if folder is None else Oxigraph.read_only(str(folder))
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{folder}: the store cannot be opened: {_line(error)}") from None

    def query(self, text: str) -> Result:
        """Run a SPARQL query over the union of all graphs.

        Raises StoreError when the query cannot be parsed or run.
        """
        try:
            return self._db.query(text, use_default_graph_as_union=True)
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise StoreError(f"the query cannot be run: {_line(error)}") from None

    def load(self, *files: Path) -> None:
        """Add N-Quads files to an in-memory store."""
        for file in files:
            self._db.load(path=str(file), format=RdfFormat.N_QUADS)

    def __len__(self) -> int:
        return len(self._db)


def build(folder: Path, files: Iterable[Path]) -> int:
    """Make a new database in `folder` (anything there is removed) from N-Quads files and optimize it; returns the number of quads.

    Raises StoreError naming the file that does not parse.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    db = Oxigraph(str(folder))
    for file in files:
        try:
            db.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
        except (SyntaxError, ValueError, OSError) as error:
            raise StoreError(f"{file}: {_line(error)}") from None
    db.flush()
    db.optimize()
    return len(db)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())


def turtle_quads(files: Iterable[Path], graph: str) -> list[str]:
    """The statements of Turtle files as sorted N-Quads lines (newline included) of one graph.

    Raises StoreError naming the file that does not parse.
    """
    lines: set[str] = set()
    for file in files:
        try:
            quads = [
                Quad(q.subject, q.predicate, q.object, NamedNode(graph)) for q in parse(read(file).encode("utf-8"), format=RdfFormat.TURTLE)
            ]
        except (SyntaxError, TurtleError) as error:
            raise StoreError(f"{file}: {_line(error)}") from None
        data = serialize(quads, format=RdfFormat.N_QUADS) or b""
        lines.update(LOWERED.sub('"@zh-Hans <', data.decode("utf-8")).splitlines(keepends=True))
    return sorted(lines)
