"""Grow the tree of headings: which numbered line stands under which, whatever levels a document uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zeren.build.marks import Mark
from zeren.build.segments import Segment

DEEPEST = 12  # levels; deeper nesting is no heading of a document
PLAIN = {"preamble", "organisation", "monitoring", "domains", "appendix"}  # headings that count without a number
LISTS = ("goals", "measures")
DUTIES = ("organisation", "monitoring")
TOPS = ("part", "chapter")
LABEL = re.compile(r"[\s\u3000]*[\u4e00-\u9fff]{2,8}[：:]\s?\S")
BACK = 4  # segments looked back from 主要目标 for the domain's name


@dataclass(slots=True)
class Node:
    """A heading with what stands under it; `head` is None for the root of a part.

    `kind` is the kind of its number (a key of marks.RANKS), or word, plain, bare, none, task for headings without one.
    """

    kind: str
    rank: float
    number: int | None = None
    head: Segment | None = None
    parts: list[Node | Segment] = field(default_factory=list)
    role: str = ""

    @property
    def says(self) -> str | None:
        return self.head.says if self.head else None

    @property
    def title(self) -> str:
        return self.head.title if self.head else ""

    def nodes(self) -> list[Node]:
        return [p for p in self.parts if isinstance(p, Node)]

    def loose(self) -> list[Segment]:
        """The paragraphs directly below, without rows."""
        return [p for p in self.parts if isinstance(p, Segment) and not p.row]

    def walk(self) -> Iterator[Node]:
        yield self
        for part in self.parts:
            if isinstance(part, Node):
                yield from part.walk()


def grow(root: Node, segs: Sequence[Segment]) -> None:
    """Hang every segment below the heading it belongs to, in order."""
    names = _domain_names(segs)
    stack = [root]
    for i, seg in enumerate(segs):
        node = _node(stack, seg, i in names)
        if node is None:
            stack[-1].parts.append(seg)
        else:
            stack[-1].parts.append(node)
            stack.append(node)


def _domain_names(segs: Sequence[Segment]) -> set[int]:
    """Unnumbered short lines that name a domain: those right above 主要目标, or above the words that introduce it."""
    found = set()
    measures = False
    for i, seg in enumerate(segs):
        if seg.says in LISTS and (seg.alone or seg.mark is None):
            fresh = seg.says == "goals" or not measures
            measures = seg.says == "measures" or (measures and not fresh)
            name = _name_above(segs, i) if fresh else None
            if name is not None:
                found.add(name)
            measures = seg.says == "goals" or measures
    return found


def _name_above(segs: Sequence[Segment], i: int) -> int | None:
    for j in range(i - 1, max(-1, i - 1 - BACK), -1):
        seg = segs[j]
        if seg.mark is not None or seg.row or seg.says is not None:
            return None
        if _bare_heading(seg):
            return j
    return None


def _bare_heading(seg: Segment) -> bool:
    text = seg.text.strip()
    return seg.alone and 2 <= len(text) <= 24 and text[-1] not in "。；，、" and not re.search(r"[，。；：]", text)


def _node(stack: list[Node], seg: Segment, names_domain: bool) -> Node | None:
    """The node that a segment opens (the stack is cut to its parent), None for a paragraph or row."""
    if seg.row:
        return None
    if seg.mark is not None:
        return _numbered(stack, seg, seg.mark)
    stopped = seg.text.rstrip()[-1:] in "。；"
    if seg.says in LISTS and seg.alone and not (stopped and len(seg.title) < 4):
        _cut(stack, next((i for i, n in enumerate(stack) if n.says in LISTS and n.kind == "word"), None))
        return Node("word", stack[-1].rank + 0.5, None, seg)
    if seg.says in PLAIN and seg.alone and not stopped and len(seg.text.strip()) <= 24:
        return _ranked(stack, Node("plain", 3.0, None, seg))
    if names_domain:
        return _ranked(stack, Node("bare", 4.0, None, seg))
    return None


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
        _climb(stack, seg, mark)
    return Node(mark.kind, max(float(mark.rank), stack[-1].rank + 0.25), mark.number, seg)


def _climb(stack: list[Node], seg: Segment, mark: Mark) -> None:
    """Find the parent of a kind of number that is not open yet: below what ranks higher."""
    if seg.says in LISTS and stack[-1].head is not None and stack[-1].head.alone and stack[-1].says not in LISTS:
        return  # 主要目标 belongs to the heading above it, whatever their numbers
    if mark.number == 1 and stack[-1].kind == "plain" and stack[-1].says in DUTIES and not stack[-1].parts and mark.kind not in TOPS:
        return  # a list under 组织实施, which bears no number itself
    while stack[-1].rank > mark.rank or (stack[-1].kind == "plain" and mark.rank <= stack[-1].rank):
        stack.pop()


def _nests(stack: Sequence[Node], mark: Mark, same: Sequence[int]) -> bool:
    """Whether a list that begins anew at 1 stands inside the item that is open, rather than beside it."""
    return mark.number == 1 and stack[-1].kind != mark.kind and len(same) < 2 and len(stack) < DEEPEST


def gather(node: Node) -> None:
    """Put label lines (责任单位：…) that follow an unnumbered task under it."""
    for child in node.nodes():
        gather(child)
    if node.head is not None and node.head.mark is not None and not node.nodes() and not (node.head.alone and _tasks(node) > 1):
        return
    out: list[Node | Segment] = []
    for i, part in enumerate(node.parts):
        after = node.parts[i + 1] if i + 1 < len(node.parts) else None
        if isinstance(part, Segment) and out and isinstance(out[-1], Node) and out[-1].kind == "task" and is_label(part):
            out[-1].parts.append(part)
        elif _is_task(part, after):
            assert isinstance(part, Segment)
            out.append(Node("task", node.rank + 1, None, part, [], "item"))
        else:
            out.append(part)
    node.parts[:] = out


def _tasks(node: Node) -> int:
    """How many tasks with label lines stand below a heading."""
    return sum(_is_task(part, after) for part, after in pairwise(node.parts))


def is_label(seg: Segment) -> bool:
    """Whether a line is a label with its value (责任单位：县教育局)."""
    return seg.mark is None and not seg.row and bool(LABEL.match(seg.text))


def _is_task(part: Node | Segment, after: Node | Segment | None) -> bool:
    return (
        isinstance(part, Segment)
        and isinstance(after, Segment)
        and not part.row
        and bool(part.text.strip())
        and not is_label(part)
        and is_label(after)
        and after.hands
    )
