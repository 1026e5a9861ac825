"""Tables that a text file holds as lines are read as tables."""

from __future__ import annotations

from zeren.build.extract import flattened
from zeren.build.extract.clauses import Reading, grammar
from zeren.kg.model import Span


def read(text: str) -> list[tuple[list[str], list[str], str | None, str]]:
    out = []
    for grid in flattened.find(text, grammar(), Reading()):
        for clause in grid.rows:
            assert clause.span in grid.span
            lead = [n.text for n, role in clause.parties if role == "lead"]
            out.append((lead, [n.text for n, role in clause.parties if role != "lead"], clause.deadline, clause.words))
    return out


def test_a_cell_a_line() -> None:
    header = ["序号", "重点任务", "牵头单位", "责任单位", "完成时限"]
    first = ["1", "建幼儿园。", "县教育局", "县财政局", "县住建局", "6月底前"]
    second = ["2", "建公园。", "县园林局", "各镇", "年底前"]
    text = "\n\n".join([*header, *first, *second]) + "\n"
    assert read(text) == [
        (["县教育局"], ["县财政局", "县住建局"], "6月底前", "建幼儿园。"),
        (["县园林局"], ["各镇"], "年底前", "建公园。"),
    ]


def test_sections_and_numbers_that_skip() -> None:
    """Excerpts of a large table keep the numbers of the whole, with its sections between the rows."""
    head = ["序号", "工作任务", "主要责任单位", "协同配合单位", "一、稳定投资"]
    rows = ["3", "投资增长7%。", "县发改局", "县财政局、县住建局，各镇人民政府。", "二、扩大消费", "三、改善民生"]
    more = ["18", "建成小学两所。", "县教育局", "县政府有关部门。", "19", "引进优质资源。", "县教育局", "县投资促进中心。"]
    assert read("\n\n".join([*head, *rows, *more])) == [
        (["县发改局"], ["县财政局", "县住建局", "各镇人民政府"], None, "投资增长7%。"),
        (["县教育局"], ["县政府有关部门"], None, "建成小学两所。"),
        (["县教育局"], ["县投资促进中心"], None, "引进优质资源。"),
    ]


def test_a_table_ends_where_the_text_goes_on() -> None:
    text = "序号\n任务\n责任单位\n1\n建公园\n县园林局\n二、工作要求\n各单位要认真落实。\n"
    assert read(text) == [([], ["县园林局"], None, "建公园")]


def test_cells_that_end_with_a_bar() -> None:
    text = "序号 |\n事项名称 |\n承办单位 |\n决策时间 |\n4 |\n修订办法 |\n县民政局 |\n2025年8月 |\n"
    assert read(text) == [(["县民政局"], [], "2025年8月", "修订办法")]


def test_cells_run_together() -> None:
    text = "序号项目名称主要内容分管领导牵头单位配合单位3菜场改造改造两处菜场。分管副县长商务局城北街道城南街道县城投公司"
    ((lead, others, _, words),) = read(text)
    assert (lead, others) == (["商务局"], ["城北街道", "城南街道", "县城投公司"])
    assert words.startswith("菜场改造")


def test_the_files_own_tables_are_left_alone() -> None:
    text = "序号\n任务\n责任单位\n1\n建公园\n县园林局\n"
    assert len(flattened.find(text, grammar(), Reading())) == 1
    assert flattened.find(text, grammar(), Reading(), [Span(0, len(text))]) == []


def test_lists_are_no_tables() -> None:
    assert read("一、任务\n1\n建公园\n责任单位\n") == []
    assert read("序号不清的，由责任单位说明。\n") == []
