"""Compose one source's record: run the stages from file to statements, then resolve the names. This is the pipe, read aloud."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from zeren.build.clean import clean
from zeren.build.extract import annotate, assignments, citations, duties, figures, targets
from zeren.build.head import head
from zeren.build.hints import candidates
from zeren.build.manifest import NOTHING, Given
from zeren.build.outline import outline
from zeren.build.overlay import NONE, Overlay, overlay, using
from zeren.build.passages import passages
from zeren.build.plans import plans
from zeren.build.read import read
from zeren.build.resolve import nearest, resolve
from zeren.build.understood import Patience, not_understood
from zeren.kg.model import (
    AgencyRef,
    Assignment,
    Citation,
    Document,
    Duty,
    Goal,
    Head,
    Passage,
    Plan,
    Record,
    Span,
    Target,
    Unresolved,
)
from zeren.kg.origins import Origins, placed
from zeren.kg.vocab import Vocabulary, load

if TYPE_CHECKING:
    from spacy.language import Language

S = TypeVar("S", Assignment, Target, Citation, Duty)
V = TypeVar("V")
PROSE = ("organisation", "monitoring")
DOUBTFUL = 0.8  # confidence at or below which an assignment needs a subject that is an agency


@dataclass(frozen=True, slots=True)
class Composed:
    """A source's clean text and its record."""

    doc: Document
    record: Record


def compose(path: Path, id: str, vocab: Vocabulary, given: Given = NOTHING, model: str | None = None) -> Composed:
    """Read a file and tell what it says, by the package's lexicon and the one of the user's folder that `vocab` was loaded with.

    Args:
        path: the file.
        id: the source's id.
        vocab: what exists.
        given: what a manifest says of the file; it goes before what the text says.
        model: a trained spaCy pipeline, whose organisations become candidates for unresolved names.

    Raises ReadError, naming file and reason, when the file cannot be read; ModelError and (where `prove` was not asked) LexiconError.
    """
    with using(own_lexicon(vocab)):
        doc = clean(read(path), id)
        root = outline(doc)
        written = head(doc, root)
        found_head, found = given.complete(written), given.complete_plans(plans(doc, root), written)
        stretches = passages(doc, root, found)
        said = extract(doc, found, stretches, vocab)
        made = record(doc, found_head, found, stretches, said, vocab)
        doubt = not_understood(doc, root, found_head, stretches, said.spans())
        hints = candidates(made.unresolved, annotate.organisations(model, stretches)) if model and made.unresolved else made.unresolved
    return Composed(doc, placed(replace(made, unresolved=hints, passages_not_understood=doubt), Origins(doc.origins)))


@lru_cache(maxsize=4)
def own_lexicon(vocab: Vocabulary) -> Overlay:
    """What the user's folder that the vocabulary was loaded with lays over the lexicons, read once."""
    if vocab.folder is None:
        return NONE
    return overlay(vocab.folder, tuple(sorted({*vocab.agency_stems, *vocab.aliases} - {*load().agency_stems})))


@dataclass(frozen=True, slots=True)
class Said:
    """The statements of one source by kind, each in the order of the text, and the spans that a goal's text leaves out."""

    assignments: tuple[Assignment, ...]
    targets: tuple[Target, ...]
    citations: tuple[Citation, ...]
    duties: tuple[Duty, ...]
    brackets: tuple[Span, ...]

    def spans(self) -> Iterator[Span]:
        """Where every statement stands."""
        return (s.span for kind in (self.assignments, self.targets, self.citations, self.duties) for s in kind)


def extract(doc: Document, found: Sequence[Plan], stretches: Sequence[Passage], vocab: Vocabulary) -> Said:
    """What the extractors find in the passages and tables, overlaps settled."""
    rules = assignments.context(doc)
    cited = citations.context(doc, found, vocab)
    finders: dict[str, annotate.Find] = {
        "assignment": lambda p: () if p.part in PROSE else assignments.find(p, rules),
        "citation": lambda p: citations.find(p, cited),
        "target": targets.find,
        "duty": duties.find,
    }
    statements: list[annotate.Statement] = []
    patience = Patience()
    for _, marked in annotate.annotate(pipeline(vocab), patience.worth(stretches), finders):
        heard = [s for s in annotate.statements(marked) if found or s.confidence == 1]  # no doubtful one of a page
        patience.hear(len(heard))
        statements.extend(heard)
    for table in doc.tables:
        statements.extend(assignments.find_table(table, doc, rules, stretches))
        statements.extend(figures.find_table(table, doc, stretches, found))
    brackets = (span for p in stretches if p.part == "goal" for span in assignments.brackets(p, rules))
    return Said(
        assignments=_of(statements, Assignment),
        targets=_of(statements, Target),
        citations=_of(statements, Citation),
        duties=_of(statements, Duty),
        brackets=tuple(sorted(brackets)),
    )


