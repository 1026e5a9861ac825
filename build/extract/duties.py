"""Find duties in the prose of 组织实施, 保障措施 and 监测评估: who has to do what, in which role, how often and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal, cast

from zeren.build.extract.agencies import Names, names
from zeren.build.extract.clauses import stretches
from zeren.build.extract.lexis import Choice, lexis
from zeren.build.overlay import cached
from zeren.kg.model import Duty, DutyRole, Passage, Span

SENTENCE = re.compile(r"[^。！？!?\n]+")
COMMA = re.compile(r"[，,；;]")
HEAD = re.compile(
    r"\s*(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）).．、]|[①-⑳]|[一二三四五六七八九十]是|第[一二三四五六七八九十]，)?\s*"
)
ACTOR = 60
SEVERAL = 6
TRIM = " \t　，,；;。、"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the agencies of a subject as written, with their spans; whether they lead, how many at the end only join in (会同)."""

    names: tuple[tuple[str, Span], ...]
    leads: bool = False
    partners: int = 0

    @property
    def start(self) -> int:
        return self.names[0][1].start


class Grammar:
    """The rows of the lexicon, compiled."""

    def __init__(self) -> None:
        words = lexis("duties")
        self.names: Names = names()
        self.skip = words.choice("skip").pattern
        self.slogan = words.choice("slogan").pattern
        self.mechanism = words.choice("mechanism").pattern
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
        self.jointly = words.choice("jointly").pattern
        self.later, self.of, self.modal = (words.choice(kind).pattern for kind in ("later", "of", "modal"))
        self.composed, self.not_composed = words.choice("composed").pattern, words.choice("not-composed").pattern
        self.bare_actors, self.nobody = frozenset(words.words("bare-actor")), frozenset(words.words("nobody"))
        self.also = words.choice("also").pattern
        self.actor = words.choice("actor").pattern
        self.begins = re.compile(
            f"(?:{words.any('adverb')}|{words.any('grounds')}|{words.any('by')}|{words.any('act')}|{words.any('placed')})"
        )


@cached
def grammar() -> Grammar:
    """The grammar with the user's rows in front; made once."""
    return Grammar()


