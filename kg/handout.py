"""What a plan hands out to whom: the tasks that carry responsibility, and how many of them each agency leads and shares in."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from zeren.kg.entities import Assigned, DomainView, Loose, PlanView, Task

STRAY = 0.05
"""A plan that names somebody for no more than this share of a kind of task does not hand that kind out: it mentions somebody in passing."""

HALF = 0.5
"""A plan whose goals name nobody hands out its measures when at least this share of them names somebody."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one agency carries of a plan: the tasks it leads and those it has any other part in, IRIs in the plan's order."""

    agency: str
    leads: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def tasks(self) -> tuple[str, ...]:
        """All its tasks, each once, those it leads first."""
        return tuple(dict.fromkeys((*self.leads, *self.others)))


@dataclass(frozen=True)
class Handout:
    """The tasks of one plan by which it hands out responsibility.

    They are its goals; in a plan whose goals name nobody, or that has none, its measures when most of them name somebody (work plans,
    tables of tasks). `level` is goal, measure, or None for a plan that hands out nothing; `tasks` then holds the goals all the same.
    """

    plan: PlanView
    level: str | None
    tasks: tuple[tuple[DomainView, Task], ...]
    headed: dict[str, Loose] = field(default_factory=dict)

    @cached_property
    def assigned(self) -> tuple[tuple[DomainView, Task], ...]:
        """The tasks that name somebody."""
        return tuple((d, t) for d, t in self.tasks if t.assigned)

    @cached_property
    def led(self) -> tuple[tuple[DomainView, Task], ...]:
        """The tasks that name a lead."""
        return tuple((d, t) for d, t in self.tasks if any(a.leads for a in t.assigned))

    @cached_property
    def loads(self) -> tuple[Load, ...]:
        """One load for each agency that carries anything, by IRI."""
        leads: dict[str, dict[str, None]] = {}
        others: dict[str, dict[str, None]] = {}
        for _, task in self.tasks:
            for a in task.assigned:
                (leads if a.leads else others).setdefault(a.agency, {})[task.iri] = None
        return tuple(Load(iri, tuple(leads.get(iri, ())), tuple(others.get(iri, ()))) for iri in sorted({*leads, *others}))


def handout(plan: PlanView) -> Handout:
    """What a plan hands out."""
    goals, measures = tuple(plan.goals()), tuple(plan.measures())
    if goals and _share(goals) > STRAY:
        level, tasks = "goal", goals
    elif measures and _share(measures) >= HALF:
        level, tasks = "measure", measures
    else:
        level, tasks = None, goals or measures
    return Handout(plan, level, tasks, _headed(plan))


def _share(tasks: tuple[tuple[DomainView, Task], ...]) -> float:
    return sum(1 for _, t in tasks if t.assigned) / len(tasks)


def _headed(plan: PlanView) -> dict[str, Loose]:
    """Domains whose heading names who is responsible for all that follows: an assignment before the domain's first goal or measure."""
    out: dict[str, Loose] = {}
    for domain in plan.domains:
        first = min((t.span.start for t in (*domain.goals, *domain.measures)), default=domain.span.end)
        heading = [x for x in plan.loose if x.span in domain.span and x.span.end <= first and x.assigned]
        if heading:
            out[domain.iri] = heading[0]
    return out


def statements(task: Task, gap: int = 12) -> list[list[Assigned]]:
    """The task's assignments, those together that one clause makes: their quotes are the same or at most `gap` characters apart."""
    out: list[list[Assigned]] = []
    end = 0
    for a in sorted(task.assigned, key=lambda a: (a.span.start, a.span.end)):
        if out and a.span.start - end <= gap:
            out[-1].append(a)
        else:
            out.append([a])
        end = max(end, a.span.end)
    return out
