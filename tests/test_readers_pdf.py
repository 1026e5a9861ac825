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


def lined(tmp_path: Path, *lines: tuple[float, str], size: int = 12) -> list[str]:
    """The paragraphs of a page of these lines, each with where it begins, below eight paragraphs that show the margins (72 to 504)."""
    front = [text for _ in range(8) for text in ("\u3000\u3000" + "甲" * 34, "乙" * 36, "丙" * 9 + "。")]
    told = [(72.0, text) for text in front] + list(lines)
    page = [(x, 800.0 - 18 * i, text) for i, (x, text) in enumerate(told)]
    return texts(read(save(tmp_path / "a.pdf", papers.pdf([(page, ())], size))))[8:]


def test_a_signature_at_the_right_margin_is_no_line_to_go_on_from(tmp_path: Path) -> None:
    lines = [(420.0, "柳河县人民政府"), (408.0, "2022年10月15日"), (96.0, "（此件公开发布）")]
    assert lined(tmp_path, *lines) == ["柳河县人民政府", "2022年10月15日", "（此件公开发布）"]


def test_a_title_in_one_full_line_ends_there(tmp_path: Path) -> None:
    title = "柳河县人民政府关于印发" + "柳" * 18 + "规划的通知"
    assert lined(tmp_path, (80.0, title), (72.0, "各乡镇人民政府：")) == [title, "各乡镇人民政府："]


def test_a_full_line_of_a_paragraph_goes_on_whatever_its_last_words(tmp_path: Path) -> None:
    first, rest = "\u3000\u3000各乡镇要结合实际制定" + "柳" * 20 + "实施方案", "并抓好落实。"
    assert lined(tmp_path, (72.0, first), (72.0, rest)) == [first.strip() + rest]


def test_an_item_behind_a_sentence_that_fills_its_line_begins_a_paragraph(tmp_path: Path) -> None:
    first = "（2）" + "丁" * 31 + "。"
    assert lined(tmp_path, (72.0, first), (72.0, "（3）逐步提高。")) == [first, "（3）逐步提高。"]
