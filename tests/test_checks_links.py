"""Group D: instruments that are out of force, plans without a basis."""

from __future__ import annotations

from dataclasses import replace

import pytest
from auditing import GOOD, NEW, OLD, codes, found, goals, law, library, only
from builders import Cite, Draft, Part, built


def test_d01_says_what_replaced_it_once_a_title() -> None:
    made = goals(replace(GOOD, cites=[Cite("旧法"), Cite("新法")]), replace(GOOD, cites=[Cite("旧法")]))
    one = only("D01", made, knows=library(OLD, NEW))
    assert one.message == "《旧法》已被《新法》取代（引用2处）" and one.suggestion == "改引《新法》"
    assert (one.domain, one.no, one.severity, one.about) == (1, 1, "warning", "https://example.org/old")


def test_d01_follows_replacements_and_knows_what_is_merely_out_of_force() -> None:
    chain = library(law("a", "甲法", False, "b"), law("b", "乙法", False, "c"), law("c", "丙法"), law("x", "失效法", False))
    messages = [f.message for f in found(goals(replace(GOOD, cites=[Cite("甲法"), Cite("失效法")])), knows=chain)]
    assert messages == ["《甲法》已被《丙法》取代", "《失效法》已失效"]
    ring = library(law("a", "甲法", False, "b"), law("b", "乙法", False, "a"))
    assert "乙法" in only("D01", goals(replace(GOOD, cites=[Cite("甲法")])), knows=ring).message


def test_d01_says_nothing_of_what_the_vocabulary_does_not_know() -> None:
    made = goals(replace(GOOD, cites=[Cite("甲法"), Cite("乙法")]))
    assert found(made, knows=library(law("a", "甲法", None))) == []
    assert found(made) == []


@pytest.mark.parametrize(
    ("issued", "replaced", "afterwards"),
    [
        ("2019-03-01", "2020-05-28", True),
        ("2019-03-01", "2020", True),
        ("2020-03-01", "2020", False),
        ("2020-06-01", "2020-05-28", False),
        (None, "2020-05-28", False),
        ("2019-03-01", None, False),
    ],
)
def test_d01_looks_at_which_came_first(issued: str | None, replaced: str | None, afterwards: bool) -> None:
    made = built(Draft([Part([replace(GOOD, cites=[Cite("旧法")])] * 2)]), date=issued)
    one = only("D01", made, knows=library(law("old", "旧法", False, "new"), law("new", "新法", date=replaced)))
    assert (one.severity == "info") is afterwards


def test_d01_is_an_info_where_the_replacement_came_after_the_plan() -> None:
    made = built(Draft([Part([replace(GOOD, cites=[Cite("旧法")])] * 2)]), date="2019-03-01")
    one = only("D01", made, knows=library(OLD, NEW))
    assert one.severity == "info" and "在本规划印发后" in one.message


def test_d01_lets_a_plan_look_back_in_its_preamble() -> None:
    old, knows = Cite("十三五妇女规划", "plan"), library(law("p", "十三五妇女规划", False))
    basis = Cite("中华人民共和国妇女权益保障法", based_on=True)
    assert found(built(Draft([Part([GOOD])], preamble=[basis, old])), knows=knows) == []
    assert only("D01", built(Draft([Part([GOOD])], preamble=[replace(old, based_on=True)])), knows=knows).domain is None
    assert only("D01", goals(replace(GOOD, cites=[old])), knows=knows).no == 1
    assert found(goals(replace(GOOD, cites=[replace(old, self=True)])), knows=knows) == []


def test_d03_misses_the_basis_clause_of_a_plan_with_goals() -> None:
    assert only("D03", built(Draft([Part([GOOD])], preamble=[Cite("旧法")]))).severity == "info"
    assert codes(built(Draft([Part(measures=[GOOD], name="")], preamble=[]))) == []
