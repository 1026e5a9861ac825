"""Read a file of any supported format into blocks: lines, paragraphs and table rows in reading order, each with its place."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from zeren.build.readers.common import ReadError
from zeren.kg.model import Block, Source

__all__ = ["SUFFIXES", "ReadError", "find", "read"]

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


def find(paths: Iterable[Path]) -> list[Path]:
    """The files to read: those given, and those of a readable suffix inside folders given, without hidden ones and lock files.

    Folders are searched to any depth; the order is that of `paths`, sorted inside a folder; nothing comes twice.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
            seen = (p for p in inside if not any(part.startswith((".", HEAD)) for part in p.relative_to(path).parts))
            found.update(dict.fromkeys(sorted(seen, key=lambda p: p.as_posix())))
        else:
            found[path] = None
    return list(found)


def read(path: Path) -> Source:
    """The blocks of a file in reading order.

    Raises ReadError, whose text is one line naming the file and the reason, when the file cannot be read.
    """
    media = path.suffix.lower()
    if media not in MODULES:
        raise ReadError(path.name, f"unknown suffix {media or '(none)'}; readable are {', '.join(sorted(SUFFIXES))}")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(path.name, (error.strerror or str(error)).lower()) from None
    if not data.strip(b"\x00\xef\xbb\xbf\xfe\xff \t\r\n"):
        raise ReadError(path.name, "the file is empty")
    reader: Reader = import_module(f"zeren.build.readers.{MODULES[media]}").blocks
    try:
        blocks = reader(path.name, data)
    except ReadError:
        raise
    except Exception as error:  # a damaged file makes its library fail in any way; the other files are to be read all the same
        raise ReadError(path.name, f"damaged ({type(error).__name__})") from error
    if not any(block.text.strip() for block in blocks):
        raise ReadError(path.name, "no text inside")
    return Source(path.name, hashlib.sha256(data).hexdigest(), media.lstrip("."), blocks)
