"""Read shares of a kind: 92%的街道和78%的村设立阅览角 says two targets, each of the places that do something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from zeren.build.extract import indicators
from zeren.build.extract.approach import Approach
from zeren.build.extract.phrases import Phrases
from zeren.build.extract.quantities import Quantity
from zeren.build.extract.sentences import Sentence
from zeren.build.extract.subjects import Subject

END: Final = re.compile(r"[，；:。]")
LEAST: Final = 2  # characters of the noun before its predicate


def is_share(sentence: Sentence, quantity: Quantity, near: Approach, subject: Subject, phrases: Phrases) -> bool:
    """Whether the quantity says a share of the noun behind it, not the value of the phrase before it."""
    if quantity.kind not in ("rate", "fraction"):
        return False
    rest = sentence.work[quantity.tail : quantity.tail + 12]
    if not rest or phrases.search("connective", rest) or phrases.search("noun", rest):
        return False
    if near.change or phrases.search("share", rest) is None:
        return False
    if near.strong:  # 保留不低于20%的床位, but 覆盖率不低于20%的目标
        return near.bound and rest[0] == "的" and not indicators.complete(subject.phrase, phrases)
    return rest[0] == "的" or not subject.phrase or subject.carried or near.commit is not None


def read(sentence: Sentence, run: Sequence[Quantity], near: Approach, phrases: Phrases) -> tuple[list[str], int, str]:
    """The indicators of shares that are told together, where their clause ends, and what the predicate is about.

    Args:
        run: the quantities of one clause, each followed by its noun; the predicate follows the last noun.
    """
    hit = END.search(sentence.work, run[-1].tail)
    stop = hit.start() if hit else len(sentence.work)
    stops = [*(q.start for q in run[1:]), stop]
    nouns = [sentence.raw[q.tail : end].removeprefix("的").rstrip("、和与及，") for q, end in zip(run, stops, strict=True)]
    last, predicate = _parted(nouns[-1], phrases)
    if not predicate and near.commit:
        predicate = near.commit.text if len(near.commit.text) > 1 else ""
    nouns[-1] = last
    topic = _object(predicate, phrases)
    return [f"{predicate}的{noun}" if predicate else noun for noun in nouns], stop, topic


def _parted(text: str, phrases: Phrases) -> tuple[str, str]:
    """A noun and its predicate: the first verb that is not inside brackets parts them."""
    depth = 0
    for at in range(len(text)):
        depth += (text[at] in "（(") - (text[at] in "）)")
        if depth or (at < LEAST and not phrases.search("lone", text[:at])):
            continue
        if (word := phrases.predicates.starting(text, at)) and at + len(word.text) < len(text):
            return text[:at], text[at:]
    return text, ""


def _object(predicate: str, phrases: Phrases) -> str:
    word = phrases.predicates.starting(predicate)
    return predicate[len(word.text) :] if word else ""
