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
    for found in RUN.finditer(line):
        before = line[seen[-1][0] : found.start()]
        if before[-1:] in ENDS or (len(before) <= SHORT and seen[-1][1] and not STOP.search(before)):
            seen.append((found.end(), mark(line[found.end() : found.end() + 24])))
    numbers = [(at, m.kind, m.number) for at, m in seen if m]
    return [
        at
        for i, (at, kind, number) in enumerate(numbers)
        if at and ((kind, number - 1) in [n[1:] for n in numbers[:i][-40:]] or (kind, number + 1) in [n[1:] for n in numbers[i + 1 :][:40]])
    ]


def segment(at: int, line: str) -> Segment:
    """One segment of a line that begins at offset `at`."""
    found = mark(line[:40])
    start = found.end if found else 0
    near = line[start : start + REACH]
    stop = STOP.search(near)
    title = near[: stop.start() if stop else len(near)].strip(TRIM)
    alone = not line[start + (stop.end() if stop else len(near)) :].strip(TRIM + "\n")
    return Segment(Span(at, at + len(line)), line.rstrip("\n"), found, title, says(title), alone)


def says(title: str) -> str | None:
    """What kind of heading these words make, by the lexicon; None for any other words."""
    bare = re.sub(r"[\s\u3000]", "", title)
    return kind_of("headings", bare) if 0 < len(bare) <= 30 else None


def leading(text: str) -> str:
    """The phrase up to the first full stop: a measure's title."""
    stop = FULL.search(text)
    return text[: stop.start() if stop else len(text)].strip(TRIM)
