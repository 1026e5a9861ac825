"""Make small files of every format for the tests of reading: handwritten PDF pages with Chinese text and ruled lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zeren.kg.model import Source

A4 = (595, 842)
Text = tuple[float, float, str]  # x and y of the first character's foot, and the words
Rule = tuple[float, float, float, float]  # from (x, y) to (x, y)


def save(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def texts(source: Source) -> list[str]:
    """The words of every block that holds any."""
    return [block.text for block in source.blocks if block.text.strip()]


def pdf(pages: Sequence[tuple[Sequence[Text], Sequence[Rule]]], size: int = 12) -> bytes:
    """A PDF of these pages; each character is `size` points wide, half as wide in ASCII."""
    objects: list[bytes] = [b"", b""]
    objects.append(b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>")
    objects.append(
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500 814 939 500] /FontDescriptor 5 0 R >>"
    )
    objects.append(
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880"
        b" /Descent -120 /CapHeight 880 /StemV 93 >>"
    )
    kids = []
    for texts, rules in pages:
        lines = [f"{x0} {y0} m {x1} {y1} l S" for x0, y0, x1, y1 in rules]
        lines += [f"BT /F1 {size} Tf {x} {y} Td <{words.encode('utf-16-be').hex()}> Tj ET" for x, y, words in texts]
        stream = "\n".join(lines).encode("ascii")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % (*A4, content)
        )
        kids.append(len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for i, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def typeset(paragraphs: Sequence[str], width: int = 36, rows: int = 44, header: str = "", numbers: bool = True) -> bytes:
    """Paragraphs set in lines of `width` full-width characters, indented by two, `rows` lines a page, with header and page number."""
    lines = []
    for text in paragraphs:
        rest = "\u3000\u3000" + text
        while rest:
            end = _fitting(rest, width)
            lines.append(rest[:end])
            rest = rest[end:]
    pages = []
    for number, start in enumerate(range(0, len(lines), rows), 1):
        texts: list[Text] = [(72, 740 - 15 * i, line) for i, line in enumerate(lines[start : start + rows])]
        if header:
            texts.append((72, 800, header))
        if numbers:
            texts.append((280, 40, f"— {number} —"))
        pages.append((texts, ()))
    return pdf(pages)


def _fitting(text: str, width: int) -> int:
    """How many characters fit a line of `width` full-width ones."""
    room = 2 * width
    for i, char in enumerate(text):
        room -= 1 if char.isascii() else 2
        if room < 0:
            return i
    return len(text)


def scanned(pages: int) -> bytes:
    """A PDF whose pages are pictures without text."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Length 1 >>\nstream\n\x00\nendstream"
    )
    stream = b"q 500 0 0 700 40 40 cm /I Do Q"
    objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I 3 0 R >> >> /Contents 4 0 R >>"
    kids = []
    for _ in range(pages):
        objects.append(page)
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    return _file(objects)
