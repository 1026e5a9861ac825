"""The types that flow through the pipe: what a document is made of, what it says, and the record of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zeren.kg.document import Block, Document, Origin, Passage, Place, Row, Section, Source, Span, Table

__all__ = [
    "AgencyRef",
    "Assignment",
    "Block",
    "Candidate",
    "Citation",
    "Comparator",
    "Document",
    "Domain",
    "Duty",
    "DutyRole",
    "Goal",
    "Head",
    "Kind",
    "Measure",
    "Origin",
    "Party",
    "Passage",
    "Place",
    "Plan",
    "Record",
    "Role",
    "Row",
    "Section",
    "Source",
    "Span",
    "Status",
    "Table",
    "Target",
    "Unresolved",
]

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
START = Span(0, 0)


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
    place: Place | None = None

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
    place: Place | None = None


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
    place: Place | None = None


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
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    no: int
    text: str
    span: Span
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    no: int
    title: str
    text: str
    span: Span
    place: Place | None = None


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
    """The notice that carries the plans; `date` as YYYY-MM-DD.

    `url` is where the document comes from, `given` names what a manifest says instead of the text (issuer, date, region, title).
    """

    title: str
    issuer: str | None = None
    doc_number: str | None = None
    date: str | None = None
    recipients: tuple[str, ...] = ()
    status: Status = "issued"
    span: Span = START
    url: str | None = None
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyRef:
    """An agency's name as written and what it was resolved to.

    `label` is the full name (甲市乙区卫生健康局); `department` the slug of the kind of department in functions.ttl, `function` the slug
    of its function, both None for a body outside the scheme that is still fully named; `region` the place it belongs to, as written in
    full; `unit_of` the full name of the higher body of a branch (公安乙分局 → 甲市公安局); `collective` true for 各成员单位.
    """

    name: str
    label: str
    department: str | None
    function: str | None
    region: str | None
    unit_of: str | None = None
    collective: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that a trained model sees in the text where (or nearly as) an unresolved name is written: a hint, no reading.

    `source` is the model's name and version.
    """

    text: str
    source: str
    span: Span


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name that stands where an agency should and could not be resolved, with the nearest known name of the plan, if any."""

    text: str
    nearest: str | None
    span: Span
    candidates: tuple[Candidate, ...] = ()
    place: Place | None = None


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
