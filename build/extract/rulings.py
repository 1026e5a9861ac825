"""Find the rules of a document that say how its responsibility clauses are to be read, wherever they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zeren.build.extract.agencies import Name, names
from zeren.build.extract.clauses import Reading
from zeren.build.extract.lexis import Choice, lexis
from zeren.build.overlay import cached
from zeren.kg.model import Role, Span

AROUND = re.compile(r"[。；;！？\n（(〔【\[［）)〕】\]］]")


@dataclass(frozen=True, slots=True)
class Everyone:
    """Agencies that carry every task from `start` on (以下各项工作均需…落实，不再列出)."""

    names: tuple[Name, ...]
    start: int
    rule: str


@dataclass(frozen=True, slots=True)
class Rulings:
    """What a document says about its own clauses: how lists are read, who carries everything, a deadline by default, short names.

    `spans` are the rule sentences themselves, which assign nothing.
    """

    reading: Reading = field(default_factory=Reading)
    everyone: tuple[Everyone, ...] = ()
    deadline: str | None = None
    short: tuple[tuple[str, str], ...] = ()
    spans: tuple[Span, ...] = ()


@cached
def _choices() -> tuple[Choice, Choice, Choice, Choice]:
    words = lexis("assignments")
    return words.choice("rule"), words.choice("short"), words.choice("rest"), words.choice("from-here")


def find(text: str) -> Rulings:
    """The rules in a document's text."""
    rule, short, others, from_here = _choices()
    said: dict[str, bool] = {}
    rest: Role | None = None
    everyone: list[Everyone] = []
    deadline: str | None = None
    spans: list[Span] = []
    for match in rule.pattern.finditer(text):
        kind = str(rule.get(match, "rule"))
        slots = match.groupdict()
        if kind == "everyone":
            who = names().split(slots["who"], match.start("who"))
            if not who or not all(names().plausible(n.text) for n in who):
                continue
            later = from_here.pattern.match(match.group()) is not None
            everyone.append(Everyone(tuple(who), match.end() if later else 0, rule.row(match).id))
        elif kind == "deadline":
            deadline = deadline or slots.get("due") or slots.get("due2")
        else:
            said[kind] = True
            more = others.pattern.search(text, match.end(), match.end() + 40)
            rest = rest or (others.get(more, "gives") if more else None)
        spans.append(_sentence(text, match.start(), match.end()))
    reading = Reading(said.get("first", False), rest, said.get("star", False), said.get("sole", False))
    pairs = tuple((m["short"], _full(m["full"], m["short"])) for m in short.pattern.finditer(text))
    return Rulings(reading, tuple(everyone), deadline, pairs, tuple(spans))


def _sentence(text: str, start: int, end: int) -> Span:
    """The stretch around a rule up to the next stop, bracket or line's end."""
    first = max(start - 160, 0)
    for match in AROUND.finditer(text, first, start):
        first = match.end()
    after = AROUND.search(text, end, end + 200)
    return Span(min(first, start), after.start() if after else min(end + 200, len(text)))


def _full(before: str, short: str) -> str:
    """The full name in front of （以下简称…）: the shortest ending that holds every character of the short name in order."""
    for start in range(len(before) - len(short), -1, -1):
        rest = iter(before[start:])
        if before[start] == short[0] and all(char in rest for char in short):
            return before[start:]
    return before
