"""What all pages share: templates, the style sheet, the scripts, and the files that installed packages lend."""

from __future__ import annotations

import shutil
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from zeren.viz.maps import library
from zeren.viz.paths import name
from zeren.viz.search import as_json
from zeren.viz.words import attribute, both, english, plain, script_words, word

STATIC = ("site.css", "site.js", "map.js")


@cache
def environment() -> Environment:
    """The templates, with escaping on: whatever a plan says stays text."""
    folder = Path(str(files("zeren.viz") / "templates"))
    env = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.globals.update(t=word, a=attribute, w=plain, o=english, both=both)
    env.filters["filename"] = name
    return env


def write_assets(folder: Path) -> None:
    """Copy the shared files into a site's assets folder; the words that the scripts say are put at the head of site.js."""
    folder.mkdir(parents=True, exist_ok=True)
    static = files("zeren.viz") / "static"
    for asset in STATIC:
        text = (static / asset).read_text(encoding="utf-8")
        if asset == "site.js":
            text = f"var zerenWords = {as_json(script_words())};\n{text}"
        (folder / asset).write_text(text, encoding="utf-8", newline="\n")
    for file in library():
        shutil.copyfile(file, folder / file.name)
