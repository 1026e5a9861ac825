"""Group B: who stands out is named with the figures; equal and random loads stay silent."""

from __future__ import annotations

import random

import pytest
from auditing import codes, found, loads, only
from builders import Draft, Item, Names, Part, built

from zeren.kg.checks import Limits


def test_b01_names_the_overloaded_agency_and_shows_its_parameters() -> None:
    one = only("B01", loads(12, 2, 2, 3, 2, 1, 3))
    assert one.about.startswith("https://w3id.org/zeren/id/agency/")
    assert one.message.startswith(
        "云溪市南湖区第0局牵头12项主要目标（占25项的48%；其他单位平均2.2项；7个单位的中位数2，MAD 1，界限7.2 = 中位数 + 3.5 × 1.48）"
    )
    assert one.message_en.startswith(
        "云溪市南湖区第0局 leads 12 goals (48% of 25; the others 2.2 on average; median of 7 agencies 2, MAD 1,"
    )
    assert one.evidence and one.evidence.quote == "（牵头单位：第0局）"


@pytest.mark.parametrize("each", [1, 2, 10, 60])
@pytest.mark.parametrize("agencies", [5, 8, 50])
def test_b01_is_silent_where_all_carry_the_same(agencies: int, each: int) -> None:
    assert codes(loads(*[each] * agencies)) == []


@pytest.mark.parametrize(("size", "agencies"), [(5, 5), (50, 15), (500, 40)])
def test_b01_is_silent_on_loads_that_fall_by_chance(size: int, agencies: int) -> None:
    rng, silent = random.Random(size), 0
    for _ in range(20):
        counts = [0] * agencies
        for _ in range(size):
            counts[rng.randrange(agencies)] += 1
        silent += not codes(loads(*counts))
    assert silent >= 19


@pytest.mark.parametrize(("size", "heavy", "others"), [(50, 15, 12), (500, 60, 40)])
def test_b01_tells_the_heavy_one_in_plans_of_any_size(size: int, heavy: int, others: int) -> None:
    rest = [(size - heavy) // others] * others
    assert codes(loads(heavy, *rest)) == ["B01"]


def test_b01_is_silent_on_plans_too_small_to_say() -> None:
    assert codes(loads(4, 1)) == [] and codes(loads(2, 1, 1, 1)) == [] and codes(loads(3, 1, 1)) == []


def test_b01_counts_all_parts_where_there_are_no_leads() -> None:
    items = [Item(responsible=["甲局", f"第{n}局"]) for n in range(12)]
    one = only("B01", built(Draft([Part(items)])))
    assert one.message.startswith("云溪市南湖区甲局负责12项主要目标（占12项的100%")


def test_b01_counts_leads_alone_where_there_are_any() -> None:
    items = [Item(lead=[f"第{n}局"], responsible=["甲局"]) for n in range(12)]
    assert codes(built(Draft([Part(items)]))) == []


def test_b01_comes_heaviest_first() -> None:
    messages = [f.message for f in found(loads(20, *[1] * 30, 25))]
    assert [m.partition("局")[0] for m in messages] == ["云溪市南湖区第31", "云溪市南湖区第0"]


def test_b01_leaves_groups_out() -> None:
    items = [Item(lead=[f"第{n}局"], responsible=["各成员单位"]) for n in range(12)]
    made = built(Draft([Part(items)]), names=Names(collective=["各成员单位"]))
    assert codes(made) == ["A04"]


def test_the_limits_are_given_from_outside() -> None:
    made = loads(12, 2, 2, 3, 2, 1, 3)
    assert [f.code for f in found(made, limits=Limits(overload_score=7))] == []
