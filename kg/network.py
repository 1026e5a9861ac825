"""Who is tied to whom: plans, goals, agencies, functions and cited instruments as a network, and who works with whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import combinations
from typing import Any, Literal, Protocol

import networkx as nx

from zeren.kg.entities import Agent, Assigned, PlanView, SourceView
from zeren.kg.handout import handout
from zeren.kg.ids import FUNCTION, Minter
from zeren.kg.model import Citation
from zeren.kg.ownership import Coverage, Ownership, coverage, ownership
from zeren.kg.vocab import Function

__all__ = ["Coverage", "Names", "Ownership", "Position", "coverage", "cowork", "network", "ownership", "plans", "positions", "to_xml"]

TASKS = ("goal", "measure", "task")
"""Kinds of nodes that agencies have a part in; a task is assigned outside any goal or measure."""


_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Names(Protocol):
    """What the network asks of the vocabulary (kg.vocab.Vocabulary gives it)."""

    @property
    def functions(self) -> Mapping[str, Function]: ...
    def instrument_iri(self, title: str) -> str | None: ...


def network(views: Iterable[SourceView], names: Names | None = None, minter: Minter | None = None) -> nx.MultiDiGraph[str]:
    """Who owns what, as a graph whose nodes are IRIs in the order of the sources, plans and texts.

    Nodes carry `kind`, `label` and what else is known of them (only strings, numbers and booleans, so that every format can hold it):
    plan (key, region, start_year, end_year, source), domain (plan, no), goal, measure and task (plan, domain, no, text, handed: whether
    the plan hands out tasks of this kind), agency (region, function, names, collective, resolved), function, instrument (type).
    Edges are keyed by their `kind`: in (goal → domain → plan), lead and responsible (agency → task; `role` the exact role of the first
    mention, `order`, `count` mentions), duty (agency → plan, `count`), function (agency → function), unit_of (branch → the body it
    belongs to), cites and based_on (plan, goal or measure → instrument, `count`).

    `names` gives labels of functions and IRIs of instruments as the graph has them; `minter` mints those of unknown instruments.
    """
    weaver = _Weaver(names, minter or Minter())
    for view in views:
        weaver.add(view)
    return weaver.net


def to_xml(net: nx.MultiDiGraph[str], format: Literal["graphml", "gexf"]) -> str:
    """The network as GraphML or GEXF 1.2 text for Gephi, yEd, Cytoscape and others.

    The date that GEXF would carry and characters that XML cannot hold are left out. Raises ValueError for another format.
    """
    file = BytesIO()
    if format == "graphml":
        nx.write_graphml_xml(net, file)
    elif format == "gexf":
        nx.write_gexf(net, file)
    else:
        raise ValueError(f"no such format: {format}")
    text = _NO_XML.sub("", file.getvalue().decode("utf-8"))
    return re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1).rstrip() + "\n"


def plans(net: nx.MultiDiGraph[str]) -> list[str]:
    """IRIs of the plans, in the network's order."""
    return [n for n, data in net.nodes(data=True) if data["kind"] == "plan"]


def cowork(net: nx.MultiDiGraph[str], plan: str | None = None) -> nx.Graph[str]:
    """Agencies that share tasks: an undirected graph, `weight` = the number of tasks both have a part in.

    It is the projection of the two-mode network of agencies and tasks onto the agencies, as Breiger (1974) describes it. Only tasks of
    the kind that a plan hands out count. Groups that name nobody are left out, they are no partner; an agency that works alone is a
    node without edges. `plan` (an IRI) takes the tasks of one plan, None those of all. Cost: linear in the tasks looked at, quadratic
    in the agencies of one task.
    """
    crews = [_crew(net, task) for task in _tasks(net, plan)]
    shared = Counter(pair for crew in crews for pair in combinations(sorted(crew), 2))
    out: nx.Graph[str] = nx.Graph()
    out.add_nodes_from((a, {"label": net.nodes[a]["label"]}) for a in dict.fromkeys(a for crew in crews for a in crew))
    out.add_weighted_edges_from((a, b, n) for (a, b), n in shared.items())
    return out


