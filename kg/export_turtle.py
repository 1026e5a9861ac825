"""Write quads as TriG or Turtle that people read (prefixes, a base, one block a subject), or as plain N-Quads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from zeren.kg.prefixes import PREFIXES
from zeren.kg.quads import Quad, Term, by_subject

RDF_TYPE = PREFIXES["rdf"] + "type"
XSD = PREFIXES["xsd"]
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_RELATIVE = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+(?:#[A-Za-z0-9._~=,:;-]*)?")
_SHORT = {"integer": re.compile(r"[+-]?[0-9]+"), "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"), "boolean": re.compile("true|false")}


class Names:
    """IRIs as Turtle writes them: a prefixed name, relative to the base, or in full."""

    def __init__(self, base: str) -> None:
        self.base = base if base.endswith("/") else None
        self.spaces = {space: prefix for prefix, space in PREFIXES.items()}
        self.known: dict[str, str] = {}

    def head(self) -> Iterator[str]:
        """The lines of the base and the prefixes."""
        if self.base:
            yield f"@base <{self.base}> .\n"
        yield from (f"@prefix {prefix}: <{space}> .\n" for prefix, space in PREFIXES.items())

    def name(self, iri: str) -> str:
        """The shortest way to write `iri`."""
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self.spaces.get(iri[:cut])
        if prefix and _LOCAL.fullmatch(iri, cut):
            return f"{prefix}:{iri[cut:]}"
        if self.base and iri.startswith(self.base) and _RELATIVE.fullmatch(iri, len(self.base)):
            return f"<{iri[len(self.base) :]}>"
        return f"<{iri}>"

    def term(self, term: Term) -> str:
        """An object: a name, or a literal in its shortest form."""
        if not term.literal:
            return self.name(term.value)
        if term.lang:
            return f'"{term.value}"@{term.lang}'
        if not term.datatype:
            return f'"{term.value}"'
        short = _SHORT.get(term.datatype.removeprefix(XSD))
        return term.value if short and short.fullmatch(term.value) else f'"{term.value}"^^{self.name(term.datatype)}'


def turtle(files: Iterable[Iterable[Quad]], base: str) -> Iterator[str]:
    """The triples of all graphs as Turtle, graph after graph (a triple of two graphs stands twice, which Turtle allows)."""
    names = Names(base)
    yield from names.head()
    for quads in files:
        for graph, run in groupby(by_subject(quads), lambda node: node[0]):
            yield f"\n# {names.name(graph)}\n"
            yield from (_block(names, subject, of, "") for _, subject, of in run)


def trig(files: Iterable[Iterable[Quad]], base: str) -> Iterator[str]:
    """The quads as TriG, graph after graph."""
    names = Names(base)
    yield from names.head()
    for quads in files:
        for graph, run in groupby(by_subject(quads), lambda node: node[0]):
            yield f"\n{names.name(graph)} {{\n"
            yield from (_block(names, subject, of, "    ") for _, subject, of in run)
            yield "}\n"


def nquads(files: Iterable[Iterable[Quad]], base: str) -> Iterator[str]:
    """The quads as N-Quads, a line each."""
    for quads in files:
        yield from (f"<{q.subject}> <{q.predicate}> {_plain(q.object)} <{q.graph}> .\n" for q in quads)


def _plain(term: Term) -> str:
    if not term.literal:
        return f"<{term.value}>"
    tail = f"@{term.lang}" if term.lang else f"^^<{term.datatype}>" if term.datatype else ""
    return f'"{term.value}"{tail}'


def _block(names: Names, subject: str, quads: list[Quad], indent: str) -> str:
    parts = []
    for predicate, run in groupby(quads, lambda quad: quad.predicate):
        verb = "a" if predicate == RDF_TYPE else names.name(predicate)
        parts.append(f"{verb} {', '.join(names.term(quad.object) for quad in run)}")
    return f"{indent}{names.name(subject)} {f' ;{chr(10)}{indent}    '.join(parts)} .\n"
