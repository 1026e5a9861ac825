"""Find tables that a file holds as plain lines, their cells between bars or tabs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zeren.build.words import said_in
from zeren.kg.model import Block

BAR = re.compile(r"\s*[|｜│]\s*")
RULE = re.compile(r"^[\s|｜│:+\-—=┼├┤┬┴┌┐└┘─]+$")
LONGEST = 400  # characters of a cell


def tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with such tables turned into rows; all others as they are."""
    out: list[Block] = []
    number = max((block.table or 0 for block in blocks), default=0)
    i = 0
    while i < len(blocks):
        found, after = _delimited(blocks, i, number + 1)
        if found:
            out.extend(found)
            number += 1
            i = after
        else:
            out.append(blocks[i])
            i += 1
    return out


def is_name(text: str) -> bool:
    """Whether a cell's text is the name of a column, by the lexicon."""
    bare = re.sub(r"\s", "", text)
    return 1 < len(bare) <= 12 and said_in("tasks", "header", bare) is not None


def _cells(block: Block) -> list[str]:
    text = block.text.strip("\n\r")
    if block.cells or len(text) > 20 * LONGEST:
        return []
    if "\t" in text.lstrip():
        return [cell.strip() for cell in text.strip(" \u3000").split("\t")]
    if len(parts := BAR.split(text.strip())) > 2:
        return [cell.strip() for cell in parts[1 if not parts[0] else 0 : -1 if not parts[-1] else None]]
    return []


def _delimited(blocks: Sequence[Block], i: int, table: int) -> tuple[list[Block], int]:
    names = _cells(blocks[i])
    if len(names) < 2 or sum(is_name(n) for n in names) * 2 <= len([n for n in names if n]) or sum(is_name(n) for n in names) < 2:
        return [], i
    out = [_row(blocks[i], names, table, header=True)]
    j = i + 1
    while j < len(blocks):
        text = blocks[j].text.strip()
        cells = _cells(blocks[j])
        if text and not RULE.match(text):
            if len(cells) < 2 or len(cells) > len(names) + 1:
                break
            out.append(_row(blocks[j], (cells + [""] * len(names))[: max(len(names), len(cells))], table))
        j += 1
    return (out, j) if len(out) > 1 else ([], i)


def _row(block: Block, cells: Sequence[str], table: int, header: bool = False) -> Block:
    return replace(block, text="\t".join(cells), cells=tuple(cells), table=table, header=header, hard=True)
