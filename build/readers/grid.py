"""Turn a table with merged cells into blocks: header rows known, values of merged cells handed down, titles taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zeren.build.words import said_in
from zeren.kg.model import Block, Place

HEADER_ROWS = 12  # rows from the top among which a header is looked for


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


def rows(lines: Sequence[Line], table: int) -> Iterator[Block]:
    """The blocks of one table: paragraphs for title rows and one-column tables, else a row block each.

    A cell that the file merges with the one above takes its text, and its column is listed in `inherited`.
    """
    kept = [line for line in lines if any(c.text.strip() for c in line.cells)]
    columns = max((len(line.cells) for line in kept), default=0)
    if columns <= 1:
        for line in kept:
            yield from (Block(part, line.place, hard=True) for part in line.cells[0].text.split("\n") if part.strip())
        return
    header = _header(kept)
    above: list[str] = [""] * columns
    names: list[list[str]] = []  # the header rows' texts; a page's repetition of them is a header too
    for i, line in enumerate(kept):
        texts, inherited = _filled(line, above)
        if header and i < header[0] and _title(line):
            title = next(c.text for c in line.cells if c.text.strip())
            yield from (Block(part, line.place, hard=True) for part in title.split("\n") if part.strip())
            continue
        above = [""] * columns if _title(line) else texts
        head = i in header or texts in names
        names += [texts] if i in header else []
        yield Block("\t".join(texts), line.place, tuple(texts), table, head, tuple(inherited), hard=True)


def _filled(line: Line, above: Sequence[str]) -> tuple[list[str], list[int]]:
    """A row's texts with what it inherits, and the columns that do."""
    texts, inherited = [], []
    for column in range(len(above)):
        cell = line.cells[column] if column < len(line.cells) else Cell("")
        text = cell.text.strip()
        if cell.below and not text and above[column]:
            text = above[column]
            inherited.append(column)
        texts.append(text)
    return texts, inherited


def _title(line: Line) -> bool:
    """Whether a row holds one text alone: a table's or section's title."""
    filled = [c for c in line.cells if c.text.strip()]
    return (
        len(filled) == 1
        and not any(c.below for c in line.cells)
        and (filled[0].across > 1 or filled[0] is line.cells[0])
        and len(line.cells) > 1
    )


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
    known = [t for t in filled if len(t) <= 16 and said_in("tasks", "header", t)]
    return len(filled) >= 2 and len(known) * 2 > len(filled)


def _sub(line: Line) -> bool:
    """Whether a row below a header row is a second header row: short words, none of them a number."""
    filled = [re.sub(r"\s", "", c.text) for c in line.cells if c.text.strip()]
    return (
        bool(filled)
        and all(len(t) <= 10 and not re.search(r"\d|[。；，]", t) for t in filled)
        and _names(replace(line, cells=(*line.cells, Cell("序号"))))
    )
