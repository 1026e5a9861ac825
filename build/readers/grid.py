"""Turn a table with merged cells into blocks: header rows known, values of merged cells handed down, titles taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zeren.build.rules import load
from zeren.kg.model import Block, Place

HEADER_ROWS = 12  # rows from the top among which a header is looked for
NONE = re.compile(r"^[-—－–/／无\\]{0,3}$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the file holds it: `below` says that it goes on a merged cell above, `across` how many columns it takes."""

    text: str
    below: bool = False
    across: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of cells, one for each column, and its place in the file."""

    cells: tuple[Cell, ...]
    place: Place


def rows(lines: Sequence[Line], table: int, says_merged: bool) -> Iterator[Block]:
    """The blocks of one table: paragraphs for title rows and one-column tables, else a row block each.

    `says_merged`: whether the format tells which cells are merged; where it does not (a page without any rowspan), an empty cell
    below a filled one counts as merged, except in rows that hold a section's title.
    """
    kept = [line for line in lines if any(c.text.strip() for c in line.cells)]
    columns = max((len(line.cells) for line in kept), default=0)
    if columns <= 1:
        for line in kept:
            yield from (Block(part, line.place, hard=True) for part in line.cells[0].text.split("\n") if part.strip())
        return
    header = _header(kept)
    above: list[str] = [""] * columns
    for i, line in enumerate(kept):
        texts, inherited = _filled(line, above, i, header, says_merged)
        if header and i < header[0] and _title(line):
            yield from (Block(part, line.place, hard=True) for part in next(c.text for c in line.cells if c.text.strip()).split("\n"))
            continue
        above = [""] * columns if _title(line) else texts
        yield Block("\t".join(texts), line.place, tuple(texts), table, i in header, tuple(inherited), hard=True)


def _filled(line: Line, above: Sequence[str], i: int, header: Sequence[int], says_merged: bool) -> tuple[list[str], list[int]]:
    """A row's texts with what it inherits, and the columns that do."""
    texts, inherited = [], []
    section = _title(line)
    body = bool(header) and i > header[-1]
    after_header = bool(header) and i == header[-1] + 1
    for column in range(len(above)):
        cell = line.cells[column] if column < len(line.cells) else Cell("")
        text = cell.text.strip()
        guess = not says_merged and not section and body and not after_header and not text
        if (cell.below or guess) and not text and above[column]:
            text = above[column]
            inherited.append(column)
        texts.append(text)
    return texts, inherited


def _title(line: Line) -> bool:
    """Whether a row holds one text alone: a table's or section's title."""
    filled = [c for c in line.cells if c.text.strip()]
    return len(filled) == 1 and not any(c.below for c in line.cells) and (filled[0].across > 1 or filled[0] is line.cells[0]) and len(line.cells) > 1


def _header(lines: Sequence[Line]) -> list[int]:
    """The rows that name the columns, by the lexicon's words; by the file's own mark (th) where no word is known."""
    for i, line in enumerate(lines[:HEADER_ROWS]):
        if _names(line):
            more = i + 1 < len(lines) and (_names(lines[i + 1]) or any(c.below for c in lines[i + 1].cells)) and _sub(lines[i + 1])
            return [i, i + 1] if more else [i]
    marked = [i for i, line in enumerate(lines[:HEADER_ROWS]) if sum(c.head for c in line.cells) * 2 > len(line.cells)]
    return marked[:1]


def _names(line: Line) -> bool:
    filled = [re.sub(r"\s", "", c.text) for c in line.cells if c.text.strip()]
    known = [t for t in filled if len(t) <= 16 and any(r.regex.search(t) for r in load("tasks") if dict(r.set)["kind"] == "header")]
    return len(filled) >= 2 and len(known) * 2 > len(filled)


def _sub(line: Line) -> bool:
    """Whether a row below a header row is a second header row: short words, none of them a number."""
    filled = [re.sub(r"\s", "", c.text) for c in line.cells if c.text.strip()]
    return bool(filled) and all(len(t) <= 10 and not re.search(r"\d|[。；，]", t) for t in filled) and _names(replace(line, cells=(*line.cells, Cell("序号"))))