@lru_cache(maxsize=4)
def pipeline(vocab: Vocabulary) -> Language:
    """The spaCy pipeline with the gazetteers of a vocabulary."""
    agencies = tuple(sorted(vocab.agency_stems))
    instruments = tuple(sorted({label for i in vocab.instruments.values() for label in (i.title, *i.names)}))
    return annotate.pipeline(annotate.Gazetteer((("agency", agencies), ("instrument", instruments))))


def record(doc: Document, found_head: Head, found: Sequence[Plan], stretches: Sequence[Passage], said: Said, vocab: Vocabulary) -> Record:
    """The record of a source: goals with their responsibilities, statements, agencies resolved."""
    refs = _resolved(found_head, found, said, vocab)
    said = _credible(said, refs)
    return Record(
        id=doc.id,
        source=doc.source,
        sha256=doc.sha256,
        media=doc.media,
        document=found_head,
        plans=_with_responsibilities(found, said, doc),
        assignments=said.assignments,
        targets=said.targets,
        citations=said.citations,
        duties=said.duties,
        agencies=tuple(refs[name] for name in sorted(refs)),
        unresolved=_unresolved(said, refs, vocab),
        passages=len(stretches),
    )


def _of(statements: Iterable[annotate.Statement], kind: type[S]) -> tuple[S, ...]:
    return tuple(sorted((s for s in statements if isinstance(s, kind)), key=lambda s: s.span))


def _with_responsibilities(found: Sequence[Plan], said: Said, doc: Document) -> tuple[Plan, ...]:
    """The plans with each goal's lead and responsible agencies, its responsibility brackets cut from its text."""
    goals = sorted(g.span for p in found for d in p.domains for g in d.goals)
    mine = _by_span(goals, said.assignments, lambda a: a.span)
    cuts = _by_span(goals, said.brackets, lambda s: s)

    def completed(goal: Goal) -> Goal:
        here = mine[goal.span]
        lead = tuple(dict.fromkeys(name for a in here for name in a.names(lead=True)))
        others = tuple(dict.fromkeys(name for a in here for name in a.names(lead=False)))
        return replace(goal, text=_without(goal.text, [doc.quote(cut) for cut in cuts[goal.span]]), lead=lead, responsible=others)

    return tuple(replace(p, domains=tuple(replace(d, goals=tuple(map(completed, d.goals))) for d in p.domains)) for p in found)


def _without(text: str, cuts: Sequence[str]) -> str:
    """A text without these pieces of it, which stand there in order."""
    out, at = [], 0
    for cut in cuts:
        found = text.find(cut, at)
        if found >= 0:
            out.append(text[at:found])
            at = found + len(cut)
    return "".join((*out, text[at:])).strip()


def _by_span(spans: Sequence[Span], values: Iterable[V], where: Callable[[V], Span]) -> defaultdict[Span, list[V]]:
    """Values by the span (of sorted, disjoint ones) that holds them; those in none are left out."""
    starts = [s.start for s in spans]
    out: defaultdict[Span, list[V]] = defaultdict(list)
    for value in values:
        at = bisect_right(starts, where(value).start) - 1
        if at >= 0 and where(value) in spans[at]:
            out[spans[at]].append(value)
    return out


def _resolved(found_head: Head, found: Sequence[Plan], said: Said, vocab: Vocabulary) -> dict[str, AgencyRef]:
    """Every name of the source that could be told, told once."""
    region = next((p.region for p in found if p.region), None)
    issuer = found_head.issuer
    names = [*(name for name, _ in _named(said)), *(d.actor for d in said.duties), *([issuer] if issuer else [])]
    return {name: ref for name, ref in resolve(names, region, vocab, issuer).items() if ref is not None}


def _credible(said: Said, refs: Mapping[str, AgencyRef]) -> Said:
    """Without the doubtful assignments of running text whose subject turns out to be no agency at all."""
    kept = (a for a in said.assignments if a.confidence > DOUBTFUL or any((p.expanded or p.name) in refs for p in a.agencies))
    return replace(said, assignments=tuple(kept))


def _unresolved(said: Said, refs: Mapping[str, AgencyRef], vocab: Vocabulary) -> tuple[Unresolved, ...]:
    """The assigned names that could not be told, each with the nearest name that could, where it first stands."""
    known = [name for name, ref in refs.items() if not ref.collective]
    lost = (Unresolved(name, nearest(name, known, vocab), span) for name, span in _named(said) if name not in refs)
    return tuple(sorted(lost, key=lambda u: u.span))


def _named(said: Said) -> Iterator[tuple[str, Span]]:
    """Every assigned name (in full where a prefix was left out) with the place where it first stands."""
    seen: set[str] = set()
    for assignment in said.assignments:
        for party in assignment.agencies:
            name = party.expanded or party.name
            if name not in seen:
                seen.add(name)
                yield name, party.span
