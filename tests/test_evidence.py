"""Marks on the source text: nested whatever overlaps, every character kept, every span with its anchor."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelf import HOSTILE, shelf

from zeren.kg.model import Span
from zeren.viz.evidence import PLACES, Line, Mark, lines, marks
from zeren.viz.paths import Paths, anchor

KINDS = ("goal", "measure", "assignment", "target", "citation", "duty", "finding")


class Reader(HTMLParser):
    """The text of some markup, its ids with the text under each, and whether its elements nest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.open, self.under, self.ids = "", [], {}, []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.open.append(found.get("id") or found.get("data-of"))
        if found.get("id"):
            self.ids.append(found["id"])

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        for name in set(self.open):
            self.under[name] = self.under.get(name, "") + data


def read(found: list[Line]) -> Reader:
    reader = Reader()
    for line in found:
        reader.feed(str(line.html))
        assert reader.open == [], "a line closes what it opens"
    reader.close()
    return reader


def ordered(found: list[Mark]) -> list[Mark]:
    return sorted(set(found), key=lambda m: (m.span.start, -m.span.end, m.kind not in ("goal", "measure"), m.kind, m.no, m.href))


def test_every_statement_of_a_source_is_marked() -> None:
    ds = shelf()
    view = next(ds.views())
    found = marks(view, Paths())
    text = ds.text("a")
    reader = read(list(lines(text, found)))
    assert {m.kind for m in found} >= {"goal", "measure", "assignment", "target", "citation", "duty"}
    for mark in found:
        assert anchor(mark.span) in reader.ids
        if mark.kind not in PLACES:
            assert reader.under[anchor(mark.span)] == text[mark.span.start : mark.span.end].replace("\n", "")
    assert len(reader.ids) == len(set(reader.ids))


def test_goals_and_measures_are_tagged_where_they_begin() -> None:
    ds = shelf()
    view = next(ds.views())
    tagged = [(t.kind, t.no, t.href) for line in lines(ds.text("a"), marks(view, Paths())) for t in line.tags]
    tasks = [(t.kind, f"{t.domain}.{t.no}", Paths().task(t.iri)) for p in view.plans for _, t in p.tasks()]
    assert tagged == tasks


def test_crossing_spans_nest_and_keep_their_text() -> None:
    text = "甲乙丙丁戊己庚"
    found = [Mark(Span(0, 4), "target"), Mark(Span(2, 6), "citation"), Mark(Span(3, 3), "finding")]
    reader = read(list(lines(text, ordered(found))))
    assert reader.text == text
    assert reader.under["char=0,4"] == "甲乙丙丁" and reader.under["char=2,6"] == "丙丁戊己"
    assert reader.ids == ["char=0,4", "char=2,6", "char=3,3"]


def test_a_place_is_marked_where_it_begins_even_after_an_empty_line() -> None:
    text = "首\n\n 甲乙\n丙"
    reader = read(list(lines(text, [Mark(Span(1, 8), "plan"), Mark(Span(3, 6), "domain"), Mark(Span(4, 6), "goal")])))
    assert reader.ids == ["char=1,8", "char=3,6", "char=4,6"]
    assert "char=1,8" not in reader.under and reader.under["char=4,6"] == "甲乙" and reader.text == "首 甲乙丙"


@given(
    text=st.text(alphabet="甲乙<>&\"'\n\u2028 ", max_size=60),
    spans=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30), st.sampled_from(KINDS)), max_size=12),
)
def test_no_text_is_lost_and_no_mark_either(text: str, spans: list[tuple[int, int, str]]) -> None:
    found = ordered([Mark(Span(min(s, len(text)), min(s + n, len(text))), k) for s, n, k in spans])
    reader = read(list(lines(text, found)))
    assert reader.text == "".join(line for line in text.split("\n") if line.strip())
    for mark in found:
        words = "".join(part for part in text[mark.span.start : mark.span.end].split("\n"))
        if words.strip() and "\n" not in text:
            assert reader.under[anchor(mark.span)] == words
    assert len(reader.ids) == len(set(reader.ids))


def test_text_never_becomes_markup() -> None:
    html = "".join(str(line.html) for line in lines(HOSTILE, [Mark(Span(2, 9), "target")]))
    assert re.findall(r"<(?!/?span)", html) == []
    assert read(list(lines(HOSTILE, []))).text == HOSTILE


def test_a_very_long_text_is_shortened_only_where_no_statement_stands() -> None:
    filler = "长" * 5_000
    text = "\n".join(["题目"] * 30 + [filler, filler + "目标在此" + filler, "尾"])
    at = text.index("目标在此")
    found = list(lines(text, [Mark(Span(at, at + 4), "target")], long=1_000))
    reader = read(found)
    assert reader.under[f"char={at},{at + 4}"] == "目标在此"
    assert len(reader.text) < 2_000
    assert sum(line.left_out for line in found) == 11


@pytest.mark.parametrize("size", [2_000, 4_000])
def test_marks_cost_no_more_than_their_number(size: int) -> None:
    text = "目标达到百分之八十。" * size
    found = [Mark(Span(n * 10, n * 10 + 9), "target") for n in range(size)]
    (line,) = lines(text, found)
    assert str(line.html).count("<span") == size
