"""Tables of a plan: who carries how much of it, in which domain, and how its domains stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zeren.kg.entities import Agent, DomainView, PlanView, Task
from zeren.kg.handout import Handout
from zeren.viz.cards import Maker, state

LEVELS = 5
"""Steps of the heat map's scale."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One agency in one domain: tasks it leads, tasks it has another part in, and the step of the scale (0 to LEVELS)."""

    lead: int
    other: int
    level: int


@dataclass(frozen=True, slots=True)
class Row:
    """One agency in one plan; the bar's widths in per cent of the longest bar."""

    name: str
    url: str
    title: str
    flag: str
    lead: int
    other: int
    lead_width: int
    other_width: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Goals and measures counted, with how the goals (or, in a plan that hands out measures, these) are handed out."""

    goals: int
    measures: int
    tasks: int
    led: int
    leaderless: int
    unassigned: int
    targets: int

    @property
    def shares(self) -> tuple[int, int, int]:
        """led, leaderless, unassigned in per cent; their sum is 100 (0 without tasks)."""
        if not self.tasks:
            return 0, 0, 0
        led, less = round(100 * self.led / self.tasks), round(100 * self.leaderless / self.tasks)
        return led, min(less, 100 - led), max(100 - led - less, 0)


def tally(goals: Iterable[Task], measures: Iterable[Task], level: str | None) -> Tally:
    """Count tasks; `level` says whether goals or measures are handed out (None: goals)."""
    goals, measures = list(goals), list(measures)
    tasks = measures if level == "measure" or (level is None and not goals) else goals
    states = Counter(state(t) for t in tasks)
    return Tally(
        goals=len(goals),
        measures=len(measures),
        tasks=len(tasks),
        led=states["led"],
        leaderless=states["leaderless"],
        unassigned=states["unassigned"],
        targets=sum(len(t.targets) for t in (*goals, *measures)),
    )


def of_domain(domain: DomainView, out: Handout) -> Tally:
    return tally(domain.goals, domain.measures, out.level)


def of_plan(plan: PlanView, out: Handout) -> Tally:
    return tally((g for _, g in plan.goals()), (m for _, m in plan.measures()), out.level)


def written(plan: PlanView) -> dict[str, str]:
    """How the plan itself most often writes each agency (the first written of equals), by IRI."""
    counts: dict[str, Counter[str]] = {}
    for _, task in plan.tasks():
        for a in task.assigned:
            counts.setdefault(a.agency, Counter())[a.name] += 1
    for item in plan.loose:
        for a in item.assigned:
            counts.setdefault(a.agency, Counter())[a.name] += 1
    for _, agency, duty in plan.duties:
        counts.setdefault(agency, Counter())[duty.actor] += 1
    return {agency: names.most_common(1)[0][0] for agency, names in counts.items()}


def matrix(out: Handout, agents: Mapping[str, Agent], make: Maker) -> list[Row]:
    """A row for each agency that carries tasks of the plan, those that lead most first."""
    domain_of = {task.iri: n for n, domain in enumerate(out.plan.domains) for task in (*domain.goals, *domain.measures)}
    names, width = written(out.plan), len(out.plan.domains)
    raw = []
    for load in out.loads:
        led = set(load.leads)
        leads = Counter(domain_of[t] for t in load.leads)
        others = Counter(domain_of[t] for t in load.others if t not in led)
        raw.append((load.agency, [(leads[n], others[n]) for n in range(width)]))
    top = max((a + b for _, cells in raw for a, b in cells), default=0)
    longest = max((sum(a + b for a, b in cells) for _, cells in raw), default=0)
    raw.sort(key=lambda r: (-sum(a for a, _ in r[1]), -sum(b for _, b in r[1]), r[0]))
    return [_row(agents[iri], names[iri], cells, top, longest, out.plan, make) for iri, cells in raw]


def _row(agent: Agent, name: str, counts: list[tuple[int, int]], top: int, longest: int, plan: PlanView, make: Maker) -> Row:
    lead, other = sum(a for a, _ in counts), sum(b for _, b in counts)
    return Row(
        name=name,
        url=make.paths.agency(agent.iri),
        title=agent.label,
        flag=make.flag(agent, plan.iri),
        lead=lead,
        other=other,
        lead_width=round(100 * lead / longest),
        other_width=min(round(100 * other / longest), 100 - round(100 * lead / longest)),
        cells=tuple(Cell(a, b, -(-LEVELS * (a + b) // top)) for a, b in counts),
    )
