"""What the command line does with its output: lines on stderr, a progress bar, tables and files in the format that was asked for."""

from __future__ import annotations

import datetime
import json
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from zeren.kg.finding import Finding, to_json
from zeren.viz import terminal

FOUND = ("code", "severity", "source", "plan", "domain", "no", "message")
log = logging.getLogger("zeren")
err = Console(stderr=True, highlight=False, emoji=False, width=None if sys.stderr.isatty() else 160)


class UsageError(ValueError):
    """A command was called wrongly; the message is one line."""


def complain(message: str, colour: str = "red") -> None:
    """One line on stderr."""
    err.print(f"[{colour}]zeren:[/] {escape(message)}", soft_wrap=True)


def reason(error: Exception) -> str:
    """An error that the user can mend, as one line."""
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {(error.strerror or str(error)).lower()}"
    return " ".join(str(error).split())


def log_to(file: Path | None) -> None:
    """Write the details of defects to a file, or nowhere."""
    if file is None:
        log.addHandler(logging.NullHandler())
        return
    log.addHandler(logging.FileHandler(file, encoding="utf-8"))
    log.setLevel(logging.DEBUG)


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """A progress bar on stderr, one task a stage; None when quiet or when nobody watches."""
    if quiet or not err.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description:>8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        tasks: dict[str, Any] = {}

        def step(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield step


def summary(made: Any, out: Path) -> None:
    """What a build did (a pipeline.Summary), on stderr."""
    for part in terminal.sources(made.sources):
        err.print(part)
    findings = ", ".join(f"{n} {severity}" for severity, n in made.findings) or "none"
    err.print(f"{escape(str(out))}: {len(made.sources)} sources ({made.read} read anew), {made.quads} quads; findings: {findings}")


@contextmanager
def writer(output: Path | None) -> Iterator[Callable[[str], object]]:
    """A function that writes text to a file, or to stdout for None and -."""
    if output is None or str(output) == "-":
        yield sys.stdout.write
        sys.stdout.flush()
    else:
        with output.open("w", encoding="utf-8", newline="") as file:
            yield file.write


def cells(columns: Sequence[str], rows: Sequence[Sequence[Any]], format: str, output: Path | None) -> None:
    """Write a table as table, csv, json or xlsx; raises UsageError for an xlsx without a file."""
    from zeren.kg import tables

    if format == "xlsx":
        if output is None or str(output) == "-":
            raise UsageError("--format xlsx needs -o FILE.xlsx")
        tables.write_xlsx([("zeren", columns, rows)], output)
    elif format == "table" and output is None:
        show(terminal.grid(columns, rows))
    else:
        with writer(output) as write:
            write(tables.to_text(columns, rows, format, bom=output is not None and str(output) != "-"))


def findings(found: Sequence[Finding], format: str, output: Path | None) -> None:
    """Write findings for people (table), or as rows or JSON."""
    if format == "json":
        with writer(output) as write:
            write(json.dumps([to_json(f) for f in found], ensure_ascii=False, indent=1) + "\n")
    elif format == "table" and output is None:
        show(*terminal.findings(found))
    else:
        rows = [(*(getattr(f, key) for key in FOUND), f.evidence.quote if f.evidence else None, f.suggestion) for f in found]
        cells((*FOUND, "evidence", "suggestion"), rows, format, output)


def show(*parts: Any) -> None:
    """Write rich renderables to stdout, unwrapped and without trailing blanks when nobody watches."""
    out = Console(highlight=False, emoji=False, width=None if sys.stdout.isatty() else 10_000)
    with out.capture() as capture:
        for part in parts:
            out.print(part, soft_wrap=isinstance(part, str))
    sys.stdout.write("\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n")


def codes(text: str | None) -> tuple[str, ...]:
    """Codes of checks as the user lists them: a01, B."""
    return tuple(part.strip().upper() for part in (text or "").split(",") if part.strip())


def date(text: str | None) -> str | None:
    """A day as the user writes it, YYYY-MM-DD; raises UsageError for anything else."""
    try:
        return None if text is None else datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(f"--as-of {text}: is no date of the form 2026-01-31") from None
