"""Read PDF files with a text layer: paragraphs in reading order, headers, footers and page numbers out, ruled tables as rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from zeren.build.marks import mark
from zeren.build.readers.common import ReadError, looks_like
from zeren.build.readers.grid import Cell, Line, rows
from zeren.build.readers.page import Run, chars, gutter, has_picture, opened, rules, runs
from zeren.build.readers.ruled import Ruled, tables
from zeren.build.readers.txt import plausible
from zeren.build.wraps import is_heading, is_title
from zeren.kg.model import Block, Place

EDGE = 0.12  # share of a page's height at its top and bottom where headers and footers stand
PAGE = re.compile(r"^[-—－–~·•.\s]*(?:第?\s*\d{1,4}\s*页?|[ivxIVX]{1,5})(?:\s*[/／共,，]{1,2}\s*\d{1,4}\s*页?)?[-—－–~·•.\s]*$")
CLOSED = "。！？；!?;"


@dataclass(slots=True)
class Sheet:
    """A page: its size, its lines in reading order and its tables."""

    number: int
    height: float
    lines: list[Run] = field(default_factory=list)
    tables: list[Ruled] = field(default_factory=list)
    gutter: float | None = None


def blocks(name: str, data: bytes) -> tuple[Block, ...]:
    """Paragraphs and table rows with their page. Raises ReadError for a scanned, locked or damaged file."""
    try:
        document = opened(data)
    except ValueError as error:
        what = looks_like(data)
        reason = str(error) if what == "a PDF" else f"not a PDF{f' but {what}' if what else ''}"
        raise ReadError(name, reason) from None
    count = len(document)
    try:
        sheets, missing = _sheets(document, count)
    finally:
        document.close()
    if missing and len(missing) * 2 >= count:
        raise ReadError(name, f"no text layer, page {missing[0]} of {count}: a scanned document, recognise its text (OCR) first")
    text = "".join(run.text for sheet in sheets for run in sheet.lines)
    if text and not plausible(text):
        raise ReadError(name, "the text layer cannot be read: its fonts do not say which characters they show")
    _strip(sheets)
    for sheet in sheets:
        sheet.lines = ordered(sheet.lines, sheet.gutter)
    return tuple(_blocks(sheets))


def _sheets(document: Any, count: int) -> tuple[list[Sheet], list[int]]:
    """Every page taken apart, and the numbers of those that are a picture without text."""
    sheets, missing = [], []
    for i in range(count):
        page = document[i]
        sheet = Sheet(i + 1, page.get_height())
        found = chars(page)
        if len(found) < 4 and has_picture(page):
            missing.append(i + 1)
        sheet.tables, rest = tables(rules(page), found)
        sheet.gutter = gutter(rest)
        sheet.lines = runs(rest, i + 1, gutter=sheet.gutter)
        sheets.append(sheet)
        page.close()
    return sheets, missing


def ordered(lines: Sequence[Run], middle: float | None) -> list[Run]:
    """The lines of a page in reading order: two columns one after the other, between lines that cross both."""
    if middle is None:
        return _rejoined(lines)
    out: list[Run] = []
    left: list[Run] = []
    right: list[Run] = []
    lefts = [r.left for r in lines if r.right <= middle + 1 and len(r.text) >= 12]
    rights = [r.left for r in lines if r.left >= middle - 1 and len(r.text) >= 12]
    by = min(rights, default=middle) - min(lefts, default=0.0)
    for line in lines:
        if line.right <= middle + 1:
            left.append(line)
        elif line.left >= middle - 1:  # moved over the left column, so that both have the same margins
            right.append(replace(line, left=line.left - by, right=line.right - by))
        else:
            out += [*_rejoined(left), *_rejoined(right), line]
            left, right = [], []
    return [*out, *_rejoined(left), *_rejoined(right)]


def _rejoined(lines: Sequence[Run]) -> list[Run]:
    """Pieces of one line (a wide gap inside it) as one again."""
    out: list[Run] = []
    for line in lines:
        last = out[-1] if out else None
        if last is not None and abs((last.top + last.bottom) - (line.top + line.bottom)) < 0.9 * last.size and line.left > last.right:
            text = f"{last.text} {line.text}"
            out[-1] = Run(text, last.left, line.right, min(last.bottom, line.bottom), max(last.top, line.top), last.size, last.page)
        else:
            out.append(line)
    return out


def _strip(sheets: Sequence[Sheet]) -> None:
    """Take headers, footers and page numbers out: at a page's edge, numbers, or the same words on several pages."""

    def edge(sheet: Sheet, run: Run) -> bool:
        return run.top > sheet.height * (1 - EDGE) or run.bottom < sheet.height * EDGE

    def shape(run: Run) -> str:
        return re.sub(r"[\d\s]+", "#", run.text)

    seen = Counter(key for sheet in sheets for key in {shape(r) for r in sheet.lines if edge(sheet, r)})
    often = {key for key, n in seen.items() if n >= max(2, min(3, len(sheets))) and not (is_heading(key) or mark(key.replace("#", "1")))}
    for sheet in sheets:
        ends = {id(r) for r in (*sheet.lines[:1], *sheet.lines[-1:])}
        sheet.lines = [
            r
            for r in sheet.lines
            if not (edge(sheet, r) and ((shape(r) in often and len(sheets) > 1) or PAGE.match(r.text)))
            and not (id(r) in ends and len(sheets) > 1 and PAGE.match(r.text))
        ]


