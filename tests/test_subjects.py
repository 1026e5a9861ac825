"""What a value is said of."""

from __future__ import annotations

import pytest

from zeren.build.extract import phrases, quantities, subjects
from zeren.build.extract.approach import approach
from zeren.build.extract.sentences import sentence


def said_of(text: str) -> tuple[str, bool]:
    lex = phrases.load()
    one = sentence(text, 0, len(text), 0)
    value = quantities.find(one.work, lex)[-1]
    whose = subjects.subject(one, 0, approach(one.work, 0, value.start, lex), lex)
    return whose.phrase, whose.carried


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("完善制度，参保率达到95%", ("参保率", False)),
        ("提高厕所普及率，2025年达到85%", ("厕所普及率", True)),
        ("完善制度、健全机制、参保率达到95%", ("参保率", False)),
        ("入园率（含托班）达到95%", ("入园率（含托班）", False)),
        ("达到95%", ("", False)),
    ],
)
def test_finds_the_subject(text: str, want: tuple[str, bool]) -> None:
    assert said_of(text) == want


def test_a_short_subject_leans_on_the_one_before() -> None:
    lex = phrases.load()
    assert subjects.joined("农村", ["社区设施覆盖率"], "", lex) == "农村社区设施覆盖率"
    assert subjects.joined("初中生", ["小学生睡眠时间"], "", lex) == "初中生睡眠时间"
    assert subjects.joined("入园率", ["社区设施覆盖率"], "", lex) == "入园率"
    assert subjects.joined("", ["入园率"], "", lex) == "入园率"
    assert subjects.joined("初中", ["小学近视率"], "近视率", lex) == "初中近视率"


def test_per_whom_is_said_once_for_a_list() -> None:
    lex = phrases.load()
    assert subjects.per_head("护士数", ["每千人口医师数"], lex) == "每千人口护士数"
    assert subjects.per_head("护士数", ["医师数"], lex) == "护士数"


def test_a_verb_inside_the_subject() -> None:
    found = subjects.inner_verb("近视率控制在小学", phrases.load())
    assert found is not None
    assert (found[0], found[1].text, found[2]) == ("近视率", "控制在", "小学")
    assert subjects.inner_verb("小学近视率", phrases.load()) is None
