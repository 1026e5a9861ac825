"""View a record as the graph in objects: mint its IRIs, sort its statements to their tasks, gather its agencies."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from zeren.kg.entities import Agent, Assigned, DomainView, Loose, PlanView, SourceView, Task
from zeren.kg.ids import Minter, below, numbered, plan_id, region_slug
from zeren.kg.model import AgencyRef, Assignment, Citation, Plan, Record, Span, Target

__all__ = ["Agent", "Assigned", "DomainView", "Loose", "PlanView", "SourceView", "Task", "plan_ids", "view"]

RegionCode = Callable[[str], "str | None"]
T = TypeVar("T", Assignment, Target, Citation)


def plan_ids(record: Record, code: RegionCode, taken: set[str]) -> list[str]:
    """The ids of a record's plans, unique against `taken` (which grows), in order."""
    out = []
    for plan in record.plans:
        region = region_slug(code(plan.region) if plan.region else None, plan.region)
        out.append(numbered(plan_id(region, plan.key, plan.start_year, plan.end_year, plan.status == "draft"), taken))
    return out


def view(record: Record, ids: list[str], minter: Minter, code: RegionCode) -> SourceView:
    """The record with IRIs; `ids` are its plans' ids, `code` gives a region's GB/T 2260 code or None."""
    return _Viewer(record, ids, minter, code).view()