def find(passage: Passage) -> list[Duty]:
    """The duties of a passage in 组织实施 or 监测评估, in order; none anywhere else."""
    if passage.part not in ("organisation", "monitoring"):
        return []
    reader = _Reader(passage, grammar())
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
        for first, last in stretches(COMMA, self.text, start, end):
            yield from self.clause(first, last)

    def _behind_slogan(self, start: int, end: int) -> int:
        """Where the sentence goes on behind the mechanism that it begins with."""
        last = start
        for match in self.use.mechanism.finditer(self.text, start, end):
            last = match.end()
        return last if last > start else end

    def clause(self, start: int, end: int) -> Iterator[Duty]:
        """The duties of one stretch between commas."""
        while match := self.use.later.match(self.text, start, end):
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
                yield from self._duties(actor, match.start("what"), match.end("what"), "supervises", self.use.accepts.row(match).id)
            return
        for by in islice(self.use.by.finditer(self.text, start, end), SEVERAL):
            if found := [*self._by(start, by.start(), by.end(), end)]:
                yield from found
                return
        subject, verb = self._subject(start, end)
        if subject:
            act = self._act(verb, end)
            if not (self.actor and act and self._role(act, subject) == "participates"):
                self.actor = subject
            yield from self._does(subject, verb, end)
        elif self.actor and self._goes_on(start, end):
            yield from self._does(self.actor, start, end)

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
        self.actor = named or self.actor
        made = self.use.composed.search(self.text, after, end)
        if made and not self.use.not_composed.search(self.text, after, made.start()):
            who: Actor | None = self._actors(after, made.start(), loose=True)
            role: DutyRole = "participates"
            rule = "duties:participate"
        else:
            who, at = self._subject(after, end)
            match = self._act(at, end) if who else None
            if who is None or match is None:
                return
            role, rule = self._role(match, who), self.use.act.row(match).id
        if who is None:
            return
        yield from self._duties(who, start, end, role, rule)
        self.actor = named or self.actor or who
        self._created(start, end)

    def _subject(self, start: int, end: int) -> tuple[Actor | None, int]:
        """Who stands at the start of a clause, and where the verb behind begins; the longest subject counts."""
        best: tuple[Actor | None, int] = (None, start)
        for match in self.use.begins.finditer(self.text, start, min(end, start + ACTOR)):
            at = match.start()
            if at == start or not match.group():
                continue
            left = start
            for of in self.use.of.finditer(self.text, start, at):
                left = of.end()
            actor = self._actors(left, at, bare=left == start and self.use.modal.match(self.text, at) is not None)
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
        if (joint := self.use.jointly.search(words)) and joint.start() > 1:
            first, second = (self._actors(start, start + joint.start()), self._actors(start + joint.end(), end))
            return Actor(first.names + second.names, partners=len(second.names)) if first and second else None
        found = self.use.names.split(words, start)
        good = [n for n in found if self._is_actor(n.text) or (bare and n.text in self.use.names.sectors)]
        if not found or len(good) < len(found):
            return None
        return Actor(tuple((self.text[n.span.start : n.span.end], n.span) for n in good))

    def _is_actor(self, name: str) -> bool:
        use = self.use.names
        if use.stop.search(re.sub(r"[（(][^（）()]*[）)]", "", name)) or self.use.no_actor.match(name) or len(name) > 32:
            return False
        if name in use.sectors or name in self.use.nobody:
            return False
        return use.plausible(name) or bool(self.use.actor.search(name)) or name in self.use.bare_actors

    def _does(self, actor: Actor, start: int, end: int) -> Iterator[Duty]:
        """What an actor has to do, from its verb on; behind 并 a second thing."""
        match = self._act(start, end)
        if match is None:
            self._created(start, end)
            return
        role = self._role(match, actor)
        cut = self.use.also.search(self.text, match.end(), end)
        cut = cut if cut and cut.start() - match.start() >= 4 else None
        stop = cut.start() if cut and role != "reports_to" else end
        if role == "lead":
            self.actor = replace(actor, leads=True)
        yield from self._duties(actor, start, stop, role, self.use.act.row(match).id)
        if cut and stop < end:
            again = self.use.act.pattern.match(self.text, self._after(self.use.adverb, cut.end(), end), end)
            if again:
                yield from self._duties(actor, cut.end(), end, self._role(again, actor), self.use.act.row(again).id)
        self._created(start, end)

    def _act(self, start: int, end: int) -> re.Match[str] | None:
        """The verb of a stretch that begins behind its subject, over adverbs and grounds (依据本规划)."""
        at = self._after(self.use.adverb, start, end)
        if match := self.use.grounds.match(self.text, at, end):
            return self.use.act.pattern.search(self.text, match.end(), end)
        return self.use.act.pattern.match(self.text, at, end)

    def _created(self, start: int, end: int) -> None:
        """A body that is set up here is the actor of what follows (设立监测评估领导小组，负责…)."""
        made = self.use.creates.search(self.text, start, end)
        if made and made["body"]:
            self.actor = Actor(((made["body"], Span(made.start("body"), made.end("body"))),))

    def _after(self, pattern: re.Pattern[str], start: int, end: int) -> int:
        while (match := pattern.match(self.text, start, end)) and match.end() > start:
            start = match.end()
        return start

    def _role(self, match: re.Match[str], actor: Actor) -> DutyRole:
        role = str(self.use.act.get(match, "gives"))
        if role == "review":
            return "supervises" if actor.leads else "responsible"
        return cast(DutyRole, role)

    def _duties(self, actor: Actor, start: int, end: int, role: DutyRole, rule: str) -> Iterator[Duty]:
        """A duty for each actor of a joint subject."""
        if end - start < 4 and actor.start < start and not COMMA.search(self.text, actor.start, start):
            start = actor.start
        action = self.text[start:end].strip(TRIM)
        frequency = self.use.frequency.search(action)
        due = self.use.deadline.search(action)
        for i, (name, where) in enumerate(actor.names):
            joins = i >= len(actor.names) - actor.partners
            first, last = min(start, where.start), max(end, where.end)
            quote = self.text[first:last].rstrip(TRIM)
            yield Duty(
                plan=self.passage.plan,
                section=cast(Literal["organisation", "monitoring"], self.passage.part),
                actor=name,
                role="participates" if joins else role,
                action=action,
                span=Span(self.base + first, self.base + first + len(quote)),
                quote=quote,
                rule=rule,
                frequency=frequency.group() if frequency else None,
                deadline=due.group() if due else None,
                confidence=0.9,
            )
