"""Read one responsibility clause, in a bracket, behind labels or in a cell: who has which role, and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from zeren.build.extract.agencies import CLOSE, OPEN, Name, Names, names
from zeren.build.extract.lexis import lexis
from zeren.build.overlay import cached
from zeren.kg.model import Role, Span

LONGEST_BRACKET = 900
HAN = re.compile(r"[\u4e00-\u9fff]")
COLON = re.compile(r"[:：】］\]〕]")


@dataclass(frozen=True, slots=True)
class Reading:
    """How lists are to be read where no role word says it: rules that stand elsewhere in the document."""

    first: bool = False
    rest: Role | None = None
    star: bool = False
    sole: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Who has which role, by one clause; `task` is where the task stands and `words` what it says, where the clause itself tells."""

    span: Span
    parties: tuple[tuple[Name, Role], ...]
    rule: str
    deadline: str | None = None
    confidence: float = 1.0
    task: Span | None = None
    words: str = ""


@dataclass(slots=True)
class Groups:
    """What has been read so far: names and the kind of role they were given."""

    given: list[tuple[list[Name], str]] = field(default_factory=list)
    pending: list[Name] = field(default_factory=list)
    deadline: str | None = None
    period: str | None = None
    rule: str = ""
    odd: int = 0

    def give(self, found: list[Name], kind: str, rule: str) -> None:
        if found:
            self.given.append((found, kind))
            self.rule = self.rule or rule


