"""Link goals and measures beyond what any sentence says: what serves what, what is aligned, who should lead; with score and reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zeren.build.linking.align import Alignments, Card
from zeren.build.linking.lead import Advisor, Suggested
from zeren.build.linking.serves import Served, serves
from zeren.kg.entities import Agent, PlanView, SourceView, Task
from zeren.kg.vocab import Vocabulary

ALIGNED = 3  # goals of other plans that a goal is linked with


@dataclass(frozen=True, slots=True)
class Alike:
    """A goal of another plan that says the same: likeness (0 to 1) and the words that both have."""

    goal: Card
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """A suggested function, with the agency of this place that holds it where one is known."""

    suggested: Suggested
    agency: Agent | None


@dataclass(frozen=True, slots=True)
class GoalLinks:
    goal: Card
    aligned: tuple[Alike, ...]
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class MeasureLinks:
    iri: str
    domain: int
    no: int
    title: str
    served: tuple[Served, ...]


@dataclass(frozen=True, slots=True)
class PlanLinks:
    """All that was inferred for one plan."""

    iri: str
    key: str
    goals: tuple[GoalLinks, ...]
    measures: tuple[MeasureLinks, ...]


@dataclass(frozen=True, slots=True)
class SourceLinks:
    id: str
    plans: tuple[PlanLinks, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is kept of a plan until all are read."""

    iri: str
    key: str
    region: str | None
    cards: tuple[Card, ...]
    measures: tuple[MeasureLinks, ...]


def link(views: Iterable[SourceView], vocab: Vocabulary) -> Iterator[SourceLinks]:
    """What can be inferred for every source, from all of them; sources in the order of their first plan's IRI.

    Each view is looked at once and let go. Sources without plans are given too, after the others, with nothing.
    """
    return _Linker(vocab).link(views)


class _Linker:
    """Gathers what linking needs of all sources, then links each."""

    def __init__(self, vocab: Vocabulary) -> None:
        self.vocab = vocab
        self.advisor = Advisor(vocab)
        self.held: dict[tuple[str, str], Counter[str]] = {}
        self.agents: dict[str, Agent] = {}

    def link(self, views: Iterable[SourceView]) -> Iterator[SourceLinks]:
        sources = [(view.id, self._gather(view)) for view in views]
        alignments = Alignments(card for _, plans in sources for plan in plans for card in plan.cards)
        for id_, plans in sorted(sources, key=lambda s: (not s[1], min((p.iri for p in s[1]), default=""), s[0])):
            yield SourceLinks(id_, tuple(self._plan(plan, alignments) for plan in plans))

    def _gather(self, view: SourceView) -> list[_Plan]:
        self._hold(view)
        return [
            _Plan(
                plan.iri,
                plan.key,
                plan.region,
                tuple(_card(view, plan, domain.name, goal) for domain, goal in plan.goals()),
                tuple(_measure(measure, served) for domain in plan.domains for measure, served in serves(domain)),
            )
            for plan in view.plans
        ]

    def _hold(self, view: SourceView) -> None:
        """Which agencies of a place hold which function, and how often they are given something."""
        given: Counter[str] = Counter()
        for plan in view.plans:
            for _, task in plan.tasks():
                given.update(a.agency for a in task.assigned)
        for agent in view.agencies.values():
            kind = self.vocab.departments.get(agent.department or "")
            if agent.function and agent.region and agent.resolved and not agent.collective and not (kind and kind.part_of):
                self.held.setdefault((agent.region, agent.function), Counter())[agent.iri] += 1 + given[agent.iri]
                self.agents.setdefault(agent.iri, agent)

    def _plan(self, plan: _Plan, alignments: Alignments) -> PlanLinks:
        titles: dict[str, list[str]] = {}
        for measure in plan.measures:
            for served in measure.served[:1]:
                titles.setdefault(served.goal, []).append(measure.title)
        goals = tuple(self._goal(card, plan.region, titles.get(card.iri, []), alignments) for card in plan.cards)
        return PlanLinks(plan.iri, plan.key, goals, plan.measures)

    def _goal(self, card: Card, region: str | None, titles: list[str], alignments: Alignments) -> GoalLinks:
        among = alignments.of(card.key)
        aligned = tuple(Alike(c, score, words) for score, c, words in among.aligned(card, ALIGNED))
        if card.led:
            return GoalLinks(card, aligned, ())
        found = self.advisor.suggest(card, titles, among.near(card.iri))
        return GoalLinks(card, aligned, tuple(Advice(one, self._agency(region, one.function)) for one in found))

    def _agency(self, region: str | None, function: str) -> Agent | None:
        """The agency of a place that holds a function: of several the one that is given most."""
        held = self.held.get((region or "", function))
        return self.agents[min(held, key=lambda iri: (-held[iri], iri))] if held else None


def _card(view: SourceView, plan: PlanView, domain: str, goal: Task) -> Card:
    led = goal.agencies(lead=True)
    functions = [view.agencies[iri].function for iri in led]
    others = dict.fromkeys(view.agencies[iri].function for iri in goal.agencies(lead=False))
    return Card(
        iri=goal.iri,
        plan=plan.iri,
        source=view.id,
        plan_key=plan.key,
        key=plan.key.partition("-")[0],
        place=plan.region or plan.title,
        domain=domain,
        domain_no=goal.domain,
        no=goal.no,
        text=goal.text,
        led=bool(led),
        lead=functions[0] if functions else None,
        responsible=tuple(f for f in others if f) if not led else (),
    )


def _measure(measure: Task, served: list[Served]) -> MeasureLinks:
    return MeasureLinks(measure.iri, measure.domain, measure.no, measure.title or measure.text[:30], tuple(served))
