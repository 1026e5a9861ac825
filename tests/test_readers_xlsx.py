"""Workbooks are read sheet by sheet, as rows under their header, merged cells handed down."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.styles import Font

from zeren.build.read import read


def test_a_workbook_with_title_merged_cells_and_two_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "分工"
    for row in (
        ["附件：青溪县重点任务分工表"],
        [],
        ["序号", "重点任务", "牵头单位", "完成比例", "完成时限"],
        [1, "建设养老院", "县民政局", 0.6, "2025年底"],
        [2, None, "县财政局", 1, None],
        [3, "植树", "县林业局", 0.255, None],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("B4:B5")
    for cell in ("D4", "D6"):
        sheet[cell].number_format = "0.0%"
    sheet["C4"].font = Font(bold=True)
    second = book.create_sheet("人员")
    second.append(["单位", "名称"])
    second.append(["县妇联", "办公室"])
    book.create_sheet("隐藏").sheet_state = "hidden"
    book["隐藏"].append(["不读", "不读"])
    book.save(tmp_path / "a.xlsx")
    source = read(tmp_path / "a.xlsx")
    assert source.blocks[0].text == "附件：青溪县重点任务分工表"
    assert source.blocks[0].place.sheet == "分工"
    rows = [b for b in source.blocks if b.table == 1]
    assert [b.cells for b in rows] == [
        ("序号", "重点任务", "牵头单位", "完成比例", "完成时限"),
        ("1", "建设养老院", "县民政局", "60%", "2025年底"),
        ("2", "建设养老院", "县财政局", "1", ""),
        ("3", "植树", "县林业局", "25.5%", ""),
    ]
    assert [(b.place.sheet, b.place.row, b.inherited) for b in rows] == [
        ("分工", 3, ()),
        ("分工", 4, ()),
        ("分工", 5, (1,)),
        ("分工", 6, ()),
    ]
    assert [b.cells for b in source.blocks if b.place.sheet == "人员"] == [("单位", "名称"), ("县妇联", "办公室")]
    assert not any(b.place.sheet == "隐藏" for b in source.blocks)
