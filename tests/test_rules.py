"""Every lexicon row is proven both ways by the examples that stand beside it, the user's own as well."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zeren.build import rules
from zeren.build.overlay import overlay, using

ROWS = [row for name in rules.names() for row in rules.load(name)]
HEAD = "id: a, set: {kind: goals}"


def test_rows_were_collected() -> None:
    assert len(ROWS) >= 200
    assert len({row.id for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_row_is_proven(row: rules.Row) -> None:
    assert list(rules.prove(row)) == []


def test_a_row_is_found_by_its_id() -> None:
    assert all(rules.row(row.id) == row for row in ROWS[::20])
    assert rules.row("targets:no-such-row") is None
    assert rules.row("nothing") is None


def own(folder: Path, text: str, name: str = "headings") -> tuple[rules.Row, ...]:
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    with using(overlay(folder)):
        rules.check()
        return rules.load(name)


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
        ("rows: [{id: a, words: [x], examples: [x], set: [goals]}]", "set is a mapping"),
        ("rows: [a]", "a row is a mapping"),
        ("a: [", "not YAML"),
        ("- a", "needs the key rows"),
        ("", "needs the key rows"),
        (f"rows: [{{{HEAD}, pattern: 'x?', examples: [x]}}]", "finds nothing at all"),
        ("rows: [{id: a, pattern: x, examples: [x]}]", "is set as nothing; this lexicon has kind: goals; kind: measures"),
        ("rows: [{id: a, set: {kind: gaols}, pattern: x, examples: [x]}]", "is set as kind: gaols"),
        ("rows: [{id: a, set: {kind: goals, role: lead}, pattern: x, examples: [x]}]", "has set kind, role and no groups; rows with"),
        (f"rows: [{{{HEAD}, pattern: '(?P<v>x)', examples: [x]}}]", "has set kind and groups v"),
        ("rows: [{id: a, set: {kind: goals, role: boss}, pattern: x, examples: [x]}]", "set.role is boss, not one of lead"),
    ],
)
def test_a_wrong_row_of_the_user_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(rules.LexiconError, match=re.escape(says)) as error:
        own(tmp_path, text)
    assert str(error.value).startswith(str(tmp_path / "headings.yaml"))
    assert "\n" not in str(error.value)


def test_words_are_asked_for_where_words_are_used(tmp_path: Path) -> None:
    with pytest.raises(rules.LexiconError, match="needs words"):
        own(tmp_path, "rows: [{id: a, set: {kind: level}, pattern: '[甲乙]', examples: 甲}]", "bodies")


def test_a_file_that_is_no_lexicon_is_named(tmp_path: Path) -> None:
    with pytest.raises(rules.LexiconError, match=r"target\.yaml: there is no lexicon target; these are: .*targets"):
        own(tmp_path, "rows: []", "target")


def test_own_rows_stand_in_front_and_take_the_place_of_their_name(tmp_path: Path) -> None:
    rows = own(
        tmp_path, f"rows: [{{{HEAD}, words: 奔头, examples: 奔头}}, {{id: goals, set: {{kind: goals}}, words: [盼头], examples: 盼头}}]"
    )
    assert [row.id for row in rows[:2]] == ["own/headings:a", "own/headings:goals"]
    assert "headings:goals" not in {row.id for row in rows}
    assert len(rows) == len(rules.load("headings")) + 1
    assert "headings:goals" in {row.id for row in rules.load("headings")}


def test_own_macros_lie_over_the_packages(tmp_path: Path) -> None:
    text = "macros: {mine: 甲|乙}\nrows: [{id: a, set: {kind: goals}, pattern: '^{mine}$', examples: [甲, 乙], not: [甲乙]}]"
    [row] = [row for row in own(tmp_path, text) if row.id == "own/headings:a"]
    assert (row.written, row.regex.pattern) == ("^{mine}$", "^(?:甲|乙)$")
