"""The number in front of a line is read in every way of writing it, and figures that are none are left alone."""

from __future__ import annotations

import pytest

from zeren.build.marks import RANKS, Mark, mark, numeral


@pytest.mark.parametrize(
    ("line", "kind", "number", "rest"),
    [
        ("一、总体要求", "han", 1, "总体要求"),
        ("十二、保障措施", "han", 12, "保障措施"),
        ("　　（三）妇女与教育", "phan", 3, "妇女与教育"),
        ("( 四 ) 妇女与经济", "phan", 4, "妇女与经济"),
        ("1.提高健康水平。", "num", 1, "提高健康水平。"),
        ("2． 主要目标", "num", 2, "主要目标"),
        ("３、扩大供给", "num", 3, "扩大供给"),
        ("（10）降低死亡率。", "pnum", 10, "降低死亡率。"),
        ("7）完善制度。", "rnum", 7, "完善制度。"),
        ("③加强宣传。", "circle", 3, "加强宣传。"),
        ("⑵ 加强培训。", "pnum", 2, "加强培训。"),
        ("⒌加强指导。", "num", 5, "加强指导。"),
        ("㈡健全机制", "phan", 2, "健全机制"),
        ("第三章　妇女与环境", "chapter", 3, "妇女与环境"),
        ("第 二 节 主要目标", "section", 2, "主要目标"),
        ("第一部分 规划背景", "part", 1, "规划背景"),
        ("第十条 各单位应当建立台账。", "article", 10, "各单位应当建立台账。"),
        ("2.3 教育公平", "dec", 3, "教育公平"),
        ("4.1.2 体育锻炼", "dec3", 2, "体育锻炼"),
        ("领域二：儿童与安全", "field", 2, "儿童与安全"),
        ("目标3：减少伤害。", "label", 3, "减少伤害。"),
        ("Ⅳ. 附则", "roman", 4, "附则"),
        ("IX、附则", "roman", 9, "附则"),
        ("B）按季度通报", "letter", 2, "按季度通报"),
    ],
)
def test_every_way_of_writing_a_number(line: str, kind: str, number: int, rest: str) -> None:
    found = mark(line)
    assert found is not None
    assert (found.kind, found.number, line[found.end :]) == (kind, number, rest)
    assert found.rank == RANKS[kind]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "提高妇女健康水平。",
        "2025年底前完成。",
        "百年树人",
        "15分钟健身圈",
        "一岁以上儿童",
        "十四五时期",
        "5G网络全覆盖",
        "第三产业",
    ],
)
def test_figures_that_number_nothing(line: str) -> None:
    assert mark(line) is None


def test_a_number_that_may_be_a_decimal_is_weak() -> None:
    assert mark("7.5岁以下儿童死亡率下降。") == Mark("num", 7, 2, weak=True)
    assert mark("2.2025年，覆盖率达到90%。") == Mark("num", 2, 2, weak=False)
    assert mark("100.加强宣传") == Mark("num", 100, 4, weak=True)


def test_ranks_go_from_the_widest_part_to_the_smallest_item() -> None:
    order = ["part", "chapter", "section", "han", "phan", "num", "pnum", "rnum", "circle", "letter"]
    assert [RANKS[kind] for kind in order] == sorted(RANKS[kind] for kind in order)
    assert len({RANKS[kind] for kind in order}) == len(order)


@pytest.mark.parametrize(
    ("text", "value"), [("十", 10), ("十九", 19), ("四十", 40), ("一百零三", 103), ("一百二十", 120), ("二〇", 20), ("12", 12), ("两", 2)]
)
def test_numerals(text: str, value: int) -> None:
    assert numeral(text) == value
