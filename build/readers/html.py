"""Read web pages: the main text and its tables, navigation and other furniture left out."""

from __future__ import annotations

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from zeren.build.readers.common import ReadError, looks_like
from zeren.build.readers.grid import Cell, Line, rows
from zeren.build.readers.txt import decode
from zeren.build.words import rows as rows_of
from zeren.kg.model import Block, Place

CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})", re.IGNORECASE)
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
WRAPPERS = frozenset(re.findall(r"\S+", "div section article main td tr tbody table form center body span font ucapcontent"))
KEPT = frozenset(re.findall(r"\S+", "h1 h2 h3 h4 p table ul ol center pre blockquote"))
TITLE = re.compile(r"title|headline|(?:^|[\s_-])(?:bt|tit|biaoti|h1)(?:$|[\s_-])", re.IGNORECASE)
FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|footer?|foot|crumbs?|breadcrumbs?|position|location|dqwz|share|sidebar|related|copyright|links?|toolbar"
    r"|pager|print|search|top|bottom|qrcode|login|banner|friendlink|relevant)(?:$|[\s_-])",
    re.IGNORECASE,
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SPACE = re.compile(r"[ \t\r\n\f]+")
CJK = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’—…"
BETWEEN = re.compile(rf"(?<=[{CJK}])\n(?=[{CJK}])")
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
    title = _title(tree, not page.blocks)
    if title and not any(_bare(title) in _bare(block.text) for block in page.blocks[:12]):
        return (Block(title, Place(paragraph=1), hard=True), *page.blocks)
    return tuple(page.blocks)


def _title(tree: LexborHTMLParser, alone: bool) -> str:
    """The title that the page declares for its article; the window's title only where the page shows nothing else."""
    for node in tree.css("meta"):
        if (node.attributes.get("name") or "").lower() == "articletitle":
            return (node.attributes.get("content") or "").strip()
    window = tree.css_first("title") if alone else None
    return window.text(strip=True) if window is not None else ""


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
                kids = [kid for kid in _kids(node) if kid.mem_id in self.words]
                self.words[key] = sum(self.words[kid.mem_id] for kid in kids)
                self.links[key] = sum(self.links[kid.mem_id] for kid in kids)
            elif node.tag == "-text":
                size = len(SPACE.sub("", node.text_content or ""))
                self.words[key], self.links[key] = size, size if linked else 0
            elif node.tag not in NOT_TEXT and not _hidden(node):
                stack.append((node, True, linked))
                stack.extend((kid, False, linked or node.tag == "a") for kid in _kids(node))

    def own(self, node: Any) -> int:
        return self.words.get(node.mem_id, 0) - self.links.get(node.mem_id, 0)

    def main(self, body: Any) -> list[Any]:
        """The elements that make the main text, in order: what dominates, with titles and paragraphs beside it."""
        node = body
        before: list[Any] = []
        after: list[Any] = []
        while True:
            kids = [kid for kid in _kids(node) if kid.mem_id in self.words]
            best = max(kids, key=self.own, default=None)
            if best is None or best.tag not in WRAPPERS or self.own(best) < DOMINANT * max(1, self.own(node)) or _is_grid(best):
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
            elif tag in NOT_TEXT or _hidden(node) or (tag not in INLINE and self.furniture(node)):
                continue
            elif tag == "table" and _is_grid(node):
                self.flush(line, hard=True)
                self.grid(node)
            elif tag in INLINE:
                stack.extend((kid, "") for kid in reversed(_kids(node)))
            else:
                self.flush(line, hard=True)
                stack.append((node, "end"))
                stack.extend((kid, "") for kid in reversed(_kids(node)))
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
        lines = _lines(table)
        if (pairs := _particulars(lines)) is not None:
            for text in pairs:
                self.flush([text], hard=True)
            return
        self.table += 1
        places = [Line(cells, Place(paragraph=self.paragraph or None, row=i)) for i, cells in enumerate(lines, 1)]
        self.blocks.extend(rows(places, self.table))


def _kids(node: Any) -> list[Any]:
    return list(node.iter(include_text=True))


def _names(node: Any) -> str:
    if node.tag == "-text":
        return ""
    return f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"


def _hidden(node: Any) -> bool:
    return node.tag != "-text" and bool(HIDDEN.search(node.attributes.get("style") or ""))


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


def _is_grid(node: Any) -> bool:
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


def _lines(table: Any) -> list[tuple[Cell, ...]]:
    """The table as a full grid of cells."""
    out: list[tuple[Cell, ...]] = []
    open_: dict[int, int] = {}  # column → rows that a cell above still takes
    for row in table.css("tr"):
        line: list[Cell] = []
        for cell in (kid for kid in _kids(row) if kid.tag in ("td", "th")):
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
    stack = list(reversed(_kids(cell)))
    while stack:
        node = stack.pop()
        if node is None:
            out.append("\v")
        elif node.tag == "-text":
            out.append(SPACE.sub(lambda m: "\n" if "\n" in m.group() else " ", node.text_content or ""))
        elif node.tag == "br":
            out.append("\v")
        elif node.tag not in NOT_TEXT and not _hidden(node):
            if node.tag not in INLINE:
                out.append("\v")
                stack.append(None)
            stack.extend(reversed(_kids(node)))
    text = BETWEEN.sub("", "".join(out)).replace("\n", " ")
    return "\n".join(part.strip(" \xa0\u3000") for part in text.split("\v") if part.strip(" \xa0\u3000"))


def _particulars(lines: list[tuple[Cell, ...]]) -> list[str] | None:
    """The lines of a table of particulars (索引号, 发文字号, 成文日期 …), None for any other table."""
    texts = [[c.text.strip() for c in line if c.text.strip()] for line in lines]
    keys = rows_of("head", "particulars")[0]
    known = sum(bool(keys.regex.match(re.sub(r"\s", "", text))) for line in texts for text in line)
    if known < 2 or len(texts) > 14:
        return None
    out: list[str] = []
    for line in texts:
        for i, text in enumerate(line):
            bare = re.sub(r"\s", "", text).rstrip("：:")
            if keys.regex.match(bare) and i + 1 < len(line) and len(bare) <= 8:
                out.append(f"{bare}：{line[i + 1]}")
            elif i == 0 or not keys.regex.match(re.sub(r"\s", "", line[i - 1])):
                out.append(text)
    return out
