"""Emit what one source says as sorted N-Quads: the last stage of the pipe, and the only one that writes triples of a source."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from zeren.build.terms import (
    ALT_LABEL,
    BASED_ON,
    CITES,
    DATE_DOCUMENT,
    DUTY_ROLES,
    IDENTIFIER,
    JURISDICTION,
    LEGAL_RESOURCE,
    ORGANIZATION,
    PASSED_BY,
    PREF_LABEL,
    PROV,
    QUOTED_FROM,
    RDF_TYPE,
    SHARED,
    SOURCE,
    TITLE,
    UNIT_OF,
    XSD_DATE,
    ZH,
    decimal_value,
    zr,
)
from zeren.kg.entities import Agent, Assigned, DomainView, Loose, PlanView, SourceView, Task
from zeren.kg.ids import DEPARTMENT, FUNCTION, REGION, ROLE, Minter
from zeren.kg.model import Assignment, Citation, Duty, Span, Target
from zeren.kg.nquads import iri, line, literal


class Instruments(Protocol):
    """What emit asks of the vocabulary: the IRI of a known instrument, or None."""

    def instrument_iri(self, title: str) -> str | None: ...


def emit(view: SourceView, minter: Minter, known: Instruments) -> list[str]:
    """The quads of one source, each a line with its newline, sorted and each once."""
    return _Emitter(view, minter, known).lines()


class _Emitter:
    """Collects the lines of one source's graph."""

    def __init__(self, view: SourceView, minter: Minter, known: Instruments) -> None:
        self.source, self.minter, self.known = view, minter, known
        self.graph, self.entities = iri(view.graph), iri(minter.graph("entities"))
        self.shared = (REGION, *(f"{minter.base}{kind}/" for kind in SHARED))
        self.out: set[str] = set()
        self.plan_of = {p.key: p.iri for p in view.plans}

    def lines(self) -> list[str]:
        self.text()
        if self.source.notice:
            self.notice(self.source.notice)
        for plan in self.source.plans:
            self.plan(plan)
        for agent in self.source.agencies.values():
            self.agent(agent)
        root = self.source.notice or next((p.iri for p in self.source.plans), self.source.text)
        for node, citation in self.source.citations:
            self.citation(node, root, citation)
        for loose in self.source.loose:
            self.loose(loose, None)
        return sorted(self.out)

    def add(self, s: str, p: str, o: str) -> None:
        """A quad; what describes a node that other sources describe too stands in the graph of entities, and so in a store once."""
        self.out.add(line(iri(s), p, o, self.entities if s.startswith(self.shared) else self.graph))

    def type(self, s: str, *names: str) -> None:
        for name in names:
            self.add(s, RDF_TYPE, iri(name) if ":" in name else zr(name))

    def say(self, s: str, name: str, value: str | int | Decimal | bool | None, lang: str | None = None) -> None:
        """A property of the ontology with a literal, where there is a value."""
        if value is not None and value != "":
            self.add(s, zr(name), literal(value, lang))

    def place(self, s: str, span: Span, rule: str | None = None, confidence: float = 1.0) -> None:
        """Where a node stands in the text, and by which rule it was found."""
        self.add(s, QUOTED_FROM, iri(self.minter.quote(self.source.id, span)))
        self.say(s, "rule", rule)
        if confidence != 1.0:
            self.say(s, "confidence", Decimal(str(round(confidence, 3))))

    def text(self) -> None:
        node = self.source.text
        self.type(node, PROV + "Entity")
        self.add(node, TITLE, literal(self.source.source))
        self.say(node, "sha256", self.source.sha256)
        self.say(node, "media", self.source.media)
        self.say(node, "passages", self.source.passages)
        self.say(node, "passagesNotUnderstood", self.source.passages_not_understood)

    def notice(self, node: str) -> None:
        head = self.source.head
        self.type(node, "Notice", LEGAL_RESOURCE)
        self.add(node, TITLE, literal(head.title or self.source.source, ZH))
        self.link(node)
        self.say(node, "documentNumber", head.doc_number)
        self.say(node, "status", head.status)
        if self.source.issuer:
            self.add(node, PASSED_BY, iri(self.source.issuer))
        if head.date:
            self.add(node, DATE_DOCUMENT, literal(head.date, datatype=XSD_DATE))
        for recipient in head.recipients:
            self.say(node, "recipient", recipient, ZH)
        self.place(node, head.span)

    def plan(self, plan: PlanView) -> None:
        node, head = plan.iri, self.source.head
        self.type(node, "Plan", LEGAL_RESOURCE, PROV + "Plan")
        self.add(node, TITLE, literal(plan.title, ZH))
        self.add(node, IDENTIFIER, literal(plan.id))
        self.say(node, "key", plan.key)
        self.say(node, "status", plan.status)
        self.say(node, "startYear", plan.start_year)
        self.say(node, "endYear", plan.end_year)
        self.region(node, plan.region, plan.region_iri)
        self.link(node)
        if self.source.notice:
            self.add(node, zr("inNotice"), iri(self.source.notice))
        if self.source.issuer:
            self.add(node, PASSED_BY, iri(self.source.issuer))
        if head.date:
            self.add(node, DATE_DOCUMENT, literal(head.date, datatype=XSD_DATE))
        self.say(node, "documentNumber", head.doc_number)
        self.place(node, plan.span)
        for domain in plan.domains:
            self.domain(domain, plan)
        for duty_iri, agency, duty in plan.duties:
            self.duty(duty_iri, node, agency, duty)
        for citation_iri, citation in plan.citations:
            self.citation(citation_iri, node, citation)
        for target_iri, target in plan.targets:
            self.target(target_iri, node, target)
        for loose in plan.loose:
            self.loose(loose, node)

    def link(self, node: str) -> None:
        """Where the document comes from, by a manifest."""
        if self.source.head.url:
            self.add(node, SOURCE, iri(self.source.head.url))

    def region(self, node: str, name: str | None, region: str | None) -> None:
        if not name or not region:
            return
        self.add(node, zr("region"), iri(region))
        self.add(node, JURISDICTION, iri(region))
        self.place_name(region, name)

    def place_name(self, region: str, name: str) -> None:
        """A region's full name; one that the vocabulary knows has its preferred label, the short one, there."""
        self.type(region, "Region")
        self.add(region, ALT_LABEL, literal(name, ZH))
        if not region.startswith(REGION):
            self.add(region, PREF_LABEL, literal(name, ZH))

    def domain(self, domain: DomainView, plan: PlanView) -> None:
        self.type(domain.iri, "Domain")
        self.add(domain.iri, zr("inPlan"), iri(plan.iri))
        self.say(domain.iri, "number", domain.no)
        if domain.name:
            self.add(domain.iri, TITLE, literal(domain.name, ZH))
        self.place(domain.iri, domain.span)
        for task in (*domain.goals, *domain.measures):
            self.task(task, domain)

    def task(self, task: Task, domain: DomainView) -> None:
        self.type(task.iri, "Goal" if task.kind == "goal" else "Measure")
        self.add(task.iri, zr("inPlan"), iri(task.plan))
        self.add(task.iri, zr("inDomain"), iri(domain.iri))
        self.say(task.iri, "number", task.no)
        self.say(task.iri, "text", task.text, ZH)
        if task.title:
            self.add(task.iri, TITLE, literal(task.title, ZH))
        self.place(task.iri, task.span)
        for assigned in task.assigned:
            self.assigned(assigned)
        for node, target in task.targets:
            self.target(node, task.iri, target)
        for node, citation in task.citations:
            self.citation(node, task.iri, citation)

    def loose(self, loose: Loose, plan: str | None) -> None:
        self.type(loose.iri, "Task")
        if plan:
            self.add(loose.iri, zr("inPlan"), iri(plan))
        self.say(loose.iri, "text", loose.text, ZH)
        self.place(loose.iri, loose.span)
        for assigned in loose.assigned:
            self.assigned(assigned)

    def assigned(self, assigned: Assigned) -> None:
        node = assigned.iri
        self.type(node, "Assignment")
        self.add(node, zr("task"), iri(assigned.task))
        self.add(node, zr("agency"), iri(assigned.agency))
        self.add(node, zr("role"), iri(ROLE + assigned.role))
        self.say(node, "order", assigned.order)
        self.say(node, "deadline", assigned.deadline, ZH)
        self.place(node, assigned.span, assigned.rule, assigned.confidence)
        self.add(assigned.task, zr("leadAgency" if assigned.leads else "responsibleAgency"), iri(assigned.agency))

    def agent(self, agent: Agent) -> None:
        node = agent.iri
        self.type(node, "Agency", ORGANIZATION)
        self.add(node, PREF_LABEL, literal(agent.label, ZH))
        for name in agent.names:
            if name != agent.label:
                self.add(node, ALT_LABEL, literal(name, ZH))
        if agent.function:
            self.add(node, zr("function"), iri(FUNCTION + agent.function))
        if agent.department:
            self.add(node, zr("department"), iri(DEPARTMENT + agent.department))
        if agent.region_iri and agent.region:
            self.add(node, zr("region"), iri(agent.region_iri))
            self.place_name(agent.region_iri, agent.region)
        if agent.unit_of:
            self.add(node, UNIT_OF, iri(agent.unit_of))
        if agent.collective:
            self.say(node, "collective", True)
        if not agent.resolved:
            self.say(node, "resolved", False)
            self.say(node, "nearest", agent.nearest, ZH)
            for candidate in agent.candidates:
                self.say(node, "candidate", candidate.text, ZH)
                self.say(node, "candidateSource", candidate.source)

    def target(self, node: str, of: str, target: Target) -> None:
        indicator = self.minter.indicator(target.indicator)
        self.type(node, "Target")
        self.add(node, zr("targetOf"), iri(of))
        self.add(node, zr("indicator"), iri(indicator))
        self.type(indicator, "Indicator")
        self.add(indicator, PREF_LABEL, literal(target.indicator, ZH))
        self.say(node, "comparator", target.comparator)
        self.say(node, "direction", target.direction)
        self.say(node, "value", decimal_value(target.value))
        self.say(node, "valueText", target.value_text or target.value, ZH)
        self.say(node, "unitText", target.unit, ZH)
        self.say(node, "byYear", target.year)
        self.say(node, "baselineYear", target.baseline_year)
        self.say(node, "quotedFrom", target.quoted_from, ZH)
        self.stated(node, target)

    def citation(self, node: str, in_: str, citation: Citation) -> None:
        instrument = self.instrument(citation)
        self.type(node, "Citation")
        self.add(node, zr("in"), iri(in_))
        self.say(node, "mention", citation.mention, ZH)
        self.add(node, zr("instrument"), iri(instrument))
        self.say(node, "documentNumber", citation.doc_number)
        if citation.self:
            self.say(node, "selfReference", True)
        else:
            self.add(in_, CITES, iri(instrument))
            if citation.based_on:
                self.add(in_, BASED_ON, iri(instrument))
        self.stated(node, citation)

    def instrument(self, citation: Citation) -> str:
        """The IRI of what is cited; an instrument that the vocabulary does not know is described here."""
        if citation.self and citation.plan in self.plan_of:
            return self.plan_of[citation.plan]
        if known := self.known.instrument_iri(citation.canonical):
            return known
        node = self.minter.instrument(citation.canonical)
        self.type(node, "Instrument", LEGAL_RESOURCE)
        self.add(node, TITLE, literal(citation.canonical, ZH))
        self.say(node, "kind", citation.kind)
        self.say(node, "documentNumber", citation.doc_number)
        return node

    def duty(self, node: str, plan: str, agency: str, duty: Duty) -> None:
        self.type(node, "Duty")
        self.add(node, zr("inPlan"), iri(plan))
        self.add(node, zr("agency"), iri(agency))
        self.add(node, zr("role"), iri(ROLE + DUTY_ROLES[duty.role]))
        self.say(node, "action", duty.action, ZH)
        self.say(node, "section", duty.section)
        self.say(node, "frequency", duty.frequency, ZH)
        self.say(node, "deadline", duty.deadline, ZH)
        self.stated(node, duty)

    def stated(self, node: str, statement: Assignment | Target | Citation | Duty) -> None:
        self.place(node, statement.span, statement.rule, statement.confidence)
