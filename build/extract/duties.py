"""Find duties in the prose of 组织实施, 保障措施 and 监测评估: who has to do what, in which role, how often and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from zeren.build.extract.agencies import CLOSE, OPEN, Names, names
from zeren.build.extract.lexis import Choice, lexis
from zeren.kg.model import Duty, DutyRole, Passage, Span

SENTENCE = re.compile(r"[^。！？!?\n]+")
COMMA = re.compile(r"[，,；;]")
HEAD = re.compile(r"\s*(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）).．、]|[①-⑳]|[一二三四五六七八九十]是|第[一二三四五六七八九十]，)?\s*")
LATER = re.compile(r"(?:同时|其中|此外|另外|并且|并|而|再|也|还|以及|则|进一步|原则上)")
ACTOR = 60
TRIM = " \t　，,；;。、"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the agencies of a subject as written, with their spans, and whether they lead."""

    names: tuple[tuple[str, Span], ...]
    leads: bool = False

    @property
    def start(self) -> int:
        return self.names[0][1].start


class Grammar:
    """The rows of the lexicon, compiled."""

    def __init__(self, extra: Path | None = None) -> None:
        words = lexis("duties", extra)
        self.names: Names = names(extra)
        self.skip = words.choice("skip").pattern
        self.slogan = words.choice("slogan").pattern
        self.mechanism = re.compile("(?:机制|格局|体制|体系|局面|制度|模式|工作法|氛围)(?=[，,；;])")
        self.no_actor = words.choice("no-actor").pattern
        self.creates = words.choice("creates").pattern
        self.accepts = words.choice("accepts")
        self.by = words.choice("by").pattern
        self.frequency = words.choice("frequency").pattern
        self.deadline = words.choice("deadline").pattern
        self.adverb = words.choice("adverb").pattern
        self.grounds = words.choice("grounds").pattern
        self.act: Choice = words.choice("act")
        self.carried = words.choice("carried").pattern
        self.also = words.choice("also").pattern
        self.actor = words.choice("actor").pattern
        self.begins = re.compile(f"(?:{words.any('adverb')}|{words.any('grounds')}|{words.any('by')}|{words.any('act')}|每|下设)")


@lru_cache(maxsize=8)
def grammar(extra: Path | None = None) -> Grammar:
    """The grammar with the user's rows in front; made once."""
    return Grammar(extra)


def find(passage: Passage, extra: Path | None = None) -> list[Duty]:
    """The duties of a passage in 组织实施 or 监测评估, in order; none anywhere else."""
    if passage.part not in ("organisation", "monitoring"):
        return []
    reader = _Reader(passage, grammar(extra))
    return [duty for m in SENTENCE.finditer(passage.text) for duty in reader.sentence(m.start(), m.end())]


