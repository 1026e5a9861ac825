"""The graph as objects: agencies, tasks, domains and plans with their IRIs, which emit, audit, network and pages share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zeren.kg.model import Candidate, Citation, Duty, Head, Span, Status, Target


@dataclass(frozen=True, slots=True)
class Agent:
    """An agency of one place.

    `names` are the ways it is written (none for a body that only stands above a branch); `unit_of` the IRI of the body it is a branch
    of; `function` and `department` are slugs of the vocabulary or None; `resolved` is false for a name that could not be told (then
    `label` is the name as written, `nearest` the nearest known full name, or None, and `candidates` what a trained model sees there).
    """

    iri: str
    label: str
    names: tuple[str, ...]
    function: str | None
    department: str | None
    region: str | None
    region_iri: str | None = None
    unit_of: str | None = None
    collective: bool = False
    resolved: bool = True
    nearest: str | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Assigned:
    """One agency's part in one task. `decided_by` is set where a person decided it (then there is no quote)."""

    iri: str
    task: str
    agency: str
    name: str
    role: str
    order: int
    deadline: str | None
    span: Span
    quote: str
    rule: str
    confidence: float = 1.0
    decided_by: str | None = None

    @property
    def leads(self) -> bool:
        return self.role == "lead"


@dataclass(frozen=True, slots=True)
class Task:
    """A goal or a measure (`kind`), with what the text says of it. `text` is without number and responsibility bracket."""

    iri: str
    kind: str
    plan: str
    domain: int
    no: int
    title: str
    text: str
    span: Span
    assigned: tuple[Assigned, ...] = ()
    targets: tuple[tuple[str, Target], ...] = ()
    citations: tuple[tuple[str, Citation], ...] = ()

    def agencies(self, lead: bool) -> list[str]:
        """IRIs of the leads, or of all that are not lead, in the order written, each once."""
        return list(dict.fromkeys(a.agency for a in self.assigned if a.leads is lead))


@dataclass(frozen=True, slots=True)
class Loose:
    """A task that is assigned outside any goal or measure."""

    iri: str
    text: str
    span: Span
    assigned: tuple[Assigned, ...]


@dataclass(frozen=True, slots=True)
class DomainView:
    iri: str
    no: int
    name: str
    span: Span
    goals: tuple[Task, ...]
    measures: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """`duties` pairs (iri, agency iri, duty); `citations`, `targets` and `loose` (assignments): those that stand in no goal or measure."""

    iri: str
    id: str
    key: str
    title: str
    region: str | None
    region_iri: str | None
    start_year: int | None
    end_year: int | None
    status: Status
    span: Span
    source: str
    domains: tuple[DomainView, ...]
    duties: tuple[tuple[str, str, Duty], ...] = ()
    citations: tuple[tuple[str, Citation], ...] = ()
    targets: tuple[tuple[str, Target], ...] = ()
    loose: tuple[Loose, ...] = ()

    def goals(self) -> Iterator[tuple[DomainView, Task]]:
        return ((d, g) for d in self.domains for g in d.goals)

    def measures(self) -> Iterator[tuple[DomainView, Task]]:
        return ((d, m) for d in self.domains for m in d.measures)

    def tasks(self) -> Iterator[tuple[DomainView, Task]]:
        for domain in self.domains:
            for task in (*domain.goals, *domain.measures):
                yield domain, task


@dataclass(frozen=True, slots=True)
class SourceView:
    """All that one source says. `notice` is None where the file carries a plan without a notice; `issuer` an agency's IRI."""

    id: str
    source: str
    sha256: str
    media: str
    text: str
    graph: str
    notice: str | None
    issuer: str | None
    head: Head
    head_region: str | None
    plans: tuple[PlanView, ...]
    agencies: dict[str, Agent]
    citations: tuple[tuple[str, Citation], ...]
    loose: tuple[Loose, ...]
    passages: int
    passages_not_understood: int
