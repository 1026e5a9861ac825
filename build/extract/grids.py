"""Read responsibility tables: the header tells which column holds what, each row makes one assignment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from zeren.build.extract.clauses import Clause, Grammar, Groups, Reading
from zeren.build.extract.lexis import Choice, Lexis, lexis
from zeren.kg.model import Span, Table

ROLES = frozenset({"lead", "either", "main", "responsible", "supporting", "participating"})
INHERITED = "assignments:empty-cell"
HEADER_ROWS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its cells, whether the file calls it a header, and the columns that the file merges with the cell above."""

    cells: tuple[Span, ...]
    header: bool = False
    inherited: tuple[int, ...] = ()


@dataclass(slots=True)
class Columns:
    """What each column holds: a role with the rule that says so, task, number, deadline, person or other."""

    kinds: list[str]
    rules: list[str]
    at: int
    filled: dict[int, Span] = field(default_factory=dict)


def find(table: Table, text: str, grammar: Grammar, reading: Reading) -> list[Clause]:
    """One clause a row of a table whose header names roles, in order; none for any other table."""
    lines = [Line(row.cells, row.header, row.inherited) for row in table.rows]
    return read(lines, text, grammar, reading)


def read(lines: Sequence[Line], text: str, grammar: Grammar, reading: Reading) -> list[Clause]:
    """One clause a row of lines cut into cells."""
    columns = header(lines, text, grammar)
    if columns is None:
        return [*_form(lines, text, grammar, reading)]
    told = any(line.inherited for line in lines)
    out = []
    for line in lines[columns.at :]:
        again = header([line], text, grammar)
        if (again and again.kinds == columns.kinds) or _is_section(line, text, columns):
            columns.filled.clear()
        elif clause := _row(line, text, columns, told, grammar, reading):
            out.append(clause)
    return out


def header(lines: Sequence[Line], text: str, grammar: Grammar) -> Columns | None:
    """The columns by the first rows that name them; a header of several rows is read downwards."""
    for i, line in enumerate(lines[:HEADER_ROWS]):
        kinds, rules = _kinds(line, text, grammar)
        if not set(kinds) & ROLES or sum(kind != "" for kind in kinds) < 2:
            continue
        end = i + 1
        while end < min(len(lines), i + 4):
            more, more_rules = _kinds(lines[end], text, grammar)
            if not (lines[end].header or set(more) & ROLES) or any(len(cell) > 14 for cell in lines[end].cells):
                break
            width = max(len(kinds), len(more))
            kinds, rules, more, more_rules = (row + [""] * (width - len(row)) for row in (kinds, rules, more, more_rules))
            rules = [b if k else a for a, b, k in zip(rules, more_rules, more, strict=True)]
            kinds = [b or a for a, b in zip(kinds, more, strict=True)]
            end += 1
        return Columns(kinds, rules, end)
    return None


def _kinds(line: Line, text: str, grammar: Grammar) -> tuple[list[str], list[str]]:
    kinds, rules = [], []
    for cell in line.cells:
        kind, rule = kind_of(text[cell.start : cell.end], grammar)
        kinds.append(kind)
        rules.append(rule)
    return kinds, rules


@lru_cache(maxsize=4096)
def kind_of(cell: str, grammar: Grammar) -> tuple[str, str]:
    """What a header cell's words say of its column, and by which row; two empty strings where they say nothing."""
    words = re.sub(r"\s+", "", cell)
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", words)
    if not 0 < len(words) <= 24:
        return "", ""
    for choice, form in ((grammar.head, words), (grammar.head, bare), (grammar.bare_head, bare)):
        if match := choice.pattern.fullmatch(form):
            return str(choice.get(match, "gives")), choice.row(match).id
    choice = _columns(lexis("assignments"))
    match = choice.pattern.fullmatch(bare)
    return (str(choice.get(match, "column")), choice.row(match).id) if match else ("", "")


@lru_cache(maxsize=8)
def _columns(words: Lexis) -> Choice:
    return words.choice("column")


def _is_section(line: Line, text: str, columns: Columns) -> bool:
    """Whether a row is a heading inside the table: one text in all, that stands under no role."""
    filled = [i for i, c in enumerate(line.cells) if text[c.start : c.end].strip()]
    said = {text[line.cells[i].start : line.cells[i].end].strip() for i in filled}
    if len(said) != 1 or len(columns.kinds) < 3 or columns.kinds[min(filled[0], len(columns.kinds) - 1)] in ROLES:
        return False
    return len(line.cells) == 1 or len(filled) > 1 or filled[0] == 0


def _row(line: Line, text: str, columns: Columns, told: bool, grammar: Grammar, reading: Reading) -> Clause | None:
    """The clause of one row; empty cells take what stands above them unless the file itself says which cells are merged."""
    groups = Groups()
    inherited: list[Span] = []
    tasks: list[str] = []
    task: Span | None = None
    for i, kind in enumerate(columns.kinds):
        cell = line.cells[i] if i < len(line.cells) else None
        own = cell is not None and bool(text[cell.start : cell.end].strip())
        if own and cell is not None:
            columns.filled[i] = cell
        elif told and i not in line.inherited:
            columns.filled.pop(i, None)
        where = columns.filled.get(i)
        if where is None or kind in ("", "number", "other", "person", "none"):
            continue
        value = text[where.start : where.end]
        if kind == "task":
            words = " ".join(value.split())
            tasks += [words] if words not in tasks else []
            task = where if own else task
        elif kind in ("deadline", "period"):
            groups.deadline = groups.deadline or (value.strip() if not grammar.nobody.match(value) else None)
        elif not grammar.nobody.match(value):
            before = len(groups.given)
            grammar.cell(value, where.start, kind, columns.rules[i], groups)
            if not own and len(groups.given) > before:
                inherited.append(where)
    if task is None and not inherited and not groups.given:
        return None
    cells = [c for c in line.cells if len(c)] or list(line.cells)
    span = Span(min(s.start for s in [*cells, *inherited]), max(c.end for c in cells))
    if (clause := grammar.settle(groups, span, reading)) is None:
        return None
    if inherited:
        clause = replace(clause, rule=INHERITED, confidence=0.9)
    return replace(clause, task=Span(cells[0].start, cells[-1].end), words="：".join(tasks))


def _form(lines: Sequence[Line], text: str, grammar: Grammar, reading: Reading) -> Iterator[Clause]:
    """The clauses of a form: a label in one cell, its value in the next."""
    groups, words, span = Groups(), "", None
    for line in lines:
        for label, value in zip(line.cells, line.cells[1:], strict=False):
            kind, rule = kind_of(text[label.start : label.end], grammar)
            if kind == "task" and text[value.start : value.end].strip():
                if groups.given and span and (clause := grammar.settle(groups, span, reading)):
                    yield replace(clause, words=words, task=span)
                groups, words, span = Groups(), text[value.start : value.end].strip(), Span(label.start, value.end)
            elif kind in ROLES or kind in ("deadline", "period"):
                grammar.labelled(text[value.start : value.end], value.start, kind, rule, groups)
                span = Span(span.start if span else label.start, value.end)
    if groups.given and span and (clause := grammar.settle(groups, span, reading)):
        yield replace(clause, words=words, task=span)
