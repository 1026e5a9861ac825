"""Every lexicon row is proven both ways by the examples that stand beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from zeren.build import rules

ROWS = [row for name in rules.names() for row in rules.load(name)]


def test_rows_were_collected() -> None:
    assert len(ROWS) >= 20


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_row_is_proven(row: rules.Row) -> None:
    assert list(rules.prove(row)) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("rows: [{id: a, pattern: x}]", "has no examples"),
        ("rows: [{id: a, pattern: x, examples: [x], exmaples: []}]", "unknown key exmaples"),
        ("rows: [{id: a, pattern: '(', examples: [x]}]", "does not compile"),
        ("rows: [{id: a, pattern: x, words: [y], examples: [x]}]", "either pattern or words"),
        ("rows: [{id: a, pattern: '{none}', examples: [x]}]", "unknown macro {none}"),
        ("rows: [{id: a, pattern: x, examples: [y]}]", "does not find its example"),
        ("rows: [{id: a, pattern: x, examples: [x], not: [xx]}]", "must be silent"),
        ("rows: [{id: a, pattern: '(?P<v>x)', examples: [{text: x, slots: {v: y}}]}]", "finds {'v': 'x'}"),
        ("rows: [{id: a, words: [x], examples: [x]}, {id: a, words: [x], examples: [x]}]", "stands twice"),
        ("a: [", "not YAML"),
        ("- a", "needs the key rows"),
    ],
)
def test_a_wrong_row_of_the_user_is_named(tmp_path: Path, text: str, says: str) -> None:
    name = rules.names()[0]
    (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(rules.LexiconError, match="(?s)" + __import__("re").escape(says)):
        rules.load(name, tmp_path)
