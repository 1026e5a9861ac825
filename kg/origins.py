"""Tell where a span of the clean text stands in the reader's own terms: page, paragraph, sheet and row, line."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from zeren.kg.model import Assignment, Citation, Domain, Duty, Goal, Measure, Origin, Place, Plan, Record, Target, Unresolved
from zeren.kg.record import PLACE

T = TypeVar("T", Assignment, Target, Citation, Duty, Goal, Measure, Unresolved)


class Origins:
    """The places of one source by the offset from which they hold."""

    def __init__(self, origins: Sequence[Origin]) -> None:
        self.origins = sorted(origins, key=lambda o: o.start)
        self.starts = [o.start for o in self.origins]

    def at(self, offset: int) -> Place | None:
        """The place of the character at `offset`; None before the first origin."""
        found = bisect_right(self.starts, offset) - 1
        return self.origins[found].place if found >= 0 else None

    def dumps(self) -> str:
        """One line of JSON: which terms the source has, and a row of offset and values for each place."""
        terms = [key for key in PLACE if any(getattr(o.place, key) is not None for o in self.origins)]
        rows = [[o.start, *(getattr(o.place, key) for key in terms)] for o in self.origins]
        return json.dumps({"columns": ["start", *terms], "rows": rows}, ensure_ascii=False, separators=(",", ":")) + "\n"


def placed(record: Record, origins: Origins) -> Record:
    """The record with the place of every statement, goal, measure and unresolved name."""

    def one(item: T) -> T:
        return replace(item, place=origins.at(item.span.start))

    def domain(d: Domain) -> Domain:
        return replace(d, goals=tuple(map(one, d.goals)), measures=tuple(map(one, d.measures)))

    def plan(p: Plan) -> Plan:
        return replace(p, domains=tuple(map(domain, p.domains)))

    return replace(
        record,
        plans=tuple(map(plan, record.plans)),
        assignments=tuple(map(one, record.assignments)),
        targets=tuple(map(one, record.targets)),
        citations=tuple(map(one, record.citations)),
        duties=tuple(map(one, record.duties)),
        unresolved=tuple(map(one, record.unresolved)),
    )


def loads(text: str) -> Origins:
    """What `dumps` wrote; raises ValueError, KeyError or TypeError on anything else."""
    data = json.loads(text)
    terms = data["columns"][1:]
    return Origins([Origin(row[0], Place(**dict(zip(terms, row[1:], strict=True)))) for row in data["rows"]])


def told(place: Place) -> str:
    """A place in words, the largest thing first: page 3, paragraph 12."""
    parts = (("sheet", place.sheet), ("page", place.page), ("paragraph", place.paragraph), ("row", place.row), ("line", place.line))
    return ", ".join(f"{name} {value}" for name, value in parts if value is not None)


def told_zh(place: Place) -> str:
    """A place in Chinese words: 第3页第12段."""
    sheet = f"工作表“{place.sheet}”" if place.sheet else ""
    parts = ((place.page, "页"), (place.paragraph, "段"), (place.row, "行"), (place.line if place.row is None else None, "行"))
    return sheet + "".join(f"第{value}{unit}" for value, unit in parts if value is not None)
