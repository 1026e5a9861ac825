"""Assignments of passages and tables, with the rules that stand elsewhere in the document."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from zeren.build import rules
from zeren.build.extract import assignments, duties
from zeren.kg.model import Assignment, Document, Passage, Row, Span, Table


def document(text: str, tables: tuple[Table, ...] = ()) -> Document:
    return Document("x", "x.txt", "", "text/plain", text, (), tables)


def passages(text: str, part: str = "measure", plan: str = "other") -> list[Passage]:
    """A passage a line, numbered from 1."""
    out, at = [], 0
    for no, line in enumerate(text.split("\n"), 1):
        if line.strip():
            out.append(Passage(Span(at, at + len(line)), line, plan, part, 1, no))
        at += len(line) + 1
    return out


def read(text: str, part: str = "measure", plan: str = "other") -> list[Assignment]:
    """All assignments of a text read line by line; what must hold for each is checked on the way."""
    doc = document(text)
    context = assignments.context(doc)
    found = [a for p in passages(text, part, plan) for a in assignments.find(p, context)]
    for a in found:
        assert doc.quote(a.span) == a.quote
        assert [p.order for p in a.agencies] == list(range(1, len(a.agencies) + 1))
        assert all(doc.quote(p.span) == p.name for p in a.agencies)
        assert rules.row(a.rule) is not None
    return found


def sides(a: Assignment) -> tuple[list[str], list[str]]:
    return a.names(lead=True), a.names(lead=False)


def test_a_goal_with_its_bracket() -> None:
    text = "（1）在园率达到95%。（牵头单位：区教育局，责任单位：区农业农村局（区乡村振兴局）、财政局；完成时限：2025年）"
    (a,) = read(text, "goal", "children")
    assert sides(a) == (["区教育局"], ["区农业农村局（区乡村振兴局）", "财政局"])
    assert a.agencies[2].expanded == "区财政局"
    assert (a.plan, a.part, a.domain, a.no, a.task, a.deadline) == ("children", "goal", 1, 1, "在园率达到95%", "2025年")
    context = assignments.context(document(text))
    (cut,) = assignments.brackets(passages(text, "goal")[0], context)
    assert text[: cut.start] == "（1）在园率达到95%。"
    assert cut.end == len(text)


def test_two_brackets_side_by_side_are_one_assignment() -> None:
    (a,) = read("建公园。（牵头单位：县园林局）（责任单位：各镇）")
    assert sides(a) == (["县园林局"], ["各镇"])
    assert a.quote == "（牵头单位：县园林局）（责任单位：各镇）"


def test_several_tasks_in_one_passage() -> None:
    found = read("1.建公园（县园林局负责）；改造步道（责任单位：县住建局）。")
    assert [(a.task, *sides(a)) for a in found] == [("建公园", ["县园林局"], []), ("改造步道", [], ["县住建局"])]


def test_a_bracket_in_front_of_its_task() -> None:
    (a,) = read("【责任单位：县应急局，各镇】排查外墙隐患。")
    assert (a.task, *sides(a)) == ("排查外墙隐患", [], ["县应急局", "各镇"])


def test_labelled_lines_belong_to_the_line_above() -> None:
    text = "4.建公园\n牵头单位：县园林局\n责任单位：各镇\n完成时限：年底前\n5.修步道\n责任单位：县住建局"
    found = read(text)
    assert [(a.task, *sides(a), a.deadline) for a in found] == [
        ("建公园", ["县园林局"], ["各镇"], "年底前"),
        ("修步道", [], ["县住建局"], None),
    ]
    assert [a.no for a in found] == [2, 6]


def test_agencies_behind_a_task_with_blanks_between() -> None:
    (a,) = read("新建口袋公园三座 区住建局 区园林中心、区财政局 各镇（街道）")
    assert sides(a) == ([], ["区住建局", "区园林中心", "区财政局", "各镇（街道）"])
    assert (a.task, a.quote) == ("新建口袋公园三座", "区住建局 区园林中心、区财政局 各镇（街道）")


def test_an_office_that_promotes_something() -> None:
    (a,) = read("建好宣讲员队伍。（健康云江行动推进办负责）")
    assert sides(a) == (["健康云江行动推进办"], [])


@pytest.mark.parametrize("text", ["区住建局 区园林中心 区财政局", "走访了 区住建局", "联系单位 区住建局 电话00000000", "新建公园 区住建局"])
def test_blanks_alone_assign_nothing(text: str) -> None:
    assert read(text) == []


def test_agencies_alone_under_a_task() -> None:
    (a,) = read("推进社区食堂建设。\n县民政局、县商务局，各镇")
    assert (a.task, *sides(a)) == ("推进社区食堂建设", [], ["县民政局", "县商务局", "各镇"])
    assert a.confidence < 1


def test_rules_of_the_document() -> None:
    assert sides(read("列第一位的为牵头单位。\n建公园（县园林局、县住建局负责）")[0]) == (["县园林局"], ["县住建局"])
    assert sides(read("建公园（责任单位：县住建局、县园林局※）\n注：加※者为牵头单位")[0]) == (["县园林局"], ["县住建局"])
    rule = "以下各项均需各镇人民政府落实，不再列出。"
    first, second, third = read(f"建公园（县园林局负责）。\n{rule}\n修路（县交通局牵头）。\n架桥（县交通局牵头，各镇人民政府配合）。")
    assert sides(first) == (["县园林局"], [])
    assert sides(second) == sides(third) == (["县交通局"], ["各镇人民政府"])
    assert read("建公园（县园林局负责）。\n完成时限未注明的，为当年11月底。")[0].deadline == "当年11月底"


def test_deadlines_of_the_task_itself() -> None:
    assert read("2026年底前压减时限。（县民政局负责）")[0].deadline == "2026年底前"
    assert read("政策延长至2025年12月31日。（县民政局负责）")[0].deadline is None


def test_prose_only_where_nothing_is_written_in_brackets() -> None:
    assert [sides(a) for a in read("县园林局做好公园建设。")] == [(["县园林局"], [])]
    assert [sides(a) for a in read("县住建局要配合。（县园林局负责）")] == [(["县园林局"], [])]
    assert read("县园林局做好公园建设。", "goal", "women") == []


@pytest.mark.parametrize("part", ["title", "organisation", "monitoring"])
def test_parts_that_assign_nothing(part: str) -> None:
    assert read("建公园。（县园林局负责）", part) == []


def test_a_table_takes_its_places_from_the_passages() -> None:
    cells = [["任务", "责任单位"], ["建公园", "县园林局、住建局"]]
    text, out = "", []
    for line in cells:
        start, spans = len(text), []
        for cell in line:
            spans.append(Span(len(text), len(text) + len(cell)))
            text += cell + "\t"
        out.append(Row(Span(start, len(text) - 1), tuple(spans)))
        text = text[:-1] + "\n"
    table = Table(Span(0, len(text) - 1), tuple(out))
    doc = document(text, (table,))
    places = [Passage(row.span, doc.quote(row.span), "other", "table", 1, no) for no, row in enumerate(table.rows)]
    context = assignments.context(doc)
    (a,) = assignments.find_table(table, doc, context, places)
    assert (a.plan, a.part, a.domain, a.no, a.task) == ("other", "table", 1, 1, "建公园")
    assert a.agencies[1].expanded == "县住建局"
    assert [x for p in places for x in assignments.find(p, context)] == []


def test_a_flattened_table_is_read_once() -> None:
    text = "序号\n任务\n责任单位\n1\n建公园\n县园林局\n县住建局"
    assert [(a.task, *sides(a)) for a in read(text, "text")] == [("建公园", [], ["县园林局", "县住建局"])]


def test_nothing_to_find() -> None:
    text = "各责任单位要明确专人负责。\n排名第一的为牵头单位。\n印发清单（附件3），供参考。\n力争到2030年达到95%（国家目标为90%）。"
    assert read(text) == []


@pytest.mark.corpus
def test_the_cases_of_real_offices(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(shared / "score"))
    right = __import__("clauses").right
    cases: list[dict[str, Any]] = [json.loads(line) for line in (shared / "gold/clauses.jsonl").read_text(encoding="utf-8").splitlines()]
    cases = [case for case in cases if "text" in case]
    hits: Counter[bool] = Counter()
    for case in cases:
        rule = case["document_rule"] or ""
        text = (f"{rule}\n" if rule and rule not in case["text"] else "") + case["text"]
        found = {"assignments": [{"lead": a.names(True), "responsible": a.names(False)} for a in read(text)]}
        hits[case["family"] in ("08", "09")] += right(case, found)
    prose = sum(case["family"] in ("08", "09") for case in cases)
    assert len(cases) > 60
    assert hits[False] >= 0.95 * (len(cases) - prose)
    assert hits[True] >= 0.75 * prose
    sys.modules.pop("clauses", None)


@pytest.mark.parametrize(
    "unit",
    [
        *("（", "（责任单位：", "责任单位：", "责任单位：县教育局\n", "县教育局、", "县教育局和", "由县教育局", "各县、区、"),
        *(
            "负责组织实施落实推进",
            "县教育局等有关部门和单位",
            "持续推进",
            "排名第一",
            "以下各项均需",
            "序号\n任务\n责任单位\n",
            "*",
            "：",
            "1.",
        ),
    ],
)
def test_worst_cases_take_no_time(unit: str) -> None:
    text = (unit * 10_000)[:10_000]
    start = time.process_time()
    context = assignments.context(document(text))
    passage = Passage(Span(0, len(text)), text, "other", "measure", 1, 1)
    assignments.find(passage, context)
    assignments.brackets(passage, context)
    duties.find(Passage(passage.span, text, "women", "organisation"))
    assert time.process_time() - start < 3