@dataclass(frozen=True, slots=True)
class Position:
    """Where an agency stands in a co-work network.

    partners: its degree, the number of agencies it shares a task with
    strength: the sum of its edges' weights, shared tasks counted once for each partner (Barrat et al. 2004)
    centrality: degree / (n - 1), from 0 to 1 (Freeman 1979)
    betweenness: the share of shortest paths between two others that pass through it, from 0 to 1, edges unweighted (Freeman 1977, by the
        algorithm of Brandes 2001): the load of coordination, since others meet only through it
    core: the greatest k such that it belongs to a group whose members all have k partners within the group (Seidman 1983)
    community: the number of its group, 1 the largest: modularity over the weights, raised as Blondel et al.
        (2008, Louvain) do it, from one fixed beginning
    """

    agency: str
    label: str
    partners: int
    strength: int
    centrality: float
    betweenness: float
    core: int
    community: int


def positions(graph: nx.Graph[str]) -> list[Position]:
    """The position of each agency in a co-work network, by falling betweenness, then strength, then IRI.

    Cost: nodes × edges (betweenness). Take it plan by plan.
    """
    if not graph:
        return []
    order = sorted(graph)
    plain = _numbered(graph, {iri: n for n, iri in enumerate(order)})
    betweenness, cores = nx.betweenness_centrality(plain), nx.core_number(plain)
    strength, centrality = dict(plain.degree(weight="weight")), nx.degree_centrality(plain) if len(plain) > 1 else {0: 0.0}
    group = {n: k for k, members in enumerate(_communities(plain), 1) for n in members}
    out = [
        Position(
            agency=iri,
            label=str(graph.nodes[iri].get("label", iri)),
            partners=plain.degree(n),
            strength=int(strength[n]),
            centrality=centrality[n],
            betweenness=betweenness[n],
            core=cores[n],
            community=group[n],
        )
        for n, iri in enumerate(order)
    ]
    return sorted(out, key=lambda p: (-p.betweenness, -p.strength, p.agency))


def _numbered(graph: nx.Graph[str], numbers: dict[str, int]) -> nx.Graph[int]:
    """The same graph with numbers for nodes, nodes and edges sorted: so networkx breaks its ties alike in every process."""
    out: nx.Graph[int] = nx.Graph()
    out.add_nodes_from(sorted(numbers.values()))
    named = ((numbers[a], numbers[b], int(weight or 1)) for a, b, weight in graph.edges(data="weight", default=1))
    out.add_weighted_edges_from(sorted((min(a, b), max(a, b), weight) for a, b, weight in named))
    return out


def _communities(graph: nx.Graph[int]) -> list[list[int]]:
    """Groups, the largest first, then the one with the smallest member; each agency that works alone is a group."""
    if not graph.number_of_edges():
        return [[n] for n in sorted(graph)]
    found = nx.community.louvain_communities(graph, weight="weight", seed=0)
    return sorted((sorted(c) for c in found), key=lambda c: (-len(c), c[0]))


def _crew(net: nx.MultiDiGraph[str], task: str) -> list[str]:
    """The agencies that have a part in a task, groups left out."""
    named = (a for a, _, kind in net.in_edges(task, keys=True) if kind in ("lead", "responsible"))
    return list(dict.fromkeys(a for a in named if not net.nodes[a].get("collective")))


def _tasks(net: nx.MultiDiGraph[str], plan: str | None) -> Iterator[str]:
    """The tasks that are handed out, of one plan (found through its edges) or of all."""
    if plan is None:
        yield from (n for n, data in net.nodes(data=True) if data["kind"] in TASKS and data["handed"])
        return
    for below in (a for a, _, kind in net.in_edges(plan, keys=True) if kind == "in"):
        inside = [below] if net.nodes[below]["kind"] in TASKS else [a for a, _, kind in net.in_edges(below, keys=True) if kind == "in"]
        yield from (n for n in inside if net.nodes[n]["handed"])


