"""Duties in prose: actor, role, action, how often and until when."""

from __future__ import annotations

from typing import Literal

import pytest

from zeren.build import rules
from zeren.build.extract import duties
from zeren.kg.model import Duty, Passage, Span


def read(text: str, part: Literal["organisation", "monitoring", "measure"] = "organisation") -> list[Duty]:
    """The duties of a text; what must hold for each is checked on the way."""
    found = duties.find(Passage(Span(5, 5 + len(text)), text, "women", part))
    for duty in found:
        assert text[duty.span.start - 5 : duty.span.end - 5] == duty.quote
        assert duty.actor in duty.quote
        assert duty.action in duty.quote
        assert rules.row(duty.rule) is not None
    return found


def short(text: str) -> list[tuple[str, str, str]]:
    return [(d.actor, d.role, d.action) for d in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县统计局牵头组织开展年度监测。", [("县统计局", "lead", "牵头组织开展年度监测")]),
        ("县政府统筹推进规划实施。", [("县政府", "lead", "统筹推进规划实施")]),
        ("县妇儿工委要加强对规划实施的统筹协调。", [("县妇儿工委", "lead", "要加强对规划实施的统筹协调")]),
        ("县妇儿工委负责组织、协调、指导工作。", [("县妇儿工委", "responsible", "负责组织、协调、指导工作")]),
        ("县财政局将所需经费纳入预算，实现同步发展。", [("县财政局", "responsible", "将所需经费纳入预算")]),
        ("成员单位每年向县妇儿工委报告落实情况。", [("成员单位", "reports_to", "每年向县妇儿工委报告落实情况")]),
        ("审计部门要加强对经费使用的监督。", [("审计部门", "supervises", "要加强对经费使用的监督")]),
        ("主动接受人大、政协监督。", [("人大", "supervises", "人大、政协监督"), ("政协", "supervises", "人大、政协监督")]),
        ("财政应支持重点领域发展。", [("财政", "responsible", "应支持重点领域发展")]),
        ("县人民政府是实施规划的责任主体。", [("县人民政府", "responsible", "是实施规划的责任主体")]),
        ("由县统计局开展评估。", [("县统计局", "responsible", "由县统计局开展评估")]),
    ],
)
def test_roles(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert short(text) == expected


def test_who_joins_in() -> None:
    found = short("由县妇儿工委办会同县统计局开展评估。")
    assert [f[:2] for f in found] == [("县妇儿工委办", "responsible"), ("县统计局", "participates")]


def test_a_joint_subject_gives_a_duty_each() -> None:
    found = short("承担任务的有关部门、相关机构和人民团体结合职责，按照分工，制定实施方案并报县妇儿工委办公室。")
    assert [f[0] for f in found] == ["有关部门", "相关机构", "人民团体"] * 2
    assert {f[1:] for f in found} == {("responsible", "制定实施方案"), ("reports_to", "报县妇儿工委办公室")}


def test_the_subject_goes_on_until_a_new_one_appears() -> None:
    found = short("县妇儿工委负责推进规划，牵头做好协调工作，有关部门负责任务落实；县统计局收集数据。")
    assert [(actor, role) for actor, role, _ in found] == [
        ("县妇儿工委", "responsible"),
        ("县妇儿工委", "lead"),
        ("有关部门", "responsible"),
        ("县统计局", "responsible"),
    ]


def test_a_body_that_is_set_up_acts_in_what_follows() -> None:
    text = "县妇儿工委成立评审小组，由县妇联及县统计局负责人组成，负责组织领导评审，审批方案。"
    assert short(text) == [
        ("县妇儿工委", "responsible", "成立评审小组"),
        ("县妇联及县统计局负责人", "participates", "由县妇联及县统计局负责人组成"),
        ("评审小组", "lead", "负责组织领导评审"),
        ("评审小组", "supervises", "审批方案"),
    ]


def test_who_leads_a_body_and_what_the_body_does() -> None:
    text = "监测组由县统计局牵头，由相关部门负责统计的人员组成，负责监测工作的组织和培训，向县妇儿工委提交报告。监测组成员参加培训。"
    assert short(text) == [
        ("县统计局", "lead", "监测组由县统计局牵头"),
        ("相关部门负责统计的人员", "participates", "由相关部门负责统计的人员组成"),
        ("监测组", "responsible", "负责监测工作的组织和培训"),
        ("监测组", "reports_to", "向县妇儿工委提交报告"),
        ("监测组成员", "participates", "参加培训"),
    ]


def test_how_often_and_until_when() -> None:
    (plan, report) = read("各县人民政府制定本级规划，并于规划公布后1个月内报市妇儿工委办公室。")
    assert (plan.deadline, report.deadline, report.role) == (None, "于规划公布后1个月内", "reports_to")
    (duty,) = read("县妇儿工委定期召开会议。")
    assert duty.frequency == "定期"
    (duty,) = read("成员单位于每年3月底前将数据报送县统计局。", "monitoring")
    assert (duty.frequency, duty.deadline, duty.section) == ("每年", "于每年3月底前", "monitoring")


@pytest.mark.parametrize(
    "text",
    [
        "完善党委领导、政府主责、妇儿工委协调、多部门合作、全社会参与的工作机制。",
        "鼓励社会力量参与规划实施。",
        "支持相关部门开展专项调查。",
        "将规划纳入考核内容，定期开展督查。",
        "举办培训，增强县直部门、镇街机构和人员落实任务的能力。",
        "把党的领导贯穿于工作组织实施全程。",
        "领导小组下设监测组和评估组。",
    ],
)
def test_slogans_encouragement_and_clauses_without_an_actor_are_no_duties(text: str) -> None:
    assert short(text) == []


def test_a_duty_behind_a_slogan() -> None:
    text = "形成党委领导、政府主责、部门合作、社会参与的工作机制，县妇儿工委负责督促落实。"
    assert [d[:2] for d in short(text)] == [("县妇儿工委", "responsible")]


def test_only_in_organisation_and_monitoring() -> None:
    assert read("县统计局牵头开展监测。", "measure") == []
