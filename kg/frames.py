"""Answers as pandas DataFrames whose columns are typed: whole numbers Int64, other numbers Float64, truth boolean, all else string."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pandas as pd

from zeren.kg.query import Table, Value


def to_frame(table: Table) -> pd.DataFrame:
    """The table as a DataFrame; an empty cell is <NA>, an empty column a string one."""
    columns = [pd.Series(values, dtype=dtype(values)) for values in _columns(table)]
    out = pd.concat(columns, axis=1) if columns else pd.DataFrame(index=range(len(table.rows)))
    out.columns = pd.Index(table.columns, dtype="str")
    return out


def dtype(values: Iterable[Value]) -> str:
    """The narrowest pandas type that holds all the values: boolean, Int64, Float64 or string."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return "boolean"
    if kinds == {int}:
        return "Int64"
    return "Float64" if kinds and kinds <= {int, Decimal, float} else "string"


def _columns(table: Table) -> list[list[Value]]:
    columns = [[row[n] for row in table.rows] for n in range(len(table.columns))]
    return [[_cell(value, dtype(values)) for value in values] for values in columns]


def _cell(value: Value, kind: str) -> Value:
    if value is None:
        return None
    if kind == "Float64":
        return float(value)
    return str(value) if kind == "string" else value
