"""Read plans off an outline: their domains, goals and measures, and the passages that extractors work on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zeren.build import rules
from zeren.build.head import head
from zeren.build.segments import TRIM, leading
from zeren.build.titles import head_lines, key_of, region_of, title_of, years_of
from zeren.kg.model import Document, Domain, Goal, Measure, Passage, Plan, Section, Span, Status

LONGEST = 10_000  # characters of a passage
SENTENCE = re.compile(r"[。！？；\n]")
NUMBERED = ("item", "chapter", "measure", "goal")


def plans(doc: Document, root: Section) -> tuple[Plan, ...]:
    """The plans of a document in order; keys are told apart (women, women-2)."""
    found: list[Plan] = []
    taken: dict[str, int] = {}
    for section in root.children:
        if section.kind == "plan" and understood(doc, section):
            key = key_of(section.title)
            taken[key] = taken.get(key, 0) + 1
            found.append(_plan(doc, root, section, key if taken[key] == 1 else f"{key}-{taken[key]}"))
    return tuple(found)


def _plan(doc: Document, root: Section, section: Section, key: str) -> Plan:
    front = head(doc, root)
    title, status = title_of(head_lines(doc, section))
    title = title or front.title
    start, end = years_of(title, doc.text[section.span.start : section.span.start + 3000])
    domains = tuple(_domain(doc, s, i) for i, s in enumerate(_domains(section), 1)) or (_tasks(doc, section),)
    region = region_of(title) or region_of(front.issuer or "") or region_of(front.title)
    return Plan(key, title, region, start, end, section.span, domains, "draft" if "draft" in (status, front.status) else "issued")


def _domains(section: Section) -> list[Section]:
    return [s for s in section.walk() if s.kind == "domain"]


def _domain(doc: Document, section: Section, order: int) -> Domain:
    lists = [s for child in section.children if child.kind in ("goals", "measures") for s in child.children]
    goals = tuple(_goal(doc, s) for s in lists if s.kind == "goal")
    measures = tuple(_measure(doc, s) for s in lists if s.kind == "measure")
    return Domain(section.number or order, section.title, section.span, goals, measures)


def _goal(doc: Document, section: Section) -> Goal:
    span = text_span(doc, section)
    return Goal(section.number or 0, doc.quote(span), span)


def _measure(doc: Document, section: Section, no: int | None = None) -> Measure:
    span = text_span(doc, section)
    text = doc.quote(span)
    return Measure(no or section.number or 0, leading(text), text, span)


def text_span(doc: Document, section: Section) -> Span:
    """A section's words: its own number and the white space around left out."""
    body = section.body or section.span
    text = doc.quote(body)
    start = body.start + len(text) - len(text.lstrip())
    return Span(start, max(start, body.start + len(text.rstrip())))


# documents that are no goal-and-measure plan


def carries(text: str) -> bool:
    """Whether a text shows signs that it hands a task to somebody."""
    return any(row.regex.search(text) for row in rules.load("tasks") if dict(row.set)["kind"] in ("label", "bracket"))


def understood(doc: Document, section: Section) -> bool:
    """Whether a part is a plan at all, rather than a page of prose."""
    if _domains(section) or any(s.kind == "row" for s in section.walk()):
        return True
    text = doc.quote(section.span)
    if carries(text):
        return True
    paragraphs = [line for line in text.split("\n") if line.strip()]
    numbered = [s for s in section.walk() if s.number is not None]
    return len(paragraphs) <= 2 or (bool(section.title) and len(numbered) >= 3)


def _tasks(doc: Document, section: Section) -> Domain:
    """The one domain of a document without domains: its numbered items or rows as measures."""
    found = list(task_sections(doc, section))
    written = [s.number for s in found]
    unique = len(set(written)) == len(written) and None not in written and 0 not in written
    measures = tuple(_measure(doc, s, s.number if unique else i) for i, s in enumerate(found, 1))
    return Domain(1, "", section.span, (), measures)


def task_sections(doc: Document, section: Section) -> Iterator[Section]:
    """The sections that are tasks, in order: the deepest numbered ones that carry somebody, rows, and bare clauses."""
    for child in section.children:
        if child.kind in ("organisation", "monitoring") and not carries(doc.quote(child.span)):
            continue
        if child.kind == "row" or (child.kind == "paragraph" and carries(doc.quote(child.span))):
            yield child
        elif child.kind in NUMBERED or child.kind in ("organisation", "monitoring"):
            yield from _deepest(doc, child)
    if section.kind == "plan" and not any(c.number is not None or c.kind == "row" for c in section.children):
        loose = [c for c in section.children if c.kind == "paragraph" and doc.quote(c.span).strip()]
        if len(loose) == 1 and not carries(doc.quote(loose[0].span)):
            yield loose[0]


