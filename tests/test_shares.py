"""Shares of a kind."""

from __future__ import annotations

from zeren.build.extract import phrases, quantities, shares
from zeren.build.extract.approach import approach
from zeren.build.extract.sentences import sentence
from zeren.build.extract.subjects import subject


def read(text: str) -> tuple[bool, list[str]]:
    lex = phrases.load()
    one = sentence(text, 0, len(text), 0)
    values = quantities.find(one.work, lex)
    near = approach(one.work, 0, values[0].start, lex)
    whose = subject(one, 0, near, lex)
    return shares.is_share(one, values[0], near, whose, lex), shares.read(one, values, near, lex)[0]


def test_the_noun_behind_the_value_has_the_share() -> None:
    assert read("92%的街道和78%的村（社区）设立阅览角，") == (True, ["设立阅览角的街道", "设立阅览角的村（社区）"])
    assert read("85%以上社区建有儿童之家") == (True, ["建有儿童之家的社区"])
    assert read("保证一半以上的班子配备女干部") == (True, ["配备女干部的班子"])
    assert read("90%的村设立图书角") == (True, ["设立图书角的村"])
    assert read("保留不低于20%的床位") == (True, ["床位"])


def test_a_value_of_what_stands_before_is_no_share() -> None:
    assert not read("参保率达到95%以上，待遇稳步提高")[0]
    assert not read("参保率95%以上并逐步提高")[0]
    assert not read("参保率达到95%的目标")[0]


def test_the_predicate_tells_its_object() -> None:
    lex = phrases.load()
    text = "一半以上的班子配备女干部"
    one = sentence(text, 0, len(text), 0)
    assert shares.read(one, quantities.find(one.work, lex), approach(one.work, 0, 0, lex), lex)[2] == "女干部"
