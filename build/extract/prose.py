"""Find assignments in running text: who is the subject of a task, or by whom it is to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zeren.build.extract.clauses import Clause, Grammar, Groups
from zeren.build.extract.predicates import HEAD, Found, Prose, prose
from zeren.build.extract.rulings import Rulings
from zeren.kg.model import Passage, Span

SENTENCE = re.compile(r"[^。！？!?\n]+")


def find(passage: Passage, grammar: Grammar, rulings: Rulings) -> list[Clause]:
    """The assignments of a passage's sentences, in order, with the span of what is assigned as `task`."""
    if passage.part == "preamble" and (passage.plan or "").startswith(("women", "children", "notice")):
        return []
    use = prose(grammar)
    out: list[Clause] = []
    base = passage.span.start
    sentences = [(m.start(), m.end()) for m in SENTENCE.finditer(passage.text)]
    for i, (start, end) in enumerate(sentences):
        if any(s.start < base + end and base + start < s.end for s in rulings.spans):
            continue
        words = passage.text[start:end]
        found = use.sentence(words, base + start)
        out += _settled(found, use, rulings)
        if not found and (bare := _bare(passage.text, sentences, i, base, use, rulings)):
            out.append(bare)
    return out


def _settled(found: list[Found], use: Prose, rulings: Rulings) -> Iterator[Clause]:
    """Decide the roles of one sentence together: who alone is responsible leads, unless another does or several share it."""
    if len(found) > 1:
        found = [f for f in found if not f.aside] or found
    kinds = {kind for f in found for _, kind in f.groups.given}
    shared = any(kind == "responsible" or (kind in ("plain", "act") and len(names) > 1) for f in found for names, kind in f.groups.given)
    for read in found:
        turn = "responsible" if "lead" in kinds or (shared and not read.by) else "plain"
        read.groups.given = [(names, turn if kind in ("plain", "act") else kind) for names, kind in read.groups.given]
        if turn == "plain":
            read.groups.given = [
                (names, "lead" if kind == "plain" and not any(n.etc for n in names) else kind) for names, kind in read.groups.given
            ]
        clause = use.grammar.settle(read.groups, Span(read.start, read.end), rulings.reading)
        if clause:
            task = Span(*read.task) if read.task and read.task[0] + 1 < read.task[1] else Span(read.start, read.end)
            yield Clause(clause.span, clause.parties, clause.rule, clause.deadline, 0.9 if read.sure else 0.7, task)


def _bare(text: str, sentences: list[tuple[int, int]], i: int, base: int, use: Prose, rulings: Rulings) -> Clause | None:
    """A sentence that holds nothing but agencies: behind a task it says whose, in front of a verb whose duties follow."""
    start, end = sentences[i]
    first = HEAD.match(text, start, end).end()  # type: ignore[union-attr]
    found = use.good(text[first:end], base + first)
    if not found or text[end : end + 1] in ("：", ":"):
        return None
    groups = Groups()
    if i + 1 < len(sentences) and use.verb.pattern.match(text, *sentences[i + 1]):
        groups.give(found, "plain", "assignments:acts")
        clause = use.grammar.settle(groups, Span(base + first, base + sentences[i + 1][1]), rulings.reading)
        task = Span(base + sentences[i + 1][0], base + sentences[i + 1][1])
        return Clause(clause.span, clause.parties, clause.rule, None, 0.8, task) if clause else None
    if i == 0 and len(sentences) == 1:
        return None
    if i == 0 or (len(found) == 1 and use.signature.search(found[0].text)):
        return None
    groups.give(found, "bare", "assignments:bare-list")
    clause = use.grammar.settle(groups, Span(base + first, base + end), rulings.reading)
    task = Span(base + sentences[i - 1][0], base + sentences[i - 1][1])
    return Clause(clause.span, clause.parties, clause.rule, None, 0.8, task) if clause else None
