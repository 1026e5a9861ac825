"""Tables with merged cells become rows: the header known, values handed down, titles taken out."""

from __future__ import annotations

from zeren.build.readers.grid import Cell, Line, rows
from zeren.kg.model import Block, Place

BELOW = Cell("", below=True)


def table(*lines: tuple[str | Cell, ...], number: int = 1) -> list[Block]:
    made = [Line(tuple(c if isinstance(c, Cell) else Cell(c) for c in line), Place(row=i)) for i, line in enumerate(lines, 1)]
    return list(rows(made, number))


def test_a_row_is_a_block_with_its_cells() -> None:
    found = table(("序号", "任务", "责任单位"), ("1", "修渠", "县水利局"), ("", "", ""), ("2", "种树", ""))
    assert [b.cells for b in found] == [("序号", "任务", "责任单位"), ("1", "修渠", "县水利局"), ("2", "种树", "")]
    assert [(b.header, b.table, b.hard, b.place.row) for b in found] == [(True, 1, True, 1), (False, 1, True, 2), (False, 1, True, 4)]
    assert found[1].text == "1\t修渠\t县水利局"


def test_a_merged_cell_hands_its_text_down() -> None:
    found = table(("任务", "责任单位"), ("修渠", "县水利局"), (BELOW, "县财政局"), (BELOW, "县审计局"), ("种树", "县林业局"))
    assert [b.cells[0] for b in found] == ["任务", "修渠", "修渠", "修渠", "种树"]
    assert [b.inherited for b in found] == [(), (), (0,), (0,), ()]


def test_an_empty_cell_that_is_not_merged_stays_empty() -> None:
    found = table(("任务", "责任单位"), ("修渠", "县水利局"), ("", "县财政局"))
    assert (found[2].cells, found[2].inherited) == (("", "县财政局"), ())


def test_a_title_above_the_header_is_a_paragraph() -> None:
    found = table((Cell("重点任务分工表\n（2023年）", across=3), "", ""), ("序号", "任务", "责任单位"), ("1", "修渠", "县水利局"))
    assert [(b.text, b.cells) for b in found[:2]] == [("重点任务分工表", ()), ("（2023年）", ())]
    assert found[2].header and not found[3].header


def test_a_section_row_inherits_nothing_and_hands_nothing_down() -> None:
    found = table(("序号", "任务", "单位"), ("1", "修渠", "县水利局"), (Cell("二、林业", across=3), "", ""), ("2", "种树", BELOW))
    assert found[2].cells == ("二、林业", "", "")
    assert (found[3].cells, found[3].inherited) == (("2", "种树", ""), ())


def test_a_header_of_two_rows_and_one_repeated_on_the_next_page() -> None:
    header = ("序号", "任务", Cell("责任单位", across=2), ""), (BELOW, BELOW, "牵头单位", "配合单位")
    found = table(*header, ("1", "修渠", "县水利局", "县财政局"), *header, ("2", "种树", "县林业局", ""))
    assert [b.header for b in found] == [True, True, False, True, True, False]
    assert found[1].cells == ("序号", "任务", "牵头单位", "配合单位")


def test_a_header_the_file_marks_counts_where_no_word_is_known() -> None:
    marked = tuple(Cell(text, head=True) for text in ("甲", "乙"))
    assert [b.header for b in table(marked, ("丙", "丁"))] == [True, False]
    assert [b.header for b in table(("甲", "乙"), ("丙", "丁"))] == [False, False]


def test_a_table_of_one_column_is_paragraphs() -> None:
    found = table(("第一段。",), ("第二段。\n第三段。",), ("",))
    assert [(b.text, b.cells, b.table) for b in found] == [("第一段。", (), None), ("第二段。", (), None), ("第三段。", (), None)]


def test_rows_of_uneven_length_are_filled() -> None:
    assert [b.cells for b in table(("任务", "责任单位", "备注"), ("修渠",))] == [("任务", "责任单位", "备注"), ("修渠", "", "")]
    assert table() == []
