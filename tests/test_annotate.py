"""The spaCy layer marks gazetteer labels and statements where they stand."""

from __future__ import annotations

import pytest

from zeren.build.extract.annotate import Gazetteer, annotate, pipeline, statements
from zeren.kg.model import Passage, Span, Target

NLP = pipeline(Gazetteer((("agency", ("卫生健康局", "健康局", "民政局")), ("instrument", ("民法典",)))))
TEXT = "区卫生健康局  落实民法典，筛查率达到85%。"


def passage(start: int) -> Passage:
    return Passage(Span(start, start + len(TEXT)), TEXT, "women", "goal", 1, 1)


def find(p: Passage) -> list[Target]:
    at = p.text.index("筛查率")
    span = Span(at, at + 8).shift(p.span.start)
    return [Target("women", "goal", 1, 1, "筛查率", "=", "85", "%", span, p.text[at : at + 8], "r")]


def test_labels_are_marked_the_longest_where_several_begin() -> None:
    [(_, doc)] = annotate(NLP, [passage(0)], {})
    assert [s.text for s in doc.spans["agency"]] == ["卫生健康局"]
    assert [s.text for s in doc.spans["instrument"]] == ["民法典"]


def test_statements_become_marks_at_their_characters() -> None:
    pairs = list(annotate(NLP, [passage(0), passage(500)], {"target": find}))
    assert len(pairs) == 2
    for p, doc in pairs:
        [mark] = doc.spans["target"]
        assert (mark.text, mark.label_) == ("筛查率达到85%", "target")
        assert [s.span.start for s in statements(doc)] == [p.span.start + TEXT.index("筛查率")]


def test_nothing_leaks_from_one_passage_to_the_next() -> None:
    [(_, first)] = annotate(NLP, [passage(0)], {"target": find})
    [(_, second)] = annotate(NLP, [passage(0)], {})
    assert len(statements(first)) == 1
    assert statements(second) == ()
    assert list(second.spans["target"]) == []


@pytest.mark.parametrize("text", ["甲乙 丙", " 甲", "甲  乙 ", "甲\n乙", "a b  c", "甲 \n 乙", "", "   ", "甲\u3000 乙", "🄰 甲\t乙"])
def test_every_character_has_its_token_and_the_text_stays(text: str) -> None:
    doc = NLP.make_doc(text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + 1] == t.text for t in doc)
    assert {c for c in text if not c.isspace()} == {t.text for t in doc if not t.text.isspace()}


def test_a_stray_space_hides_no_label() -> None:
    [(_, doc)] = annotate(NLP, [Passage(Span(0, 7), "区卫生 健康局", "women", "goal", 1, 1)], {})
    assert [s.text for s in doc.spans["agency"]] == ["卫生 健康局"]
