"""Read a page's tables: cells that span rows and columns, and the table of a document's particulars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from zeren.build.readers.grid import Cell
from zeren.build.words import rows

NOT_TEXT = frozenset(
    re.findall(r"\S+", "script style noscript template iframe object svg head select button input textarea nav aside footer -comment")
)
INLINE = frozenset(
    re.findall(
        r"\S+",
        "a abbr b bdi bdo big cite code del em font i img ins kbd label mark o:p q s small span strong sub sup tt u var wbr -text "
        "st1:chsdate ucapcontent ucaptitle",
    )
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SPACE = re.compile(r"[ \t\r\n\f]+")
CJK = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’—…"
BETWEEN = re.compile(rf"(?<=[{CJK}])\n(?=[{CJK}])")


def inside(node: Any) -> list[Any]:
    """The children of an element, text too, in order."""
    return list(node.iter(include_text=True))


def hidden(node: Any) -> bool:
    """Whether the element's own style hides it."""
    return node.tag != "-text" and bool(HIDDEN.search(node.attributes.get("style") or ""))


def is_grid(node: Any) -> bool:
    """Whether a table holds data, not the page's layout."""
    if node.tag != "table":
        return False
    if node.css_first("td table, th table") is not None:
        return False
    found = node.css("tr")[:200]
    cells = [len(row.css("td, th")) for row in found]
    if not cells or max(cells) < 2:
        return False
    return not (len(found) <= 2 and len(node.css("p, div, br")) > 12)


def grid(table: Any) -> list[tuple[Cell, ...]]:
    """The table as a full grid of cells."""
    out: list[tuple[Cell, ...]] = []
    open_: dict[int, int] = {}  # column → rows that a cell above still takes
    for row in table.css("tr"):
        line: list[Cell] = []
        for cell in (kid for kid in inside(row) if kid.tag in ("td", "th")):
            _carry(line, open_)
            across, down = (_span(cell.attributes.get(key)) for key in ("colspan", "rowspan"))
            for i in range(across):
                if down > 1:
                    open_[len(line)] = down - 1
                line.append(Cell(_words(cell) if i == 0 else "", False, across if i == 0 else 1, cell.tag == "th"))
        _carry(line, open_)
        out.append(tuple(line))
    return out


def _carry(line: list[Cell], open_: dict[int, int]) -> None:
    while open_.get(len(line), 0) > 0:
        open_[len(line)] -= 1
        line.append(Cell("", below=True))


def _span(value: str | None) -> int:
    return max(1, min(int(value), 60)) if value and value.strip().isdigit() else 1


def _words(cell: Any) -> str:
    """A cell's text, a line for each paragraph or break inside."""
    out: list[str] = []
    stack = list(reversed(inside(cell)))
    while stack:
        node = stack.pop()
        if node is None:
            out.append("\v")
        elif node.tag == "-text":
            out.append(SPACE.sub(lambda m: "\n" if "\n" in m.group() else " ", node.text_content or ""))
        elif node.tag == "br":
            out.append("\v")
        elif node.tag not in NOT_TEXT and not hidden(node):
            if node.tag not in INLINE:
                out.append("\v")
                stack.append(None)
            stack.extend(reversed(inside(node)))
    text = BETWEEN.sub("", "".join(out)).replace("\n", " ")
    return "\n".join(part.strip(" \xa0\u3000") for part in text.split("\v") if part.strip(" \xa0\u3000"))


def particulars(lines: list[tuple[Cell, ...]]) -> list[str] | None:
    """The lines of a table of particulars (索引号, 发文字号, 成文日期 …), None for any other table."""
    texts = [[c.text.strip() for c in line if c.text.strip()] for line in lines]
    keys = rows("head", "particulars")[0]
    known = sum(bool(keys.regex.match(re.sub(r"\s", "", text))) for line in texts for text in line)
    if known < 2 or len(texts) > 14:
        return None
    return [text for line in texts for text in _pairs(line, keys.regex)]


def _pairs(line: list[str], keys: re.Pattern[str]) -> Iterator[str]:
    """Each key of a row with its value (文号：…); a key without value says nothing."""
    rest = list(line)
    while rest:
        text = rest.pop(0)
        bare = re.sub(r"\s", "", text).rstrip("：:")
        if not keys.match(bare) or len(bare) > 8:
            yield text
        elif rest and not keys.match(re.sub(r"\s", "", rest[0])):
            yield f"{bare}：{rest.pop(0)}"
