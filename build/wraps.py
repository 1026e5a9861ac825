"""Decide whether a line goes on in the next one: page breaks and fixed widths cut sentences, headings and paragraphs end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from zeren.build.marks import Mark, mark
from zeren.build.words import kind_of, said, said_in

CLOSED = "。！？；!?;…"
OPENING = "（(〔［[【《〈“‘「『"
CLOSING = "）)〕］]】》〉”’」』"
PAIRS = dict(zip(OPENING, CLOSING, strict=True))
PAIRED = re.compile(f"[{re.escape(OPENING + CLOSING)}]")
ROUND = re.compile(r"[（(〔【［\[）)〕】］\]]")
DECIMAL = re.compile(r"[\s\u3000]*\d+[.．]\s?\d")
FIGURE = re.compile(r"[\s\u3000]*(?:[.．]\s?\d{1,3}|\d{1,4}(?:[.．]\d{1,3})?)?\s?(?:[%％‰]|/10万|个百分点)")  # the rest of a cut figure
NEAR = 300  # characters of a paragraph's ends that are looked at
HANGING = re.compile(r"[，、,—－\-+/（(〔\[【《〈“‘「『和与及或的在对为等将把以由从向并]$")
BULLET = re.compile(r"[\s\u3000]*(?:[●■◆★▲◎○□◇※•►✓]|——|附\s?[件表录注][\d一二三四五六七八九十]{0,2}(?:[：:]|\s*$)|抄\s?送|主\s?送)")
STARTS = re.compile(r"[\s\u3000]*(?:[\u4e00-\u9fff]{2,8}[：:][ \u3000]*\S|第[一二三四五六七八九十]{1,3}[章节]|序\s?言|前\s?言|目\s?录)")
INDENT = re.compile(r"(?:\u3000{1,4}|[ \t\xa0]{2,16})(?=[^\s\u3000])")
SHORTEST = 22  # characters; no page is so narrow that a shorter line is full
STEP = 40  # a line shorter than this many columns tells nothing about the page's width


def width(text: str) -> int:
    """Columns that the text takes: two for a full-width character."""
    return len(text.encode("gbk", "replace"))


def page_width(lines: Sequence[str]) -> int | None:
    """The columns of a text that is cut at a fixed width, None for one paragraph a line."""
    widths = [w for line in lines[:20_000] if (w := width(line.rstrip()[:200])) >= STEP]
    if len(widths) < 12:
        return None
    for size, _ in Counter(widths).most_common(3):
        near = sum(0.88 * size <= w <= size + 2 for w in widths)
        over = sum(w > size + 12 for w in widths)  # a title may be left in one line
        if near >= 0.45 * len(widths) and over <= max(1, 0.02 * len(widths)):
            return size
    return None


def is_heading(text: str) -> bool:
    """Whether a line is, by its words alone, one of the headings that the lexicon knows; with a full stop only 主要目标 and its like."""
    words = re.sub(r"[\s\u3000]", "", text[:60])
    bare = words.strip("。：:；;.")
    if not 0 < len(bare) <= 24 or re.search("[。，；]", bare):
        return False
    kind = kind_of("headings", bare)
    return kind is not None and (words[-1] not in "。；" or (len(bare) >= 4 and kind in ("goals", "measures")))


def is_title(text: str) -> bool:
    """Whether a line ends as the titles of documents do."""
    bare = text.strip()
    return len(bare) <= 60 and bool(said("title", bare) or said("notice", bare) or said("tail", bare))


def _label(line: str) -> bool:
    """Whether a line begins with a label (责任单位：), no sentence in front of it."""
    found = said_in("tasks", "label", line[:16])
    return found is not None and not re.search("[。；，！？%]", line[: found.start()])


@dataclass(slots=True)
class Paragraph:
    """What matters of the paragraph that is open: its first words, its last ones, and its last line as the file has it."""

    first: str
    tail: str
    last: str

    @classmethod
    def begin(cls, line: str) -> Paragraph:
        return cls(line.strip()[:NEAR], line.strip()[-NEAR:], line.rstrip())

    def add(self, line: str) -> None:
        self.tail = (self.tail + line.strip())[-NEAR:]
        self.last = line.rstrip()
        if len(self.first) < NEAR:
            self.first = (self.first + line.strip())[:NEAR]


class Wraps:
    """Tells for a text whether two neighbouring lines are one paragraph.

    Learned from the whole text: its width, whether paragraphs are indented or parted by blank lines, and which kinds of number
    stand on headings without a stop.
    """

    def __init__(self, lines: Sequence[str], gaps: int = 0) -> None:
        """`gaps` is the number of lines that a blank line stands above."""
        self.width = page_width(lines)
        indented = sum(bool(INDENT.match(line)) for line in lines)
        self.indented = self.width is not None and indented >= max(4, 0.08 * len(lines))
        self.spaced = self.width is not None and not self.indented and 0.08 * len(lines) <= gaps <= 0.7 * len(lines)
        self.bare = self._bare(lines)
        self.begun = False  # whether a whole sentence was seen: above it stand titles and particulars

    @staticmethod
    def _bare(lines: Sequence[str]) -> dict[str, float]:
        """Of the numbered lines of each kind, the share that has no stop at all (headings alone on their line)."""
        total: Counter[str] = Counter()
        bare: Counter[str] = Counter()
        for line in lines:
            if found := mark(line[:24]):
                total[found.kind] += 1
                bare[found.kind] += len(line) <= 48 and not re.search("[。；]", line) and not closed(line.strip())
        return {kind: bare[kind] / n for kind, n in total.items()}

    def joins(self, before: Paragraph, line: str, gap: bool = False) -> bool:
        """Whether `line` continues the paragraph `before`; `gap` says that a blank line parts them."""
        tail = before.tail
        if not tail or not line.strip():
            return False
        self.begun = self.begun or "。" in tail
        inside = opened(tail)
        if BULLET.match(line) or (self.indented and not inside and INDENT.match(line)):
            return False
        if FIGURE.match(line) and re.search(r"\d[.．]?$", tail):
            return True
        found = mark(line[:24])
        hanging = inside or bool(HANGING.search(tail))
        if found is not None and not (hanging and (found.weak or DECIMAL.match(line))):
            return False
        if inside:
            return not is_heading(line)
        if STARTS.match(line) or is_heading(line) or _label(line):
            return False
        if closed(tail):
            return self._full(before, gap)
        return hanging or self._unfinished(before)

    def _full(self, before: Paragraph, gap: bool) -> bool:
        """Whether a sentence that ends at the right margin goes on: paragraphs are indented or parted, and here is neither."""
        return (self.indented or (self.spaced and not gap)) and self._reaches(before, 4)

    def _reaches(self, before: Paragraph, short: int) -> bool:
        return self.width is not None and width(before.last) >= self.width - short

    def _unfinished(self, before: Paragraph) -> bool:
        """Whether a paragraph without stop is cut off rather than a heading, title, date or signature."""
        tail, found = before.tail, mark(before.first[:24])
        words = before.first[found.end :] if found else before.first
        if tail[-1] in ":：" or is_heading(words) or is_title(before.first):
            return False
        if self.width is not None:
            return self._reaches(before, self.width // 5)
        if found is not None:
            return self._numbered(words, found)
        return len(tail) >= SHORTEST and (bool(re.search(r"[，。；]", tail)) or (self.begun and len(tail) > 24))

    def _numbered(self, words: str, found: Mark) -> bool:
        if re.search("[。；]", words) or len(words) > 60:
            return True
        if re.search("[，,]", words):
            return self.bare.get(found.kind, 0.0) < 0.3
        return len(words) > 34 or (len(words) > 16 and self.bare.get(found.kind, 0.0) < 0.1)


def closed(tail: str) -> bool:
    """Whether a paragraph that stops here is complete: a full stop, one inside quotes, or a remark in brackets."""
    if tail[-1] in CLOSED or not re.search(r"\w", tail):
        return True
    if tail[-1] in "”’」』":
        return tail[-2:-1] in CLOSED
    if tail[-1] not in "）)〕】］]":
        return False
    depth, at = 0, 0
    for found in reversed(list(ROUND.finditer(tail))):
        at = found.start()
        depth += 1 if found.group() in "）)〕】］]" else -1
        if depth == 0:
            break
    return len(tail) - at > 10 or tail[at - 1 : at] in tuple(CLOSED)


def opened(tail: str) -> bool:
    """Whether a bracket or quotation mark is open at the end of the text."""
    depth: list[str] = []
    for found in PAIRED.finditer(tail):
        char = found.group()
        if char in CLOSING:
            while depth and PAIRS[depth.pop()] != char:
                pass
        else:
            depth.append(char)
    return bool(depth)
