"""Gather the terms of vocabulary files by subject, a user's laid over the package's, and check what each may say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from zeren.kg.ids import DEPARTMENT, FUNCTION, INSTRUMENT, ONTOLOGY, REGION, ROLE
from zeren.kg.turtle import TurtleError, parse_turtle, read

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEME = SKOS + "ConceptScheme"
PREFIXES = {
    SKOS: "skos:",
    ONTOLOGY: "zr:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://www.w3.org/2002/07/owl#": "owl:",
    "http://data.europa.eu/eli/ontology#": "eli:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
}
FREE = {"rdf:type": "*", "skos:inScheme": "*", "skos:note": "*", "skos:definition": "*", "dcterms:source": "*", "skos:closeMatch": "*"}
KEYS: Mapping[str, Mapping[str, str]] = {
    "Function": {"skos:prefLabel": "1", "skos:altLabel": "*", "zr:keyword": "*"},
    "Department": {
        "skos:prefLabel": "1",
        "skos:broader": "?",
        "skos:altLabel": "*",
        "zr:shortLabel": "*",
        "zr:nationalLabel": "?",
        "zr:nationalAltLabel": "*",
        "zr:provincialLabel": "?",
        "zr:prefectureLabel": "?",
        "zr:vertical": "?",
        "zr:partOf": "?",
        "zr:labelPattern": "?",
        "zr:namePattern": "*",
    },
    "Instrument": {
        "skos:prefLabel": "1",
        "skos:altLabel": "*",
        "zr:kind": "1",
        "zr:level": "1",
        "zr:issuer": "?",
        "eli:date_document": "?",
        "zr:year": "?",
        "zr:documentNumber": "?",
        "zr:inForce": "?",
        "zr:replacedBy": "?",
    },
    "Region": {"skos:prefLabel": "1", "skos:altLabel": "*", "skos:broader": "?", "zr:level": "1", "owl:deprecated": "?"},
    "Role": {"skos:prefLabel": "1", "skos:altLabel": "*", "zr:dutyRole": "1"},
}
SPACES = {"Function": FUNCTION, "Department": DEPARTMENT, "Instrument": INSTRUMENT, "Region": REGION, "Role": ROLE}
ENGLISH = frozenset({"Function", "Department", "Role"})


class VocabularyError(ValueError):
    """A vocabulary file is wrong; the message names file and subject."""


class Term:
    """What the files say of one subject; values are (text or IRI, language) pairs by prefixed key."""

    __slots__ = ("file", "iri", "kind", "slug", "values")

    def __init__(self, iri: str, file: str) -> None:
        self.iri = iri
        self.file = file
        self.kind = ""
        self.slug = ""
        self.values: dict[str, list[tuple[str, str | None]]] = {}

    def fail(self, why: str) -> VocabularyError:
        return VocabularyError(f"{self.file}: {self.slug or self.iri}: {why}")

    def label(self, lang: str = "zh-Hans") -> str:
        found = [v for v, tag in self.values.get("skos:prefLabel", ()) if tag == lang.lower()]  # the parser writes language tags small
        if len(found) != 1 or not found[0].strip():
            raise self.fail(f"needs exactly one skos:prefLabel @{lang}, has {len(found)}")
        return found[0]

    def one(self, key: str) -> str | None:
        found = self.values.get(key)
        return found[0][0] if found else None

    def many(self, key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(v for v, _ in self.values.get(key, ())))

    def flag(self, key: str) -> bool | None:
        """True or false as stated, None where nothing is stated."""
        value = self.one(key)
        if value not in (None, "true", "false", "1", "0"):
            raise self.fail(f"{key} is true or false, not {value}")
        return None if value is None else value in ("true", "1")

    def points(self, key: str, space: str) -> str | None:
        """The slug of the term of namespace `space` that `key` points to."""
        value = self.one(key)
        if value is None:
            return None
        if not value.startswith(space):
            raise self.fail(f"{key} points to {value}, which is not in {space}")
        return value.removeprefix(space)


class Terms:
    """All terms of some files in the order read."""

    def __init__(self) -> None:
        self.terms: dict[str, Term] = {}
        self._keys: dict[str, str] = {}

    def read(self, file: Path, over: bool) -> None:
        """Add a file; with `over`, its single values take the place of earlier files' and its lists are added to theirs.

        Raises VocabularyError when the file cannot be read or is no Turtle.
        """
        fresh: dict[str, Term] = {}
        here, keys = None, self._keys
        try:
            for subject, predicate, value, lang in parse_turtle(read(file), file.name):
                if here is None or here.iri != subject:
                    here = fresh.get(subject) or fresh.setdefault(subject, Term(subject, file.name))
                key = keys.get(predicate) or keys.setdefault(predicate, short(predicate))
                if key in here.values:
                    here.values[key].append((value, lang))
                else:
                    here.values[key] = [(value, lang)]
        except TurtleError as error:
            raise VocabularyError(str(error)) from None
        for term in fresh.values():
            self._lay(term, over)

    def _lay(self, term: Term, over: bool) -> None:
        known = self.terms.get(term.iri)
        if known is None:
            check(term)
            self.terms[term.iri] = term
            return
        if not over:
            raise term.fail(f"stands in {known.file} too")
        term.values.setdefault("rdf:type", known.values["rdf:type"])
        check(term, partial=True)
        if term.kind != known.kind:
            raise term.fail(f"is a zr:{known.kind} in {known.file}")
        for key, values in term.values.items():
            if KEYS.get(known.kind, FREE).get(key) in ("1", "?"):
                tags = {tag for _, tag in values}
                values = [*values, *((v, t) for v, t in known.values.get(key, ()) if key == "skos:prefLabel" and t not in tags)]
            else:
                values = [*known.values.get(key, ()), *values]
            known.values[key] = values
        known.file = term.file

    def of(self, kind: str) -> list[Term]:
        return [term for term in self.terms.values() if term.kind == kind]


def short(predicate: str) -> str:
    """A predicate with the usual prefix, or as it is."""
    for space, prefix in PREFIXES.items():
        if predicate.startswith(space):
            return prefix + predicate[len(space) :]
    return predicate


def check(term: Term, partial: bool = False) -> None:
    """Tell what kind of term this is; raises VocabularyError for an unknown kind or key, a missing key or one too many."""
    types = [v for v, _ in term.values.get("rdf:type", ())]
    if types == [SCHEME]:
        term.kind = "scheme"
        return
    if len(types) != 1 or types[0].removeprefix(ONTOLOGY) not in KEYS:
        raise term.fail(f"is no zr:{', zr:'.join(KEYS)}")
    term.kind = types[0].removeprefix(ONTOLOGY)
    if not term.iri.startswith(SPACES[term.kind]):
        raise term.fail(f"a zr:{term.kind} has an IRI below {SPACES[term.kind]}")
    term.slug = term.iri.removeprefix(SPACES[term.kind])
    allowed = KEYS[term.kind]
    for key, values in term.values.items():
        how = allowed.get(key) or FREE.get(key)
        if how is None:
            raise term.fail(f"unknown key {key}")
        if len(values) > 1 and how != "*" and len({tag for _, tag in values}) != len(values):
            raise term.fail(f"{key} stands {len(values)} times")
    if partial:
        return
    for key, how in allowed.items():
        if how == "1" and key not in term.values:
            raise term.fail(f"lacks {key}")
