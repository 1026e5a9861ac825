"""Draw a chart as an interactive page: the only door to pyvis, which collects nodes, edges and options; the page is our own template.

What pyvis 0.3.2 does badly is kept away here: no template of its own (it loads bootstrap from the net), no file written by it (without
an encoding), no lists searched for every node (`_Ids`), no physics, every text plain text.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from zeren.viz.charts import Chart, Edge, Node

SHAPES = {"goal": "box", "measure": "box", "agency": "box", "domain": "text", "region": "text"}
ROUND = {"goal": 12, "measure": 1, "agency": 4}
"""How round the corners of a box are: goals are pills, measures have corners."""
LOOKS = ("leaderless", "unassigned", "open", "overloaded", "unresolved")
DASHED = ("leaderless", "open", "unresolved")
LIBRARY = ("vis-9.1.2/vis-network.min.js",)
"""What a map needs of vis-network, below the lib folder of the installed pyvis."""

SCREEN = 1_500.0
"""About as wide as a screen shows at once, in the map's units."""

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hideEdgesOnDrag": True,
        "hideEdgesOnZoom": True,
        "hover": True,
        "tooltipDelay": 200,
        "dragNodes": False,
        "multiselect": False,
        "selectConnectedEdges": False,
        "keyboard": {"enabled": False},
        "navigationButtons": False,
    },
    "nodes": {"chosen": False, "fixed": True, "shadow": False},
    "edges": {"smooth": False, "chosen": False, "shadow": False, "arrows": {"to": {"enabled": False}}},
}


class _Ids(dict[str, None]):
    """Node ids in order, found at once; stands in for pyvis's list, which is searched for every node and edge."""

    def append(self, id_: str) -> None:
        self[id_] = None


def drawn(chart: Chart) -> dict[str, Any]:
    """The chart as the page's script reads it: vis nodes, edges and options, what the panel says, what the filters offer."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="local", notebook=False)
    net.node_ids = _Ids()
    net.options = OPTIONS
    for node in chart.nodes:
        net.add_node(node.id, **_look(node))
    stretch = max(1.0, chart.width / SCREEN)
    for edge in chart.edges:
        net.add_edge(edge.agency, edge.task, **_line(edge, stretch))
    nodes, edges, _heading, _height, _width, _options = net.get_network_data()
    return {
        "title": chart.title,
        "nodes": nodes,
        "edges": edges,
        "options": OPTIONS,
        "about": {node.id: {"kind": node.kind, "state": node.state, **node.about} for node in chart.nodes},
        "plans": chart.plans,
        "domains": chart.domains,
        "functions": chart.functions,
        "large": chart.large,
    }


def _look(node: Node) -> dict[str, Any]:
    """How a node looks, but for its colours: these belong to the page's theme and go by group."""
    look: dict[str, Any] = {
        "label": node.label,
        "shape": SHAPES[node.kind],
        "group": node.look if node.look in LOOKS else node.kind,
        "x": round(node.wide[0], 1),
        "y": round(node.wide[1], 1),
        "tall": [round(n, 1) for n in node.tall],
    }
    if node.kind == "agency":
        look["font"] = {"size": node.size}
    if node.kind in ROUND:
        look["shapeProperties"] = {"borderRadius": ROUND[node.kind], "borderDashes": [4, 3] if node.look in DASHED else False}
    return look


def _line(edge: Edge, stretch: float) -> dict[str, Any]:
    """Lead and the other parts differ in width and dashes, not only in colour.

    On a map larger than a screen the dashes are longer (`stretch`): seen whole they look the same, and do not take seconds to draw.
    """
    lead = edge.role == "lead"
    dashes = False if lead else [round(5 * stretch), round(4 * stretch)]
    return {"role": edge.role, "src": edge.src, "width": 2.4 if lead else 0.8, "dashes": dashes, "arrows": ""}


@cache
def library() -> tuple[Path, ...]:
    """The files of vis-network inside the installed pyvis package, to be copied into a site's assets.

    Raises FileNotFoundError when pyvis is there without them.
    """
    from importlib.util import find_spec

    spec = find_spec("pyvis")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("pyvis is not installed: maps cannot be drawn")
    folder = Path(next(iter(spec.submodule_search_locations))) / "lib"
    found = tuple(folder / name for name in LIBRARY)
    for file in found:
        if not file.is_file():
            raise FileNotFoundError(f"{file}: missing from the pyvis package")
    return found
