"""Build small records by hand, with the text they stand in, so that every quote stands at its span."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from zeren.kg.entities import SourceView
from zeren.kg.ids import Minter
from zeren.kg.model import (
    AgencyRef,
    Assignment,
    Citation,
    Comparator,
    Domain,
    Duty,
    Goal,
    Head,
    Kind,
    Measure,
    Party,
    Plan,
    Record,
    Role,
    Span,
    Target,
    Unresolved,
)
from zeren.kg.views import plan_ids, view

REGION = "云溪市南湖区"
ROLES: tuple[tuple[Role, str], ...] = (("lead", "牵头单位"), ("responsible", "责任单位"), ("supporting", "配合单位"))


@dataclass(frozen=True)
class Aim:
    """A target of an item: indicator, value, year and what else `Target` has."""

    indicator: str
    value: str
    year: int | None = None
    comparator: Comparator = ">="
    unit: str = "%"
    direction: str | None = "higher"
    quoted_from: str | None = None


@dataclass(frozen=True)
class Cite:
    """A citation: the title, its kind and whether it stands in the basis clause."""

    title: str
    kind: Kind = "law"
    based_on: bool = False
    self: bool = False


@dataclass(frozen=True)
class Item:
    """A goal or measure: its words, who is named for it by role, its targets and citations."""

    text: str = "促进发展"
    lead: Sequence[str] = ()
    responsible: Sequence[str] = ()
    supporting: Sequence[str] = ()
    no: int | None = None
    aims: Sequence[Aim] = ()
    cites: Sequence[Cite] = ()
    twice: Mapping[Role, Sequence[str]] = field(default_factory=dict)
    """A second clause, far from the first."""


@dataclass(frozen=True)
class Part:
    """A domain."""

    goals: Sequence[Item] = ()
    measures: Sequence[Item] = ()
    name: str = "妇女与健康"
    no: int | None = None
    heading: Sequence[str] = ()
    """Who is responsible for the whole domain, named under its heading."""


@dataclass(frozen=True)
class Draft:
    """A plan."""

    parts: Sequence[Part]
    key: str = "women"
    title: str = "南湖区妇女发展规划"
    region: str | None = REGION
    preamble: Sequence[Cite] = (Cite("中华人民共和国妇女权益保障法", based_on=True),)
    years: tuple[int, int] = (2021, 2025)
    duties: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Names:
    """What the agencies' names mean; all others belong to the plan's region and are a function of their own."""

    regions: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)
    unresolved: Mapping[str, str | None] = field(default_factory=dict)
    collective: Sequence[str] = ()


class _Writer:
    """Writes the text of a source and keeps what stands where."""

    def __init__(self) -> None:
        self.text = ""
        self.assignments: list[Assignment] = []
        self.targets: list[Target] = []
        self.citations: list[Citation] = []
        self.duties: list[Duty] = []
        self.names: dict[str, Span] = {}

    def write(self, text: str) -> Span:
        span = Span(len(self.text), len(self.text) + len(text))
        self.text += text
        return span

    def plan(self, draft: Draft) -> Plan:
        start = len(self.text)
        self.write(f"{draft.title}\n依据")
        for cite in draft.preamble:
            self.cite(cite, draft.key, "preamble", None, None)
        self.write("，制定本规划。\n")
        domains = tuple(self.domain(part, part.no or n, draft.key) for n, part in enumerate(draft.parts, 1))
        for actor, action in draft.duties:
            self.duty(actor, action, draft.key)
        return Plan(draft.key, draft.title, draft.region, *draft.years, Span(start, len(self.text)), domains)

    def domain(self, part: Part, no: int, key: str) -> Domain:
        start = len(self.text)
        self.write(f"（{no}）{part.name}\n")
        if part.heading:
            self.clause({"responsible": part.heading}, "text", key, no, None, part.name)
            self.write("\n")
        goals = [self.item("goal", item, item.no or n, key, no) for n, item in enumerate(part.goals, 1)]
        measures = [self.item("measure", item, item.no or n, key, no) for n, item in enumerate(part.measures, 1)]
        return Domain(
            no,
            part.name,
            Span(start, len(self.text)),
            tuple(Goal(n, item.text, span, tuple(item.lead), (*item.responsible, *item.supporting)) for n, item, span in goals),
            tuple(Measure(n, item.text, item.text, span) for n, item, span in measures),
        )

    def item(self, part: str, item: Item, no: int, key: str, domain: int) -> tuple[int, Item, Span]:
        start = len(self.text)
        self.write(f"{no}.{item.text}")
        for aim in item.aims:
            self.aim(aim, part, key, domain, no)
        for cite in item.cites:
            self.cite(cite, key, part, domain, no)
        self.write("。")
        self.clause({"lead": item.lead, "responsible": item.responsible, "supporting": item.supporting}, part, key, domain, no, item.text)
        if item.twice:
            self.write("各单位要切实履行职责，抓好落实，并按时报告进展。")
            self.clause(item.twice, part, key, domain, no, item.text)
        span = Span(start, len(self.text))
        self.write("\n")
        return no, item, span

    def clause(self, crew: Mapping[Role, Sequence[str]], part: str, key: str, domain: int | None, no: int | None, task: str) -> None:
        if not any(crew.values()):
            return
        start, order = len(self.text), 0
        parties: list[Party] = []
        for role, word in ROLES:
            for n, name in enumerate(crew.get(role, ())):
                self.write("、" if n else ("（" if not parties else "；") + word + "：")
                order += 1
                span = self.write(name)
                self.names.setdefault(name, span)
                parties.append(Party(name, role, order, span))
        self.write("）")
        span = Span(start, len(self.text))
        self.assignments.append(Assignment(key, part, domain, no, task, tuple(parties), span, self.text[start:], "test:bracket"))

    def aim(self, aim: Aim, part: str, key: str, domain: int, no: int) -> None:
        quote = f"，到{aim.year}年{aim.indicator}{aim.comparator}{aim.value}{aim.unit}"
        span = self.write(quote)
        self.targets.append(
            Target(
                plan=key,
                part=part,
                domain=domain,
                no=no,
                indicator=aim.indicator,
                comparator=aim.comparator,
                value=aim.value,
                unit=aim.unit,
                span=span,
                quote=quote,
                rule="test:aim",
                value_text=f"{aim.value}{aim.unit}",
                direction=aim.direction,  # type: ignore[arg-type]
                year=aim.year,
                quoted_from=aim.quoted_from,
            )
        )

    def cite(self, cite: Cite, key: str, section: str, domain: int | None, no: int | None) -> None:
        quote = f"《{cite.title}》"
        span = self.write(quote)
        self.citations.append(
            Citation(
                key, section, domain, no, quote, cite.title, cite.kind, span, quote, "test:cite", self=cite.self, based_on=cite.based_on
            )
        )

    def duty(self, actor: str, action: str, key: str) -> None:
        span = self.write(f"{actor}{action}。")
        self.names.setdefault(actor, Span(span.start, span.start + len(actor)))
        self.duties.append(Duty(key, "organisation", actor, "responsible", action, span, f"{actor}{action}。", "test:duty"))
        self.write("\n")


def built(
    *drafts: Draft,
    names: Names | None = None,
    id: str = "a",
    date: str | None = "2022-05-06",
    passages: int = 100,
    not_understood: int = 0,
) -> tuple[Record, str]:
    """A record of the plans, and its text."""
    names, writer = names or Names(), _Writer()
    plans = tuple(writer.plan(d) for d in drafts)
    region = drafts[0].region if drafts else None
    agencies, unresolved = [], []
    for name, span in writer.names.items():
        if name in names.unresolved:
            unresolved.append(Unresolved(name, names.unresolved[name], span))
            continue
        label = names.labels.get(name, f"{region}{name}")
        department = names.functions.get(label) or names.functions.get(name)
        agencies.append(
            AgencyRef(name, label, department, department, names.regions.get(name, region), collective=name in names.collective)
        )
    record = Record(
        id=id,
        source=f"{id}.txt",
        sha256="0" * 64,
        media="text/plain",
        document=Head(title="关于印发规划的通知", issuer=None, doc_number=f"云政发〔2022〕{len(id)}号", date=date),
        plans=plans,
        assignments=tuple(writer.assignments),
        targets=tuple(writer.targets),
        citations=tuple(writer.citations),
        duties=tuple(writer.duties),
        agencies=tuple(agencies),
        unresolved=tuple(unresolved),
        passages=passages,
        passages_not_understood=not_understood,
    )
    return record, writer.text


def viewed(record: Record, codes: Mapping[str, str] | None = None) -> SourceView:
    """The record as objects; `codes` are the GB/T 2260 codes of regions."""
    code = (codes or {}).get
    return view(record, plan_ids(record, code, set()), Minter(), code)


def renamed(record: Record, id: str) -> Record:
    """The same record as another source."""
    return replace(record, id=id, source=f"{id}.txt")
