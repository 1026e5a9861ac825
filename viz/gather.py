"""The second walk: what one agency, one function or one instrument has in all sources, handed on as soon as its last source is read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from zeren.kg.entities import Agent, PlanView, SourceView, Task
from zeren.kg.model import Citation, Duty
from zeren.viz.cards import Chip, Maker, TaskRef
from zeren.viz.survey import Survey

SHOWN = 400
"""At most so many tasks on a function's page and places on an instrument's page; the rest is counted."""


@dataclass(frozen=True, slots=True)
class DutyLine:
    actor: Chip
    role: str
    action: str
    frequency: str
    deadline: str
    section: str
    src: str
    plan: str
    plan_url: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an instrument is cited: in a goal or measure (`number`), or in a part of a plan."""

    plan: str
    plan_url: str
    kind: str
    number: str
    url: str
    mention: str
    src: str
    based_on: bool


@dataclass(slots=True)
class AgencyFile:
    """All that is known of one agency."""

    agent: Agent
    names: set[str] = field(default_factory=set)
    led: list[TaskRef] = field(default_factory=list)
    shared: list[TaskRef] = field(default_factory=list)
    duties: list[DutyLine] = field(default_factory=list)
    loose: list[tuple[str, str, str, str]] = field(default_factory=list)
    partners: Counter[str] = field(default_factory=Counter)
    plans: dict[str, PlanView] = field(default_factory=dict)


@dataclass
class Gatherer:
    """Fed with the sources in the survey's order."""

    survey: Survey
    make: Maker
    files: dict[str, AgencyFile] = field(default_factory=dict)
    led_by: defaultdict[str, list[TaskRef]] = field(default_factory=lambda: defaultdict(list))
    cited_in: defaultdict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    _source: int = 0

    def add(self, view: SourceView) -> Iterator[AgencyFile]:
        """Take one source in; yields the agencies that no later source has."""
        for agent in view.agencies.values():
            file = self.files.setdefault(agent.iri, AgencyFile(agent))
            file.names.update(agent.names)
        for plan in view.plans:
            self.plan(plan, view.agencies)
        for _, citation in view.citations:
            self.cite(citation, None, None, view)
        done = [iri for iri in view.agencies if self.survey.agencies[iri].last == self._source]
        self._source += 1
        for iri in done:
            yield self.files.pop(iri)

    def plan(self, plan: PlanView, agents: dict[str, Agent]) -> None:
        for domain, task in plan.tasks():
            for _, citation in task.citations:
                self.cite(citation, plan, task, None)
            if not task.assigned:
                continue
            roles = self.make.roles(task, agents)
            leads = tuple(chip for role, chips in roles if role == "lead" for chip in chips)
            others = tuple(chip for role, chips in roles if role != "lead" for chip in chips)
            self.task(task, self.make.ref(task, domain, plan, leads, others), plan, agents)
        for item in plan.loose:
            for a in item.assigned:
                self.files[a.agency].loose.append((a.role, item.text, plan.title, self.make.paths.quote(plan.source, item.span)))
                self.files[a.agency].plans[plan.iri] = plan
        for _, agency, duty in plan.duties:
            self.files[agency].duties.append(self.duty(agents[agency], duty, plan))
            self.files[agency].plans[plan.iri] = plan
        for _, citation in plan.citations:
            self.cite(citation, plan, None, None)

    def task(self, task: Task, ref: TaskRef, plan: PlanView, agents: dict[str, Agent]) -> None:
        leads, others = task.agencies(lead=True), task.agencies(lead=False)
        everyone = list(dict.fromkeys((*leads, *others)))
        parts = {a.agency: a for a in reversed(task.assigned)}
        for iri in everyone:
            file, part = self.files[iri], parts[iri]
            file.plans[plan.iri] = plan
            file.partners.update(x for x in everyone if x != iri)
            src = ref.src if part.decided_by else self.make.paths.quote(plan.source, part.span)
            (file.led if iri in leads else file.shared).append(replace(ref, role=part.role, src=src))
        for slug in dict.fromkeys(agents[iri].function for iri in leads):
            if slug and len(self.led_by[slug]) < SHOWN:
                self.led_by[slug].append(ref)

    def duty(self, agent: Agent, duty: Duty, plan: PlanView) -> DutyLine:
        return DutyLine(
            actor=self.make.chip(agent, duty.actor, plan.iri),
            role=duty.role,
            action=duty.action,
            frequency=duty.frequency or "",
            deadline=duty.deadline or "",
            section=duty.section,
            src=self.make.paths.quote(plan.source, duty.span),
            plan=plan.title,
            plan_url=self.make.paths.plan(plan.id),
        )

    def cite(self, citation: Citation, plan: PlanView | None, task: Task | None, view: SourceView | None) -> None:
        """Note where an instrument is cited; a citation in the notice itself stands under the source's name."""
        places = self.cited_in[self.make.names.instrument(citation.canonical).iri] if not citation.self else []
        if len(places) >= SHOWN or citation.self:
            return
        paths, source = self.make.paths, plan.source if plan else view.id if view else ""
        page = paths.plan(plan.id) if plan else paths.source(source)
        places.append(
            Place(
                plan=plan.title if plan else (view.head.title or view.source) if view else "",
                plan_url=page,
                kind=task.kind if task else citation.section,
                number=f"{task.domain}.{task.no}" if task else "",
                url=paths.task(task.iri) if task else page,
                mention=citation.mention,
                src=paths.quote(source, citation.span),
                based_on=citation.based_on,
            )
        )