class Grammar:
    """The lexicon's labels and verbs, compiled, with the user's rows in front."""

    def __init__(self) -> None:
        words = lexis("assignments")
        self.names: Names = names()
        self.rule = re.compile(f"{words.choice('rule').pattern.pattern}|{words.any('no-more')}")
        ends = "|".join(f"(?<={word})" for word in words.words("part-end"))
        self.comma = re.compile(f"[，,]|(?:{ends})、")
        self.breaks = re.compile(f"[，,；;。\n]|(?:{ends})、")
        self.another = re.compile(f"(?:{words.any('another')})")
        self.nobody = words.choice("nobody").pattern
        self.surname = words.choice("surname").pattern
        tail = r"\s*(?:[（(][^（）()\n]{0,40}[）)])?\s*(?:[:：]|(?<=[\u4e00-\u9fff])[】］\]〕](?!\s*[:：])|[】］\]〕]\s*[:：])"
        self.label = words.choice("label", before=words.any("label-front"), after=tail)
        self.loose = words.choice("label", before=words.any("loose-front"), after=words.any("loose-end"))
        self.head = words.choice("label")
        self.verb = words.choice("verb")
        self.partner = words.choice("partner")
        self.due = words.choice("deadline")
        self.in_task = words.choice("due").pattern
        self.cue = words.choice("cue").pattern
        self.last = words.choice("break").pattern
        self.bare_head = words.choice("bare-head")
        self.goes_on, self.run_start = words.choice("goes-on").pattern, words.choice("run-start").pattern
        self.run_head = words.choice("run-head").pattern

    def bracket(self, text: str, base: int, reading: Reading) -> Clause | None:
        """The clause that a bracket's content makes, None when the content is anything else."""
        if not 2 < len(text) <= LONGEST_BRACKET:
            return None
        marks = self._labels(text)
        if marks and not HAN.search(text, 0, marks[0][0]):
            return self.fields(text, base, marks, reading)
        if not self.cue.search(text) and not self.names.complete(text.strip()):
            return None
        groups = Groups()
        self.value(text, base, None, groups)
        if not groups.given and (groups.odd or not groups.pending):
            return None
        if any(not self.names.plausible(n.text) for found, _ in [*groups.given, (groups.pending, "")] for n in found):
            return None
        groups.give(groups.pending, "bare", "assignments:bare-list")
        return self.settle(groups, Span(base, base + len(text)), reading)

    def fields(self, text: str, base: int, marks: list[tuple[int, int, str, str]], reading: Reading) -> Clause | None:
        """The clause that labels and the lists behind them make."""
        groups = Groups()
        self._behind(text, base, marks, groups)
        return self.settle(groups, Span(base, base + len(text)), reading)

    def _labels(self, text: str) -> list[tuple[int, int, str, str]]:
        """Start, end, role and rule of each label, those without a colon only where the text has no other and begins with one."""
        choice = self.label
        found = [*choice.pattern.finditer(text)] if COLON.search(text) else []
        if not found and (first := self.loose.pattern.match(text)):
            choice, found = self.loose, [first, *self.loose.pattern.finditer(text, first.end())]
        return [(m.start(), m.end(), str(choice.get(m, "gives")), choice.row(m).id) for m in found]

    def labelled(self, text: str, base: int, role: str, rule: str, groups: Groups) -> None:
        """Read what stands behind one label."""
        value = text.strip(" \t　，,；;。、\n")
        if role == "deadline":
            groups.deadline = groups.deadline or value or None
        elif role == "period":
            groups.period = groups.period or value or None
        elif role not in ("person", "none"):
            self.value(text, base, role, groups, rule)

    def cell(self, text: str, base: int, role: str, rule: str, groups: Groups) -> None:
        """Read a table's cell in a column of this role; labels inside the cell have roles of their own."""
        marks = [(m.start(), m.end(), str(self.label.get(m, "gives")), self.label.row(m).id) for m in self.label.pattern.finditer(text)]
        self.value(text[: marks[0][0] if marks else len(text)], base, role, groups, rule)
        self._behind(text, base, marks, groups)

    def _behind(self, text: str, base: int, marks: list[tuple[int, int, str, str]], groups: Groups) -> None:
        """Read what stands behind each label, up to the next."""
        for i, (_, at, role, rule) in enumerate(marks):
            end = marks[i + 1][0] if i + 1 < len(marks) else len(text)
            self.labelled(text[at:end], base + at, role, rule, groups)

    def value(self, text: str, base: int, default: str | None, groups: Groups, rule: str = "") -> None:
        """Read a list in which verbs may give roles of their own; names without a verb get `default`, or stay pending."""
        stopped = False
        for start, end in self._segments(text):
            after_stop, stopped = stopped, stopped or text[end : end + 1] == "。"
            if not self._segment(text[start:end], base + start, groups, default is None or after_stop) and after_stop:
                break
        if default is not None:
            groups.give(groups.pending, default, rule)
            groups.pending = []

    def _segments(self, text: str) -> Iterator[tuple[int, int]]:
        """The stretches between commas and stops that stand in no brackets."""
        return stretches(self.breaks, text, 0, len(text))

    def _segment(self, text: str, base: int, groups: Groups, strict: bool) -> bool:
        """Read one stretch between commas; False where it could not be read."""
        stripped = text.strip(" \t　（）()")
        if not stripped or self.rule.search(stripped):
            return True
        if self.due.pattern.fullmatch(stripped):
            groups.deadline = groups.deadline or stripped
            return True
        for match in self.verb.pattern.finditer(text):
            if not _open(text, match.start()) and self._with_verb(text, base, match, groups):
                return True
        if partner := self.partner.pattern.search(text):
            found = self._good(self.names.split(text[: partner.start()], base), strict)
            more = self._good(self.names.split(text[partner.end() :], base + partner.end()), strict)
            groups.give(groups.pending + found, "lead", self.partner.row(partner).id)
            groups.give(more, "supporting", self.partner.row(partner).id)
            groups.pending = []
            return True
        found = self.names.split(text, base)
        good = self._good(found, strict)
        groups.pending += good
        groups.odd += len(good) < len(found)
        return len(good) == len(found)

    def _with_verb(self, text: str, base: int, match: re.Match[str], groups: Groups) -> bool:
        """Give the names in front of a verb its role, if names are what stands there."""
        left, role, rule = text[: match.start()], str(self.verb.get(match, "gives")), self.verb.row(match).id
        partner = self.partner.pattern.search(left)
        found = self.names.split(left[: partner.start()] if partner else left, base)
        if any(not self.names.plausible(n.text) for n in found) or not (found or groups.pending or partner):
            return False
        if partner:
            groups.give(groups.pending + found, "lead", self.partner.row(partner).id)
            groups.give(
                self._good(self.names.split(left[partner.end() :], base + partner.end()), True), "supporting", self.partner.row(partner).id
            )
        elif role != "none":
            groups.give(groups.pending + found, role, rule)
        groups.pending = []
        rest, at = text[match.end() :], base + match.end()
        if again := self.partner.pattern.match(rest):
            groups.give(self._good(self.names.split(rest[again.end() :], at + again.end()), True), "supporting", self.partner.row(again).id)
        elif role == "lead" and self.another.match(rest):
            self._segment(rest, at, groups, True)
        elif self.due.pattern.fullmatch(rest.strip()):
            groups.deadline = groups.deadline or rest.strip()
        return True

    def _good(self, found: list[Name], strict: bool) -> list[Name]:
        return [n for n in found if (self.names.plausible(n.text) if strict else self.acceptable(n.text))]

    def acceptable(self, text: str) -> bool:
        """Whether an item of a labelled list is an agency: anything that is no sentence, person, date or mere role."""
        bare = re.sub(r"[（(][^（）()]*[）)]", "", text)
        if self.names.plausible(text):
            return True
        if self.surname.match(bare) and not self.names.complete(bare):
            return False
        wrong = self.names.stop.search(bare) or self.names.person.search(bare) or self.names.roles.search(bare) or re.search(r"\d{3}", bare)
        return 2 <= len(text) <= 28 and not wrong and not self.due.pattern.fullmatch(text)

    def settle(self, groups: Groups, span: Span, reading: Reading) -> Clause | None:
        """Decide the roles that depend on the rest of the clause or on a rule of the document; None without anybody."""
        given = [(name, name.role or kind) for found, kind in groups.given for name in found]
        if not given:
            return None
        given = _decide(given, reading)
        given.sort(key=lambda pair: pair[0].span.start)
        given = list(zip(self.names.expand([name for name, _ in given]), [kind for _, kind in given], strict=True))
        parties = tuple((name, _role(kind)) for name, kind in given)
        due = groups.deadline or groups.period
        confidence = 0.9 if groups.rule == "assignments:bare-list" else 1.0
        return Clause(span, parties, groups.rule, due, confidence)


