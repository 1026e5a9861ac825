"""Brackets that say who is responsible are told from all others."""

from __future__ import annotations

import pytest

from zeren.build.extract import brackets
from zeren.build.extract.clauses import Reading, grammar


def found(text: str) -> list[str]:
    return [text[c.span.start : c.span.end] for c in brackets.find(text, 0, grammar(), Reading())]


@pytest.mark.parametrize("pair", ["（）", "()", "〔〕", "【】", "[]", "［］"])
def test_every_kind_of_bracket(pair: str) -> None:
    text = f"建好幼儿园。{pair[0]}责任单位：县教育局（县体育局）、县财政局{pair[1]}"
    assert found(text) == [text[6:]]


def test_a_bracket_that_is_never_closed_ends_with_its_line() -> None:
    assert found("建好幼儿园。（责任单位：县教育局\n下一段") == ["（责任单位：县教育局"]


def test_inside_another_bracket() -> None:
    assert found("建好幼儿园（含改建（县教育局负责）若干所）。") == ["（县教育局负责）"]


@pytest.mark.parametrize("text", ["建好幼儿园。（县教育局、县财政局）", "建好幼儿园（县教育局、县财政局）\n", "建好幼儿园。（县教育局）"])
def test_bare_lists_behind_a_task(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "报县教育局（县体育局）",
        "由县教育局（县体育局）牵头",
        "按照规定（见附件2）办理。",
        "（以下简称县妇儿工委）",
        "（2）完善制度。",
        "各区、市（县）",
    ],
)
def test_brackets_that_explain_a_name(text: str) -> None:
    assert found(text) == []


def test_ten_thousand_nested_brackets_are_no_trouble() -> None:
    assert found("（" * 5000 + "责任单位：县教育局" + "）" * 5000) == []
