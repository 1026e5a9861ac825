"""Tell what each heading of a plan's tree is: domain, goals, measures, one goal, one measure, organisation, monitoring."""

from __future__ import annotations

import re

from zeren.build.segments import Segment
from zeren.build.titles import key_of
from zeren.build.tree import LISTS, Node, gather

DUTIES = ("organisation", "monitoring")


def assign(root: Node) -> None:
    """Give every node of a plan its role; a domain is told by its content, goals beside measures."""
    for node in root.walk():
        if node.head is not None and set(LISTS) <= {child.says for child in node.nodes()}:
            node.role = "domain"
    for node in list(root.walk()):
        _siblings(node)
    if not any(node.role == "domain" for node in root.walk()):
        _apart(root)
    for node in list(root.walk()):
        if node.role == "domain":
            for kid in node.nodes():
                if kid.says in LISTS:
                    _list(kid, str(kid.says))
    if not any(node.role in ("domain", *LISTS) for node in root.walk()):
        gather(root)
    _chapters(root)


def _siblings(node: Node) -> None:
    """Beside domains, what holds only goals or only measures is a domain too."""
    kinds = {kid.kind for kid in node.nodes() if kid.role == "domain"}
    for kid in node.nodes():
        if kid.kind in kinds and any(k.says in LISTS for k in kid.nodes()):
            kid.role = "domain"


def _apart(root: Node) -> None:
    """Goals and measures in chapters of their own, each with the same domains below: 三、主要目标（一）… 四、策略措施（一）….

    A chapter of fields of women or children without any goals has measures alone.
    """
    chapters = {kind: [n for n in root.walk() if n.says == kind and len(n.nodes()) >= 2] for kind in (*LISTS, "domains")}
    if len(chapters["goals"]) == len(chapters["measures"]) == 1:
        goals, measures = chapters["goals"][0], chapters["measures"][0]
        shared = {bare(k.title) for k in goals.nodes()} & {bare(k.title) for k in measures.nodes()} - {""}
        if len(shared) >= 2:
            _split(goals, "goals")
            _split(measures, "measures")
            return
    for chapter in (*chapters["domains"], *chapters["measures"]):
        sections = [k for k in chapter.nodes() if k.nodes() or (k.head is not None and k.head.alone)]
        if 2 * len(sections) > len(chapter.nodes()) and key_of("", [k.title for k in chapter.nodes()]) != "other":
            _split(chapter, "measures")
            return
    for node in root.walk():
        if node.head is not None and key_of("", [node.title]) != "other" and any(k.says in LISTS for k in node.nodes()):
            node.role = "domain"


def _split(chapter: Node, kind: str) -> None:
    """Make each section of a chapter the goals or measures of a domain of its name."""
    chapter.role = "chapter"
    for kid in chapter.nodes():
        _list(kid, kind)


def bare(title: str) -> str:
    """A heading's words without white space."""
    return re.sub(r"[\s\u3000]", "", title)


def _list(node: Node, kind: str) -> None:
    """Make what stands below 主要目标 or 策略措施 goals or measures; number what lost its number."""
    node.role = kind
    role = kind.removesuffix("s")
    if not node.nodes():
        _unnumbered(node, role)
        return
    for kid in node.nodes():
        kid.role = role
        for child in kid.walk():
            child.role = child.role or "item"
    _fill(node, role)


def _unnumbered(node: Node, role: str) -> None:
    """Each paragraph of a list without numbers is an item; where measures have short titles, one without goes on in the last."""
    loose = node.loose()
    if not loose and sum(isinstance(p, Segment) and not p.header for p in node.parts) >= 2:
        _rows(node, role)
        return
    titled = role == "measure" and sum(_short(s.title) for s in loose) >= 0.7 * len(loose)
    out: list[Node | Segment] = []
    number = 0
    for part in node.parts:
        last = out[-1] if out else None
        if isinstance(part, Node) or (part.row and last is None):
            out.append(part)
        elif isinstance(last, Node) and (part.row or (titled and not _short(part.title))):
            last.parts.append(part)
        else:
            number += 1
            out.append(Node("none", node.rank + 1, number, part, [], role))
    node.parts[:] = out


def _rows(node: Node, role: str) -> None:
    """Each row of a table that is all a list has is an item, with the number in its first cell."""
    number = 0
    for i, part in enumerate(node.parts):
        if isinstance(part, Segment) and not part.header:
            first = part.text.split("\t", 1)[0].strip()
            number = int(first) if first.isdecimal() and len(first) < 4 else number + 1
            node.parts[i] = Node("none", node.rank + 1, number, part, [], role)


def _short(title: str) -> bool:
    """Whether the words up to the first stop are short enough for a measure's title."""
    return len(title) <= 30 or (len(title) <= 40 and "，" not in title)


def _fill(node: Node, role: str) -> None:
    """Where the numbers skip, take unnumbered paragraphs at the end of the item before as the ones that lost theirs."""
    out: list[Node | Segment] = []
    last: Node | None = None
    for part in node.parts:
        if isinstance(part, Node):
            if last is not None and last.number is not None and part.number is not None:
                out.extend(_lost(last, part.number - last.number - 1, role))
            last = part
        out.append(part)
    node.parts[:] = out


def _may_be_item(above: Segment | None, seg: Segment, role: str) -> bool:
    """Whether a paragraph reads like an item of its own: a title first (a goal is one sentence), and a whole sentence above it."""
    whole = above is not None and above.text.rstrip()[-1:] in "。；）)〕】”"
    return (
        whole
        and 4 <= len(seg.title) <= 40
        and (role == "goal" or not seg.alone)
        and not seg.hands
        and seg.text.strip()[:1] not in "（(〔[【［●—"
    )


def _lost(last: Node, missing: int, role: str) -> list[Node]:
    before = [last.head, *last.loose()]
    loose = [seg for above, seg in zip(before, last.loose(), strict=False) if _may_be_item(above, seg, role)]
    if not 0 < missing <= len(loose) or last.nodes():
        return []
    chosen = sorted(loose, key=lambda s: (len(s.title), -s.span.start))[:missing]
    chosen.sort(key=lambda s: s.span.start)
    at = last.parts.index(chosen[0])
    rest, last.parts[at:] = last.parts[at:], []
    found: list[Node] = []
    for part in rest:
        if isinstance(part, Segment) and part in chosen:
            found.append(Node(last.kind, last.rank, (last.number or 0) + len(found) + 1, part, [], role))
        else:
            found[-1].parts.append(part)
    return found


def _chapters(root: Node) -> None:
    """Roles for what is no part of a domain."""
    for node in root.nodes():
        has_domain = any(n.role in ("domain", *LISTS) for n in node.walk())
        node.role = node.role or (str(node.says) if node.says in DUTIES else "chapter" if node.rank <= 4 else "item")
        for kid in node.nodes():
            if not kid.role and kid.says in DUTIES and not has_domain and node.role != "item" and _stands_alone(node, kid):
                kid.role = str(kid.says)
        for child in node.walk():
            child.role = child.role or "item"


def _stands_alone(node: Node, kid: Node) -> bool:
    """Whether a heading below a chapter is a section of another kind: alone on its line, or named together with it above."""
    if kid.head is None or kid.says == node.role:
        return False
    if node.role == "monitoring" and kid.says == "organisation":
        return kid.head.alone and not kid.title.startswith(("加强", "强化", "健全", "完善"))
    return kid.head.alone or len(bare(kid.title)) <= 6
