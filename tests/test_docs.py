"""The README is true: its commands give the output that it shows, and every command and option stands in it, in both languages."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from zeren.cli import app

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
SKIPPED = ("make ", "git ", "python ", "pip ", "py ")
ELIDED = "…"


def examples(readme: str) -> Iterator[tuple[str, list[str]]]:
    """Every command of the console blocks with the lines that it shows, in order."""
    for block in BLOCK.findall((ROOT / readme).read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, *lines = part.rstrip("\n").splitlines()
            yield command, [line.rstrip() for line in lines]


def alike(shown: list[str], real: list[str]) -> bool:
    """Whether the lines shown are the real ones, a line with … alone standing for any number of lines."""
    if not shown:
        return not real
    if shown[0].strip() == ELIDED:
        return any(alike(shown[1:], real[i:]) for i in range(len(real) + 1))
    return bool(real) and shown[0] == real[0] and alike(shown[1:], real[1:])


def run(command: str, folder: Path) -> list[str]:
    """The lines that a zeren command writes in `folder`, stdout and stderr together."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / ".links"), "COLUMNS": "140", "PYTHONUTF8": "1", "NO_COLOR": "1"}
    words = [sys.executable, "-m", "zeren.cli", *shlex.split(command)[1:]]
    done = subprocess.run(
        words, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=120, check=False
    )
    assert "Traceback" not in done.stdout, done.stdout
    return [line.rstrip() for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def transcript(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """{command: what it really writes}, each run once, in the README's order, in a folder that holds only the example plans."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "examples" / "plans", folder / "examples" / "plans")
    out: dict[str, list[str]] = {}
    for readme in READMES:
        for command, _ in examples(readme):
            if command.startswith("zeren ") and command not in out:
                out[command] = run(command, folder)
    return out


@pytest.mark.parametrize("readme", READMES)
def test_every_command_writes_what_the_readme_shows(readme: str, transcript: dict[str, list[str]]) -> None:
    shown = list(examples(readme))
    commands = [command for command, _ in shown]
    assert all(c.startswith(("zeren ", *SKIPPED)) for c in commands), commands
    assert len([c for c in commands if c.startswith("zeren ")]) >= 9
    for command, lines in shown:
        if command.startswith("zeren "):
            real = transcript[command]
            assert alike(lines, real), f"{readme}: $ {command}\n" + "\n".join(real)


def test_the_comparison_can_tell_a_difference() -> None:
    real = ["a", "b", "c", "d"]
    assert alike(["a", "…", "d"], real) and alike(["…"], []) and alike(real, real)
    assert not alike(["a", "…", "c"], real) and not alike(["a"], real) and not alike([*real, "e"], real) and not alike([], real)


def commands() -> dict[str, Any]:
    """Every command of the command line, by name."""
    return dict(sorted(vars(typer.main.get_command(app))["commands"].items()))


@pytest.mark.parametrize("readme", READMES)
def test_every_command_and_option_is_documented(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    known = commands()
    assert len(known) >= 9
    for name, command in known.items():
        assert f"zeren {name}" in text, f"{readme} does not show zeren {name}"
        for options in (p.opts for p in command.params if any(o.startswith("-") for o in p.opts)):
            assert any(re.search(rf"(?<![\w-]){o}(?![\w-])", text) for o in options), f"{readme}: {name} {options}"


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_names_no_command_that_is_not_there(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^\$ |`)zeren ([a-z]+)\b", text, re.M))
    assert named and named <= set(commands())


@pytest.mark.parametrize("readme", READMES)
def test_links_and_pictures_are_there(readme: str) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", (ROOT / readme).read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert local and [link for link in local if not (ROOT / link).is_file()] == []
    assert any(link.endswith(".png") for link in local)
    assert all((ROOT / link).stat().st_size < 300_000 for link in local if link.endswith(".png"))


def test_both_readmes_show_the_same_commands() -> None:
    assert [c for c, _ in examples(READMES[0])] == [c for c, _ in examples(READMES[1])]


def test_the_architecture_names_only_what_is_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:kg|build|viz|ontology|examples|benchmarks|cli\.py)[\w/.*-]*)`", text)
    assert len(named) >= 15
    assert [n for n in named if not list(ROOT.glob(n.rstrip("/")))] == []
