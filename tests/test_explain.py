"""Explaining a node shows the rows of the lexicon behind it, and the quote with its place in the reader's own terms."""

from __future__ import annotations

from pathlib import Path

import pytest

from zeren.build import rules
from zeren.build.overlay import overlay, using
from zeren.build.pipeline import Options, build
from zeren.kg import open_dataset
from zeren.kg.dataset import Dataset
from zeren.kg.explain import ExplainError, explain
from zeren.kg.model import Place

PLAN = """云青市南湖区妇女发展规划（2021—2025年）
一、发展领域、主要目标和策略措施
（一）妇女与健康
主要目标：
1.妇女健康素养水平攀至30%。（牵头单位：区卫生健康局，责任单位：区民政局）
策略措施：
1.完善保健服务。落实《中华人民共和国母婴保健法》，健全保健制度。
"""
OWN = "rows: [{id: climb, set: {is: level, comparator: '='}, words: [攀至], examples: [{text: 入园率攀至90%}], not: [攀登]}]"


@pytest.fixture(scope="module")
def ds(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("explain")
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    (folder / "own").mkdir()
    (folder / "own" / "targets.yaml").write_text(OWN, encoding="utf-8")
    build([folder / "plan.txt"], folder / "ds", Options(vocabulary=folder / "own"))
    return open_dataset(folder / "ds")


def told(ds: Dataset, what: str) -> list[str]:
    with using(overlay(ds.vocabulary.folder)):
        return list(explain(ds, what, rules.row))


def node(ds: Dataset, kind: str) -> str:
    return str(ds.query(f"SELECT ?n WHERE {{ ?n a zr:{kind} }} ORDER BY ?n")["n"][0])


def test_a_target_is_explained_by_the_user_s_row(ds: Dataset) -> None:
    lines = told(ds, node(ds, "Target"))
    assert "  zr:rule  own/targets:climb" in lines
    quote = next(line for line in lines if line.startswith("  plan.txt"))
    assert quote.startswith("  plan.txt, line 5 [") and "妇女健康素养水平攀至30%" in quote
    at = lines.index("  rule own/targets:climb")
    assert lines[at + 1 :] == ["    words: 攀至", "    finds: “入园率攀至90%”", "    not in: “攀登”"]


def test_a_goal_shows_what_was_found_in_it_and_by_which_rows(ds: Dataset) -> None:
    lines = told(ds, node(ds, "Goal"))
    about = [line for line in lines if line.startswith("  ← zr:") and "/goal/1/" in line]
    assert [line.rpartition("/")[0].rpartition("/")[2] for line in about] == ["target", "assignment", "assignment"]
    assert sum(line.startswith("    plan.txt, line 5 [") for line in lines) == 3
    assert [line for line in lines if line.startswith("  rule ")] == ["  rule assignments:label-lead", "  rule own/targets:climb"]
    assert any(line.startswith("    pattern: ") for line in lines)


def test_a_rule_without_a_row_is_said_to_have_none(ds: Dataset) -> None:
    lines = list(explain(ds, node(ds, "Citation")))
    [rule] = [line for line in lines if line.startswith("  rule ")]
    assert rule.startswith("  rule citations:") and rule.endswith(" (no row of the lexicon)")
    assert lines[-1] == rule


def test_a_label_is_found_and_another_is_refused(ds: Dataset) -> None:
    assert told(ds, "区民政局")[0].endswith("civil-affairs")
    with pytest.raises(ExplainError, match="没有的单位"):
        told(ds, "没有的单位")


def test_the_dataset_keeps_the_places_of_its_sources(ds: Dataset, root: Path, tmp_path: Path) -> None:
    assert ds.place("plan", PLAN.index("妇女健康素养")) == Place(line=5)
    assert (ds.folder / "text" / "plan.places.json").is_file()
    build([root / "examples" / "plans" / "wanglan.docx"], tmp_path / "ds")
    other = open_dataset(tmp_path / "ds")
    paragraph = other.place("wanglan", len(other.text("wanglan")) - 2)
    assert paragraph is not None and (paragraph.paragraph or 0) > 50 and paragraph.line is None
    assert any(", paragraph " in line for line in told(other, node(other, "Goal")))
    (tmp_path / "ds" / "text" / "wanglan.places.json").unlink()
    assert open_dataset(tmp_path / "ds").place("wanglan", 5) is None
