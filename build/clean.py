"""Make a source's clean text: marks, contents, page numbers and running headers out, broken sentences healed, the way back kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zeren.build import flat
from zeren.build.marks import mark
from zeren.build.words import said
from zeren.build.wraps import Paragraph, Wraps, is_heading, is_title
from zeren.kg.model import Block, Document, Origin, Place, Row, Source, Span, Table

BOOKMARK = re.compile(r"\[bookmark:[^\]\n]{0,80}\]|\{(?:TOC|HYPERLINK|PAGEREF)[^}\n]{0,80}\}")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]")
SPACES = re.compile(r"[ \t\xa0\u2002-\u200a\u3000]+")
PAGE = re.compile(
    r"^(?:[-—－–~·•.\s]{1,4}\d{1,4}[-—－–~·•.\s]{1,4}|第\s?\d{1,4}\s?页(?:[,，/\s]{0,2}共\s?\d{1,4}\s?页)?|\d{1,4}\s?/\s?\d{1,4}|[Pp]age\s?\d{1,4}.{0,10})$"
)
NUMBER = re.compile(r"^\d{1,4}$")
LEADER = re.compile(r"^.{1,60}?(?:[.．·…‥。\-_—]{3,}|[ .．·…]{6,}|\t)[\s:：]*[（(\-—]?\s?\d{1,4}\s?[）)\-—]?$")
ENTRY = re.compile(r"^(?P<title>.{1,60}?)[\s.．·…‥\-_—:：]*[（(]?\d{0,4}[）)]?$")
DECIMAL = re.compile(r"(?<=\d\.) (?=\d{1,2}(?:[%％‰]|个百分点|/10万))|(?<=\d) (?=\.\d{1,2}(?:[%％‰]|/10万))")
SPREAD = re.compile(r"(?:[\u4e00-\u9fff] ){2,7}[\u4e00-\u9fff] ?[：:]")  # a label set wide: 责 任 单 位：
GAP = re.compile(r"(?<=[\u4e00-\u9fff，、；：（《“])[ \u3000]{1,2}(?=[\u4e00-\u9fff，。、；：）》”])")
YEARS = re.compile(r"\s?[（(〔][^（(〔]{2,24}[）)〕]$")
FRONT = 40  # lines at either end in which a web page's furniture is looked for
KEEP = re.compile(r"[局委办厅部院会处室队站社厂司团府心校所行位区县市旗州省盟镇乡：:、]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A block's text on the way: cleaned, still with its block."""

    text: str
    block: Block
    gap: bool = False  # whether a blank line stands above it


def clean(source: Source, id: str) -> Document:
    """The clean text of a source: one paragraph or table row a line, with its origins, tables and what was left out.

    Time grows linearly with the length of the text.
    """
    dropped: list[tuple[str, str]] = []
    lines = list(_lines(flat.tables(source.blocks), dropped))
    lines = _without_contents(_without_pages(_without_furniture(lines, dropped), dropped), dropped)
    return _assemble(source, id, _heal(lines), dropped)


def _lines(blocks: Iterable[Block], dropped: list[tuple[str, str]]) -> Iterator[Line]:
    gap = False
    for block in blocks:
        line = _line(block, dropped)
        if line.text.strip():
            yield replace(line, gap=gap)
        gap = not line.text.strip()


def _line(block: Block, dropped: list[tuple[str, str]]) -> Line:
    if block.cells:
        return Line("\t".join(_cell(c) for c in block.cells), block)
    text = block.text
    if "[bookmark" in text or "{" in text:
        dropped.extend(("bookmark", m) for m in BOOKMARK.findall(text))
        text = BOOKMARK.sub("", text)
    return Line(CONTROL.sub("", text).rstrip(), block)


def _cell(text: str) -> str:
    """A cell on one line: its own line breaks become a space, none where a break falls behind a separator."""
    text = CONTROL.sub("", re.sub(r"[ \t\xa0\u3000]*[\r\n\v\f]+[ \t\xa0\u3000]*", "\n", text)).strip()
    return re.sub(r"(?<=[、，；：。,;:])\n", "", text).replace("\n", " ").replace("\t", " ")


def _without_furniture(lines: list[Line], dropped: list[tuple[str, str]]) -> list[Line]:
    """What a web page puts above and below a document out, and a title that the next line says again."""
    gone = {
        i
        for i, line in enumerate(lines)
        if (i < FRONT or i >= len(lines) - FRONT)
        and not line.block.cells
        and len(line.text) <= 160
        and said("furniture", line.text.strip())
    }
    first = [i for i in range(min(len(lines), FRONT)) if i not in gone]
    gone |= {i for i, after in pairwise(first) if _again(lines[i], lines[after])}
    dropped.extend(("furniture", lines[i].text.strip()) for i in sorted(gone))
    return [line for i, line in enumerate(lines) if i not in gone]


def _again(line: Line, after: Line) -> bool:
    """Whether a title stands again in the line below, there perhaps with its years."""
    title, words = line.text.strip(), after.text.strip()
    more = words[len(title) :]
    return words.startswith(title) and len(title) >= 6 and bool(is_title(title)) and (not more or bool(YEARS.match(more)))


def _without_pages(lines: list[Line], dropped: list[tuple[str, str]]) -> list[Line]:
    """Page numbers and running headers out."""
    running = _running(lines)
    numbers = _bare_numbers(lines)
    out = []
    for i, line in enumerate(lines):
        text = line.text.strip()
        kind = None if line.block.cells else "page-number" if PAGE.match(text) or i in numbers else "header" if text in running else None
        if kind is None:
            out.append(line)
        else:
            dropped.append((kind, text))
    return out


