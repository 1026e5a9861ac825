"""Prove all that a user's folder lays over the package, before anything is read by it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zeren.build import rules
from zeren.build.compose import extract, own_lexicon
from zeren.build.overlay import current, using
from zeren.build.resolve import resolve
from zeren.build.rules import LexiconError
from zeren.kg.model import Document, Passage, Span
from zeren.kg.vocab import Vocabulary, VocabularyError

LONGEST = 10_000  # characters of a passage
PARTS = ("preamble", "goal", "measure", "organisation", "monitoring", "table", "text")


@dataclass(frozen=True, slots=True)
class Proof:
    """How much of a folder was proven: files of Turtle, aliases, lexicon rows."""

    turtle: int
    aliases: int
    rows: int

    def __str__(self) -> str:
        return f"proven: {self.turtle} Turtle files, {self.aliases} aliases, {self.rows} lexicon rows / 词表无误"


def prove(vocab: Vocabulary) -> Proof:
    """Check the user's rows by their examples and among the package's, and that every alias means something.

    The Turtle files were checked when `vocab` was loaded. Raises LexiconError or VocabularyError, one line that names file and row.
    """
    with using(own_lexicon(vocab)):
        rows = rules.check()
        if rows:
            _use(vocab)
        for alias in vocab.aliases.values():
            known = vocab.instruments_named(alias.name) or vocab.region(alias.name)
            if not known and resolve([alias.name], None, vocab)[alias.name] is None:
                raise VocabularyError(f"{alias.where}: {alias.name} is no agency, region or instrument that can be told by its name")
    return Proof(sum(f.parent == vocab.folder for f in vocab.files), len(vocab.aliases), rows)


def _use(vocab: Vocabulary) -> None:
    """Let every extractor read the examples of all rows: what cannot be compiled together shows now, not in the first source."""
    text = "\n".join(example for name in rules.names() for row in rules.load(name) for example, _ in row.examples)[:LONGEST]
    doc = Document("proof", "proof", "", "text/plain", text)
    stretches = [Passage(Span(0, len(text)), text, "other", part, 1, 1) for part in PARTS]
    try:
        extract(doc, (), stretches, vocab)
    except (re.error, KeyError, IndexError) as error:
        files = ", ".join(file for file, _ in current().files.values())
        raise LexiconError(f"{files}: the rows cannot be used beside the package's: {error}") from None
