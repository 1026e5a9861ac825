"""Write pages into a folder beside the old site and put them in its place when all are there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from markupsafe import Markup

from zeren.viz.assets import environment
from zeren.viz.paths import root_of
from zeren.viz.words import word

T = TypeVar("T")
Crumb = tuple[Markup | str, str | None]
MARKER = ".zeren-site"
NAV = (
    ("plans", "plans.html"),
    ("agencies", "agencies.html"),
    ("functions", "functions.html"),
    ("instruments", "instruments.html"),
    ("findings", "findings.html"),
)
SECTION = {"plan": "plans", "domain": "plans", "map": "plans", "source": "plans", "agency": "agencies", "function": "functions"}


class SiteError(ValueError):
    """The site cannot be written there; the message is one line."""


@dataclass
class Writer:
    """Renders templates to files below `folder`; `generation`, `as_of` and the `version` that built the data go into every footer."""

    folder: Path
    generation: str = ""
    as_of: str = ""
    version: str = ""
    written: int = 0

    def page(self, path: str, template: str, kind: str, title: str, crumbs: Sequence[Crumb] = (), **values: Any) -> None:
        """Render one page; `crumbs` lead from the home page to it (the home page itself is added)."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        trail = [(word("home"), "index.html"), *crumbs] if crumbs else []
        shared = {"nav": NAV, "version": self.version, "generation": self.generation, "as_of": self.as_of, "handed": ""}
        place = {"root": root_of(path), "kind": kind, "section": SECTION.get(kind, kind), "title": title, "crumbs": trail}
        stream = environment().get_template(template).stream({**shared, **place, **values})
        stream.enable_buffering(200)
        with target.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(stream)
        self.written += 1


def fresh(out: Path) -> Path:
    """An empty folder beside `out` to write into.

    Raises SiteError when `out` holds something else than a site of ours: that is never deleted.
    """
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / MARKER).is_file())):
        raise SiteError(f"{out}: holds something else than a site; give an empty or a new folder")
    new = out.with_name(f".{out.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    (new / MARKER).write_text("written by zeren; replaced as a whole by the next run\n", encoding="utf-8", newline="\n")
    return new


def put(new: Path, out: Path) -> None:
    """Put the finished folder in the place of the old one."""
    old = out.with_name(f".{out.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    new.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def chunks(rows: Sequence[T], size: int) -> Iterator[tuple[int, int, Sequence[T]]]:
    """(page from 1, number of pages, rows of that page); one empty page when there are no rows."""
    pages = max(1, -(-len(rows) // size))
    for n in range(pages):
        yield n + 1, pages, rows[n * size : (n + 1) * size]
