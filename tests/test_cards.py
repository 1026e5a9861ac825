"""What a page shows of a goal, an agency or a finding."""

from __future__ import annotations

from dataclasses import replace

from shelf import shelf

from zeren.kg.entities import PlanView, SourceView, Task
from zeren.kg.finding import Finding
from zeren.viz.cards import Maker, state, worst
from zeren.viz.names import Names
from zeren.viz.paths import Paths


def given() -> tuple[Maker, SourceView, PlanView]:
    ds = shelf()
    about: dict[str, list[Finding]] = {}
    for finding in ds.findings():
        about.setdefault(finding.about, []).append(finding)
    view = next(ds.views())
    return Maker(Paths(), Names(ds.vocabulary, ds.minter), about), view, view.plans[0]


def task(plan: PlanView, domain: int, no: int) -> Task:
    return next(t for _, t in plan.goals() if (t.domain, t.no) == (domain, no))


def test_states_of_a_task() -> None:
    _, _, plan = given()
    assert [state(task(plan, *n)) for n in ((1, 1), (1, 2), (2, 2))] == ["led", "leaderless", "unassigned"]


def test_flags_of_agencies() -> None:
    make, view, plan = given()
    flags = {a.names[0]: make.flag(a, plan.iri) for a in view.agencies.values() if a.names}
    assert flags["区卫生健康局"] == "overloaded" and flags["区民证局"] == "unresolved"
    assert flags["区妇儿工委各成员单位"] == "collective" and flags["区教育局"] == ""
    health = next(a for a in view.agencies.values() if a.names == ("区卫生健康局",))
    assert make.flag(health, view.plans[1].iri) == "" and make.flag(health) == "overloaded", "overloaded in one plan only"


def test_a_card_has_everything_of_a_goal() -> None:
    make, view, plan = given()
    domain = plan.domains[0]
    card = make.card(domain.goals[0], domain, plan, view.agencies)
    assert [(role, [c.name for c in chips]) for role, chips in card.roles] == [
        ("lead", ["区卫生健康局"]),
        ("responsible", ["区民政局", "区妇联"]),
    ]
    assert [(t.indicator, t.value, t.when) for t in card.targets] == [("孕产妇死亡率", "≤ 8/10万", '<span data-en="by 2025">2025年</span>')]
    assert card.anchor == "goal-1" and card.assigned_src and card.assigned_src.startswith("source/a.html#char=")
    measure = make.card(domain.measures[0], domain, plan, view.agencies)
    assert [c.mention for c in measure.citations] == ["《中华人民共和国母婴保健法》"] and measure.assigned_src is None


def test_what_a_person_decided_is_shown_as_such() -> None:
    make, view, plan = given()
    goal = plan.domains[0].goals[0]
    decided = replace(goal, assigned=(replace(goal.assigned[0], decided_by="王某", deadline="2025年底"), *goal.assigned[1:]))
    (_, (first,)), (_, others) = make.roles(decided, view.agencies)
    assert (first.decided, first.deadline) == (True, "2025年底") and not any(c.decided for c in others)


def test_a_finding_leads_to_its_page_and_its_place() -> None:
    make, _, plan = given()
    (found,) = make.lines(make.findings[task(plan, 2, 2).iri])
    assert (found.code, found.where, found.severity) == ("A01", "2.2", "error")
    assert found.url == Paths().task(task(plan, 2, 2).iri) and found.src and "source/a.html#char=" in found.src


def test_worst_comes_first() -> None:
    found = sorted(shelf().findings(), key=worst)
    order = [f.severity for f in found]
    assert order == sorted(order, key=["error", "warning", "info"].index) and len(set(order)) > 1
