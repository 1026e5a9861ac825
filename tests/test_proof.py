"""A user's folder: every line of docs/vocabulary.md does what it says there, and whatever is wrong is one line before anything is read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from zeren.build.compose import compose
from zeren.build.proof import Proof, prove
from zeren.build.rules import LexiconError
from zeren.kg.model import Record
from zeren.kg.vocab import VocabularyError, load

PLAN = """云青市南湖区妇女发展规划（2021—2025年）
一、发展领域、主要目标和策略措施
（一）妇女与健康
主要目标：
1.妇女健康素养水平达到30%以上。（牵头单位：区卫生健康局，责任单位：区民政、区湿地和候鸟保护站）
2.护湿率攀至85%。（牵头单位：区护鸟通）
策略措施：
1.完善保健服务。落实《云青市湿地保护若干规定》和妇健条例，健全保健制度。
"""
BLOCK = re.compile(r"^`([\w.]+)`:\n\n```\w*\n(.*?)^```$", re.M | re.S)


def read(folder: Path, own: Path | None) -> Record:
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    vocab = load(own)
    prove(vocab)
    return compose(folder / "plan.txt", "plan", vocab).record


def user(folder: Path, **files: str) -> Path:
    own = folder / "own"
    own.mkdir(exist_ok=True)
    for name, text in files.items():
        (own / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return own


def labels(record: Record) -> dict[str, str]:
    return {a.name: a.label for a in record.agencies}


def test_without_a_folder_the_name_stays_unresolved(tmp_path: Path) -> None:
    record = read(tmp_path, None)
    assert "区民政" in {u.text for u in record.unresolved}
    assert "护湿率" not in {t.indicator for t in record.targets}
    assert "妇健条例" not in {c.mention for c in record.citations}


@pytest.mark.parametrize(
    "files",
    [
        {"aliases_yaml": "区民政: 区民政局"},
        {"aliases_csv": "写法,名称\n区民政,区民政局\n"},
        {"aliases_txt": "民政=民政局"},
        {"own_ttl": 'zrd:civil-affairs zr:shortLabel "民政" .'},
    ],
)
def test_one_line_of_one_file_makes_a_name_known(tmp_path: Path, files: dict[str, str]) -> None:
    record = read(tmp_path, user(tmp_path, **files))
    assert "区民政" not in {u.text for u in record.unresolved}
    assert labels(record)["区民政"] == "云青市南湖区民政局"
    assert next(a.department for a in record.agencies if a.name == "区民政") == "civil-affairs"
    assert "区民政" in {u.text for u in read(tmp_path, None).unresolved}


def test_two_vocabularies_in_one_process_do_not_mix(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = user(tmp_path / "a", aliases_yaml="区民政: 区民政局")
    two = user(tmp_path / "b", aliases_yaml="区民政: 区教育局")
    assert labels(read(tmp_path, one))["区民政"] == "云青市南湖区民政局"
    assert labels(read(tmp_path, two))["区民政"] == "云青市南湖区教育局"
    assert labels(read(tmp_path, one))["区民政"] == "云青市南湖区民政局"
    user(tmp_path / "a", aliases_yaml="区民政: 区司法局")
    assert labels(read(tmp_path, one))["区民政"] == "云青市南湖区司法局"


def documented(root: Path) -> dict[str, str]:
    """The files that docs/vocabulary.md shows, by name."""
    return dict(BLOCK.findall((root / "docs" / "vocabulary.md").read_text(encoding="utf-8")))


def test_the_documented_folder_does_what_the_page_says(root: Path, tmp_path: Path) -> None:
    shown = documented(root)
    assert sorted(shown) == ["aliases.yaml", "bodies.ttl", "instruments.ttl", "regions.ttl", "targets.yaml"]
    own = user(tmp_path, **{name.replace(".", "_"): text for name, text in shown.items()})
    assert prove(load(own)) == Proof(turtle=3, aliases=3, rows=1)
    record = read(tmp_path, own)
    agencies = {a.name: a for a in record.agencies}
    assert record.unresolved == ()
    assert agencies["区民政"].label == "云青市南湖区民政局"
    station = agencies["区湿地和候鸟保护站"]
    assert (station.label, station.department, station.function) == ("云青市南湖区湿地和候鸟保护站", "wetland-station", "natural-resources")
    assert agencies["区护鸟通"].label == "云青市南湖区湿地和候鸟保护站"
    region = load(own).region("云青市南湖区")
    assert region is not None and (region.code, region.level) == ("yunqing-nanhu", "county")
    cited = {c.mention: (c.canonical, c.kind) for c in record.citations}
    assert cited["《云青市湿地保护若干规定》"] == ("云青市湿地保护若干规定", "local_regulation")
    assert cited["妇健条例"] == ("中华人民共和国母婴保健法", "law")
    target = next(t for t in record.targets if t.indicator == "护湿率")
    assert (target.value, target.unit, target.comparator, target.rule) == ("85", "%", "=", "own/targets:climb")


SILENT = "rows: [{id: a, set: {is: level, comparator: '='}, words: [攀至], examples: [登到90%]}]"
WRONG = [
    ({"own_ttl": "zrd:x a zr:Department"}, "own.ttl: not Turtle: line 1"),
    ({"own_ttl": "zrd:x a zr:Department ."}, "own.ttl: x: lacks skos:prefLabel"),
    ({"own_ttl": 'zri:x a zr:Instrument ; skos:prefLabel "某规定"@zh-Hans ; zr:kind "rule" ; zr:level "county" .'}, "zr:kind is rule"),
    (
        {"own_ttl": 'zrr:x a zr:Region ; skos:prefLabel "某区"@zh-Hans ; skos:broader zrr:nowhere ; zr:level "county" .'},
        "no region nowhere",
    ),
    ({"aliases_yaml": "区民政"}, "aliases.yaml: line 1: write one alias"),
    ({"aliases_yaml": "区民政: 随便写"}, "aliases.yaml: line 1: 随便写 is no agency, region or instrument"),
    ({"aliases_yaml": "教育局: 民政局"}, "aliases.yaml: line 1: the name 教育局 belongs to"),
    ({"targets_yaml": SILENT}, "targets.yaml:a: does not find its example"),
    ({"goals_yaml": "rows: []"}, "goals.yaml: there is no lexicon goals"),
]


@pytest.mark.parametrize(("files", "says"), WRONG)
def test_whatever_is_wrong_is_one_line(tmp_path: Path, files: dict[str, str], says: str) -> None:
    with pytest.raises((VocabularyError, LexiconError)) as error:
        prove(load(user(tmp_path, **files)))
    assert says in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("command", [["build", "plan.txt", "-o", "ds"], ["extract", "plan.txt"], ["check"]])
@pytest.mark.parametrize(("files", "says"), [WRONG[0], WRONG[5], WRONG[7]])
def test_the_command_line_says_it_and_ends_with_two(
    root: Path, tmp_path: Path, command: list[str], files: dict[str, str], says: str
) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    user(tmp_path, **files)
    env = {**os.environ, "PYTHONPATH": str(root / ".links"), "NO_COLOR": "1"}
    words = [sys.executable, "-m", "zeren.cli", *command, "--vocabulary", "own"]
    done = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "ds").exists()


def test_check_proves_a_folder(root: Path, tmp_path: Path) -> None:
    user(tmp_path, aliases_yaml="区民政: 区民政局")
    env = {**os.environ, "PYTHONPATH": str(root / ".links"), "NO_COLOR": "1"}
    words = [sys.executable, "-m", "zeren.cli", "check", "--vocabulary", "own"]
    done = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (0, "proven: 0 Turtle files, 1 aliases, 0 lexicon rows / 词表无误\n"), done.stderr
