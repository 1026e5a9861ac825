"""What a clause claims."""

from __future__ import annotations

from zeren.build.extract import claims, phrases, quantities
from zeren.build.extract.sentences import sentence


def first(text: str, **known: object) -> tuple[tuple[str, ...], tuple[str, ...], int] | None:
    lex = phrases.load()
    one = sentence(text, 0, len(text), 0)
    said, used = claims.claim(claims.Known(lex, **known), one, quantities.find(one.work, lex), 0, 0)  # type: ignore[arg-type]
    return (said.names, tuple(q.value for q in said.quantities), used) if said else None


def test_values_in_a_row_belong_to_the_members_of_the_subject() -> None:
    assert first("甲率、乙率分别达到8%和9%以上") == (("甲率", "乙率"), ("8", "9"), 2)
    assert first("甲率、乙率分别达到9%以上") == (("甲率", "乙率"), ("9", "9"), 1)
    assert first("入园率达到8%、9%以上") == (("入园率", "入园率"), ("8", "9"), 2)


def test_a_clause_may_lean_on_the_one_before() -> None:
    assert first("2030年达到9%", earlier=("入园率",)) == (("入园率",), ("9",), 1)
    assert first("2030年达到9%") is None
    assert first("其中担任正职的不少于3人", topic="女干部") == (("担任正职的女干部",), ("3",), 1)


def test_silent_quantities_claim_nothing() -> None:
    assert first("每增加1人") is None
    assert first("印发后1个月内报送") is None


def test_the_verb_may_stand_behind() -> None:
    lex = phrases.load()
    text = "率以每年2个百分点的速度提高"
    one = sentence(text, 0, len(text), 0)
    said, _ = claims.claim(claims.Known(lex), one, quantities.find(one.work, lex), 0, 0)
    assert said is not None
    assert said.near.change is not None
