"""The lexicon of targets, compiled."""

from __future__ import annotations

from zeren.build.extract import phrases


def test_the_longest_word_wins() -> None:
    lex = phrases.load()
    ending = lex.verbs.ending("率下降到")
    assert ending is not None
    assert (ending.text, ending.kind, ending.direction) == ("下降到", "level", "lower")
    shorter = lex.verbs.ending("率下降")
    assert shorter is not None
    assert (shorter.text, shorter.kind) == ("下降", "change")
    starting = lex.suffixes.starting("9%及以上", 2)
    assert starting is not None
    assert starting.text == "及以上"
    assert lex.verbs.ending("完善制度") is None


def test_every_kind_that_is_asked_for_has_rows() -> None:
    lex = phrases.load()
    assert all(lex.patterns[kind] for kind in ("quantity", "hint", "silent", "source", "year", "baseline", "core", "people", "column"))
    assert lex.rule("source") == "targets:higher-plan"


def test_which_row_covers_an_offset() -> None:
    lex = phrases.load()
    text = "规划印发后2个月内报送，达到9%"
    row = lex.covers("silent", text, text.index("2"))
    assert row is not None
    assert row.id == "targets:deadline"
    assert lex.covers("silent", text, text.index("9")) is None
