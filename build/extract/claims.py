"""Read what a clause claims: which indicators have which values, and how these bind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from zeren.build.extract import counts, indicators, shares
from zeren.build.extract.approach import Approach, approach
from zeren.build.extract.phrases import Phrases, Word
from zeren.build.extract.quantities import Quantity
from zeren.build.extract.sentences import Sentence
from zeren.build.extract.subjects import Subject, inner_colon, inner_verb, joined, per_head, subject

LEANING: Final = 6  # a subject of so few characters may lean on the indicator before it (初中生达到9小时)
CHAIN: Final = re.compile(r"^(?:[、，和与及]|以及)$")


@dataclass(frozen=True, slots=True)
class Claim:
    """What one clause says: its indicators with their quantities, one each, and how they bind.

    `topic` is the thing it is about (其中担任正职的 → 女干部), `head` the figure that its next members share (初中达到… → 近视率).
    """

    names: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    near: Approach
    start: int
    end: int
    rule: str | None = None
    confidence: float = 1.0
    topic: str = ""
    head: str = ""
    providing: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What a clause may lean on: the indicators and the unit of the clause before, the thing it was about, whose values are quoted."""

    phrases: Phrases
    earlier: tuple[str, ...] = ()
    unit: str | None = None
    topic: str = ""
    head: str = ""
    verb: Word | None = None
    providing: bool = False
    quoting: str | None = None


Taken = tuple[Claim | None, int]  # what was read, and how many quantities it took up


def claim(known: Known, sentence: Sentence, found: Sequence[Quantity], at: int, low: int) -> Taken:
    """The claim that begins with the quantity number `at`, and how many quantities it takes up."""
    quantity = found[at]
    near = approach(sentence.work, low, quantity.start, known.phrases)
    near = _paced(sentence, quantity, near, known.phrases)
    whose = subject(sentence, low, near, known.phrases)
    if _silent(sentence, quantity, near, known.phrases):
        return None, 1
    if known.phrases.search("past", whose.clause):
        return None, 1
    if quantity.rate:
        if shares.is_share(sentence, quantity, near, whose, known.phrases):
            return _shares(known, sentence, found, at, near, whose)
        return _rates(known, sentence, found, at, near, whose)
    return _counts(known, sentence, found, at, low, near, whose)


def _silent(sentence: Sentence, quantity: Quantity, near: Approach, phrases: Phrases) -> bool:
    row = phrases.covers("silent", sentence.work, quantity.start)
    if row is None:
        return False
    return not (dict(row.set).get("unless") == "bound" and (near.strong or near.bound))


def _paced(sentence: Sentence, quantity: Quantity, near: Approach, phrases: Phrases) -> Approach:
    """The verb stands behind the value: 以每年1个百分点的速度提高, 在96%基础上继续提高."""
    for row in phrases.patterns["pace"]:
        if match := row.regex.match(sentence.work[quantity.tail : quantity.tail + 12]):
            return replace(near, verb=phrases.verbs.by_text.get(match["verb"], near.verb))
    for row in phrases.patterns["beyond"]:
        if match := row.regex.match(sentence.work[quantity.tail : quantity.tail + 20]):
            up = match["up"] is not None
            return replace(near, verb=Word(match.group(), "level", row.id, ">" if up else "<", "higher" if up else "lower"))
    return near


def _shares(known: Known, sentence: Sentence, found: Sequence[Quantity], at: int, near: Approach, whose: Subject) -> Taken:
    """Shares told side by side: each quantity with its noun, in one clause."""
    chain = [found[at]]
    for quantity in found[at + 1 :]:
        between = sentence.work[chain[-1].tail : quantity.start]
        if not quantity.rate or any(c in "，；:" for c in between) or not 2 <= len(between) <= 24 or between[-1] not in "和与及、":
            break
        chain.append(quantity)
    names, end, topic = shares.read(sentence, chain, near, known.phrases)
    if not all(names):
        return None, 1
    row = near.floor.rule if near.floor else known.phrases.rule("share")
    near = near if near.bound else replace(near, verb=None)
    return Claim(tuple(names), tuple(chain), near, whose.start, end, row, 0.95, topic), len(chain)


