"""Find every mention of a law, regulation, plan, standard or convention, and tell which instrument it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from zeren.build.extract import instruments, mentions, numbers
from zeren.build.extract.instruments import Known, Meant
from zeren.build.extract.mentions import Lexicon, Mention, Names
from zeren.kg.model import Citation, Document, Passage, Plan, Span
from zeren.kg.titles import normal
from zeren.kg.vocab import Vocabulary

SENTENCE: Final = re.compile(r"[。！？\n]")
CLAUSE: Final = re.compile(r"[，；：。！？\n]")
ITEMS: Final = frozenset({"goal", "measure"})


@dataclass(frozen=True, slots=True)
class Context:
    """What stays the same over a document: known names, its own plans, the short names it gives."""

    known: Known
    names: Names
    own: tuple[tuple[str, str], ...]

    @property
    def lex(self) -> Lexicon:
        return self.known.lex


def context(doc: Document, plans: Sequence[Plan], vocab: Vocabulary) -> Context:
    """Prepare a document's citations.

    Args:
        doc: the clean text, read for the short names it gives (以下简称《纲要》).
        plans: the document's own plans, whose titles are self-references.
        vocab: the instruments that exist.
    """
    lex = mentions.lexicon()
    shorts = {m["name"]: m["title"] for row in lex.rows["short"] for m in row.find(doc.text)}
    own = tuple(dict.fromkeys((form, plan.title) for plan in plans for form in own_forms(plan)))
    return Context(Known(vocab, lex, tuple(plans), shorts), _names(vocab), own)


def own_forms(plan: Plan) -> tuple[str, ...]:
    """A plan's title as written, and without its place."""
    title = plan.title
    bare = title.removeprefix(plan.region or "")
    return tuple(dict.fromkeys(form for form in (title, bare) if len(form) >= 8))


def find(passage: Passage, context: Context) -> list[Citation]:
    """Every citation of a passage, in the order of the text; the document's own titles count as self-references."""
    text = passage.text
    found = numbers.tie(text, mentions.find(text, context.names, context.lex), context.lex)
    found = sorted([*found, *_own(passage, found, context)], key=lambda m: m.start)
    basis = _basis(text, context.lex) if found else []
    return [c for m in found if (c := _citation(passage, m, basis, context))]


def _citation(passage: Passage, mention: Mention, basis: Sequence[tuple[int, int]], context: Context) -> Citation | None:
    meant = _meant(passage, mention, context)
    if meant is None:
        return None
    span = _clause(passage.text, mention)
    item = passage.part in ITEMS
    return Citation(
        plan=passage.plan,
        section=passage.part,
        domain=passage.domain if item else None,
        no=passage.no if item else None,
        mention=passage.text[mention.start : mention.end],
        canonical=meant.canonical,
        kind=meant.kind,
        span=span.shift(passage.span.start),
        quote=passage.text[span.start : span.end],
        rule=mention.rule,
        doc_number=mention.number,
        self=meant.own,
        based_on=any(a <= mention.start < b for a, b in basis),
        confidence=meant.confidence,
    )


def _meant(passage: Passage, mention: Mention, context: Context) -> Meant | None:
    if mention.number and mention.title == mention.number:
        return _by_number(passage, mention.number, context)
    return instruments.meant(mention.title, passage.plan, context.known, mention.marked)


def _by_number(passage: Passage, number: str, context: Context) -> Meant | None:
    """What a document number alone means; the notice's own number, in its head, is no mention."""
    if passage.part == "title" or passage.text.strip() == number:
        return None
    key = normal(number)
    found = [i for i in context.known.vocab.instruments.values() if i.document_number and normal(i.document_number) == key]
    one = instruments.pick(found, context.known.plan(passage.plan), passage.plan, context.lex)
    return Meant(one.title, one.kind) if one else Meant(number, "policy_document", confidence=0.7)


def _own(passage: Passage, found: Sequence[Mention], context: Context) -> Iterator[Mention]:
    """The document's own plans, named without 《》 in the notice's title or in running text."""
    if passage.part == "title" and passage.plan != "notice":
        return
    taken = [(m.start, m.end) for m in found]
    for form, title in context.own:
        at = passage.text.find(form)
        while at >= 0:
            if not any(a < at + len(form) and at < b for a, b in taken) and passage.text.strip() != form:
                taken.append((at, at + len(form)))
                yield Mention(at, at + len(form), title, context.lex.rows["own"][0].id)
            at = passage.text.find(form, at + len(form))


def _basis(text: str, lex: Lexicon) -> list[tuple[int, int]]:
    """The ranges of basis clauses: from the first 依据, 按照 … of a sentence to its 制定本规划."""
    out = []
    for row in lex.rows["made"]:
        for match in row.find(text):
            start = max((m.end() for m in SENTENCE.finditer(text, 0, match.start())), default=0)
            begins = [m.start() for words in lex.rows["basis"] for m in words.regex.finditer(text, start, match.start())]
            if begins:
                out.append((min(begins), match.start()))
    return out


def _clause(text: str, mention: Mention) -> Span:
    """The clause around a mention, marks inside it ignored."""
    start = max((m.end() for m in CLAUSE.finditer(text, max(0, mention.start - 200), mention.start)), default=max(0, mention.start - 200))
    stop = CLAUSE.search(text, mention.end, mention.end + 200)
    return Span(start, stop.start() if stop else min(len(text), mention.end + 200))


_CACHE: dict[int, tuple[Vocabulary, Names]] = {}


def _names(vocab: Vocabulary) -> Names:
    """The vocabulary's names, indexed once for each vocabulary."""
    kept = _CACHE.get(id(vocab))
    if kept is None or kept[0] is not vocab:
        kept = (vocab, Names.of(label for i in vocab.instruments.values() for label in (i.title, *i.names)))
        _CACHE[id(vocab)] = kept
    return kept[1]
