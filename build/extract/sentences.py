"""Cut a passage into sentences without white space, each character with its offset in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from zeren.kg.model import Passage, Span

STOP: Final = re.compile(r"[。！？!?\n\t]+")
OWN_NUMBER: Final = re.compile(r"\s*(?:\d{1,3}\s?[.．、](?!\d)|[（(]\d{1,3}[)）]|[①-⑳])\s*")
WIDTH: Final = str.maketrans("０１２３４５６７８９．％：∶／＋－(),;︰", "0123456789.%::/+-（），；:")
QUOTED: Final = re.compile(r"“[^“”\n]{0,40}”|《[^《》\n]{0,60}》")
CLOSE: Final = re.compile(r"[)）]")
REACH: Final = 300  # characters that a bracket may hold before and after a full stop inside it
HIDDEN: Final = "\ue000"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `raw` as written, `work` in one width with titles and quoted digits hidden.

    `at` holds the document offset of each character.
    """

    raw: str
    work: str
    at: Sequence[int]

    def part(self, start: int, end: int) -> Sentence:
        return Sentence(self.raw[start:end], self.work[start:end], self.at[start:end])

    def without(self, holes: Sequence[tuple[int, int]]) -> Sentence:
        """The sentence with these ranges (in order, apart) cut out."""
        if not holes:
            return self
        edges = [0, *(edge for hole in holes for edge in hole), len(self.raw)]
        pieces = [self.part(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
        return Sentence("".join(p.raw for p in pieces), "".join(p.work for p in pieces), [o for p in pieces for o in p.at])

    def span(self, start: int, end: int) -> Span:
        """The document span of the characters [start, end); empty ranges have none."""
        return Span(self.at[start], self.at[end - 1] + 1)


def sentences(passage: Passage, hint: re.Pattern[str]) -> Iterator[Sentence]:
    """The passage's sentences in which `hint` finds something; an item's own number in front is left out.

    A full stop inside brackets that close soon ends no sentence.
    """
    text = passage.text
    start = 0
    if number := OWN_NUMBER.match(text):
        start = number.end()
    while start < len(text):
        end, after = _end(text, start)
        if hint.search(text, start, end):
            yield sentence(text, start, end, passage.span.start)
        start = after
        if text[end:after].strip("。！？!?") and (number := OWN_NUMBER.match(text, start)):
            start = number.end()


def _end(text: str, start: int) -> tuple[int, int]:
    """Where the sentence from `start` ends, and where the next begins."""
    at = start
    while stop := STOP.search(text, at):
        if stop.group()[0] in "\n\t" or not _inside(text, start, stop.start()):
            return stop.start(), stop.end()
        at = stop.end()
    return len(text), len(text)


def _inside(text: str, start: int, at: int) -> bool:
    """Whether the offset stands in a round bracket that was opened within reach and closes within reach."""
    low = max(start, at - REACH)
    if sum(text.count(c, low, at) for c in "（(") <= sum(text.count(c, low, at) for c in "）)"):
        return False
    close = CLOSE.search(text, at, at + REACH)
    return close is not None and "\n" not in text[at : close.start()]


def sentence(text: str, start: int, end: int, offset: int) -> Sentence:
    """One sentence of a text that begins at document offset `offset`."""
    piece = text[start:end]
    if any(map(str.isspace, piece)):
        at: Sequence[int] = [offset + start + i for i, c in enumerate(piece) if not c.isspace()]
        raw = "".join(piece.split())
    else:
        at, raw = range(offset + start, offset + end), piece
    return Sentence(raw, QUOTED.sub(_hide, raw.translate(WIDTH)), at)


def brackets(work: str) -> list[tuple[int, int]]:
    """The ranges of the outermost round brackets that close, brackets included."""
    found: list[tuple[int, int]] = []
    depth = begin = 0
    for i, c in enumerate(work):
        if c in "（〔[【":
            begin = i if depth == 0 else begin
            depth += 1
        elif c in "）〕]】" and depth:
            depth -= 1
            if depth == 0:
                found.append((begin, i + 1))
    return found


def _hide(match: re.Match[str]) -> str:
    text = match.group()
    if text[0] == "《":
        return HIDDEN * len(text)
    if "%" in text or "‰" in text:
        return text  # a quoted value, not a slogan
    return re.sub(r"[\d一二两三四五六七八九十百千]", HIDDEN, text)
