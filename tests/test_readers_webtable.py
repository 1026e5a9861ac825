"""A page's tables: cells over rows and columns, tables that only lay a page out, and a document's particulars."""

from __future__ import annotations

from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from zeren.build.readers.webtable import grid, hidden, is_grid, particulars


def table(rows: str) -> Any:
    found = LexborHTMLParser(f"<html><body><table>{rows}</table></body></html>").css_first("table")
    assert found is not None
    return found


def words(rows: str) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid(table(rows))]


def test_cells_over_rows_and_columns() -> None:
    rows = (
        "<tr><th colspan=2>任务</th><th>单位</th></tr>"
        "<tr><td rowspan=2>一</td><td>修桥</td><td>甲局</td></tr><tr><td>修路</td><td>乙局</td></tr>"
    )
    assert words(rows) == [["任务", "", "单位"], ["一", "修桥", "甲局"], ["", "修路", "乙局"]]
    found = grid(table(rows))
    assert [cell.below for cell in found[2]] == [True, False, False]
    assert (found[0][0].across, found[0][0].head, found[1][0].head) == (2, True, False)


def test_a_cell_keeps_its_paragraphs_as_lines() -> None:
    assert words("<tr><td><p>甲局</p><p>乙局<br>丙局</p></td><td>  修\n桥 </td></tr>") == [["甲局\n乙局\n丙局", "修桥"]]
    assert words("<tr><td>甲<script>x</script><span style='display: none'>乙</span>丙</td><td>&nbsp;丁</td></tr>") == [["甲丙", "丁"]]


@pytest.mark.parametrize("span", ["0", "-1", "x", ""])
def test_odd_spans_count_one(span: str) -> None:
    assert words(f"<tr><td colspan='{span}' rowspan='{span}'>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr>") == [
        ["甲", "乙"],
        ["丙", "丁"],
    ]


@pytest.mark.parametrize(
    ("rows", "data"),
    [
        ("<tr><td>甲</td><td>乙</td></tr>", True),
        ("<tr><td>只有一列</td></tr><tr><td>没有第二列</td></tr>", False),
        ("<tr><td>导航</td><td><table><tr><td>甲</td><td>乙</td></tr></table></td></tr>", False),
        (f"<tr><td>导航</td><td>{'<p>一段话。</p>' * 13}</td></tr>", False),
        ("", False),
    ],
)
def test_tables_that_lay_a_page_out_hold_no_data(rows: str, data: bool) -> None:
    assert is_grid(table(rows)) is data


def test_hidden_elements() -> None:
    tree = LexborHTMLParser("<p style='Visibility:hidden'>甲</p><p style='color:red'>乙</p><p>丙</p>")
    assert [hidden(node) for node in tree.css("p")] == [True, False, False]


def test_the_particulars_of_a_document_become_lines() -> None:
    rows = (
        "<tr><td>索 引 号：</td><td>000/2022</td><td>发文字号：</td><td>柳政发〔2022〕1号</td></tr>"
        "<tr><td>文号：</td><td></td><td>有效性：</td><td>有效</td></tr><tr><td colspan=4>成文日期：2022-03-01</td></tr>"
    )
    assert particulars(grid(table(rows))) == ["索引号：000/2022", "发文字号：柳政发〔2022〕1号", "有效性：有效", "成文日期：2022-03-01"]


def test_another_table_has_no_particulars() -> None:
    assert particulars(grid(table("<tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>修桥</td></tr>"))) is None
    assert particulars([]) is None
