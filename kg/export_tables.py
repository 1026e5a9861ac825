"""Lay a dataset out as tables, one a class (kg/sheets/*.rq): a folder of CSV files that CSVW describes, or one Excel file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from zeren.kg.export_evidence import LONGEST, place
from zeren.kg.query import NamedQuery, Table, Value, named, table
from zeren.kg.store import Store
from zeren.kg.tables import Sheet, to_text

FOLDER = Path(__file__).parent / "sheets"
ORDER = ("plans", "goals", "measures", "tasks", "assignments", "agencies", "targets", "duties", "citations", "instruments", "findings")
"""The sheets that come first; the others follow by name."""

DATATYPES = {int: "integer", bool: "boolean", str: "string"}
_DIGITS = re.compile(r"(\d+)")


class Tabled(Protocol):
    """What tables are made of: an open dataset."""

    @property
    def store(self) -> Store: ...
    @property
    def sources(self) -> list[dict[str, Any]]: ...
    def text(self, source_id: str) -> str: ...


def sheets(ds: Tabled, quotes: bool = False) -> Iterator[tuple[NamedQuery, Table]]:
    """Every sheet with its rows, in the order of their IRIs' numbers; a quoted place becomes source, start and end (and its quote)."""
    names = {s["id"]: s["name"] for s in ds.sources}
    for query in sorted(named(FOLDER), key=lambda q: (ORDER.index(q.name) if q.name in ORDER else len(ORDER), q.name)):
        answer = table(ds.store.query(query.text))
        key = answer.columns.index("iri")
        rows = sorted(answer.rows, key=lambda row: _natural(str(row[key])))
        yield query, _placed(Table(answer.columns, tuple(rows)), names, ds.text if quotes else None)


def write_csv(ds: Tabled, folder: Path, quotes: bool = False) -> None:
    """Write one CSV file a sheet and csv-metadata.json (CSV on the Web) into `folder`, which is made; UTF-8 with a mark for Excel."""
    folder.mkdir(parents=True, exist_ok=True)
    described = []
    for query, answer in sheets(ds, quotes):
        name = f"{query.name}.csv"
        (folder / name).write_bytes(
            to_text(answer.columns, [tuple(map(_cell, row)) for row in answer.rows], "csv", bom=True).encode("utf-8")
        )
        described.append(_description(name, query, answer))
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh-Hans"}],
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n", "\n"], "header": True},
        "rdfs:comment": "文本单元格若以 = + - @ 开头，前面加撇号。 A cell whose text begins with = + - @ has an apostrophe in front.",
        "tables": described,
    }
    (folder / "csv-metadata.json").write_bytes((json.dumps(metadata, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def places(book: Sequence[Sheet]) -> dict[str, str]:
    """IRI → the row of an Excel file that describes it, so that cells which name it can lead there."""
    return {str(row[columns.index("iri")]): f"'{name}'!A{n}" for name, columns, rows in book for n, row in enumerate(rows, 2)}


def _placed(answer: Table, names: dict[str, str], text: Callable[[str], str] | None) -> Table:
    """The table with the column `evidence`, if it has one, parted into what people read; long quotes stay out."""
    if "evidence" not in answer.columns:
        return answer
    at = answer.columns.index("evidence")
    columns = (*answer.columns[:at], "source", "start", "end", *(("quote",) if text else ()), *answer.columns[at + 1 :])
    texts: dict[str, str] = {}
    rows = []
    for row in answer.rows:
        found = place(str(row[at] or ""))
        cells: tuple[Value, ...] = (None, None, None, None)
        if found:
            source, start, end = found
            id_ = source.rpartition("/")[2]
            if text and id_ not in texts:
                texts = {id_: text(id_)}
            cells = (names.get(id_, id_), start, end, texts[id_][start:end] if text and end - start <= LONGEST else None)
        rows.append((*row[:at], *(cells if text else cells[:3]), *row[at + 1 :]))
    return Table(columns, tuple(rows))


def _description(url: str, query: NamedQuery, answer: Table) -> dict[str, Any]:
    kinds = [{type(row[n]) for row in answer.rows if row[n] is not None} for n in range(len(answer.columns))]
    columns = [{"name": c, "titles": c, "datatype": _datatype(c, kind)} for c, kind in zip(answer.columns, kinds, strict=True)]
    return {
        "url": url,
        "dc:title": {"@value": query.zh, "@language": "zh-Hans"},
        "dc:description": {"@value": query.en, "@language": "en"},
        "tableSchema": {"columns": columns, "primaryKey": "iri"},
    }


def _datatype(column: str, kinds: set[type]) -> str:
    if column == "iri" or column.endswith(("_iri", "_url")):
        return "anyURI"
    if len(kinds) == 1:
        kind = DATATYPES.get(next(iter(kinds)), "decimal")
        return "date" if column == "date" and kind == "string" else kind
    return "decimal" if kinds and str not in kinds else "string"


def _cell(value: Value) -> Value:
    """A truth value as CSVW and XML Schema spell it."""
    return str(value).lower() if isinstance(value, bool) else value


def _natural(iri: str) -> list[tuple[int, str]]:
    """A key that sorts …/goal/2 before …/goal/10."""
    return [(int(part), "") if part.isdigit() and len(part) < 10 else (-1, part) for part in _DIGITS.split(iri)]
