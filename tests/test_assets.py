"""What all pages share: templates that escape, and scripts that know their words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from zeren.viz.assets import environment, write_assets


def test_templates_escape_and_miss_nothing() -> None:
    env = environment()
    assert env.from_string("{{ x }}").render(x="<b>\"'&") == "&lt;b&gt;&#34;&#39;&amp;"
    with pytest.raises(UndefinedError):
        env.from_string("{{ nothing }}").render()


def test_every_template_compiles(root: Path) -> None:
    names = sorted(f.name for f in (root / "viz" / "templates").glob("*.html"))
    assert len(names) == 12
    for name in names:
        assert environment().get_template(name).filename


def test_the_script_knows_its_words(tmp_path: Path) -> None:
    write_assets(tmp_path)
    first, _, rest = (tmp_path / "site.js").read_text(encoding="utf-8").partition("\n")
    words = json.loads(first.removeprefix("var zerenWords = ").removesuffix(";"))
    assert words["lead"] == ["牵头", "Lead"] and "use strict" in rest


def test_scripts_never_turn_text_into_markup(root: Path) -> None:
    for name in ("site.js", "map.js"):
        text = (root / "viz" / "static" / name).read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function|fetch\(|XMLHttp|import\(", text)


def test_every_colour_has_its_dark_form(root: Path) -> None:
    css = (root / "viz" / "static" / "site.css").read_text(encoding="utf-8")
    blocks = re.findall(r"color-scheme: dark;([^}]*)}", css)
    assert len(blocks) == 2 and blocks[0].split() == blocks[1].split(), "chosen and asked-for dark are one"
    light = set(re.findall(r"--([a-z0-9-]+):", css[: css.index("@media")]))
    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", css))
    assert used <= light