class _Weaver:
    """Adds one source after another to a network."""

    def __init__(self, names: Names | None, minter: Minter) -> None:
        self.names, self.minter = names, minter
        self.net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self.done: set[str] = set()

    def add(self, view: SourceView) -> None:
        self.done.clear()
        for plan in view.plans:
            self.plan(plan, view)

    def node(self, iri: str, kind: str, label: str, **more: str | int | bool | None) -> None:
        self.net.add_node(iri, kind=kind, label=label, **{k: v for k, v in more.items() if v is not None})

    def edge(self, a: str, b: str, kind: str, **more: str | int) -> None:
        """One edge a kind between two nodes; `count` tells how often it was said."""
        if self.net.has_edge(a, b, key=kind):
            self.net.edges[a, b, kind]["count"] += 1
        else:
            self.net.add_edge(a, b, key=kind, kind=kind, count=1, **more)

    def plan(self, plan: PlanView, view: SourceView) -> None:
        handed = handout(plan)
        years = {"start_year": plan.start_year, "end_year": plan.end_year}
        self.node(plan.iri, "plan", plan.title, key=plan.key, region=plan.region, source=view.source, **years)
        for domain in plan.domains:
            self.node(domain.iri, "domain", domain.name or plan.title, plan=plan.iri, no=domain.no)
            self.edge(domain.iri, plan.iri, "in")
            for task in (*domain.goals, *domain.measures):
                is_handed = task.kind == handed.level
                name = f"{task.domain}.{task.no}"
                self.node(task.iri, task.kind, name, plan=plan.iri, domain=task.domain, no=task.no, text=task.text, handed=is_handed)
                self.edge(task.iri, domain.iri, "in")
                self.assigned(task.assigned, view.agencies)
                self.cited(task.iri, [c for _, c in task.citations])
        for loose in plan.loose:
            self.node(loose.iri, "task", loose.text, plan=plan.iri, text=loose.text, handed=False)
            self.edge(loose.iri, plan.iri, "in")
            self.assigned(loose.assigned, view.agencies)
        for _, agency, _duty in plan.duties:
            self.agency(view.agencies[agency], view.agencies)
            self.edge(agency, plan.iri, "duty")
        self.cited(plan.iri, [c for _, c in plan.citations])

    def assigned(self, assigned: Iterable[Assigned], agencies: Mapping[str, Agent]) -> None:
        for a in assigned:
            self.agency(agencies[a.agency], agencies)
            self.edge(a.agency, a.task, "lead" if a.leads else "responsible", role=a.role, order=a.order)

    def agency(self, agent: Agent, agencies: Mapping[str, Agent]) -> None:
        """An agency, with the names that all sources give it, its function and the body it is a branch of; once a source."""
        if agent.iri in self.done:
            return
        self.done.add(agent.iri)
        known = self.net.nodes.get(agent.iri, {})
        names = dict.fromkeys([*filter(None, str(known.get("names", "")).split("、")), *agent.names])
        more: dict[str, Any] = {"region": agent.region, "function": agent.function, "names": "、".join(names)}
        self.node(agent.iri, "agency", agent.label, collective=agent.collective, resolved=agent.resolved, **more)
        if known:
            return
        if agent.function:
            iri = FUNCTION + agent.function
            function = self.names.functions.get(agent.function) if self.names else None
            self.node(iri, "function", function.label if function else agent.function)
            self.edge(agent.iri, iri, "function")
        if agent.unit_of and agent.unit_of in agencies:
            self.agency(agencies[agent.unit_of], agencies)
            self.edge(agent.iri, agent.unit_of, "unit_of")

    def cited(self, by: str, citations: Iterable[Citation]) -> None:
        for citation in citations:
            if citation.self:
                continue
            iri = (self.names.instrument_iri(citation.canonical) if self.names else None) or self.minter.instrument(citation.canonical)
            if iri not in self.net:
                self.node(iri, "instrument", citation.canonical, type=citation.kind)
            self.edge(by, iri, "cites")
            if citation.based_on:
                self.edge(by, iri, "based_on")