class _Reader:
    """Reads one passage, sentence by sentence; offsets are those of its text until a duty is made."""

    def __init__(self, passage: Passage, use: Grammar) -> None:
        self.passage, self.text, self.use = passage, passage.text, use
        self.base = passage.span.start
        self.actor: Actor | None = None

    def sentence(self, start: int, end: int) -> Iterator[Duty]:
        self.actor = None
        start = HEAD.match(self.text, start, end).end()  # type: ignore[union-attr]
        if self.use.slogan.search(self.text, start, end):
            start = self._behind_slogan(start, end)
        for first, last in _clauses(self.text, start, end):
            yield from self.clause(first, last)

    def _behind_slogan(self, start: int, end: int) -> int:
        """Where the sentence goes on behind the mechanism that it begins with."""
        last = start
        for match in self.use.mechanism.finditer(self.text, start, end):
            last = match.end()
        return last if last > start else end

    def clause(self, start: int, end: int) -> Iterator[Duty]:
        """The duties of one stretch between commas."""
        while match := LATER.match(self.text, start, end):
            start = match.end()
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip(TRIM))
        if start >= end:
            return
        if self.use.skip.match(self.text[start:end]):
            self.actor = None
            return
        if match := self.use.accepts.pattern.search(self.text, start, end):
            actor = self._actors(match.start("who"), match.end("who"))
            if actor:
                yield from self._duties(actor, match.start("what"), match.end("what"), "supervises", self.use.accepts.row(match).id, start)
            return
        for by in self.use.by.finditer(self.text, start, end):
            if (found := [*self._by(start, by.start(), by.end(), end)]):
                yield from found
                return
        subject, verb = self._subject(start, end)
        if subject:
            self.actor = subject
            yield from self._does(subject, verb, end, verb)
        elif self.actor and self._goes_on(start, end):
            yield from self._does(self.actor, start, end, start)

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether a clause without a subject tells what the actor of the clause before has to do."""
        at = self._after(self.use.adverb, start, end)
        if match := self.use.grounds.match(self.text, at, end):
            later = self.use.act.pattern.search(self.text, match.end(), end)
            at = later.start() if later else end
        return bool(self.use.carried.match(self.text, at, end))

    def _by(self, start: int, by: int, after: int, end: int) -> Iterator[Duty]:
        """由…牵头, 由…组成, 由…负责; what stands in front of 由 stays the actor of the clauses behind."""
        named = self._actors(start, by) if by > start else None
        made = re.search(r"(?:共同)?组成(?:的[^，。；]{0,20})?$", self.text[after:end])
        for stop in [made] if made else re.finditer(r"(?:负责)?牵头|负责|承担|统筹|组织|实施|参加|参与|监督|审核|审批|召集|主持|制定", self.text[after:end]):
            who = self._actors(after, after + stop.start(), loose=made is not None)
            if who is None:
                continue
            role: DutyRole = "responsible"
            if made:
                role = "participates"
            elif match := self.use.act.pattern.match(self.text, after + stop.start(), end):
                role = self._role(match, who)
            if named:
                self.actor = named
            elif self.actor is None:
                self.actor = who
            rule = "duties:by"
            yield from self._duties(who, start, end, role, rule, start)
            return

    def _subject(self, start: int, end: int) -> tuple[Actor | None, int]:
        """Who stands at the start of a clause, and where the verb behind begins; the longest subject counts."""
        best: tuple[Actor | None, int] = (None, start)
        for match in self.use.begins.finditer(self.text, start, min(end, start + ACTOR)):
            at = match.start()
            if at == start or not match.group():
                continue
            left = start
            if (of := self.text.rfind("的", start, at)) > 0:
                left = of + 1
            actor = self._actors(left, at, bare=left == start and match.group()[0] in "应要须必")
            if actor and not (best[0] and at - best[1] > 8):
                best = (actor, at)
        return best

    def _actors(self, start: int, end: int, loose: bool = False, bare: bool = False) -> Actor | None:
        """The actors that a stretch lists, None where it is anything else."""
        words = self.text[start:end]
        if not 2 <= len(words.strip()) <= ACTOR:
            return None
        if loose:
            offset = len(words) - len(words.lstrip(TRIM))
            return Actor(((words.strip(TRIM), Span(start + offset, start + offset + len(words.strip(TRIM)))),))
        found = self.use.names.split(words, start)
        good = [n for n in found if self._is_actor(n.text) or (bare and n.text in self.use.names.sectors)]
        if not found or len(good) < len(found):
            return None
        return Actor(tuple((self.text[n.span.start : n.span.end], n.span) for n in good))

    def _is_actor(self, name: str) -> bool:
        use = self.use.names
        if use.stop.search(re.sub(r"[（(][^（）()]*[）)]", "", name)) or self.use.no_actor.match(name) or len(name) > 32:
            return False
        if name in use.sectors:
            return False
        return use.plausible(name) or bool(self.use.actor.search(name)) or name in ("政府", "人大", "政协", "党委")

    def _does(self, actor: Actor, start: int, end: int, action: int) -> Iterator[Duty]:
        """What an actor has to do, from its verb on; behind 并 a second thing."""
        at = self._after(self.use.adverb, start, end)
        if match := self.use.grounds.match(self.text, at, end):
            later = self.use.act.pattern.search(self.text, match.end(), end)
            if later is None:
                return
            at = later.start()
        match = self.use.act.pattern.match(self.text, at, end)
        if match is None:
            return
        role = self._role(match, actor)
        cut = self.use.also.search(self.text, match.end(), end)
        cut = cut if cut and cut.start() - at >= 4 else None
        stop = cut.start() if cut and role != "reports_to" else end
        if role == "lead":
            self.actor = replace(actor, leads=True)
        yield from self._duties(actor, action, stop, role, self.use.act.row(match).id, action)
        if cut and stop < end:
            again = self.use.act.pattern.match(self.text, self._after(self.use.adverb, cut.end(), end), end)
            if again:
                yield from self._duties(actor, cut.end(), end, self._role(again, actor), self.use.act.row(again).id, cut.end())
        if made := self.use.creates.search(self.text, start, end):
            self.actor = Actor(((made["body"], Span(made.start("body"), made.end("body"))),)) if made["body"] else self.actor

    def _after(self, pattern: re.Pattern[str], start: int, end: int) -> int:
        while (match := pattern.match(self.text, start, end)) and match.end() > start:
            start = match.end()
        return start

    def _role(self, match: re.Match[str], actor: Actor) -> DutyRole:
        role = str(self.use.act.get(match, "role"))
        if role == "review":
            return "supervises" if actor.leads else "responsible"
        return cast(DutyRole, role)

    def _duties(self, actor: Actor, start: int, end: int, role: DutyRole, rule: str, begin: int) -> Iterator[Duty]:
        """A duty for each actor of a joint subject."""
        action = self.text[start:end].strip(TRIM)
        frequency = self.use.frequency.search(action)
        due = self.use.deadline.search(action)
        for name, where in actor.names:
            first, last = min(begin, where.start), max(end, where.end)
            quote = self.text[first:last].rstrip(TRIM)
            yield Duty(
                plan=self.passage.plan,
                section=cast(Literal["organisation", "monitoring"], self.passage.part),
                actor=name,
                role=role,
                action=action,
                span=Span(self.base + first, self.base + first + len(quote)),
                quote=quote,
                rule=rule,
                frequency=frequency.group() if frequency else None,
                deadline=due.group() if due else None,
                confidence=0.9,
            )


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between commas that stand in no brackets."""
    depth, at, first = 0, start, start
    for match in COMMA.finditer(text, start, end):
        depth += sum((c in OPEN) - (c in CLOSE) for c in text[at : match.start()])
        at = match.start()
        if depth <= 0:
            yield first, match.start()
            first = match.end()
    yield first, end
