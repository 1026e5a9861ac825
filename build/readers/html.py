"""Read web pages: the main text and its tables, navigation and other furniture left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from zeren.build.readers.common import ReadError, looks_like
from zeren.build.readers.grid import Line, rows
from zeren.build.readers.txt import decode
from zeren.build.readers.webtable import BETWEEN, INLINE, NOT_TEXT, SPACE, grid, hidden, inside, is_grid, particulars
from zeren.build.words import said
from zeren.kg.model import Block, Place

CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})", re.IGNORECASE)
WRAPPERS = frozenset(re.findall(r"\S+", "div section article main td tr tbody table form center body span font ucapcontent"))
KEPT = frozenset(re.findall(r"\S+", "h1 h2 h3 h4 p table ul ol center pre blockquote"))
TITLE = re.compile(r"title|headline|(?:^|[\s_-])(?:bt|tit|biaoti|h1)(?:$|[\s_-])", re.IGNORECASE)
FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|footer?|foot|crumbs?|breadcrumbs?|position|location|dqwz|share|sidebar|related|copyright|links?|toolbar"
    r"|pager|print|search|top|bottom|qrcode|login|banner|friendlink|relevant)(?:$|[\s_-])",
    re.IGNORECASE,
)
FRONT = 12  # blocks in which a page's title is looked for
SHORTEST = 8  # characters of a title
DOMINANT = 0.8  # share of a page's own words that makes an element the main text


def blocks(name: str, data: bytes) -> tuple[Block, ...]:
    """Paragraphs and table rows of the main text. Raises ReadError when the file is no page."""
    if (what := looks_like(data)) and not data.lstrip()[:1] == b"<":
        raise ReadError(name, f"not a web page but {what}")
    tree = LexborHTMLParser(_text(name, data))
    body = tree.body
    if body is None:
        raise ReadError(name, "no page inside")
    page = Page()
    page.measure(body)
    page.render(page.main(body))
    front = [said("named", block.text) if not block.cells else None for block in page.blocks[:FRONT]]
    shown = [block for block, found in zip_longest(page.blocks, front) if not found]
    named = next((found["title"].strip() for found in front if found), "")
    title = _title(tree, not page.blocks) or named
    if title and _bare(title) not in _bare("".join(block.text for block in shown[:FRONT])):
        return (Block(title, Place(paragraph=1), hard=True), *shown)
    return tuple(_once(shown))


def _title(tree: LexborHTMLParser, alone: bool) -> str:
    """The title that the page declares for its article; the window's title only where the page shows nothing else."""
    for node in tree.css("meta"):
        if (node.attributes.get("name") or "").lower() == "articletitle":
            return (node.attributes.get("content") or "").strip()
    window = tree.css_first("title") if alone else None
    return window.text(strip=True) if window is not None else ""


def _once(found: Sequence[Block]) -> list[Block]:
    """The blocks without a title above the text that the text itself says again, in one line or in several."""
    words = [_bare(block.text) for block in found[: 2 * FRONT]]
    titles = [i for i, text in enumerate(words[:FRONT]) if len(text) >= SHORTEST and (said("title", text) or said("notice", text))]
    again = {i for i in titles if _follows(words[i], words[i + 1 :])}
    return [block for i, block in enumerate(found) if i not in again]


def _follows(title: str, words: Sequence[str]) -> bool:
    """Whether some of the following lines, put together, are the title."""
    for i, first in enumerate(words):
        if title.startswith(first):
            size = next((n for n in range(1, 7) if len("".join(words[i : i + n])) >= len(title)), 1)
            if "".join(words[i : i + size]) == title:
                return True
    return False


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _text(name: str, data: bytes) -> str:
    """The page's text in the encoding that it declares, where that fits, else in the one that does."""
    declared = CHARSET.search(data[:4096])
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    for candidate in ("gb18030" if encoding in ("gb2312", "gbk", "gb18030", "x-gbk") else encoding, "utf-8"):
        try:
            return data.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
    try:
        return decode(name, data)
    except ReadError:
        return data.decode("gb18030" if encoding.startswith("gb") else "utf-8", errors="replace")


