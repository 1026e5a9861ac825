"""What a person sees in a terminal."""

from __future__ import annotations

import io
from typing import Any

from rich.console import Console

from zeren.kg.finding import Evidence, Finding
from zeren.viz import terminal


def shown(*parts: Any) -> str:
    out = Console(file=io.StringIO(), width=200, highlight=False)
    for part in parts:
        out.print(part)
    return out.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_numbers_stand_flush_right_and_markup_is_text() -> None:
    lines = shown(terminal.grid(("名[b]", "n"), [("[red]甲[/]", 7), (None, 1234)])).splitlines()
    assert lines[0].split() == ["名[b]", "n"]
    assert lines[1].rstrip().endswith("   7")
    assert "[red]甲[/]" in lines[1]
    assert lines[2].strip() == "1234"


def test_the_summary_tells_failed_sources_and_stops_at_forty() -> None:
    good = {"name": "a.txt", "status": "ok", "counts": {"goals": 12}}
    text = shown(*terminal.sources([good, {"name": "b.txt", "status": "failed"}, *[good] * 60]))
    assert "failed" in text
    assert "12" in text
    assert "and 22 more sources" in text


def finding(code: str, plan: str | None) -> Finding:
    return Finding(code, "error", "a.txt", plan, 1, 2, "x:a", "目标[1]无人", "nobody", Evidence(3, 5, "原[文]"), "指定单位")


def test_findings_are_grouped_quoted_and_counted() -> None:
    text = shown(*terminal.findings([finding("A01", "women"), finding("A02", "women"), finding("A01", "children")]))
    assert text.count("a.txt · women") == 1
    assert "“原[文]” (3–5)" in text
    assert "目标[1]无人" in text
    assert text.rstrip().endswith("3 error, 0 warning, 0 info")
    assert shown(*terminal.findings([])).strip() == "no findings"
