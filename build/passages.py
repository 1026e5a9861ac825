"""Cut a document into passages, each with its one place in the plan: what the extractors read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zeren.build.head import head
from zeren.build.plans import text_span
from zeren.kg.model import Document, Passage, Plan, Section, Span

LONGEST = 10_000  # characters of a passage
SENTENCE = re.compile(r"[。！？；\n]")

WHOLE = ("plan", "domain", "heading", "goals", "measures")  # never one item

Placed = tuple[Span, str | None, str, int | None, int | None]  # span, plan, part, domain, no


def passages(doc: Document, root: Section, plans: Sequence[Plan]) -> tuple[Passage, ...]:
    """Every stretch of text with its place, in order; together they hold all that is not white space.

    Goals and measures come whole, own number included; a table's rows one by one, as part "table". What belongs to no plan
    and no notice has the plan None and the part "text".
    """
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
        for placed in places:
            out.extend(_cut(doc, placed))
    return tuple(out)


def _leaves(section: Section) -> Iterator[Section]:
    return (s for s in section.walk() if not s.children)


def _notice(section: Section, front: Span) -> Iterator[Placed]:
    for leaf in _leaves(section):
        title = leaf.span in front and section.key != "tail"
        yield leaf.span, "notice", "table" if leaf.kind == "row" else "title" if title else "preamble", None, None


def _places(doc: Document, section: Section, plan: Plan) -> Iterator[Placed]:
    """The places of a plan's text: goals and measures whole, all else by leaf."""
    items: dict[int, tuple[str, int, int]] = {}
    for domain in plan.domains:
        items.update({g.span.start: ("goal", domain.no, g.no) for g in domain.goals})
        items.update({m.span.start: ("measure", domain.no, m.no) for m in domain.measures})
    domains = {d.span.start: d.no for d in plan.domains if d.name}
    first = min((*domains, *items), default=section.span.end)
    title = {s.span for s in section.children if s.kind == "heading" and not s.children}
    stack: list[tuple[Section, str, int | None]] = [(section, "", None)]
    while stack:
        node, part, domain_no = stack.pop()
        part = node.kind if node.kind in ("organisation", "monitoring") else part
        domain_no = domains.get(node.span.start, domain_no) if node.kind == "domain" else domain_no
        item = items.get(node.span.start if node.kind == "row" else text_span(doc, node).start) if node.kind not in WHOLE else None
        if item is not None:
            yield from _item(node, plan.key, item)
        elif node.children:
            stack.extend((child, part, domain_no) for child in reversed(node.children))
        elif node.kind == "row":
            yield node.span, plan.key, "table", domain_no, None
        else:
            where = "title" if node.span in title else part or ("preamble" if node.span.start < first else "text")
            yield node.span, plan.key, where, domain_no, None


def _item(node: Section, key: str, item: tuple[str, int, int]) -> Iterator[Placed]:
    """A goal or measure as one stretch, tables inside it row by row."""
    part, domain, no = item
    start = node.span.start
    for leaf in _leaves(node):
        if leaf.kind == "row":
            if leaf.span.start > start:
                yield Span(start, leaf.span.start), key, part, domain, no
            yield leaf.span, key, "table", domain, no
            start = leaf.span.end
    if node.span.end > start:
        yield Span(start, node.span.end), key, part, domain, no


def _cut(doc: Document, placed: Placed) -> Iterator[Passage]:
    """A stretch in pieces of at most LONGEST characters, cut behind a sentence where there is one."""
    span, key, part, domain, no = placed
    text = doc.quote(span)
    at = 0
    while at < len(text):
        end = min(len(text), at + LONGEST)
        if end < len(text):
            stops = [m.end() for m in SENTENCE.finditer(text, at + LONGEST // 2, end)]
            end = stops[-1] if stops else end
        piece = text[at:end]
        if trimmed := piece.strip():
            start = span.start + at + len(piece) - len(piece.lstrip())
            yield Passage(Span(start, start + len(trimmed)), trimmed, key, part, domain, no)
        at = end
