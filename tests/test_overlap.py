"""Overlaps are decided in one place."""

from __future__ import annotations

from zeren.build.extract.overlap import kind, settle
from zeren.kg.model import Assignment, Citation, Span, Target


def target(start: int, end: int) -> Target:
    return Target("women", "goal", 1, 1, "率", "=", "1", "%", Span(start, end), "x" * (end - start), "r")


def citation(quote: str, mention: str, start: int) -> Citation:
    return Citation("women", "goal", 1, 1, mention, mention, "plan", Span(start, start + len(quote)), quote, "r")


def test_a_number_inside_a_title_is_no_target() -> None:
    cited = citation("落实《纲要（2021—2030年）》要求", "《纲要（2021—2030年）》", 10)
    assert settle([target(15, 22), cited, target(12, 40)]) == (cited, target(12, 40))


def test_a_number_inside_a_responsibility_clause_is_no_target() -> None:
    clause = Assignment("women", "goal", 1, 1, "x", (), Span(20, 60), "q", "r")
    assert settle([clause, target(25, 30), target(0, 19)]) == (target(0, 19), clause)


def test_said_twice_stands_once_in_the_order_of_the_text() -> None:
    assert settle([target(30, 40), target(5, 9), target(30, 40)]) == (target(5, 9), target(30, 40))
    assert kind(target(0, 1)) == "target"
