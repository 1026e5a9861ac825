"""The gold plans and clauses stay above the floors, and the table beside them tells gains from losses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import scoring


@pytest.mark.corpus
def test_no_figure_is_under_its_floor(shared: Path) -> None:
    now = scoring.measure(shared)
    assert sorted(now) == ["001", "002", "003", "clauses"]
    assert {facet for figures in now.values() for facet in figures} == set(scoring.FLOORS)
    assert scoring.low(now) == [], "\n".join(scoring.report(now, scoring.committed()))


def test_the_committed_figures_are_figures_above_the_floors() -> None:
    kept = scoring.committed()
    assert sorted(kept) == ["001", "002", "003", "clauses"]
    assert {facet for figures in kept.values() for facet in figures} == set(scoring.FLOORS)
    assert all(isinstance(value, float) and 0 <= value <= 1 for figures in kept.values() for value in figures.values())
    assert scoring.low(kept) == []
    assert json.loads(scoring.LAST.read_text(encoding="utf-8")) == kept


def test_under_the_floor_is_said() -> None:
    now = {"001": {"goals": 0.98, "measures": 0.99}, "clauses": {"structured": 0.94}}
    assert scoring.low(now) == ["001: goals 0.980 is under its floor 0.990", "clauses: structured 0.940 is under its floor 0.950"]


def test_gains_and_losses_stand_beside_the_figures() -> None:
    now = {"001": {"goals": 1.0, "measures": 0.99, "duties in prose": 0.9}, "clauses": {"structured": 1.0}}
    before = {"001": {"goals": 1.0, "measures": 0.995, "duties in prose": 0.88}}
    lines = {line[:30].strip(): line[30:].split() for line in scoring.report(now, before)}
    assert lines["facet"] == ["001", "floor"]
    assert lines["goals"] == ["1.000", "0.990"]
    assert lines["measures"] == ["0.990", "-0.005", "0.990"]
    assert lines["duties in prose"] == ["0.900", "+0.020", "0.850"]
    assert lines["structured"] == ["1.000", "new", "0.950"]
