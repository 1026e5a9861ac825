"""Find assignments: who is to do a goal, a measure, a table's row or a task in running text, however it is written."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from zeren.build.extract import brackets as bracketed
from zeren.build.extract import flattened, grids, labels, prose, rulings
from zeren.build.extract.agencies import Name
from zeren.build.extract.clauses import Clause, Grammar, Groups, grammar
from zeren.build.extract.rulings import Rulings
from zeren.kg.model import Assignment, Document, Party, Passage, Role, Span, Table

SILENT = frozenset({"title", "organisation", "monitoring"})
NUMBER = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,3}(?:[.．、](?!\d)|(?=[\u4e00-\u9fff])|[）)])|[①-⑳]|——?)?\s*"
)
TRIM = " \t\r\n　\u00a0。；;，,、：:"
SENTENCE = re.compile(r"[。！？《》:：%％]")
WORD = re.compile(r"\S+")
LONGEST_TASK = 1200


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for a whole document: its rules, and the clauses that go over lines (labels under a task, tables written as lines).

    `read` keeps the clauses of passages that were read, for `find` and `brackets` ask for the same ones.
    """

    text: str
    rulings: Rulings
    groups: tuple[Clause, ...]
    rows: tuple[Clause, ...]
    grids: tuple[Span, ...]
    grammar: Grammar
    read: dict[Span, list[Clause]] = field(default_factory=dict, compare=False, repr=False)


def context(doc: Document) -> Context:
    """Read what holds for the whole document."""
    rules = rulings.find(doc.text)
    use = grammar()
    tables = tuple(table.span for table in doc.tables)
    written = flattened.find(doc.text, use, rules.reading, tables)
    shut = sorted([*tables, *(grid.span for grid in written)])
    groups = tuple(c for c in labels.groups(doc.text, use, rules.reading) if not _inside(c.span, shut))
    rows = tuple(row for grid in written for row in grid.rows)
    return Context(doc.text, rules, groups, rows, tuple(shut), use)


def find(passage: Passage, context: Context) -> list[Assignment]:
    """All assignments of a passage, in order; nothing in titles, 组织实施 and 监测评估, nor in tables (`find_table` reads these)."""
    if passage.part in SILENT:
        return []
    rows = _within(context.rows, passage.span)
    if rows or _inside(passage.span, context.grids) or any(passage.span.start <= g.start < passage.span.end for g in context.grids):
        return [_made(c, passage, context, c.words or (_words(context.text, c.task) if c.task else "")) for c in rows]
    clauses = _clauses(passage, context)
    if clauses:
        return _with_tasks(clauses, passage, context)
    if passage.part == "goal" or passage.plan == "notice":
        return []
    found = prose.find(passage, context.grammar, context.rulings) or _alone(passage, context) or _behind(passage, context)
    return [_made(c, passage, context, c.words or (_words(context.text, c.task) if c.task else "")) for c in found]


def _alone(passage: Passage, context: Context) -> list[Clause]:
    """A paragraph that holds nothing but agencies, under a paragraph with a task."""
    use, groups = context.grammar, Groups()
    if len(passage.text) > 240 or SENTENCE.search(passage.text[:-1]) or not use.names.complete(passage.text.rstrip(TRIM)):
        return []
    found = use.names.split(passage.text, passage.span.start)
    before = _line_before(context, passage.span.start)
    if len(found) < 2 or len(before) < 6 or not all(use.names.plausible(n.text) for n in found) or passage.text.rstrip()[-1:] in "：:":
        return []
    groups.give(found, "bare", "assignments:bare-list")
    clause = use.settle(groups, passage.span, context.rulings.reading)
    return [replace(clause, words=before)] if clause else []


def _behind(passage: Passage, context: Context) -> list[Clause]:
    """Several agencies behind a task with nothing but blanks between: a table's row that lost its lines (建设公园 区住建局 区园林局)."""
    use, groups = context.grammar, Groups()
    words = list(WORD.finditer(passage.text))
    first = len(words)
    while first and len(found := use.names.split(words[first - 1].group(), 0)) and all(_whole(n.text, use) for n in found):
        first -= 1
    if not 0 < first <= len(words) - 2 or "\n" in passage.text[words[first].start() : words[-1].end()]:
        return []
    for word in words[first:]:
        groups.give(use.names.split(word.group(), passage.span.start + word.start()), "bare", "assignments:bare-list")
    task = _words(context.text, Span(passage.span.start, passage.span.start + words[first - 1].end()))
    span = Span(passage.span.start + words[first].start(), passage.span.start + words[-1].end())
    clause = use.settle(groups, span, context.rulings.reading) if len(task) >= 6 else None
    return [replace(clause, words=task, confidence=0.7)] if clause else []


def _whole(name: str, use: Grammar) -> bool:
    return len(name) > 2 and use.names.plausible(name)


def brackets(passage: Passage, context: Context) -> list[Span]:
    """The spans of a passage that only say who is responsible: brackets with their content, labelled lines."""
    return [c.span for c in _clauses(passage, context) if c.span in passage.span] if passage.part not in SILENT else []


