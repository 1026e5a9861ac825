"""The offline site: walk over the sources twice, and write a page for each plan, domain, agency, function, instrument and source text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from markupsafe import Markup

from zeren.kg.entities import DomainView, Loose, PlanView, SourceView, Task
from zeren.kg.finding import Finding
from zeren.kg.handout import handout
from zeren.kg.ids import Minter
from zeren.kg.model import Span
from zeren.viz import evidence
from zeren.viz.assets import write_assets
from zeren.viz.cards import Maker, worst
from zeren.viz.charts import Chart, Part, responsibility
from zeren.viz.gather import Gatherer
from zeren.viz.lists import Lists
from zeren.viz.maps import drawn
from zeren.viz.names import Names, Vocabulary
from zeren.viz.paths import Paths, anchor
from zeren.viz.search import Index, as_json
from zeren.viz.survey import Survey, survey
from zeren.viz.tables import matrix, of_domain, of_plan
from zeren.viz.words import plain, word
from zeren.viz.writer import Writer, fresh, put

ALL_NODES = 900
"""The map of all plans together is drawn when they hand out at most so many tasks."""


class Shelf(Protocol):
    """What the site asks of a dataset."""

    @property
    def info(self) -> Mapping[str, Any]: ...
    @property
    def minter(self) -> Minter: ...
    @property
    def sources(self) -> Sequence[Mapping[str, Any]]: ...
    @property
    def vocabulary(self) -> Vocabulary: ...
    def views(self) -> Iterator[SourceView]: ...
    def text(self, source_id: str) -> str: ...
    def findings(self) -> Sequence[Finding]: ...


Progress = Callable[[str, int, int], None]
"""Called after each source with ("site", sources done, sources in all)."""


def write_site(ds: Shelf, out: Path, as_of: str | None = None, progress: Progress | None = None) -> int:
    """Write the site of a dataset into the folder `out`, replacing an older site there when the new one is complete.

    Arguments: the dataset; the folder; the date (YYYY-MM-DD) to show in the footer, none when not given; who is told of the progress.
    Returns the number of pages. Raises SiteError when `out` holds something else than a site.
    """
    new = fresh(out)
    count = _Site(ds, new, as_of or "", progress or (lambda stage, done, total: None)).write()
    put(new, out)
    return count


class _Site:
    """One run."""

    def __init__(self, ds: Shelf, folder: Path, as_of: str, progress: Progress) -> None:
        self.ds, self.progress = ds, progress
        self.findings = sorted(ds.findings(), key=worst)
        self.by_about: defaultdict[str, list[Finding]] = defaultdict(list)
        self.by_plan: defaultdict[str, list[Finding]] = defaultdict(list)
        self.by_source: defaultdict[str, list[Finding]] = defaultdict(list)
        for f in self.findings:
            self.by_about[f.about].append(f)
            self.by_plan[f.plan_iri or ""].append(f)
            self.by_source[f.source_id].append(f)
        self.paths = Paths(ds.minter.base)
        self.failed = [s for s in ds.sources if s.get("status") != "ok"]
        pageless = frozenset(ds.minter.text(s["id"]) for s in self.failed)
        self.make = Maker(self.paths, Names(ds.vocabulary, ds.minter), self.by_about, pageless)
        self.index = Index(folder / "search")
        self.writer = Writer(folder, str(ds.info.get("generation", "")), as_of, str(ds.info.get("version", "")))

    def write(self) -> int:
        write_assets(self.writer.folder / "assets")
        seen = survey(self.ds.views(), self.make.names)
        together = sum(p.tally.tasks for p in seen.plans) <= ALL_NODES and len(seen.plans) > 1
        parts: list[Part] = []
        gatherer = Gatherer(seen, self.make)
        lists = Lists(self.writer, self.make, seen, self.index)
        for n, view in enumerate(self.ds.views(), 1):
            mine = [Part(plan, handout(plan), view.agencies) for plan in view.plans]
            for part in mine:
                self.plan(part, view)
            self.source(view)
            for file in gatherer.add(view):
                lists.agency(file)
            parts += mine if together else []
            self.progress("site", n, seen.sources)
        if together:
            self.map("map.html", word("mapall"), responsibility(plain("mapall"), parts, self.make), parts, [])
        self.rest(seen, lists, gatherer, together)
        return self.writer.written

    def rest(self, seen: Survey, lists: Lists, gatherer: Gatherer, together: bool) -> None:
        """The pages over all sources; home comes last, since it holds the search index."""
        lists.functions(gatherer.led_by)
        lists.instruments(gatherer.cited_in)
        lists.agencies()
        lists.findings(self.findings)
        counts = {iri: len(found) for iri, found in self.by_plan.items()}
        lists.plans(counts)
        lists.home(self.findings, counts, self.failed, together, lambda: as_json(self.index.close()))

    def plan(self, part: Part, view: SourceView) -> None:
        """A plan's page, its domains and its map."""
        plan, out = part.plan, part.handout
        counted = of_plan(plan, out)
        years = years_of(plan)
        self.index.add("plan", plan.title, self.paths.plan(plan.id), years)
        rows = matrix(out, view.agencies, self.make)
        figures = [("domains", len(plan.domains)), ("goals", counted.goals), ("measures", counted.measures), ("targets", counted.targets)]
        figures += [("withlead", counted.led), ("leaderless", counted.leaderless), ("unassigned", counted.unassigned)]
        figures += [("agencies", len(rows)), ("duties-short", len(plan.duties))]
        gatherer = Gatherer(Survey(), self.make)
        self.writer.page(
            self.paths.plan(plan.id),
            "plan.html",
            "plan",
            plan.title,
            [(word("plans"), "plans.html"), (plan.title, None)],
            plan=plan,
            head=view.head,
            file=view.source,
            years=years,
            source_url=self.paths.quote(view.id, plan.span),
            map_url=self.paths.map(plan.id),
            figures=figures,
            nothing=out.level is None,
            domains=[{"no": d.no, "name": d.name, "url": self.paths.of(d.iri), "tally": of_domain(d, out)} for d in plan.domains],
            findings=self.make.lines(self.by_plan.get(plan.iri, ())),
            rows=rows,
            loose=[self.loose(item, view) for item in plan.loose],
            duties=[gatherer.duty(view.agencies[agency], duty, plan) for _, agency, duty in plan.duties],
            citations=[self.make.citation(c, plan, view.id) for _, c in plan.citations],
        )
        for n, domain in enumerate(plan.domains):
            self.domain(domain, part, plan.domains[n - 1] if n else None, plan.domains[n + 1] if n + 1 < len(plan.domains) else None)
        chart = responsibility(plan.title, [part], self.make)
        self.map(self.paths.map(plan.id), word("map"), chart, [part], [(plan.title, self.paths.plan(plan.id))])

    def loose(self, item: Loose, view: SourceView) -> tuple[str, Any, str]:
        roles = [(a.role, [self.make.chip(view.agencies[a.agency], a.name)]) for a in item.assigned]
        return item.text, roles, self.paths.quote(view.id, item.span)

    def domain(self, domain: DomainView, part: Part, before: DomainView | None, after: DomainView | None) -> None:
        plan, agents, paths = part.plan, part.agents, self.paths
        page = paths.of(domain.iri) or ""
        if domain.name:
            self.index.add("domain", domain.name, page, plan.title)
        for task in (*domain.goals, *domain.measures):
            self.index.add(
                task.kind,
                task.text if task.kind == "goal" else task.title or task.text[:60],
                paths.task(task.iri),
                f"{task.domain}.{task.no} {plan.title}",
            )
        near = [(f"{d.no} {d.name}", paths.of(d.iri)) if d else None for d in (before, after)]
        self.writer.page(
            page,
            "domain.html",
            "domain",
            domain.name or plan.title,
            [(word("plans"), "plans.html"), (plan.title, paths.plan(plan.id)), (domain.name or word("domain"), None)],
            domain=domain,
            plan=plan,
            handed=part.handout.level or "",
            src=paths.quote(plan.source, domain.span),
            map_url=f"{paths.map(plan.id)}#domain={paths.node(domain.iri)}",
            before=near[0],
            after=near[1],
            goals=[self.make.card(t, domain, plan, agents) for t in domain.goals],
            measures=[self.make.card(t, domain, plan, agents) for t in domain.measures],
        )

    def map(self, page: str, label: Any, chart: Chart, parts: Sequence[Part], crumbs: list[Any]) -> None:
        ids = {node.id for node in chart.nodes}
        tasks = ((part, domain, task) for part in parts for domain in part.plan.domains for task in (*domain.goals, *domain.measures))
        self.writer.page(
            page,
            "map.html",
            "map",
            chart.title,
            [(word("plans"), "plans.html"), *crumbs, (label, None)],
            chart=chart,
            data=Markup(as_json(drawn(chart))),
            rows=[self.row(*found) for found in tasks if self.paths.node(found[2].iri) in ids],
            kinds={node.kind for node in chart.nodes},
            looks={node.look for node in chart.nodes},
            roles=["lead", "f.others", *sorted({e.role for e in chart.edges} - {"lead"})],
            nothing=not chart.edges,
        )

    def row(self, part: Part, domain: DomainView, task: Task) -> dict[str, Any]:
        """A line of the table that says what the map shows."""
        roles = dict(self.make.roles(task, part.agents))
        leads = roles.pop("lead", ())
        others = tuple(chip for chips in roles.values() for chip in chips)
        ref = self.make.ref(task, domain, part.plan, leads, others)
        return {"id": self.paths.node(task.iri), "ref": ref, "bad": part.handout.level == task.kind}

    def source(self, view: SourceView) -> None:
        text = self.ds.text(view.id)
        spans = [(Span(f.evidence.start, f.evidence.end), self.paths.of(f.about) or "") for f in self.by_source[view.id] if f.evidence]
        found = evidence.marks(view, self.paths, spans)
        toc = [
            (
                plan.title,
                self.paths.plan(plan.id),
                f"#{anchor(plan.span)}",
                [(f"{d.no} {d.name}", f"#{anchor(d.span)}") for d in plan.domains],
            )
            for plan in view.plans
        ]
        first = view.plans[0] if view.plans else None
        crumbs = [(word("plans"), "plans.html"), *([(first.title, self.paths.plan(first.id))] if first else []), (word("source"), None)]
        self.writer.page(
            self.paths.source(view.id),
            "source.html",
            "source",
            view.source,
            crumbs,
            file=view.source,
            lines=evidence.lines(text, found),
            toc=toc,
            not_understood=view.passages_not_understood,
            passages=view.passages,
        )


def years_of(plan: PlanView) -> str:
    """2021–2025, or what is known of it."""
    return "–".join(str(y) for y in (plan.start_year, plan.end_year) if y)
