"""Which counts a plan commits to, and their names."""

from __future__ import annotations

import pytest

from zeren.build.extract import counts, phrases, quantities
from zeren.build.extract.approach import approach
from zeren.build.extract.sentences import sentence
from zeren.build.extract.subjects import subject


def promised(text: str) -> bool:
    lex = phrases.load()
    one = sentence(text, 0, len(text), 0)
    value = quantities.find(one.work, lex)[0]
    near = approach(one.work, 0, value.start, lex)
    return counts.commits(one, value, near, subject(one, 0, near, lex), lex)


@pytest.mark.parametrize(
    "text",
    [
        "每村至少配备1名主任",
        "建成3所示范园",
        "新增学位500个",
        "托位达到60个",
        "每个县建有一所福利机构",
        "至少两所",
        "每天活动不少于1小时",
        "每天一小时体育活动",
        "预期寿命提高到80岁",
        "平均受教育年限达到12年",
        "性别比降到107以下",
        "人均藏书1.2册",
    ],
)
def test_promises(text: str) -> None:
    assert promised(text)


@pytest.mark.parametrize("text", ["打造一个品牌", "党员3名的单位", "3岁以下婴幼儿", "5年规划", "值守24小时", "全市12个县参加", "6个月婴儿"])
def test_no_promises(text: str) -> None:
    assert not promised(text)


def test_parts_place_and_thing() -> None:
    lex = phrases.load()
    assert counts.provided("全县新建公办幼儿园", lex) == ("全县", "公办幼儿园")
    assert counts.provided("公办幼儿园", lex) is None


def test_the_thing_behind_a_count() -> None:
    lex = phrases.load()
    for text, thing in (("1名督导员，每村", "督导员"), ("3项以上的技能。", "技能"), ("2名督导员、建立台账", "督导员"), ("5个，其中", "")):
        one = sentence(text, 0, len(text), 0)
        value = quantities.find(one.work, lex)[0]
        assert counts.noun(one, value, len(one.work), lex).rstrip("。") == thing