def _decide(given: list[tuple[Name, str]], reading: Reading) -> list[tuple[Name, str]]:
    """Turn main, either, plain and bare into lead or responsible."""
    kinds = {kind for _, kind in given}
    plain = [name for name, kind in given if kind == "plain"]
    lead = "lead" in kinds
    if reading.star and any(name.marked for name, _ in given):
        given = [(name, "lead" if name.marked else kind) for name, kind in given]
        lead = True
    turn = {"bare": "responsible", "plain": "responsible", "main": "responsible" if lead else "lead"}
    turn["either"] = "lead" if not lead and kinds & {"supporting", "participating"} else "responsible"
    lead = lead or "main" in kinds or (turn["either"] == "lead" and "either" in kinds)
    first = min((n.span.start for n, kind in given if kind == "responsible"), default=plain[0].span.end if plain else 0)
    if not lead and not reading.first and len(plain) == 1 and not plain[0].etc and plain[0].span.start < first:
        turn["plain"], lead = "lead", True
    given = [(name, turn.get(kind, kind)) for name, kind in given]
    if lead:
        return given
    carriers = [i for i, (_, kind) in enumerate(given) if kind == "responsible"]
    if reading.first and carriers:
        return [(n, "lead" if i == carriers[0] else reading.rest or k if k == "responsible" else k) for i, (n, k) in enumerate(given)]
    if reading.sole:
        return [(n, "lead" if k == "responsible" else k) for n, k in given]
    return given


def _open(text: str, at: int) -> bool:
    """Whether a bracket is open at this place."""
    return sum((c in OPEN) - (c in CLOSE) for c in text[:at]) > 0


def stretches(breaks: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of text[start:end] between breaks that stand in no brackets."""
    depth, at, first = 0, start, start
    for match in breaks.finditer(text, start, end):
        depth += sum((c in OPEN) - (c in CLOSE) for c in text[at : match.start()])
        at = match.start()
        if depth <= 0:
            yield first, match.start()
            first = match.end()
    yield first, end


def _role(kind: str) -> Role:
    roles: dict[str, Role] = {"lead": "lead", "supporting": "supporting", "participating": "participating"}
    return roles.get(kind, "responsible")


@cached
def grammar() -> Grammar:
    """The grammar for the package's lexicon with the user's rows in front; made once."""
    return Grammar()
