"""Check the graph of each source against ontology/shapes.ttl and say in plain words what is wrong and where; the only door to pySHACL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rdflib.namespace import RDF, SH

from zeren.kg.rdf import Graph, Literal, dataset, graph
from zeren.kg.vocab import FOLDER

if TYPE_CHECKING:
    from zeren.kg.dataset import Dataset

SHAPES = FOLDER / "shapes.ttl"
OTHERS = ("graph/links.nq", "graph/findings.nq", "decisions/decisions.nq", "decisions/observations.nq")


class Violation(NamedTuple):
    """One thing that the shapes forbid: in which source, at which node and property, with which value, said in Chinese and English."""

    source: str
    node: str
    path: str
    value: str
    message: str
    message_en: str


def check(data: Dataset | Iterable[tuple[str, Path]], shapes: Path = SHAPES) -> list[Violation]:
    """What is wrong in the graphs of a dataset, one source at a time, sorted within each.

    Args:
        data: a dataset (its sources in path order, then what was inferred, found and decided), or pairs of a name and an .nq file.
        shapes: a Turtle file of SHACL core shapes; the package's own by default.

    Raises RdfError, naming the file, when one cannot be parsed.
    """
    return [violation for name, file in _files(data) for violation in violations(name, triples(file), shapes)]


def violations(name: str, data: Graph, shapes: Path = SHAPES) -> list[Violation]:
    """What is wrong in one graph, sorted; `name` tells it in the answer."""
    from pyshacl import validate  # slow to import, and nothing else needs it

    # pySHACL changes the shapes graph that it is given: each call gets one of its own
    conforms, report, _ = validate(data, shacl_graph=graph(shapes), inference="none", advanced=False)
    return [] if conforms else sorted(set(_read(name, report)))


def triples(file: Path) -> Graph:
    """The triples of an N-Quads file, whatever graphs they stand in; raises RdfError."""
    out = Graph()
    for subject, predicate, value, _ in dataset(file).quads():
        out.add((subject, predicate, value))
    return out


def _files(data: Dataset | Iterable[tuple[str, Path]]) -> Iterator[tuple[str, Path]]:
    if isinstance(data, Iterable):
        yield from data
        return
    for source in data.info["sources"]:
        if source["status"] == "ok":
            yield source["id"], data.file(f"graph/source/{source['id']}.nq")
    for name in OTHERS:
        if (file := data.file(name)).is_file():
            yield name.rpartition("/")[2].removesuffix(".nq"), file


def _read(name: str, report: Graph) -> Iterator[Violation]:
    """The results of a SHACL report."""
    for result in report.subjects(RDF.type, SH.ValidationResult):
        said = [m for m in report.objects(result, SH.resultMessage) if isinstance(m, Literal)]
        by_lang = {(m.language or "").lower(): str(m) for m in sorted(said)}
        english = by_lang.get("en", "")
        yield Violation(
            name,
            str(report.value(result, SH.focusNode)),
            _short(str(report.value(result, SH.resultPath) or "")),
            str(report.value(result, SH.value) or ""),
            by_lang.get("zh-hans", english) or str(report.value(result, SH.sourceConstraintComponent)),
            english,
        )


def _short(iri: str) -> str:
    """The last part of a property's IRI, as a person would call it."""
    match = re.search(r"[^/#]+$", iri)
    return match.group() if match else iri
