"""The lexicon of targets, compiled for the reader of sentences: words by their kind, patterns by their kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from zeren.build import rules
from zeren.build.overlay import cached

VERBS: Final = ("level", "change", "commit", "floor", "about", "each", "apiece", "all", "filler")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the lexicon with the row it stands in and what that row fixes."""

    text: str
    kind: str
    rule: str
    comparator: str | None = None
    direction: str | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are looked up at the end or the start of a text, the longest first."""

    by_text: dict[str, Word]
    longest: int

    def ending(self, text: str, kinds: frozenset[str] | None = None) -> Word | None:
        """The longest word of these kinds that `text` ends with."""
        for size in range(min(self.longest, len(text)), 0, -1):
            word = self.by_text.get(text[-size:])
            if word and (kinds is None or word.kind in kinds):
                return word
        return None

    def starting(self, text: str, at: int = 0) -> Word | None:
        """The longest word that stands in `text` at offset `at`."""
        for size in range(min(self.longest, len(text) - at), 0, -1):
            if word := self.by_text.get(text[at : at + size]):
                return word
        return None


@dataclass(frozen=True, slots=True)
class Phrases:
    """Everything of targets.yaml that the extractor asks for."""

    quantities: re.Pattern[str]
    quantity_rows: tuple[rules.Row, ...]
    verbs: Words
    suffixes: Words
    leads: Words
    predicates: Words
    patterns: dict[str, tuple[rules.Row, ...]]
    anywhere: dict[str, re.Pattern[str]]

    def search(self, kind: str, text: str) -> re.Match[str] | None:
        return self.anywhere[kind].search(text)

    def rule(self, kind: str) -> str:
        """The id of the row that stands for a kind."""
        return self.patterns[kind][0].id

    def covers(self, kind: str, text: str, at: int) -> rules.Row | None:
        """The first row of a kind with a match over the character at offset `at`."""
        low, high = max(0, at - 40), at + 40
        window = text[low:high]
        for row in self.patterns[kind]:
            for match in row.find(window):
                if match.start() <= at - low < match.end():
                    return row
        return None


@cached
def load() -> Phrases:
    """The compiled lexicon."""
    by_kind: dict[str, list[rules.Row]] = {}
    for row in rules.load("targets"):
        by_kind.setdefault(str(dict(row.set).get("is")), []).append(row)
    quantities = tuple(by_kind["quantity"])
    return Phrases(
        quantities=re.compile("|".join(_renamed(f"r{i}", row.regex.pattern) for i, row in enumerate(quantities))),
        quantity_rows=quantities,
        verbs=_words(row for kind in VERBS for row in by_kind.get(kind, [])),
        suffixes=_words(by_kind["suffix"]),
        leads=_words([*by_kind["lead"], *by_kind["scope"]]),
        predicates=_words([*by_kind["predicate"]]),
        patterns={kind: tuple(rows) for kind, rows in by_kind.items()},
        anywhere={kind: re.compile("|".join(f"(?:{_nameless(row.regex.pattern)})" for row in rows)) for kind, rows in by_kind.items()},
    )


def _words(rows: Iterable[rules.Row]) -> Words:
    found: dict[str, Word] = {}
    for row in rows:
        fixed: dict[str, Any] = dict(row.set)
        for text in row.words:
            word = Word(text, str(fixed["is"]), row.id, fixed.get("comparator"), fixed.get("direction"), bool(fixed.get("weak")))
            found.setdefault(text, word)
    return Words(found, max(map(len, found), default=0))


def _renamed(prefix: str, pattern: str) -> str:
    return f"(?P<{prefix}>" + pattern.replace("(?P<", f"(?P<{prefix}_") + ")"


def _nameless(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)
