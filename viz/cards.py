"""What a page shows of a goal, a measure, an agency or a finding: plain values made from the graph's objects, ready for a template."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from zeren.kg.entities import Agent, DomainView, PlanView, Task
from zeren.kg.finding import SEVERITIES, Finding
from zeren.kg.model import Citation, Span, Target
from zeren.viz.names import Names
from zeren.viz.paths import Paths
from zeren.viz.words import both, target_phrase, target_when

ROLES = ("lead", "responsible", "supporting", "participating", "supervising", "reporting")


@dataclass(frozen=True, slots=True)
class Chip:
    """An agency's name in a list, with its page and what is to be known of it at a glance."""

    name: str
    url: str
    title: str
    flag: str = ""
    deadline: str | None = None
    decided: bool = False


@dataclass(frozen=True, slots=True)
class TargetLine:
    indicator: str
    value: Markup
    when: Markup
    src: str


@dataclass(frozen=True, slots=True)
class CitationLine:
    mention: str
    title: str
    url: str
    src: str
    section: str
    self: bool
    based_on: bool


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding as a row: where it is (`number`, `url` of the page, place of the evidence)."""

    code: str
    severity: str
    message: Markup
    suggestion: Markup
    where: str
    url: str | None
    quote: str
    src: str | None
    plan: str


@dataclass(frozen=True, slots=True)
class TaskRef:
    """A goal or measure as a row of a list."""

    kind: str
    number: str
    text: str
    url: str
    src: str
    domain: str
    domain_url: str
    plan: str
    plan_short: str
    plan_url: str
    targets: tuple[TargetLine, ...] = ()
    state: str = ""
    role: str = ""
    leads: tuple[Chip, ...] = ()
    others: tuple[Chip, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A goal or measure with all that is known of it."""

    ref: TaskRef
    anchor: str
    title: str
    roles: tuple[tuple[str, tuple[Chip, ...]], ...]
    targets: tuple[TargetLine, ...]
    citations: tuple[CitationLine, ...]
    findings: tuple[FindingLine, ...]
    assigned_src: str | None


def state(task: Task) -> str:
    """led, leaderless (somebody, but no lead) or unassigned."""
    if any(a.leads for a in task.assigned):
        return "led"
    return "leaderless" if task.assigned else "unassigned"


@dataclass(frozen=True)
class Maker:
    """Makes cards for one site; `findings` by the IRI that they are about, `pageless` what has none (a source that could not be read)."""

    paths: Paths
    names: Names
    findings: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    pageless: frozenset[str] = frozenset()

    def flag(self, agent: Agent, plan: str | None = None) -> str:
        """overloaded (finding B01, in that plan where one is given), unresolved, collective or nothing."""
        found = self.findings.get(agent.iri, ())
        if any(f.code == "B01" and plan in (None, f.plan_iri) for f in found):
            return "overloaded"
        if not agent.resolved:
            return "unresolved"
        return "collective" if agent.collective else ""

    def chip(self, agent: Agent, name: str, plan: str | None = None) -> Chip:
        return Chip(name, self.paths.agency(agent.iri), agent.label, self.flag(agent, plan))

    def target(self, target: Target, source: str) -> TargetLine:
        return TargetLine(target.indicator, both(*target_phrase(target)), both(*target_when(target)), self.paths.quote(source, target.span))

    def citation(self, citation: Citation, plan: PlanView | None, source: str) -> CitationLine:
        url = self.paths.plan(plan.id) if citation.self and plan else self.paths.instrument(self.names.instrument(citation.canonical).iri)
        return CitationLine(
            citation.mention,
            citation.canonical,
            url,
            self.paths.quote(source, citation.span),
            citation.section,
            citation.self,
            citation.based_on,
        )

    def ref(self, task: Task, domain: DomainView, plan: PlanView, leads: tuple[Chip, ...] = (), others: tuple[Chip, ...] = ()) -> TaskRef:
        """A task as a row."""
        return TaskRef(
            kind=task.kind,
            number=f"{task.domain}.{task.no}",
            text=task.text,
            url=self.paths.task(task.iri),
            src=self.paths.quote(plan.source, task.span),
            domain=domain.name,
            domain_url=self.paths.of(domain.iri) or "",
            plan=plan.title,
            plan_short=plan.title.removeprefix(plan.region or "") or plan.title,
            plan_url=self.paths.plan(plan.id),
            targets=tuple(self.target(t, plan.source) for _, t in task.targets),
            state=state(task),
            leads=leads,
            others=others,
        )

    def roles(self, task: Task, agents: Mapping[str, Agent]) -> tuple[tuple[str, tuple[Chip, ...]], ...]:
        """The agencies of a task by role, each in the order written."""
        by_role: defaultdict[str, list[Chip]] = defaultdict(list)
        for a in task.assigned:
            chip = self.chip(agents[a.agency], a.name, task.plan)
            by_role[a.role].append(replace(chip, deadline=a.deadline, decided=a.decided_by is not None))
        return tuple((role, tuple(by_role[role])) for role in ROLES if role in by_role)

    def card(self, task: Task, domain: DomainView, plan: PlanView, agents: Mapping[str, Agent]) -> Card:
        return Card(
            ref=self.ref(task, domain, plan),
            anchor=self.paths.task(task.iri).partition("#")[2],
            title=task.title,
            roles=self.roles(task, agents),
            targets=tuple(self.target(t, plan.source) for _, t in task.targets),
            citations=tuple(self.citation(c, plan, plan.source) for _, c in task.citations),
            findings=tuple(self.lines(self.findings.get(task.iri, ()))),
            assigned_src=next((self.paths.quote(plan.source, a.span) for a in task.assigned if not a.decided_by), None),
        )

    def line(self, finding: Finding, plan: str = "") -> FindingLine:
        """A finding as a row; `plan` is the title to show where the list holds several plans."""
        number = f"{finding.domain}.{finding.no}" if finding.domain is not None and finding.no is not None else ""
        where = finding.evidence and Span(finding.evidence.start, finding.evidence.end)
        return FindingLine(
            code=finding.code,
            severity=finding.severity,
            message=both(finding.message, finding.message_en),
            suggestion=both(finding.suggestion, finding.suggestion_en),
            where=number,
            url=self.page(finding),
            quote=finding.evidence.quote if finding.evidence else "",
            src=self.paths.quote(finding.source_id, where) if where and finding.source_id else None,
            plan=plan or finding.source,
        )

    def page(self, finding: Finding) -> str | None:
        """The page of what a finding is about, else that of its plan."""
        about = None if finding.about in self.pageless else self.paths.of(finding.about)
        return about or (self.paths.of(finding.plan_iri) if finding.plan_iri else None)

    def lines(self, findings: Iterable[Finding]) -> list[FindingLine]:
        """Findings as rows, worst first."""
        return [self.line(f) for f in sorted(findings, key=worst)]


def worst(finding: Finding) -> tuple[int, str, str, int, int]:
    """The order of findings: by severity, code, source, place."""
    return (SEVERITIES.index(finding.severity), finding.code, finding.source_id, finding.domain or 0, finding.no or 0)
