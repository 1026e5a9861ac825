"""Find for every goal the goals of other plans that say the same, without comparing all with all.

Goals of one wording (all but equal) are gathered in a class that one of them stands for; only these stand-ins are compared, and only
those that share a telling feature, of which each keeps a bounded list. So the work grows with the number of goals, not with its square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nsmallest
from itertools import chain, islice
from math import log

from zeren.build.linking.words import cosine, features, length, shared

SAME = 0.80  # goals that are this alike are one wording
ALIKE = 0.30  # below this likeness goals are not aligned
NEAREST = 8  # wordings beside its own that a goal is compared with
FEATURES = 16  # telling features by which a wording is looked for
POSTINGS = 128  # wordings that a feature keeps
COMPARED = 24  # wordings whose likeness is worked out


@dataclass(frozen=True, slots=True)
class Card:
    """What linking keeps of a goal: where it stands, its text, and who is written.

    `led` tells whether a lead is written, `lead` is the first one's function (None where unknown), `responsible` are the functions of the
    agencies of a goal without a lead; `plan_key` is the plan's, `key` the same without -2.
    """

    iri: str
    plan: str
    source: str
    plan_key: str
    key: str
    place: str
    domain: str
    domain_no: int
    no: int
    text: str
    led: bool = False
    lead: str | None = None
    responsible: tuple[str, ...] = ()


@dataclass(slots=True)
class Wording:
    """Goals of different plans that are all but equal, the first of them standing for all.

    `led` are those whose lead is written, `free` the others; `leads` counts the functions of the leads, `own` lists them by plan.
    """

    features: dict[str, float]
    size: float
    led: list[Card] = field(default_factory=list)
    free: list[Card] = field(default_factory=list)
    leads: Counter[str] = field(default_factory=Counter)
    own: dict[str, list[str]] = field(default_factory=dict)

    def add(self, card: Card) -> None:
        (self.led if card.lead else self.free).append(card)
        if card.lead:
            self.leads[card.lead] += 1
            self.own.setdefault(card.plan, []).append(card.lead)

    def leads_beside(self, plan: str) -> Counter[str]:
        """The written leads of other plans' goals."""
        return self.leads - Counter(self.own[plan]) if plan in self.own else self.leads

    def others(self, plan: str) -> Iterator[Card]:
        """The members of other plans, those with a written lead first."""
        return (c for c in chain(self.led, self.free) if c.plan != plan)


class Alignment:
    """The goals of plans of one key (women, children, other), each in its wording."""

    def __init__(self, cards: Sequence[Card]) -> None:
        seen: Counter[str] = Counter()
        for card in cards:
            seen.update(features(card.text).keys())
        self._rare = {f: log(1 + len(cards) / n) for f, n in seen.items()}
        self._new = log(1 + len(cards))
        self._wordings: list[Wording] = []
        self._where: dict[str, list[int]] = {}
        self._of: dict[str, int] = {}
        self._near: dict[int, list[tuple[float, Wording]]] = {}
        for card in cards:
            self._add(card)

    def weighted(self, text: str) -> dict[str, float]:
        """The features of a text, each weighted by how few goals have it."""
        rare, new = self._rare, self._new
        return {f: w * rare.get(f, new) for f, w in features(text).items()}

    def near(self, iri: str) -> list[tuple[float, Wording]]:
        """The wordings that say what a goal says, its own first, with their likeness."""
        own = self._of[iri]
        if own not in self._near:
            wording = self._wordings[own]
            others = [(s, self._wordings[n]) for s, n in self._alike(wording.features, wording.size) if n != own and s >= ALIKE]
            self._near[own] = [(1.0, wording), *others[:NEAREST]]
        return self._near[own]

    def aligned(self, card: Card, most: int) -> list[tuple[float, Card, tuple[str, ...]]]:
        """The nearest goals of other plans, one a plan, with their likeness and the words in common; those with a written lead first."""
        found: dict[str, Card] = {}
        for _, wording in self.near(card.iri):
            for other in islice(wording.others(card.plan), most):
                found.setdefault(other.plan, other)
            if len(found) >= most:
                break
        mine = self.weighted(card.text)
        scored = [(round(cosine(mine, self.weighted(c.text)), 3), c) for c in list(found.values())[:most]]
        near = sorted((pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: (-pair[0], pair[1].iri))
        return [(score, c, tuple(shared(card.text, c.text, mine))) for score, c in near]

    def _add(self, card: Card) -> None:
        mine = self.weighted(card.text)
        size = length(mine)
        best = self._alike(mine, size)[:1]
        if best and best[0][0] >= SAME:
            n = best[0][1]
        else:
            n = len(self._wordings)
            self._wordings.append(Wording(mine, size))
            for f in mine:
                places = self._where.setdefault(f, [])
                if len(places) < POSTINGS:
                    places.append(n)
        self._of[card.iri] = n
        self._wordings[n].add(card)

    def _alike(self, mine: Mapping[str, float], size: float) -> list[tuple[float, int]]:
        """Wordings that share a telling feature, most alike first: the likeness of those that share most is worked out."""
        telling = sorted(mine, key=lambda f: (-mine[f], f))[:FEATURES]
        near: dict[int, float] = {}
        for f in telling:
            for n in self._where.get(f, ()):
                near[n] = near.get(n, 0.0) + mine[f] ** 2
        scored: list[tuple[float, int]] = []
        for n in nsmallest(COMPARED, near, key=lambda n: (-near[n], n)):
            theirs = self._wordings[n]
            dot = sum(w * theirs.features[f] for f, w in mine.items() if f in theirs.features)
            scored.append((dot / (size * theirs.size), n))
        return sorted(scored, key=lambda pair: (-pair[0], pair[1]))


class Alignments:
    """The alignment of every key."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self._cards: dict[str, list[Card]] = {}
        for card in cards:
            self._cards.setdefault(card.key, []).append(card)

    @cached_property
    def _made(self) -> dict[str, Alignment]:
        return {key: Alignment(cards) for key, cards in self._cards.items()}

    def of(self, key: str) -> Alignment:
        return self._made[key]
