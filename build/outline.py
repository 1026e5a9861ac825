"""Build the outline of a document: a tree whose leaves hold every character, whatever the text is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zeren.build.marks import Mark
from zeren.build.parts import Part, parts
from zeren.build.plans import passages, plans
from zeren.build.segments import TRIM, Segment, segments
from zeren.kg.model import Document, Section, Span

__all__ = ["outline", "passages", "plans"]

DEEPEST = 12  # levels; deeper nesting is no heading of a document
PLAIN = {"preamble", "organisation", "monitoring", "domains", "appendix"}  # headings that count without a number


@dataclass(slots=True)
class Node:
    """A heading with what stands under it, while the tree is being built; `head` is None for the root of a part."""

    kind: str
    rank: float
    number: int | None = None
    head: Segment | None = None
    parts: list[Node | Segment] = field(default_factory=list)
    role: str = ""

    @property
    def says(self) -> str | None:
        return self.head.says if self.head else None

    def nodes(self) -> list[Node]:
        return [p for p in self.parts if isinstance(p, Node)]


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
    build(root, segs[part.head :])
    if part.kind == "plan":
        assign(root)
    title = "".join(s.text.strip() for s in segs[: part.head])
    return Section(part.kind, span, title=title, children=tuple(_sections(root, part.head)))


# building: which heading stands under which


def build(root: Node, segs: Sequence[Segment]) -> None:
    """Hang every segment below the heading it belongs to."""
    stack = [root]
    for i, seg in enumerate(segs):
        node = _node(stack, seg, segs[i + 1] if i + 1 < len(segs) else None)
        if node is None:
            stack[-1].parts.append(seg)
            continue
        stack[-1].parts.append(node)
        stack.append(node)


def _node(stack: list[Node], seg: Segment, after: Segment | None) -> Node | None:
    """The node that a segment opens (the stack is cut to its parent), None for a paragraph or row."""
    if seg.row:
        return None
    if seg.mark is not None:
        return _numbered(stack, seg, seg.mark)
    if seg.says in ("goals", "measures") and (seg.alone or seg.text[len(seg.title) :].lstrip()[:1] in ("：", ":")):
        _cut(stack, next((i for i, n in enumerate(stack) if n.says in ("goals", "measures") and n.kind == "word"), None))
        return Node("word", stack[-1].rank + 0.5, None, seg)
    if seg.says in PLAIN and seg.alone and len(seg.text.strip()) <= 24:
        return _ranked(stack, Node("plain", 3.0, None, seg))
    if after is not None and after.says in ("goals", "measures") and after.alone and _bare_heading(seg) and not _in_goals(stack, after):
        return _ranked(stack, Node("bare", 4.0, None, seg))
    return None


def _bare_heading(seg: Segment) -> bool:
    return seg.alone and 2 <= len(seg.text.strip()) <= 24 and seg.text.strip()[-1:] not in "。；"


def _in_goals(stack: Sequence[Node], after: Segment) -> bool:
    """Whether the coming heading only goes on in the domain that is open (策略措施 after 主要目标)."""
    return after.says == "measures" and any(n.says == "goals" for n in stack)


def _cut(stack: list[Node], at: int | None) -> None:
    if at is not None:
        del stack[at:]


def _ranked(stack: list[Node], node: Node) -> Node:
    """Place a heading without number: beside the last of its kind, else below what ranks higher."""
    same = next((i for i, n in enumerate(stack) if n.kind == node.kind), None)
    if same is not None:
        _cut(stack, same)
    else:
        while stack[-1].rank >= node.rank:
            stack.pop()
    return node


def _numbered(stack: list[Node], seg: Segment, mark: Mark) -> Node | None:
    same = [i for i, n in enumerate(stack) if n.kind == mark.kind]
    due = [i for i in same if mark.number == (stack[i].number or 0) + 1]
    if mark.weak and not due and not (mark.number == 1 and stack[-1].kind != mark.kind):
        return None
    if due:
        _cut(stack, due[-1])
    elif same and not _nests(stack, mark, same):
        _cut(stack, same[-1])
    elif not same:
        anchored = seg.says in ("goals", "measures") and stack[-1].head is not None and stack[-1].head.alone
        while not anchored and (stack[-1].rank > mark.rank or (stack[-1].kind == "plain" and mark.rank <= stack[-1].rank)):
            stack.pop()
    return Node(mark.kind, max(float(mark.rank), stack[-1].rank + 0.25), mark.number, seg)


def _nests(stack: Sequence[Node], mark: Mark, same: Sequence[int]) -> bool:
    """Whether a list that begins anew at 1 stands inside the item that is open, rather than beside it."""
    return mark.number == 1 and stack[-1].kind != mark.kind and len(same) < 2 and len(stack) < DEEPEST


# roles: what each heading is in a plan


def assign(root: Node) -> None:
    """Give every node its role: domain, goals, measures, goal, measure, organisation, monitoring, chapter, item."""
    for node in _walk(root):
        says = {child.says for child in node.nodes()}
        if node.head is not None and {"goals", "measures"} <= says:
            node.role = "domain"
    for node in list(_walk(root)):
        kids = node.nodes()
        if any(k.role == "domain" for k in kids):
            kind = next(k.kind for k in kids if k.role == "domain")
            for kid in kids:
                if kid.kind == kind and {k.says for k in kid.nodes()} & {"goals", "measures"}:
                    kid.role = "domain"
    for node in _walk(root):
        if node.role == "domain":
            for kid in node.nodes():
                if kid.says in ("goals", "measures"):
                    kid.role = kid.says
                    items(kid, kid.says.removesuffix("s"))
    _chapters(root)


def _chapters(root: Node) -> None:
    for node in root.nodes():
        if node.role:
            continue
        node.role = node.says if node.says in ("organisation", "monitoring") else "chapter" if node.rank <= 4 else "item"
        for child in _walk(node):
            if child is not node and not child.role:
                inside = node.role in ("organisation", "monitoring", "chapter") and child.says in ("organisation", "monitoring")
                has_domain = any(n.role == "domain" for n in _walk(node))
                child.role = child.says or "" if inside and not has_domain else "item"


def items(parent: Node, role: str) -> None:
    """Make the list below 主要目标 or 策略措施 goals or measures; number what lost its number."""
    kids = parent.nodes()
    if not kids:
        paragraphs = [p for p in parent.parts if isinstance(p, Segment) and not p.row]
        for i, seg in enumerate(paragraphs, 1):
            parent.parts[parent.parts.index(seg)] = Node("none", parent.rank + 1, i, seg, [], role)
        return
    for kid in kids:
        kid.role = role
        for child in _walk(kid):
            child.role = child.role or "item"
    _fill(parent, role)


def _fill(parent: Node, role: str) -> None:
    """Where the numbers skip, take unnumbered paragraphs at the end of the item before as the ones that lost theirs."""
    out: list[Node | Segment] = []
    for part in parent.parts:
        last = next((p for p in reversed(out) if isinstance(p, Node)), None)
        if isinstance(part, Node) and last is not None and last.number is not None and part.number is not None:
            out.extend(_lost(last, part.number - last.number - 1, role))
        out.append(part)
    parent.parts[:] = out


def _lost(last: Node, missing: int, role: str) -> list[Node]:
    loose = [p for p in last.parts if isinstance(p, Segment) and not p.row and 4 <= len(p.title) <= 40 and not p.alone]
    if missing <= 0 or len(loose) < missing or len(last.nodes()) > 0:
        return []
    chosen = sorted(loose, key=lambda s: (len(s.title), -s.span.start))[:missing]
    chosen.sort(key=lambda s: s.span.start)
    at = last.parts.index(chosen[0])
    rest, last.parts[at:] = last.parts[at:], []
    found: list[Node] = []
    for part in rest:
        if part in chosen and isinstance(part, Segment):
            found.append(Node(last.kind, last.rank, (last.number or 0) + len(found) + 1, part, [], role))
        else:
            found[-1].parts.append(part)
    return found


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for part in node.parts:
        if isinstance(part, Node):
            yield from _walk(part)


# sections: the finished tree


def _sections(node: Node, head: int = 0) -> Iterator[Section]:
    for i, part in enumerate(node.parts):
        if isinstance(part, Node):
            yield _section(part)
        else:
            yield _leaf(part, "heading" if i < head else None)


def _leaf(seg: Segment, kind: str | None = None) -> Section:
    return Section(kind or ("row" if seg.row else "paragraph"), seg.span, title=seg.title if kind else "", body=seg.span)


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
