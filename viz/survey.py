"""The first walk over all sources: what there is, how much, and where each agency is met last; nothing in it grows with the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from zeren.kg.entities import Agent, PlanView, SourceView
from zeren.kg.handout import handout
from zeren.viz.names import Cited, Names
from zeren.viz.tables import Tally, of_plan, written


@dataclass(frozen=True, slots=True)
class PlanEntry:
    id: str
    iri: str
    title: str
    region: str
    start_year: int | None
    end_year: int | None
    status: str
    source: str
    domains: int
    tally: Tally


@dataclass(slots=True)
class AgencyEntry:
    """An agency over all sources: loads counted as each plan hands out its tasks; `last` is the index of the last source that has it."""

    agent: Agent
    name: str
    names: set[str]
    leads: int = 0
    others: int = 0
    duties: int = 0
    last: int = 0
    plans: int = 0


@dataclass(slots=True)
class FunctionEntry:
    slug: str
    leads: int = 0
    others: int = 0
    agencies: int = 0


@dataclass(slots=True)
class InstrumentEntry:
    cited: Cited
    kind: str
    times: int = 0
    plans: int = 0


@dataclass(slots=True)
class Survey:
    """All that lists and the home page show."""

    plans: list[PlanEntry] = field(default_factory=list)
    agencies: dict[str, AgencyEntry] = field(default_factory=dict)
    functions: dict[str, FunctionEntry] = field(default_factory=dict)
    instruments: dict[str, InstrumentEntry] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    not_understood: int = 0
    sources: int = 0


def survey(views: Iterable[SourceView], names: Names) -> Survey:
    """Walk over the sources once."""
    out = Survey()
    for n, view in enumerate(views):
        out.sources += 1
        out.not_understood += view.passages_not_understood
        for agent in view.agencies.values():
            _agency(out, agent, n)
        for plan in view.plans:
            _plan(out, plan)
            _cited(out, plan, names)
        for _, citation in view.citations:
            if not citation.self:
                _instrument(out, names.instrument(citation.canonical), citation.kind).times += 1
                out.counts["citations"] += 1
    for entry in out.agencies.values():
        if slug := entry.agent.function:
            function = out.functions.setdefault(slug, FunctionEntry(slug))
            function.leads += entry.leads
            function.others += entry.others
            function.agencies += 1
    return out


def _agency(out: Survey, agent: Agent, n: int) -> None:
    entry = out.agencies.setdefault(agent.iri, AgencyEntry(agent, agent.names[0] if agent.names else agent.label, set()))
    entry.names.update(agent.names)
    entry.last = n


def _plan(out: Survey, plan: PlanView) -> None:
    handed = handout(plan)
    counted = of_plan(plan, handed)
    for load in handed.loads:
        entry = out.agencies[load.agency]
        entry.leads += len(load.leads)
        entry.others += len(load.tasks) - len(load.leads)
    for agency, name in written(plan).items():
        out.agencies[agency].name = name
        out.agencies[agency].plans += 1
    for _, agency, _duty in plan.duties:
        out.agencies[agency].duties += 1
    out.counts.update(goals=counted.goals, measures=counted.measures, tasks=counted.tasks, led=counted.led)
    out.counts.update(leaderless=counted.leaderless, unassigned=counted.unassigned, targets=counted.targets + len(plan.targets))
    out.counts.update(domains=len(plan.domains), duties=len(plan.duties))
    out.plans.append(
        PlanEntry(
            id=plan.id,
            iri=plan.iri,
            title=plan.title,
            region=plan.region or "",
            start_year=plan.start_year,
            end_year=plan.end_year,
            status=plan.status,
            source=plan.source,
            domains=len(plan.domains),
            tally=counted,
        )
    )


def _cited(out: Survey, plan: PlanView, names: Names) -> None:
    seen: set[str] = set()
    for citation in (*(c for _, c in plan.citations), *(c for _, t in plan.tasks() for _, c in t.citations)):
        out.counts["citations"] += 1
        if citation.self:
            continue
        entry = _instrument(out, names.instrument(citation.canonical), citation.kind)
        entry.times += 1
        if entry.cited.iri not in seen:
            entry.plans += 1
            seen.add(entry.cited.iri)


def _instrument(out: Survey, cited: Cited, kind: str) -> InstrumentEntry:
    return out.instruments.setdefault(cited.iri, InstrumentEntry(cited, cited.known.kind if cited.known else kind))
