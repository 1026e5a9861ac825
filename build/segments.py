"""Cut a document into segments, one a paragraph or table row, each with its number, its heading's words and what these say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zeren.build.marks import Mark, mark
from zeren.build.words import kind_of, said_in
from zeren.kg.model import Document, Span

STOP = re.compile(r"[。！？；：:;!?\n]")
FULL = re.compile(r"[。！？\n]")
TRIM = " \u3000\t。：:；;，,、.．"
REACH = 120  # characters of a line looked at for its heading
INLINE = re.compile(r"(?<=[。；;）)〕\]】!！])\s?(?=(?:\d{1,3}[.．、](?!\d)|[（(]\d{1,3}[）)]|[①-⑳⑴-⒇]))")
_HAN = r"[一二三四五六七八九十]{1,3}"
RUN = re.compile(rf"(?<=\S)[ \u3000]{{1,4}}(?=第{_HAN}[章节]|{_HAN}、|[（(](?:{_HAN}|\d{{1,2}})[）)]|\d{{1,2}}[.．、](?!\d)|[①-⑳])")
ENDS = "。；;：:！!）)〕]】》”"
FRAME = re.compile(r"^[【〔［\[<＜](?=[^【】〔〕［］\[\]<>＜＞]+[】〕］\]>＞]$)|(?<=.)[】〕］\]>＞]$")
NEAR = 40  # numbers of a line run together that are looked at on either side
DUTIES = ("organisation", "monitoring")
TOLD = re.compile(r"\S(?:负责|牵头|承担|应当|会同|[要应须](?!求|素|急))")
SHORT = 30  # characters of a heading that a number may follow without a stop


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph or row: its span (newline included), number, heading's words, and what kind of heading the words make.

    `alone` says that the line holds nothing but the heading; `says` is the lexicon's kind (goals, measures, organisation …) or None.
    """

    span: Span
    text: str
    mark: Mark | None = None
    title: str = ""
    says: str | None = None
    alone: bool = False
    row: bool = False
    header: bool = False

    @property
    def hands(self) -> bool:
        """Whether the words name an office's part in a task (责任单位：…)."""
        return bool(said_in("tasks", "label", self.text))

    @property
    def words(self) -> int:
        """Where the words begin behind the number, as an offset of the document."""
        return self.span.start + (self.mark.end if self.mark else 0)


def segments(doc: Document) -> list[Segment]:
    """All segments of a document, in order; together they are its text."""
    rows = {row.span.start: row.header for table in doc.tables for row in table.rows}
    out: list[Segment] = []
    at = 0
    for line in doc.text.splitlines(keepends=True) if "\x0b" not in doc.text else re.findall(r"[^\n]*\n|[^\n]+", doc.text):
        if at in rows:
            out.append(Segment(Span(at, at + len(line)), line.rstrip("\n"), row=True, header=rows[at]))
        else:
            out.extend(_split(at, line))
        at += len(line)
    return out


def _split(at: int, line: str) -> Iterator[Segment]:
    """A line, cut behind a heading that a list follows in the same line, and before numbers that count on inside it."""
    cuts = [0]
    head = segment(at, line)
    if head.says in ("goals", "measures") and not head.alone:
        stop = STOP.search(line, head.words - at)
        if stop and line[stop.start()] in "：:。":
            cuts.append(stop.end())
    last: Mark | None = mark(line[cuts[-1] : cuts[-1] + 24])
    for found in INLINE.finditer(line, cuts[-1]) if last else ():
        follows = mark(line[found.end() : found.end() + 24])
        if last and follows and follows.kind == last.kind and follows.number == last.number + 1:
            cuts.append(found.end())
            last = follows
    if runs := _runs(line):
        cuts = sorted({*cuts, *runs})
    if len(cuts) == 1:
        yield head
        return
    for start, end in zip(cuts, [*cuts[1:], len(line)], strict=True):
        yield segment(at + start, line[start:end])


def _runs(line: str) -> list[int]:
    """Where paragraphs begin that somebody ran together in one line: numbers behind a blank that count on, of whatever levels."""
    seen = [(0, mark(line[:24]))]
    below = set()  # first items right below 主要目标 or 策略措施
    for found in RUN.finditer(line):
        before = line[seen[-1][0] : found.start()]
        last = seen[-1][1]
        if before[-1:] in ENDS or (len(before) <= SHORT and last and not STOP.search(before)):
            seen.append((found.end(), mark(line[found.end() : found.end() + 24])))
            if last and says(before[last.end :]) in ("goals", "measures"):
                below.add(found.end())
    numbers = [(at, (m.kind, m.number)) for at, m in seen if m]
    return [at for i, (at, (kind, no)) in enumerate(numbers) if at and ((at in below and no == 1) or _counts(numbers, i, kind, no))]


def _counts(numbers: list[tuple[int, tuple[str, int]]], i: int, kind: str, no: int) -> bool:
    """Whether the number before or after the i-th one stands near on its side."""
    before, after = numbers[max(0, i - NEAR) : i], numbers[i + 1 : i + 1 + NEAR]
    return any(n == (kind, no - 1) for _, n in before) or any(n == (kind, no + 1) for _, n in after)


def segment(at: int, line: str) -> Segment:
    """One segment of a line that begins at offset `at`."""
    found = mark(line[:40])
    start = found.end if found else 0
    near = line[start : start + REACH]
    stop = STOP.search(near)
    title = near[: stop.start() if stop else len(near)].strip(TRIM)
    alone = not line[start + (stop.end() if stop else len(near)) :].strip(TRIM + "\n")
    meant = says(title)
    if meant in DUTIES and TOLD.search(title) and (not alone or line.rstrip()[-1:] in "。；"):
        meant = None  # 县妇儿工委负责监督检查。 is a sentence, no heading
    return Segment(Span(at, at + len(line)), line.rstrip("\n"), found, title, meant, alone)


def says(title: str) -> str | None:
    """What kind of heading these words make, by the lexicon; None for any other words."""
    bare = FRAME.sub("", re.sub(r"[\s\u3000]", "", title))
    return kind_of("headings", bare) if 0 < len(bare) <= 30 else None


def leading(text: str) -> str:
    """The phrase up to the first full stop: a measure's title."""
    stop = FULL.search(text)
    return text[: stop.start() if stop else len(text)].strip(TRIM)
