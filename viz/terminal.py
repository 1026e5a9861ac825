"""What a person sees in a terminal: tables and findings as rich renderables; printing them is the command line's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.markup import escape
from rich.table import Table

from zeren.kg.finding import Finding

COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
COUNTS = ("plans", "goals", "measures", "assignments", "targets", "citations", "duties", "unresolved", "not_understood")
SHOWN = 40


def grid(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Table:
    """A borderless table; columns of numbers stand flush right."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for n, column in enumerate(columns):
        cells = [r[n] for r in rows if r[n] is not None]
        number = bool(cells) and all(isinstance(c, (int, float)) and not isinstance(c, bool) for c in cells)
        table.add_column(escape(column), justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(escape("" if cell is None else str(cell)) for cell in row))
    return table


def sources(entries: Sequence[Mapping[str, Any]]) -> Iterator[Table | str]:
    """The summary of a build: a row a source, the first SHOWN of them."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("source", overflow="fold")
    for count in COUNTS:
        table.add_column(count.replace("_", " "), justify="right", no_wrap=True)
    for source in entries[:SHOWN]:
        good = source["status"] == "ok"
        table.add_row(escape(source["name"]), *([str(source["counts"].get(c, 0)) for c in COUNTS] if good else ["[red]failed[/]"]))
    yield table
    if len(entries) > SHOWN:
        yield f"… and {len(entries) - SHOWN} more sources"


def findings(found: Iterable[Finding]) -> Iterator[str]:
    """Findings as lines of markup, grouped by source and plan in the order given, each with its quote and what to do."""
    before: tuple[str, str | None] | None = None
    tally = dict.fromkeys(COLOURS, 0)
    for f in found:
        tally[f.severity] += 1
        if (f.source, f.plan) != before:
            if before:
                yield ""
            before = (f.source, f.plan)
            yield f"[bold]{escape(f.source)}[/]" + (f" · {f.plan}" if f.plan else "")
        yield f"  [{COLOURS[f.severity]}]{f.code} {f.severity}[/]  {escape(f.message)}"
        if f.evidence:
            yield escape(f"      “{f.evidence.quote}” ({f.evidence.start}–{f.evidence.end})")
        if f.suggestion:
            yield f"      → {escape(f.suggestion)}"
    if before is None:
        yield "no findings"
    else:
        yield ""
        yield ", ".join(f"{n} {severity}" for severity, n in tally.items())
