"""The checks of group D: does the plan stand on laws and higher plans that are in force?"""

from __future__ import annotations

from collections.abc import Iterator

from zeren.kg.checks import PlanCase, check
from zeren.kg.finding import Evidence, Hit
from zeren.kg.model import Citation
from zeren.kg.vocab import Instrument


@check("D01", "warning", "引用的文件已失效或被取代", "Instrument not in force or replaced", PlanCase)
def out_of_force(case: PlanCase) -> Iterator[Hit]:
    """引用的法律、法规或文件已经废止、失效，或被新的取代（依据词表 instruments.ttl）。

    每部文件报一条，写明引用次数和取代它的文件。取代发生在本规划印发之后的，只作“信息”。前言里回顾上一期规划（如“十三五”规划）不算，
    除非它写在制定依据里。
    改法：改引现行的文件。

    A cited law, regulation or document is no longer in force or was replaced, as far as the vocabulary knows. One finding for each,
    with the number of mentions. It is only an info where it was replaced after this plan was issued. Looking back at an earlier plan in
    the preamble is no finding, unless it stands in the basis clause.
    """
    mentions: dict[str, tuple[Instrument, list[Citation]]] = {}
    for citation in _citations(case):
        looks_back = citation.kind == "plan" and citation.section == "preamble" and not citation.based_on
        if citation.self or looks_back or case.knows is None or not (known := case.knows.instrument(citation.canonical)):
            continue
        if known.in_force is False or known.replaced_by:
            mentions.setdefault(known.iri, (known, []))[1].append(citation)
    for known, cited in mentions.values():
        first, later = cited[0], _successor(case, known)
        afterwards = later is not None and _before(case.source.head.date, later)
        title = f"《{known.title}》"
        in_task = first.section in ("goal", "measure")
        yield Hit(
            about=known.iri,
            message=f"{title}{'在本规划印发后' if afterwards else ''}已{f'被《{later.title}》取代' if later else '失效'}"
            + (f"（引用{len(cited)}处）" if len(cited) > 1 else ""),
            message_en=f"{title} {f'was replaced by 《{later.title}》' if later else 'is no longer in force'}"
            + (" after this plan was issued" if afterwards else "")
            + (f" ({len(cited)} mentions)" if len(cited) > 1 else ""),
            evidence=Evidence(first.span.start, first.span.end, first.quote),
            suggestion=f"改引《{later.title}》" if later else "改引现行的文件，或删去",
            suggestion_en=f"cite 《{later.title}》" if later else "cite what is in force now, or leave it out",
            domain=first.domain if in_task else None,
            no=first.no if in_task else None,
            severity="info" if afterwards else None,
        )


@check("D03", "info", "没有写明制定依据", "No basis clause", PlanCase)
def no_basis(case: PlanCase) -> Iterator[Hit]:
    """规划没有“依据……制定本规划”这样的依据句，或依据句里没有点名法律、上级规划。

    没有依据，就看不出它承接哪一级的纲要和规划。只查有目标的规划，不查方案和任务表。
    改法：在前言中写明依据的法律、国家纲要和上级规划。

    The plan has no clause that names the laws and higher plans it is based on, so that its place in the cascade cannot be told. Only
    plans with goals are looked at.
    """
    has_goals = any(True for _ in case.plan.goals())
    if has_goals and not any(c.based_on for c in _citations(case)):
        yield Hit(
            about=case.plan.iri,
            message="没有找到制定依据（依据《……》制定本规划）",
            message_en="no clause names the laws and higher plans that this plan is based on",
            evidence=case.quote(case.plan.span),
            suggestion="在前言中写明依据的法律、国家纲要和上级规划",
            suggestion_en="name the laws and higher plans in the preamble",
        )


def _citations(case: PlanCase) -> list[Citation]:
    """All citations of the plan in the order of the text; those of the notice go with its first plan."""
    own = [c for _, c in case.plan.citations]
    own += [c for _, task in case.plan.tasks() for _, c in task.citations]
    if case.source.plans[0].iri == case.plan.iri:
        own += [c for _, c in case.source.citations]
    return sorted(own, key=lambda c: (c.span, c.canonical))


def _before(issued: str | None, later: Instrument) -> bool:
    """Whether a document of this date is surely older than an instrument, of which perhaps only the year is known."""
    if later.date is None:
        return bool(issued and later.year and issued[:4] < str(later.year))
    return bool(issued and issued < later.date)


def _successor(case: PlanCase, known: Instrument) -> Instrument | None:
    """The instrument in force that took the place of `known`, followed through several replacements."""
    here, passed = known, {known.slug}
    while case.knows and here.replaced_by and (after := case.knows.instruments.get(here.replaced_by)) and after.slug not in passed:
        here = after
        passed.add(here.slug)
    return here if here is not known else None
