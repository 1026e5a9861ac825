"""Group C: later years that ask for less, numbers that skip."""

from __future__ import annotations

from dataclasses import replace

import pytest
from auditing import GOOD, aims, codes, found, goals, only
from builders import Aim, Draft, Part, built


def test_c03_compares_years_of_one_indicator() -> None:
    rate = Aim("孕产妇死亡率", "8", 2025, "<=", "/10万", "lower")
    made = aims(rate, replace(rate, value="9", year=2030))
    one = only("C03", made)
    assert one.message == "孕产妇死亡率：2030年的目标值9/10万比2025年的8/10万宽松" and one.about.endswith("/goal/1/target/2")
    assert one.evidence and one.evidence.quote == made[1][one.evidence.start : one.evidence.end]


@pytest.mark.parametrize(
    "later",
    [
        {"value": "90"},
        {"value": "95"},
        {"value": "85", "year": 2025},
        {"value": "85", "year": None},
        {"value": "85", "quoted_from": "国纲"},
        {"value": "85", "unit": "人"},
        {"value": "85", "indicator": "乡村教师培训率"},
        {"value": "5", "comparator": "increase_by"},
        {"value": "85", "comparator": "~"},
    ],
)
def test_c03_is_silent_on_what_cannot_be_compared(later: dict[str, str | int | None]) -> None:
    first = Aim("妇女常见病筛查率", "90", 2025)
    assert codes(aims(first, replace(first, **{"year": 2030, **later}))) == []  # type: ignore[arg-type]


def test_c03_reads_ratios_and_the_comparator_where_no_direction_is_given() -> None:
    first = Aim("男女厕位比例", "1/2", 2025, direction=None)
    assert codes(aims(first, replace(first, year=2030, value="3:7"))) == ["C03"]
    assert codes(aims(first, replace(first, year=2030, value="3:5"))) == []


def test_c03_compares_short_indicators_within_one_goal_only() -> None:
    early, late = Aim("覆盖率", "90", 2025), Aim("覆盖率", "80", 2030)
    assert codes(goals(replace(GOOD, aims=[early]), replace(GOOD, aims=[late]))) == []
    assert codes(aims(early, late)) == ["C03"]


def test_c06_names_the_jump() -> None:
    one = only("C06", goals(GOOD, replace(GOOD, no=2), replace(GOOD, no=4), replace(GOOD, no=4), replace(GOOD, no=5)))
    assert one.message == "第1领域“妇女与健康”的主要目标编号不连续：2之后是4；4之后又是4"
    assert (one.domain, one.no) == (1, 4) and one.evidence and one.evidence.quote.startswith("4.促进发展")


def test_c06_sees_measures_domains_and_the_first_number() -> None:
    made = built(Draft([Part([GOOD], [replace(GOOD, no=2)]), Part([GOOD], no=3)]))
    assert [f.message.partition("：")[2] for f in found(made) if f.code == "C06"] == ["1之后是3", "从2开始"]


def test_c06_lets_sections_without_domains_start_anew() -> None:
    items = [replace(GOOD, no=n) for n in (1, 2, 3, 1, 2)]
    assert codes(built(Draft([Part(measures=items, name="")], key="other"))) == []
