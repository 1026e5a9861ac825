"""Write what was inferred: links/ID.json for every source, and the links graph as sorted N-Quads."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from heapq import heappop, heappush
from pathlib import Path
from typing import Any

from zeren.build.link import Advice, Alike, GoalLinks, MeasureLinks, PlanLinks, SourceLinks
from zeren.build.linking.reasons import Reason, of_agency, of_alignment, of_function, of_serving
from zeren.kg.ids import ONTOLOGY, Minter, below, short_hash
from zeren.kg.nquads import iri, literal
from zeren.kg.vocab import Vocabulary

Json = dict[str, Any]
TYPE = iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LINK, FROM, TO, RELATION, SCORE, REASON = (iri(ONTOLOGY + name) for name in ("Link", "from", "to", "relation", "score", "reason"))


def write(sources: Iterable[SourceLinks], minter: Minter, vocab: Vocabulary, path: Callable[[str], Path]) -> None:
    """Write the links of all sources, which come in the order of their first plan's IRI; `path` gives the file of a name."""
    writer = _Writer(minter, vocab)
    waiting: list[tuple[str, str]] = []
    with path("graph/links.nq").open("w", encoding="utf-8", newline="\n") as graph:
        for source in sources:
            path(f"links/{source.id}.json").write_bytes(dumps(writer.rows(source)).encode("utf-8"))
            first = min((_key(plan) for plan in source.plans), default="~")
            while waiting and waiting[0][0] < first:
                graph.write(heappop(waiting)[1])
            for plan in source.plans:
                heappush(waiting, (_key(plan), "".join(writer.lines(plan))))
        while waiting:
            graph.write(heappop(waiting)[1])


def quads(source: SourceLinks, minter: Minter, vocab: Vocabulary) -> list[str]:
    """The links of one source as N-Quads lines, sorted."""
    writer = _Writer(minter, vocab)
    return sorted(line for plan in source.plans for line in writer.lines(plan))


def dumps(rows: Json) -> str:
    """The rows as JSON, one a line."""
    parts = []
    for name, items in rows.items():
        lines = ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in items)
        parts.append(f' "{name}": [\n{lines}\n ]' if lines else f' "{name}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _key(plan: PlanLinks) -> str:
    """What every line of a plan begins with: in this order the plans' lines are sorted as a whole."""
    return iri(plan.iri)[:-1] + "/"


class _Writer:
    """Tells links as JSON and as quads."""

    def __init__(self, minter: Minter, vocab: Vocabulary) -> None:
        self.vocab = vocab
        self.graph = iri(minter.graph("links"))

    def rows(self, source: SourceLinks) -> Json:
        """What DIR/links/ID.json holds."""
        return {
            "goals": [self._goal(plan.key, goal) for plan in source.plans for goal in plan.goals],
            "measures": [self._measure(plan.key, measure) for plan in source.plans for measure in plan.measures],
        }

    def _goal(self, key: str, links: GoalLinks) -> Json:
        return {
            "plan": key,
            "domain": links.goal.domain_no,
            "no": links.goal.no,
            "suggested_functions": [self.vocab.functions[a.suggested.function].label for a in links.advice],
            "suggestions": [self._advice(a) for a in links.advice],
            "aligned": [self._alike(a) for a in links.aligned],
        }

    def _advice(self, advice: Advice) -> Json:
        function = self.vocab.functions[advice.suggested.function]
        return {
            "function": function.label,
            "agency": advice.agency.label if advice.agency else None,
            "score": advice.suggested.score,
            **_reason(of_function(advice.suggested, function)),
        }

    def _alike(self, alike: Alike) -> Json:
        goal = alike.goal
        return {
            "source": goal.source,
            "plan": goal.plan_key,
            "place": goal.place,
            "domain": goal.domain_no,
            "no": goal.no,
            "score": alike.score,
            **_reason(of_alignment(goal, alike.words)),
        }

    def _measure(self, key: str, links: MeasureLinks) -> Json:
        return {
            "plan": key,
            "domain": links.domain,
            "no": links.no,
            "supports": [s.no for s in links.served],
            "reasons": [{"goal": s.no, "score": s.score, "words": list(s.words), **_reason(of_serving(s))} for s in links.served],
        }

    def lines(self, plan: PlanLinks) -> list[str]:
        """The lines of a plan's links, sorted: for each a node with score and reason, and the direct triple beside it."""
        return sorted(self._quads(plan))

    def _quads(self, plan: PlanLinks) -> Iterator[str]:
        for measure in plan.measures:
            for served in measure.served:
                yield from self._link(measure.iri, "serves", served.goal, served.score, of_serving(served))
        for links in plan.goals:
            for alike in links.aligned:
                yield from self._link(links.goal.iri, "alignedWith", alike.goal.iri, alike.score, of_alignment(alike.goal, alike.words))
            for advice in links.advice:
                yield from self._advised(links.goal.iri, advice)

    def _advised(self, goal: str, advice: Advice) -> Iterator[str]:
        function, score = self.vocab.functions[advice.suggested.function], advice.suggested.score
        why = of_function(advice.suggested, function)
        yield from self._link(goal, "suggestedFunction", function.iri, score, why)
        if advice.agency:
            yield from self._link(goal, "suggestedAgency", advice.agency.iri, score, of_agency(advice.agency, function, why))

    def _link(self, from_: str, relation: str, to: str, score: float, why: Reason) -> Iterator[str]:
        node, end = iri(below(from_, relation, short_hash(to))), f" {self.graph} .\n"
        start, goal, named = iri(from_), iri(to), iri(ONTOLOGY + relation)
        yield f"{start} {named} {goal}{end}"
        yield f"{node} {TYPE} {LINK}{end}"
        yield f"{node} {FROM} {start}{end}"
        yield f"{node} {TO} {goal}{end}"
        yield f"{node} {RELATION} {named}{end}"
        yield f"{node} {SCORE} {literal(Decimal(str(min(score, 1.0))))}{end}"
        yield f"{node} {REASON} {literal(why[0], 'zh-Hans')}{end}"
        yield f"{node} {REASON} {literal(why[1], 'en')}{end}"


def _reason(why: Reason) -> Json:
    return {"reason": why[0], "reason_en": why[1]}