def _deepest(doc: Document, section: Section) -> Iterator[Section]:
    inner = [c for c in section.children if c.number is not None or c.kind == "row"]
    if not inner:
        yield section
        return
    carrying = [carries(doc.quote(c.span)) for c in inner]
    if carries(doc.quote(section.span)) and sum(carrying) <= 1 and len(inner) > 1 and not any(carrying[:-1]):
        yield section
        return
    yield from task_sections(doc, section)


# passages


def passages(doc: Document, root: Section, plans: Sequence[Plan]) -> tuple[Passage, ...]:
    """Every stretch of text with its place, in order; together they hold all that is not white space."""
    out: list[Passage] = []
    at = {plan.span.start: plan for plan in plans}
    front = head(doc, root).span
    for section in root.children:
        plan = at.get(section.span.start) if section.kind == "plan" else None
        if section.kind == "notice":
            places = _notice(section, front)
        elif plan is None:
            places = ((s.span, None, "text", None, None) for s in _leaves(section))
        else:
            places = _places(doc, section, plan)
        for span, key, part, domain, no in places:
            out.extend(_cut(doc, span, key, part, domain, no))
    return tuple(out)


Placed = tuple[Span, str | None, str, int | None, int | None]


def _leaves(section: Section) -> Iterator[Section]:
    return (s for s in section.walk() if not s.children)


def _notice(section: Section, front: Span) -> Iterator[Placed]:
    for leaf in _leaves(section):
        yield leaf.span, "notice", "title" if leaf.span in front and section.key != "tail" else "preamble", None, None


def _places(doc: Document, section: Section, plan: Plan) -> Iterator[Placed]:
    """The places of a plan's text: goals and measures whole, everything else by leaf."""
    numbers: dict[int, tuple[str, int | None, int]] = {}
    for domain in plan.domains:
        numbers.update({g.span.start: ("goal", domain.no, g.no) for g in domain.goals})
        numbers.update({m.span.start: ("measure", domain.no, m.no) for m in domain.measures})
    domains = {d.span.start: d.no for d in plan.domains if d.name}
    first = min((d.span.start for d in plan.domains if d.name), default=min(numbers, default=section.span.end))
    stack: list[tuple[Section, str, int | None]] = [(section, "", None)]
    while stack:
        node, part, domain_no = stack.pop()
        part = node.kind if node.kind in ("organisation", "monitoring") else part
        domain_no = domains.get(node.span.start, domain_no) if node.kind == "domain" else domain_no
        place = numbers.get(text_span(doc, node).start) if node.kind not in ("plan", "domain", "heading") else None
        if place is not None and (node.kind in ("goal", "measure", "row", "paragraph") or plan.domains[0].name == ""):
            yield node.span, plan.key, "table" if node.kind == "row" else place[0], place[1], place[2]
        elif node.children:
            stack.extend((child, part, domain_no) for child in reversed(node.children))
        else:
            where = part or (
                "title"
                if node.kind == "heading" and node.span.start < first and part == "" and node.number is None and _in_title(section, node)
                else ""
            )
            yield (
                node.span,
                plan.key,
                "table" if node.kind == "row" else where or ("preamble" if node.span.start < first else "text"),
                domain_no,
                None,
            )


def _in_title(section: Section, node: Section) -> bool:
    return any(node is child for child in section.children)


def _cut(doc: Document, span: Span, key: str | None, part: str, domain: int | None, no: int | None) -> Iterator[Passage]:
    """A stretch in pieces of at most LONGEST characters, cut behind a sentence where there is one."""
    text = doc.quote(span)
    at = 0
    while at < len(text):
        end = min(len(text), at + LONGEST)
        if end < len(text):
            stops = [m.end() for m in SENTENCE.finditer(text, at + LONGEST // 2, end)]
            end = stops[-1] if stops else end
        piece = text[at:end]
        trimmed = piece.strip()
        if trimmed:
            start = span.start + at + len(piece) - len(piece.lstrip())
            yield Passage(Span(start, start + len(trimmed)), trimmed, key, part, domain, no)
        at = end


def strip(text: str) -> str:
    """A heading's words without the punctuation around them."""
    return text.strip(TRIM)


def status_of(text: str) -> Status:
    """Draft where the words say so (征求意见稿, 草案), else issued."""
    return "draft" if any(dict(r.set).get("kind") == "draft" and r.regex.search(text) for r in rules.load("head")) else "issued"
