"""Build the outline of a document: a tree whose leaves hold every character, whatever the text is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zeren.build.parts import Part, parts
from zeren.build.passages import passages
from zeren.build.plans import plans
from zeren.build.roles import assign
from zeren.build.segments import TRIM, Segment, says, segments
from zeren.build.titles import unannexed
from zeren.build.tree import Node, grow
from zeren.kg.model import Document, Section, Span

__all__ = ["outline", "passages", "plans"]


def outline(doc: Document) -> Section:
    """The tree of a document: kind "document", children in order and without overlap, leaves that hold every character.

    Never raises, whatever the text is.
    """
    segs = segments(doc)
    children = tuple(_part(part, segs[part.start : part.end]) for part in parts(segs))
    return Section("document", Span(0, len(doc.text)), children=children)


def _part(part: Part, segs: Sequence[Segment]) -> Section:
    span = Span(segs[0].span.start, segs[-1].span.end)
    if part.kind == "tail":
        return Section("notice", span, key="tail", children=tuple(_leaf(s) for s in segs))
    root = Node("root", -1.0)
    root.parts.extend(segs[: part.head])
    grow(root, segs[part.head :])
    if part.kind == "plan":
        assign(root)
    title = "".join(unannexed(s.text) for s in segs[: part.head] if says(s.text.strip()) != "appendix")
    return Section(part.kind, span, title=title, children=tuple(_sections(root, part.head)))


def _sections(node: Node, head: int = 0) -> Iterator[Section]:
    for i, part in enumerate(node.parts):
        if isinstance(part, Node):
            yield _section(part)
        else:
            yield _leaf(part, "heading" if i < head else None)


def _leaf(seg: Segment, kind: str | None = None) -> Section:
    return Section(
        kind or ("row" if seg.row else "paragraph"),
        seg.span,
        title=seg.title if kind else "",
        body=seg.span,
        key="header" if seg.header else None,
    )


def _section(node: Node) -> Section:
    seg = node.head
    assert seg is not None
    end = _end(node)
    span = Span(seg.span.start, end)
    children: tuple[Section, ...] = ()
    if node.parts:
        head = Section("heading", seg.span, node.number, seg.title, Span(seg.words, seg.span.end))
        children = (head, *_sections(node))
    return Section(node.role or "item", span, node.number, seg.title.strip(TRIM), Span(min(seg.words, end), end), None, children)


def _end(node: Node) -> int:
    last: Node | Segment = node
    while isinstance(last, Node):
        if not last.parts:
            assert last.head is not None
            return last.head.span.end
        last = last.parts[-1]
    return last.span.end
