"""Find what a value is said of: the subject in front of its verb, in the clause before, or carried over from the last target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from zeren.build.extract import indicators
from zeren.build.extract.approach import Approach
from zeren.build.extract.phrases import Phrases, Word
from zeren.build.extract.sentences import Sentence

CLAUSE: Final = re.compile(r"[，；:。]")
PER_HEAD: Final = 14  # the longest beginning of an indicator that says per whom (每千常住人口拥有)


@dataclass(frozen=True, slots=True)
class Subject:
    """The words before a value: `phrase` trimmed, `clause` as written, `start` where the clause begins in the sentence."""

    phrase: str
    clause: str
    start: int
    carried: bool = False


def subject(sentence: Sentence, low: int, near: Approach, phrases: Phrases) -> Subject:
    """The subject of a value whose approach begins at `near.start`; it does not reach back over offset `low`."""
    start = clause_start(sentence.work, low, near.start)
    here = _subject(sentence, start, near.start, phrases)
    if here.phrase or start <= low:
        return here
    end = start - 1
    before = _subject(sentence, clause_start(sentence.work, low, end), end, phrases)
    return Subject(before.phrase, before.clause, before.start, carried=True) if before.phrase else here


def _subject(sentence: Sentence, start: int, end: int, phrases: Phrases) -> Subject:
    clause = sentence.raw[start:end]
    return Subject(indicators.trim(_last_task(indicators.after_pivot(clause, phrases), phrases), phrases), clause, start)


def _last_task(clause: str, phrases: Phrases) -> str:
    """完善制度、健全机制、参保率: what follows the last 、 before which a task of its own ends."""
    parts = clause.split("、")
    for i in range(len(parts) - 1, 0, -1):
        word = phrases.leads.starting(parts[i])
        if word and len(word.text) > 1 and len(parts[i]) > len(word.text) + 1 and indicators.complete(parts[-1], phrases):
            return "、".join(parts[i:] if indicators.people(phrases).search(parts[i]) else parts[i + 1 :] or parts[i:])
    return clause


def clause_start(work: str, low: int, at: int) -> int:
    """The offset behind the last clause mark before `at` (not inside brackets), at least `low`."""
    depth = 0
    for i in range(at - 1, low - 1, -1):
        c = work[i]
        if c == "）":
            depth += 1
        elif c == "（":
            depth = max(0, depth - 1)
        elif depth == 0 and c in "，；:。":
            return i + 1
    return low


def joined(phrase: str, earlier: Sequence[str], head: str, phrases: Phrases) -> str:
    """The indicator for a phrase that leans on the one before: 其中农村 → 农村社区覆盖率, 床位 → 每千人口床位."""
    if not earlier:
        return phrase
    last = earlier[-1]
    if not phrase:
        return last
    if indicators.complete(phrase, phrases):
        return phrase
    if last.startswith(phrase):
        return last
    tail = head or indicators.tail_of(last, phrases)
    return phrase if not tail or tail in phrase else phrase + tail


def per_head(phrase: str, earlier: Sequence[str], phrases: Phrases) -> str:
    """A count in a list whose first member says per whom: 每千人口医师数…、护士数… → 每千人口护士数."""
    if not earlier or phrases.search("per", phrase):
        return phrase
    match = phrases.search("head", earlier[0])
    return match.group() + phrase if match and match.end() <= PER_HEAD else phrase


def inner_verb(clause: str, phrases: Phrases) -> tuple[str, Word, str] | None:
    """近视率控制在小学: the subject, the verb inside, and what stands behind it; None without a verb inside."""
    for size in range(2, len(clause) - 1):
        word = phrases.verbs.ending(clause[: len(clause) - size + 1])
        if word and word.kind == "level" and not word.weak and len(word.text) > 1:
            cut = len(clause) - size + 1
            return clause[: cut - len(word.text)], word, clause[cut:]
        if size > 12:
            break
    return None


def inner_colon(sentence: Sentence, whose: Subject, phrases: Phrases) -> tuple[str, Word, str] | None:
    """近视率:小学38%: the figure before a colon, the colon, and whose it is."""
    colon = phrases.verbs.by_text.get(":")
    if colon is None or whose.start == 0 or sentence.work[whose.start - 1] != ":":
        return None
    before = sentence.raw[clause_start(sentence.work, 0, whose.start - 1) : whose.start - 1]
    return before, colon, whose.phrase
