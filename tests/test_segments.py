"""A document falls into segments that hold every character, each with its number and its heading's words."""

from __future__ import annotations

import pytest

from zeren.build.segments import Segment, leading, says, segment, segments
from zeren.kg.model import Document, Row, Span, Table


def document(text: str, tables: tuple[Table, ...] = ()) -> Document:
    return Document("d", "d.txt", "0" * 64, "txt", text, tables=tables)


def cut(text: str) -> list[str]:
    found = segments(document(text))
    assert "".join(text[s.span.start : s.span.end] for s in found) == text
    return [s.text for s in found]


def test_a_segment_a_line() -> None:
    assert cut("柳河镇规划\n一、背景\n人口三万。\n") == ["柳河镇规划", "一、背景", "人口三万。"]
    assert cut("没有换行") == ["没有换行"]
    assert cut("") == []


def test_a_heading_with_its_list_in_one_line_is_cut() -> None:
    assert cut("主要目标：1.健康水平提高。2.死亡率下降。3.体质增强。\n") == [
        "主要目标：",
        "1.健康水平提高。",
        "2.死亡率下降。",
        "3.体质增强。",
    ]


def test_numbers_that_do_not_count_on_cut_nothing() -> None:
    line = "1.每校配备3名校医。7.5岁以下儿童（1）免费体检。"
    assert cut(f"{line}\n") == [line]


def test_paragraphs_that_a_page_ran_together_are_cut() -> None:
    assert cut("（一）健康 1.主要目标。 （1）寿命提高。 （2）死亡率下降。 2.策略措施。 （1）建网络。 （2）强队伍。\n") == [
        "（一）健康 ",
        "1.主要目标。 ",
        "（1）寿命提高。 ",
        "（2）死亡率下降。 ",
        "2.策略措施。 ",
        "（1）建网络。 ",
        "（2）强队伍。",
    ]


def test_rows_of_tables_are_segments_without_a_number() -> None:
    text = "任务表\n序号\t任务\n1\t修路\n"
    rows = (Row(Span(4, 9), (Span(4, 6), Span(7, 9)), header=True), Row(Span(10, 14), (Span(10, 11), Span(12, 14))))
    found = segments(document(text, (Table(Span(4, 14), rows),)))
    assert [(s.row, s.header, s.mark) for s in found] == [(False, False, None), (True, True, None), (True, False, None)]


def test_what_a_segment_tells() -> None:
    found = segment(100, "（二）策略措施：\n")
    assert (found.title, found.says, found.alone, found.words) == ("策略措施", "measures", True, 103)
    assert found.mark and (found.mark.kind, found.mark.number) == ("phan", 2)
    item = segment(0, "3.强化阵地建设。每个村建一处活动室。\n")
    assert (item.title, item.says, item.alone, item.hands) == ("强化阵地建设", None, False, False)
    assert segment(0, "责任单位：县民政局\n").hands


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("五、监督检查和考核评估", "monitoring"),
        ("县妇儿工委负责监督检查。", None),
        ("【主要目标】", "goals"),
        ("四、组织实施", "organisation"),
    ],
)
def test_a_sentence_is_no_heading_of_a_section(line: str, kind: str | None) -> None:
    assert segment(0, line).says == kind


def test_long_words_say_nothing() -> None:
    assert says("主要目标") == "goals"
    assert says("主 要 目 标") == "goals"
    assert says("主要目标" * 10) is None
    assert says("") is None


@pytest.mark.parametrize(
    ("text", "title"), [("健全制度。修订。", "健全制度"), (" 健全制度 ", "健全制度"), ("甲；乙。丙", "甲；乙"), ("", "")]
)
def test_the_leading_phrase_ends_at_the_first_full_stop(text: str, title: str) -> None:
    assert leading(text) == title


def test_segments_know_their_place() -> None:
    text = "柳河镇规划\n1.甲。2.乙。\n"
    assert [(s.span.start, s.span.end) for s in segments(document(text))] == [(0, 6), (6, 10), (10, 15)]
    assert all(isinstance(s, Segment) for s in segments(document(text)))
