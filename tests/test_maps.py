"""The only door to pyvis: what it collects, what is kept away from it, and the files it lends."""

from __future__ import annotations

import ast
import json
import time
from pathlib import Path

from shelf import HOSTILE, shelf

from zeren.kg.handout import handout
from zeren.viz.cards import Maker
from zeren.viz.charts import Chart, Edge, Node, Part, responsibility
from zeren.viz.maps import drawn, library
from zeren.viz.names import Names
from zeren.viz.paths import Paths
from zeren.viz.search import as_json


def chart(hostile: bool = False) -> Chart:
    ds = shelf(hostile)
    about: dict[str, list[object]] = {}
    for finding in ds.findings():
        about.setdefault(finding.about, []).append(finding)
    make = Maker(Paths(), Names(ds.vocabulary, ds.minter), about)  # type: ignore[arg-type]
    parts = [Part(plan, handout(plan), view.agencies) for view in ds.views() for plan in view.plans]
    return responsibility("全部", parts, make)


def node(data: dict[str, object], label: str) -> dict[str, object]:
    return next(n for n in data["nodes"] if n["label"] == label)  # type: ignore[attr-defined]


def test_pyvis_is_imported_by_maps_alone(root: Path) -> None:
    users = set()
    for file in sorted((root / "viz").glob("*.py")) + sorted((root / "kg").glob("*.py")) + [root / "cli.py"]:
        for found in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [a.name for a in found.names] if isinstance(found, ast.Import) else [getattr(found, "module", None) or ""]
            if isinstance(found, ast.Import | ast.ImportFrom) and any(n.split(".")[0] == "pyvis" for n in names):
                users.add(file.name)
    assert users == {"maps.py"}


def test_every_node_has_its_place_and_no_physics_moves_it() -> None:
    data = drawn(chart())
    assert data["options"]["physics"] == {"enabled": False}
    assert data["options"]["interaction"]["hideEdgesOnDrag"] is True
    assert all(isinstance(n["x"], float) and isinstance(n["y"], float) and len(n["tall"]) == 2 for n in data["nodes"])
    assert len({n["id"] for n in data["nodes"]}) == len(data["nodes"]) == len(data["about"])


def test_lead_and_other_edges_differ_by_more_than_colour() -> None:
    lines = {e["role"]: e for e in drawn(chart())["edges"]}
    assert lines["lead"]["width"] > 2 * lines["responsible"]["width"]
    assert lines["lead"]["dashes"] is False and lines["responsible"]["dashes"]
    assert "color" not in lines["lead"]


def test_what_needs_attention_differs_in_shape_border_and_label() -> None:
    data = drawn(chart())
    over, orphan, headless = node(data, "▲ 区卫生健康局"), node(data, "2.2 ✕"), node(data, "1.2 !")
    assert over["group"] == "overloaded" and over["font"]["size"] > node(data, "区教育局")["font"]["size"]  # type: ignore[index]
    assert orphan["group"] == "unassigned"
    assert headless["group"] == "leaderless" and headless["shapeProperties"]["borderDashes"]  # type: ignore[index]
    assert node(data, "区民证局 ?")["group"] == "unresolved"


def test_a_plan_that_hands_out_nothing_is_not_a_field_of_alarms() -> None:
    data = drawn(chart())
    mine = [n for n in data["nodes"] if data["about"][n["id"]].get("text") == "妇女更加健康"]
    assert [n["group"] for n in mine] == ["open"]
    assert data["about"][mine[0]["id"]]["state"] == "unassigned"


def test_text_stays_text() -> None:
    data = drawn(chart(hostile=True))
    assert any(about.get("text") == HOSTILE for about in data["about"].values())
    text = as_json(data)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == json.loads(json.dumps(data))
    assert all("multi" not in n.get("font", {}) for n in data["nodes"]), "labels are never read as markup"


def test_drawing_is_linear() -> None:
    def took(size: int) -> float:
        nodes = tuple(Node(f"n{i}", "goal", f"1.{i}", (0.0, 0.0), (0.0, 0.0)) for i in range(size))
        edges = tuple(Edge(f"n{i % size}", f"n{(i * 7) % size}", "lead", "") for i in range(size * 3))
        start = time.process_time()
        assert len(drawn(Chart("", nodes, edges, (), (), ()))["edges"]) == size * 3
        return time.process_time() - start

    took(10)
    assert took(12_000) < 2.0


def test_the_library_comes_out_of_the_package() -> None:
    (file,) = library()
    text = file.read_text(encoding="utf-8")
    assert "vis-network" in text[:200] and "9.1.2" in text[:400]
