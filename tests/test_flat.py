"""Tables that a file holds as plain lines become rows; lines that only look like it stay lines."""

from __future__ import annotations

import pytest

from zeren.build.flat import is_name, tables
from zeren.kg.model import Block, Place


def blocks(*lines: str) -> list[Block]:
    return [Block(line, Place(line=i)) for i, line in enumerate(lines, 1)]


@pytest.mark.parametrize("between", ["\t", "|", " ｜ ", "│"])
def test_rows_between_tabs_or_bars(between: str) -> None:
    lines = [("序号", "重点任务", "责任单位"), ("1", "修桥", "县交通局"), ("2", "种树", "县林业局")]
    found = tables(blocks("分工表", *(between.join(line) for line in lines), "以上。"))
    assert [b.cells for b in found] == [(), *lines, ()]
    assert [(b.table, b.header) for b in found[1:-1]] == [(1, True), (1, False), (1, False)]
    assert [b.place.line for b in found] == [1, 2, 3, 4, 5]


def test_outer_bars_and_ruled_lines_are_left_out() -> None:
    found = tables(blocks("| 序号 | 任务 | 责任单位 |", "|---|---|---|", "| 1 | 修桥 |  |", "", "| 2 | 种树 | 县林业局 |"))
    assert [b.cells for b in found] == [("序号", "任务", "责任单位"), ("1", "修桥", ""), ("2", "种树", "县林业局")]


def test_short_rows_are_filled_and_long_ones_kept() -> None:
    found = tables(blocks("任务\t牵头单位\t完成时限", "修桥\t县交通局", "种树\t县林业局\t6月\t加急"))
    assert [b.cells for b in found[1:]] == [("修桥", "县交通局", ""), ("种树", "县林业局", "6月", "加急")]


@pytest.mark.parametrize(
    "lines",
    [
        ("序号\t任务\t责任单位",),
        ("姓名\t电话", "张三\t000"),
        ("任务很重|时间很紧|要求很高", "甲|乙|丙"),
        ("任务\t责任单位", "没有表格的一段话。"),
    ],
)
def test_what_is_no_table(lines: tuple[str, ...]) -> None:
    assert tables(blocks(*lines)) == blocks(*lines)


def test_tables_are_numbered_after_those_of_the_file() -> None:
    row = Block("甲\t乙", Place(line=1), ("甲", "乙"), 4)
    found = tables([row, *blocks("任务\t责任单位", "修桥\t县交通局", "一段话。", "任务|责任单位|备注", "种树|县林业局|无")])
    assert found[0] is row
    assert [b.table for b in found] == [4, 5, 5, None, 6, 6]


@pytest.mark.parametrize(("text", "is_one"), [("责任 单位", True), ("工作任务", True), ("序号", True), ("县水利局", False), ("号", False)])
def test_names_of_columns(text: str, is_one: bool) -> None:
    assert is_name(text) is is_one
