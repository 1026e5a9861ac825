"""The command line: the only module that may import everything, and the only one that prints."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from zeren.viz import terminal

app = typer.Typer(
    name="zeren",
    help="责任: read Chinese government plans into a graph of who is responsible for what; query, audit and browse it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
err = Console(stderr=True, highlight=False, width=None if sys.stderr.isatty() else 160)

Dir = Annotated[Path, typer.Argument(metavar="DIR", help="A dataset folder made by zeren build.", show_default=False)]
Out = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to FILE; - is stdout.", show_default=False)]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit 0 even with findings or failed sources.")]


class Cells(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"
    xlsx = "xlsx"


class Audited(StrEnum):
    table = "table"
    json = "json"
    csv = "csv"
    xlsx = "xlsx"


class Networked(StrEnum):
    table = "table"
    json = "json"
    graphml = "graphml"
    gexf = "gexf"


def fail(message: str, code: int = 2) -> NoReturn:
    """End with one line on stderr."""
    err.print(f"[red]zeren:[/] {escape(message)}", soft_wrap=True)
    raise typer.Exit(code)


def plainly(command: Callable[..., None]) -> Callable[..., None]:
    """Turn the errors that a user can mend into one line each."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except BrokenPipeError:
            raise
        except (ValueError, OSError) as error:
            logging.getLogger("zeren").debug("traceback", exc_info=True)
            fail(_reason(error))

    return run


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {(error.strerror or str(error)).lower()}"
    return " ".join(str(error).split())


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    """责任: read Chinese government plans into a graph of who is responsible for what; query, audit and browse it."""
    if version:
        from zeren.build.pipeline import version as installed

        print(f"zeren {installed()}")
        raise typer.Exit


@app.command()
@plainly
def build(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Plans, or folders of plans.", show_default=False)],
    out: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The dataset folder to make or bring up to date.")],
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="Processes that read; by default as many as pay off.", show_default=False)
    ] = None,
    vocabulary: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Own .ttl and .yaml files, laid over the package's.", show_default=False)
    ] = None,
    base: Annotated[str | None, typer.Option(metavar="IRI", help="Base of all data IRIs.", show_default=False)] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no table.")] = False,
    log: Annotated[Path | None, typer.Option(metavar="FILE", help="Write details of defects to FILE.", show_default=False)] = None,
    exit_zero: ExitZero = False,
) -> None:
    """Read plans and build the dataset: text, records, graph, findings and store. A rebuild reads only what changed."""
    from zeren.build.pipeline import Options, Summary
    from zeren.build.pipeline import build as run
    from zeren.kg.ids import BASE

    _log_to(log)
    missing = [p for p in paths if not p.exists()]
    for path in missing:
        err.print(f"[red]zeren:[/] {escape(str(path))}: no such file or folder", soft_wrap=True)
    present = [p for p in paths if p.exists()]
    if not present:
        raise typer.Exit(2)
    if vocabulary is not None and not vocabulary.is_dir():
        fail(f"{vocabulary}: no such folder")
    empty = [p for p in present if p.is_dir() and not _documents([p])]
    for path in empty:
        err.print(f"[yellow]zeren:[/] {escape(str(path))}: no documents in this folder", soft_wrap=True)
    with _progress(quiet) as progress:
        summary: Summary = run(present, out, Options(base or BASE, workers, vocabulary), progress)
    if not quiet:
        _summary(summary, out)
    for source in summary.failed:
        err.print(f"[red]zeren:[/] {escape(source['reason'])}", soft_wrap=True)
    if missing:
        raise typer.Exit(2)
    raise typer.Exit(0 if exit_zero or not (summary.failed or empty) else 1)


def _documents(paths: Sequence[Path]) -> list[Path]:
    from zeren.build.read import find

    return find(paths)


def _log_to(file: Path | None) -> None:
    if file is None:
        logging.getLogger("zeren").addHandler(logging.NullHandler())
        return
    handler = logging.FileHandler(file, encoding="utf-8")
    logging.getLogger("zeren").addHandler(handler)
    logging.getLogger("zeren").setLevel(logging.DEBUG)


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """A progress bar on stderr, one task a stage; None when quiet or when nobody watches."""
    if quiet or not err.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description:>8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield show


def _summary(summary: Any, out: Path) -> None:
    for part in terminal.sources(summary.sources):
        err.print(part)
    findings = ", ".join(f"{n} {severity}" for severity, n in summary.findings) or "none"
    err.print(f"{escape(str(out))}: {len(summary.sources)} sources ({summary.read} read anew), {summary.quads} quads; findings: {findings}")


