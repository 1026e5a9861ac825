"""Two vocabularies in one process do not mix, and what is compiled is compiled once for each."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest

from zeren.build import rules
from zeren.build.extract.agencies import names
from zeren.build.overlay import NONE, Overlay, cached, current, overlay, using
from zeren.build.words import kind_of

HEADING = "rows:\n  - {id: mine, set: {kind: goals}, words: [奔头], examples: 奔头}\n"


def folder(path: Path, **files: str) -> Path:
    path.mkdir(exist_ok=True)
    for name, text in files.items():
        (path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return path


def test_a_row_holds_inside_and_nowhere_else(tmp_path: Path) -> None:
    mine = overlay(folder(tmp_path / "mine", headings=HEADING))
    assert kind_of("headings", "奔头") is None
    with using(mine):
        assert kind_of("headings", "奔头") == "goals"
        with using(NONE):
            assert kind_of("headings", "奔头") is None
        assert kind_of("headings", "奔头") == "goals"
        assert kind_of("headings", "主要目标") == "goals"
    assert kind_of("headings", "奔头") is None
    assert current() is NONE


def test_two_users_at_once(tmp_path: Path) -> None:
    one = overlay(folder(tmp_path / "one", headings=HEADING))
    two = overlay(folder(tmp_path / "two", headings=HEADING.replace("奔头", "盼头")))
    seen: dict[str, list[str | None]] = {}

    def read(name: str, own: Overlay) -> None:
        with using(own):
            seen[name] = [kind_of("headings", text) for text in ("奔头", "盼头")]

    threads = [Thread(target=read, args=args) for args in (("one", one), ("two", two), ("none", NONE))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == {"one": ["goals", None], "two": [None, "goals"], "none": [None, None]}


def test_what_fails_inside_leaves_nothing_behind(tmp_path: Path) -> None:
    mine = overlay(folder(tmp_path / "mine", headings=HEADING))
    with pytest.raises(RuntimeError), using(mine):
        raise RuntimeError
    assert current() is NONE


def test_made_once_for_each_overlay() -> None:
    made = []

    @cached
    def make(word: str) -> str:
        made.append(word)
        return word * 2

    other = Overlay({})
    assert [make("a"), make("a"), make("b")] == ["aa", "aa", "bb"]
    with using(other):
        assert make("a") == "aa"
    make("a")
    assert made == ["a", "b", "a"]


def test_a_folder_without_lexicons_is_no_overlay(tmp_path: Path) -> None:
    (tmp_path / "aliases.yaml").write_text("区民政: 区民政局", encoding="utf-8")
    (tmp_path / "own.ttl").write_text("", encoding="utf-8")
    assert overlay(tmp_path) is NONE
    assert overlay(None) is NONE


def test_names_that_the_vocabulary_adds_end_an_agency(tmp_path: Path) -> None:
    assert not names().plausible("区护鸟和湿地通")
    with using(overlay(tmp_path, ("护鸟和湿地通",))):
        assert names().plausible("区护鸟和湿地通")
        assert [n.text for n in names().split("区护鸟和湿地通、区教育局")] == ["区护鸟和湿地通", "区教育局"]
        assert rules.check() == 0
    assert not names().plausible("区护鸟和湿地通")