def find_table(table: Table, doc: Document, context: Context, places: Sequence[Passage] = ()) -> list[Assignment]:
    """One assignment a row of a table whose header names roles; `places` are the document's passages in order."""
    starts = [p.span.start for p in places]
    out = []
    for clause in grids.find(table, doc.text, context.grammar, context.rulings.reading):
        at = bisect_right(starts, clause.task.start if clause.task else clause.span.start) - 1
        here = places[at] if at >= 0 and clause.span.start < places[at].span.end else None
        passage = here or Passage(clause.span, doc.quote(clause.span), None, "table")
        out.append(_made(clause, replace(passage, part="table"), context, clause.words))
    return out


def _clauses(passage: Passage, context: Context) -> list[Clause]:
    """The bracketed and labelled clauses that begin in a passage, in order."""
    if passage.span not in context.read:
        reading = context.rulings.reading
        found = [*bracketed.find(passage.text, passage.span.start, context.grammar, reading), *_within(context.groups, passage.span)]
        context.read[passage.span] = sorted(found, key=lambda c: c.span)
    return context.read[passage.span]


def _with_tasks(clauses: list[Clause], passage: Passage, context: Context) -> list[Assignment]:
    """An assignment for each clause (clauses side by side are one), with the task that stands in front of it, or else behind it."""
    out: list[Assignment] = []
    at, begin = passage.span.start, True
    for i, clause in enumerate(clauses):
        task = _words(context.text, Span(at, max(at, clause.span.start)))
        if not task and out and not begin and context.text[clause.span.start] in bracketed.OPENING:
            out[-1] = _joined(out[-1], _made(clause, passage, context, out[-1].task), context)
        else:
            if not task and i == 0:
                end = clauses[1].span.start if len(clauses) > 1 else passage.span.end
                task = _words(context.text, Span(min(clause.span.end, end), end)) if clause.span.end < end else ""
                task = task if clause.span.start == passage.span.start and context.text[clause.span.start] in bracketed.OPENING else ""
                task = task or _line_before(context, clause.span.start)
            out.append(_made(clause, passage, context, task or (out[-1].task if out else "")))
        at, begin = max(at, clause.span.end), False
    return out


def _line_before(context: Context, start: int) -> str:
    """The words of the last line in front of a group of labels, unless it belongs to another group."""
    end = start
    while end > 0:
        first = context.text.rfind("\n", 0, end - 1) + 1 if end > 0 else 0
        words = _words(context.text, Span(first, end))
        if words:
            return "" if _inside(Span(first, end), [g.span for g in _near(context.groups, first)]) else words
        if first == 0 or start - first > 400:
            return ""
        end = first
    return ""


def _words(text: str, span: Span) -> str:
    """A stretch without its number and the punctuation around it."""
    words = text[span.start : span.end].strip(TRIM)
    return words[NUMBER.match(words).end() :].strip(TRIM)[:LONGEST_TASK] if words else ""  # type: ignore[union-attr]


def _made(clause: Clause, passage: Passage, context: Context, task: str) -> Assignment:
    given: list[tuple[Name, Role]] = list(clause.parties)
    have = {name.text for name, _ in given}
    for everyone in context.rulings.everyone:
        if everyone.start <= clause.span.start:
            given += [(name, "responsible") for name in everyone.names if name.text not in have]
            have |= {name.text for name in everyone.names}
    parties = tuple(Party(name.text, role, i, name.span, name.expanded) for i, (name, role) in enumerate(given, 1))
    return Assignment(
        plan=passage.plan,
        part=passage.part if passage.part in ("goal", "measure", "table") else "text",
        domain=passage.domain,
        no=passage.no,
        task=task,
        agencies=parties,
        span=clause.span,
        quote=context.text[clause.span.start : clause.span.end],
        rule=clause.rule,
        deadline=clause.deadline or _due(task, context) or context.rulings.deadline,
        confidence=clause.confidence,
    )


def _due(task: str, context: Context) -> str | None:
    """The one time phrase of a task, None where there is none or several."""
    found = {m.group() for m in context.grammar.in_task.finditer(task)}
    return found.pop() if len(found) == 1 else None


def _joined(first: Assignment, more: Assignment, context: Context) -> Assignment:
    """Two clauses side by side as one assignment."""
    span = Span(first.span.start, more.span.end)
    parties = [*first.agencies, *(p for p in more.agencies if not any(p.span == f.span for f in first.agencies))]
    return replace(
        first,
        agencies=tuple(replace(p, order=i) for i, p in enumerate(parties, 1)),
        span=span,
        quote=context.text[span.start : span.end],
        deadline=first.deadline or more.deadline,
        confidence=min(first.confidence, more.confidence),
    )


def _within(clauses: Sequence[Clause], span: Span) -> list[Clause]:
    """Those of the clauses (in order) that begin in a span."""
    first = bisect_left(clauses, span.start, key=lambda c: c.span.start)
    last = bisect_left(clauses, span.end, key=lambda c: c.span.start)
    return list(clauses[first:last])


def _near(clauses: Sequence[Clause], at: int) -> Sequence[Clause]:
    """The last clause that begins at or in front of an offset, and the one behind it."""
    i = bisect_right(clauses, at, key=lambda c: c.span.start)
    return clauses[max(0, i - 1) : i + 1]


def _inside(span: Span, shut: Sequence[Span]) -> bool:
    """Whether a span lies in one of the sorted, disjoint spans."""
    at = bisect_right(shut, span.start, key=lambda s: s.start) - 1
    return at >= 0 and span.start < shut[at].end