@app.command()
@plainly
def extract(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Plans, or folders of plans.", show_default=False)],
    pretty: Annotated[bool, typer.Option("--pretty", help="Indented, for people.")] = False,
    vocabulary: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Own vocabulary.", show_default=False)] = None,
    output: Out = None,
    exit_zero: ExitZero = False,
) -> None:
    """Print one record a line: all that each file says, as JSON."""
    from zeren.build.compose import compose
    from zeren.build.read import ReadError, find
    from zeren.kg.ids import source_ids
    from zeren.kg.record import dumps
    from zeren.kg.vocab import load

    failed = False
    vocab = load(vocabulary)
    paths = find(files)
    if not paths:
        fail("no documents found")
    with _writer(output) as write:
        for path, id_ in zip(paths, source_ids(p.stem for p in paths), strict=True):
            try:
                write(dumps(compose(path, id_, vocab).record, 1 if pretty else None) + "\n")
            except ReadError as error:
                failed = True
                err.print(f"[red]zeren:[/] {escape(str(error))}", soft_wrap=True)
    missing = any(not p.exists() for p in files)
    raise typer.Exit(2 if missing else int(failed and not exit_zero))


@contextmanager
def _writer(output: Path | None) -> Iterator[Callable[[str], object]]:
    if output is None or str(output) == "-":
        yield sys.stdout.write
        sys.stdout.flush()
    else:
        with output.open("w", encoding="utf-8", newline="") as file:
            yield file.write


@app.command()
@plainly
def query(
    folder: Dir,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME | FILE.rq]", help="A named query, or a file with SPARQL.", show_default=False)
    ] = None,
    text: Annotated[str | None, typer.Option("-e", metavar="QUERY", help="A SPARQL query.", show_default=False)] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", metavar="KEY=VALUE", help="A parameter of a named query.", show_default=False)
    ] = None,
    format: Annotated[Cells, typer.Option("--format", help="How to print.")] = Cells.table,
    list_: Annotated[bool, typer.Option("--list", help="Show the named queries with captions and parameters.")] = False,
    output: Out = None,
) -> None:
    """Ask the graph: a named query, a file, or a SPARQL text."""
    from zeren.kg import open_dataset
    from zeren.kg import query as queries

    ds = open_dataset(folder)
    if list_:
        rows = tuple(queries.listing())
        _cells(("name", "parameters", "中文", "English"), rows, format, output)
        return
    if (name is None) == (text is None):
        fail("give a named query, a FILE.rq, or -e QUERY (zeren query DIR --list shows the named ones)")
    params = dict(_pair(p) for p in param or [])
    what = text if text is not None else _query_text(str(name))
    answer = queries.run(ds.store, what, params)
    _cells(answer.columns, answer.rows, format, output)


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key:
        fail(f"--param {text}: is not of the form key=value")
    return key, value


def _query_text(name: str) -> str:
    if not name.endswith(".rq"):
        return name
    try:
        return Path(name).read_text(encoding="utf-8")
    except OSError as error:
        fail(f"{name}: {(error.strerror or str(error)).lower()}")


def _cells(columns: Sequence[str], rows: Sequence[Sequence[Any]], format: Cells | Audited | Networked, output: Path | None) -> None:
    """Print a table in one of the formats."""
    from zeren.kg import tables

    if format.value == "xlsx":
        if output is None or str(output) == "-":
            fail("--format xlsx needs -o FILE.xlsx")
        tables.write_xlsx([("zeren", columns, rows)], output)
    elif format.value == "table" and output is None:
        _show(terminal.grid(columns, rows))
    else:
        with _writer(output) as write:
            write(tables.to_text(columns, rows, format.value, bom=output is not None and str(output) != "-"))


def _show(*parts: Any) -> None:
    """Print rich renderables on stdout, unwrapped and without trailing blanks when nobody watches."""
    out = Console(highlight=False, width=None if sys.stdout.isatty() else 10_000)
    with out.capture() as capture:
        for part in parts:
            out.print(part, soft_wrap=isinstance(part, str))
    print("\n".join(line.rstrip() for line in capture.get().splitlines()))


