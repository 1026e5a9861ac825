"""What the command line does with its output."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from zeren.kg.finding import Evidence, Finding
from zeren.viz import console, options

FINDING = Finding("A01", "error", "a.txt", "women", 1, 2, "x:a", "无人", "nobody", Evidence(3, 5, "原文"), "指定")


def test_an_error_is_one_line_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(OSError) as caught:
        (tmp_path / "none.txt").open(encoding="utf-8")
    assert console.reason(caught.value) == f"{tmp_path / 'none.txt'}: no such file or directory"
    assert console.reason(ValueError("two\n  lines")) == "two lines"


def test_complaints_go_to_stderr(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setattr(console.err, "file", sys.stderr)
    console.complain("a[b].txt: broken")
    assert "zeren: a[b].txt: broken" in capsys.readouterr().err


def test_findings_as_json_csv_and_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    console.findings([FINDING], "json", None)
    assert json.loads(capsys.readouterr().out)[0]["evidence"] == {"start": 3, "end": 5, "quote": "原文"}
    console.findings([FINDING], "csv", tmp_path / "f.csv")
    assert (tmp_path / "f.csv").read_text(encoding="utf-8-sig").splitlines()[1] == "A01,error,a.txt,women,1,2,无人,原文,指定"
    console.findings([FINDING], "table", None)
    assert "“原文” (3–5)" in capsys.readouterr().out


def test_excel_needs_a_file() -> None:
    with pytest.raises(console.UsageError, match="needs -o"):
        console.cells(("a",), [(1,)], "xlsx", None)


def test_codes_as_people_list_them() -> None:
    assert console.codes(" a01,b ,") == ("A01", "B")
    assert console.codes(None) == ()


def test_details_of_defects_go_to_the_log(tmp_path: Path) -> None:
    logger = logging.getLogger("zeren")
    before = list(logger.handlers)
    console.log_to(tmp_path / "z.log")
    logger.error("boom")
    for handler in [h for h in logger.handlers if h not in before]:
        handler.close()
        logger.removeHandler(handler)
    assert "boom" in (tmp_path / "z.log").read_text(encoding="utf-8")


def test_every_format_to_choose_is_named_as_it_is_written() -> None:
    for formats in (options.Cells, options.Audited, options.Networked, options.Exported):
        assert all(f.name == f.value for f in formats)
