"""Offer candidates for names that could not be resolved: organisations that a trained model sees where, or nearly as, they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from zeren.build.slips import nearest
from zeren.kg.model import Candidate, Unresolved

MOST = 3  # candidates of a name


def candidates(unresolved: Iterable[Unresolved], seen: Iterable[Candidate]) -> tuple[Unresolved, ...]:
    """Each unresolved name with its candidates, in order: those over the name's own place, then the one that is spelt most like it.

    `seen` are the organisations of the whole document. A candidate is shown as what it is, with its source; it resolves nothing.
    """
    known = tuple(seen)
    return tuple(replace(one, candidates=tuple(_of(one, known))[:MOST]) for one in unresolved)


def _of(one: Unresolved, known: Sequence[Candidate]) -> Iterator[Candidate]:
    told: set[str] = set()
    over = (c for c in known if c.span.start < one.span.end and one.span.start < c.span.end)
    like = nearest(one.text, (c.text for c in known if c.text != one.text))
    for candidate in (*over, *(c for c in known if c.text == like)):
        if candidate.text not in told:
            told.add(candidate.text)
            yield candidate
