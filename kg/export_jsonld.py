"""Write quads as JSON-LD 1.1 in a stream: our own context (context.jsonld) stands inside the file, so that nothing is fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from zeren.kg.quads import Quad, Term, by_subject

CONTEXT = Path(__file__).with_name("context.jsonld")
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_RELATIVE = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+(?:#[A-Za-z0-9._~=,:;-]*)?")


@dataclass(frozen=True, slots=True)
class Key:
    """A term of the context: its name and how its values are read (`@id`, a datatype's IRI, `@language`, or "" for as they are)."""

    name: str
    kind: str


class Context:
    """Our context, read backwards: from IRIs to the names that stand for them."""

    def __init__(self, base: str) -> None:
        self.body: dict[str, Any] = json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"]
        self.base = base if base.endswith("/") else None
        self.vocab: str = self.body["@vocab"]
        self.spaces = {space: name for name, space in self.body.items() if isinstance(space, str) and space.endswith(("/", "#"))}
        self.keys = {self.expand(d["@id"]): Key(name, self._kind(d)) for name, d in self.body.items() if isinstance(d, dict)}

    def _kind(self, definition: dict[str, str]) -> str:
        kind = definition.get("@type") or definition.get("@container") or ""
        return kind if kind.startswith("@") or not kind else self.expand(kind)

    def expand(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        return f"{self.body[prefix]}{local}" if colon else self.vocab + name

    def written(self) -> str:
        """The context as it stands in a file: with the base, where there can be one."""
        body = {**({"@base": self.base} if self.base else {}), **self.body}
        return json.dumps(body, ensure_ascii=False)

    def term(self, iri: str) -> str:
        """A property or class: by its bare name where nothing else in the context has that name."""
        bare = iri[len(self.vocab) :]
        return bare if iri.startswith(self.vocab) and _LOCAL.fullmatch(bare) and bare not in self.body else self.curie(iri)

    def curie(self, iri: str) -> str:
        """An IRI with a prefix, or in full."""
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self.spaces.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix and _LOCAL.fullmatch(iri, cut) else iri

    def node(self, iri: str) -> str:
        """A subject or object: relative to the base, with a prefix, or in full."""
        if self.base and iri.startswith(self.base) and _RELATIVE.fullmatch(iri, len(self.base)):
            return iri[len(self.base) :]
        return self.curie(iri)


def jsonld(files: Iterable[Iterable[Quad]], base: str) -> Iterator[str]:
    """The quads as one JSON-LD document, a node a line, each graph under its IRI."""
    context = Context(base)
    yield f'{{"@context": {context.written()},\n"@graph": ['
    comma = ""
    for quads in files:
        for graph, run in groupby(by_subject(quads), lambda node: node[0]):
            yield f'{comma}\n{{"@id": {json.dumps(context.node(graph))}, "@graph": ['
            lines = (json.dumps(_node(context, subject, of), ensure_ascii=False) for _, subject, of in run)
            yield from (f"{',' if n else ''}\n {line}" for n, line in enumerate(lines))
            yield "\n]}"
            comma = ","
    yield "\n]}\n"


def _node(context: Context, subject: str, quads: list[Quad]) -> dict[str, Any]:
    out: dict[str, Any] = {"id": context.node(subject)}
    for predicate, run in groupby(quads, lambda quad: quad.predicate):
        terms = [quad.object for quad in run]
        if predicate == RDF_TYPE and not any(t.literal for t in terms):
            out["type"] = _one([context.term(t.value) for t in terms])
            continue
        key = context.keys.get(predicate)
        fits = [t for t in terms if key and _fits(key, t)]
        if key and fits:
            out[key.name] = _languages(fits) if key.kind == "@language" else _one([_short(context, key, t) for t in fits])
        if others := [t for t in terms if not (key and _fits(key, t))]:
            out[context.curie(predicate) if key else context.term(predicate)] = _one([_full(context, t) for t in others])
    return out


def _fits(key: Key, term: Term) -> bool:
    """Whether a term of the context can hold this object."""
    if key.kind == "@id":
        return not term.literal
    if key.kind == "@language":
        return term.lang is not None
    return term.literal and term.datatype == key.kind


def _short(context: Context, key: Key, term: Term) -> str:
    return context.node(term.value) if key.kind == "@id" else term.text


def _full(context: Context, term: Term) -> Any:
    """An object that needs no term to be understood."""
    if not term.literal:
        return {"@id": context.node(term.value)}
    if term.lang:
        return {"@value": term.text, "@language": term.lang}
    if term.datatype == XSD + "integer" and _INTEGER.fullmatch(term.value):
        return int(term.value)
    if term.datatype == XSD + "boolean" and term.value in ("true", "false"):
        return term.value == "true"
    return {"@value": term.text, "@type": context.curie(term.datatype)} if term.datatype else term.text


def _languages(terms: list[Term]) -> dict[str, Any]:
    tags = dict.fromkeys(t.lang or "" for t in terms)
    return {tag: _one([t.text for t in terms if t.lang == tag]) for tag in tags}


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
