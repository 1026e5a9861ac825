"""The table of `zeren network`."""

from __future__ import annotations

from tests.samples import record
from zeren.kg.ids import Minter
from zeren.kg.report import COLUMNS, report
from zeren.kg.views import view
from zeren.kg.vocab import load


def test_rows_over_all_plans_and_by_plan() -> None:
    source = view(record(), ["p"], Minter(), lambda name: None)
    columns, rows = report([source], load())
    assert columns == COLUMNS
    dicts = [dict(zip(columns, row, strict=True)) for row in rows]
    whole = [d for d in dicts if not d["plan"] and d["who"] == "agency"]
    assert (whole[0]["name"], whole[0]["leads"], whole[0]["responsible"], whole[0]["partners"]) == ("云泽市砚溪区卫生健康局", 1, 0, 2)
    assert whole[0]["betweenness"] is None
    inside = [d for d in dicts if d["plan"] == "云泽市砚溪区妇女发展规划" and d["who"] == "agency"]
    assert {d["name"]: d["core"] for d in inside} == {"云泽市砚溪区卫生健康局": 2, "区民": 2, "云泽市公安局砚溪分局": 2}
    functions = {d["name"]: d["leads"] for d in dicts if d["who"] == "function" and not d["plan"]}
    assert functions["卫生健康"] == 1
