"""Numbered lines find their place under one another, whatever levels a document uses."""

from __future__ import annotations

from typing import Any

from zeren.build.segments import segment
from zeren.build.tree import Node, gather, grow, is_label


def root(*lines: str) -> Node:
    """The tree of these lines."""
    made, at = Node("root", -1.0), 0
    segs = []
    for line in lines:
        segs.append(segment(at, f"{line}\n"))
        at += len(line) + 1
    grow(made, segs)
    return made


def shape(node: Node) -> list[Any]:
    """Headings as [words, …what stands below], paragraphs as words."""
    return [[p.head.text if p.head else "", *shape(p)] if isinstance(p, Node) else p.text for p in node.parts]


def test_levels_nest_by_their_kind_of_number() -> None:
    assert shape(root("一、甲", "（一）乙", "1.丙", "（1）丁", "（2）戊", "2.己", "（二）庚", "二、辛")) == [
        ["一、甲", ["（一）乙", ["1.丙", ["（1）丁"], ["（2）戊"]], ["2.己"]], ["（二）庚"]],
        ["二、辛"],
    ]


def test_a_level_may_be_left_out_or_turned_round() -> None:
    assert shape(root("一、甲", "1.乙", "2.丙", "二、丁")) == [["一、甲", ["1.乙"], ["2.丙"]], ["二、丁"]]
    assert shape(root("1.甲", "（一）乙", "（二）丙", "2.丁")) == [["1.甲"], ["（一）乙"], ["（二）丙", ["2.丁"]]]


def test_a_list_that_begins_anew_stands_inside_the_open_item() -> None:
    assert shape(root("1.甲", "（1）乙", "1.丙", "2.丁")) == [["1.甲", ["（1）乙", ["1.丙"], ["2.丁"]]]]


def test_a_decimal_counts_only_where_its_number_is_due() -> None:
    assert shape(root("1.甲", "3.5岁以下儿童免费体检。")) == [["1.甲", "3.5岁以下儿童免费体检。"]]
    assert shape(root("1.甲", "2.甲", "3.5岁以下儿童死亡率下降。")) == [["1.甲"], ["2.甲"], ["3.5岁以下儿童死亡率下降。"]]


def test_paragraphs_belong_to_the_heading_above() -> None:
    assert shape(root("前言。", "一、甲", "甲的话。", "甲的第二段话。", "二、乙")) == [
        "前言。",
        ["一、甲", "甲的话。", "甲的第二段话。"],
        ["二、乙"],
    ]


def test_headings_without_numbers_are_known_by_their_words() -> None:
    found = root("（一）妇女与健康", "主要目标", "1.甲", "策略措施", "1.乙", "（二）妇女与教育", "主要目标", "1.丙")
    assert shape(found) == [
        ["（一）妇女与健康", ["主要目标", ["1.甲"]], ["策略措施", ["1.乙"]]],
        ["（二）妇女与教育", ["主要目标", ["1.丙"]]],
    ]
    assert [n.says for n in found.nodes()[0].nodes()] == ["goals", "measures"]


def test_the_name_of_a_domain_stands_above_its_goals_without_a_number() -> None:
    found = root("妇女与健康", "主要目标", "1.甲", "策略措施", "1.乙", "妇女与教育", "主要目标", "1.丙", "策略措施", "1.丁")
    assert [n.title for n in found.nodes()] == ["妇女与健康", "妇女与教育"]
    assert {n.kind for n in found.nodes()} == {"bare"}


def test_walk_goes_through_every_node_once() -> None:
    found = root("一、甲", "（一）乙", "话。", "二、丙")
    assert [n.title for n in found.walk()] == ["", "甲", "乙", "丙"]
    assert found.nodes()[0].nodes()[0].loose()[0].text == "话。"


def test_label_lines_are_gathered_under_their_task() -> None:
    found = root("修建滨河公园。", "责任单位：县住房城乡建设局", "完成时限：2025年底", "改造污水管网。", "责任单位：县水利局")
    gather(found)
    assert shape(found) == [
        ["修建滨河公园。", "责任单位：县住房城乡建设局", "完成时限：2025年底"],
        ["改造污水管网。", "责任单位：县水利局"],
    ]
    assert [n.kind for n in found.nodes()] == ["task", "task"]


def test_a_label_has_a_value() -> None:
    assert is_label(segment(0, "责任单位：县水利局\n"))
    assert not is_label(segment(0, "有关要求如下：\n"))
    assert not is_label(segment(0, "1.责任单位：县水利局\n"))


def test_very_deep_nesting_stays_bounded() -> None:
    kinds = ("一、", "（一）", "1.", "（1）", "①")
    found = root(*[f"{kinds[i % 5]}甲" for i in range(2000)])
    deepest, at = 0, [(found, 0)]
    while at:
        node, depth = at.pop()
        deepest = max(deepest, depth)
        at += [(kid, depth + 1) for kid in node.nodes()]
    assert deepest <= 14
