"""Find the brackets of a passage that say who is to do something, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zeren.build.extract.clauses import LONGEST_BRACKET, Clause, Grammar, Reading
from zeren.kg.model import Span

BRACKET = re.compile(r"[（(〔【\[［）)〕】\]］]")
DEEPEST = 4
OPENING = frozenset("（(〔【[［")
BEHIND = re.compile(r"[\s。；;，,]*(?:$|\n|[（(]?[一二三四五六七八九十\d]{1,3}[）).．、]|[①-⑳])")


def find(text: str, base: int, grammar: Grammar, reading: Reading) -> Iterator[Clause]:
    """The bracketed clauses of `text`, outermost first, in order; their spans hold the brackets and count from `base`."""
    done = 0
    for start, end in pairs(text):
        inner_end = end - 1 if text[end - 1 : end] in "）)〕】]］" else end
        if start < done or not 2 < inner_end - start - 1 <= LONGEST_BRACKET:
            continue
        clause = grammar.bracket(text[start + 1 : inner_end], base + start + 1, reading)
        if clause and (clause.confidence == 1.0 or _may_be_bare(text, start, end, len(clause.parties), grammar)):
            yield Clause(Span(base + start, base + end), clause.parties, clause.rule, clause.deadline, clause.confidence)
            done = end


def pairs(text: str) -> list[tuple[int, int]]:
    """Start and end of every bracket that few others hold, in order; one that is never closed ends with its line."""
    out: list[tuple[int, int]] = []
    stack: list[int] = []
    for match in BRACKET.finditer(text):
        if match.group() in OPENING:
            stack.append(match.start())
        elif stack:
            start = stack.pop()
            if len(stack) < DEEPEST:
                out.append((start, match.end()))
    for start in stack[-3:]:
        line = text.find("\n", start)
        out.append((start, line if line >= 0 else len(text)))
    return sorted(out)


def _may_be_bare(text: str, start: int, end: int, count: int, grammar: Grammar) -> bool:
    """Whether a bracket that only lists agencies stands where a responsibility does: behind a task, not behind a name it explains."""
    before = text[:start].rstrip()
    if before.endswith(("。", "；", ";", "！")):
        return True
    start = max((m.end() for m in grammar.last.finditer(before, max(0, len(before) - 30))), default=max(0, len(before) - 30))
    tail = before[start:]
    return bool(before) and bool(BEHIND.match(text, end)) and (count > 1 or not grammar.names.complete(tail))
