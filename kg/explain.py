"""Explain a node: all that the graph says of it, where in the text it stands, and the rule that found it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from zeren.kg.nquads import iri, literal
from zeren.kg.prefixes import PREFIXES
from zeren.kg.query import plain

if TYPE_CHECKING:
    from zeren.kg.dataset import Dataset

LABELS = ("http://www.w3.org/2004/02/skos/core#prefLabel", "http://www.w3.org/2004/02/skos/core#altLabel", "http://purl.org/dc/terms/title")
QUOTED = "http://www.w3.org/ns/prov#wasQuotedFrom"
PLACE = re.compile(r"text/([^#/]+)#char=(\d+),(\d+)$")
MANY = 20


class ExplainError(ValueError):
    """Nothing in the dataset has this IRI or label."""


def explain(ds: Dataset, what: str) -> Iterator[str]:
    """Lines that tell of every node with this IRI or label.

    Raises ExplainError when there is none.
    """
    nodes = [what] if re.match(r"[a-z][a-z0-9+.-]*://", what) else _labelled(ds, what)
    told = [lines for node in nodes[:MANY] if (lines := list(_node(ds, node)))]
    if not told:
        raise ExplainError(f"{what}: nothing in this dataset has this IRI or label")
    for n, lines in enumerate(told):
        yield from ([""] if n else [])
        yield from lines
    if len(nodes) > MANY:
        yield f"… and {len(nodes) - MANY} more nodes of this name"


def _labelled(ds: Dataset, label: str) -> list[str]:
    forms = " ".join(f"{literal(label, lang)} " for lang in ("zh-Hans", "en")) + literal(label)
    predicates = " ".join(map(iri, LABELS))
    rows = _rows(ds, f"SELECT DISTINCT ?s WHERE {{ VALUES ?l {{ {forms} }} VALUES ?p {{ {predicates} }} ?s ?p ?l }}")
    return sorted(str(plain(row[0])) for row in rows)


def _node(ds: Dataset, node: str) -> Iterator[str]:
    out = sorted((_short(str(plain(p))), _object(o)) for p, o in _rows(ds, f"SELECT DISTINCT ?p ?o WHERE {{ {iri(node)} ?p ?o }}"))
    counted = _rows(ds, f"SELECT ?p (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s ?p {iri(node)} }} GROUP BY ?p")
    into = sorted((_short(str(plain(p))), str(plain(n))) for p, n in counted)
    if not out and not into:
        return
    yield node
    for predicate, value in out:
        yield f"  {predicate}  {value}"
    for predicate, n in into:
        yield f"  ← {predicate}  {n}"
    for place in sorted({value for predicate, value in out if predicate == "prov:wasQuotedFrom"}):
        yield from _quote(ds, place)


def _rows(ds: Dataset, text: str) -> Iterable[Any]:
    return cast(Iterable[Any], ds.result(text))


def _short(value: str) -> str:
    """An IRI with its prefix where it has a known one."""
    found = next((p for p, namespace in PREFIXES.items() if value.startswith(namespace)), None)
    return f"{found}:{value[len(PREFIXES[found]) :]}" if found else value


def _object(term: Any) -> str:
    value = str(plain(term))
    return value if hasattr(term, "language") else _short(value)


def _quote(ds: Dataset, place: str) -> Iterator[str]:
    if match := PLACE.search(place):
        text = ds.text(match[1])[int(match[2]) : int(match[3])]
        name = next((s["name"] for s in ds.sources if s["id"] == match[1]), match[1])
        yield f"  {name} [{match[2]}–{match[3]}]: “{' '.join(text.split())[:400]}”"