def _rates(known: Known, sentence: Sentence, found: Sequence[Quantity], at: int, near: Approach, whose: Subject) -> Taken:
    """A rate, or several in a row, said of the subject in front of them."""
    chain = _chain(sentence, found, at, near.each)
    if near.level is None and near.change is None:
        return _bare(known, sentence, chain, near, whose)
    if len(chain) == 1 and (turned := indicators.turned(whose.phrase, known.phrases)):
        name, head = turned
        return Claim((name,), tuple(chain), near, whose.start, chain[0].tail, head=head), 1
    names = _names(known, chain, near, whose)
    if not all(names):
        return None, 1
    head = known.head if len(names) == 1 and names[0].endswith(known.head) else ""
    return Claim(tuple(names), _spread(chain, names), near, whose.start, chain[-1].tail, head=head), len(chain)


def _spread(chain: Sequence[Quantity], names: Sequence[str]) -> tuple[Quantity, ...]:
    """A quantity for each name: one value may hold for several."""
    return tuple(chain) if len(chain) == len(names) else tuple(chain[:1]) * len(names)


def _names(known: Known, chain: Sequence[Quantity], near: Approach, whose: Subject) -> list[str]:
    """An indicator for each value of a chain."""
    if not whose.phrase:
        earlier = list(known.earlier)
        return earlier if len(earlier) == len(chain) else [earlier[-1]] * len(chain) if earlier else [""] * len(chain)
    each = near.each or near.apiece or bool(known.phrases.search("each", whose.clause))
    names = indicators.split(whose.phrase, len(chain), each, known.phrases)
    if len(names) == 1 and not near.change:
        names = [joined(names[0], known.earlier, known.head, known.phrases)] if len(names[0]) < 9 else names
    return names


def _bare(known: Known, sentence: Sentence, chain: Sequence[Quantity], near: Approach, whose: Subject) -> Taken:
    """A rate without a verb right before it: 检测率70%以上, or 近视率控制在小学38%、初中60%以下."""
    phrase = whose.phrase
    if not phrase and known.quoting:
        names = _names(known, chain, near, whose)
        return Claim(tuple(names), _spread(chain, names), near, whose.start, chain[-1].tail), len(chain)
    if not phrase or whose.carried:
        return None, 1
    if inside := _inside(known, sentence, chain[0], near, whose):
        return inside, 1
    if not indicators.complete(phrase, known.phrases) and not (
        (known.earlier and whose.clause.startswith(("、", "，"))) or chain[0].suffix or near.commit
    ):
        return None, 1
    names = _names(known, chain, near, whose)
    head = known.head if len(names) == 1 and names[0].endswith(known.head) else ""
    near = replace(near, verb=known.verb) if head and whose.clause[:1] == "、" else near
    rule = known.phrases.rule("core")
    return Claim(tuple(names), _spread(chain, names), near, whose.start, chain[-1].tail, rule, 0.8, head=head), len(chain)


def _inside(known: Known, sentence: Sentence, quantity: Quantity, near: Approach, whose: Subject) -> Claim | None:
    """近视率控制在小学38%, or 近视率:小学38%: the figure stands before the verb, whose it is behind it; None for all else."""
    inside = inner_verb(whose.clause, known.phrases) or inner_colon(sentence, whose, known.phrases)
    if inside is None or indicators.complete(whose.phrase, known.phrases):
        return None
    before, verb, rest = inside
    whole = indicators.trim(before, known.phrases)
    head = whole if indicators.complete(whole, known.phrases) else ""
    return Claim((rest + head,), (quantity,), replace(near, verb=verb), whose.start, quantity.tail, None, 0.8, head=head)


def _chain(sentence: Sentence, found: Sequence[Quantity], at: int, each: bool) -> list[Quantity]:
    """The quantities that follow one another with nothing but a separator between them.

    With 分别 they may be of several kinds (90%和13.5年). A suffix behind the last one holds for all when no other has one.
    """
    chain = [found[at]]
    for quantity in found[at + 1 :]:
        between = sentence.work[chain[-1].tail : quantity.start]
        if not CHAIN.match(between) or not (each or quantity.kind == chain[0].kind) or sentence.work.startswith("的", quantity.tail):
            break
        chain.append(quantity)
    last = chain[-1].suffix
    return [replace(q, suffix=last) for q in chain] if last and not any(q.suffix for q in chain[:-1]) else chain