class Page:
    """One page on its way to blocks: how many own words each element holds, and the blocks found so far."""

    def __init__(self) -> None:
        self.words: dict[int, int] = {}
        self.links: dict[int, int] = {}
        self.blocks: list[Block] = []
        self.table = 0
        self.paragraph = 0

    def measure(self, root: Any) -> None:
        """Count for each element the characters inside it, and of these the ones inside links."""
        stack: list[tuple[Any, bool, bool]] = [(root, False, False)]
        while stack:
            node, done, linked = stack.pop()
            key = node.mem_id
            if done:
                kids = [kid for kid in inside(node) if kid.mem_id in self.words]
                self.words[key] = sum(self.words[kid.mem_id] for kid in kids)
                self.links[key] = sum(self.links[kid.mem_id] for kid in kids)
            elif node.tag == "-text":
                size = len(SPACE.sub("", node.text_content or ""))
                self.words[key], self.links[key] = size, size if linked else 0
            elif node.tag not in NOT_TEXT and not hidden(node):
                stack.append((node, True, linked))
                stack.extend((kid, False, linked or node.tag == "a") for kid in inside(node))

    def own(self, node: Any) -> int:
        return self.words.get(node.mem_id, 0) - self.links.get(node.mem_id, 0)

    def main(self, body: Any) -> list[Any]:
        """The elements that make the main text, in order: what dominates, with titles and paragraphs beside it."""
        node = body
        before: list[Any] = []
        after: list[Any] = []
        while True:
            kids = [kid for kid in inside(node) if kid.mem_id in self.words]
            best = max(kids, key=self.own, default=None)
            if best is None or best.tag not in WRAPPERS or self.own(best) < DOMINANT * max(1, self.own(node)) or is_grid(best):
                return [*before, *(kid for kid in kids if not self.furniture(kid)), *after]
            at = next(i for i, kid in enumerate(kids) if kid.mem_id == best.mem_id)
            before += [kid for kid in kids[:at] if self.beside(kid)]
            after = [kid for kid in kids[at + 1 :] if self.beside(kid)] + after
            node = best

    def beside(self, node: Any) -> bool:
        """Whether an element beside the main text belongs to it: a title, paragraph or table."""
        names = _names(node)
        return not self.furniture(node) and self.own(node) > 0 and (node.tag in KEPT or bool(TITLE.search(names)))

    def furniture(self, node: Any) -> bool:
        """Whether an element is navigation: by its name, or because it is links for the most part."""
        if node.tag in ("-text", "table") and self.words.get(node.mem_id, 0) > self.links.get(node.mem_id, 0):
            return False
        words, links = self.words.get(node.mem_id, 0), self.links.get(node.mem_id, 0)
        named = bool(FURNITURE.search(_names(node))) and words < 600
        return named or node.tag == "header" or (words > 0 and links * 2 > words and node.tag not in ("p", "h1", "h2"))

    # rendering

    def render(self, roots: list[Any]) -> None:
        """Make blocks of the elements, in order."""
        line: list[str] = []
        stack: list[tuple[Any, str]] = [(node, "") for node in reversed(roots)]
        while stack:
            node, what = stack.pop()
            if what:
                self.flush(line, hard=True)
                continue
            tag = node.tag
            if tag == "-text":
                line.append(SPACE.sub(lambda m: "\n" if "\n" in m.group() else " ", node.text_content or ""))
            elif tag == "br":
                self.flush(line, hard=False)
            elif tag in NOT_TEXT or hidden(node) or (tag not in INLINE and self.furniture(node)):
                continue
            elif tag == "table" and is_grid(node):
                self.flush(line, hard=True)
                self.grid(node)
            elif tag in INLINE:
                stack.extend((kid, "") for kid in reversed(inside(node)))
            else:
                self.flush(line, hard=True)
                stack.append((node, "end"))
                stack.extend((kid, "") for kid in reversed(inside(node)))
                if tag == "li" and (label := _label(node)):
                    line.append(label)
        self.flush(line, hard=True)

    def flush(self, line: list[str], hard: bool) -> None:
        text = BETWEEN.sub("", "".join(line)).replace("\n", " ").rstrip()
        line.clear()
        if text.strip(" \u3000\xa0"):
            self.paragraph += 1
            self.blocks.append(Block(text, Place(paragraph=self.paragraph), hard=hard))

    def grid(self, table: Any) -> None:
        """The rows of a table of data; one of a document's particulars becomes lines `发文字号：…`."""
        lines = grid(table)
        if (pairs := particulars(lines)) is not None:
            for text in pairs:
                self.flush([text], hard=True)
            return
        self.table += 1
        places = [Line(cells, Place(paragraph=self.paragraph or None, row=i)) for i, cells in enumerate(lines, 1)]
        self.blocks.extend(rows(places, self.table))


def _names(node: Any) -> str:
    if node.tag == "-text":
        return ""
    return f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"


def _label(item: Any) -> str:
    """The number of an item of an ordered list that does not write one itself."""
    parent = item.parent
    if parent is None or parent.tag != "ol":
        return ""
    start = parent.attributes.get("start") or "1"
    before = 0
    sibling = item.prev
    while sibling is not None:
        before += sibling.tag == "li"
        sibling = sibling.prev
    return f"{(int(start) if start.isdigit() else 1) + before}. "
