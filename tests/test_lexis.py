"""Rows of a lexicon become one expression that still tells which row decided."""

from __future__ import annotations

from zeren.build import rules
from zeren.build.extract.lexis import lexis


def test_a_choice_knows_its_row() -> None:
    verbs = lexis("assignments").choice("verb")
    match = verbs.pattern.search("县教育局牵头")
    assert match
    assert verbs.row(match).id == "assignments:verb-lead"
    assert verbs.get(match, "gives") == "lead"
    assert verbs.get(match, "nothing") is None


def test_words_come_longest_first() -> None:
    words = lexis("agencies").words("sector")
    assert len(words) > 100
    assert [len(w) for w in words] == sorted((len(w) for w in words), reverse=True)


def test_a_kind_without_rows_matches_nothing() -> None:
    assert lexis("assignments").choice("no such kind").pattern.search("县教育局") is None


def test_every_rule_named_in_the_code_is_a_row() -> None:
    for id in ("assignments:bare-list", "assignments:empty-cell", "assignments:by", "assignments:acts", "duties:participate"):
        assert rules.row(id) is not None
