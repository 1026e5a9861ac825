"""What the vocabulary calls things, for pages: functions in two languages, and the instrument that a title means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from zeren.kg.ids import Minter
from zeren.kg.vocab import Function, Instrument


class Vocabulary(Protocol):
    """What pages ask of the vocabulary."""

    @property
    def functions(self) -> Mapping[str, Function]: ...
    @property
    def instruments(self) -> Mapping[str, Instrument]: ...
    def instrument(self, title: str) -> Instrument | None: ...


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited instrument: `known` is None where the vocabulary does not have it."""

    iri: str
    title: str
    known: Instrument | None


@dataclass(frozen=True)
class Names:
    """Looks names up, each once."""

    vocabulary: Vocabulary
    minter: Minter
    _cited: dict[str, Cited] = field(default_factory=dict)

    def function(self, slug: str) -> tuple[str, str]:
        """A function's Chinese and English label; the slug itself where the vocabulary does not have it."""
        found = self.vocabulary.functions.get(slug)
        return (found.label, found.label_en) if found else (slug, slug)

    def instrument(self, title: str) -> Cited:
        """The instrument of a canonical title, with the IRI that the graph gives it."""
        if title not in self._cited:
            known = self.vocabulary.instrument(title)
            self._cited[title] = Cited(known.iri, known.title, known) if known else Cited(self.minter.instrument(title), title, None)
        return self._cited[title]

    def successor(self, known: Instrument) -> tuple[str, str] | None:
        """(IRI, title) of what replaced an instrument."""
        if not known.replaced_by:
            return None
        for other in self.vocabulary.instruments.values():
            if known.replaced_by in (other.slug, other.iri, other.title):
                return other.iri, other.title
        return "", known.replaced_by
