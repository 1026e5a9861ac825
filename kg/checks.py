"""What a check is: a function with a code, what it is given, and how it words and quotes what it finds."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from zeren.kg.entities import Agent, Assigned, PlanView, SourceView, Task
from zeren.kg.finding import Evidence, Finding, Hit, Severity
from zeren.kg.handout import Handout, handout, statements
from zeren.kg.model import Span
from zeren.kg.vocab import Instrument

QUOTE = 120
"""At most so many characters of a goal are quoted as evidence."""

LISTED = 12
"""At most so many tasks are named in a message."""


class Knows(Protocol):
    """What the checks ask of the vocabulary (kg.vocab.Vocabulary gives it)."""

    @property
    def instruments(self) -> Mapping[str, Instrument]: ...
    def instrument(self, title: str) -> Instrument | None: ...


class Failed(NamedTuple):
    """A source that could not be read: its id, its file's name, why, and the IRI of its text."""

    id: str
    name: str
    reason: str
    about: str


@dataclass(frozen=True, slots=True)
class Limits:
    """The thresholds of the checks.

    overload_score: B01, how many scales above the median a load stands out (Iglewicz and Hoaglin 1993: 3.5)
    overload_floor: B01, the least scale, in tasks
    overload_times: B01, the least multiple of what the other agencies carry on average
    overload_least: B01, the least number of tasks
    overload_carriers: B01, the least number of agencies that a median is taken over
    not_understood: P02, the share (0 to 1) of passages above which a source counts as not understood
    """

    overload_score: float = 3.5
    overload_floor: float = 1.0
    overload_times: float = 3.0
    overload_least: int = 5
    overload_carriers: int = 5
    not_understood: float = 0.5


@dataclass(frozen=True)
class SourceCase:
    """A source as its checks see it; `text` gives the clean text that spans point into, or None where it is not at hand."""

    source: SourceView
    text: Callable[[], str | None]
    knows: Knows | None
    limits: Limits

    def agent(self, agency: str) -> Agent:
        return self.source.agencies[agency]

    def quote(self, span: Span, most: int = QUOTE) -> Evidence | None:
        """The first line of what stands at the span, white space at its ends left out, at most `most` characters."""
        text = self.text()
        if text is None or not (found := text[span.start : span.end]).strip():
            return None
        start = span.start + len(found) - len(found.lstrip())
        found = found.strip().split("\n", 1)[0][:most].rstrip()
        return Evidence(start, start + len(found), found)


@dataclass(frozen=True)
class PlanCase(SourceCase):
    """A plan as its checks see it."""

    plan: PlanView

    @cached_property
    def handout(self) -> Handout:
        return handout(self.plan)


CaseT = TypeVar("CaseT", SourceCase, PlanCase, Failed)


@dataclass(frozen=True)
class Check(Generic[CaseT]):
    """One check: a stable code, how bad it is, its name, and the function that looks; the function's docstring is its explanation."""

    code: str
    severity: Severity
    title: str
    title_en: str
    on: type[CaseT]
    find: Callable[[CaseT], Iterator[Hit]]

    @property
    def explanation(self) -> str:
        """The text that a reader sees, the source's line wraps taken out: a line goes on where no Chinese sentence ends."""
        lines = [*(inspect.getdoc(self.find) or "").split("\n"), ""]
        out = ""
        for line, after in pairwise(lines):
            wrapped = line and after and not line.endswith("。")
            out += line + ("\n" if not wrapped else "" if line[-1] > "\u2e80" else " ")
        return out.strip()


def check(
    code: str, severity: Severity, title: str, title_en: str, on: type[CaseT]
) -> Callable[[Callable[[CaseT], Iterator[Hit]]], Check[CaseT]]:
    """Make a check of a function that yields hits."""
    return lambda find: Check(code, severity, title, title_en, on, find)


KINDS = {"goal": "主要目标", "measure": "策略措施"}


def label(task: Task) -> str:
    """A goal or measure in a Chinese message: 主要目标1.8."""
    return f"{KINDS[task.kind]}{task.domain}.{task.no}"


def label_en(task: Task) -> str:
    """A goal or measure in an English message: goal 1.8."""
    return f"{task.kind} {task.domain}.{task.no}"


def listing(tasks: Sequence[Task]) -> str:
    """Tasks of one kind in a Chinese message: 主要目标1.8、2.3（共2项）; after the first LISTED only their number."""
    numbers = "、".join(f"{t.domain}.{t.no}" for t in tasks[:LISTED]) + ("等" if len(tasks) > LISTED else "")
    return label(tasks[0]) if len(tasks) == 1 else f"{KINDS[tasks[0].kind]}{numbers}（共{len(tasks)}项）"


def listing_en(tasks: Sequence[Task]) -> str:
    """Tasks of one kind in an English message: goals 1.8, 2.3 (2 in all)."""
    numbers = ", ".join(f"{t.domain}.{t.no}" for t in tasks[:LISTED]) + (", …" if len(tasks) > LISTED else "")
    return label_en(tasks[0]) if len(tasks) == 1 else f"{tasks[0].kind}s {numbers} ({len(tasks)} in all)"


def said(assigned: Sequence[Assigned]) -> Evidence | None:
    """The clause that assigns, or None where a person decided it."""
    a = assigned[0]
    end = max(x.span.end for x in assigned if x.span.start == a.span.start)
    whole = next(x for x in assigned if x.span.start == a.span.start and x.span.end == end)
    return Evidence(whole.span.start, whole.span.end, whole.quote) if whole.quote else None


def named(assigned: Assigned, task: Task) -> Evidence | None:
    """Where the agency's name itself stands in the clause that assigns it, else the whole clause.

    Names are looked for in the order in which they stand, since one may begin another (区民政 and 区民政局).
    """
    clause = [a for group in statements(task) for a in group if a.span == assigned.span and a.quote == assigned.quote]
    at = 0
    for a in clause:
        found = a.quote.find(a.name, at)
        if a.iri == assigned.iri:
            if found < 0:
                break
            start = a.span.start + found
            return Evidence(start, start + len(a.name), a.name)
        at = found + len(a.name) if found >= 0 else at
    return said([assigned])


def finding(hit: Hit, made_by: Check[Any], source: str, source_id: str, plan: PlanView | None) -> Finding:
    """A hit with the code and severity of its check and the place it belongs to."""
    return Finding(
        code=made_by.code,
        severity=hit.severity or made_by.severity,
        source=source,
        plan=plan.key if plan else None,
        domain=hit.domain,
        no=hit.no,
        about=hit.about,
        message=hit.message,
        message_en=hit.message_en,
        evidence=hit.evidence,
        suggestion=hit.suggestion,
        suggestion_en=hit.suggestion_en,
        source_id=source_id,
        plan_iri=plan.iri if plan else None,
        detail=hit.detail,
    )


def at(hit: Hit, task: Task) -> Hit:
    """The hit with a task's numbers."""
    return replace(hit, domain=task.domain, no=task.no)
