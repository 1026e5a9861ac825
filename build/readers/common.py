"""What all readers share: the error that names file and reason, the magic numbers that tell a wrong suffix, what is too large to read."""

from __future__ import annotations

import io
import zipfile

MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b\x08", "a gzip file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
LARGEST = 200  # megabytes of a file
UNPACKED = 150  # megabytes of XML in an Office file
MOST = 1_000_000  # lines, paragraphs and rows; the longest plans have some 3,000
MEGABYTE = 1_000_000


class ReadError(ValueError):
    """A file that cannot be read; the text is one line, `name: reason`."""

    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, " ".join(reason.split())
        super().__init__(f"{name}: {self.reason}")


def looks_like(data: bytes) -> str | None:
    """What the first bytes say that the data is, None when they say nothing."""
    return next((what for magic, what in MAGIC if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:64])), None)


def wrong_kind(data: bytes, kind: str, error: Exception) -> str:
    """The reason why data that should be a zip of `kind` is not read."""
    what = looks_like(data)
    if what == "a zip or Office file":
        return f"damaged, or no {kind} inside ({type(error).__name__})"
    article = "an" if kind[0] in "AEIOU" else "a"
    return f"not {article} {kind}{f' but {what}' if what else ''} ({type(error).__name__})"


def check_unpacked(name: str, data: bytes) -> None:
    """Raises ReadError where an Office file would take too much memory once it is unpacked; says nothing of what is no zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return
    written = sum(m.file_size for m in members if m.filename.endswith((".xml", ".rels")))
    pictures = sum(m.file_size for m in members) - written
    if written > UNPACKED * MEGABYTE or pictures > 5 * UNPACKED * MEGABYTE:
        raise ReadError(name, f"too large: unpacks to {(written + pictures) // MEGABYTE:,} MB; split it")


def check_lines(name: str, lines: int) -> None:
    """Raises ReadError for more lines, paragraphs and rows than any document has."""
    if lines > MOST:
        raise ReadError(name, f"too large: {lines:,} lines or rows, {MOST:,} are read; split it")
