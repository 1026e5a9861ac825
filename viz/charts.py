"""What a map shows, before anything is drawn: nodes, edges, groups and the panel's texts of a responsibility map."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zeren.kg.entities import Agent, Assigned, DomainView, PlanView, Task
from zeren.kg.handout import Handout
from zeren.viz.cards import Maker, state
from zeren.viz.layout import TALL, WIDE, Point, inside, ring, shelves
from zeren.viz.tables import written
from zeren.viz.words import target_phrase, target_when

GROUP_ABOVE = 1_500
"""A map with more nodes than this should start grouped (see Chart.large)."""
FONT, FONT_MORE, CAPTION = 14, 12, 22
"""Sizes of letters: an agency's, what the one that leads most has more, a domain's."""
ROOM, MARGIN = 2.6, 150.0
"""The ring holds so many times the area of all boxes; around it there is so much room for captions."""
LEAD_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Node:
    """A node with its place; `kind` goal, measure, agency, domain or region, `state` what must be seen at first glance.

    `wide` is its place on a screen, `tall` on a phone held upright. `look` differs from `state` for a task with nobody in a plan that
    hands out nothing at all (open): there the whole plan is the finding.
    """

    id: str
    kind: str
    label: str
    wide: Point
    tall: Point
    state: str = ""
    look: str = ""
    size: int = FONT
    about: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """An agency's part in a task; `src` is where the text says so."""

    agency: str
    task: str
    role: str
    src: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A responsibility map. `plans` and `domains` label the filters: (id, title) and (id, title, id of the plan)."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    plans: tuple[tuple[str, str], ...]
    domains: tuple[tuple[str, str, str], ...]
    functions: tuple[tuple[str, str, str], ...]

    @property
    def width(self) -> float:
        """From the leftmost to the rightmost node."""
        return max((n.wide[0] for n in self.nodes), default=0.0) - min((n.wide[0] for n in self.nodes), default=0.0)

    @property
    def large(self) -> bool:
        return len(self.nodes) > GROUP_ABOVE


@dataclass(frozen=True, slots=True)
class Part:
    """One plan of a map: the plan, what it hands out, and the agencies of its source."""

    plan: PlanView
    handout: Handout
    agents: Mapping[str, Agent]


def shown(part: Part, domain: DomainView) -> list[Task]:
    """The tasks of a domain that a map shows: those that the plan hands out by, and any other that names somebody."""
    kind = part.handout.tasks[0][1].kind if part.handout.tasks else "goal"
    return [t for t in (*domain.goals, *domain.measures) if t.kind == kind or t.assigned]


def responsibility(title: str, parts: Sequence[Part], make: Maker) -> Chart:
    """The map of who is responsible for what in one or more plans."""
    return _Charter(title, parts, make).chart()


@dataclass
class _Island:
    """The plans of one place: their agencies are the same, so they share a ring."""

    name: str
    plans: list[str] = field(default_factory=list)
    groups: list[tuple[str, list[str]]] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)


