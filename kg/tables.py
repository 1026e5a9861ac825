"""Write a table of plain values as CSV, JSON or an Excel sheet; a cell's text never becomes a formula."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
CLOCK = re.compile(rb">\d{4}-\d\d-\d\dT[^<]*Z<")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
ROWS = 1_048_576 - 1
LINKS = 65_000
"""Excel opens no sheet with more links than 65,530."""


class TableError(ValueError):
    """A table cannot be written; the message is one line."""


def to_text(columns: Sequence[str], rows: Sequence[Sequence[Any]], format: str, bom: bool = False) -> str:
    """The table as `csv` (with a byte-order mark for Excel when `bom`), `json` (an array of objects), or `table` (aligned by tabs)."""
    if format == "json":
        return json.dumps([dict(zip(columns, map(number, row), strict=True)) for row in rows], ensure_ascii=False, indent=1) + "\n"
    if format == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([[safe(cell) for cell in row] for row in rows])
        return ("\ufeff" if bom else "") + out.getvalue()
    lines = ["\t".join(columns), *("\t".join("" if c is None else " ".join(str(c).split()) for c in row) for row in rows)]
    return "\n".join(lines) + "\n"


def number(value: Any) -> Any:
    """A Decimal as int or float, anything else as it is: JSON knows no decimals."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def safe(value: Any) -> Any:
    """A cell for CSV: text that a spreadsheet would run as a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


Sheet = tuple[str, Sequence[str], Sequence[Sequence[Any]]]


def write_xlsx(sheets: Sequence[Sheet], file: Path, links: Mapping[str, str] | None = None) -> None:
    """Write sheets (title, columns, rows) to an Excel file: frozen header, filter, text never a formula, the same bytes each time.

    `links` leads from the text of a cell to a place in the same file ("'goals'!A2"); the first LINKS of a sheet are set.
    Raises TableError when a sheet has more rows than Excel holds.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, columns, rows in sheets:
        if len(rows) > ROWS:
            raise TableError(f"{file}: {len(rows)} rows are more than an Excel sheet holds ({ROWS}); use csv")
        sheet = book.create_sheet(title[:31])
        _fill(sheet, columns, rows)
        _link(sheet, links or {})
    out = io.BytesIO()
    book.save(out)
    file.write_bytes(_timeless(out.getvalue()))


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for at, row in enumerate((columns, *rows), 1):
        for n, value in enumerate(row, 1):
            cell = sheet.cell(at, n)
            cell.value = ILLEGAL.sub("", value) if isinstance(value, str) else number(value)
            if isinstance(value, str):
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if at == 1:
                cell.font = Font(bold=True)
    for n, column in enumerate(columns, 1):
        widest = max([len(column), *(len(str(row[n - 1] or "")) for row in rows[:200])])
        sheet.column_dimensions[get_column_letter(n)].width = min(60, 3 + widest * 1.7)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(1, len(columns)))}{len(rows) + 1}"


def _link(sheet: Worksheet, links: Mapping[str, str]) -> None:
    """Lead from each cell whose text has a place elsewhere in the file to that place."""
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    here, left = f"'{sheet.title}'!", LINKS
    for row in sheet.iter_rows(min_row=2) if links else ():
        for cell in row:
            target = links.get(cell.value) if isinstance(cell.value, str) else None
            if target and left and not target.startswith(here):
                cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target)
                cell.font = Font(underline="single", color="0000FF")
                left -= 1


def _timeless(data: bytes) -> bytes:
    """The zip file with its clock readings taken out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in sorted(before.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            body = before.read(name)
            if name == "docProps/core.xml":
                body = CLOCK.sub(b">2000-01-01T00:00:00Z<", body)
            after.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()
