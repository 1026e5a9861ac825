"""Spell out where each statement stands as Web Annotation selectors (oa:), for tools that do not read RFC 5147 fragments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zeren.kg.ids import below
from zeren.kg.nquads import literal
from zeren.kg.prefixes import PREFIXES
from zeren.kg.quads import Quad, Term

CONTEXT = 32
"""So many characters before and after a quote help to find it again in a changed text."""

LONGEST = 2_000
"""A longer stretch (a plan, a domain) is told by its position alone."""

_PLACE = re.compile(r"([^#]+)#char=(\d{1,12}),(\d{1,12})")
_TYPE = PREFIXES["rdf"] + "type"
_OA = PREFIXES["oa"]
_QUOTED = (PREFIXES["prov"] + "wasQuotedFrom", PREFIXES["zr"] + "evidence")


def place(iri: str) -> tuple[str, int, int] | None:
    """(text IRI, start, end) of a quoted place, None for an IRI that is none.

    >>> place("https://example.org/text/a#char=3,5")
    ('https://example.org/text/a', 3, 5)
    """
    match = _PLACE.fullmatch(iri)
    return (match[1], int(match[2]), int(match[3])) if match else None


def selectors(quads: Iterable[Quad], text: str) -> Iterator[Quad]:
    """The selectors of all places that the quads of one source quote, in order; `text` is the source's clean text."""
    places = {quad.object.value: quad.graph for quad in quads if quad.predicate in _QUOTED and not quad.object.literal}
    found = ((iri, graph, where) for iri, graph in places.items() if (where := place(iri)))
    for iri, graph, (source, start, end) in sorted(found, key=lambda f: (f[2], f[1])):
        yield from _selectors(iri, graph, source, start, end, text)


def _selectors(iri: str, graph: str, source: str, start: int, end: int, text: str) -> Iterator[Quad]:
    position, quote = (below(source, kind, f"{start}-{end}") for kind in ("position", "quote"))
    quotable = end - start <= LONGEST

    def node(subject: str, kind: str, **facts: Term) -> Iterator[Quad]:
        yield Quad(subject, _TYPE, Term(_OA + kind, False), graph)
        yield from (Quad(subject, _OA + name, term, graph) for name, term in facts.items())

    yield from node(iri, "SpecificResource", hasSource=Term(source, False), hasSelector=Term(position, False))
    if quotable:
        yield Quad(iri, _OA + "hasSelector", Term(quote, False), graph)
    yield from node(position, "TextPositionSelector", start=_number(start), end=_number(end))
    if quotable:
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        yield from node(quote, "TextQuoteSelector", exact=_string(text[start:end]), prefix=_string(before), suffix=_string(after))


def _number(n: int) -> Term:
    return Term(str(n), True, datatype=PREFIXES["xsd"] + "nonNegativeInteger")


def _string(text: str) -> Term:
    return Term(literal(text)[1:-1], True)