class _Charter:
    """Makes one chart."""

    def __init__(self, title: str, parts: Sequence[Part], make: Maker) -> None:
        self.title, self.parts, self.make = title, parts, make
        self.edges: list[Edge] = []
        self.ties: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        self.islands: dict[str, _Island] = {}
        self.domains: list[tuple[str, str, str]] = []
        self.tasks: dict[str, tuple[Part, DomainView, Task]] = {}
        self.agents: dict[str, tuple[Agent, str, str]] = {}

    def chart(self) -> Chart:
        for part in self.parts:
            self.part(part)
        leads = {a: sum(1 for _, w in self.ties[a] if w == LEAD_WEIGHT) for a in self.agents}
        most = max(leads.values(), default=0) or 1
        fonts = {a: FONT + round(FONT_MORE * math.sqrt(n / most)) for a, n in leads.items()}
        sizes = {a: box(self.label(a), fonts[a]) for a in self.agents}
        wide, tall = (self.places(sizes, aspect) for aspect in (WIDE, TALL))
        nodes = [Node(f"region/{i.name}", "region", i.name, wide[i.name], tall[i.name], about={"plans": i.plans}) for i in self.titled()]
        nodes += [Node(d, "domain", name, wide[d], tall[d], about={"plan": plan}) for d, name, plan in self.domains if name]
        nodes += [self.task_node(t, wide[t], tall[t]) for t in self.tasks]
        nodes += [self.agency_node(a, wide[a], tall[a], fonts[a]) for a in self.agents]
        slugs = sorted({agent.function for agent, _, _ in self.agents.values() if agent.function})
        plans = tuple((p.plan.id, p.plan.title) for p in self.parts)
        functions = tuple((slug, *self.make.names.function(slug)) for slug in slugs)
        return Chart(self.title, tuple(nodes), tuple(self.edges), plans, tuple(self.domains), functions)

    def titled(self) -> list[_Island]:
        """The islands that need a name: all where there are several."""
        return list(self.islands.values()) if len(self.islands) > 1 else []

    def places(self, sizes: Mapping[str, Point], aspect: float) -> dict[str, Point]:
        """The place of every node: a ring for each island, the islands in rows."""
        captions = {d: box(name, CAPTION) for d, name, _ in self.domains}
        outside = [t for t, (part, _, task) in self.tasks.items() if part.handout.level and state(task) == "unassigned"]
        rings = []
        for island in self.islands.values():
            mine = {a: sizes[a] for a in island.agencies}
            where = ring(island.groups, outside, ROOM * sum(w * h for w, h in mine.values()), aspect, captions)
            rings.append((island.name, where, inside(where, mine, self.ties)))
        beyond = [where.reach + MARGIN for _, where, _ in rings]
        middles = shelves([(2 * (where.rx + far), 2 * (where.ry + far)) for far, (_, where, _) in zip(beyond, rings, strict=True)], aspect)
        out: dict[str, Point] = {}
        for (name, where, boxes), (dx, dy) in zip(rings, middles, strict=True):
            for id_, (x, y) in {**where.captions, **where.tasks, **boxes, name: (0.0, -where.ry - where.reach - MARGIN * 0.6)}.items():
                out[id_] = (x + dx, y + dy)
        return out

    def part(self, part: Part) -> None:
        names, paths = written(part.plan), self.make.paths
        island = self.islands.setdefault(part.plan.region or part.plan.title, _Island(part.plan.region or part.plan.title))
        island.plans.append(part.plan.id)
        for domain in part.plan.domains:
            group = paths.node(domain.iri)
            tasks = {paths.node(t.iri): t for t in shown(part, domain)}
            island.groups.append((group, list(tasks)))
            self.domains.append((group, domain.name, part.plan.id))
            for id_, task in tasks.items():
                self.tasks[id_] = (part, domain, task)
                for a in task.assigned:
                    self.agency(a, part, names[a.agency], island)
                    agency = paths.node(a.agency)
                    self.edges.append(Edge(agency, id_, a.role, "" if a.decided_by else paths.quote(part.plan.source, a.span)))
                    self.ties[agency].append((id_, LEAD_WEIGHT if a.leads else 1.0))

    def agency(self, assigned: Assigned, part: Part, name: str, island: _Island) -> None:
        """Note an agency; one that carries too much in any of the plans is shown as such."""
        agency, agent = self.make.paths.node(assigned.agency), part.agents[assigned.agency]
        flag = self.make.flag(agent, part.plan.iri)
        if agency not in self.agents:
            island.agencies.append(agency)
        if agency not in self.agents or (flag == "overloaded" and self.agents[agency][2] != flag):
            self.agents[agency] = (agent, name, flag)

    def label(self, agency: str) -> str:
        _, name, flag = self.agents[agency]
        return {"overloaded": f"▲ {name}", "unresolved": f"{name} ?", "collective": f"（{name}）"}.get(flag, name)

    def task_node(self, id_: str, wide: Point, tall: Point) -> Node:
        part, domain, task = self.tasks[id_]
        number, is_ = f"{task.domain}.{task.no}", state(task)
        look = "open" if is_ == "unassigned" and part.handout.level is None else is_
        source = part.plan.source
        targets = [[t.indicator, *target_phrase(t), *target_when(t), self.make.paths.quote(source, t.span)] for _, t in task.targets]
        about = {
            "no": number,
            "text": task.text,
            "url": self.make.paths.task(task.iri),
            "src": self.make.paths.quote(source, task.span),
            "domain": self.make.paths.node(domain.iri),
            "plan": part.plan.id,
            "targets": targets,
        }
        label = number + {"unassigned": " ✕", "leaderless": " !"}.get(look, "")
        return Node(id_, task.kind, label, wide, tall, state=is_, look=look, about=about)

    def agency_node(self, id_: str, wide: Point, tall: Point, size: int) -> Node:
        agent, name, flag = self.agents[id_]
        about = {"name": name, "full": agent.label, "function": agent.function or "", "url": self.make.paths.agency(agent.iri)}
        return Node(id_, "agency", self.label(id_), wide, tall, state=flag, look=flag, size=size, about=about)


def box(label: str, size: int) -> Point:
    """Width and height of a box with a label in a font of `size` pixels: a Chinese character is as wide as high."""
    return sum(1.0 if ord(c) > 0x2E80 else 0.6 for c in label) * size + 18, size * 1.3 + 12