def _blocks(sheets: Sequence[Sheet]) -> Iterator[Block]:
    """Paragraphs and rows of all pages in order; a table that goes on over the page is one."""
    number = 0
    waiting: list[tuple[tuple[Cell, ...], int]] = []
    edges: tuple[float, ...] = ()
    lines: list[Run] = []
    for sheet in sheets:
        todo = list(sheet.lines)
        for table in sheet.tables:
            above = [r for r in todo if r.bottom >= table.top - 1]
            todo = [r for r in todo if r.bottom < table.top - 1]
            same = bool(waiting) and not above and _same(edges, table.edges)
            if not same:
                yield from _table(waiting, number)
                waiting, number = [], number + 1
            if above:
                lines += above
            if not waiting:
                yield from _paragraphs(lines)
                lines = []
            waiting += [(row, sheet.number) for row in table.rows]
            edges = table.edges
        if todo and waiting:
            yield from _table(waiting, number)
            waiting = []
        lines += todo
    yield from _table(waiting, number)
    yield from _paragraphs(lines)


def _same(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return len(a) == len(b) and all(abs(x - y) < 6 for x, y in zip(a, b, strict=True))


def _table(found: Sequence[tuple[tuple[Cell, ...], int]], number: int) -> Iterator[Block]:
    lines = [Line(cells, Place(page=page, row=i)) for i, (cells, page) in enumerate(found, 1)]
    yield from rows(lines, number)


def _paragraphs(lines: Sequence[Run]) -> Iterator[Block]:
    """Lines put together to paragraphs, by their margins."""
    if not lines:
        return
    size = Counter(round(r.size) for r in lines).most_common(1)[0][0] or 1
    full = [r for r in lines if len(r.text) >= 12] or list(lines)
    lefts = Counter(round(r.left / 4) for r in full)
    left = 4 * min(x for x, n in lefts.items() if n >= max(1, 0.04 * len(full)))
    rights = sorted(r.right for r in full)
    right = rights[min(len(rights) - 1, int(len(rights) * 0.9))]
    indented = sum(_indent(r, left, size) for r in lines) >= max(2, 0.05 * len(lines))
    group: list[Run] = []
    for before, line in pairwise([None, *lines]):
        assert line is not None
        if before is not None and _goes_on(before, line, left, right, size, indented, first=len(group) == 1):
            group.append(line)
            continue
        if group:
            yield _paragraph(group, right)
        group = [line]
    yield _paragraph(group, right)


def _indent(run: Run, left: float, size: float) -> bool:
    return 1.2 * size <= run.left - left <= 4.5 * size


def _goes_on(before: Run, line: Run, left: float, right: float, size: float, indented: bool, first: bool) -> bool:
    """Whether a line continues the paragraph of the one before it, which may be the paragraph's first."""
    if before.right < right - 2.2 * size or abs(before.size - line.size) > 0.15 * size:
        return False
    if before.size > 1.2 * size and line.left - left > 1.2 * size:  # a title, centred, that filled a line
        return abs((before.left + before.right) - (line.left + line.right)) < 2 * size
    if before.left - left > 5 * size or (first and indented and is_title(before.text) and not _indent(before, left, size)):
        return False  # a signature at the right margin, a title in one full line
    found = mark(line.text[:24])
    item, closed = found is not None and not found.weak, before.text[-1] in CLOSED
    if indented:
        return line.left - left < 1.2 * size and not (item and closed)
    return not item and not closed


def _paragraph(group: Sequence[Run], right: float) -> Block:
    text = group[0].text
    for before, line in pairwise(group):
        space = before.text[-1].isascii() and line.text[0].isascii() and before.text[-1].isalpha() and line.text[0].isalpha()
        text += (" " if space else "") + line.text
    last = group[-1]
    return Block(text, Place(page=group[0].page), hard=last.right < right - 2.2 * last.size or last.text[-1] in CLOSED)
