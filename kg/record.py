"""A source's record as JSON and back: the schema of ontology/record.schema.json."""

from __future__ import annotations

import json
from typing import Any

from zeren.kg.model import (
    AgencyRef,
    Assignment,
    Candidate,
    Citation,
    Domain,
    Duty,
    Goal,
    Head,
    Measure,
    Party,
    Place,
    Plan,
    Record,
    Span,
    Target,
    Unresolved,
)

Json = dict[str, Any]
PLACE = ("line", "page", "paragraph", "sheet", "row")


def to_json(record: Record) -> Json:
    """The record as plain JSON data, keys in the order of the GUIDE."""
    return {
        "id": record.id,
        "source": record.source,
        "sha256": record.sha256,
        "media": record.media,
        "document": _head(record.document),
        "plans": [_plan(p) for p in record.plans],
        "assignments": [_assignment(a) for a in record.assignments],
        "targets": [_target(t) for t in record.targets],
        "citations": [_citation(c) for c in record.citations],
        "duties": [_duty(d) for d in record.duties],
        "agencies": [
            {
                "name": a.name,
                "label": a.label,
                "department": a.department,
                "function": a.function,
                "region": a.region,
                "unit_of": a.unit_of,
                "collective": a.collective,
            }
            for a in record.agencies
        ],
        "unresolved": [_unresolved(u) for u in record.unresolved],
        "passages": record.passages,
        "passages_not_understood": record.passages_not_understood,
    }


def dumps(record: Record, indent: int | None = None) -> str:
    """The record as JSON text, UTF-8 kept readable; `indent` None gives one compact line."""
    separators = None if indent else (",", ":")
    return json.dumps(to_json(record), ensure_ascii=False, indent=indent, separators=separators)


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _head(head: Head) -> Json:
    return {
        "issuer": head.issuer,
        "doc_number": head.doc_number,
        "date": head.date,
        "title": head.title,
        "recipients": list(head.recipients),
        "status": head.status,
        **({"url": head.url} if head.url else {}),
        **({"given": list(head.given)} if head.given else {}),
        "span": _span(head.span),
    }


def _plan(plan: Plan) -> Json:
    return {
        "key": plan.key,
        "title": plan.title,
        "region": plan.region,
        "start_year": plan.start_year,
        "end_year": plan.end_year,
        "status": plan.status,
        "span": _span(plan.span),
        "domains": [_domain(d) for d in plan.domains],
    }


def _domain(domain: Domain) -> Json:
    return {
        "no": domain.no,
        "name": domain.name,
        "span": _span(domain.span),
        "goals": [
            {"no": g.no, "text": g.text, "lead": list(g.lead), "responsible": list(g.responsible), "span": _span(g.span), **_place(g.place)}
            for g in domain.goals
        ],
        "measures": [{"no": m.no, "title": m.title, "text": m.text, "span": _span(m.span), **_place(m.place)} for m in domain.measures],
    }


def _assignment(a: Assignment) -> Json:
    return {
        "plan": a.plan,
        "part": a.part,
        "domain": a.domain,
        "no": a.no,
        "task": a.task,
        "agencies": [{"name": p.name, "role": p.role, "order": p.order, "expanded": p.expanded, "span": _span(p.span)} for p in a.agencies],
        "lead": a.names(lead=True),
        "responsible": a.names(lead=False),
        "deadline": a.deadline,
        **_stated(a),
    }


def _target(t: Target) -> Json:
    value: Any = t.value
    if value.lstrip("-").replace(".", "", 1).isdigit():
        value = float(value) if "." in value else int(value)
    return {
        "plan": t.plan,
        "part": t.part,
        "domain": t.domain,
        "no": t.no,
        "indicator": t.indicator,
        "comparator": t.comparator,
        "direction": t.direction,
        "value": value,
        "unit": t.unit,
        "value_text": t.value_text,
        "year": t.year,
        "baseline_year": t.baseline_year,
        "quoted_from": t.quoted_from,
        **_stated(t),
    }


def _citation(c: Citation) -> Json:
    return {
        "plan": c.plan,
        "section": c.section,
        "domain": c.domain,
        "no": c.no,
        "mention": c.mention,
        "canonical": c.canonical,
        "kind": c.kind,
        "doc_number": c.doc_number,
        "self": c.self,
        "based_on": c.based_on,
        **_stated(c),
    }


def _duty(d: Duty) -> Json:
    return {
        "plan": d.plan,
        "section": d.section,
        "actor": d.actor,
        "role": d.role,
        "action": d.action,
        "frequency": d.frequency,
        "deadline": d.deadline,
        **_stated(d),
    }


def _stated(s: Assignment | Target | Citation | Duty) -> Json:
    out: Json = {"quote": s.quote, "span": _span(s.span), **_place(s.place), "rule": s.rule}
    if s.confidence != 1.0:
        out["confidence"] = s.confidence
    return out


def _place(place: Place | None) -> Json:
    """Where something stands in the reader's terms, as a key of its own; nothing where that is not known."""
    return {"place": to_terms(place)} if place else {}


def to_terms(place: Place) -> Json:
    """line, page, paragraph, sheet and row, those that there are."""
    return {key: value for key in PLACE if (value := getattr(place, key)) is not None}


def _unresolved(u: Unresolved) -> Json:
    out: Json = {"text": u.text, "nearest": u.nearest}
    if u.candidates:
        out["candidates"] = [{"text": c.text, "source": c.source, "span": _span(c.span)} for c in u.candidates]
    return {**out, "span": _span(u.span), **_place(u.place)}


def from_json(data: Json) -> Record:
    """The record that `to_json` wrote; raises KeyError or TypeError on anything else."""
    return Record(
        id=data["id"],
        source=data["source"],
        sha256=data["sha256"],
        media=data["media"],
        document=_head_back(data["document"]),
        plans=tuple(Plan(**{**_spanned(p), "domains": tuple(map(_domain_back, p["domains"]))}) for p in data["plans"]),
        assignments=tuple(map(_assignment_back, data["assignments"])),
        targets=tuple(Target(**{**_spanned(t), "value": str(t["value"])}) for t in data["targets"]),
        citations=tuple(Citation(**_spanned(c)) for c in data["citations"]),
        duties=tuple(Duty(**_spanned(d)) for d in data["duties"]),
        agencies=tuple(AgencyRef(**a) for a in data["agencies"]),
        unresolved=tuple(map(_unresolved_back, data["unresolved"])),
        passages_not_understood=data["passages_not_understood"],
        passages=data["passages"],
    )


def _spanned(data: Json) -> Json:
    out = {**data, "span": Span(*data["span"])}
    if "place" in data:
        out["place"] = Place(**data["place"])
    return out


def _head_back(data: Json) -> Head:
    return Head(**{**_spanned(data), "recipients": tuple(data["recipients"]), "given": tuple(data.get("given", ()))})


def _unresolved_back(data: Json) -> Unresolved:
    return Unresolved(**{**_spanned(data), "candidates": tuple(Candidate(**_spanned(c)) for c in data.get("candidates", ()))})


def _domain_back(data: Json) -> Domain:
    goals = tuple(Goal(**{**_spanned(g), "lead": tuple(g["lead"]), "responsible": tuple(g["responsible"])}) for g in data["goals"])
    return Domain(**{**_spanned(data), "goals": goals, "measures": tuple(Measure(**_spanned(m)) for m in data["measures"])})


def _assignment_back(data: Json) -> Assignment:
    rest = {k: v for k, v in _spanned(data).items() if k not in ("lead", "responsible")}
    return Assignment(**{**rest, "agencies": tuple(Party(**_spanned(p)) for p in data["agencies"])})
