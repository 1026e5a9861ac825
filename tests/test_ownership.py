"""What each agency and function carries of a plan and of several, and how a plan is covered, worked out by hand."""

from __future__ import annotations

import pytest
from builders import Cite, Draft, Item, Names, Part, built, viewed

from zeren.kg.entities import SourceView
from zeren.kg.ids import FUNCTION
from zeren.kg.ownership import Ownership, coverage, ownership

SORTS = Names(functions={"甲局": "health", "乙局": "education", "乙分局": "education"}, collective=["各成员单位"])


def source(*parts: Part, id: str = "a", key: str = "women") -> SourceView:
    return viewed(built(Draft(parts, key=key, duties=[("丁办", "组织监测")]), names=SORTS, id=id)[0])


def sample() -> SourceView:
    return source(
        Part(
            [
                Item(lead=["甲局"], responsible=["乙局", "丙局"], cites=[Cite("某法"), Cite("某法"), Cite("别法")]),
                Item(lead=["甲局"], responsible=["乙局", "各成员单位"]),
                Item(lead=["甲局", "乙局"]),
            ],
            [Item("措施", responsible=["丁办"])],
        ),
        Part([Item(lead=["丙局"], responsible=["丙局", "丙局"]), Item()], name="妇女与教育"),
    )


def labelled(view: SourceView) -> dict[str, str]:
    """Agencies' IRIs → their names."""
    return {iri: agent.names[0] for iri, agent in view.agencies.items()}


def test_ownership_by_agency_and_function() -> None:
    view = sample()
    rows = ownership([view])
    plan = view.plans[0].iri
    assert [r.plan for r in rows] == [None] * 6 + [plan] * 6
    assert [(r.who, r.label) for r in rows[6:]] == [
        ("agency", "云溪市南湖区甲局"),
        ("agency", "云溪市南湖区乙局"),
        ("agency", "云溪市南湖区丙局"),
        ("agency", "云溪市南湖区各成员单位"),
        ("function", "health"),
        ("function", "education"),
    ]
    first, second, third, group, health, _ = rows[6:]
    iri = next(i for i, name in labelled(view).items() if name == "甲局")
    assert first == Ownership("agency", iri, "云溪市南湖区甲局", plan, 3, 0, 3, 3 / 5, 3 / 5, 1, 3, 2)
    assert (second.leads, second.responsible, second.tasks, second.shared, second.partners) == (1, 2, 3, 3, 2)
    assert (third.leads, third.responsible, third.tasks, third.domains, third.shared) == (1, 2, 2, 2, 1)
    assert (group.collective, group.partners, group.shared) == (True, 2, 1)
    assert (health.iri, health.tasks, health.partners, health.shared) == (FUNCTION + "health", 3, 1, 3)


def test_ownership_over_several_plans() -> None:
    views = [source(Part([Item(lead=["甲局"]), Item(lead=["乙局"])])), source(Part([Item(responsible=["甲局", "丙局"])]), key="children")]
    rows = {r.label: r for r in ownership(views) if r.plan is None and r.who == "agency"}
    first = rows["云溪市南湖区甲局"]
    assert (first.leads, first.responsible, first.tasks, first.partners) == (1, 1, 2, 1)
    assert (first.share, rows["云溪市南湖区乙局"].share, rows["云溪市南湖区丙局"].share) == (2 / 3, 1 / 2, 1)


def test_two_agencies_of_one_function_are_one_owner() -> None:
    rows = [r for r in ownership([source(Part([Item(lead=["乙局"], responsible=["乙分局", "甲局"])]))]) if r.who == "function" and r.plan]
    assert [(r.label, r.leads, r.responsible, r.tasks, r.partners) for r in rows] == [("education", 1, 1, 1, 1), ("health", 0, 1, 1, 1)]


def test_coverage_of_a_plan() -> None:
    (one,) = coverage([sample()])
    assert (one.level, one.tasks, one.assigned, one.led, one.agencies) == ("goal", 5, 4, 4, 3)
    assert (one.covered, one.led_share, one.density) == (0.8, 0.8, pytest.approx(8 / 15))
    assert one.lead_hhi == pytest.approx((9 + 1 + 1) / 25) and one.lead_gini == pytest.approx(4 / 15)
    assert [sample().agencies[a].names[0] for a in one.fewest] == ["甲局", "丙局"]
    (none,) = coverage([source(Part([Item()] * 3))])
    assert (none.level, none.assigned, none.agencies, none.density, none.fewest) == (None, 0, 0, 0.0, ())
    assert coverage([source()])[0].covered == 0.0


def test_the_fewest_lead_four_fifths() -> None:
    items = [Item(lead=["甲局"])] * 6 + [Item(lead=["乙局"])] * 2 + [Item(lead=["丙局"])] * 2
    view = source(Part(items))
    assert [view.agencies[a].names[0] for a in coverage([view])[0].fewest][:1] == ["甲局"] and len(coverage([view])[0].fewest) == 2
