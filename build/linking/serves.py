"""Tell which goals of its domain a measure serves: by the words they share, by topic, and because measures follow the goals' order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from zeren.build.linking.words import features, length, shared, whole
from zeren.kg.entities import DomainView, Task

TITLE, COVER, BODY = 0.5, 0.5, 1.0  # what the likeness of a measure's title counts, how far a goal covers it, and its body's likeness
SURE = 10.0  # how fast likeness makes sure
STAY, NEXT, SKIP, BACK = 0.20, 0.50, 0.08, 0.04  # how the next measure goes on from the goal of the one before
START = 0.5  # how often the first measure serves the first goal
WHOLE = 0.25  # what a measure that carries the whole domain adds to the domain's first goal
FLOOR = 0.05  # below this likeness nothing is said
RATIO = 0.30  # a further goal is served when it is this likely beside the first
MOST = 3


@dataclass(frozen=True, slots=True)
class Served:
    """A goal (its IRI and number) that a measure serves: the likelihood, and the words that decided it.

    `whole`: it does so as a measure for the whole domain.
    """

    goal: str
    no: int
    score: float
    words: tuple[str, ...]
    whole: bool = False


def serves(domain: DomainView) -> list[tuple[Task, list[Served]]]:
    """Every measure of a domain with the goals it serves, likeliest first, at most three; none where nothing speaks for any."""
    if not domain.goals or not domain.measures:
        return [(m, []) for m in domain.measures]
    weight = _weights(domain)
    likeness = _Likeness(domain.goals, weight)
    rows = [likeness.row(m) for m in domain.measures]
    return [
        (m, _ranked(m, domain.goals, row, belief, weight))
        for m, row, belief in zip(domain.measures, rows, _ordered(rows, len(domain.goals)), strict=True)
    ]


def _ranked(measure: Task, goals: Sequence[Task], row: _Row, belief: Sequence[float], weight: dict[str, float]) -> list[Served]:
    order = sorted((n for n in range(len(goals)) if row.all[n] >= FLOOR), key=lambda n: (-belief[n], n))
    kept = [n for n in order if belief[n] >= RATIO * belief[order[0]]][:MOST]
    return [_served(measure, row, goals[n], n == 0, belief[n], weight) for n in kept]


def _served(measure: Task, row: _Row, goal: Task, first: bool, belief: float, weight: dict[str, float]) -> Served:
    return Served(goal.iri, goal.no, round(belief, 3), tuple(shared(goal.text, measure.text, weight)), row.whole and first)


def _weights(domain: DomainView) -> dict[str, float]:
    """What each feature of the goals tells inside this domain: what all goals and titles have tells nothing."""
    tasks = [features(g.text) for g in domain.goals]
    seen: dict[str, int] = {}
    for task in tasks:
        for f in task:
            seen[f] = seen.get(f, 0) + 1
    own = {f: w for task in tasks for f, w in task.items()}
    return {f: own[f] * log(1 + len(tasks) / n) for f, n in seen.items()}


@dataclass(frozen=True, slots=True)
class _Row:
    """How alike a measure and each goal are, and whether it is a measure for the whole domain."""

    all: list[float]
    whole: bool


class _Likeness:
    """How alike measures and the goals of one domain are."""

    def __init__(self, goals: Sequence[Task], weight: dict[str, float]) -> None:
        self.weight = weight
        self.goals = [{f: weight[f] for f in features(g.text)} for g in goals]
        self.lengths = [length(g) or 1.0 for g in self.goals]
        self.where: dict[str, list[int]] = {}
        for n, goal in enumerate(self.goals):
            for f in goal:
                self.where.setdefault(f, []).append(n)

    def row(self, measure: Task) -> _Row:
        title = measure.title or measure.text[:30]
        likeness = [
            TITLE * a + COVER * b + BODY * c for (a, b), (c, _) in zip(self.likeness(title), self.likeness(measure.text), strict=True)
        ]
        general = any(r.search(title) for r in whole())
        if general:
            likeness[0] += WHOLE
        return _Row(likeness, general)

    def likeness(self, text: str) -> list[tuple[float, float]]:
        """For each goal the cosine, and how much of the text the goal covers."""
        mine = features(text)
        total = sum((self.weight.get(f) or w) ** 2 for f, w in mine.items() if w >= 1.0 or f in self.weight)
        out = [0.0] * len(self.goals)
        for f in mine:
            for n in self.where.get(f, ()):
                out[n] += self.weight[f] ** 2
        return [(dot / (sqrt(total) * size), dot / total) if dot else (0.0, 0.0) for dot, size in zip(out, self.lengths, strict=True)]


def _ordered(rows: Sequence[_Row], goals: int) -> list[list[float]]:
    """How likely each measure serves each goal, given all: forward and backward over the measures in their order."""
    told = [[exp(SURE * (x - max(row.all))) for x in row.all] for row in rows]
    first = [START if n == 0 else (1 - START) / max(goals - 1, 1) for n in range(goals)]
    ahead = [_scaled([a * b for a, b in zip(first, told[0], strict=True)])]
    for row in told[1:]:
        ahead.append(_scaled([a * b for a, b in zip(_step(ahead[-1], NEXT, BACK), row, strict=True)]))
    behind = [1.0] * goals
    out: list[list[float]] = []
    for n in range(len(told) - 1, -1, -1):
        out.append(_scaled([a * b for a, b in zip(ahead[n], behind, strict=True)]))
        behind = _scaled(_step([a * b for a, b in zip(behind, told[n], strict=True)], BACK, NEXT))
    return out[::-1]


def _step(now: Sequence[float], up: float, down: float) -> list[float]:
    """Where one goes from these goals: mostly to the same or the one beside, seldom anywhere."""
    size, total = len(now), sum(now)
    anywhere = (1 - STAY - NEXT - SKIP - BACK) * total / size
    skip_up, skip_down = (SKIP, 0.0) if up >= down else (0.0, SKIP)
    out = [anywhere + STAY * p for p in now]
    for n, p in enumerate(now):
        for to, share in ((n + 1, up), (n - 1, down), (n + 2, skip_up), (n - 2, skip_down)):
            if share and 0 <= to < size:
                out[to] += share * p
    return out


def _scaled(values: Sequence[float]) -> list[float]:
    total = sum(values)
    return [v / total for v in values] if total else [1 / len(values)] * len(values)
