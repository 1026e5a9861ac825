"""Part a bracket by the plans that it quotes: （国纲目标为90%以上；省目标为92%以上）."""

from __future__ import annotations

from zeren.build.extract import quantities
from zeren.build.extract.phrases import Phrases
from zeren.build.extract.sentences import Sentence


def aside(inside: str, phrases: Phrases) -> bool:
    """Whether a bracket holds values of its own rather than a part of a name."""
    return any(q.rate or phrases.search("source", inside) for q in quantities.find(inside, phrases))


def sources(inside: Sentence, phrases: Phrases) -> list[tuple[str, Sentence]]:
    """Whose values the inside of a bracket quotes, with the words that follow each name up to the next; empty when nobody's."""
    found = [(m.start(), m.end(), m["source"]) for row in phrases.patterns["source"] for m in row.find(inside.work)]
    found.sort()
    out = []
    for i, (_, end, source) in enumerate(found):
        stop = found[i + 1][0] if i + 1 < len(found) else len(inside.work)
        part = inside.part(end, stop)
        marks = [(at, at + 1) for at, c in enumerate(part.work) if c in "“”"]
        out.append((source, part.without(marks)))
    return out
