"""Every heading of a plan's tree gets its role: domains are told by what they hold, not by what they are called."""

from __future__ import annotations

import pytest

from zeren.build.roles import assign, bare
from zeren.build.segments import segment
from zeren.build.tree import Node, grow


def roles(*lines: str) -> list[tuple[str, str]]:
    """(role, number and words) of every node below the root, in order."""
    root, at = Node("root", -1.0), 0
    segs = []
    for line in lines:
        segs.append(segment(at, f"{line}\n"))
        at += len(line) + 1
    grow(root, segs)
    assign(root)
    return [(n.role, f"{n.number if n.number is not None else '-'} {n.title}") for n in root.walk() if n is not root]


def test_goals_beside_measures_make_a_domain() -> None:
    assert roles("（一）湖泊与森林", "1.主要目标", "（1）湖水变清。", "2.策略措施", "（1）退耕还湖。定期巡查。") == [
        ("domain", "1 湖泊与森林"),
        ("goals", "1 主要目标"),
        ("goal", "1 湖水变清"),
        ("measures", "2 策略措施"),
        ("measure", "1 退耕还湖"),
    ]


def test_what_stands_below_an_item_is_part_of_it() -> None:
    found = roles("（一）湖泊", "主要目标", "1.变清。", "策略措施", "1.治理。", "（1）清淤。", "（2）补水。")
    assert found[-3:] == [("measure", "1 治理"), ("item", "1 清淤"), ("item", "2 补水")]


def test_beside_domains_one_with_goals_alone_is_a_domain_too() -> None:
    found = roles("（一）湖泊", "主要目标", "1.变清。", "策略措施", "1.治理。", "（二）森林", "主要目标", "1.变绿。")
    assert [words for role, words in found if role == "domain"] == ["1 湖泊", "2 森林"]


def test_items_without_numbers_are_counted() -> None:
    found = roles("（一）湖泊", "主要目标", "湖水变清。", "鱼类增多。", "策略措施", "清淤。每年一次。", "补水。每季一次。")
    assert [x for x in found if x[0] in ("goal", "measure")] == [
        ("goal", "1 湖水变清"),
        ("goal", "2 鱼类增多"),
        ("measure", "1 清淤"),
        ("measure", "2 补水"),
    ]


def test_a_lost_number_is_found_again() -> None:
    found = roles("（一）湖泊", "主要目标", "1.湖水变清。", "鱼类增多。", "3.水草恢复。", "策略措施", "1.治理。")
    assert [x for x in found if x[0] == "goal"] == [("goal", "1 湖水变清"), ("goal", "2 鱼类增多"), ("goal", "3 水草恢复")]


def test_goals_and_measures_in_chapters_of_their_own() -> None:
    found = roles(
        "一、主要目标",
        "（一）湖泊",
        "1.变清。",
        "（二）森林",
        "1.变绿。",
        "二、策略措施",
        "（一）湖泊",
        "1.治理。",
        "（二）森林",
        "1.造林。",
    )
    assert [x for x in found if x[0] in ("goals", "measures")] == [
        ("goals", "1 湖泊"),
        ("goals", "2 森林"),
        ("measures", "1 湖泊"),
        ("measures", "2 森林"),
    ]


def test_chapters_of_duties() -> None:
    found = roles(
        "（一）湖泊",
        "主要目标",
        "1.变清。",
        "策略措施",
        "1.治理。",
        "二、组织实施",
        "（一）加强领导。县政府负责。",
        "三、监测评估",
        "（一）年度监测。",
    )
    assert found[-4:] == [("organisation", "2 组织实施"), ("item", "1 加强领导"), ("monitoring", "3 监测评估"), ("item", "1 年度监测")]


def test_monitoring_below_safeguards_is_a_section_of_its_own() -> None:
    found = roles("一、保障措施", "（一）组织领导。", "（二）监测评估", "1.年度监测。")
    assert ("organisation", "1 保障措施") in found
    assert ("monitoring", "2 监测评估") in found


def test_tasks_without_domains_are_items_with_their_labels() -> None:
    found = roles("一、近期工作", "修建滨河公园。", "责任单位：县住房城乡建设局", "改造污水管网。", "责任单位：县水利局")
    assert [x for x in found if x[0] == "item"] == [("item", "- 修建滨河公园"), ("item", "- 改造污水管网")]


@pytest.mark.parametrize("lines", [[], ["一段话。"], ["一、甲"], ["主要目标"], ["策略措施", "主要目标"], ["1.甲", "1.乙", "1.丙"]])
def test_every_node_of_any_tree_has_a_role(lines: list[str]) -> None:
    assert all(role for role, _ in roles(*lines))


def test_bare_words() -> None:
    assert bare(" 主 要\u3000目标\t") == "主要目标"
