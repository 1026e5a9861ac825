"""Decide which counts, times and amounts a plan commits to, and name them: 至少配备1名督导员, 每天锻炼不少于1小时."""

from __future__ import annotations

import re
from typing import Final

from zeren.build.extract import indicators
from zeren.build.extract.approach import Approach
from zeren.build.extract.phrases import Phrases, Word
from zeren.build.extract.quantities import Quantity
from zeren.build.extract.sentences import Sentence
from zeren.build.extract.subjects import Subject, clause_start

END: Final = re.compile(r"[，；:。（]|$")
SHORT: Final = 6  # a noun of fewer characters says too little without its place (女干部)
WIDE: Final = 16  # the longest place put in front of a noun


def commits(sentence: Sentence, quantity: Quantity, near: Approach, subject: Subject, phrases: Phrases, listed: bool = False) -> bool:
    """Whether a quantity that is no rate is something the plan promises, by its kind; `listed` when one was promised right before it."""
    if quantity.kind == "plain":
        return near.level is not None and (_figure(near, subject, phrases) or bool(phrases.search("index", subject.phrase)))
    if quantity.kind == "age":
        return (near.level is not None or near.change is not None) and bool(phrases.search("lifespan", subject.phrase))
    if quantity.kind == "years":
        return _figure(near, subject, phrases) or (near.bound and bool(subject.phrase))
    if quantity.kind == "time":
        return _time(sentence, quantity, near, subject, phrases)
    if quantity.kind == "words":
        return _in_words(sentence, quantity, near, subject, phrases)
    return _count(sentence, quantity, near, subject, phrases) or (listed and quantity.kind == "count" and not near.level)


def _figure(near: Approach, subject: Subject, phrases: Phrases) -> bool:
    """A verb that tells a value or its change, said of something that is a figure."""
    return (near.strong or near.change is not None) and indicators.complete(subject.phrase, phrases)


def _time(sentence: Sentence, quantity: Quantity, near: Approach, subject: Subject, phrases: Phrases) -> bool:
    if near.bound or near.change or (near.strong and subject.phrase):
        return True
    mark = END.search(sentence.work, quantity.tail)
    around = sentence.work[clause_start(sentence.work, 0, quantity.start) : mark.start() if mark else None]
    if phrases.search("often", around) is None:
        return False
    up = quantity.suffix is not None and quantity.suffix.comparator == ">="
    return up or near.apiece or near.level is not None or bool(phrases.search("daily", around))


def _in_words(sentence: Sentence, quantity: Quantity, near: Approach, subject: Subject, phrases: Phrases) -> bool:
    """Chinese numerals are mostly no commitment (一支队伍): only with a bound, or per place, or several bodies or persons."""
    if near.bound or near.apiece or (near.strong and indicators.complete(subject.phrase, phrases)):
        return True
    up = quantity.suffix is not None and quantity.suffix.comparator == ">="
    if near.commit is None:
        return False
    several = quantity.value != "1" and phrases.search("physical", quantity.unit) is not None
    return up or several or bool(phrases.search("per", sentence.work[subject.start : quantity.start]))


def _count(sentence: Sentence, quantity: Quantity, near: Approach, subject: Subject, phrases: Phrases) -> bool:
    if near.bound or near.strong or near.change or near.commit or near.apiece:
        return True
    if near.level is not None or indicators.complete(subject.phrase, phrases):
        return bool(subject.phrase)
    return bool(phrases.search("per", subject.clause)) or (_ends(sentence, quantity) and provided(subject.phrase, phrases) is not None)


def _ends(sentence: Sentence, quantity: Quantity) -> bool:
    return quantity.tail >= len(sentence.work) or sentence.work[quantity.tail] in "，；。、:"


def provided(phrase: str, phrases: Phrases) -> tuple[str, str] | None:
    """新建公办幼儿园 → ("", 公办幼儿园): the place and the thing, parted by a verb of provision; None without one."""
    for at in range(len(phrase) - 1):
        word = _commit_at(phrase, at, phrases)
        if word and at + len(word.text) < len(phrase):
            return phrase[:at], phrase[at + len(word.text) :]
    return None


def _commit_at(phrase: str, at: int, phrases: Phrases) -> Word | None:
    for size in range(min(6, len(phrase) - at), 1, -1):
        word = phrases.verbs.by_text.get(phrase[at : at + size])
        if word and word.kind == "commit":
            return word
    return None


def noun(sentence: Sentence, quantity: Quantity, until: int, phrases: Phrases) -> str:
    """What stands behind a count up to the clause's end or offset `until`: the thing counted; empty at a clause's end."""
    at = quantity.tail
    rest = sentence.raw[at:until]
    if not rest or phrases.search("connective", sentence.work[at:until]):
        return ""
    rest = rest.removeprefix("的")
    hit = END.search(sentence.work, at + (len(sentence.raw[at:until]) - len(rest)), until)
    end = hit.start() if hit else until
    return _one_thing(sentence.raw[at:end].removeprefix("的"), phrases)


def _one_thing(text: str, phrases: Phrases) -> str:
    """Cut where a further task begins: 儿童主任，… ends at the mark; 督导员、建立台账 ends before 建立."""
    parts = text.split("、")
    for i in range(1, len(parts)):
        if _commit_at(parts[i], 0, phrases):
            return "、".join(parts[:i])
    return text.rstrip("、和与及并")


def names(thing: str, near: Approach, subject: Subject, phrases: Phrases) -> list[str]:
    """The indicators of a count: the thing alone when it says enough, else with its place in front; one each with 各."""
    if not thing:
        parted = provided(subject.phrase, phrases)
        return [_with_place(parted[1], parted[0], phrases)] if parted else [subject.phrase]
    if near.apiece or near.each:
        return [place + thing for place in indicators.split(subject.phrase, 1, True, phrases)]
    return [_with_place(thing, "" if subject.carried else subject.phrase, phrases)]


def _with_place(thing: str, place: str, phrases: Phrases) -> str:
    place = place if len(place) <= WIDE else place.rsplit("、", 1)[-1]
    return place + thing if len(thing) < SHORT and len(place) <= WIDE and not thing.startswith(place) else thing
