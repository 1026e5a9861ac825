"""Tell for which year a value is meant and from which year a change counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zeren.build.extract.phrases import Phrases
from zeren.build.extract.quantities import Quantity
from zeren.build.extract.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Years:
    """The years of a sentence by document offset; `sentence` is the sentence without its words of comparison (比2020年)."""

    sentence: Sentence
    by: tuple[tuple[int, int], ...]
    bases: tuple[tuple[int, int], ...]

    def of(self, values: Sequence[Quantity], sentence: Sentence) -> list[int | None]:
        """For each value the year in front of it; several years in front of as many values go one by one."""
        start = sentence.at[values[0].start]
        before = [(at, year) for at, year in self.by if at < start]
        if not before:
            return [None] * len(values)
        together = _together(before)
        if len(together) == len(values) > 1:
            return list(together)
        return [before[-1][1]] * len(values)

    def base(self, value: Quantity, sentence: Sentence, clause: int, how: str) -> int | None:
        """The year that a value counts from: named in its own clause, or before a change in the same part of the sentence."""
        start, own = sentence.at[value.start], sentence.at[clause]
        part = sentence.at[max(sentence.work.rfind("；", 0, value.start), 0)]
        low = part if how.endswith("_by") else own
        return next((year for at, year in reversed(self.bases) if low <= at < start), None)


def years(sentence: Sentence, phrases: Phrases) -> Years:
    """Read the years of a sentence, and cut what only says the base (比2020年, 由85%) or parts a verb from its value."""
    bases, from_, inner = (_years(sentence, kind, phrases) for kind in ("baseline", "from", "inner"))
    holes = _apart([hole for hole, _ in (*bases, *from_, *inner)])
    rest = sentence.without(holes)
    by = [(rest.at[hole[0]], year) for hole, year in _years(rest, "year", phrases)] + [(sentence.at[hole[0]], year) for hole, year in inner]
    since = [(sentence.at[hole[0]], year) for hole, year in (*bases, *from_)]
    return Years(rest, _dated(by), _dated(since))


def _years(sentence: Sentence, kind: str, phrases: Phrases) -> list[tuple[tuple[int, int], int | None]]:
    """The matches of a kind of row, with the year that each names."""
    if kind != "from" and "20" not in sentence.work:
        return []
    found = []
    for row in phrases.patterns[kind]:
        for match in row.find(sentence.work):
            year = next((int(text) for text in match.groups() if text), None)
            found.append((match.span(), year))
    return found


def _dated(found: Sequence[tuple[int, int | None]]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((at, year) for at, year in found if year is not None))


def _apart(holes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for hole in sorted(holes):
        if not kept or hole[0] >= kept[-1][1]:
            kept.append(hole)
    return kept


def _together(before: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """The years at the end of a list that stand side by side (2025年、2030年)."""
    out = [before[-1]]
    for at, year in reversed(before[:-1]):
        if out[0][0] - at > 8:
            break
        out.insert(0, (at, year))
    return tuple(year for _, year in out)
