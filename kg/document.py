"""What a document is made of on its way through the pipe: a file's blocks, its clean text with the way back, its outline, its passages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points [start, end) in a document's clean text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}, {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the reader's own terms; every number counts from 1, None where the format has no such thing."""

    line: int | None = None
    page: int | None = None
    paragraph: int | None = None
    sheet: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One line, paragraph or table row as a reader delivers it, before cleaning.

    `cells` holds the row's cells (then `table` numbers the table within the file, from 1, and `text` is the cells joined by tabs).
    `inherited` lists the 0-based columns whose value was taken from a merged cell above.
    `hard` says that the block is a paragraph of its own in the source (docx, html), so that no wrap is healed across its end.
    """

    text: str
    place: Place
    cells: tuple[str, ...] = ()
    table: int | None = None
    header: bool = False
    inherited: tuple[int, ...] = ()
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """What `read` delivers: a file's name, the sha256 of its bytes, its format and its blocks in reading order."""

    name: str
    sha256: str
    media: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """From this offset of the clean text on (to the next origin) the text comes from this place."""

    start: int
    place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """A table row in the clean text: the span of each cell (a cell's text never holds a tab or a newline)."""

    span: Span
    cells: tuple[Span, ...]
    header: bool = False
    inherited: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table of the source, in order."""

    span: Span
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A source's clean text (one paragraph or table row a line, wraps healed) and the way back to the file.

    `dropped` holds what cleaning left out, as (kind, text): contents, page-number, header, bookmark.
    """

    id: str
    source: str
    sha256: str
    media: str
    text: str
    origins: tuple[Origin, ...] = ()
    tables: tuple[Table, ...] = ()
    dropped: tuple[tuple[str, str], ...] = ()

    def quote(self, span: Span) -> str:
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the outline; the leaves hold every character of the text.

    kind: document, notice, plan, chapter (一、), domain, goals, measures, goal, measure, organisation, monitoring, item, paragraph, row.
    `number` is the written number (None without one), `title` the heading's words without number and closing punctuation,
    `body` what follows the heading (number excluded) up to the section's end.
    """

    kind: str
    span: Span
    number: int | None = None
    title: str = ""
    body: Span | None = None
    key: str | None = None
    children: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text with one place in the plan: what extractors read. At most 10,000 characters.

    `plan` is a plan's key or "notice"; `part` one of title, preamble, goal, measure, organisation, monitoring, table, text.
    """

    span: Span
    text: str
    plan: str | None
    part: str
    domain: int | None = None
    no: int | None = None
