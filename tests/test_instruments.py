"""Which instrument a title means."""

from __future__ import annotations

import pytest

from zeren.build.extract import instruments, mentions
from zeren.kg.model import Plan, Span
from zeren.kg.vocab import load

PLAN = Plan("women", "云林市松河区妇女发展“十四五”规划（2021—2025年）", "云林市松河区", 2021, 2025, Span(0, 0))
KNOWN = instruments.Known(load(), mentions.lexicon(), (PLAN,), {"省规划": "青原省妇女发展规划"})


def meant(title: str) -> tuple[str, str, bool] | None:
    found = instruments.meant(title, "women", KNOWN, True)
    return (found.canonical, found.kind, found.own) if found else None


@pytest.mark.parametrize(
    "title",
    [
        "云林市松河区妇女发展“十四五”规划（2021—2025年）",
        "松河区妇女发展“十四五”规划",
        "松河区“十四五”妇女发展规划",
        "妇女发展“十四五”规划（2021-2025）",
        "规划",
    ],
)
def test_the_plan_by_any_of_its_names(title: str) -> None:
    assert meant(title) == (PLAN.title, "plan", True)


@pytest.mark.parametrize(
    "title", ["云林市妇女发展“十四五”规划", "青原省妇女发展“十四五”规划", "松河区妇女发展“十三五”规划", "松河区儿童发展“十四五”规划"]
)
def test_plans_of_others(title: str) -> None:
    found = meant(title)
    assert found is not None
    assert not found[2]


def test_short_names_and_books() -> None:
    assert meant("省规划") == ("青原省妇女发展规划", "plan", False)
    assert meant("女性健康手册") is None
    assert meant("牛郎织女") is None


def test_the_regular_title_of_the_five_year_plan() -> None:
    assert meant("青原省国民经济和社会发展第十三个五年规划纲要") == ("青原省国民经济和社会发展第十三个五年规划纲要", "plan", False)
    assert meant("松河区国民经济和社会发展规划第十四个五年规划和二〇三五年远景目标纲要") == (
        "云林市松河区国民经济和社会发展第十四个五年规划和2035年远景目标纲要",
        "plan",
        False,
    )


def test_the_outline_without_more_words() -> None:
    assert meant("纲要") == ("中国妇女发展纲要（2021—2030年）", "plan", False)
    assert meant("方案") is None