class _Index:
    """Finds the task whose span holds a statement (task spans do not overlap)."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = sorted(spans)
        self.starts = [s.start for s in self.spans]

    def sort(self, statements: Iterable[T]) -> dict[Span | None, list[T]]:
        """Statements by the span of their task, None for those in no task; order kept."""
        out: defaultdict[Span | None, list[T]] = defaultdict(list)
        for s in statements:
            at = bisect_right(self.starts, s.span.start) - 1
            out[self.spans[at] if at >= 0 and s.span in self.spans[at] else None].append(s)
        return out


class _Viewer:
    """Mints the IRIs of one record."""

    def __init__(self, record: Record, ids: list[str], minter: Minter, code: RegionCode) -> None:
        self.record, self.ids, self.minter, self.code = record, ids, minter, code
        self.refs = {a.name: a for a in record.agencies}
        self.doubts = {u.text: u for u in record.unresolved}
        self.region = next((p.region for p in record.plans if p.region), None)
        self.agents: dict[str, Agent] = {}
        self.known: dict[tuple[str, str], str] = {}

    def view(self) -> SourceView:
        record, minter = self.record, self.minter
        keys = [p.key for p in record.plans]
        plans = tuple(self.plan(p, i) for p, i in zip(record.plans, self.ids, strict=True))
        notice = None
        said = record.document
        if said.doc_number or (said.issuer and "issuer" not in said.given) or (len(plans) != 1 and (plans or said.title)):
            what = record.document.doc_number or record.document.title or record.id
            notice = minter.notice(self._region_slug(self.region), what)
        own = [c for c in record.citations if c.plan not in keys]
        alone = notice is None and plans
        root = plans[0].iri if alone else minter.text(record.id)  # not the notice: another file may bear it too
        kind = "notice-citation" if alone else "citation"
        citations = tuple((below(root, kind, n), c) for n, c in enumerate(own, 1))
        issuer = self.agent(record.document.issuer) if record.document.issuer else None
        loose = self.loose(root, [a for a in record.assignments if a.plan not in keys])
        agents = {iri: self.agents[iri] for iri in sorted(self.agents)}
        return SourceView(
            id=record.id,
            source=record.source,
            sha256=record.sha256,
            media=record.media,
            text=minter.text(record.id),
            graph=minter.source_graph(record.id),
            notice=notice,
            issuer=issuer,
            head=record.document,
            head_region=self.region,
            plans=plans,
            agencies=agents,
            citations=citations,
            loose=loose,
            passages=record.passages,
            passages_not_understood=record.passages_not_understood,
        )

    def _code(self, name: str | None) -> str | None:
        return self.code(name) if name else None

    def _region_slug(self, name: str | None) -> str:
        """A region's slug; where none is known, one of this source alone: the 县财政局 of another may be another place's."""
        return region_slug(self._code(name), name) if name else f"{region_slug(None, None)}-{self.record.id}"

    def plan(self, plan: Plan, id_: str) -> PlanView:
        iri, record = self.minter.plan(id_), self.record
        index = _Index([*(g.span for d in plan.domains for g in d.goals), *(m.span for d in plan.domains for m in d.measures)])
        assignments = index.sort(a for a in record.assignments if a.plan == plan.key)
        targets = index.sort(t for t in record.targets if t.plan == plan.key)
        citations = index.sort(c for c in record.citations if c.plan == plan.key)
        duties = [d for d in record.duties if d.plan == plan.key]
        return PlanView(
            iri=iri,
            id=id_,
            key=plan.key,
            title=plan.title or record.source,
            region=plan.region,
            region_iri=self._region_iri(plan.region),
            start_year=plan.start_year,
            end_year=plan.end_year,
            status=plan.status,
            span=plan.span,
            source=record.id,
            domains=tuple(self.domains(plan, iri, assignments, targets, citations)),
            duties=tuple((below(iri, "duty", n), self.agent(d.actor), d) for n, d in enumerate(duties, 1)),
            citations=tuple((below(iri, "citation", n), c) for n, c in enumerate(citations.get(None, []), 1)),
            targets=tuple((below(iri, "target", n), t) for n, t in enumerate(targets.get(None, []), 1)),
            loose=self.loose(iri, assignments.get(None, [])),
        )

    def loose(self, parent: str, assignments: list[Assignment]) -> tuple[Loose, ...]:
        """Assignments that stand in no goal or measure: each is a task of its own."""
        tasks = ((below(parent, "task", n), a) for n, a in enumerate(assignments, 1))
        return tuple(Loose(iri, a.task, a.span, tuple(self.assigned(iri, [a]))) for iri, a in tasks)

    def domains(
        self,
        plan: Plan,
        iri: str,
        assignments: dict[Span | None, list[Assignment]],
        targets: dict[Span | None, list[Target]],
        citations: dict[Span | None, list[Citation]],
    ) -> Iterator[DomainView]:
        taken: set[str] = set()
        for domain in plan.domains:
            d_iri = below(iri, "domain", numbered(str(domain.no), taken))
            inner: set[str] = set()
            goals = [("goal", g.no, "", g.text, g.span) for g in domain.goals]
            measures = [("measure", m.no, m.title, m.text, m.span) for m in domain.measures]
            parts: dict[str, list[Task]] = {"goal": [], "measure": []}
            for part, no, title, text, span in (*goals, *measures):
                t_iri = f"{d_iri}/{numbered(f'{part}/{no}', inner)}"
                task = Task(
                    iri=t_iri,
                    kind=part,
                    plan=iri,
                    domain=domain.no,
                    no=no,
                    title=title,
                    text=text,
                    span=span,
                    assigned=tuple(self.assigned(t_iri, assignments.get(span, []))),
                    targets=tuple((below(t_iri, "target", n), t) for n, t in enumerate(targets.get(span, []), 1)),
                    citations=tuple((below(t_iri, "citation", n), c) for n, c in enumerate(citations.get(span, []), 1)),
                )
                parts[part].append(task)
            yield DomainView(d_iri, domain.no, domain.name, domain.span, tuple(parts["goal"]), tuple(parts["measure"]))

    def assigned(self, task: str, assignments: list[Assignment]) -> Iterator[Assigned]:
        parties = ((a, p) for a in assignments for p in a.agencies)
        for n, (a, p) in enumerate(parties, 1):
            agency = self.agent(p.expanded or p.name, p.name)
            iri = below(task, "assignment", n)
            yield Assigned(iri, task, agency, p.name, p.role, p.order, a.deadline, a.span, a.quote, a.rule, a.confidence)

    def agent(self, name: str, written: str | None = None) -> str:
        """The IRI of the agency that is called `name` in this source (`written` where a prefix was left out), registered on the way."""
        known = self.known.get((name, written or name))
        if known is None:
            ref = self.refs.get(name)
            agent = self._resolved(ref) if ref else self._unresolved(name)
            names = {written or name, *(self.agents[agent.iri].names if agent.iri in self.agents else ())}
            self.agents[agent.iri] = replace(agent, names=tuple(sorted(names)))
            known = self.known[name, written or name] = agent.iri
        return known

    def _resolved(self, ref: AgencyRef) -> Agent:
        region = self._region_slug(ref.region)
        iri = self.minter.agency(region, ref.department, ref.label)
        above = self._above(ref.unit_of, ref) if ref.unit_of else None
        return Agent(
            iri=iri,
            label=ref.label,
            names=(),
            function=ref.function,
            department=ref.department,
            region=ref.region,
            region_iri=self._region_iri(ref.region),
            unit_of=above,
            collective=ref.collective,
        )

    def _above(self, label: str, branch: AgencyRef) -> str:
        """The IRI of the higher body of a branch: the same department of the place that its full name begins with."""
        if ref := next((r for r in self.record.agencies if r.label == label), None):
            return self._register(self._resolved(ref))
        place = branch.region or ""
        region = next((place[:n] for n in range(len(place), 0, -1) if label.startswith(place[:n])), None) or None
        iri = self.minter.agency(self._region_slug(region), branch.department, label)
        return self._register(Agent(iri, label, (), branch.function, branch.department, region, self._region_iri(region)))

    def _register(self, agent: Agent) -> str:
        self.agents.setdefault(agent.iri, agent)
        return agent.iri

    def _region_iri(self, name: str | None) -> str | None:
        return self.minter.region(self._code(name), name) if name else None

    def _unresolved(self, name: str) -> Agent:
        doubt = self.doubts.get(name)
        region = self._region_slug(self.region)
        return Agent(
            iri=self.minter.agency(region, None, name),
            label=name,
            names=(),
            function=None,
            department=None,
            region=self.region,
            region_iri=self._region_iri(self.region),
            resolved=False,
            nearest=doubt.nearest if doubt else None,
            candidates=doubt.candidates if doubt else (),
        )
