"""Who carries how much: what each agency and each function leads and shares in, by plan and in all, and how well a plan is covered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from zeren.kg.entities import Agent, PlanView, SourceView
from zeren.kg.handout import Handout, handout
from zeren.kg.ids import FUNCTION
from zeren.kg.statistics import gini, hhi

Who = Literal["agency", "function"]

MOST = 0.8
"""The share of led tasks that the fewest leads of a plan are counted for."""


@dataclass(frozen=True, slots=True)
class Ownership:
    """What an agency, or all agencies of a function, carries of the tasks that a plan hands out (its goals; the items of a work plan).

    who, iri, label: the agency or function (the label of a function is its slug)
    plan: the plan's IRI, None for all plans it has a part in
    leads: tasks it leads
    responsible: tasks in which it has a part that is not the lead
    tasks: tasks in which it has any part, each once (leads + responsible, less those in which it has both)
    share, lead_share: tasks and leads over all tasks of those plans, from 0 to 1
    domains: domains in which it has a part
    shared: tasks in which another one has a part too
    partners: the others it shares a task with; groups that name nobody are no partner
    collective: whether it is such a group
    """

    who: Who
    iri: str
    label: str
    plan: str | None
    leads: int
    responsible: int
    tasks: int
    share: float
    lead_share: float
    domains: int
    shared: int
    partners: int
    collective: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """How a plan hands out its tasks; shares from 0 to 1.

    level: the kind that it hands out (goal, measure), None for a plan that hands out nothing
    tasks, assigned, led: its tasks, those that name somebody, those that name a lead
    covered, led_share: assigned and led over tasks
    agencies: agencies with a part in them, groups left out
    density: the ties there are between agencies and tasks over agencies × tasks (Borgatti and Everett 1997)
    lead_gini, lead_hhi: inequality and concentration of leads over the agencies with a part (statistics.gini, statistics.hhi)
    load_gini, load_hhi: the same of all tasks
    fewest: the agencies, in the order chosen, that together lead 80 % of the led tasks: each time the one that adds most is taken
        (greedy cover: so many can do at most 1 / (1 - 1/e) times as well, Nemhauser, Wolsey and Fisher 1978; exact where each task
        has one lead)
    """

    plan: str
    title: str
    level: str | None
    tasks: int
    assigned: int
    led: int
    covered: float
    led_share: float
    agencies: int
    density: float
    lead_gini: float
    lead_hhi: float
    load_gini: float
    load_hhi: float
    fewest: tuple[str, ...]


@dataclass
class _Tally:
    """What one owner carries of one plan or of several."""

    label: str
    collective: bool = False
    leads: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    domains: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)
    partners: set[str] = field(default_factory=set)
    of: int = 0

    def add(self, more: _Tally) -> None:
        self.leads |= more.leads
        self.others |= more.others
        self.domains |= more.domains
        self.shared |= more.shared
        self.partners |= more.partners
        self.of += more.of

    def row(self, who: Who, iri: str, plan: str | None) -> Ownership:
        tasks = len(self.leads | self.others)
        return Ownership(
            who=who,
            iri=iri,
            label=self.label,
            plan=plan,
            leads=len(self.leads),
            responsible=len(self.others),
            tasks=tasks,
            share=tasks / self.of,
            lead_share=len(self.leads) / self.of,
            domains=len(self.domains),
            shared=len(self.shared),
            partners=len(self.partners),
            collective=self.collective,
        )


def ownership(views: Iterable[SourceView]) -> list[Ownership]:
    """Rows over all plans (plan None), then plan by plan; in each agencies, then functions, by falling leads, falling tasks and IRI."""
    whole: dict[tuple[Who, str], _Tally] = {}
    rows: list[Ownership] = []
    for view in views:
        for plan in view.plans:
            tallies = _tallies(handout(plan), view.agencies)
            rows += _rows(tallies, plan.iri)
            for key, tally in tallies.items():
                whole.setdefault(key, _Tally(tally.label, tally.collective)).add(tally)
    return [*_rows(whole, None), *rows]


def _rows(tallies: dict[tuple[Who, str], _Tally], plan: str | None) -> list[Ownership]:
    rows = [tally.row(who, iri, plan) for (who, iri), tally in tallies.items()]
    return sorted(rows, key=lambda r: (r.who, -r.leads, -r.tasks, r.iri))


def _tallies(handed: Handout, agencies: dict[str, Agent]) -> dict[tuple[Who, str], _Tally]:
    out: dict[tuple[Who, str], _Tally] = {}
    for domain, task in handed.assigned if handed.level else ():
        crew: dict[tuple[Who, str], bool] = {}
        for a in task.assigned:
            agent = agencies[a.agency]
            keys: list[tuple[Who, str]] = [("agency", agent.iri)]
            if agent.function and not agent.collective:
                keys.append(("function", FUNCTION + agent.function))
            for key in keys:
                crew[key] = agent.collective
                label = agent.label if key[0] == "agency" else str(agent.function)
                tally = out.setdefault(key, _Tally(label, agent.collective, of=len(handed.tasks)))
                (tally.leads if a.leads else tally.others).add(task.iri)
                tally.domains.add(domain.iri)
        named = {w: {iri for (v, iri), group in crew.items() if v == w and not group} for w in ("agency", "function")}
        for key in crew:
            others = named[key[0]] - {key[1]}
            out[key].partners |= others
            if others:
                out[key].shared.add(task.iri)
    return out


def coverage(views: Iterable[SourceView]) -> list[Coverage]:
    """How each plan hands out its tasks, in the given order."""
    return [_coverage(plan, view.agencies) for view in views for plan in view.plans]


def _coverage(plan: PlanView, agencies: dict[str, Agent]) -> Coverage:
    handed = handout(plan)
    loads = [x for x in handed.loads if not agencies[x.agency].collective] if handed.level else []
    leads, tasks = [len(x.leads) for x in loads], [len(x.tasks) for x in loads]
    n = len(handed.tasks)
    assigned, led = (len(handed.assigned), len(handed.led)) if handed.level else (0, 0)
    return Coverage(
        plan=plan.iri,
        title=plan.title,
        level=handed.level,
        tasks=n,
        assigned=assigned,
        led=led,
        covered=assigned / n if n else 0.0,
        led_share=led / n if n else 0.0,
        agencies=len(loads),
        density=sum(tasks) / (len(loads) * n) if loads else 0.0,
        lead_gini=gini(leads),
        lead_hhi=hhi(leads),
        load_gini=gini(tasks),
        load_hhi=hhi(tasks),
        fewest=_fewest({x.agency: set(x.leads) for x in loads if x.leads}, MOST),
    )


def _fewest(leads: dict[str, set[str]], share: float) -> tuple[str, ...]:
    """Agencies that together lead `share` of the tasks that `leads` holds, the one that adds most first."""
    left: set[str] = set().union(*leads.values())
    allowed = len(left) * (1 - share) + 1e-9
    out: list[str] = []
    while len(left) > allowed:
        best = min(leads, key=lambda a: (-len(leads[a] & left), a))
        left -= leads[best]
        out.append(best)
    return tuple(out)
