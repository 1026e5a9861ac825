"""What the command line writes is what was said: no markup, no emoji, no wrapping; wrong usage is an error of one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zeren.viz import console
from zeren.viz.console import UsageError


def test_a_complaint_is_one_line_as_it_is(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "err", console.Console(stderr=True, highlight=False, emoji=False, width=40))
    console.complain("targets.yaml:a: [red]不[/] " + "长" * 80)
    assert capsys.readouterr().err == "zeren: targets.yaml:a: [red]不[/] " + "长" * 80 + "\n"


def test_the_console_itself_turns_no_colons_into_pictures(capsys: pytest.CaptureFixture[str]) -> None:
    console.show("a:b:c :smile:")
    assert capsys.readouterr().out == "a:b:c :smile:\n"


def test_errors_in_one_line(tmp_path: Path) -> None:
    assert console.reason(ValueError("a\n b")) == "a b"
    with pytest.raises(OSError) as error:
        (tmp_path / "none").read_bytes()
    assert console.reason(error.value) == f"{tmp_path / 'none'}: no such file or directory"


def test_cells_in_every_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    console.cells(("甲", "n"), [("x", 1)], "json", None)
    assert json.loads(capsys.readouterr().out) == [{"甲": "x", "n": 1}]
    console.cells(("甲", "n"), [("x", 1)], "table", None)
    assert capsys.readouterr().out.split() == ["甲", "n", "x", "1"]
    console.cells(("甲", "n"), [("x", 1)], "csv", tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines() == ["甲,n", "x,1"]
    console.cells(("甲", "n"), [("x", 1)], "xlsx", tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").stat().st_size > 1000
    for output in (None, Path("-")):
        with pytest.raises(UsageError, match="needs -o"):
            console.cells(("甲",), [("x",)], "xlsx", output)


def test_nobody_watches_no_progress() -> None:
    with console.progress(quiet=False) as step:
        assert step is None


def test_days_are_written_in_one_way() -> None:
    assert (console.date("2026-01-31"), console.date(None)) == ("2026-01-31", None)
    with pytest.raises(UsageError, match="tomorrow: is no date"):
        console.date("tomorrow")
