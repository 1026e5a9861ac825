"""Pages over all sources: home, lists, and one page for each agency, function and instrument."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from zeren.kg.audit import CHECKS
from zeren.kg.finding import Finding
from zeren.viz.cards import FindingLine, Maker, TaskRef
from zeren.viz.gather import AgencyFile, Place
from zeren.viz.search import Index
from zeren.viz.survey import AgencyEntry, PlanEntry, Survey
from zeren.viz.words import both, plain, word
from zeren.viz.writer import Writer, chunks

ROWS = 500
"""Rows on one page of a list."""
TOP = 12
"""Rows of a list on the home page."""
PLANS_AT_HOME = 60
PARTNERS = 30


@dataclass(frozen=True, slots=True)
class LoadRow:
    """An agency or function with its load; widths in per cent of the longest bar."""

    name: Markup | str
    url: str
    title: str
    flag: str
    lead: int
    other: int
    lead_width: int
    other_width: int
    beside: str = ""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check that found something: its code, its name, its explanation, and how often."""

    code: str
    title: str
    title_en: str
    explanation: str
    count: int


class Lists:
    """Writes the pages that gather from all sources."""

    def __init__(self, writer: Writer, make: Maker, seen: Survey, index: Index) -> None:
        self.writer, self.make, self.seen, self.index = writer, make, seen, index
        self.paths, self.names = make.paths, make.names
        self.titles = {p.iri: p.title for p in seen.plans}

    def agency(self, file: AgencyFile) -> None:
        """One agency's page."""
        agent, entry = file.agent, self.seen.agencies[file.agent.iri]
        page = self.paths.agency(agent.iri)
        function = both(*self.names.function(agent.function)) if agent.function else ""
        above = self.seen.agencies.get(agent.unit_of or "")
        node = self.paths.node(agent.iri)
        top = file.partners.most_common(1)[0][1] if file.partners else 1
        partners = sorted(file.partners.items(), key=lambda x: (-x[1], x[0]))[:PARTNERS]
        others = {iri: self.seen.agencies[iri] for iri, _ in partners}
        self.index.add("agency", entry.name, page, agent.label if agent.label != entry.name else agent.region or "")
        self.writer.page(
            page,
            "agency.html",
            "agency",
            agent.label,
            [(word("agencies"), "agencies.html"), (agent.label, None)],
            agent=agent,
            page=page,
            names=sorted(file.names),
            function=function,
            function_url=self.paths.function(agent.function) if agent.function else "",
            above=(above.agent.label, self.paths.agency(above.agent.iri)) if above else None,
            plans=[(p.title, self.paths.plan(p.id), f"{self.paths.map(p.id)}#node={node}") for p in file.plans.values()],
            led=file.led,
            shared=file.shared,
            loose=file.loose,
            duties=file.duties,
            partner_count=len(file.partners),
            partners=[(self.make.chip(others[iri].agent, others[iri].name), n, round(100 * n / top)) for iri, n in partners],
            findings=self.lines(self.make.findings.get(agent.iri, ())),
        )

    def lines(self, findings: Sequence[Finding]) -> list[FindingLine]:
        """Findings as rows that name their plan."""
        return [self.make.line(f, self.titles.get(f.plan_iri or "", "")) for f in findings]

    def row(self, entry: AgencyEntry, longest: int) -> LoadRow:
        agent, lead = entry.agent, round(100 * entry.leads / longest)
        return LoadRow(
            name=entry.name,
            url=self.paths.agency(agent.iri),
            title=agent.label,
            flag=self.make.flag(agent),
            lead=entry.leads,
            other=entry.others,
            lead_width=lead,
            other_width=min(round(100 * entry.others / longest), 100 - lead),
            beside=agent.region or "",
        )

    def by_load(self, entries: Sequence[AgencyEntry]) -> list[LoadRow]:
        """Agencies as rows, those that lead most first."""
        ordered = sorted(entries, key=lambda e: (-e.leads, -e.others, -e.duties, e.agent.iri))
        longest = max((e.leads + e.others for e in ordered), default=0) or 1
        return [self.row(e, longest) for e in ordered]

    def function_rows(self) -> list[LoadRow]:
        ordered = sorted(self.seen.functions.values(), key=lambda f: (-f.leads, -f.others, f.slug))
        longest = max((f.leads + f.others for f in ordered), default=0) or 1
        rows = []
        for f in ordered:
            label, lead = self.names.function(f.slug), round(100 * f.leads / longest)
            rest = min(round(100 * f.others / longest), 100 - lead)
            name = both(*label)
            rows.append(LoadRow(name, self.paths.function(f.slug), name, "", f.leads, f.others, lead, rest))
        return rows

    def functions(self, led_by: Mapping[str, Sequence[TaskRef]]) -> None:
        """A page for each function, and the list of them."""
        members: dict[str, list[AgencyEntry]] = {}
        for entry in self.seen.agencies.values():
            if entry.agent.function:
                members.setdefault(entry.agent.function, []).append(entry)
        for slug in sorted(self.seen.functions):
            zh, en = self.names.function(slug)
            page = self.paths.function(slug)
            self.index.add("function", zh, page, en)
            self.writer.page(
                page,
                "function.html",
                "function",
                zh,
                [(word("functions"), "functions.html"), (both(zh, en), None)],
                label=both(zh, en),
                entry=self.seen.functions[slug],
                rows=self.by_load(members.get(slug, []))[:ROWS],
                led=led_by.get(slug, []),
            )
        self.listing("functions", self.function_rows())

    def listing(self, heading: str, rows: Sequence[Any], checks: Sequence[CheckLine] = ()) -> None:
        """A list over as many pages as it needs."""
        for page, pages, some in chunks(rows, ROWS):
            name = f"{heading}.html" if page == 1 else f"{heading}-{page}.html"
            title, crumbs = plain(heading), [(word(heading), None)]
            self.writer.page(
                name,
                "list.html",
                heading,
                title,
                crumbs,
                heading=heading,
                stem=heading,
                total=len(rows),
                rows=some,
                page=page,
                pages=pages,
                checks=checks,
            )

    def agencies(self) -> None:
        self.listing("agencies", self.by_load(list(self.seen.agencies.values())))

    def findings(self, findings: Sequence[Finding]) -> None:
        counts = Counter(f.code for f in findings)
        made = [CheckLine(c.code, c.title, c.title_en, c.explanation, counts[c.code]) for c in CHECKS if counts[c.code]]
        self.listing("findings", self.lines(findings), sorted(made, key=lambda x: x.code))

    def instrument_rows(self) -> list[dict[str, Any]]:
        ordered = sorted(self.seen.instruments.values(), key=lambda x: (-x.times, x.cited.title))
        return [
            {
                "title": x.cited.title,
                "url": self.paths.instrument(x.cited.iri),
                "kind": x.kind,
                "plans": x.plans,
                "times": x.times,
                "in_force": x.cited.known.in_force if x.cited.known else None,
            }
            for x in ordered
        ]

    def instruments(self, cited_in: Mapping[str, Sequence[Place]]) -> None:
        """A page for each cited instrument, and the list of them."""
        for iri, entry in sorted(self.seen.instruments.items()):
            page, known = self.paths.instrument(iri), entry.cited.known
            new_iri, new_title = (self.names.successor(known) if known else None) or ("", "")
            self.index.add("instrument", entry.cited.title, page, "、".join(known.names[:3]) if known else "")
            self.writer.page(
                page,
                "instrument.html",
                "instruments",
                entry.cited.title,
                [(word("instruments"), "instruments.html"), (entry.cited.title, None)],
                entry=entry,
                known=known,
                next=(new_title, self.paths.instrument(new_iri) if new_iri in self.seen.instruments else None) if new_title else None,
                places=cited_in.get(iri, []),
                findings=self.lines(self.make.findings.get(iri, ())),
            )
        self.listing("instruments", self.instrument_rows())

    def plan_row(self, plan: PlanEntry, counts: Mapping[str, int]) -> dict[str, Any]:
        return {
            "title": plan.title,
            "url": self.paths.plan(plan.id),
            "map": self.paths.map(plan.id),
            "region": plan.region,
            "years": "–".join(str(y) for y in (plan.start_year, plan.end_year) if y),
            "status": plan.status,
            "domains": plan.domains,
            "tally": plan.tally,
            "findings": counts.get(plan.iri, 0),
        }

    def plans(self, counts: Mapping[str, int]) -> None:
        rows = [self.plan_row(p, counts) for p in self.seen.plans]
        for page, pages, some in chunks(rows, ROWS):
            name = "plans.html" if page == 1 else f"plans-{page}.html"
            self.writer.page(
                name,
                "plans.html",
                "plans",
                str(word("allplans").striptags()),
                [(word("plans"), None)],
                plans=some,
                total=len(rows),
                page=page,
                pages=pages,
            )

    def home(
        self, findings: Sequence[Finding], counts: Mapping[str, int], failed: Sequence[Any], together: bool, index: Callable[[], str]
    ) -> None:
        seen, n = self.seen, self.seen.counts
        figures = [("plans", len(seen.plans), "plans.html"), ("goals", n["goals"], None), ("measures", n["measures"], None)]
        figures += [("targets", n["targets"], None), ("withlead", n["led"], None), ("leaderless", n["leaderless"], None)]
        figures += [("unassigned", n["unassigned"], None), ("agencies", len(seen.agencies), "agencies.html")]
        figures += [("citations", n["citations"], "instruments.html"), ("findings", len(findings), "findings.html")]
        self.writer.page(
            "index.html",
            "home.html",
            "home",
            plain("site"),
            figures=figures,
            plans=[self.plan_row(p, counts) for p in seen.plans[:PLANS_AT_HOME]],
            plan_count=len(seen.plans),
            plans_more=len(seen.plans) > PLANS_AT_HOME,
            mapall="map.html" if together else None,
            findings=self.lines(findings[:TOP]),
            finding_count=len(findings),
            functions=self.function_rows()[:TOP],
            agencies=self.by_load(list(seen.agencies.values()))[:TOP],
            agency_count=len(seen.agencies),
            instruments=self.instrument_rows()[:TOP],
            instrument_count=len(seen.instruments),
            failed=failed,
            index=Markup(index()),
        )
