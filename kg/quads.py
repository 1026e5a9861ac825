"""Read N-Quads files line by line into terms, as our own writer and any other leaves them; no blank nodes, no quoted triples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

_IRI = r"<([^<>\"{}|^`\\\x00-\x20]*)>"
_LITERAL = r'"((?:[^"\\\n\r]|\\.)*)"(?:@([A-Za-z]+(?:-[A-Za-z0-9]+)*)|\^\^' + _IRI + ")?"
_LINE = re.compile(rf"\s*{_IRI}\s*{_IRI}\s*(?:{_IRI}|{_LITERAL})\s*{_IRI}\s*\.\s*(?:#.*)?")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class QuadsError(ValueError):
    """A line of a graph file is no quad of ours; the message names file and line."""


class Term(NamedTuple):
    """The object of a quad: an IRI (`literal` false), or a literal whose `value` is still escaped, with `lang` or `datatype` or neither."""

    value: str
    literal: bool
    lang: str | None = None
    datatype: str | None = None

    @property
    def text(self) -> str:
        """The value without escapes."""
        return unescape(self.value) if self.literal else self.value


class Quad(NamedTuple):
    """One statement; subject, predicate and graph are IRIs."""

    subject: str
    predicate: str
    object: Term
    graph: str


def read(file: Path) -> Iterator[Quad]:
    """The quads of an N-Quads file in its order.

    Raises QuadsError for a line that is none, OSError when the file cannot be read.
    """
    with file.open(encoding="utf-8", newline="\n") as lines:
        for n, line in enumerate(lines, 1):
            if match := _LINE.fullmatch(line):
                s, p, iri, text, lang, datatype, g = match.groups()
                yield Quad(s, p, Term(text, True, lang, datatype) if iri is None else Term(iri, False), g)
            elif line.strip() and not line.lstrip().startswith("#"):
                raise QuadsError(f"{file}:{n}: not an N-Quads line with a named graph: {line.strip()[:80]}")


def by_subject(quads: Iterable[Quad]) -> Iterator[tuple[str, str, list[Quad]]]:
    """(graph, subject, quads) for each run of one subject in one graph; in a sorted file each subject comes once."""
    for (graph, subject), run in groupby(quads, attrgetter("graph", "subject")):
        yield graph, subject, list(run)


def unescape(text: str) -> str:
    """A literal's text without N-Quads escapes; an escape that stands for no character becomes U+FFFD."""
    return _ESCAPE.sub(_char, text) if "\\" in text else text


def _char(match: re.Match[str]) -> str:
    digits = match[1] or match[2]
    if not digits:
        return _PLAIN.get(match[3], match[3])
    code = int(digits, 16)
    return "\ufffd" if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code)
