"""Group P: what could not be read or understood."""

from __future__ import annotations

from auditing import GOOD, codes, goals, only
from builders import Draft, Item, Part, built, viewed

from zeren.kg.audit import audit


def test_p01_comes_first_and_says_why() -> None:
    record, text = goals(Item())
    failed = {"id": "b", "name": "b.docx", "status": "failed", "reason": "不是zip文件"}
    one, two = audit([viewed(record)], failed=[failed], text=lambda _: text)
    assert (one.code, one.source, one.plan, one.message) == ("P01", "b.docx", None, "b.docx读不出：不是zip文件")
    assert one.about == "https://w3id.org/zeren/id/text/b" and two.code == "A01"


def test_p02_tells_what_was_not_understood() -> None:
    assert codes(built(Draft([Part([GOOD])]), not_understood=50)) == []
    one = only("P02", built(Draft([Part([GOOD])]), not_understood=51))
    assert one.message == "51/100个段落没有读懂（51%）" and one.plan is None
    assert only("P02", built()).message == "没有找到任何目标或措施"
    assert only("P02", built(passages=0)).severity == "warning"


def test_p02_lets_tasks_outside_goals_and_measures_count() -> None:
    assert codes(built(Draft([Part(heading=["甲局"])]))) == []
