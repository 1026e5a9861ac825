"""Group A, tasks: each slip is found where it is, and nothing else."""

from __future__ import annotations

from auditing import GOOD, codes, found, goals, only
from builders import Draft, Item, Names, Part, built


def test_a01_names_the_goal_with_nobody_and_quotes_it() -> None:
    made = goals(GOOD, Item("普及科学知识"))
    one = only("A01", made)
    assert (one.domain, one.no, one.severity, one.plan, one.source) == (1, 2, "error", "women", "a.txt")
    assert one.about.endswith("/domain/1/goal/2")
    assert one.evidence and one.evidence.quote == "2.普及科学知识。" == made[1][one.evidence.start : one.evidence.end]


def test_a01_is_silent_where_the_heading_of_the_domain_names_somebody() -> None:
    assert codes(built(Draft([Part([Item(), Item()], heading=["甲局"]), Part([GOOD] * 3)]))) == []


def test_a01_looks_at_the_items_of_a_work_plan() -> None:
    items = [Item("一", responsible=["甲局"]), Item("二", responsible=["乙局"]), Item("三")]
    one = only("A01", built(Draft([Part(measures=items, name="")], key="other")))
    assert one.message == "策略措施1.3没有写明任何牵头单位或责任单位"


def test_a02_names_the_goal_without_a_lead() -> None:
    one = only("A02", goals(Item(responsible=["乙局", "丙局"])))
    assert (one.domain, one.no) == (1, 1) and "乙局、丙局" in one.message
    assert one.evidence and one.evidence.quote == "（责任单位：乙局、丙局）"


def test_a02_is_one_finding_where_the_plan_never_names_a_lead() -> None:
    made = built(Draft([Part([Item(responsible=["甲局"]), Item(responsible=["乙局"]), Item()])]))
    one = only("A02", made)
    assert (one.domain, one.no) == (None, None) and "2项主要目标中，2项" in one.message
    assert codes(made) == ["A01", "A02"]


def test_a03_goes_by_the_resolved_agency() -> None:
    names = Names(labels={"教体局": "云溪市南湖区教育体育局", "教育体育局": "云溪市南湖区教育体育局"})
    one = only("A03", goals(Item(lead=["教育体育局"], responsible=["乙局", "教体局"]), names=names))
    assert one.message == "主要目标1.1的牵头单位教育体育局（即教体局）又列为责任单位"
    assert one.evidence and "教体局" in one.evidence.quote and one.evidence.quote.startswith("（牵头单位")


def test_a03_takes_supporting_agencies_too() -> None:
    assert codes(goals(Item(lead=["甲局"], supporting=["甲局"]))) == ["A03"]


def test_a03_is_one_info_where_it_is_the_manner_of_the_plan() -> None:
    again = Item(lead=["甲局"], responsible=["甲局", "乙局"])
    one = only("A03", built(Draft([Part([again] * 5 + [GOOD] * 4)])))
    assert (one.severity, one.domain) == ("info", None) and "9项有牵头单位的主要目标中，5项" in one.message
    assert codes(built(Draft([Part([again] * 5 + [GOOD] * 5)]))) == ["A03"] * 5
    assert codes(built(Draft([Part([again] * 4)]))) == ["A03"] * 4


def test_a03_and_a06_leave_a_second_clause_further_on_alone() -> None:
    assert codes(goals(Item(lead=["甲局"], responsible=["乙局"], twice={"responsible": ["甲局", "乙局"]}))) == []


def test_a06_counts_one_agency_in_one_role() -> None:
    assert only("A06", goals(Item(lead=["甲局"], responsible=["乙局", "丙局", "乙局"]))).message == "主要目标1.1的责任单位中，乙局列了2次"
    names = Names(labels={"教体局": "云溪市南湖区教育体育局", "教育体育局": "云溪市南湖区教育体育局"})
    one = only("A06", goals(Item(lead=["甲局"], responsible=["教育体育局", "教体局"]), names=names))
    assert "教育体育局（又作教体局）列了2次" in one.message


def test_a10_stands_for_all_goals_at_once() -> None:
    made = built(Draft([Part([Item()] * 40, [Item("措施", responsible=["甲局"])] + [Item("措施")] * 60)]))
    (one,) = found(made)
    assert (one.code, one.severity, one.domain, one.no) == ("A10", "error", None, None)
    assert one.message == "本规划40项主要目标都没有写明牵头单位或责任单位" and one.about.endswith("women-2021-2025")
    assert one.evidence and one.evidence.quote == "南湖区妇女发展规划"


def test_a10_counts_an_agency_named_in_passing() -> None:
    made = built(Draft([Part([*([Item()] * 39), Item(responsible=["甲局"])])]))
    assert [f.message for f in found(made)] == ["本规划40项主要目标只有1项写明责任单位"]


def test_a_plan_that_hands_out_its_measures_is_no_a10() -> None:
    assert codes(built(Draft([Part([Item()] * 5, [GOOD] * 5)]))) == []
