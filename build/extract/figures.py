"""Read tables of indicators: a row an indicator, a column a year, as plans have them in a box or an annex."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, cast

from zeren.build.extract import numerals, phrases, quantities
from zeren.build.extract.approach import approach, comparator
from zeren.build.extract.phrases import Phrases
from zeren.build.extract.sentences import WIDTH
from zeren.build.extract.targets import direction
from zeren.kg.model import Comparator, Document, Passage, Plan, Row, Span, Table, Target

LEAD: Final = 3  # rows that a header may take up
FIGURE: Final = re.compile(
    r"^[\[〔【（(]?\s*(?P<sign>≥|≤|>=|<=|>|<|不低于|不高于|不超过)?\s*(?P<value>\d{1,9}(?:\.\d{1,4})?)\s*[\]〕】）)]?"
)
UNITS: Final = {"1/10万": "/10万", "/十万": "/10万", "1/十万": "/10万", "－": "", "-": "", "—": "", "/": ""}


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table are: the indicator's, its unit's, and those of goals with their years."""

    name: int
    unit: int | None
    goals: tuple[tuple[int, int | None], ...]


def find_table(table: Table, doc: Document, passages: Sequence[Passage], plans: Sequence[Plan] = ()) -> list[Target]:
    """The targets of a table of indicators, row by row; none of any other table.

    Args:
        table: a table of `doc` whose header names the indicator and at least one year or 目标值.
        passages: the document's passages, for the plan and domain that a row stands in.
        plans: the document's plans; a year before the first one's start is its base, no goal.
    """
    lex = phrases.load()
    heads = [row for row in table.rows[:LEAD] if row.header] or list(table.rows[:1])
    columns = _columns([[doc.quote(c) for c in row.cells] for row in heads], plans, lex)
    if columns is None:
        return []
    found: list[Target] = []
    for row in table.rows[len(heads) :]:
        found.extend(_row(row, doc, columns, _place(row.span, passages), lex))
    return found


def _columns(heads: Sequence[Sequence[str]], plans: Sequence[Plan], lex: Phrases) -> Columns | None:
    """The table's columns by its header, whose rows are read together; None when it is no table of indicators."""
    width = max(map(len, heads), default=0)
    texts = ["".join("".join(head[i].split()) for head in heads if i < len(head)).translate(WIDTH) for i in range(width)]
    kinds = [_kinds(text, lex) for text in texts]
    names = [i for i, kind in enumerate(kinds) if "name" in kind]
    goals = [(i, int(kind["goal"]) if kind["goal"] else None) for i, kind in enumerate(kinds) if "goal" in kind and "base" not in kind]
    goals = [g for g in goals if g[0] not in names]
    if not names or not goals:
        return None
    return Columns(names[-1], next((i for i, kind in enumerate(kinds) if "unit" in kind), None), tuple(_future(goals, texts, plans, lex)))


def _kinds(text: str, lex: Phrases) -> dict[str, str]:
    """What a header cell says of its column, with the year of a goal."""
    found = {}
    for row in lex.patterns["column"]:
        if match := row.regex.search(text):
            found[str(dict(row.set)["column"])] = match.groupdict().get("year") or ""
    return found


Goal = tuple[int, int | None]  # a column, and its year


def _future(goals: Sequence[Goal], texts: Sequence[str], plans: Sequence[Plan], lex: Phrases) -> list[Goal]:
    """The columns that are goals: no year before the plan, else those named 目标, else all but the first year."""
    start = next((p.start_year for p in plans if p.start_year), None)
    if start is not None and any(year for _, year in goals):
        return [g for g in goals if g[1] is None or g[1] >= start]
    named = [g for g in goals if lex.search("promised", texts[g[0]])]
    if named:
        return named
    years = [year for _, year in goals if year]
    return [g for g in goals if not (len(years) > 1 and g[1] == min(years))]


def _place(span: Span, passages: Sequence[Passage]) -> Passage | None:
    return next((p for p in passages if p.span.start <= span.start < p.span.end), None)


def _row(row: Row, doc: Document, columns: Columns, place: Passage | None, lex: Phrases) -> list[Target]:
    cells = [doc.quote(c) for c in row.cells]
    if columns.name >= len(cells):
        return []
    name, unit = _named(cells[columns.name], lex)
    if columns.unit is not None and columns.unit < len(cells):
        unit = _unit(cells[columns.unit]) or unit
    out = []
    for column, year in columns.goals:
        if name and column < len(cells) and (figure := _figure(cells[column], unit, lex)):
            how, value, unit_, text = figure
            out.append(
                Target(
                    plan=place.plan if place else None,
                    part=place.part if place else "table",
                    domain=place.domain if place else None,
                    no=place.no if place else None,
                    indicator=name,
                    comparator=how,
                    value=value,
                    unit=unit_,
                    span=row.span,
                    quote=doc.quote(row.span),
                    rule="targets:table-goal",
                    value_text=text,
                    direction=direction(name, how, None, lex),
                    year=year,
                    confidence=0.9,
                )
            )
    return out


def _named(cell: str, lex: Phrases) -> tuple[str, str]:
    """An indicator's name without its number, and the unit in brackets behind it."""
    text = "".join(cell.split())
    for row in lex.patterns["entry"]:
        while match := row.regex.match(text):
            text = text[match.end() :]
    for row in lex.patterns["unit-in-name"]:
        if match := row.regex.search(text.translate(WIDTH)):
            return text[: match.start()], _unit(match["unit"])
    return text, ""


def _unit(text: str) -> str:
    text = "".join(text.split()).translate(WIDTH)
    return UNITS.get(text, text)


def _figure(cell: str, unit: str, lex: Phrases) -> tuple[Comparator, str, str, str] | None:
    """How a cell binds, its value, unit and words; None when it holds no number or words beside it (持续提高)."""
    work = cell.translate(WIDTH)
    for quantity in quantities.find(work, lex):
        near = approach(work, 0, quantity.start, lex)
        if near.start == 0:
            return (
                cast(Comparator, comparator(near, quantity)[0]),
                quantity.value,
                quantity.unit or unit,
                cell[quantity.start : quantity.end],
            )
    match = FIGURE.match(work)
    if match is None or (rest := work[match.end() :].strip()) not in ("", *lex.suffixes.by_text):
        return None
    sign = lex.verbs.by_text.get(match["sign"] or "")
    suffix = lex.suffixes.by_text.get(rest)
    said = suffix or sign
    how = cast(Comparator, (said.comparator if said else None) or "=")
    return how, numerals.plain(Decimal(match["value"])), unit, cell[match.start("value") : match.end("value")]
