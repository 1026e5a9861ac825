"""Responsibility tables: columns in any order, headers of several rows, merged cells, section rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zeren.build.extract import grids
from zeren.build.extract.clauses import Clause, Reading, grammar
from zeren.kg.model import Row, Span, Table

Cells = Sequence[Sequence[str]]


def table(rows: Cells, merged: Mapping[int, tuple[int, ...]] | None = None) -> tuple[Table, str]:
    """A table and the text that its spans point into."""
    text, out = "", []
    for i, row in enumerate(rows):
        start, cells = len(text), []
        for j, cell in enumerate(row):
            text += "\t" if j else ""
            cells.append(Span(len(text), len(text) + len(cell)))
            text += cell
        out.append(Row(Span(start, len(text)), tuple(cells), False, (merged or {}).get(i, ())))
        text += "\n"
    return Table(Span(0, len(text) - 1), tuple(out)), text


def read(rows: Cells, reading: Reading | None = None, merged: Mapping[int, tuple[int, ...]] | None = None) -> list[Clause]:
    made, text = table(rows, merged)
    found = grids.find(made, text, grammar(), reading or Reading())
    for clause in found:
        assert all(text[n.span.start : n.span.end] == n.text for n, _ in clause.parties)
        assert all(n.text in text[clause.span.start : clause.span.end] for n, _ in clause.parties)
    return found


def sides(clause: Clause) -> tuple[list[str], list[str]]:
    return [n.text for n, r in clause.parties if r == "lead"], [n.text for n, r in clause.parties if r != "lead"]


def test_columns_in_any_order() -> None:
    (clause,) = read(
        [["完成时限", "配合单位", "序号", "牵头部门", "重点任务"], ["6月底前", "县财政局 县审计局", "1", "县教育局", "建幼儿园"]]
    )
    assert sides(clause) == (["县教育局"], ["县财政局", "县审计局"])
    assert (clause.deadline, clause.words) == ("6月底前", "建幼儿园")


def test_a_header_of_two_rows() -> None:
    rows = [["序号", "任务", "责任单位", ""], ["", "", "牵头单位", "配合单位"], ["1", "建幼儿园", "县教育局", "县财政局"]]
    assert [sides(c) for c in read(rows)] == [(["县教育局"], ["县财政局"])]


def test_empty_cells_inherit_and_say_so() -> None:
    rows = [["任务", "牵头单位", "责任单位"], ["建幼儿园", "县教育局", "县财政局"], ["建小学", "县住建局", ""]]
    first, second = read(rows)
    assert sides(second) == (["县住建局"], ["县财政局"])
    assert (first.rule, first.confidence) == ("assignments:label-lead", 1.0)
    assert (second.rule, second.confidence) == ("assignments:empty-cell", 0.9)


def test_a_file_that_tells_its_merged_cells_is_believed() -> None:
    both = ["县教育局", "县财政局"]
    rows = [["任务", "牵头单位", "责任单位"], ["建幼儿园", *both], ["建小学", *both], ["建公园", "县园林局", ""]]
    assert sides(read(rows, merged={2: (1, 2)})[2]) == (["县园林局"], [])


def test_a_dash_is_nobody_and_section_rows_inherit_nothing() -> None:
    header = ["序号", "任务", "牵头单位", "配合单位"]
    rows = [header, ["1", "建幼儿园", "县教育局", "县财政局"], ["二、环境", "", "", ""]]
    for cell in ("—", ""):
        assert sides(read([*rows, ["2", "建公园", "县园林局", cell]])[1]) == (["县园林局"], [])


def test_rules_apply_to_a_column() -> None:
    rows = [["任务", "责任单位", "备注"], ["建幼儿园", "县教育局、县财政局", ""], ["建公园", "县财政局、*县园林局", "试点"]]
    assert [sides(c) for c in read(rows)] == [([], ["县教育局", "县财政局"]), ([], ["县财政局", "县园林局"])]
    assert sides(read(rows, Reading(first=True))[0]) == (["县教育局"], ["县财政局"])
    assert sides(read(rows, Reading(star=True))[1]) == (["县园林局"], ["县财政局"])


def test_roles_that_a_cell_gives() -> None:
    rows = [["任务", "责任分工"], ["建幼儿园", "县教育局牵头，县财政局配合"], ["建公园", "牵头单位：县园林局 配合单位：县财政局"]]
    assert [sides(c) for c in read(rows)] == [(["县教育局"], ["县财政局"]), (["县园林局"], ["县财政局"])]


def test_persons_are_nobody() -> None:
    rows = [["任务", "牵头领导", "责任单位及责任人"], ["建幼儿园", "王小明", "县教育局 李明"]]
    assert [sides(c) for c in read(rows)] == [([], ["县教育局"])]


def test_a_form() -> None:
    (clause,) = read([["任务名称", "建幼儿园"], ["牵头单位", "县教育局"], ["配合单位", "县财政局"], ["完成时限", "年底前"]])
    assert sides(clause) == (["县教育局"], ["县财政局"])
    assert (clause.words, clause.deadline) == ("建幼儿园", "年底前")


def test_other_tables() -> None:
    assert read([["指标", "2025年目标值"], ["入园率", "99%"]]) == []
    assert read([["姓名", "电话"], ["王小明", "123"]]) == []
    assert grids.find(Table(Span(0, 0), ()), "", grammar(), Reading()) == []