def _counts(known: Known, sentence: Sentence, found: Sequence[Quantity], at: int, low: int, near: Approach, whose: Subject) -> Taken:
    quantity = found[at]
    if form := known.phrases.covers("form", sentence.work, quantity.start):
        name = indicators.trim(whose.phrase + counts.noun(sentence, quantity, _until(sentence, found, at), known.phrases), known.phrases)
        return Claim((name,), (quantity,), near, whose.start, quantity.tail, form.id, 0.9), 1
    listed = known.providing and low > 0 and sentence.work[low : near.start].count("，") + sentence.work[low : near.start].count("、") == 1
    inside = None if near.verb or near.commit or near.floor else _inside(known, sentence, quantity, near, whose)
    if inside and inside.head:
        return inside, 1
    if known.head and whose.phrase and whose.clause[:1] == "、" and not (near.verb or near.commit):
        name = joined(whose.phrase, known.earlier, known.head, known.phrases)
        near = replace(near, verb=known.verb)
        return Claim((name,), (quantity,), near, whose.start, quantity.tail, None, 0.8, head=known.head), 1
    if not counts.commits(sentence, quantity, near, whose, known.phrases, listed):
        return None, 1
    chain = _chain(sentence, found, at, near.each) if near.each or near.strong else [quantity]
    if len(chain) > 1:
        names = _names(known, chain, near, whose)
        return (Claim(tuple(names), _spread(chain, names), near, whose.start, chain[-1].tail) if all(names) else None), len(chain)
    thing = counts.noun(sentence, quantity, _until(sentence, found, at), known.phrases)
    end = quantity.tail + len(thing) + (1 if thing and sentence.raw.startswith("的", quantity.tail) else 0)
    thing = thing or _listed(sentence, found, at, known.phrases)
    if thing.endswith("的"):  # 3个街道的12个社区: the count that follows is the one that matters
        return None, 1
    names = _count_names(known, thing, quantity, near, whose)
    if not all(names):
        return None, 1
    rule = known.phrases.rule("commit" if counts.provided(whose.phrase, known.phrases) else "per")
    said = near.verb or near.commit or near.floor
    sure = 0.9 if near.bound or near.level else 0.7
    same = (quantity,) * len(names)
    return Claim(tuple(names), same, near, whose.start, end, None if said else rule, sure, thing, providing=not near.level), 1


def _count_names(known: Known, thing: str, quantity: Quantity, near: Approach, whose: Subject) -> list[str]:
    phrases_ = known.phrases
    phrase = whose.phrase
    if thing and not (quantity.kind == "money" and near.level and phrase):
        return counts.names(thing, near, whose, phrases_)
    if whose.clause.endswith("的") and known.topic:
        return [phrase + "的" + known.topic]
    if not phrase:
        return [near.commit.text] if near.commit else list(known.earlier[-1:]) or [""]
    if (per := phrases_.search("per", phrase[-4:])) and per.end() == len(phrase[-4:]):
        return [phrase + quantity.unit]
    if near.level is None and counts.provided(phrase, phrases_):
        return counts.names("", near, whose, phrases_)
    leaning = joined(phrase, known.earlier, known.head, phrases_) if len(phrase) <= LEANING and known.unit == quantity.unit else phrase
    return [per_head(leaning, known.earlier, phrases_)] if whose.clause[:1] in ("、", "，", "") or near.level else [leaning]


def _until(sentence: Sentence, found: Sequence[Quantity], at: int) -> int:
    return found[at + 1].start if at + 1 < len(found) else len(sentence.work)


def _listed(sentence: Sentence, found: Sequence[Quantity], at: int, phrases: Phrases) -> str:
    """低年级9小时、高年级8小时睡眠: the thing that stands behind the list's last member, for the others too."""
    last = at
    while last + 1 < len(found) and found[last + 1].unit == found[at].unit:
        between = sentence.work[found[last].tail : found[last + 1].start]
        if not 2 <= len(between) <= 12 or between[0] != "、" or any(c in "，；:。" for c in between):
            break
        last += 1
    return counts.noun(sentence, found[last], _until(sentence, found, last), phrases) if last > at else ""
