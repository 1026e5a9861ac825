"""Count what was not understood: passages that no stage could place and in which no extractor found anything."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence

from zeren.kg.model import Document, Head, Passage, Section, Span

PLACED = frozenset({"title", "goal", "measure", "organisation", "monitoring"})


def not_understood(doc: Document, root: Section, head: Head, passages: Sequence[Passage], said: Iterable[Span]) -> int:
    """How many passages stay plain text.

    Args:
        doc: the document, for the header rows of its tables.
        root: its outline; a heading inside a plan is understood, outside of one it is a line like any other.
        head: what the notice says of itself; without issuer, number and title there is no notice, and what looks like one is text.
        passages: all of the document.
        said: the spans of all statements.
    """
    starts = sorted(span.start for span in said)
    headings = {s.span.start for part in root.children if part.kind == "plan" for s in part.walk() if s.kind == "heading"}
    headers = {row.span.start for table in doc.tables for row in table.rows if row.header}
    notice = bool(head.issuer or head.doc_number or head.title)
    return sum(not (_speaks(p, starts) or _placed(p, headings, headers, notice)) for p in passages)


def _speaks(passage: Passage, starts: Sequence[int]) -> bool:
    """Whether a statement begins in the passage."""
    at = bisect_left(starts, passage.span.start)
    return at < len(starts) and starts[at] < passage.span.end


def _placed(passage: Passage, headings: Collection[int], headers: Collection[int], notice: bool) -> bool:
    if passage.plan is None:
        return False
    if passage.part == "preamble":
        return notice or passage.plan != "notice"
    if passage.part == "table":
        return passage.no is not None or passage.span.start in headers
    return passage.part in PLACED or passage.span.start in headings
