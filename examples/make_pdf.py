"""Typeset paragraphs as an official document and write them as a PDF with a text layer, without any library, the same bytes every time.

The page is that of GB/T 9704 (A4, 22 lines of 28 characters of 16 points), lines are justified, closing punctuation hangs at their end,
figures stay together, and the page number stands at the outer foot. The font is named and not embedded; its encoding gives the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

A4 = (595, 842)
SIZE, LEADING, ROWS, CHARS = 16, 28.95, 22, 28
LEFT, TOP = 74.0, 730.0
HANGS = "，。；：、！？）》”’％‰"
OPENS = "（《“‘〔"
PIECE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,%/:]*|.", re.DOTALL)
SIZES = {"title": 22, "center": 18}


@dataclass(frozen=True)
class Set:
    """A line as set: its words, where it begins, its size, and the space added behind each character, in points."""

    words: str
    x: float
    size: int = SIZE
    space: float = 0.0


def make(paragraphs: Iterable[tuple[str, str]], header: str = "") -> bytes:
    """A PDF of (kind, text) paragraphs; the kinds are those of make_formats. The header, if any, stands on every page."""
    pages: list[list[Set]] = [[]]
    for kind, text in paragraphs:
        if kind == "break":
            pages.append([])
        for line in _lines(kind, text):
            if len(pages[-1]) == ROWS:
                pages.append([])
            pages[-1].append(line)
    return _file([*FONTS, *_objects([page for page in pages if page], header)])


def _lines(kind: str, text: str) -> Iterator[Set]:
    if kind == "entry":
        title, _, number = text.partition("\t")
        dots = "…" * int(CHARS - 2 - _width(title) - _width(number))
        yield Set(title + dots + number, LEFT)
    elif kind in ("title", "center", "right"):
        size = SIZES.get(kind, SIZE)
        for words, _ in broken(text, CHARS * SIZE / size):
            rest = CHARS * SIZE - _width(words) * size
            yield Set(words, LEFT + (rest - 3 * SIZE if kind == "right" else rest / 2), size)
    elif kind == "text":
        for i, (words, last) in enumerate(broken(text, CHARS, indent=2)):
            indent = 0 if i else 2
            gaps = len(words.rstrip(HANGS)) - 1
            room = (CHARS - indent - _width(words.rstrip(HANGS) if _width(words) > CHARS - indent else words)) * SIZE
            yield Set(words, LEFT + indent * SIZE, SIZE, 0.0 if last or gaps < 1 else room / gaps)


def broken(text: str, width: float, indent: int = 0) -> Iterator[tuple[str, bool]]:
    """The lines of a paragraph, each with whether it is the last; `width` and `indent` in full-width characters."""
    line, room = "", width - indent
    for piece in PIECE.findall(text):
        if _width(line + piece) > room and not (piece in HANGS and line[-1:] not in HANGS):
            opening = line[-1] if line[-1:] and line[-1] in OPENS else ""
            yield line.removesuffix(opening) if opening else line, False
            line, room = opening, width
        line += piece
    yield line, True


def _width(text: str) -> float:
    return sum(0.5 if c.isascii() else 1.0 for c in text)


def _objects(pages: Sequence[Sequence[Set]], header: str) -> Iterator[bytes]:
    """The page tree, then a content stream and a page for each."""
    first = len(FONTS) + 2
    kids = b" ".join(b"%d 0 R" % (first + 2 * i + 1) for i in range(len(pages)))
    yield b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids)
    for i, page in enumerate(pages):
        lines = [_show(line, TOP - LEADING * row) for row, line in enumerate(page)]
        number = f"— {i + 1} —"
        lines.append(_show(Set(number, LEFT + (CHARS - 5 if i % 2 == 0 else 1) * SIZE, 14), 62))
        if header:
            lines.append(_show(Set(header, LEFT + (CHARS - 9) * SIZE / 2, 10), 790))
        stream = "\n".join(lines).encode("ascii")
        yield b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
        yield b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %d %d] /Resources << /Font << /F1 2 0 R >> >> /Contents %d 0 R >>" % (
            len(FONTS) + 1,
            *A4,
            first + 2 * i,
        )


def _show(line: Set, y: float) -> str:
    coded = line.words.encode("utf-16-be").hex()
    return f"BT /F1 {line.size} Tf {line.space:.3f} Tc {line.x:.2f} {y:.2f} Td <{coded}> Tj ET"


FONTS = (
    b"<< /Type /Catalog /Pages 5 0 R >>",
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [3 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo"
    b" << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500 814 939 500] /FontDescriptor 4 0 R >>",
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880"
    b" /Descent -120 /CapHeight 880 /StemV 93 >>",
)


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe5\xe4\xf6\xfc\n")
    offsets = []
    for i, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
