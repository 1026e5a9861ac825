"""The network holds what the plans say, once each; ownership, coverage and positions are those worked out by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Literal

import networkx as nx
import pytest
from builders import Cite, Draft, Item, Names, Part, built, viewed
from hypothesis import given, settings
from hypothesis import strategies as st

from zeren.kg.entities import SourceView
from zeren.kg.ids import FUNCTION, Minter
from zeren.kg.network import Ownership, cowork, network, ownership, plans, positions, to_xml
from zeren.kg.vocab import Function

SORTS = Names(functions={"甲局": "health", "乙局": "education", "乙分局": "education"}, collective=["各成员单位"])


@dataclass(frozen=True)
class Vocabulary:
    """Names of functions and instruments."""

    functions: Mapping[str, Function] = field(
        default_factory=lambda: {"health": Function("health", FUNCTION + "health", "卫生健康", "Health")}
    )

    def instrument_iri(self, title: str) -> str | None:
        return "https://example.org/law" if title == "某法" else None


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


def test_nodes_and_edges_by_kind() -> None:
    view = sample()
    net = network([view], Vocabulary())
    assert Counter(kind for _, kind in net.nodes(data="kind")) == {
        "plan": 1,
        "domain": 2,
        "goal": 5,
        "measure": 1,
        "agency": 5,
        "function": 2,
        "instrument": 3,
    }
    assert all(key == kind for _, _, key, kind in net.edges(keys=True, data="kind"))
    assert Counter(key for _, _, key in net.edges(keys=True)) == {
        "in": 8,
        "lead": 5,
        "responsible": 6,
        "function": 2,
        "cites": 3,
        "based_on": 1,
        "duty": 1,
    }
    names = labelled(view)
    (twice,) = [
        (names[a], data["count"], data["role"])
        for a, _, key, data in net.edges(keys=True, data=True)
        if key == "responsible" and data["count"] > 1
    ]
    assert twice == ("丙局", 2, "responsible")
    assert net.nodes["https://example.org/law"]["label"] == "某法"
    assert net.nodes[FUNCTION + "health"]["label"] == "卫生健康" and net.nodes[FUNCTION + "education"]["label"] == "education"
    plan = plans(net)[0]
    assert net.nodes[plan] == {
        "kind": "plan",
        "label": "南湖区妇女发展规划",
        "key": "women",
        "region": "云溪市南湖区",
        "start_year": 2021,
        "end_year": 2025,
        "source": "a.txt",
    }
    goal = f"{plan}/domain/1/goal/1"
    assert net.nodes[goal]["handed"] is True and net.nodes[goal]["label"] == "1.1" and net.has_edge(goal, f"{plan}/domain/1", "in")
    assert net.nodes[f"{plan}/domain/1/measure/1"]["handed"] is False


def test_a_branch_is_tied_to_the_body_it_belongs_to() -> None:
    record, _ = built(Draft([Part([Item(lead=["公安南湖分局"])])]))
    ref = replace(record.agencies[0], department="public-security", function="public-security", unit_of="云溪市公安局")
    view = viewed(replace(record, agencies=(ref,)))
    net = network([view])
    ((branch, above),) = [(a, b) for a, b, key in net.edges(keys=True) if key == "unit_of"]
    assert net.nodes[above]["label"] == "云溪市公安局" and net.nodes[branch]["names"] == "公安南湖分局"


def test_loose_tasks_hang_on_the_plan_and_do_not_count() -> None:
    view = source(Part([Item(lead=["甲局"])], heading=["乙局", "丙局"]))
    net = network([view])
    (task,) = [n for n, kind in net.nodes(data="kind") if kind == "task"]
    assert net.has_edge(task, plans(net)[0], "in") and net.nodes[task]["handed"] is False
    assert cowork(net).number_of_edges() == 0


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_the_network_as_xml_comes_back_whole(format: Literal["graphml", "gexf"]) -> None:
    net = network([sample()], Vocabulary())
    net.nodes[plans(net)[0]]["label"] += "\x0b<&>"
    text = to_xml(net, format)
    source = BytesIO(text.encode("utf-8"))
    back = nx.read_graphml(source, force_multigraph=True) if format == "graphml" else nx.read_gexf(source)
    assert list(back) == list(net) and back.number_of_edges() == net.number_of_edges()
    assert back.nodes[plans(net)[0]]["label"] == "南湖区妇女发展规划<&>" and back.nodes[plans(net)[0]]["start_year"] == 2021
    assert Counter(kind for *_, kind in back.edges(data="kind")) == Counter(kind for *_, kind in net.edges(data="kind"))
    assert text == to_xml(net, format) and "lastmodified" not in text


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="no such format: dot"):
        to_xml(network([sample()]), "dot")  # type: ignore[arg-type]


def test_cowork_counts_shared_goals_without_groups() -> None:
    view = sample()
    graph, names = cowork(network([view])), labelled(view)
    assert {frozenset((names[a], names[b])): w for a, b, w in graph.edges(data="weight")} == {
        frozenset(("甲局", "乙局")): 3,
        frozenset(("甲局", "丙局")): 1,
        frozenset(("乙局", "丙局")): 1,
    }
    assert {names[a] for a in graph} == {"甲局", "乙局", "丙局"}


def test_cowork_of_one_plan() -> None:
    one, two = (
        source(Part([Item(lead=["甲局"], responsible=["乙局"])])),
        source(Part([Item(lead=["甲局"], responsible=["丙局"])]), key="children"),
    )
    net = network([one, two])
    first, second = plans(net)
    assert [cowork(net, p).number_of_edges() for p in (first, second, None)] == [1, 1, 2]
    assert sorted(cowork(net)) == sorted({*cowork(net, first), *cowork(net, second)})


def test_positions_on_a_star_with_a_triangle() -> None:
    view = source(
        Part(
            [Item(lead=["甲局"], responsible=[x]) for x in ("乙局", "丙局", "戊局")]
            + [Item(lead=["己局"], responsible=["庚局", "辛局"]), Item(lead=["壬局"])]
        )
    )
    found = {view.agencies[p.agency].names[0]: p for p in positions(cowork(network([view])))}
    hub, leaf, corner, alone = found["甲局"], found["乙局"], found["己局"], found["壬局"]
    assert (hub.partners, hub.strength, hub.core) == (3, 3, 1) and hub.betweenness == pytest.approx(3 / 21)
    assert (leaf.partners, leaf.betweenness, leaf.community) == (1, 0, hub.community) and leaf.centrality == pytest.approx(1 / 7)
    assert (corner.core, corner.partners, corner.betweenness, corner.community) == (2, 2, 0, found["庚局"].community)
    assert (alone.partners, alone.core, alone.strength) == (0, 0, 0)
    assert len({p.community for p in found.values()}) == 3 and hub.community == 1


def test_positions_of_nobody_and_of_one() -> None:
    assert positions(nx.Graph()) == []
    (one,) = positions(cowork(network([source(Part([Item(lead=["甲局"])]))])))
    assert (one.partners, one.centrality, one.betweenness, one.core, one.community) == (0, 0.0, 0, 0, 1)


CODE = """
import sys
from builders import Draft, Item, Part, built, viewed
from zeren.kg.network import cowork, network, ownership, positions
names = [f"{c}局" for c in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"]
items = [Item(lead=[names[i % 16]], responsible=[names[(i * 7 + k * k) % 16] for k in range(1 + i % 5)]) for i in range(60)]
views = [viewed(built(Draft([Part(items)]))[0])]
net = network(views)
print(list(net.nodes), list(net.edges(keys=True)), positions(cowork(net)), ownership(views))
"""


def test_every_process_gives_the_same(root: Path) -> None:
    said = set()
    for seed in ("0", "1", "77"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{root / '.links'}{os.pathsep}{root / 'tests'}", "PYTHONUTF8": "1"}
        said.add(subprocess.run([sys.executable, "-c", CODE], env=env, capture_output=True, check=True, timeout=120).stdout)
    assert len(said) == 1 and len(next(iter(said))) > 5000


NAMES = st.lists(st.sampled_from(["甲局", "乙局", "丙局", "丁局", "各成员单位"]), max_size=4)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(Item, lead=NAMES, responsible=NAMES, supporting=NAMES), min_size=1, max_size=9))
def test_counts_are_conserved(items: list[Item]) -> None:
    view = source(Part(items))
    net = network([view])
    crews = [{*i.lead, *i.responsible, *i.supporting} for i in items]
    edges = Counter(key for _, _, key in net.edges(keys=True))
    assert edges["lead"] == sum(len(set(i.lead)) for i in items)
    assert edges["responsible"] == sum(len({*i.responsible, *i.supporting}) for i in items)
    assert sum(c for _, _, k, c in net.edges(keys=True, data="count") if k in ("lead", "responsible")) == sum(
        len(i.lead) + len(i.responsible) + len(i.supporting) for i in items
    )
    rows = [r for r in ownership([view]) if r.plan and r.who == "agency"]
    assert sum(r.tasks for r in rows) == sum(map(len, crews))
    assert sum(r.leads for r in rows) == edges["lead"] and sum(r.responsible for r in rows) == edges["responsible"]
    pairs = Counter(frozenset(p) for crew in crews for p in combinations(sorted(crew - {"各成员单位"}), 2))
    graph = cowork(net)
    assert sum(w for *_, w in graph.edges(data="weight")) == sum(pairs.values())
    assert {r.iri: r.partners for r in rows if not r.collective} == dict(graph.degree())
    assert [r for r in ownership([view]) if r.plan is None] == [
        Ownership(**{**{k: getattr(r, k) for k in Ownership.__slots__}, "plan": None}) for r in ownership([view]) if r.plan
    ]


def test_unknown_instruments_are_minted() -> None:
    minter = Minter("https://example.org/id/")
    net = network([sample()], None, minter)
    assert minter.instrument("某法") in net and minter.instrument("别法") in net
