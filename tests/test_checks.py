"""What every check stands on: how tasks are listed, names located, texts quoted and explanations unwrapped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from builders import Draft, Item, Names, Part, built, viewed

from zeren.kg.checks import LISTED, QUOTE, Limits, SourceCase, check, finding, label, label_en, listing, listing_en, named, said
from zeren.kg.entities import Task
from zeren.kg.finding import Hit
from zeren.kg.model import Span


def tasks(*items: Item) -> list[Task]:
    return [task for _, task in viewed(built(Draft([Part(items)]))[0]).plans[0].goals()]


def test_tasks_are_listed_up_to_a_limit() -> None:
    many = tasks(*[Item()] * (LISTED + 1))
    assert (label(many[0]), label_en(many[0])) == ("主要目标1.1", "goal 1.1")
    assert (listing(many[:1]), listing_en(many[:1])) == ("主要目标1.1", "goal 1.1")
    assert (listing(many[:2]), listing_en(many[:2])) == ("主要目标1.1、1.2（共2项）", "goals 1.1, 1.2 (2 in all)")
    assert listing(many).endswith("、1.12等（共13项）") and listing_en(many).endswith(", 1.12, … (13 in all)")


@pytest.mark.parametrize("crew", [("民政局", "民政"), ("民政", "民政局"), ("区民政局", "民政", "民政局", "民政")])
def test_a_name_that_begins_another_is_found_in_its_own_place(crew: tuple[str, ...]) -> None:
    record, text = built(Draft([Part([Item(lead=["甲局"], responsible=crew)])]))
    (_, task) = next(viewed(record).plans[0].goals())
    places = [named(a, task) for a in task.assigned]
    assert [text[p.start : p.end] if p else None for p in places] == ["甲局", *crew]
    spans = [(p.start, p.end) for p in places if p]
    assert spans == [(p.span.start, p.span.end) for p in record.assignments[0].agencies]


def test_a_name_that_is_not_in_its_clause_gets_the_whole_clause() -> None:
    (task,) = tasks(Item(lead=["甲局"], responsible=["乙局"]))
    lost = replace(task.assigned[0], name="丙局")
    there = replace(task, assigned=(lost, *task.assigned[1:]))
    found = named(lost, there)
    assert found and found.quote == "（牵头单位：甲局；责任单位：乙局）"


def test_a_decision_has_no_quote() -> None:
    (task,) = tasks(Item(lead=["甲局"]))
    decided = replace(task.assigned[0], span=Span(0, 0), quote="", decided_by="某人")
    assert said([decided]) is None and named(decided, replace(task, assigned=(decided,))) is None


def test_a_quote_is_one_line_without_margins_and_not_too_long() -> None:
    record, _ = built(Draft([Part([Item()])]), names=Names())
    text = " \n  前半句\n后半句  " + "长" * 500
    case = SourceCase(viewed(record), lambda: text, None, Limits())
    short, long = case.quote(Span(0, 12)), case.quote(Span(12, len(text)))
    assert short and (short.quote, text[short.start : short.end]) == ("前半句", "前半句")
    assert long and len(long.quote) <= QUOTE and text[long.start : long.end] == long.quote
    assert case.quote(Span(0, 4)) is None and case.quote(Span(3, 3)) is None
    assert SourceCase(viewed(record), lambda: None, None, Limits()).quote(Span(0, 9)) is None


@check("A01", "warning", "某检查", "Some check", SourceCase)
def sample(case: SourceCase) -> Iterator[Hit]:
    """第一句。

    中文的长句在这里
    接着写完。
    改法：另起一行。

    English goes on here ×
    and ends.
    """
    yield Hit(case.source.text, "信息", "message", "改", "fix")


def test_explanations_are_unwrapped() -> None:
    assert sample.explanation == "第一句。\n\n中文的长句在这里接着写完。\n改法：另起一行。\n\nEnglish goes on here × and ends."


def test_a_hit_may_be_worse_or_milder_than_its_check() -> None:
    hit = Hit("https://example.org/x", "信息", "message", "改", "fix", severity="info", detail="d")
    milder = finding(hit, sample, "a.txt", "a", None)
    assert (milder.code, milder.severity, milder.group, milder.plan, milder.plan_iri) == ("A01", "info", "A", None, None)
    plain = finding(Hit("https://example.org/x", "信息", "message", "改", "fix"), sample, "a.txt", "a", None)
    assert plain.severity == "warning"
