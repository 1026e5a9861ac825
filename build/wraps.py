"""Decide whether a line goes on in the next one: page breaks and fixed widths cut sentences, headings and paragraphs end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from unicodedata import east_asian_width

from zeren.build.marks import Mark, mark
from zeren.build.words import kind_of, said

CLOSED = "。！？；!?;…"
OPENING = "（(〔[【《〈“‘「『"
CLOSING = "）)〕]】》〉”’」』"
HANGING = re.compile(r"[，、,—－\-+/（(〔\[【《〈“‘「『和与及或的在对为等将把以由从向并]$")
STARTS = re.compile(
    r"[\s\u3000]*(?:[●■◆★▲◎○□◇※•►✓]|——|[\u4e00-\u9fff]{2,8}[：:]|附\s?[件表录注]|抄\s?送|主\s?送"
    r"|第[一二三四五六七八九十]{1,3}[章节]|序\s?言|前\s?言|目\s?录)"
)
INNER = re.compile(r"[，。；、：,;]")
INDENT = re.compile(r"(?:\u3000{1,4}|[ \t\xa0]{2,16})(?=[^\s\u3000])")
SHORTEST = 22  # characters; no page is so narrow that a shorter line is full
STEP = 40  # a line shorter than this many columns tells nothing about the page's width


def width(text: str) -> int:
    """Columns that the text takes: two for a full-width character."""
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


def page_width(lines: Sequence[str]) -> int | None:
    """The columns of a text that is cut at a fixed width, None for one paragraph a line."""
    widths = [w for line in lines[:20_000] if (w := width(line.strip()[:200])) >= STEP]
    if len(widths) < 12:
        return None
    top = max(widths)
    for size, _ in Counter(widths).most_common(3):
        near = sum(size - 4 <= w <= size + 2 for w in widths)
        if near >= 0.6 * len(widths) and top <= size + 12:
            return size
    return None


def is_heading(text: str) -> bool:
    """Whether a line is, by its words alone, one of the headings that the lexicon knows."""
    bare = re.sub(r"[\s\u3000]", "", text[:60]).strip("。：:；;.")
    return 0 < len(bare) <= 24 and not re.search("[。，；]", bare) and kind_of("headings", bare) is not None


def is_title(text: str) -> bool:
    """Whether a line ends as the titles of documents do."""
    bare = text.strip()
    return len(bare) <= 60 and bool(said("title", bare) or said("notice", bare) or said("tail", bare))


class Wraps:
    """Tells for a text whether two neighbouring lines are one paragraph.

    Learned from the whole text: its width, whether paragraphs are indented, and which kinds of number stand on headings without a stop.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.width = page_width(lines)
        indented = sum(bool(INDENT.match(line)) for line in lines)
        self.indented = self.width is not None and indented >= max(4, 0.08 * len(lines))
        self.bare = self._bare(lines)
        self.begun = False  # whether a whole sentence was seen: above it stand titles and particulars

    @staticmethod
    def _bare(lines: Sequence[str]) -> dict[str, float]:
        """Of the numbered lines of each kind, the share that has no stop or comma at all (headings alone on their line)."""
        total: Counter[str] = Counter()
        bare: Counter[str] = Counter()
        for line in lines:
            if found := mark(line[:24]):
                total[found.kind] += 1
                bare[found.kind] += len(line) <= 60 and not INNER.search(line, found.end) and line.rstrip()[-1:] not in CLOSED
        return {kind: bare[kind] / n for kind, n in total.items()}

    def joins(self, so_far: str, line: str) -> bool:
        """Whether `line` continues the paragraph `so_far` (its last 400 characters are enough)."""
        tail = so_far.rstrip()
        if not tail or not line.strip():
            return False
        self.begun = self.begun or "。" in tail
        if closed(tail):
            return self._full(tail, line)
        hanging = bool(HANGING.search(tail)) or not balanced(tail)
        found = mark(line[:24])
        if found is not None and not (hanging and (found.weak or re.match(r"\d+[.．]\d", line.strip()))):
            return False
        if STARTS.match(line) or is_heading(line) or (self.indented and INDENT.match(line)):
            return False
        return hanging or self._unfinished(tail)

    def _full(self, tail: str, line: str) -> bool:
        """A sentence that ends at the right margin of a fixed-width text, whose next line is not indented though paragraphs are."""
        if self.width is None or not self.indented or INDENT.match(line) or mark(line[:24]) or is_heading(line):
            return False
        return self._reaches(tail)

    def _reaches(self, tail: str) -> bool:
        return self.width is not None and width(tail.rsplit("\n", 1)[-1]) >= self.width - 4

    def _unfinished(self, tail: str) -> bool:
        """Whether a line without stop is cut off rather than a heading, title, date or signature."""
        last = tail.rsplit("\n", 1)[-1]
        found = mark(tail[:24])
        if tail[-1] in ":：" or is_heading(tail[found.end :] if found else tail) or is_title(tail):
            return False
        if self.width is not None:
            return self._reaches(last)
        if found is not None:
            return self._numbered(tail, found)
        return len(tail) >= SHORTEST and (bool(re.search(r"[，。；]", tail)) or (self.begun and len(tail) > 24))

    def _numbered(self, tail: str, found: Mark) -> bool:
        words = tail[found.end :]
        if re.search("[。；]", words) or len(words) > 60:
            return True
        if re.search("[，,]", words):
            return self.bare.get(found.kind, 0.0) < 0.5
        return len(words) > 34 or (len(words) > 16 and self.bare.get(found.kind, 0.0) < 0.1)


def closed(tail: str) -> bool:
    """Whether a paragraph that stops here is complete: a full stop, one inside quotes, or a remark in brackets."""
    if tail[-1] in CLOSED or not re.search(r"\w", tail):
        return True
    if tail[-1] in "”’」』":
        return tail[-2:-1] in CLOSED
    if tail[-1] not in "）)〕】］]":
        return False
    depth, at = 0, len(tail) - 1
    for at in range(len(tail) - 1, -1, -1):
        depth += (tail[at] in "）)〕】］]") - (tail[at] in "（(〔【［[")
        if depth == 0:
            break
    return len(tail) - at > 10 or tail[at - 1 : at] in tuple(CLOSED)


def balanced(text: str) -> bool:
    """Whether every bracket and quotation mark opened in the last part of the text is closed."""
    part = text[-400:]
    return all(
        part.count(a) <= part.count(b) for a, b in zip(OPENING, CLOSING, strict=True) if a not in "([" or b in part or a in part[-40:]
    )
