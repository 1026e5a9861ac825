"""One clause gives everybody their role."""

from __future__ import annotations

import pytest

from zeren.build.extract.clauses import Reading, grammar


def roles(text: str, reading: Reading | None = None) -> dict[str, str] | None:
    clause = grammar().bracket(text, 0, reading or Reading())
    return {name.text: role for name, role in clause.parties} if clause else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("牵头单位：县教育局；责任单位：县财政局", {"县教育局": "lead", "县财政局": "responsible"}),
        ("牵头部门:县教育局,配合部门:县财政局、县审计局", {"县教育局": "lead", "县财政局": "supporting", "县审计局": "supporting"}),
        ("主办单位：县教育局，参加单位：县团委", {"县教育局": "lead", "县团委": "participating"}),
        ("牵头单位 县教育局 责任单位 县财政局", {"县教育局": "lead", "县财政局": "responsible"}),
        ("责任单位：县教育局；责任人：王小明", {"县教育局": "responsible"}),
        ("责任单位：县教育局；监督单位：县审计局", {"县教育局": "responsible"}),
        ("责任处室：综合处", {"综合处": "responsible"}),
        ("主责单位：县教育局；协办单位：县财政局", {"县教育局": "lead", "县财政局": "supporting"}),
        ("牵头单位：县教育局；主责单位：县财政局", {"县教育局": "lead", "县财政局": "responsible"}),
        ("责任单位或牵头单位：县教育局；协助单位：县财政局", {"县教育局": "lead", "县财政局": "supporting"}),
        ("责任单位：县教育局牵头，县财政局配合", {"县教育局": "lead", "县财政局": "supporting"}),
        ("县教育局牵头，县财政局、审计局参与", {"县教育局": "lead", "县财政局": "participating", "审计局": "participating"}),
        ("县教育局牵头、县财政局配合", {"县教育局": "lead", "县财政局": "supporting"}),
        ("县教育局牵头，县财政局、县民政局按职责分工负责", {"县教育局": "lead", "县财政局": "responsible", "县民政局": "responsible"}),
        ("县教育局会同县财政局负责", {"县教育局": "lead", "县财政局": "supporting"}),
        ("县教育局牵头，会同县财政局等部门落实", {"县教育局": "lead", "县财政局": "supporting"}),
        ("县教育局负责", {"县教育局": "lead"}),
        ("县教育局、县财政局负责", {"县教育局": "responsible", "县财政局": "responsible"}),
        ("县教育局等部门负责", {"县教育局": "responsible"}),
        ("县教育局负责，县财政局配合", {"县教育局": "lead", "县财政局": "supporting"}),
        ("省民政厅指导，县民政局负责落实", {"县民政局": "lead"}),
        ("各有关部门和单位按职责分工负责", {"各有关部门和单位": "responsible"}),
        ("县残联牵头，各镇人民政府负责落实", {"县残联": "lead", "各镇人民政府": "responsible"}),
        ("县残联、县教育局主办，团县委协办", {"县残联": "lead", "县教育局": "lead", "团县委": "supporting"}),
        ("县教育局统筹，各镇落实", {"县教育局": "lead", "各镇": "responsible"}),
        ("责任单位：县教育局。具体任务均涉及各镇人民政府，不再列出", {"县教育局": "responsible"}),
    ],
)
def test_roles(text: str, expected: dict[str, str]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize(
    "text",
    ["以下简称“清单”", "附件3", "2", "2021—2025年", "国纲目标为95%", "党委领导、政府负责", "含县城", "联系人：王某", "牵头单位", "送审稿"],
)
def test_other_brackets_say_nothing(text: str) -> None:
    assert roles(text) is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("责任单位：县教育局；完成时限：2024年11月", "2024年11月"),
        ("县教育局牵头，县财政局配合，2025年9月底前完成", "2025年9月底前完成"),
        ("县教育局、县财政局按职责分工负责，持续推进", "持续推进"),
        ("牵头单位：县教育局；责任单位：县财政局，9月底完成", "9月底完成"),
        ("县教育局负责", None),
    ],
)
def test_deadlines_are_no_agencies(text: str, due: str | None) -> None:
    clause = grammar().bracket(text, 0, Reading())
    assert clause
    assert clause.deadline == due
    assert all("月" not in name.text and "持续" not in name.text for name, _ in clause.parties)


def test_rules_of_the_document_decide_plain_lists() -> None:
    first, star = Reading(first=True), Reading(star=True)
    assert roles("县教育局、县财政局负责", first) == {"县教育局": "lead", "县财政局": "responsible"}
    assert roles("责任单位：县教育局、县财政局", Reading(first=True, rest="supporting")) == {"县教育局": "lead", "县财政局": "supporting"}
    assert roles("县财政局配合，县教育局牵头", first) == {"县财政局": "supporting", "县教育局": "lead"}
    assert roles("责任单位：县财政局、县教育局*", star) == {"县财政局": "responsible", "县教育局": "lead"}
    assert roles("责任单位：县财政局、县民政局", star) == {"县财政局": "responsible", "县民政局": "responsible"}
    assert roles("责任单位：县财政局", Reading(sole=True)) == {"县财政局": "lead"}


def test_the_deciding_row_is_told() -> None:
    clause = grammar().bracket("县教育局牵头", 5, Reading())
    assert clause
    assert clause.rule == "assignments:verb-lead"
    assert clause.parties[0][0].span.start == 5
