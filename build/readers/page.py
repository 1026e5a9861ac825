"""Open a PDF and take its pages apart: characters with their boxes, the lines these make, ruled lines. The one door to PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

THIN = 3.0  # points: a path at most this high is a ruled line
SHORT = 6.0  # points: a shorter one is an ornament


@dataclass(frozen=True, slots=True)
class Char:
    """A character and its box in points, the page's origin at the lower left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one line without a wide gap: their text, extent and size in points."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    page: int = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: where it lies (x of an upright one, else y) and from where to where."""

    upright: bool
    at: float
    start: float
    end: float


def opened(data: bytes) -> Any:
    """The document; raises ValueError with "locked by a password" or "damaged"."""
    try:
        document = pdfium.PdfDocument(data)
        len(document)
    except pdfium.PdfiumError as error:
        raise ValueError("locked by a password" if "password" in str(error).lower() else "damaged") from None
    return document


def has_picture(page: Any) -> bool:
    """Whether the page shows a picture."""
    return next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None


def chars(page: Any) -> list[Char]:
    """The visible characters of a page in the order of its content."""
    text = page.get_textpage()
    handle = text.raw
    out: list[Char] = []
    box = raw.FS_RECTF()
    for i in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, i)
        if code < 33 or 0xD800 <= code < 0xE000 or code in (0xA0, 0x3000, 0xFFFE, 0xFFFF):
            continue
        if raw.FPDFText_GetLooseCharBox(handle, i, ctypes.byref(box)) and box.right > box.left:
            out.append(Char(chr(code), box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top)))
    text.close()
    return out


def rows(found: Sequence[Char]) -> list[list[Char]]:
    """The characters in lines from the top down, each from left to right."""
    lines: list[list[Char]] = []
    for char in sorted(found, key=lambda c: (-c.middle, c.left)):
        size = char.top - char.bottom
        if lines and abs(lines[-1][0].middle - char.middle) <= 0.45 * max(size, lines[-1][0].top - lines[-1][0].bottom):
            lines[-1].append(char)
        else:
            lines.append([char])
    for line in lines:
        line.sort(key=lambda c: c.left)
    return lines


def runs(found: Sequence[Char], page: int, gap: float = 1.8, gutter: float | None = None) -> list[Run]:
    """The characters as lines from the top down, cut at the gutter and where a gap is wider than `gap` times their size."""
    out: list[Run] = []
    for line in rows(found):
        start = 0
        size = sorted(c.top - c.bottom for c in line)[len(line) // 2]
        for i in range(1, len(line) + 1):
            parted = i < len(line) and gutter is not None and line[i - 1].right <= gutter + 1 and line[i].left >= gutter - 1
            if i == len(line) or parted or line[i].left - line[i - 1].right > gap * size:
                out.append(_run(line[start:i], page, size))
                start = i
    return out


def gutter(found: Sequence[Char]) -> float | None:
    """The x of the gap between two columns of text, None for a page of one."""
    lines = rows(found)
    if len(lines) < 8:
        return None
    start, end = min(line[0].left for line in lines), max(line[-1].right for line in lines)
    size = sorted(c.top - c.bottom for c in found)[len(found) // 2]
    wide = int(end - start) + 2
    change = [0] * (wide + 1)  # how many characters begin less end at each point of the width
    for char in found:
        change[max(0, int(char.left - size / 4 - start))] += 1
        change[min(wide, max(0, int(char.right + size / 4 - start) + 1))] -= 1
    crossing = list(accumulate(change))
    middle = range(int(0.3 * wide), max(int(0.7 * wide), int(0.3 * wide) + 1))
    best = min(middle, key=lambda at: (crossing[at], abs(2 * at - wide)))
    if crossing[best] > 0.1 * len(lines):
        return None
    x = start + best
    both = sum(sum(c.right <= x for c in line) >= 8 and sum(c.left >= x for c in line) >= 8 for line in lines)
    return x if both >= max(4, 0.15 * len(lines)) else None


def _run(line: Sequence[Char], page: int, size: float) -> Run:
    text = line[0].text
    for before, char in pairwise(line):
        if (char.left - before.right > 0.2 * size and (before.text + char.text).isascii()) or char.left - before.right > 0.8 * size:
            text += " "
        text += char.text
    return Run(text, line[0].left, line[-1].right, min(c.bottom for c in line), max(c.top for c in line), size, page)


def rules(page: Any) -> list[Rule]:
    """The ruled lines of a page: thin paths, and the edges of drawn boxes."""
    out: list[Rule] = []
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        for points in _subpaths(item):
            out.extend(_edges(points))
    return out


def _subpaths(item: Any) -> Iterator[list[tuple[float, float]]]:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item.raw, ctypes.byref(matrix))
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(min(raw.FPDFPath_CountSegments(item.raw), 4000)):
        segment = raw.FPDFPath_GetPathSegment(item.raw, i)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f))
    if points:
        yield points


def _edges(points: Sequence[tuple[float, float]]) -> Iterator[Rule]:
    left, right = min(p[0] for p in points), max(p[0] for p in points)
    bottom, top = min(p[1] for p in points), max(p[1] for p in points)
    if top - bottom <= THIN and right - left >= SHORT:
        yield Rule(False, (top + bottom) / 2, left, right)
    elif right - left <= THIN and top - bottom >= SHORT:
        yield Rule(True, (left + right) / 2, bottom, top)
    elif 4 <= len(points) <= 6 and right - left >= SHORT and top - bottom >= SHORT:
        yield from (Rule(False, at, left, right) for at in (bottom, top))
        yield from (Rule(True, at, bottom, top) for at in (left, right))
