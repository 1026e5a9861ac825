"""The arguments and options of the command line, and the formats to choose from."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Dir = Annotated[Path, typer.Argument(metavar="DIR", help="A dataset folder made by zeren build.", show_default=False)]
Out = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to FILE; - is stdout.", show_default=False)]
Own = Annotated[
    Path | None, typer.Option("--vocabulary", metavar="FOLDER", help="Own vocabulary, laid over the package's.", show_default=False)
]
Listed = Annotated[
    Path | None, typer.Option("--manifest", metavar="FILE.csv", help="What else is known of the files, a row each.", show_default=False)
]
Trained = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="A trained spaCy pipeline, for hints on unresolved names.", show_default=False),
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit 0 even with findings or failed sources.")]
OptionalDir = Annotated[Path | None, typer.Argument(metavar="DIR", help="A dataset folder made by zeren build.", show_default=False)]
Plans = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Plans, or folders of plans.", show_default=False)]
Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Plans, or folders of plans.", show_default=False)]
Made = Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The dataset folder to make or bring up to date.")]
Workers = Annotated[
    int | None, typer.Option(min=1, max=256, help="Processes that read; by default as many as pay off.", show_default=False)
]
Base = Annotated[str | None, typer.Option(metavar="IRI", help="Base of all data IRIs.", show_default=False)]
Log = Annotated[Path | None, typer.Option(metavar="FILE", help="Write details of defects to FILE.", show_default=False)]
Name = Annotated[str | None, typer.Argument(metavar="[NAME | FILE.rq]", help="A named query, or a file with SPARQL.", show_default=False)]
Text = Annotated[str | None, typer.Option("-e", metavar="QUERY", help="A SPARQL query.", show_default=False)]
Params = Annotated[list[str] | None, typer.Option("--param", metavar="KEY=VALUE", help="A parameter of a named query.", show_default=False)]
Select = Annotated[str | None, typer.Option(metavar="CODES", help="Only these codes or groups: A01,B", show_default=False)]
Ignore = Annotated[str | None, typer.Option(metavar="CODES", help="Not these codes or groups.", show_default=False)]
Explain = Annotated[str | None, typer.Option("--explain", metavar="CODE", help="Print what a code means.", show_default=False)]
SiteFolder = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="OUT", help="Where to; DIR/site by default.", show_default=False)
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Date to print on the pages.", show_default=False)]
What = Annotated[str, typer.Argument(metavar="IRI|LABEL", help="A node's IRI, or a label.", show_default=False)]
ExportFile = Annotated[Path, typer.Option("-o", "--output", metavar="OUT", help="File (csv: folder) to write; - is stdout.")]


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


class Exported(StrEnum):
    trig = "trig"
    nquads = "nquads"
    turtle = "turtle"
    jsonld = "jsonld"
    csv = "csv"
    xlsx = "xlsx"
    graphml = "graphml"
