"""The second walk: an agency's tasks, partners and duties over all sources, handed on when its last source is read."""

from __future__ import annotations

from builders import built
from shelf import NAMES, Shelf, children, shelf, women

from zeren.viz.cards import Maker
from zeren.viz.gather import AgencyFile, Gatherer
from zeren.viz.names import Names
from zeren.viz.paths import Paths
from zeren.viz.survey import survey


def gathered(ds: Shelf) -> tuple[Gatherer, list[list[AgencyFile]]]:
    names = Names(ds.vocabulary, ds.minter)
    gatherer = Gatherer(survey(ds.views(), names), Maker(Paths(), names))
    return gatherer, [list(gatherer.add(view)) for view in ds.views()]


def test_an_agency_waits_for_its_last_source() -> None:
    ds = Shelf(built(women(), names=NAMES, id="a"), built(children(), names=NAMES, id="b"))
    gatherer, (first, second) = gathered(ds)
    assert not gatherer.files
    early, late = ({f.agent.label for f in files} for files in (first, second))
    assert any(label.endswith("区科协") for label in early) and not early & late
    health = next(f for f in second if f.agent.label.endswith("区卫生健康局"))
    assert len(health.led) == 13 and len(health.shared) == 1 and len(health.plans) == 2


def test_what_an_agency_carries() -> None:
    _, (files, _) = gathered(shelf())
    by = {f.agent.label: f for f in files}
    civil = next(f for label, f in by.items() if label.endswith("区民政局"))
    assert [r.number for r in civil.led] == ["3.1"] and len(civil.shared) == 12
    assert {r.role for r in civil.shared} == {"responsible"}
    top, n = civil.partners.most_common(1)[0]
    assert top.endswith("health") and n == 12
    assert all(r.src.startswith("source/a.html#char=") for r in (*civil.led, *civil.shared))
    statistics = next(f for label, f in by.items() if label.endswith("区统计局"))
    assert [(d.action, d.role) for d in statistics.duties] == [("每年开展监测", "responsible")]


def test_functions_and_instruments_gather_their_places() -> None:
    gatherer, _ = gathered(shelf())
    assert len(gatherer.led_by["health"]) == 13
    places = [p for found in gatherer.cited_in.values() for p in found]
    assert len(places) == 4 and sum(p.based_on for p in places) == 3
    assert [(p.kind, p.number) for p in places if p.number] == [("measure", "1.1")]
