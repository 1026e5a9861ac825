"""A span is told in the reader's own terms, in the record and beside the text."""

from __future__ import annotations

import pytest

from tests.samples import record
from zeren.kg.model import Origin, Place
from zeren.kg.origins import Origins, loads, placed, told, told_zh

PAGES = Origins([Origin(40, Place(page=2, paragraph=3)), Origin(0, Place(page=1, paragraph=1)), Origin(12, Place(page=1, paragraph=2))])


def test_a_character_has_the_place_of_the_origin_before_it() -> None:
    assert [PAGES.at(n) for n in (0, 11, 12, 39, 40, 9999)] == [
        Place(page=1, paragraph=1),
        Place(page=1, paragraph=1),
        Place(page=1, paragraph=2),
        Place(page=1, paragraph=2),
        Place(page=2, paragraph=3),
        Place(page=2, paragraph=3),
    ]
    assert Origins([Origin(5, Place(line=1))]).at(4) is None
    assert Origins(()).at(0) is None


def test_one_line_there_and_back() -> None:
    line = PAGES.dumps()
    assert line == '{"columns":["start","page","paragraph"],"rows":[[0,1,1],[12,1,2],[40,2,3]]}\n'
    assert loads(line).origins == PAGES.origins
    assert loads(Origins(()).dumps()).origins == []
    with pytest.raises((KeyError, ValueError)):
        loads("{}")


@pytest.mark.parametrize(
    ("place", "english", "chinese"),
    [
        (Place(page=3, paragraph=12), "page 3, paragraph 12", "第3页第12段"),
        (Place(sheet="分工表", row=7), "sheet 分工表, row 7", "工作表“分工表”第7行"),
        (Place(line=5), "line 5", "第5行"),
        (Place(), "", ""),
    ],
)
def test_in_words(place: Place, english: str, chinese: str) -> None:
    assert (told(place), told_zh(place)) == (english, chinese)


def test_everything_with_a_span_gets_its_place() -> None:
    made = placed(record(), Origins([Origin(0, Place(line=1)), Origin(60, Place(line=2))]))
    items = [*made.assignments, *made.targets, *made.citations, *made.duties, *made.unresolved]
    items += [g for p in made.plans for d in p.domains for g in (*d.goals, *d.measures)]
    assert len(items) > 10
    assert all(one.place == Place(line=1 if one.span.start < 60 else 2) for one in items)
    assert {one.place.line for one in items if one.place} == {1, 2}
