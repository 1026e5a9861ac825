"""Suggest which function leads a goal: from aligned goals whose lead is written, its own agencies, and what functions deal with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from zeren.build.linking.align import Card, Wording
from zeren.build.linking.gazetteer import Gazetteer
from zeren.kg.vocab import Vocabulary

POWER = 3.0  # how fast an aligned goal loses its say with likeness
GOALS, WORDS, OWN = 1.0, 1.0, 0.8  # what written leads, words and the goal's own agencies count
DOMAIN, TITLES = 0.5, 0.3  # what a word of the domain's name, of the titles of its measures counts, beside one of the goal
ENOUGH = 0.12  # share of the evidence below which a function is not named
DOUBT = 0.4  # evidence that nobody has: little evidence never makes sure
MOST = 3


@dataclass(frozen=True, slots=True)
class Suggested:
    """A function that may lead a goal: how sure that is (0 to 1: its share of the evidence, less where there is little), and why.

    `led` of `of` aligned goals with a written lead are led by it, the nearest of them is `nearest`; `words` are the function's own in
    the goal; `own` is true where an agency of that function is written as responsible.
    """

    function: str
    score: float
    led: int
    of: int
    nearest: Card | None
    words: tuple[str, ...]
    own: bool


class Advisor:
    """Weighs the evidence by one vocabulary."""

    def __init__(self, vocab: Vocabulary) -> None:
        self.vocab = vocab
        self.words = keywords(vocab)
        bearers = Counter(word for f in vocab.functions.values() for word in f.keywords)
        every = len(vocab.functions)
        self.weight = {word: sqrt(len(word) - 1) * log(every / n) / log(every) for word, n in bearers.items() if len(word) > 1}

    def suggest(self, goal: Card, titles: Sequence[str], near: Sequence[tuple[float, Wording]]) -> list[Suggested]:
        """The likeliest functions to lead a goal, at most three; none without evidence.

        Args:
            goal: a goal without a written lead.
            titles: those of the measures that serve it.
            near: the wordings it is aligned with, with their likeness, nearest first.
        """
        leads = [(score, wording, wording.leads_beside(goal.plan)) for score, wording in near]
        words, said = self._words(goal.text, goal.domain, titles)
        own = {f: 1 / n for n, f in enumerate(goal.responsible, 1)}
        total: defaultdict[str, float] = defaultdict(float)
        for part, factor in ((_goals(leads), GOALS), (words, WORDS), (own, OWN)):
            for f, value in part.items():
                total[f] += factor * value
        size = sum(total.values())
        of = sum(sum(counts.values()) for _, _, counts in leads)
        ranked = sorted((f for f in total if total[f] >= ENOUGH * size), key=lambda f: (-round(total[f], 9), f))[:MOST]
        return [
            Suggested(
                function=f,
                score=round(total[f] / (size + DOUBT), 3),
                led=sum(counts[f] for _, _, counts in leads),
                of=of,
                nearest=next((c for _, w, counts in leads if counts[f] for c in w.led if c.lead == f and c.plan != goal.plan), None),
                words=tuple(said.get(f, ())[:MOST]),
                own=f in own,
            )
            for f in ranked
        ]

    def _words(self, text: str, domain: str, titles: Sequence[str]) -> tuple[dict[str, float], dict[str, list[str]]]:
        """How strongly the words speak for each function (shares, scaled by how much they say at all), and which words of the goal."""
        said: dict[str, dict[str, float]] = {}
        tally: defaultdict[str, float] = defaultdict(float)
        for part, factor in ((text, 1.0), (domain, DOMAIN), ("。".join(titles), TITLES)):
            for word, functions in self.told(part).items():
                for f in functions:
                    tally[f] += factor * self.weight[word]
                    if part is text:
                        said.setdefault(f, {})[word] = self.weight[word]
        size = sum(tally.values())
        if not size:
            return {}, {}
        best = max(tally.values())
        sure = best / (best + 0.5)
        shares = {f: sure * (v / best) ** 2 for f, v in tally.items()}
        return shares, {f: sorted(words, key=lambda w: (-words[w], w)) for f, words in said.items()}

    def told(self, text: str) -> dict[str, tuple[str, ...]]:
        """The words in a text with their functions, each once; of words in one another the longest."""
        out: dict[str, tuple[str, ...]] = {}
        end = 0
        for at, word, functions in self.words.find(text):
            if at + len(word) > end:
                out[word] = functions
                end = at + len(word)
        return out


@lru_cache(maxsize=4)
def keywords(vocab: Vocabulary) -> Gazetteer[str]:
    """What the functions deal with: every keyword with its functions."""
    return Gazetteer((word, f.slug) for f in vocab.functions.values() for word in f.keywords)


def _goals(leads: Sequence[tuple[float, Wording, Counter[str]]]) -> Mapping[str, float]:
    """The say of aligned goals' written leads: shares, scaled by the likeness of the nearest."""
    tally: defaultdict[str, float] = defaultdict(float)
    best = 0.0
    for score, _, counts in leads:
        if size := sum(counts.values()):
            best = max(best, score)
            for f, n in counts.items():
                tally[f] += score**POWER * n / sqrt(size)
    total = sum(tally.values())
    return {f: best * value / total for f, value in tally.items()} if total else {}
