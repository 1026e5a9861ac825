"""PDF pages give paragraphs in reading order and tables as rows; headers, footers and page numbers are left out."""

from __future__ import annotations

from pathlib import Path

import papers
import pytest
from papers import save, texts

from zeren.build.read import ReadError, read


def test_pdf_paragraphs_are_healed_and_furniture_dropped(tmp_path: Path) -> None:
    paragraphs = [
        "青溪县妇女发展规划",
        "一、发展现状",
        "全县妇女事业取得长足进步，主要指标位居全市前列。" * 8,
        "（一）提高妇女健康水平，到2025年孕产妇死亡率控制在9/10万以下。" * 5,
    ] * 3
    source = read(save(tmp_path / "a.pdf", papers.typeset(paragraphs, rows=12, header="青溪县人民政府公报")))
    assert texts(source) == paragraphs
    assert source.blocks[0].place.page == 1
    assert source.blocks[-1].place.page == 3


def test_pdf_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [(72.0, 700.0 - 15 * i, f"左栏第{i:02d}行的文字内容说明") for i in range(20)]
    right = [(320.0, 700.0 - 15 * i, f"右栏第{i:02d}行的文字内容说明") for i in range(20)]
    mixed = [line for pair in zip(left, right, strict=True) for line in pair]
    found = "".join(texts(read(save(tmp_path / "a.pdf", papers.pdf([([(72.0, 760.0, "通栏标题")], ()), (mixed, ())])))))
    assert found.index("左栏第19行") < found.index("右栏第00行")
    assert found.count("行的文字内容说明") == 40


def test_pdf_tables_with_merged_cells_over_two_pages(tmp_path: Path) -> None:
    def page(top: float, rows: list[list[str]], merged: bool) -> tuple[list[papers.Text], list[papers.Rule]]:
        xs, words, rules = (60.0, 120.0, 300.0, 480.0), [], []
        for i in range(len(rows) + 1):
            y = top - 30 * i
            start = 120.0 if merged and i == 2 else 60.0
            rules.append((start, y, 480.0, y))
        rules += [(x, top, x, top - 30 * len(rows)) for x in xs]
        for i, row in enumerate(rows):
            words += [(x + 4, top - 30 * i - 20, text) for x, text in zip(xs, row, strict=False) if text]
        return words, rules

    first = page(700, [["序号", "工作任务", "责任单位"], ["1", "建设养老院", "县民政局"], ["", "改造敬老院", "县财政局"]], merged=True)
    second = page(780, [["序号", "工作任务", "责任单位"], ["2", "植树造林", "县林业局"]], merged=False)
    first[0].append((200, 740, "任务分工表"))
    source = read(save(tmp_path / "a.pdf", papers.pdf([first, second])))
    rows = [b for b in source.blocks if b.cells]
    assert [b.cells for b in rows] == [
        ("序号", "工作任务", "责任单位"),
        ("1", "建设养老院", "县民政局"),
        ("1", "改造敬老院", "县财政局"),
        ("序号", "工作任务", "责任单位"),
        ("2", "植树造林", "县林业局"),
    ]
    assert [b.header for b in rows] == [True, False, False, True, False]
    assert rows[2].inherited == (0,)
    assert {b.table for b in rows} == {1}
    assert [b.place.page for b in rows] == [1, 1, 1, 2, 2]


def test_a_scanned_pdf_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"scan\.pdf: no text layer, page 1 of 30"):
        read(save(tmp_path / "scan.pdf", papers.scanned(30)))
