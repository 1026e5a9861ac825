"""A finding of the audit: what it says of what, its JSON and its RDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from zeren.kg.ids import ONTOLOGY, Minter
from zeren.kg.model import Span
from zeren.kg.nquads import iri, line, literal

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""Worst first."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands at [start, end) in the source's clean text."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check says; the audit adds code, severity, source and plan. `detail` tells findings with one `about` apart."""

    about: str
    message: str
    message_en: str
    suggestion: str
    suggestion_en: str
    evidence: Evidence | None = None
    domain: int | None = None
    no: int | None = None
    detail: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a coordinator should look at.

    `source` is the file's name and `source_id` its id in the dataset; `plan` the plan's key and `plan_iri` its IRI (None where the
    whole source is meant); `domain` and `no` the numbers of the goal or measure (of the first one where there are several); `about`
    the IRI of what is wrong.
    """

    code: str
    severity: Severity
    source: str
    plan: str | None
    domain: int | None
    no: int | None
    about: str
    message: str
    message_en: str
    evidence: Evidence | None
    suggestion: str
    suggestion_en: str = ""
    source_id: str = ""
    plan_iri: str | None = None
    detail: str = ""

    @property
    def group(self) -> str:
        """The letter of the check's group: A assignments, B load, C content, D links, E duties, M monitoring, P reading."""
        return self.code[0]

    def iri(self, minter: Minter) -> str:
        """The same as long as the same is wrong with the same thing, whatever the numbers in the message."""
        return minter.finding(self.code, self.about, f"{self.plan_iri or self.source_id} {self.detail}")


def to_json(finding: Finding, lang: Literal["zh", "en"] = "zh") -> dict[str, Any]:
    """The finding as plain data, with the keys of DESIGN §6 in their order."""
    f, e = finding, finding.evidence
    return {
        "code": f.code,
        "severity": f.severity,
        "source": f.source,
        "plan": f.plan,
        "domain": f.domain,
        "no": f.no,
        "about": f.about,
        "message": f.message if lang == "zh" else f.message_en,
        "evidence": {"start": e.start, "end": e.end, "quote": e.quote} if e else None,
        "suggestion": f.suggestion if lang == "zh" else f.suggestion_en,
    }


def quads(finding: Finding, minter: Minter) -> list[str]:
    """The finding as N-Quads lines (newline included) of the graph of findings, sorted."""
    f, node, graph = finding, iri(finding.iri(minter)), iri(minter.graph("findings"))
    pairs = [
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", iri(ONTOLOGY + "Finding")),
        (ONTOLOGY + "check", literal(f.code)),
        (ONTOLOGY + "severity", literal(f.severity)),
        (ONTOLOGY + "about", iri(f.about)),
        (ONTOLOGY + "message", literal(f.message, "zh-Hans")),
        (ONTOLOGY + "message", literal(f.message_en, "en")),
        (ONTOLOGY + "suggestion", literal(f.suggestion, "zh-Hans")),
        (ONTOLOGY + "suggestion", literal(f.suggestion_en, "en")),
    ]
    if f.plan_iri:
        pairs.append((ONTOLOGY + "inPlan", iri(f.plan_iri)))
    if f.evidence:
        pairs.append((ONTOLOGY + "evidence", iri(minter.quote(f.source_id, Span(f.evidence.start, f.evidence.end)))))
    return sorted(line(node, iri(p), o, graph) for p, o in pairs)
