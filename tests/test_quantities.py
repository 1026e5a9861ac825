"""Numbers with their units."""

from __future__ import annotations

import pytest

from zeren.build.extract import phrases, quantities


def found(text: str) -> list[tuple[str, str, str]]:
    return [(q.value, q.unit, q.kind) for q in quantities.find(text, phrases.load())]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("达到95.50%以上", [("95.5", "%", "rate")]),
        ("降到8/10万", [("8", "/10万", "rate")]),
        ("百万分之三点五", []),
        ("十万分之八", [("8", "/10万", "rate")]),
        ("提高1.5个百分点", [("1.5", "个百分点", "points")]),
        ("比例为3:2", [("3:2", "ratio", "ratio")]),
        ("不少于1/6", [("1/6", "fraction", "fraction")]),
        ("三分之二以上", [("2/3", "fraction", "fraction")]),
        ("九成以上", [("90", "%", "rate")]),
        ("40%—60%", [("40-60", "%", "rate")]),
        ("3—5个", [("3-5", "个", "count")]),
        ("两三所", [("2-3", "所", "count")]),
        ("新增5万个", [("5", "万个", "count")]),
        ("1,200名", [("1200", "名", "count")]),
        ("每天2小时", [("2", "小时", "time")]),
        ("每人100元", [("100", "元", "money")]),
        ("12年", [("12", "年", "years")]),
        ("79.5岁", [("79.5", "岁", "age")]),
        ("降到107以下", [("107", "", "plain")]),
    ],
)
def test_reads(text: str, want: list[tuple[str, str, str]]) -> None:
    assert found(text) == want


@pytest.mark.parametrize("text", ["5G网络", "第3名", "2021—2030年", "12338热线", "HPV16", "国发〔2021〕16号", "上半年", "2025年"])
def test_stays_silent(text: str) -> None:
    assert found(text) == []


def test_knows_what_stands_behind() -> None:
    (one,) = quantities.find("达到9%左右，", phrases.load())
    assert (one.tail, one.suffix and one.suffix.comparator) == (6, "~")


def test_a_closing_suffix_holds_for_the_list() -> None:
    work = "小学38%、初中60%以下"
    spread = quantities.spread(quantities.find(work, phrases.load()), work, phrases.load())
    assert [q.suffix and q.suffix.comparator for q in spread] == ["<=", "<="]
    work = "入园率达到38%、巩固率达到60%以上"
    spread = quantities.spread(quantities.find(work, phrases.load()), work, phrases.load())
    assert [q.suffix is None for q in spread] == [True, False]
