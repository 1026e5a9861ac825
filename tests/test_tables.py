"""Tables as CSV, JSON and Excel sheets."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from zeren.kg.tables import TableError, to_text, write_xlsx

COLUMNS = ("单位", "数")
ROWS = [("=HYPERLINK(1)", 3), ("县教育局", Decimal("3.50")), (None, None), ("坏\x00字,\n换行", True)]


def test_csv_is_read_back_and_runs_nothing() -> None:
    text = to_text(COLUMNS, ROWS, "csv", bom=True)
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline="")))
    assert rows[1] == ["'=HYPERLINK(1)", "3"]
    assert rows[3] == ["", ""]
    assert rows[4][0] == "坏\x00字,\n换行"


def test_json_has_numbers() -> None:
    data = json.loads(to_text(COLUMNS, ROWS, "json"))
    assert data[1] == {"单位": "县教育局", "数": 3.5}
    assert data[0]["单位"] == "=HYPERLINK(1)"


def test_plain_text_is_a_line_a_row() -> None:
    assert to_text(COLUMNS, ROWS, "table").splitlines()[4] == "坏\x00字, 换行\tTrue"


def test_excel_holds_text_not_formulas_and_the_same_bytes(tmp_path: Path) -> None:
    write_xlsx([("表", COLUMNS, ROWS)], tmp_path / "a.xlsx")
    write_xlsx([("表", COLUMNS, ROWS)], tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    sheet = load_workbook(tmp_path / "a.xlsx")["表"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=HYPERLINK(1)", "s")
    assert sheet["B3"].value == 3.5
    assert sheet["A5"].value == "坏字,\n换行"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B5")


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zeren.kg.tables.ROWS", 3)
    with pytest.raises(TableError, match="use csv"):
        write_xlsx([("表", COLUMNS, ROWS)], tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()
