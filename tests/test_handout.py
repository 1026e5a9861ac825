"""What a plan hands out: goals, or the items of a work plan, or nothing; and which assignments one clause makes."""

from __future__ import annotations

from builders import Draft, Item, Part, built, viewed
from hypothesis import given
from hypothesis import strategies as st

from zeren.kg.entities import PlanView
from zeren.kg.handout import handout, statements

ONE = Item(lead=["甲局"], responsible=["乙局"])


def plan(*parts: Part) -> PlanView:
    return viewed(built(Draft(parts))[0]).plans[0]


def test_goals_come_first() -> None:
    handed = handout(plan(Part([ONE, Item()], [ONE] * 4)))
    assert handed.level == "goal" and [t.kind for _, t in handed.tasks] == ["goal", "goal"]
    assert [t.no for _, t in handed.assigned] == [t.no for _, t in handed.led] == [1]


def test_measures_where_the_goals_name_nobody() -> None:
    assert handout(plan(Part([Item()] * 3, [ONE, Item()]))).level == "measure"
    assert handout(plan(Part([], [ONE, ONE, Item()]))).level == "measure"


def test_nothing_where_somebody_is_named_in_passing() -> None:
    handed = handout(plan(Part([Item()] * 20, [ONE, *[Item()] * 9])))
    assert handed.level is None and len(handed.tasks) == 20
    assert handout(plan(Part([ONE, *[Item()] * 19]))).level is None
    assert handout(plan(Part([ONE, *[Item()] * 18]))).level == "goal"
    assert handout(plan(Part())).tasks == () and handout(plan()).level is None


def test_a_heading_that_names_somebody_stands_for_its_domain_only() -> None:
    view = plan(Part([Item()] * 2, heading=["甲局"]), Part([Item()]))
    assert list(handout(view).headed) == [view.domains[0].iri]


def test_loads_count_each_task_once() -> None:
    view = plan(Part([ONE, Item(lead=["甲局", "乙局"], responsible=["甲局", "乙局", "乙局"]), Item(responsible=["甲局"])]))
    goals = [g.iri for _, g in view.goals()]
    loads = {x.agency: x for x in handout(view).loads}
    assert sorted((x.leads, x.others, x.tasks) for x in loads.values()) == [
        ((goals[0], goals[1]), (goals[1], goals[2]), tuple(goals)),
        ((goals[1],), (goals[0], goals[1]), (goals[1], goals[0])),
    ]


def test_one_clause_and_another_further_on() -> None:
    (_, task) = next(plan(Part([Item(lead=["甲局"], responsible=["乙局"], twice={"lead": ["丙局"]})])).goals())
    assert [[a.name for a in clause] for clause in statements(task)] == [["甲局", "乙局"], ["丙局"]]


AGENCIES = st.lists(st.sampled_from(["甲局", "乙局", "丙局", "丁局"]), max_size=4)


@given(st.lists(st.builds(Item, lead=AGENCIES, responsible=AGENCIES), min_size=1, max_size=10))
def test_no_assignment_is_lost(items: list[Item]) -> None:
    handed = handout(plan(Part(items)))
    assert sum(len(x.leads) for x in handed.loads) == sum(len(set(i.lead)) for i in items)
    assert sum(len(x.others) for x in handed.loads) == sum(len(set(i.responsible)) for i in items)
    assert sum(len(c) for _, t in handed.tasks for c in statements(t)) == sum(len(i.lead) + len(i.responsible) for i in items)
