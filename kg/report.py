"""The table of `zeren network`: who carries how much and stands where, over all plans and plan by plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from zeren.kg.entities import SourceView
from zeren.kg.network import Names, Position, cowork, network, ownership, positions
from zeren.kg.ownership import Ownership

COLUMNS = (
    "plan",
    "who",
    "name",
    "leads",
    "responsible",
    "tasks",
    "share",
    "lead_share",
    "domains",
    "shared",
    "partners",
    "betweenness",
    "core",
    "community",
)
"""Shares and betweenness from 0 to 1; what each figure means stands at `Ownership` and `Position`."""


def report(views: Iterable[SourceView], names: Names) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Columns and rows, in the order of `ownership`; a row of a function has no position in the network of agencies.

    A plan is told by its title; rows without a plan are over all plans.
    """
    seen = list(views)
    titles = {plan.iri: plan.title for view in seen for plan in view.plans}
    net = network(seen, names)
    places = {plan: {p.agency: p for p in positions(cowork(net, plan))} for plan in titles}
    rows = [_row(o, titles, places.get(o.plan or "", {}).get(o.iri), names) for o in ownership(seen)]
    return COLUMNS, rows


def _row(owned: Ownership, titles: Mapping[str, str], place: Position | None, names: Names) -> tuple[Any, ...]:
    label = names.functions[owned.label].label if owned.who == "function" and owned.label in names.functions else owned.label
    return (
        titles.get(owned.plan or "", ""),
        owned.who,
        label,
        owned.leads,
        owned.responsible,
        owned.tasks,
        round(owned.share, 3),
        round(owned.lead_share, 3),
        owned.domains,
        owned.shared,
        owned.partners,
        round(place.betweenness, 3) if place else None,
        place.core if place else None,
        place.community if place else None,
    )
