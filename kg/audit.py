"""Audit plans as a linter does code: every check has a stable code, every finding says what, where, why and what to do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from zeren.kg import checks_assignments as a
from zeren.kg import checks_content as c
from zeren.kg import checks_links as d
from zeren.kg import checks_load as b
from zeren.kg import checks_names as n
from zeren.kg import checks_reading as p
from zeren.kg.checks import Check, Failed, Knows, Limits, PlanCase, SourceCase, finding
from zeren.kg.entities import PlanView, SourceView
from zeren.kg.finding import SEVERITIES, Evidence, Finding, Severity, quads, to_json
from zeren.kg.ids import Minter

__all__ = ["CHECKS", "SEVERITIES", "Evidence", "Failed", "Finding", "Limits", "Severity", "audit", "explain", "quads", "to_json"]

CHECKS: tuple[Check[Any], ...] = (
    a.nobody,
    a.no_lead,
    a.lead_again,
    n.collective,
    n.unresolved,
    a.twice,
    n.elsewhere,
    a.nothing,
    b.overloaded,
    c.looser_later,
    c.numbering,
    d.out_of_force,
    d.no_basis,
    p.unreadable,
    p.not_understood,
)


class UnknownCheck(ValueError):
    """There is no such check; the message lists those there are."""


def audit(
    views: Iterable[SourceView],
    knows: Knows | None = None,
    failed: Iterable[Mapping[str, Any]] = (),
    text: Callable[[str], str] | None = None,
    *,
    minter: Minter | None = None,
    limits: Limits | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> list[Finding]:
    """Everything the checks find: source by source and plan by plan in the given order, inside a plan worst first.

    Sources that could not be read come first. The order does not depend on anything but the arguments.

    knows: the vocabulary, which tells instruments in force (without it D01 is silent)
    failed: the sources that could not be read, mappings with id, name and reason
    text: gives the clean text of a source by its id, so that goals can be quoted (without it findings about goals have no evidence)
    minter: mints the IRIs of texts that failed
    limits: thresholds
    select, ignore: codes or their beginnings (A01, B); `select` empty means all

    Raises UnknownCheck for a selector that no code begins with.
    """
    checks, limits = chosen(select, ignore), limits or Limits()
    out = list(_unread(checks, failed, minter or Minter()))
    for view in views:
        out += _source(checks, view, knows, partial(_text, text, view.id), limits)
    return out


def chosen(select: Collection[str] = (), ignore: Collection[str] = ()) -> tuple[Check[Any], ...]:
    """The checks whose code begins with one of `select` (all, if empty) and with none of `ignore`; raises UnknownCheck."""
    for start in (*select, *ignore):
        if not start or not any(x.code.startswith(start) for x in CHECKS):
            raise UnknownCheck(f"no check begins with {start!r}; there are {', '.join(x.code for x in CHECKS)}")
    return tuple(x for x in CHECKS if (not select or x.code.startswith(tuple(select))) and not x.code.startswith(tuple(ignore)))


def explain(code: str) -> str:
    """The documentation of a check: code, name, severity and its explanation in Chinese and English; raises UnknownCheck."""
    found = next((x for x in CHECKS if x.code == code.upper()), None)
    if found is None:
        raise UnknownCheck(f"no check {code!r}; there are {', '.join(x.code for x in CHECKS)}")
    return f"{found.code} {found.title} · {found.title_en} ({found.severity})\n\n{found.explanation}\n"


def _text(text: Callable[[str], str] | None, source_id: str) -> str | None:
    return text(source_id) if text else None


def _unread(checks: tuple[Check[Any], ...], failed: Iterable[Mapping[str, Any]], minter: Minter) -> Iterator[Finding]:
    for x in failed:
        case = Failed(str(x["id"]), str(x["name"]), str(x.get("reason") or ""), minter.text(str(x["id"])))
        for each in checks:
            if each.on is Failed:
                yield from (finding(hit, each, case.name, case.id, None) for hit in each.find(case))


def _source(
    checks: tuple[Check[Any], ...], view: SourceView, knows: Knows | None, text: Callable[[], str | None], limits: Limits
) -> Iterator[Finding]:
    read = _once(text)
    yield from _run(checks, SourceCase(view, read, knows, limits), view, None)
    for plan in view.plans:
        yield from _run(checks, PlanCase(view, read, knows, limits, plan), view, plan)


def _once(text: Callable[[], str | None]) -> Callable[[], str | None]:
    """Reads the text when it is first asked for, and only then."""
    kept: list[str | None] = []

    def read() -> str | None:
        if not kept:
            kept.append(text())
        return kept[0]

    return read


def _run(checks: tuple[Check[Any], ...], case: SourceCase, view: SourceView, plan: PlanView | None) -> list[Finding]:
    found = [finding(hit, x, view.source, view.id, plan) for x in checks if x.on is type(case) for hit in x.find(case)]
    return sorted(found, key=_order)


def _order(f: Finding) -> tuple[int, str, int, int]:
    """Worst first, then code by code what concerns the whole plan, then goal by goal; else as the check gives them."""
    return SEVERITIES.index(f.severity), f.code, -1 if f.domain is None else f.domain, -1 if f.no is None else f.no
