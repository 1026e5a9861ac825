"""Tell what was not understood: passages that no stage could place and in which no extractor found anything."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence

from zeren.kg.model import Document, Head, Passage, Section, Span

PLACED = frozenset({"title", "goal", "measure", "organisation", "monitoring"})
PATIENCE = 300_000  # characters without a statement, about a whole book
COST = 40  # characters that a passage counts for by being one


class Patience:
    """Spares the extractors a long text that is no plan (noise, a novel): after so many characters without a single statement its
    plain passages are passed over. What a stage could place in a plan is read always; what is passed over counts as not understood.
    """

    def __init__(self, characters: int = PATIENCE) -> None:
        self.characters = characters
        self.silent = 0

    def worth(self, passages: Iterable[Passage]) -> Iterator[Passage]:
        """The passages to read, in order; `hear` must be told after each what it said."""
        for passage in passages:
            plain = passage.part == "text" or (passage.part == "table" and passage.no is None)
            if plain and self.silent >= self.characters:
                continue
            self.silent += len(passage.text) + COST if plain else 0
            yield passage

    def hear(self, statements: int) -> None:
        """Take note of how many statements the last passage made."""
        self.silent = 0 if statements else self.silent


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
