"""Rules that stand anywhere in a document are found, and what only looks like one is not."""

from __future__ import annotations

import pytest

from zeren.build.extract import rulings


@pytest.mark.parametrize(
    "text",
    [
        "责任单位中，列第一位的为牵头单位，下同。",
        "注：排名第一的单位为牵头单位",
        "排在首位的部门为牵头部门",
        "责任单位第一个为牵头单位，其余为配合单位",
        "首位单位为牵头单位。",
        "未明确牵头单位的，以排序第一的责任单位为牵头单位。",
    ],
)
def test_the_first_listed_leads(text: str) -> None:
    assert rulings.find(text).reading.first


@pytest.mark.parametrize("text", ["带*为牵头单位。", "标注“★”的单位为牵头单位", "加△的为牵头单位，下同", "（*为牵头单位）"])
def test_a_mark_leads(text: str) -> None:
    assert rulings.find(text).reading.star


def test_what_the_others_are() -> None:
    assert rulings.find("排名第一的为牵头单位，其余单位为配合单位。").reading.rest == "supporting"
    assert rulings.find("排名第一的为牵头单位，其余列入单位为参与单位。").reading.rest == "participating"


def test_without_a_lead_the_responsible_lead() -> None:
    assert rulings.find("无牵头单位的，责任单位即为牵头单位").reading.sole


def test_who_carries_everything_from_here_on() -> None:
    text = "第一项（县民政局指导）。以下各项均需各镇、街道落实，不再列出。第二项。"
    (everyone,) = rulings.find(text).everyone
    assert [n.text for n in everyone.names] == ["各镇、街道"]
    assert text.index("街道") < everyone.start < text.index("第二项")
    assert rulings.find("具体任务均涉及各镇人民政府，不再列出。").everyone == ()


def test_a_default_deadline_and_short_names() -> None:
    assert rulings.find("完成时限未注明的，为当年11月底。").deadline == "当年11月底"
    found = rulings.find("完善青川市妇女儿童工作委员会（以下简称市妇儿工委）协调机制")
    assert found.short == (("市妇儿工委", "市妇女儿童工作委员会"),)


def test_nothing() -> None:
    assert rulings.find("各牵头单位要迅速制定清单。会议排名第一的是青川区。") == rulings.Rulings()
