"""Decide overlaps, in this one place: which statements stand when two extractors claim the same characters."""

from __future__ import annotations

from collections.abc import Sequence

from zeren.kg.model import Assignment, Citation, Duty, Span, Target

Statement = Assignment | Target | Citation | Duty
ORDER = {"assignment": 0, "target": 1, "citation": 2, "duty": 3}


def kind(statement: Statement) -> str:
    """assignment, target, citation or duty."""
    return type(statement).__name__.lower()


def settle(found: Sequence[Statement]) -> tuple[Statement, ...]:
    """What stands, in the order of the text.

    A number inside the mention of a law or plan (《…纲要（2021—2030年）》) is no target, nor is one inside a responsibility clause;
    the same statement found twice stands once.
    """
    taken = [_mention(s) for s in found if isinstance(s, Citation)]
    taken += [s.span for s in found if isinstance(s, Assignment) and s.part == "goal"]
    kept = dict.fromkeys(s for s in found if not (isinstance(s, Target) and any(s.span in t for t in taken)))
    return tuple(sorted(kept, key=lambda s: (s.span, ORDER[kind(s)])))


def _mention(citation: Citation) -> Span:
    """The characters of the mention inside the citation's quote."""
    at = citation.quote.find(citation.mention)
    start = citation.span.start + max(at, 0)
    return Span(start, start + len(citation.mention)) if at >= 0 else citation.span
