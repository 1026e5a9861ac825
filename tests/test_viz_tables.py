"""The tables of a plan: agency by domain, loads, and how its goals stand."""

from __future__ import annotations

from shelf import shelf
from test_cards import given

from zeren.kg.handout import handout
from zeren.viz.tables import LEVELS, Tally, matrix, of_domain, of_plan, tally, written


def test_agencies_by_domain() -> None:
    make, view, plan = given()
    rows = matrix(handout(plan), view.agencies, make)
    first = rows[0]
    assert (first.name, first.lead, first.other, first.flag) == ("区卫生健康局", 12, 0, "overloaded")
    assert [(c.lead, c.other) for c in first.cells] == [(12, 0), (0, 0), (0, 0), (0, 0)]
    assert first.cells[0].level == LEVELS and first.cells[1].level == 0
    assert [r.lead for r in rows] == sorted((r.lead for r in rows), reverse=True)
    civil = next(r for r in rows if r.name == "区民政局")
    assert (civil.lead, civil.other) == (1, 12) and civil.lead_width + civil.other_width == 100


def test_every_assignment_is_counted_once() -> None:
    make, view, plan = given()
    rows = matrix(handout(plan), view.agencies, make)
    pairs = {(t.iri, a.agency) for _, t in plan.goals() for a in t.assigned}
    assert sum(r.lead + r.other for r in rows) == len(pairs)
    assert all(sum(c.lead for c in r.cells) == r.lead for r in rows)


def test_how_a_plan_stands() -> None:
    _, _, plan = given()
    found = of_plan(plan, handout(plan))
    assert (found.goals, found.measures, found.led, found.leaderless, found.unassigned) == (20, 1, 17, 2, 1)
    assert sum(found.shares) == 100
    assert of_domain(plan.domains[1], handout(plan)).unassigned == 1
    silent = [p for v in shelf().views() for p in v.plans][2]
    assert of_plan(silent, handout(silent)).unassigned == 2


def test_nothing_is_no_division() -> None:
    assert tally([], [], None).shares == (0, 0, 0)
    assert Tally(3, 0, 3, 1, 1, 1, 0).shares == (33, 33, 34)


def test_agencies_are_called_as_the_plan_calls_them() -> None:
    _, view, plan = given()
    assert {"区卫生健康局", "区统计局"} <= set(written(plan).values())
    assert set(written(plan)) <= set(view.agencies)
