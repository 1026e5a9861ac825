"""Our own marks on the source text: every statement of a source gets an element with the anchor of its span, whatever overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from zeren.kg.entities import SourceView
from zeren.kg.model import Span
from zeren.viz.paths import Paths, anchor

BLOCKS = ("goal", "measure")
PLACES = ("plan", "domain")
"""Long stretches: only their beginning is marked."""
LONG = 1_500_000
"""Texts with more characters are shown shortened: what no statement stands on is left out beyond EDGE characters on each side."""
EDGE = 200


@dataclass(frozen=True, slots=True)
class Mark:
    """A statement: its kind (plan, domain, goal, measure, assignment, target, citation, duty, finding) and the page that says more."""

    span: Span
    kind: str
    no: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the source's page: number from 1, offset of its first character, markup, and the goals or measures that begin here.

    `left_out` counts the lines before this one that a shortened page does not show.
    """

    no: int
    offset: int
    html: Markup
    tags: tuple[Mark, ...]
    left_out: int = 0


def marks(view: SourceView, paths: Paths, findings: Iterable[tuple[Span, str]] = ()) -> list[Mark]:
    """Every statement of a source as a mark; `findings` are evidence spans with the page that explains them."""
    out = [Mark(c.span, "citation", href=paths.plan(p.id)) for p in view.plans for _, c in p.citations]
    out += [Mark(c.span, "citation") for _, c in view.citations]
    for plan in view.plans:
        out += [Mark(plan.span, "plan"), *(Mark(d.span, "domain") for d in plan.domains)]
        for _, task in plan.tasks():
            href = paths.task(task.iri)
            out.append(Mark(task.span, task.kind, f"{task.domain}.{task.no}", href))
            out += [Mark(a.span, "assignment", href=href) for a in task.assigned if not a.decided_by]
            out += [Mark(t.span, "target", href=href) for _, t in task.targets]
            out += [Mark(c.span, "citation", href=href) for _, c in task.citations]
        out += [Mark(d.span, "duty", href=paths.plan(plan.id)) for _, _, d in plan.duties]
        out += [Mark(t.span, "target", href=paths.plan(plan.id)) for _, t in plan.targets]
    loose = [*view.loose, *(item for plan in view.plans for item in plan.loose)]
    out += [Mark(a.span, "assignment") for item in loose for a in item.assigned]
    out += [Mark(span, "finding", href=href) for span, href in findings]
    return sorted(set(out), key=_order)


def _order(mark: Mark) -> tuple[int, int, bool, bool, str, str, str]:
    """Outer marks first; of two on the same characters goals and measures are the outer ones."""
    return (mark.span.start, -mark.span.end, mark.kind not in PLACES, mark.kind not in BLOCKS, mark.kind, mark.no, mark.href)


def lines(text: str, found: Sequence[Mark], long: int = LONG) -> Iterator[Line]:
    """The text as paragraphs with marks (`found` as `marks` sorts them); empty lines are left out, every other character is shown.

    A text above `long` characters is shortened where no statement stands.
    """
    marker, short, left_out, offset = _Marker(text, found, len(text) > long), len(text) > long, 0, 0
    for no, line in enumerate(text.split("\n"), 1):
        span = Span(offset, offset + len(line))
        offset = span.end + 1
        if not line.strip():
            marker.skip(span)
        elif short and not marker.touches(span) and no > 20:
            left_out += 1
        else:
            html, tags = marker.line(span)
            yield Line(no, span.start, html, tags, left_out)
            left_out = 0


@dataclass(slots=True)
class _Marker:
    """Walks along the text with the marks that are open."""

    text: str
    marks: Sequence[Mark]
    short: bool
    next: int = 0
    open: list[Mark] = field(default_factory=list)
    named: set[Span] = field(default_factory=set)

    def touches(self, span: Span) -> bool:
        self.open = [m for m in self.open if m.span.end > span.start]
        return bool(self.open) or (self.next < len(self.marks) and self.marks[self.next].span.start < span.end)

    def skip(self, span: Span) -> None:
        """Pass an empty line: what begins on its white space begins at the next line."""
        while self.next < len(self.marks) and self.marks[self.next].span.start < span.end:
            self.open.append(self.marks[self.next])
            self.next += 1

    def line(self, span: Span) -> tuple[Markup, tuple[Mark, ...]]:
        out: list[str] = []
        self.open = [m for m in self.open if m.span.end > span.start]
        out += [f"{self.tag(m)}</span>" for m in self.open if m.kind in PLACES]
        self.open = [m for m in self.open if m.kind not in PLACES]
        tags = [m for m in self.open if m.kind in BLOCKS and m.span not in self.named]
        out += [self.tag(m) for m in self.open]
        at = span.start
        while at < span.end:
            while self.next < len(self.marks) and self.marks[self.next].span.start <= at:
                tags += self.begin(out)
            stop = min([span.end, *(m.span.end for m in self.open)])
            if self.next < len(self.marks):
                stop = min(stop, self.marks[self.next].span.start)
            out.append(self.segment(at, stop))
            at = stop
            self.close(out, at)
        out += ["</span>"] * len(self.open)
        return Markup("".join(out)), tuple(tags)

    def begin(self, out: list[str]) -> list[Mark]:
        """Open the next mark; an empty span, or a place, becomes an empty element."""
        mark = self.marks[self.next]
        self.next += 1
        first = mark.span not in self.named
        out.append(self.tag(mark))
        if len(mark.span) == 0 or mark.kind in PLACES:
            out.append("</span>")
        else:
            self.open.append(mark)
        return [mark] if mark.kind in BLOCKS and first else []

    def close(self, out: list[str], at: int) -> None:
        """Close what ends here; what crosses an end is closed and opened again, so that elements always nest."""
        outermost = next((i for i, m in enumerate(self.open) if m.span.end <= at), None)
        if outermost is None:
            return
        out += ["</span>"] * (len(self.open) - outermost)
        still = [m for m in self.open[outermost:] if m.span.end > at]
        self.open[outermost:] = still
        out += [self.tag(m) for m in still]

    def tag(self, mark: Mark) -> str:
        """The element's start: the first piece of a span bears its anchor, later pieces name it."""
        name = "of" if mark.span in self.named else "id"
        self.named.add(mark.span)
        return f'<span class="m {mark.kind}" {"data-of" if name == "of" else "id"}="{anchor(mark.span)}">'

    def segment(self, start: int, end: int) -> str:
        piece = self.text[start:end]
        if self.short and not self.open and len(piece) > 2 * EDGE:
            piece = f"{piece[:EDGE]} …… {piece[-EDGE:]}"
        return str(escape(piece))
