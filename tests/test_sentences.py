"""Sentences without white space that know where they stand."""

from __future__ import annotations

import re

from zeren.build.extract import sentences
from zeren.kg.model import Passage, Span

ALL = re.compile("")


def cut(text: str, hint: re.Pattern[str] = ALL, at: int = 0) -> list[str]:
    passage = Passage(Span(at, at + len(text)), text, None, "goal")
    return [s.raw for s in sentences.sentences(passage, hint)]


def test_cuts_at_full_stops_lines_and_cells() -> None:
    assert cut("完善制度。加强宣传！\n覆盖率达到9%\t单位") == ["完善制度", "加强宣传", "覆盖率达到9%", "单位"]


def test_a_full_stop_inside_a_bracket_that_closes_ends_nothing() -> None:
    assert cut("甲（乙。丙）丁。戊") == ["甲（乙。丙）丁", "戊"]
    assert cut("甲（乙。丙。丁") == ["甲（乙", "丙", "丁"]
    assert cut("甲(乙(丙)。丁)。戊") == ["甲(乙(丙)。丁)", "戊"]


def test_leaves_an_items_own_number_out() -> None:
    assert cut("3. 95%的村") == ["95%的村"]
    assert cut("（12）90%的村\n2、甲") == ["90%的村", "甲"]
    assert cut("3.5‰以下") == ["3.5‰以下"]


def test_only_sentences_with_the_hint() -> None:
    assert cut("完善制度。达到9%。", re.compile("%")) == ["达到9%"]


def test_offsets_lead_back_to_the_document() -> None:
    text = "率 达到 9 5%，（好）"
    one = sentences.sentence(text, 0, len(text), 100)
    assert one.raw == "率达到95%，（好）"
    assert [text[at - 100] for at in one.at] == list(one.raw)
    span = one.span(3, 6)
    assert text[span.start - 100 : span.end - 100] == "9 5%"
    rest = one.without([(7, 10)])
    assert rest.raw == "率达到95%，"
    assert rest.at == list(one.at)[:7]


def test_one_width_and_hidden_slogans() -> None:
    text = "打造“15分钟圈”，率达到９５％（《3年规划》）"
    one = sentences.sentence(text, 0, len(text), 0)
    assert "15" not in one.work
    assert "3年" not in one.work
    assert "95%" in one.work
    assert len(one.work) == len(one.raw)
    assert "90%" in sentences.sentence("目标为“达到90%以上”", 0, 12, 0).work


def test_outermost_brackets() -> None:
    assert sentences.brackets("甲（乙（丙）丁）戊（己") == [(1, 8)]
