"""Whose values a bracket quotes."""

from __future__ import annotations

from zeren.build.extract import phrases, quoted
from zeren.build.extract.sentences import sentence


def sources(text: str) -> list[tuple[str, str]]:
    return [(name, said.raw) for name, said in quoted.sources(sentence(text, 0, len(text), 0), phrases.load())]


def test_parts_a_bracket_by_its_sources() -> None:
    assert sources("国纲目标为“达到90%以上”，青原省目标为2025年达到88%，2030年达到92%") == [
        ("国纲", "为达到90%以上，"),
        ("青原省", "为2025年达到88%，2030年达到92%"),
    ]
    assert sources("省规划目标值：8‰") == [("省", "：8‰")]
    assert sources("省定目标96%") == [("省", "96%")]


def test_brackets_of_nobody() -> None:
    assert sources("2020年为85%") == []
    assert sources("含高职") == []
    assert sources("与国纲目标相同") == []


def test_a_bracket_inside_a_name_is_no_aside() -> None:
    lex = phrases.load()
    assert quoted.aside("国纲目标为90%", lex)
    assert not quoted.aside("村", lex)
    assert not quoted.aside("0—6岁", lex)
