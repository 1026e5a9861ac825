"""Titles that are written in two ways come to one form, and different titles stay apart."""

from __future__ import annotations

import pytest

from zeren.kg.titles import normal, without_edition


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("《中华人民共和国未成年人保护法》", "未成年人保护法"),
        ("中国妇女发展纲要（2021—2030年）", "《中国妇女发展纲要(2021-2030年)》"),
        ("中国妇女发展纲要（2021－2030年）", "中国妇女发展纲要（2021至2030年）"),
        ("中国儿童发展纲要（2021—2030 年）", "中国儿童发展纲要〔2021–2030年〕"),
        ("第十四个五年规划和二〇三五年远景目标纲要", "第十四个五年规划和2035年远景目标纲要"),
        ("第十四个五年规划和二○三五年远景目标纲要", "第十四个五年规划和二零三五年远景目标纲要"),
        ("“健康中国2030”规划纲要", "健康中国2030规划纲要"),
        ("甲省实施〈中华人民共和国妇女权益保障法〉办法", "甲省实施《中华人民共和国妇女权益保障法》办法"),
        ("３—６岁儿童学习与发展指南", "3-6岁儿童学习与发展指南"),
    ],
)
def test_one_title(left: str, right: str) -> None:
    assert normal(left) == normal(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("中国妇女发展纲要（2011—2020年）", "中国妇女发展纲要（2021—2030年）"),
        ("教育法", "义务教育法"),
        ("全民健身计划", "全民健身计划（2021—2025年）"),
    ],
)
def test_two_titles(left: str, right: str) -> None:
    assert normal(left) != normal(right)


def test_the_state_alone_is_not_nothing() -> None:
    assert normal("中华人民共和国") == "中华人民共和国"


@pytest.mark.parametrize("title", ["幼儿园教育指导纲要（试行）", "幼儿园教育指导纲要（2012年修订）", "幼儿园教育指导纲要(修正)"])
def test_editions_are_taken_off(title: str) -> None:
    assert without_edition(normal(title)) == "幼儿园教育指导纲要"


def test_years_are_no_edition() -> None:
    assert without_edition(normal("健康儿童行动计划（2018—2020年）")) == "健康儿童行动计划(2018-2020年)"