def _bare_numbers(lines: Sequence[Line]) -> set[int]:
    """Lines that hold nothing but a number, where these count up one by one at a page's distance."""
    at = [(i, int(t)) for i, line in enumerate(lines) if not line.block.cells and NUMBER.match(t := line.text.strip())]
    runs: list[list[tuple[int, int]]] = []
    for i, n in at:
        if runs and n == runs[-1][-1][1] + 1:
            runs[-1].append((i, n))
        else:
            runs.append([(i, n)])
    return {i for run in runs if len(run) >= 3 and run[-1][0] - run[0][0] >= 10 * (len(run) - 1) for i, _ in run}


def _running(lines: Sequence[Line]) -> set[str]:
    """Short lines that come again and again in the middle of sentences: the headers of pages."""
    counts = Counter(t for line in lines if not line.block.cells and not line.block.hard and 4 <= len(t := line.text.strip()) <= 40)
    often = {t for t, n in counts.items() if n >= 4 and not mark(t) and not is_heading(t) and t[-1] not in "。；;：:"}
    broken: Counter[str] = Counter()
    for before, line in pairwise(lines):
        if (t := line.text.strip()) in often and before.text.rstrip()[-1:] not in "。；：:）)":
            broken[t] += 1
    return {t for t in often if broken[t] * 2 >= counts[t]}


def _bare(text: str) -> str:
    return re.sub(r"[\s\u3000。：:]", "", text)


def _without_contents(lines: list[Line], dropped: list[tuple[str, str]]) -> list[Line]:
    """The table of contents out: what stands under 目录 and comes again below, and lines that lead to a page number."""
    heads = {i for i, line in enumerate(lines) if len(line.text) <= 12 and _bare(line.text) in ("目录", "目次")}
    leaders = {i for i, line in enumerate(lines) if len(line.text) <= 90 and not line.block.cells and LEADER.match(line.text.strip())}
    runs = {i for i in leaders if len(leaders & {i - 2, i - 1, i + 1, i + 2}) >= 2}
    gone = {i for head in sorted(heads) for i in _entries(lines, head, leaders)} | runs
    dropped.extend(("contents", lines[i].text.strip()) for i in sorted(gone))
    return [line for i, line in enumerate(lines) if i not in gone]


def _entries(lines: Sequence[Line], head: int, leaders: set[int]) -> Iterable[int]:
    later: dict[str, int] = {_bare(line.text[:80]): i for i, line in enumerate(lines[head + 1 :], head + 1)}
    seen: set[str] = set()
    gone = [head]
    for i in range(head + 1, len(lines)):
        match = ENTRY.match(lines[i].text.strip())
        title = _bare(match["title"]) if match else ""
        if not title or lines[i].block.cells or (i not in leaders and (title in seen or later.get(title, 0) <= i)):
            break
        seen.add(title)
        gone.append(i)
    return gone if len(gone) > 2 else ()


def _heal(lines: Sequence[Line]) -> list[list[Line]]:
    """Groups of lines that are one paragraph each."""
    plain = [line for line in lines if not line.block.cells]
    wraps = Wraps([line.text for line in plain], sum(line.gap for line in plain))
    out: list[list[Line]] = []
    open_: Paragraph | None = None
    for line in lines:
        if open_ is not None and not line.block.cells and not out[-1][-1].block.hard and wraps.joins(open_, line.text, line.gap):
            out[-1].append(line)
            open_.add(line.text)
        else:
            out.append([line])
            open_ = None if line.block.cells else Paragraph.begin(line.text)
    return out


def _assemble(source: Source, id: str, groups: Sequence[Sequence[Line]], dropped: Sequence[tuple[str, str]]) -> Document:
    parts: list[str] = []
    origins: list[Origin] = []
    rows: dict[int, list[Row]] = {}
    at = 0
    for group in groups:
        start = at
        for line in group:
            text = line.text if line.block.cells else _tidy(line.text, joined="".join(parts[-1:]) if line is not group[0] else "")
            if not origins or origins[-1].place != line.block.place:
                origins.append(Origin(at, line.block.place))
            parts.append(text)
            at += len(text)
        if group[0].block.cells:
            rows.setdefault(group[0].block.table or 0, []).append(_row(group[0], start))
        parts.append("\n")
        at += 1
    tables = tuple(Table(Span(r[0].span.start, r[-1].span.end), tuple(r)) for _, r in sorted(rows.items()))
    return Document(id, source.name, source.sha256, source.media, "".join(parts), tuple(origins), tables, tuple(dropped))


def _row(line: Line, start: int) -> Row:
    spans = []
    at = start
    for cell in line.text.split("\t"):
        spans.append(Span(at, at + len(cell)))
        at += len(cell) + 1
    return Row(Span(start, at - 1), tuple(spans), line.block.header, line.block.inherited)


def _tidy(text: str, joined: str) -> str:
    """White space at the ends out, tabs and runs of spaces to one, gaps inside a sentence and a decimal closed."""
    text = SPACES.sub(" ", text.strip())
    if label := SPREAD.match(text):
        text = label.group().replace(" ", "") + text[label.end() :]
    if joined and joined[-1:].isascii() and joined[-1:].isalpha() and text[:1].isascii() and text[:1].isalpha():
        text = " " + text
    if " " not in text:
        return text
    text = DECIMAL.sub("", text)
    if len(text) > 40 and "。" in text:
        text = GAP.sub(lambda m: m.group() if KEEP.search(text, max(0, m.start() - 1), m.start()) else "", text)
    return text


def place(doc: Document, offset: int) -> Place:
    """Where a code point of the clean text stands in the file."""
    low, high = 0, len(doc.origins)
    while low < high:
        mid = (low + high) // 2
        low, high = (mid + 1, high) if doc.origins[mid].start <= offset else (low, mid)
    return replace(doc.origins[low - 1].place) if low else Place()
