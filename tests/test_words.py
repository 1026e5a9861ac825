"""The reading lexicons are asked by kind, and answer with the first row that matches."""

from __future__ import annotations

import pytest

from zeren.build.rules import load
from zeren.build.words import kind_of, rows, said, said_in


def test_rows_are_those_of_a_kind_in_order() -> None:
    found = rows("head", "period")
    assert found and {dict(row.set)["kind"] for row in found} == {"period"}
    ids = [row.id for row in load("head")]
    assert [ids.index(row.id) for row in found] == sorted(ids.index(row.id) for row in found)
    assert rows("head", "nonsense") == ()


def test_said_gives_the_match_with_its_groups() -> None:
    found = said("number", "柳政办发〔2023〕17号")
    assert found and found.group() == "柳政办发〔2023〕17号"
    assert said("number", "第17号公路") is None
    assert said("nonsense", "柳政办发〔2023〕17号") is None


def test_said_in_asks_another_lexicon() -> None:
    found = said_in("tasks", "label", "完善设施。责任单位：镇政府")
    assert found and found.group() == "责任单位："
    assert said_in("tasks", "label", "完善设施。") is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [("主要目标", "goals"), ("策略措施", "measures"), ("组织实施", "organisation"), ("监测评估", "monitoring"), ("柳树与河流", None)],
)
def test_a_heading_has_the_kind_of_the_first_row_that_matches(words: str, kind: str | None) -> None:
    assert kind_of("headings", words) == kind
