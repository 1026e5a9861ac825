"""Read a manifest: what people say of files beside their text (file, url, issuer, date, region, title), one row a file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date as Date
from pathlib import Path
from typing import Any
from unicodedata import normalize

from zeren.kg import written
from zeren.kg.model import Head, Plan

COLUMNS = {"文件": "file", "网址": "url", "发文机关": "issuer", "日期": "date", "地区": "region", "标题": "title"}
FIELDS = ("issuer", "date", "region", "title")  # those that the text could say too
DATE = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?")
URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


class ManifestError(ValueError):
    """A manifest is wrong; the message is one line that names file and line."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a manifest says of one file; None where it says nothing. `date` as YYYY-MM-DD."""

    url: str | None = None
    issuer: str | None = None
    date: str | None = None
    region: str | None = None
    title: str | None = None

    def complete(self, head: Head) -> Head:
        """The head of the document with what is given in the place of what the text says."""
        said = {key: value for key in ("issuer", "date", "title", "url") if (value := getattr(self, key))}
        return replace(head, **said, given=tuple(key for key in FIELDS if getattr(self, key)))

    def complete_plans(self, plans: Sequence[Plan], head: Head) -> tuple[Plan, ...]:
        """The plans with the region given; the title given is that of a single plan that bears the document's title, or none."""
        alone = len(plans) == 1 and plans[0].title in ("", head.title)
        title = self.title if alone else None
        return tuple(replace(p, region=self.region or p.region, title=title or p.title) for p in plans)

    def row(self) -> dict[str, str]:
        """What is given, by column."""
        return {key: value for key, value in asdict(self).items() if value}


NOTHING = Given()


def load(file: Path, sources: Sequence[Path]) -> dict[Path, Given]:
    """What the manifest says of each of the sources that it names.

    Args:
        file: a .csv in UTF-8 or GB18030; its first line names the columns, in English or Chinese: file and any of the others.
        sources: the files that are read; a row names one by its name, or by as much of its path as tells it from others.

    Raises ManifestError, one line, for a wrong header, an unknown or repeated file, a date or url that is none.
    """
    try:
        text = written.read(file)
    except ValueError as error:
        raise ManifestError(str(error)) from None
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count))
    try:
        columns = _columns(file, next(rows, []))
        return _rows(file, rows, columns, sources)
    except csv.Error as error:
        raise ManifestError(f"{file}: line {rows.line_num}: {error}") from None


def _columns(file: Path, header: Sequence[str]) -> list[str]:
    names = [COLUMNS.get(name.strip(), name.strip().lower()) for name in header]
    while names and not names[-1]:
        names.pop()
    known = ", ".join(COLUMNS.values())
    if wrong := next((n for n in names if n not in COLUMNS.values()), None):
        raise ManifestError(f"{file}: line 1: no column is called {wrong}; the columns are {known}")
    if twice := next((n for n in names if names.count(n) > 1), None):
        raise ManifestError(f"{file}: line 1: the column {twice} stands twice")
    if "file" not in names or len(names) < 2:
        raise ManifestError(f"{file}: line 1: needs the column file and at least one other of {known}")
    return names


def _rows(file: Path, rows: Any, columns: Sequence[str], sources: Sequence[Path]) -> dict[Path, Given]:
    index = _index(sources)
    out: dict[Path, Given] = {}
    for cells in rows:
        where = f"{file}: line {rows.line_num}"
        values = [cell.strip() for cell in cells]
        if not any(values):
            continue
        if any(values[len(columns) :]):
            raise ManifestError(f"{where}: has more cells than the header has columns")
        row = dict(zip(columns, values, strict=False))
        path = _path(where, row.pop("file", ""), index)
        if path in out:
            raise ManifestError(f"{where}: {path.name} stands in an earlier line too")
        out[path] = _given(where, row)
    return out


def _index(sources: Sequence[Path]) -> dict[str, list[Path]]:
    """The sources by name, and by every longer end of their path."""
    out: dict[str, list[Path]] = {}
    for source in sources:
        parts = source.resolve().parts
        for n in range(1, len(parts) + 1):
            out.setdefault(normalize("NFC", "/".join(parts[-n:]).replace("//", "/")), []).append(source)
    return out


def _path(where: str, name: str, index: Mapping[str, Sequence[Path]]) -> Path:
    if not name:
        raise ManifestError(f"{where}: names no file")
    found = index.get(normalize("NFC", re.sub(r"^(?:\./)+", "", name.replace("\\", "/"))), ())
    if not found:
        raise ManifestError(f"{where}: no file that is read is called {name}")
    if len(found) > 1:
        raise ManifestError(f"{where}: {len(found)} files are called {name}; write the folder too ({found[0]} or {found[1]})")
    return found[0]


def _given(where: str, row: Mapping[str, str]) -> Given:
    said = {key: value for key, value in row.items() if value}
    if (day := said.get("date")) is not None:
        said["date"] = _date(where, day)
    if (url := said.get("url")) is not None and not URL.fullmatch(url):
        raise ManifestError(f"{where}: {url} is no url")
    return Given(**said)


def _date(where: str, text: str) -> str:
    match = DATE.fullmatch("".join(text.split()))
    try:
        if match:
            return Date(*map(int, match.groups())).isoformat()
    except ValueError:
        pass
    raise ManifestError(f"{where}: {text} is no date; write it as 2022-11-08")
