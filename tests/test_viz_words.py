"""The interface speaks both languages everywhere, and only words that exist."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from builders import Aim, Draft, Item, Part, built

from zeren.kg.model import Comparator, DutyRole, Kind, Role, Status
from zeren.viz.words import attribute, both, script_words, target_phrase, target_when, word, words


def test_every_word_has_both_languages() -> None:
    for key, (zh, en) in words().items():
        assert zh.strip() and en.strip(), key
        assert re.search(r"[\u4e00-\u9fff]", zh) or key in ("version",), key
        assert not re.search(r"[\u4e00-\u9fff]", en), key


def test_templates_and_scripts_use_known_words(root: Path) -> None:
    used = set()
    for file in sorted((root / "viz" / "templates").glob("*.html")):
        text = file.read_text(encoding="utf-8")
        used |= set(re.findall(r"\b[two]\(\"([^\"]+)\"\)", text)) | set(re.findall(r"\ba\(\"[^\"]+\", \"([^\"]+)\"\)", text))
    for file in ("site.js", "map.js"):
        text = (root / "viz" / "static" / file).read_text(encoding="utf-8")
        used |= {f"js.{key}" for key in re.findall(r"\bsay\(\"([^\"]+)\"\)", text)}
    assert len(used) > 100
    assert used - set(words()) == set()
    code = "".join(f.read_text(encoding="utf-8") for f in sorted((root / "viz").rglob("*")) if f.suffix in (".py", ".html", ".js"))
    said = {key for key in words() if f'"{key.removeprefix("js.")}"' in code}
    made = {*get_args(Role), *get_args(DutyRole), *get_args(Kind), *get_args(Status), "js.onegoal", "js.onemeasure"}
    assert {k for k in words() if not k.startswith(("s.", "f."))} - said - made == set(), "words that nobody says"


def test_what_the_model_can_say_has_a_word() -> None:
    keys = {*get_args(Role), *get_args(DutyRole), *get_args(Kind), *get_args(Status)}
    assert keys - set(words()) == set()
    assert {f"s.{s}" for s in ("title", "preamble", "goal", "measure", "organisation", "monitoring")} <= set(words())
    assert {*get_args(Role), "goal", "measure", "agency"} <= set(script_words())


def test_markup_of_words() -> None:
    assert str(word("lead")) == '<span data-en="Lead">牵头</span>'
    assert str(attribute("title", "lead")) == 'title="牵头" data-en-title="Lead"'
    assert str(both("<甲>", None)) == "&lt;甲&gt;" and str(both("甲", 'a"b')) == '<span data-en="a&#34;b">甲</span>'
    with pytest.raises(KeyError):
        word("nonsense")


@pytest.mark.parametrize("comparator", get_args(Comparator))
def test_every_comparator_is_said(comparator: Comparator) -> None:
    record, _ = built(Draft([Part([Item("目标", aims=[Aim("率", "85", 2025, comparator)])])]))
    zh, en = target_phrase(record.targets[0])
    assert zh.endswith(" 85%") and en.endswith(" 85%") and len(zh) > 4


def test_years_and_ratios() -> None:
    record, _ = built(
        Draft([Part([Item("目标", aims=[Aim("厕位比", "3:2", None, "=", "ratio"), Aim("率", "1", 2030, quoted_from="国纲")])])])
    )
    ratio, quoted = record.targets
    assert target_phrase(ratio) == ("= 3:2", "= 3:2") and target_when(ratio) == ("", "")
    assert target_when(quoted) == ("2030年，引自国纲", "by 2030, quoted from 国纲")
