"""Read responsibility tables that a text file holds as plain lines: a cell a line, or all cells run together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zeren.build.extract import grids
from zeren.build.extract.clauses import Clause, Grammar, Groups, Reading
from zeren.kg.model import Span

LINE = re.compile(r"[^\n]+")
COUNT = re.compile(r"\d{1,3}$")
SECTION = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])\S")
CELL = 400
COLUMNS = 14


@dataclass(frozen=True, slots=True)
class Grid:
    """A table written as lines: where it stands, and the clause of each row."""

    span: Span
    rows: tuple[Clause, ...]


def find(text: str, grammar: Grammar, reading: Reading, shut: Sequence[Span] = ()) -> list[Grid]:
    """Every table of a text that is written in one of these ways, in order; what stands in `shut` (the file's own tables) is left out."""
    if not grammar.cue.search(text):
        return []
    lines = [Span(m.start(), m.end()) for m in LINE.finditer(text) if m.group().strip()]
    lines = [line for line in lines if not _in(line, shut)]
    out: list[Grid] = []
    i = 0
    while i < len(lines):
        size = _header_lines(text, lines, i, grammar)
        grid: Grid | None = None
        end = i + 1
        if size >= 3:
            grid, end = _down(text, lines, i, size, grammar, reading)
        elif lines[i].end - lines[i].start > 16:
            grid = _run_together(text, lines[i], grammar, reading)
        if grid and grid.rows:
            out.append(grid)
            i = max(end, i + 1)
        else:
            i += 1
    return out


def _in(line: Span, shut: Sequence[Span]) -> bool:
    at = bisect_right(shut, line.start, key=lambda s: s.start) - 1
    return at >= 0 and line.start < shut[at].end


def _cell(text: str, line: Span) -> Span:
    """A line without the bar that closes it and the blanks around it."""
    words = text[line.start : line.end]
    left = len(words) - len(words.lstrip(" \t　|｜"))
    right = len(words.rstrip(" \t　|｜"))
    return Span(line.start + left, line.start + max(left, right))


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end].strip()


def _header_lines(text: str, lines: Sequence[Span], i: int, grammar: Grammar) -> int:
    """How many lines from here on are the cells of a header, 0 where they make none."""
    kinds: list[str] = []
    for line in lines[i : i + COLUMNS]:
        cell = _cell(text, line)
        kind, _ = grids.kind_of(_words(text, cell), grammar) if len(cell) <= 18 else ("", "")
        if not kind or (kind == "number" and kinds) or _is_section(_words(text, cell)):
            break
        kinds.append(kind)
    if kinds[:1] not in (["number"], ["task"]):
        return 0
    return len(kinds) if len(kinds) >= 3 and set(kinds) & grids.ROLES else 0


def _down(text: str, lines: Sequence[Span], i: int, size: int, grammar: Grammar, reading: Reading) -> tuple[Grid | None, int]:
    """A table with a cell a line: rows begin at the numbers that count on, or every `size` lines."""
    head = [grids.kind_of(_words(text, _cell(text, line)), grammar) for line in lines[i : i + size]]
    rows: list[Clause] = []
    at = i + size
    if head[0][0] != "number":
        return None, at
    last: int | None = None
    while at < len(lines):
        words = _words(text, _cell(text, lines[at]))
        if not COUNT.fullmatch(words):
            after = _words(text, _cell(text, lines[at + 1])) if at + 1 < len(lines) else ""
            if not _is_section(words) or not (COUNT.fullmatch(after) or _is_section(after)):
                break
            at += 1
            continue
        if last is not None and int(words) <= last:
            break
        last = int(words)
        end = _next_row(text, lines, at, last, head, grammar)
        if clause := _down_row(text, [_cell(text, line) for line in lines[at + 1 : end]], lines[at], head[1:], grammar, reading):
            rows.append(clause)
        at = end
    return Grid(Span(lines[i].start, lines[at - 1].end), tuple(rows)), at


def _is_section(words: str) -> bool:
    """Whether a line between rows is the title of a section of the table (二、扩大消费)."""
    return bool(SECTION.match(words)) and len(words) <= 60


def _next_row(text: str, lines: Sequence[Span], at: int, number: int, head: Sequence[tuple[str, str]], grammar: Grammar) -> int:
    """Where the next row or section of a table begins: the number that counts on, else a greater one behind an agency or deadline."""
    for end in range(at + 1, min(len(lines), at + 40)):
        words = _words(text, _cell(text, lines[end]))
        if len(lines[end]) > CELL:
            break
        if words == str(number + 1):
            return end
        above = _words(text, _cell(text, lines[end - 1]))
        if end - at >= len(head) and (_is_section(words) or (COUNT.fullmatch(words) and int(words) > number)) and _closes(above, grammar):
            return end
    return _row_end(text, lines, at, min(len(lines), at + 40), head, grammar)


