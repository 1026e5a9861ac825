"""Make the noun phrases that say what is measured: trimmed at their ends, coordinated ones completed one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from zeren.build.extract.phrases import Phrases

ENOUGH: Final = 2


def trim(phrase: str, phrases: Phrases) -> str:
    """Cut what does not name the thing measured from both ends of a clause's part before its value.

    Times, places of the whole plan (全市), verbs that aim (力争, 提高) in front; units of account (以镇为单位) behind.
    """
    phrase = phrase.strip("，,、；:：。 的")
    for _ in range(8):
        before = phrase
        phrase = _untail(_unwhen(phrase, phrases), phrases).strip("，,、；:：。 的")
        phrase = _unlead(phrase, phrases)
        if phrase == before:
            break
    return "" if phrase in phrases.verbs.by_text else phrase


def after_pivot(phrase: str, phrases: Phrases) -> str:
    """What stands behind the last word that turns from means to end (使, 确保, 力争); the whole phrase without one."""
    best = 0
    for row in phrases.patterns["pivot"]:
        for match in row.find(phrase):
            if match.end() > best and len(phrase) - match.end() >= 4 and not phrase.startswith(("率", "度"), match.end()):
                best = match.end()
    return phrase[best:]


def complete(phrase: str, phrases: Phrases) -> bool:
    """Whether a phrase ends with a word that says what kind of figure it is (率, 比例, 人数 …)."""
    return _core(phrase, phrases) is not None


def split(phrase: str, count: int, each: bool, phrases: Phrases) -> list[str]:
    """The indicators that a subject names for `count` values.

    With one value the subject stays whole unless `each` (分别) says that it counts for every member of the last list, or
    every member is an indicator by itself. Each member gets the words it shares with the others.
    """
    joins = [m for m in phrases.anywhere["join"].finditer(phrase) if _open(phrase, m.start())]
    if not joins:
        return [phrase] * count
    if count == 1:
        if each:
            return _finish(_cut(phrase, _last_list(joins)), phrases)
        parts = _cut(phrase, joins)
        whole = len({_core(p, phrases) for p in parts} - {None}) and all(_own(p, phrases) for p in parts)
        return _finish(parts, phrases) if whole else [phrase]
    for chosen in (joins, [m for m in joins if m.group() == "、"], _last_list(joins), [m for m in joins if m.group() != "、"]):
        if len(chosen) == count - 1:
            return _finish(_cut(phrase, chosen), phrases)
    if len(joins) >= count:
        return _finish(_cut(phrase, joins[1 - count :]), phrases)
    return [phrase] * count


def tail_of(indicator: str, phrases: Phrases) -> str:
    """What an indicator measures, without whose it is: 小学生每天睡眠时间 → 每天睡眠时间, 社区覆盖率 → 社区覆盖率."""
    whose = _subject(indicator, phrases)
    return indicator[len(whose) :] if len(whose) < len(indicator) else _core(indicator, phrases) or indicator


def turned(phrase: str, phrases: Phrases) -> tuple[str, str] | None:
    """教师本科占比小学: a figure followed by whose it is; the name the usual way round, and the figure. None for all else."""
    if complete(phrase, phrases):
        return None
    for cut in range(len(phrase) - ENOUGH, max(len(phrase) - 7, 3), -1):
        if phrase[cut] not in "的、和与及中" and complete(phrase[:cut], phrases):
            return phrase[cut:] + phrase[:cut], phrase[:cut]
    return None


def _own(part: str, phrases: Phrases) -> bool:
    """A part that is an indicator without its neighbours: a figure with its subject."""
    core = _core(part, phrases)
    return core is not None and len(part) - len(core) >= ENOUGH


def _open(phrase: str, at: int) -> bool:
    """Whether the offset stands outside brackets, titles and quotes."""
    before = phrase[:at]
    return all(before.count(a) <= before.count(b) for a, b in (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”")))


def _last_list(joins: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The joins of the last list: 、 may follow 、, 和 ends a list, so that after it a new one begins."""
    chosen: list[re.Match[str]] = []
    for join in joins:
        if chosen and chosen[-1].group() != "、":
            chosen = []
        chosen.append(join)
    return chosen


def _cut(phrase: str, joins: Sequence[re.Match[str]]) -> list[str]:
    edges = [0, *(edge for j in joins for edge in j.span()), len(phrase)]
    return [phrase[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2)]


def _finish(parts: list[str], phrases: Phrases) -> list[str]:
    """Give each part what it shares with the others: the figure from the last one, the subject from the first."""
    parts = [p for p in parts if p]
    if len(parts) < 2:
        return parts
    tail = _shared_tail(parts, phrases)
    prefix = _subject(parts[0], phrases)
    done = []
    for i, part in enumerate(parts):
        if not complete(part, phrases):
            part += tail
        if i and prefix and not _subject(part, phrases) and not _named(part, phrases):
            part = prefix + part
        done.append(part)
    return done


def _shared_tail(parts: Sequence[str], phrases: Phrases) -> str:
    """What the last part says for all: behind its own subject, or behind what it has in common with the part before."""
    last = parts[-1]
    core = _core(last, phrases)
    if core is None:
        return ""
    subject = _subject(last, phrases)
    before = parts[-2]
    shared = last.find(before[-2:], 0, len(last) - len(core)) if len(before) > 2 else -1
    if shared >= 0 and not complete(before, phrases):
        return last[shared + 2 :]
    if subject and len(subject) < len(last):
        return last[len(subject) :]
    end = before[-1]
    at = last.rfind(end, 0, len(last) - len(core))
    if 0 <= at < 8 and not complete(before, phrases):
        return last[at + 1 :]
    return core


def _subject(part: str, phrases: Phrases) -> str:
    """The part up to its last word for people (5岁以下儿童), nothing when there is none."""
    end = 0
    for match in people(phrases).finditer(part):
        end = match.end()
    return part[:end]


def _named(part: str, phrases: Phrases) -> bool:
    """Whether a part begins with a place or group of its own (农村, 城镇)."""
    return any(row.regex.match(part) for row in phrases.patterns["area"])


@lru_cache(maxsize=8)
def _people(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def people(phrases: Phrases) -> re.Pattern[str]:
    return _people("|".join(row.regex.pattern for row in phrases.patterns["people"]))


def _core(phrase: str, phrases: Phrases) -> str | None:
    """The figure word at a phrase's end, with up to two characters before 率; None without one."""
    window = phrase[-8:]
    for row in phrases.patterns["core"]:
        for match in row.find(window):
            if match.end() == len(window):
                return match.group()
    return None


def _unwhen(phrase: str, phrases: Phrases) -> str:
    match = phrases.search("when", phrase)
    return phrase[match.end() :].lstrip("，、的") if match else phrase


def _unlead(phrase: str, phrases: Phrases) -> str:
    while True:
        word, letter = phrases.leads.starting(phrase), phrases.search("letter", phrase)
        rest = phrase[len(word.text) if word else letter.end() if letter else 0 :]
        if rest == phrase or len(rest) < ENOUGH or phrases.search("held", rest):
            return phrase
        phrase = rest.lstrip("，、")


def _untail(phrase: str, phrases: Phrases) -> str:
    for row in phrases.patterns["tail"]:
        match = row.regex.search(phrase)
        if match and match.start() >= ENOUGH:
            phrase = phrase[: match.start()]
    return phrase
