"""Read document numbers (国发〔2021〕16号): tied to the titles they stand behind, else mentions by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zeren.build.extract.mentions import Lexicon, Mention, wide


def tie(text: str, found: list[Mention], lex: Lexicon) -> list[Mention]:
    """The mentions with the document numbers behind them, and the numbers that stand alone, in order."""
    if "号" not in text:
        return found
    flat = wide(text)
    out = list(found)
    for number in _numbers(text, flat, lex):
        before = next((i for i, m in enumerate(out) if _behind(flat, m.end, number.start)), None)
        if before is not None:
            out[before] = replace(out[before], number=number.number)
        elif number.marked and not any(m.start < number.end and number.start < m.end for m in out):
            out.append(replace(number, marked=False))
    return sorted(out, key=lambda m: m.start)


def _numbers(text: str, flat: str, lex: Lexicon) -> Iterator[Mention]:
    """The numbers of a text; `marked` where one may stand for its document by itself."""
    for row in lex.rows["number"]:
        for match in row.find(flat):
            start, end = match.span("number")
            while lead := lex.search("lead", flat[start:end]):
                start += lead.end()
            number = "".join(text[start:end].split())
            yield Mention(start, end, number, row.id, marked=not dict(row.set).get("tied"), number=number)


def _behind(flat: str, end: int, start: int) -> bool:
    """Whether a number at `start` follows a name that ends at `end`, with no more than a bracket between."""
    return 0 <= start - end <= 3 and not flat[end:start].strip("（ ")
