"""Explain a node: all that the graph says of it, where in the text it stands, and the rules that found what is said of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol, cast

from zeren.kg.ids import ONTOLOGY
from zeren.kg.nquads import iri, literal
from zeren.kg.origins import told
from zeren.kg.prefixes import PREFIXES
from zeren.kg.query import plain

if TYPE_CHECKING:
    from zeren.kg.dataset import Dataset

LABELS = ("http://www.w3.org/2004/02/skos/core#prefLabel", "http://www.w3.org/2004/02/skos/core#altLabel", "http://purl.org/dc/terms/title")
QUOTED = "http://www.w3.org/ns/prov#wasQuotedFrom"
PLACE = re.compile(r"text/([^#/]+)#char=(\d+),(\d+)$")
ABOUT = tuple(ONTOLOGY + name for name in ("targetOf", "task", "in"))  # what a statement says of a goal, a measure, a plan
MANY = 20
LONGEST = 400  # characters of a quote or a pattern


class ExplainError(ValueError):
    """Nothing in the dataset has this IRI or label."""


class Rule(Protocol):
    """A row of a lexicon, as it is told to people."""

    @property
    def id(self) -> str: ...
    @property
    def written(self) -> str: ...
    @property
    def words(self) -> Sequence[str]: ...
    @property
    def examples(self) -> Sequence[tuple[str, Sequence[tuple[str, Any]]]]: ...
    @property
    def silent(self) -> Sequence[str]: ...


def explain(ds: Dataset, what: str, rule: Callable[[str], Rule | None] = lambda id: None) -> Iterator[str]:
    """Lines that tell of every node with this IRI or label.

    Args:
        ds: the dataset.
        what: an IRI or a label.
        rule: gives the lexicon row with an id, None where there is none.

    Raises ExplainError when no node has this IRI or label.
    """
    nodes = [what] if re.match(r"[a-z][a-z0-9+.-]*://", what) else _labelled(ds, what)
    found = [lines for node in nodes[:MANY] if (lines := list(_node(ds, node, rule)))]
    if not found:
        raise ExplainError(f"{what}: nothing in this dataset has this IRI or label")
    for n, lines in enumerate(found):
        yield from ([""] if n else [])
        yield from lines
    if len(nodes) > MANY:
        yield f"… and {len(nodes) - MANY} more nodes of this name"


def _labelled(ds: Dataset, label: str) -> list[str]:
    forms = " ".join(f"{literal(label, lang)} " for lang in ("zh-Hans", "en")) + literal(label)
    predicates = " ".join(map(iri, LABELS))
    rows = _rows(ds, f"SELECT DISTINCT ?s WHERE {{ VALUES ?l {{ {forms} }} VALUES ?p {{ {predicates} }} ?s ?p ?l }}")
    return sorted(str(plain(row[0])) for row in rows)


def _node(ds: Dataset, node: str, rule: Callable[[str], Rule | None]) -> Iterator[str]:
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
    about = list(_statements(ds, node))
    for predicate, statement, place, _ in about:
        yield f"  ← {_short(predicate)}  {statement}"
        yield from (f"  {line}" for line in _quote(ds, place))
    for id in sorted({value for predicate, value in out if predicate == "zr:rule"} | {id for *_, id in about}):
        yield from _rule(id, rule(id))


def _statements(ds: Dataset, node: str) -> Iterator[tuple[str, str, str, str]]:
    """The statements about a node: predicate, IRI, place and rule, in the order of the text."""
    ways = " ".join(map(iri, ABOUT))
    wanted = f"?s ?p {iri(node)} ; {iri(QUOTED)} ?q ; {iri(ONTOLOGY + 'rule')} ?r"
    rows = _rows(ds, f"SELECT DISTINCT ?p ?s ?q ?r WHERE {{ VALUES ?p {{ {ways} }} {wanted} }}")
    found = [(str(plain(p)), str(plain(s)), str(plain(q)), str(plain(r))) for p, s, q, r in rows]
    return iter(sorted(found, key=lambda row: (_offsets(row[2]), row))[:MANY])


def _offsets(place: str) -> tuple[int, int]:
    match = PLACE.search(place)
    return (int(match[2]), int(match[3])) if match else (0, 0)


def _rule(id: str, row: Rule | None) -> Iterator[str]:
    """A rule with what it looks for and the proof that stands beside it."""
    yield f"  rule {id}" + ("" if row else " (no row of the lexicon)")
    if row is None:
        return
    if row.words:
        rest = f" … ({len(row.words)} in all)" if len(row.words) > MANY else ""
        yield f"    words: {'、'.join(row.words[:MANY])}{rest}"
    else:
        yield f"    pattern: {row.written[:LONGEST]}"
    for text, slots in row.examples:
        said = ", ".join(f"{key}: {value}" for key, value in slots)
        yield f"    finds: “{text}”" + (f" ({said})" if said else "")
    for text in row.silent:
        yield f"    not in: “{text}”"


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
        place_ = ds.place(match[1], int(match[2]))
        where = f", {words}" if place_ and (words := told(place_)) else ""
        yield f"  {name}{where} [{match[2]}–{match[3]}]: “{' '.join(text.split())[:LONGEST]}”"
