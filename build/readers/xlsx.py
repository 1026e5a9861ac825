"""Read Excel workbooks: each visible sheet as a table, header found, merged cells handed down."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from zeren.build.readers.common import ReadError, check_unpacked, wrong_kind
from zeren.build.readers.grid import Cell, Line, rows
from zeren.kg.model import Block, Place

WIDEST = 200  # columns


def blocks(name: str, data: bytes) -> tuple[Block, ...]:
    """Rows of every visible sheet, with sheet and row in their place. Raises ReadError when the file is no workbook."""
    check_unpacked(name, data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl raises many kinds: BadZipFile, InvalidFileException, KeyError, ValueError
        raise ReadError(name, wrong_kind(data, "Excel workbook", error)) from None
    out: list[Block] = []
    for number, sheet in enumerate((s for s in book.worksheets if s.sheet_state == "visible"), 1):
        out.extend(rows(list(_lines(sheet)), number))
    return tuple(out)


def _lines(sheet: Any) -> Iterator[Line]:
    below: dict[tuple[int, int], bool] = {}
    across: dict[tuple[int, int], int] = {}
    for area in sheet.merged_cells.ranges:
        across[area.min_row, area.min_col] = area.max_col - area.min_col + 1
        for row in range(area.min_row + 1, min(area.max_row, area.min_row + 5000) + 1):
            below.update({(row, column): True for column in range(area.min_col, min(area.max_col, WIDEST) + 1)})
    width = _width(sheet)
    for i, values in enumerate(sheet.iter_rows(max_col=width), 1):
        cells = tuple(Cell(_text(c), below.get((i, j), False), across.get((i, j), 1)) for j, c in enumerate(values, 1))
        if any(c.text.strip() for c in cells):
            yield Line(cells, Place(sheet=sheet.title, row=i))


def _width(sheet: Any) -> int:
    """The last column that holds anything."""
    last = 1
    for values in sheet.iter_rows(values_only=True):
        for j in range(len(values) - 1, last - 1, -1):
            if values[j] is not None and str(values[j]).strip():
                last = j + 1
                break
    return min(last, WIDEST)


def _text(cell: Any) -> str:
    """A cell's value as its reader sees it: 60% for 0.6 in a percent format, 2025-06-30 for a date."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if (value.hour, value.minute) == (0, 0) else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return f"{round(value * 100, 6):g}%" if "%" in str(cell.number_format) else f"{value:.12g}"
    return str(value)
