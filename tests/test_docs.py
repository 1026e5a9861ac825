"""The README is true: its commands give the output that it shows, and every command and option stands in it, in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from zeren.cli import app
from zeren.docs.refresh import READMES, alike, elided, examples, refreshed, transcript

ROOT = Path(__file__).resolve().parent.parent
OTHERS = ("make ", "git ")


def text_of(readme: str) -> str:
    return (ROOT / readme).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, ...]]:
    """{command: what it really writes}."""
    return transcript([text_of(readme) for readme in READMES], tmp_path_factory.mktemp("docs"))


@pytest.mark.parametrize("readme", READMES)
def test_every_command_writes_what_the_readme_shows(readme: str, real: dict[str, tuple[str, ...]]) -> None:
    shown = list(examples(text_of(readme)))
    assert len([e for e in shown if e.ours]) >= 9
    assert [e.command for e in shown if not e.ours and not e.command.startswith(OTHERS)] == []
    wrong = [e.command for e in shown if e.ours and not alike(e.shown, real[e.command])]
    assert wrong == [], "make readme puts it right:\n" + "\n".join(("", *real[wrong[0]]))


def test_the_comparison_can_tell_a_difference() -> None:
    real = ("a", "b", "c", "d")
    assert alike(("a", "…", "d"), real) and alike(("…",), ()) and alike(real, real)
    assert not alike(("a", "…", "c"), real) and not alike(("a",), real) and not alike((*real, "e"), real) and not alike((), real)


def test_refreshing_keeps_what_is_left_out_and_what_is_not_ours() -> None:
    text = "x\n```console\n$ zeren a\n1\n…\n9\n$ make b\nB\n```\ny\n"
    assert refreshed(text, {"zeren a": ("0", "2", "3", "4")}) == "x\n```console\n$ zeren a\n0\n…\n4\n$ make b\nB\n```\ny\n"
    assert elided(("1", "…"), ("7",)) == ("7",) and elided(("1",), ("7", "8")) == ("7", "8")


def commands() -> dict[str, Any]:
    """Every command of the command line, by name."""
    return dict(sorted(vars(typer.main.get_command(app))["commands"].items()))


@pytest.mark.parametrize("readme", READMES)
def test_every_command_and_option_is_documented(readme: str) -> None:
    text = text_of(readme)
    known = commands()
    assert len(known) >= 9
    for name, command in known.items():
        assert f"zeren {name}" in text, f"{readme} does not show zeren {name}"
        for options in (p.opts for p in command.params if any(o.startswith("-") for o in p.opts)):
            assert any(re.search(rf"(?<![\w-]){o}(?![\w-])", text) for o in options), f"{readme}: {name} {options}"


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_names_no_command_that_is_not_there(readme: str) -> None:
    named = set(re.findall(r"(?:^\$ |`)zeren ([a-z]+)\b", text_of(readme), re.M))
    assert named and named <= set(commands())


@pytest.mark.parametrize("readme", READMES)
def test_links_and_pictures_are_there(readme: str) -> None:
    local = [link for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text_of(readme)) if "://" not in link]
    assert local and [link for link in local if not (ROOT / link).is_file()] == []
    pictures = [ROOT / link for link in local if link.endswith(".png")]
    assert pictures and all(picture.stat().st_size < 300_000 for picture in pictures)


def test_both_readmes_show_the_same_commands() -> None:
    first, second = ([e.command for e in examples(text_of(readme))] for readme in READMES)
    assert first == second


def test_every_target_of_make_that_the_readme_names_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.M))
    for readme in READMES:
        named = set(re.findall(r"(?:^\$ |`)make ([a-z-]+)", text_of(readme), re.M))
        assert {"demo", "test", "bench", "wheelhouse"} <= named <= targets


def test_the_architecture_names_only_what_is_there() -> None:
    named = re.findall(r"`((?:kg|build|viz|ontology|examples|benchmarks|cli\.py)[\w/.*-]*)`", text_of("docs/architecture.md"))
    assert len(named) >= 15
    assert [n for n in named if not list(ROOT.glob(n.rstrip("/")))] == []
