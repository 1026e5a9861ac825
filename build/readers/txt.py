"""Read plain text in UTF-8, UTF-16 or GB18030: one block a line."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from zeren.build.readers.common import ReadError, check_lines, looks_like
from zeren.kg.model import Block, Place

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
LINE = re.compile(r"\r\n|[\n\r\x0b\x1c-\x1e\x85\u2028\u2029]")
COMMON = re.compile(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffefA-Za-z0-9\s.,;:()\-“”‘’…—]")
RARE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffd\ue000-\uf8ff]")
SAMPLE = 200_000  # characters looked at to judge a decoding


def blocks(name: str, data: bytes) -> tuple[Block, ...]:
    """One block a line; a form feed starts a new page.

    Raises ReadError when the bytes are no text in any encoding that Chinese offices use.
    """
    text = decode(name, data)
    paged = "\f" in text
    out: list[Block] = []
    page = 1
    lines = LINE.split(text)
    check_lines(name, len(lines))
    for number, line in enumerate(lines, 1):
        head, *rest = line.split("\f")
        out.append(Block(head, Place(line=number, page=page if paged else None)))
        for piece in rest:
            page += 1
            out.append(Block(piece, Place(line=number, page=page)))
    return tuple(out)


def decode(name: str, data: bytes) -> str:
    """The text of the bytes: a byte order mark decides, then strict UTF-8, UTF-16 without mark, GB18030, then a guess."""
    if what := looks_like(data):
        raise ReadError(name, f"not a text file but {what}")
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if plausible(text):
            return text
    best = charset_normalizer.from_bytes(data[:SAMPLE]).best()
    if best is not None and plausible(text := data.decode(best.encoding, errors="replace")):
        return text
    raise ReadError(name, "not a text file, or in an unknown encoding (UTF-8, UTF-16 and GB18030 are read)")


def _candidates(data: bytes) -> list[str]:
    sample = data[:4096]
    if b"\x00" in sample:
        odd, even = sample[1::2].count(0), sample[0::2].count(0)
        return ["utf-16-le", "utf-16-be"] if odd >= even else ["utf-16-be", "utf-16-le"]
    return ["utf-8", "gb18030", "utf-16-le", "utf-16-be"]


def plausible(text: str) -> bool:
    """Whether decoded text looks like writing: hardly any control or private characters."""
    sample = text[:SAMPLE]
    return len(RARE.findall(sample)) * 200 <= len(sample) and len(COMMON.findall(sample)) * 2 >= len(sample)