@app.command()
@plainly
def audit(
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", help="A dataset folder made by zeren build.", show_default=False)] = None,
    select: Annotated[str | None, typer.Option(metavar="CODES", help="Only these codes or groups: A01,B", show_default=False)] = None,
    ignore: Annotated[str | None, typer.Option(metavar="CODES", help="Not these codes or groups.", show_default=False)] = None,
    format: Annotated[Audited, typer.Option("--format", help="How to print.")] = Audited.table,
    explain_: Annotated[str | None, typer.Option("--explain", metavar="CODE", help="Print what a code means.", show_default=False)] = None,
    output: Out = None,
    exit_zero: ExitZero = False,
) -> None:
    """Find goals nobody leads, departments that lead too much, names that cannot be resolved, and other slips."""
    from zeren.kg import audit as audits
    from zeren.kg import open_dataset

    if explain_:
        print(audits.explain(explain_), end="")
        return
    if folder is None:
        fail("give a dataset folder: zeren audit DIR")
    found = open_dataset(folder).findings(_codes(select), _codes(ignore))
    if format is Audited.json:
        with _writer(output) as write:
            write(json.dumps([audits.to_json(f) for f in found], ensure_ascii=False, indent=1) + "\n")
    else:
        rows = [
            (f.code, f.severity, f.source, f.plan, f.domain, f.no, f.message, f.evidence.quote if f.evidence else None, f.suggestion)
            for f in found
        ]
        heads = ("code", "severity", "source", "plan", "domain", "no", "message", "evidence", "suggestion")
        if format is Audited.table and output is None:
            _show(*terminal.findings(found))
        else:
            _cells(heads, rows, format, output)
    raise typer.Exit(1 if found and not exit_zero else 0)


def _codes(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip().upper() for part in (text or "").split(",") if part.strip())


@app.command()
@plainly
def network(
    folder: Dir,
    format: Annotated[Networked, typer.Option("--format", help="How to print.")] = Networked.table,
    output: Out = None,
) -> None:
    """Who owns what: load, shares, partners, coordination and concentration, by agency."""
    from zeren.kg import open_dataset
    from zeren.kg.network import to_xml
    from zeren.kg.report import report

    ds = open_dataset(folder)
    if format in (Networked.graphml, Networked.gexf):
        with _writer(output) as write:
            write(to_xml(ds.network(), "gexf" if format is Networked.gexf else "graphml"))
        return
    columns, rows = report(ds.views(), ds.vocabulary)
    _cells(columns, rows, format, output)


@app.command()
@plainly
def site(
    folder: Dir,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="Where to; DIR/site by default.", show_default=False)
    ] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Date to print on the pages.", show_default=False)] = None,
) -> None:
    """Write the offline site: maps and pages that open from a file."""
    from zeren.kg import open_dataset
    from zeren.viz.pages import write_site

    out = output or folder / "site"
    pages = write_site(open_dataset(folder), out, as_of)
    print(f"{pages} pages; open {out / 'index.html'}")


@app.command()
@plainly
def check(folder: Dir, format: Annotated[Cells, typer.Option("--format", help="How to print.")] = Cells.table, output: Out = None) -> None:
    """Check the graph against its shapes (SHACL) and say in plain words what is wrong and where."""
    from zeren.kg import open_dataset, shapes

    columns = ("source", "node", "path", "value", "说明", "message")
    rows = shapes.check(open_dataset(folder))
    if rows or format is not Cells.table:
        _cells(columns, [tuple(r) for r in rows], format, output)
    else:
        print("the graph conforms to its shapes / 图谱符合约束")
    raise typer.Exit(1 if rows else 0)


@app.command()
@plainly
def explain(
    folder: Dir, what: Annotated[str, typer.Argument(metavar="IRI|LABEL", help="A node's IRI, or a label.", show_default=False)]
) -> None:
    """Tell all that the graph says of a node, and where in the text it stands."""
    from zeren.kg import open_dataset
    from zeren.kg.explain import explain as tell

    _show(*tell(open_dataset(folder), what))


class Exported(StrEnum):
    trig = "trig"
    nquads = "nquads"
    turtle = "turtle"
    jsonld = "jsonld"
    csv = "csv"
    xlsx = "xlsx"
    graphml = "graphml"


@app.command()
@plainly
def export(
    folder: Dir,
    format: Annotated[Exported, typer.Option("--format", help="What to write.", show_default=False)],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT", help="File (csv: folder) to write; - is stdout.")],
    evidence: Annotated[bool, typer.Option("--evidence", help="Add full text-position selectors.")] = False,
) -> None:
    """Write the whole dataset in a format for other tools."""
    from zeren.kg import open_dataset
    from zeren.kg.export import export as run

    run(open_dataset(folder), format.value, output, evidence=evidence)


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except BrokenPipeError:  # the reader of our output has gone: nothing more to say, and nothing to flush
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
