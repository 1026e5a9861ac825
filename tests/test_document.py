"""Spans are half-open ranges that validate themselves; a section tells its tree."""

from __future__ import annotations

import pytest

from zeren.kg.document import Document, Section, Span


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_no_span_runs_backwards(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_spans_hold_and_move() -> None:
    span = Span(2, 5)
    assert len(span) == 3
    assert Span(2, 2) in span and span in span
    assert Span(1, 3) not in span and Span(4, 6) not in span
    assert span.shift(10) == Span(12, 15)
    assert sorted([Span(3, 4), Span(2, 9), Span(2, 3)]) == [Span(2, 3), Span(2, 9), Span(3, 4)]


def test_a_quote_is_what_stands_there() -> None:
    doc = Document("a", "a.txt", "", "text/plain", "甲乙丙丁")
    assert doc.quote(Span(1, 3)) == "乙丙"


def test_a_section_walks_its_tree_in_order() -> None:
    leaf = [Section("goal", Span(n, n + 1), n) for n in range(3)]
    tree = Section("document", Span(0, 3), children=(Section("goals", Span(0, 2), children=(leaf[0], leaf[1])), leaf[2]))
    assert [s.kind for s in tree.walk()] == ["document", "goals", "goal", "goal", "goal"]
    assert [s.number for s in tree.walk() if s.kind == "goal"] == [0, 1, 2]
