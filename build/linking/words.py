"""Turn a text into the features by which texts are compared: pairs of characters, topics, and how much each tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from zeren.build.linking.gazetteer import Gazetteer
from zeren.build.overlay import Overlay, cached, current
from zeren.build.rules import Row, load

TEXTS = 1 << 12  # readings kept at hand: a text is compared several times in a row
COMMON = 0.25  # how much a pair from a common word tells, beside 1
TOPIC = 2.5  # how much a topic tells, beside 1 for a pair of characters
_BRACKET = re.compile(r"[（(〔\[【][^（(〔\[【）)〕\]】]{0,200}[）)〕\]】]")
_OTHER = re.compile(r"[^\u3400-\u9fff]+|[的和与及或等]")

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Told:
    """What a text tells: its own stretches of characters without common words, its topics' words, and the features of both."""

    stretches: tuple[str, ...]
    topics: tuple[tuple[str, tuple[str, ...]], ...]
    features: Features


def features(text: str) -> Features:
    """What a text is about: its pairs of neighbouring characters and its topics, each with what it tells by itself.

    What stands in brackets, figures and single characters are left out. A topic is named #id, so that it never meets a pair.
    """
    return told(text).features


def told(text: str) -> Told:
    """Read a text for comparison."""
    return _told(current(), text)


@lru_cache(maxsize=TEXTS)
def _told(lexicon: Overlay, text: str) -> Told:
    """What a text tells by the rows that are in use (`lexicon` only keeps two of them apart)."""
    text = _BRACKET.sub("", text)
    own: list[str] = []
    common: list[str] = []
    topics: list[tuple[str, tuple[str, ...]]] = []
    start = end = 0
    for at, word, names in known_words().find(text):
        if names:
            topics.append((word, names))
            end = max(end, at + len(word))
        elif at >= end:
            own.append(text[start:at])
            common.append(word)
            start = end = at + len(word)
    own.append(text[start:])
    stretches = tuple(s for s in _OTHER.sub(" ", " ".join(own)).split(" ") if len(s) > 1)
    pairs = dict.fromkeys((w[n : n + 2] for w in common for n in range(len(w) - 1)), COMMON)
    pairs.update(dict.fromkeys((s[n : n + 2] for s in stretches for n in range(len(s) - 1)), 1.0))
    pairs.update(dict.fromkeys((name for _, names in topics for name in names), TOPIC))
    return Told(stretches, tuple(topics), pairs)


def shared(one: str, other: str, weight: Mapping[str, float], most: int = 3) -> list[str]:
    """The words that two texts share, those that tell most first: longest common runs without common words, then topics."""
    mine, theirs = told(one), told(other).features
    runs: dict[str, float] = {}
    for stretch in mine.stretches:
        here, total = "", 0.0
        for n in range(len(stretch)):
            pair = stretch[n : n + 2]
            if pair in theirs and len(pair) > 1:
                here, total = (here or pair[0]) + pair[1], total + weight.get(pair, 1.0)
            elif here:
                runs[here] = max(runs.get(here, 0.0), total)
                here, total = "", 0.0
    found = sorted(runs, key=lambda run: (-runs[run], run))[: 2 * most]
    kept = [run for n, run in enumerate(found) if not any(run in longer for longer in found[:n])]
    for word, topics in mine.topics:
        if any(t in theirs for t in topics) and not any(word in run or run in word for run in kept):
            kept.append(word)
    return kept[:most]


def cosine(one: Features, other: Features) -> float:
    """How alike two sets of weighted features are, 0 to 1: the cosine of the angle between them."""
    if len(other) < len(one):
        one, other = other, one
    dot = sum(w * other[f] for f, w in one.items() if f in other)
    return dot / (length(one) * length(other)) if dot else 0.0


def length(of: Features) -> float:
    return sqrt(sum(w * w for w in of.values()))


@cached
def known_words() -> Gazetteer[str]:
    """Every word of a topic with the topics that it means, and the words that stand in every plan, with nothing."""
    topics = ((word, f"#{_id(row)}") for row in _rows("topic") for word in row.words)
    common = ((word, None) for row in _rows("common") for word in row.words)
    return Gazetteer((*topics, *common))


@cached
def whole() -> tuple[re.Pattern[str], ...]:
    """How a measure is named that carries its whole field."""
    return tuple(row.regex for row in _rows("whole"))


def _rows(kind: str) -> tuple[Row, ...]:
    return tuple(row for row in load("topics") if dict(row.set).get("kind") == kind)


def _id(row: Row) -> str:
    return row.id.rpartition(":")[2]
