"""Find where a text names laws, plans and standards: titles in 《》, known names without them, patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from zeren.build import rules
from zeren.build.overlay import cached

LONGEST: Final = 120  # characters between 《 and 》
WIDTH: Final = str.maketrans("()－–~～⟨⟩<>﹝﹞", "（）———～〈〉〈〉〔〕")
START: Final = 3  # characters by which names are indexed
REACH: Final = 6  # characters that a word before a short name may have
PLACE: Final = 10  # characters of a place before a name
SHORT: Final = 4  # a law's name of so many characters needs a word or mark before it


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at [start, end) of a text; `title` is the name without 《》, `number` a document number that goes with it."""

    start: int
    end: int
    title: str
    rule: str
    marked: bool = False
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """The names that the vocabulary knows, by their first characters, the longest first; `starts` finds where one may begin."""

    by_start: Mapping[str, Sequence[str]]
    starts: re.Pattern[str]

    @staticmethod
    def of(labels: Iterable[str]) -> Names:
        index: dict[str, list[str]] = {}
        for label in sorted({wide(x) for x in labels if len(x) >= 2}, key=lambda x: (-len(x), x)):
            index.setdefault(label[:START], []).append(label)
        return Names(index, _any_of(index))

    def at(self, text: str, start: int) -> str | None:
        """The longest name that stands at an offset of a text in one width."""
        for size in range(START, 1, -1):
            for label in self.by_start.get(text[start : start + size], ()):
                if text.startswith(label, start):
                    return label
        return None


def _any_of(starts: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of these beginnings, grouped by their first character so that it fails fast."""
    groups: dict[str, list[str]] = {}
    for start in sorted(starts):
        groups.setdefault(start[0], []).append(re.escape(start[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items()) or r"(?!)")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rows of citations.yaml by what they are for."""

    rows: Mapping[str, Sequence[rules.Row]]
    befores: frozenset[str]

    def is_(self, kind: str, text: str) -> rules.Row | None:
        """The row of a kind that is this whole text."""
        return next((row for row in self.rows[kind] if row.regex.fullmatch(text)), None)

    def search(self, kind: str, text: str, start: int = 0) -> re.Match[str] | None:
        return next((m for row in self.rows[kind] if (m := row.regex.search(text, start))), None)


def wide(text: str) -> str:
    """The text with brackets and dashes in one form, as long as before."""
    return text.translate(WIDTH)


@cached
def lexicon() -> Lexicon:
    by_kind: dict[str, list[rules.Row]] = {}
    for row in rules.load("citations"):
        by_kind.setdefault(str(dict(row.set)["is"]), []).append(row)
    return Lexicon(by_kind, frozenset(word for row in by_kind["before"] for word in row.words))


def find(text: str, names: Names, lex: Lexicon) -> list[Mention]:
    """Every name in a text, in order, none over another."""
    flat = wide(text)
    found = list(_marked(text, flat, lex))
    taken = [(m.start, m.end) for m in found]
    for more in (_known(text, flat, names, lex), _patterns(text, flat, lex)):
        fresh = [m for m in more if not _over(m, taken)]
        found += fresh
        taken += [(m.start, m.end) for m in fresh]
    return sorted(found, key=lambda m: m.start)


def _over(mention: Mention, taken: Sequence[tuple[int, int]]) -> bool:
    return any(mention.start < end and start < mention.end for start, end in taken)


def _marked(text: str, flat: str, lex: Lexicon) -> Iterator[Mention]:
    """Titles in 《》, also nested ones (《甲省实施《…法》办法》) and those that never close."""
    rule = lex.rows["marked"][0]
    first = rule.regex.search(flat)
    at = first.start() if first else -1
    while at >= 0:
        end = _close(flat, at)
        if end is None:
            at = flat.find("《", at + 1)
            continue
        stop = _edition(flat, end, lex)
        if not lex.search("defined", flat[max(0, at - 8) : at]):
            yield Mention(at, stop, text[at + 1 : end - 1] + text[end:stop], rule.id, marked=True)
        at = flat.find("《", end)


def _close(flat: str, at: int) -> int | None:
    """Behind the 》 that closes the 《 at an offset; None when none does within reach.

    A second 《 is nested behind a word (实施《…法》办法); behind a mark it tells that the first was closed by 〉 or never.
    """
    depth = 0
    for i in range(at, min(len(flat), at + LONGEST)):
        if flat[i] == "《":
            if depth and flat[i - 1] in "〉》、，；。 ":
                wrong = flat.rfind("〉", at, i)
                return wrong + 1 if wrong > 0 else None
            depth += 1
        elif flat[i] == "》":
            depth -= 1
            if depth == 0:
                return i + 1
    inner = flat.find("》", at + 1, at + LONGEST)
    return inner + 1 if inner > 0 else None


def _edition(flat: str, end: int, lex: Lexicon) -> int:
    for row in lex.rows["edition"]:
        if match := row.regex.match(flat, end):
            return match.end()
    return end


def _known(text: str, flat: str, names: Names, lex: Lexicon) -> Iterator[Mention]:
    """Names of the vocabulary without 《》, the longest at each place, with the place that makes them another's."""
    match = names.starts.search(flat)
    while match:
        at = match.start()
        label = names.at(flat, at)
        stop = at + 1
        if label and _stands_alone(flat, at, at + len(label), label, lex):
            stop = _edition(flat, at + len(label), lex)
            start = _placed(flat, at, label, lex)
            yield Mention(start, stop, text[start:stop], lex.rows["known"][0].id)
        match = names.starts.search(flat, stop)


def _stands_alone(flat: str, start: int, end: int, label: str, lex: Lexicon) -> bool:
    """Whether a known name is a word of its own: not 刑法学, not 思想教育法."""
    if label.endswith("法") and lex.search("glued", flat[end : end + 8]):
        return False
    if not label.endswith("法") or len(label) > SHORT:
        return True
    before = flat[max(0, start - REACH) : start]
    return not before or not "\u4e00" <= before[-1] <= "\u9fff" or any(before.endswith(word) for word in lex.befores)


def _placed(flat: str, start: int, label: str, lex: Lexicon) -> int:
    """Where a known name begins together with the place before it that makes it another's: 落实|云林市物业管理条例."""
    if label.endswith("法") or lex.search("national", label):
        return start
    low = max(0, start - PLACE)
    for at in range(start - 2, low - 1, -1):
        behind = at == 0 or not "\u4e00" <= flat[at - 1] <= "\u9fff" or any(flat.endswith(word, 0, at) for word in lex.befores)
        place = lex.search("place", flat[at:start] + label) if behind else None
        if place and place.end() == start - at:
            return at
    return start


def _patterns(text: str, flat: str, lex: Lexicon) -> Iterator[Mention]:
    for row in lex.rows["bare"]:
        if not any(word in flat for word in dict(row.set).get("needs", ("",))):
            continue
        for match in row.find(flat):
            start, end = match.span("title")
            yield Mention(start, _edition(flat, end, lex), text[start : _edition(flat, end, lex)], row.id)
