"""The types that flow through the pipe: a file's blocks, its clean text, its outline, what it says, and the record of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Role = Literal["lead", "responsible", "supporting", "participating", "supervising", "reporting"]
DutyRole = Literal["lead", "responsible", "participates", "supervises", "reports_to"]
Comparator = Literal[">=", "<=", ">", "<", "=", "~", "decrease_by", "increase_by"]
Kind = Literal[
    "constitution",
    "law",
    "administrative_regulation",
    "departmental_rule",
    "local_regulation",
    "plan",
    "policy_document",
    "standard",
    "convention",
]
Status = Literal["issued", "draft"]


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


@dataclass(frozen=True, slots=True)
class Party:
    """One agency of an assignment, as written, with its exact role and 1-based order; `expanded` where a prefix was left out."""

    name: str
    role: Role
    order: int
    span: Span
    expanded: str | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is to do a task: a goal, a measure, a table row, or a task in running text."""

    plan: str | None
    part: str
    domain: int | None
    no: int | None
    task: str
    agencies: tuple[Party, ...]
    span: Span
    quote: str
    rule: str
    deadline: str | None = None
    confidence: float = 1.0

    def names(self, lead: bool) -> list[str]:
        """The two-way view of offices and scorers: the leads, or all that are not lead."""
        return [party.name for party in self.agencies if (party.role == "lead") is lead]


@dataclass(frozen=True, slots=True)
class Target:
    """A quantitative target; `value` as written but normalised (8, 3.5, 3:2, 1/6), `year` only where the text states it."""

    plan: str | None
    part: str
    domain: int | None
    no: int | None
    indicator: str
    comparator: Comparator
    value: str
    unit: str
    span: Span
    quote: str
    rule: str
    value_text: str = ""
    direction: Literal["higher", "lower"] | None = None
    year: int | None = None
    baseline_year: int | None = None
    quoted_from: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of a law, regulation, plan, standard or convention; `canonical` is its official title without 《》.

    `based_on` is true for a mention in the basis clause (依据…制定本规划).
    """

    plan: str | None
    section: str
    domain: int | None
    no: int | None
    mention: str
    canonical: str
    kind: Kind
    span: Span
    quote: str
    rule: str
    doc_number: str | None = None
    self: bool = False
    based_on: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Duty:
    """Responsibility written in prose in 组织实施, 保障措施 or 监测评估."""

    plan: str | None
    section: Literal["organisation", "monitoring"]
    actor: str
    role: DutyRole
    action: str
    span: Span
    quote: str
    rule: str
    frequency: str | None = None
    deadline: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Goal:
    no: int
    text: str
    span: Span
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    no: int
    title: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Domain:
    no: int
    name: str
    span: Span
    goals: tuple[Goal, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """`key`: women, children, other; with -2 … for a second one of a kind in one file."""

    key: str
    title: str
    region: str | None
    start_year: int | None
    end_year: int | None
    span: Span
    domains: tuple[Domain, ...] = ()
    status: Status = "issued"


@dataclass(frozen=True, slots=True)
class Head:
    """The notice that carries the plans; `date` as YYYY-MM-DD."""

    title: str
    issuer: str | None = None
    doc_number: str | None = None
    date: str | None = None
    recipients: tuple[str, ...] = ()
    status: Status = "issued"
    span: Span = Span(0, 0)


@dataclass(frozen=True, slots=True)
class AgencyRef:
    """An agency's name as written and what it was resolved to.

    `label` is the full name (济南市市中区卫生健康局); `department` the slug of the kind of department in functions.ttl, `function` the slug
    of its function, both None for a body outside the scheme that is still fully named; `region` the place it belongs to, as written in
    full; `unit_of` the full name of the higher body of a branch (公安市中分局 → 济南市公安局); `collective` true for 各成员单位.
    """

    name: str
    label: str
    department: str | None
    function: str | None
    region: str | None
    unit_of: str | None = None
    collective: bool = False


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name that stands where an agency should and could not be resolved, with the nearest known name of the plan, if any."""

    text: str
    nearest: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Record:
    """All that one source says, from that source alone (schema: ontology/record.schema.json)."""

    id: str
    source: str
    sha256: str
    media: str
    document: Head
    plans: tuple[Plan, ...]
    assignments: tuple[Assignment, ...] = ()
    targets: tuple[Target, ...] = ()
    citations: tuple[Citation, ...] = ()
    duties: tuple[Duty, ...] = ()
    agencies: tuple[AgencyRef, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    passages_not_understood: int = 0
    passages: int = 0
