"""Find the quantitative targets of a passage: what is measured, how the value binds, for which year, against which base."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final, Literal, cast

from zeren.build.extract import phrases, quantities, quoted
from zeren.build.extract.approach import comparator
from zeren.build.extract.claims import Claim, Known, claim
from zeren.build.extract.phrases import Phrases, Word
from zeren.build.extract.sentences import Sentence, brackets, sentences
from zeren.build.extract.years import Years, years
from zeren.kg.model import Comparator, Passage, Span, Target

PARTS: Final = frozenset({"goal", "measure", "table", "text"})


@dataclass(slots=True)
class Run:
    """What is known while a passage is read: the targets so far, clause by clause, and the last claim of the sentence."""

    passage: Passage
    phrases: Phrases
    groups: list[tuple[Target, ...]] = field(default_factory=list)
    said: Claim | None = None
    quoting: str | None = None

    @property
    def known(self) -> Known:
        last = self.groups[-1] if self.groups else ()
        return Known(
            phrases=self.phrases,
            earlier=tuple(t.indicator for t in last),
            unit=last[-1].unit if last else None,
            topic=self.said.topic if self.said else "",
            head=self.said.head if self.said else "",
            verb=self.said.near.verb if self.said else None,
            providing=self.said is not None and self.said.providing,
            quoting=self.quoting,
        )


def find(passage: Passage) -> list[Target]:
    """Every quantitative target of a goal, a measure, a table row or running text, in the order of the text.

    Args:
        passage: a stretch of text with its place; other parts (preamble, organisation, …) have no targets.
    """
    if passage.part not in PARTS:
        return []
    run = Run(passage, phrases.load())
    for sentence in sentences(passage, run.phrases.anywhere["hint"]):
        _sentence(run, sentence)
    return sorted((target for group in run.groups for target in group), key=lambda t: t.span)


def _sentence(run: Run, sentence: Sentence) -> None:
    """Read one sentence: what it says itself, then what its brackets quote from higher plans."""
    holes = [(a, b) for a, b in brackets(sentence.work) if quoted.aside(sentence.work[a + 1 : b - 1], run.phrases)]
    main = sentence.without(holes)
    first = len(run.groups)
    if run.passage.part in ("goal", "measure") or not run.phrases.search("past", main.work):
        _read(run, main)
    here = run.groups[first:]
    ends = [group[-1].span.end for group in here]
    for a, b in holes:
        before = bisect_right(ends, sentence.at[a])
        own = here[before - 1 : before] if before else run.groups[-1:]
        for source, said in quoted.sources(sentence.part(a + 1, b - 1), run.phrases):
            aside = Run(run.passage, run.phrases, list(own), quoting=source)
            _read(aside, said)
            run.groups.extend(aside.groups[len(own) :])


def _read(run: Run, sentence: Sentence) -> None:
    when = years(sentence, run.phrases)
    sentence = when.sentence
    run.said = None
    found = quantities.spread(quantities.find(sentence.work, run.phrases), sentence.work, run.phrases)
    low = at = 0
    while at < len(found):
        if found[at].start < low:  # told already, inside the claim before
            at += 1
            continue
        said, used = claim(run.known, sentence, found, at, low)
        if said:
            run.groups.append(_targets(run, sentence, said, when))
            run.said = said
            low = said.end
        at += used


def _targets(run: Run, sentence: Sentence, said: Claim, when: Years) -> tuple[Target, ...]:
    """The claim's targets, with their years and base."""
    start = said.start + (sentence.work[said.start] in "、，")
    span = sentence.span(start, max(said.quantities[-1].tail, said.end))
    by = when.of(said.quantities, sentence)
    out = []
    for name, quantity, year in zip(said.names, said.quantities, by, strict=True):
        how, rule = comparator(said.near, quantity)
        out.append(
            Target(
                plan=run.passage.plan,
                part=run.passage.part,
                domain=run.passage.domain,
                no=run.passage.no,
                indicator=name,
                comparator=cast(Comparator, how),
                value=quantity.value,
                unit=quantity.unit,
                span=span,
                quote=_quote(run.passage, span),
                rule=run.phrases.rule("source") if run.quoting else rule if said.near.verb or not said.rule else said.rule,
                value_text=_quote(run.passage, sentence.span(quantity.start, quantity.end)),
                direction=direction(name, how, said.near.verb, run.phrases),
                year=year,
                baseline_year=when.base(quantity, sentence, said.start, how),
                quoted_from=run.quoting,
                confidence=said.confidence,
            )
        )
    return tuple(out)


def _quote(passage: Passage, span: Span) -> str:
    return passage.text[span.start - passage.span.start : span.end - passage.span.start]


def direction(name: str, how: str, verb: Word | None, phrases: Phrases) -> Literal["higher", "lower"] | None:
    """Which way is wished: by the comparator where it says so, else by the verb, else by the nature of the figure."""
    if how in ("<=", "<", "decrease_by"):
        return "lower"
    if how in (">=", ">", "increase_by"):
        return "higher"
    if verb and verb.direction:
        return cast(Literal["higher", "lower"], verb.direction)
    if phrases.search("neutral", name):
        return None
    return "lower" if phrases.search("lower", name) else "higher"
