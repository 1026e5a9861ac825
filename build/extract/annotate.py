"""The spaCy layer: one pipeline over passages whose components write what was found into `doc.spans`; the only door to spaCy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.tokens import Span as Marked
from spacy.vocab import Vocab

from zeren.build.extract import overlap
from zeren.kg.model import Assignment, Candidate, Citation, Duty, Passage, Span, Target

Statement = Assignment | Target | Citation | Duty
Find = Callable[[Passage], Sequence[Statement]]
KINDS = ("assignment", "target", "citation", "duty")
ORGANISATION = "ORG"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Labels of the vocabulary by the span group that they mark: agency, instrument."""

    labels: tuple[tuple[str, tuple[str, ...]], ...]


class ModelError(ValueError):
    """A trained pipeline cannot be used; the message is one line."""


def pipeline(gazetteer: Gazetteer) -> Language:
    """A spaCy pipeline: gazetteers first, then a component for each kind of statement, then the one place that settles overlaps."""
    nlp = spacy.blank("zh")
    nlp.tokenizer = _Characters(nlp.vocab)
    nlp.max_length = 10**9
    for group, labels in gazetteer.labels:
        nlp.add_pipe("zeren_gazetteer", name=f"gazetteer_{group}", config={"group": group, "labels": list(labels)})
    for kind in KINDS:
        nlp.add_pipe("zeren_find", name=kind, config={"kind": kind})
    nlp.add_pipe("zeren_settle", last=True)
    return nlp


def annotate(nlp: Language, passages: Iterable[Passage], finders: Mapping[str, Find]) -> Iterator[tuple[Passage, Doc]]:
    """Each passage with its annotated doc, in order; a doc's characters are those of the passage's text.

    `finders` are the extractors of one document by kind (assignment, citation, target, duty).
    """
    for passage in passages:
        doc = nlp.make_doc(passage.text)
        doc.user_data.update(passage=passage, finders=finders, found=[])
        for _, component in nlp.pipeline:
            doc = component(doc)
        yield passage, doc


def statements(doc: Doc) -> tuple[Statement, ...]:
    """The statements that stand in an annotated doc, in the order of the text."""
    return tuple(doc.user_data.get("statements", ()))


@lru_cache(maxsize=2)
def trained(model: str) -> Language:
    """A trained pipeline by the name of its package or its folder.

    Raises ModelError when there is none, or when it finds no entities.
    """
    try:
        nlp = spacy.load(model)
    except OSError:
        raise ModelError(f"--model {model}: no spaCy pipeline of this name is installed here, and no folder holds one") from None
    except (ImportError, ValueError) as error:
        raise ModelError(f"--model {model}: cannot be loaded: {' '.join(str(error).split())[:200]}") from None
    if not any("doc.ents" in nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names):
        raise ModelError(f"--model {model}: this pipeline finds no entities (it has {', '.join(nlp.pipe_names) or 'no components'})")
    return nlp


def model_version(model: str) -> str:
    """The name and version of a trained pipeline; raises ModelError as `trained` does."""
    meta = trained(model).meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def organisations(model: str, passages: Sequence[Passage]) -> Iterator[Candidate]:
    """What a trained pipeline takes for organisations (entities labelled ORG), in the order of the text."""
    nlp, source = trained(model), model_version(model)
    for doc, passage in nlp.pipe(((p.text, p) for p in passages), as_tuples=True):
        for entity in doc.ents:
            if entity.label_ == ORGANISATION:
                span = Span(entity.start_char, entity.end_char).shift(passage.span.start)
                yield Candidate(entity.text, source, span)


@Language.factory("zeren_gazetteer", default_config={"group": "agency", "labels": []})
def make_gazetteer(nlp: Language, name: str, group: str, labels: list[str]) -> _Marker:
    return _Marker(nlp, group, labels)


@Language.factory("zeren_find", default_config={"kind": ""})
def make_find(nlp: Language, name: str, kind: str) -> _Finder:
    return _Finder(kind)


@Language.component("zeren_settle")
def settle(doc: Doc) -> Doc:
    kept = overlap.settle(doc.user_data["found"])
    doc.user_data["statements"] = kept
    start = doc.user_data["passage"].span.start
    for kind in KINDS:
        doc.spans[kind] = _marks(doc, kind, (s.span.shift(-start) for s in kept if overlap.kind(s) == kind))
    return doc


class _Characters:
    """A tokenizer that makes each character a token, a single space none: what spaCy's own does, in a quarter of the time."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        if " " not in text:
            return Doc(self.vocab, words=list(text), spaces=[False] * len(text))
        words: list[str] = []
        spaces: list[bool] = []
        for char in text:
            if char == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            else:
                words.append(char)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)


class _Marker:
    """Marks every label of a gazetteer, the longest where several begin at one place."""

    def __init__(self, nlp: Language, group: str, labels: list[str]) -> None:
        self.group = group
        self.matcher = PhraseMatcher(nlp.vocab)
        self.matcher.add(group, [nlp.make_doc(label) for label in labels])

    def __call__(self, doc: Doc) -> Doc:
        found = self.matcher(doc, as_spans=True)
        doc.spans[self.group] = spacy.util.filter_spans(found)
        return doc


class _Finder:
    """Runs one extractor over the passage and keeps its statements for the settling."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __call__(self, doc: Doc) -> Doc:
        if find := doc.user_data["finders"].get(self.kind):
            doc.user_data["found"].extend(find(doc.user_data["passage"]))
        return doc


def _marks(doc: Doc, label: str, spans: Iterable[Span]) -> list[Marked]:
    marks = (doc.char_span(s.start, s.end, label=label, alignment_mode="expand") for s in spans)
    return [m for m in marks if m is not None]
