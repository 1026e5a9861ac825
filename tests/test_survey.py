"""The first walk: what there is, and where each agency is met last."""

from __future__ import annotations

from shelf import shelf

from zeren.viz.names import Names
from zeren.viz.survey import Survey, survey


def seen() -> Survey:
    ds = shelf()
    return survey(ds.views(), Names(ds.vocabulary, ds.minter))


def test_counts() -> None:
    found = seen()
    assert [p.title for p in found.plans] == ["南湖区妇女发展规划", "南湖区儿童发展规划", "北原县妇女发展规划"]
    assert {k: found.counts[k] for k in ("goals", "measures", "led", "leaderless", "unassigned", "targets", "duties")} == {
        "goals": 24,
        "measures": 3,
        "led": 19,
        "leaderless": 2,
        "unassigned": 3,
        "targets": 2,
        "duties": 1,
    }
    assert found.sources == 2


def test_loads_of_agencies_and_functions() -> None:
    found = seen()
    health = next(e for e in found.agencies.values() if e.name == "区卫生健康局")
    assert (health.leads, health.others, health.plans, health.last) == (13, 1, 2, 0)
    assert (found.functions["health"].leads, found.functions["health"].agencies) == (13, 1)


def test_instruments_by_plans_and_times() -> None:
    found = {e.cited.title: (e.times, e.plans) for e in seen().instruments.values()}
    assert found["中华人民共和国妇女权益保障法"] == (3, 3) and found["中华人民共和国母婴保健法"] == (1, 1)
