"""A measure serves the goals of its domain that it speaks of, and measures follow the goals' order."""

from __future__ import annotations

from builders import Draft, Item, Part, built, viewed

from zeren.build.linking.serves import Served, serves


def told(goals: list[str], measures: list[str]) -> list[list[Served]]:
    part = Part(goals=[Item(g) for g in goals], measures=[Item(m) for m in measures])
    (domain,) = viewed(built(Draft((part,)))[0]).plans[0].domains
    return [served for _, served in serves(domain)]


GOALS = ["牧民就医更加方便", "草场火灾损失率下降", "牧区孩子普遍入读寄宿学校", "边远牧道全部硬化"]


def test_the_words_decide() -> None:
    found = told(GOALS, ["硬化牧道", "新建寄宿学校", "添置草场火灾消防车", "巡回诊所方便牧民就医"])
    assert [s[0].no for s in found] == [4, 3, 2, 1]
    assert [s[0].words[0] for s in found] == ["牧道", "寄宿学校", "草场火灾", "牧民就医"]
    assert all(0 < s.score <= 1 for row in found for s in row)


def test_the_order_decides_between_equals() -> None:
    goals = ["东部水渠修缮完成", "水库加固完成", "西部水渠修缮完成"]
    assert [s[0].no for s in told(goals, ["修缮东部水渠", "加固水库", "修缮水渠的闸门"])] == [1, 2, 3]
    assert [s[0].no for s in told(goals, ["修缮水渠的闸门", "加固水库", "修缮西部水渠"])] == [1, 2, 3]


def test_a_measure_for_the_whole_domain_serves_the_first_goal() -> None:
    (first, *_), *_ = told(["牧民生活安康", "草场火灾损失率下降"], ["完善保障牧民安康的制度机制", "添置草场火灾消防车"])
    assert (first.no, first.whole) == (1, True)


def test_nothing_is_said_without_evidence() -> None:
    assert told(GOALS, ["疏浚运河"]) == [[]]
    assert told([], ["疏浚运河"]) == [[]]
    assert told(GOALS, []) == []


def test_several_goals_are_ranked_and_at_most_three() -> None:
    goals = [f"{place}渡口码头修缮" for place in ("东岸", "西岸", "南岸", "北岸", "江心")]
    (row,) = told(goals, ["修缮渡口码头"])
    assert 1 <= len(row) <= 3
    assert [s.score for s in row] == sorted((s.score for s in row), reverse=True)
