"""Find quantities in a sentence: numbers with their units, as written and normalised, with what stands right behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from zeren.build.extract import numerals
from zeren.build.extract.phrases import Phrases, Word

LISTED: Final = re.compile(r"^、[^，；:。、的]{1,10}$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at [start, end) of a sentence; `tail` is where the suffix (以上, 左右) behind it ends."""

    start: int
    end: int
    tail: int
    value: str
    unit: str
    kind: str
    rule: str
    suffix: Word | None = None

    @property
    def rate(self) -> bool:
        return self.kind in ("rate", "ratio", "fraction", "points")


def find(work: str, phrases: Phrases) -> list[Quantity]:
    """The quantities of a sentence (one width, no white space), in order, none over another."""
    return list(_find(work, phrases))


def spread(found: list[Quantity], work: str, phrases: Phrases) -> list[Quantity]:
    """小学38%、初中60%以下: the suffix behind a list's last value holds for the others, when none of them has one."""
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        here, after = out[i], out[i + 1]
        between = work[here.tail : after.start]
        listed = here.suffix is None and after.suffix and here.unit == after.unit and LISTED.match(between)
        if listed and phrases.verbs.ending(between) is None:
            out[i] = replace(here, suffix=after.suffix)
    return out


def _find(work: str, phrases: Phrases) -> Iterator[Quantity]:
    for match in phrases.quantities.finditer(work):
        name = match.lastgroup or ""
        row = phrases.quantity_rows[int(name[1:])]
        fixed = dict(row.set)
        groups = {key.removeprefix(name + "_"): text for key, text in match.groupdict().items() if text is not None and key != name}
        value = _value(groups, fixed)
        if value is None:
            continue
        suffix = phrases.suffixes.starting(work, match.end())
        tail = match.end() + (len(suffix.text) if suffix else 0)
        unit = str(fixed.get("unit", groups.get("unit", groups.get("unit2", ""))))
        yield Quantity(match.start(), match.end(), tail, value, unit, str(fixed["kind"]), row.id, suffix)


def _value(groups: dict[str, str], fixed: dict[str, Any]) -> str | None:
    """The value as the record writes it: 8, 3.5, 2-3, 3:2, 1/6; None when the words are no number."""
    if "above" in groups:
        above, below = numerals.parse(groups["above"]), numerals.parse(groups["below"])
        mark = ":" if fixed["kind"] == "ratio" else "/"
        return f"{numerals.plain(above)}{mark}{numerals.plain(below)}" if above is not None and below else None
    if "parts" in groups:
        text = groups["parts"]
        parts = numerals.fraction("一半" if "半" in text else text)
        return f"{parts.numerator}/{parts.denominator}" if parts else None
    if "pair" in groups or "low" in groups:
        ends = numerals.parse_range(groups["pair"] if "pair" in groups else f"{groups['low']}-{groups['high']}")
        return "-".join(map(numerals.plain, ends)) if ends else None
    number = numerals.parse(groups.get("num") or groups.get("num2") or "")
    return None if number is None else numerals.plain(number * int(fixed.get("times", 1)))
