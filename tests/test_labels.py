"""Labels on lines of their own or run into a sentence make one clause a task."""

from __future__ import annotations

from zeren.build.extract import labels
from zeren.build.extract.clauses import Reading, grammar


def read(text: str) -> list[tuple[list[str], list[str], str | None]]:
    out = []
    for clause in labels.groups(text, grammar(), Reading()):
        lead = [n.text for n, role in clause.parties if role == "lead"]
        out.append((lead, [n.text for n, role in clause.parties if role != "lead"], clause.deadline))
        assert all(text[n.span.start : n.span.end] == n.text for n, _ in clause.parties)
    return out


def test_lines_under_a_task_are_one_clause() -> None:
    text = "3.建幼儿园\n牵头单位：县教育局\n责任领导：副县长\n配合单位：县财政局，各镇\n完成时限：2025年10月\n"
    assert read(text) == [(["县教育局"], ["县财政局", "各镇"], "2025年10月")]


def test_other_keyed_lines_stand_between() -> None:
    text = "（一）建幼儿园\n目标任务：1.开工；2.验收。\n牵头单位:县教育局。\n资金来源：自筹。\n配合单位:县财政局。\n"
    assert read(text) == [(["县教育局"], ["县财政局"], None)]


def test_a_repeated_label_begins_another_task() -> None:
    text = "任务：建幼儿园\n责任单位：县教育局\n任务：建公园\n责任单位：县园林局\n"
    assert read(text) == [([], ["县教育局"], None), ([], ["县园林局"], None)]


def test_labels_in_brackets_of_their_own() -> None:
    assert read("建公园\n【牵头单位】县园林局\n【责任单位】县财政局、各镇\n") == [(["县园林局"], ["县财政局", "各镇"], None)]


def test_run_in_labels_end_with_their_sentence() -> None:
    text = "给予补助。责任单位：县商务局、县财政局。完成时限：年底前。由县政府另行通知。"
    assert read(text) == [([], ["县商务局", "县财政局"], "年底前")]


def test_a_value_on_the_next_lines() -> None:
    assert read("责任单位：\n县教育局\n县财政局\n完成时限：\n6月底\n") == [([], ["县教育局", "县财政局"], "6月底")]


def test_labels_in_other_brackets_and_exhortations_are_left_aside() -> None:
    assert read("建公园（责任单位：县园林局）") == []
    assert read("各责任单位：要高度重视，抓好落实。") == []
    assert read("监督单位：县审计局\n政策咨询单位：县商务局\n") == []
