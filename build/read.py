"""Read a file of any supported format into blocks: lines, paragraphs and table rows in reading order, each with its place."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

from zeren.build.readers.common import LARGEST, MEGABYTE, ReadError, check_lines
from zeren.kg.model import Block, Source

__all__ = ["SUFFIXES", "ReadError", "find", "name", "read"]

Reader = Callable[[str, bytes], tuple[Block, ...]]

MODULES = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "txt",
    ".docx": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xlsx": "xlsx",
    ".doc": "office",
    ".wps": "office",
    ".ofd": "ofd",
}
SUFFIXES = frozenset(MODULES)
HEAD = "~$"  # Office's lock files
DATASET = "dataset.json"
OURS = frozenset({"decisions", "graph", "links", "records", "site", "store", "text", "vocabulary"})  # beside DATASET: our own work


def find(paths: Iterable[Path]) -> list[Path]:
    """The files to read: those given, and those of a readable suffix inside folders given, without hidden ones and lock files.

    Folders are searched to any depth, but not what `zeren build` wrote into one of them; the order is that of `paths`, sorted inside a
    folder; no file comes twice, however it is spelled or linked.
    """
    found: dict[str, Path] = {}
    for path in paths:
        inside = sorted(_inside(path), key=lambda p: p.as_posix()) if path.is_dir() else [path]
        for file in inside:
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def _inside(folder: Path) -> Iterator[Path]:
    """The readable files below a folder."""
    for place, folders, files in os.walk(folder):
        ours = OURS if DATASET in files else frozenset()
        folders[:] = [f for f in folders if not f.startswith((".", HEAD)) and f not in ours]
        seen = (Path(place, f) for f in files if not f.startswith((".", HEAD)))
        yield from (p for p in seen if p.suffix.lower() in SUFFIXES and p.is_file())


def name(path: Path) -> str:
    """A file's name as text; bytes that are no UTF-8 (an archive from Windows, unpacked elsewhere) are tried as GB18030."""
    try:
        path.name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(path.name).decode("gb18030", errors="replace")
    return path.name


def read(path: Path) -> Source:
    """The blocks of a file in reading order.

    Raises ReadError, whose text is one line naming the file and the reason, when the file cannot be read.
    """
    media = path.suffix.lower()
    if media not in MODULES:
        raise ReadError(name(path), f"unknown suffix {media or '(none)'}; readable are {', '.join(sorted(SUFFIXES))}")
    try:
        if (size := path.stat().st_size) > LARGEST * MEGABYTE:
            raise ReadError(name(path), f"too large: {size // MEGABYTE:,} MB, {LARGEST} are read; split it")
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(name(path), (error.strerror or str(error)).lower()) from None
    if not data.strip(b"\x00\xef\xbb\xbf\xfe\xff \t\r\n"):
        raise ReadError(name(path), "the file is empty")
    reader: Reader = import_module(f"zeren.build.readers.{MODULES[media]}").blocks
    try:
        blocks = reader(name(path), data)
    except ReadError:
        raise
    except Exception as error:  # a damaged file makes its library fail in any way; the other files are to be read all the same
        raise ReadError(name(path), f"damaged ({type(error).__name__})") from error
    check_lines(name(path), len(blocks))
    if not any(block.text.strip() for block in blocks):
        raise ReadError(name(path), "no text inside")
    return Source(name(path), hashlib.sha256(data).hexdigest(), media.lstrip("."), blocks)