def _closes(words: str, grammar: Grammar) -> bool:
    """Whether a cell may be the last of its row: an agency or a deadline."""
    found = grammar.names.split(words, 0)
    return bool(grammar.due.pattern.fullmatch(words)) or (bool(found) and all(grammar.names.plausible(n.text) for n in found))


def _row_end(text: str, lines: Sequence[Span], at: int, end: int, head: Sequence[tuple[str, str]], grammar: Grammar) -> int:
    """Where the last row ends: behind the last line that is a deadline or an agency, or after as many lines as there are columns."""
    last = at + 1
    for i in range(at + 1, min(end, at + 24)):
        words = _words(text, _cell(text, lines[i]))
        if i - at < len(head) or grammar.names.plausible(words) or grammar.due.pattern.fullmatch(words):
            last = i + 1
        else:
            break
    return min(last, end)


def _down_row(
    text: str, cells: Sequence[Span], number: Span, head: Sequence[tuple[str, str]], grammar: Grammar, reading: Reading
) -> Clause | None:
    """Give the lines of one row to its columns: by count where it fits, else agencies to role columns and dates to the deadline."""
    if not cells:
        return None
    roles = [(kind, rule) for kind, rule in head if kind in grids.ROLES]
    groups = Groups()
    tasks: list[str] = []
    if len(cells) == len(head):
        for cell, (kind, rule) in zip(cells, head, strict=True):
            _give(text, cell, kind, rule, groups, tasks, grammar)
    else:
        taken = 0
        for i, cell in enumerate(cells):
            words = _words(text, cell)
            found = grammar.names.split(words, cell.start)
            if i == 0 and head[0][0] == "task":
                tasks.append(words)
            elif grammar.due.pattern.fullmatch(words):
                groups.deadline = groups.deadline or words
            elif found and all(grammar.names.plausible(n.text) for n in found) and not grammar.names.person.search(words):
                kind, rule = roles[min(taken, len(roles) - 1)]
                groups.give(found, kind, rule)
                taken += 1
            elif not taken:
                tasks.append(words)
    clause = grammar.settle(groups, Span(number.start, cells[-1].end), reading)
    return replace(clause, task=cells[0], words="：".join(tasks)) if clause else None


def _give(text: str, cell: Span, kind: str, rule: str, groups: Groups, tasks: list[str], grammar: Grammar) -> None:
    words = _words(text, cell)
    if kind in grids.ROLES:
        if not grammar.nobody.match(words):
            grammar.cell(words, cell.start, kind, rule, groups)
    elif kind in ("deadline", "period"):
        groups.deadline = groups.deadline or words
    elif kind == "task":
        tasks.append(words)


def _run_together(text: str, line: Span, grammar: Grammar, reading: Reading) -> Grid | None:
    """A header and a row whose cells nothing separates: the header's words are known, the agencies stand at the end of the row."""
    words = text[line.start : line.end]
    if not grammar.run_head.match(words):
        return None
    kinds: list[tuple[str, str]] = []
    at = 0
    while at < len(words) and not words[at].isdigit() and len(kinds) < COLUMNS:
        for size in range(min(14, len(words) - at), 1, -1):
            kind, rule = grids.kind_of(words[at : at + size], grammar)
            if kind and not any(c.isdigit() for c in words[at : at + size]):
                kinds.append((kind, rule))
                at += size
                break
        else:
            return None
    roles = [(kind, rule) for kind, rule in kinds if kind in grids.ROLES]
    if len(kinds) < 3 or not roles or at >= len(words):
        return None
    body = Span(line.start + at, line.end)
    groups = Groups()
    chain = _chain(text, body, grammar)
    for i, span in enumerate(chain):
        found = grammar.names.split(text[span.start : span.end], span.start)
        kind, rule = roles[min(i, len(roles) - 1)]
        groups.give(found, kind, rule)
    clause = grammar.settle(groups, Span(line.start, line.end), reading)
    if clause is None:
        return None
    task = Span(body.start, chain[0].start)
    return Grid(line, (replace(clause, task=task, words=re.sub(r"^\d+", "", text[task.start : task.end]).strip(), confidence=0.7),))


def _chain(text: str, body: Span, grammar: Grammar) -> list[Span]:
    """The agencies that stand one behind another at the end of a stretch."""
    start = body.start
    for match in grammar.run_start.finditer(text[body.start : body.end]):
        start = body.start + match.end()
    out: list[Span] = []
    while start < body.end:
        for end in range(start + 2, min(start + 24, body.end) + 1):
            if grammar.names.complete(text[start:end]) and grammar.names.plausible(text[start:end]):
                if more := grammar.goes_on.match(text, end, body.end):
                    end = more.end()
                out.append(Span(start, end))
                start = end
                break
        else:
            if out:
                return out
            start += 1
    return out
