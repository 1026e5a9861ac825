"""The command line: the only module that may import everything, and the only one that prints."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from zeren.viz import console
from zeren.viz import options as o
from zeren.viz.console import UsageError, cells, show, writer

app = typer.Typer(
    name="zeren",
    help="责任: read Chinese government plans into a graph of who is responsible for what; query, audit and browse it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def fail(message: str, code: int = 2) -> NoReturn:
    """End with one line on stderr."""
    console.complain(message)
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
            fail(console.reason(error))

    return run


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
    paths: o.Plans,
    out: o.Made,
    workers: o.Workers = None,
    vocabulary: o.Own = None,
    manifest: o.Listed = None,
    model: o.Trained = None,
    base: o.Base = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no table.")] = False,
    log: o.Log = None,
    exit_zero: o.ExitZero = False,
) -> None:
    """Read plans and build the dataset: text, records, graph, findings and store. A rebuild reads only what changed."""
    from zeren.build.pipeline import Options
    from zeren.build.pipeline import build as run
    from zeren.build.read import find
    from zeren.kg.ids import BASE

    console.log_to(log)
    present = [p for p in paths if p.exists()]
    for path in (p for p in paths if not p.exists()):
        console.complain(f"{path}: no such file or folder")
    if not present:
        raise typer.Exit(2)
    empty = [p for p in present if p.is_dir() and not find([p])]
    for path in empty:
        console.complain(f"{path}: no documents in this folder", "yellow")
    if len(empty) == len(present):
        raise typer.Exit(2)
    with console.progress(quiet) as progress:
        summary = run(present, out, Options(base or BASE, workers, vocabulary, manifest, model), progress)
    if not quiet:
        console.summary(summary, out)
    for source in summary.failed:
        console.complain(source["reason"])
    if len(present) < len(paths):
        raise typer.Exit(2)
    raise typer.Exit(0 if exit_zero or not (summary.failed or empty) else 1)


@app.command()
@plainly
def extract(
    files: o.Files,
    pretty: Annotated[bool, typer.Option("--pretty", help="Indented, for people.")] = False,
    vocabulary: o.Own = None,
    manifest: o.Listed = None,
    model: o.Trained = None,
    output: o.Out = None,
    exit_zero: o.ExitZero = False,
) -> None:
    """Print one record a line: all that each file says, as JSON."""
    from zeren.build.work import records
    from zeren.kg.record import dumps

    failed = False
    found = records(files, vocabulary, manifest, model)
    with writer(output) as write:
        for one in found:
            if isinstance(one, str):
                failed = True
                console.complain(one)
            else:
                write(dumps(one, 1 if pretty else None) + "\n")
    missing = any(not p.exists() for p in files)
    raise typer.Exit(2 if missing else int(failed and not exit_zero))


@app.command()
@plainly
def query(
    folder: o.Dir,
    name: o.Name = None,
    text: o.Text = None,
    param: o.Params = None,
    format: Annotated[o.Cells, typer.Option("--format", help="How to print.")] = o.Cells.table,
    list_: Annotated[bool, typer.Option("--list", help="Show the named queries with captions and parameters.")] = False,
    output: o.Out = None,
) -> None:
    """Ask the graph: a named query, a file, or a SPARQL text."""
    from zeren.kg import open_dataset
    from zeren.kg import query as queries

    ds = open_dataset(folder)
    if list_:
        rows = tuple(queries.listing())
        cells(("name", "parameters", "中文", "English"), rows, format.value, output)
        return
    if (name is None) == (text is None):
        fail("give a named query, a FILE.rq, or -e QUERY (zeren query DIR --list shows the named ones)")
    what = text if text is not None else Path(str(name)).read_text(encoding="utf-8") if str(name).endswith(".rq") else str(name)
    answer = queries.run(ds.store, what, dict(map(_pair, param or [])))
    cells(answer.columns, answer.rows, format.value, output)


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise UsageError(f"--param {text}: is not of the form key=value")
    return key, value


@app.command()
@plainly
def audit(
    folder: o.OptionalDir = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    format: Annotated[o.Audited, typer.Option("--format", help="How to print.")] = o.Audited.table,
    explain_: o.Explain = None,
    output: o.Out = None,
    exit_zero: o.ExitZero = False,
) -> None:
    """Find goals nobody leads, departments that lead too much, names that cannot be resolved, and other slips."""
    from zeren.kg import audit as audits
    from zeren.kg import open_dataset

    if explain_:
        print(audits.explain(explain_), end="")
        return
    if folder is None:
        fail("give a dataset folder: zeren audit DIR")
    found = open_dataset(folder).findings(console.codes(select), console.codes(ignore))
    console.findings(found, format.value, output)
    raise typer.Exit(1 if found and not exit_zero else 0)


@app.command()
@plainly
def network(
    folder: o.Dir,
    format: Annotated[o.Networked, typer.Option("--format", help="How to print.")] = o.Networked.table,
    output: o.Out = None,
) -> None:
    """Who owns what: load, shares, partners, coordination and concentration, by agency."""
    from zeren.kg import open_dataset
    from zeren.kg.network import to_xml
    from zeren.kg.report import report

    ds = open_dataset(folder)
    if format in (o.Networked.graphml, o.Networked.gexf):
        with writer(output) as write:
            write(to_xml(ds.network(), "gexf" if format is o.Networked.gexf else "graphml"))
        return
    columns, rows = report(ds.views(), ds.vocabulary)
    cells(columns, rows, format.value, output)


@app.command()
@plainly
def site(
    folder: o.Dir,
    output: o.SiteFolder = None,
    as_of: o.AsOf = None,
) -> None:
    """Write the offline site: maps and pages that open from a file."""
    from zeren.kg import open_dataset
    from zeren.viz.pages import write_site

    out = output or folder / "site"
    pages = write_site(open_dataset(folder), out, console.date(as_of))
    print(f"{pages} pages; open {out / 'index.html'}")


@app.command()
@plainly
def check(
    folder: o.OptionalDir = None,
    vocabulary: o.Own = None,
    format: Annotated[o.Cells, typer.Option("--format", help="How to print.")] = o.Cells.table,
    output: o.Out = None,
) -> None:
    """Check the graph against its shapes (SHACL) and say in plain words what is wrong and where; or prove an own vocabulary."""
    from zeren.kg import open_dataset, shapes

    if vocabulary is not None:
        from zeren.build.proof import prove
        from zeren.kg.vocab import load

        print(prove(load(vocabulary)))
    if folder is None:
        if vocabulary is None:
            fail("give a dataset folder (zeren check DIR), or a vocabulary (zeren check --vocabulary FOLDER)")
        return
    columns = ("source", "node", "path", "value", "说明", "message")
    rows = shapes.check(open_dataset(folder))
    if rows or format is not o.Cells.table:
        cells(columns, [tuple(r) for r in rows], format.value, output)
    else:
        print("the graph conforms to its shapes / 图谱符合约束")
    raise typer.Exit(1 if rows else 0)


@app.command()
@plainly
def explain(folder: o.Dir, what: o.What) -> None:
    """Tell all that the graph says of a node, where in the text it stands, and the lexicon rows that found it."""
    from zeren.build.overlay import overlay, using
    from zeren.build.rules import row
    from zeren.kg import open_dataset
    from zeren.kg.explain import explain as tell

    ds = open_dataset(folder)
    with using(overlay(ds.vocabulary.folder)):
        show(*tell(ds, what, row))


@app.command()
@plainly
def export(
    folder: o.Dir,
    format: Annotated[o.Exported, typer.Option("--format", help="What to write.", show_default=False)],
    output: o.ExportFile,
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
