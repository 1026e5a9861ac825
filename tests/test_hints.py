"""A trained pipeline offers candidates for names that could not be resolved; they are shown as such and resolve nothing."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import spacy

from zeren.build.compose import compose
from zeren.build.extract.annotate import ModelError, model_version, organisations
from zeren.build.hints import candidates
from zeren.build.pipeline import Options, build
from zeren.kg import open_dataset, shapes
from zeren.kg.model import Candidate, Passage, Span, Unresolved
from zeren.kg.record import from_json, to_json
from zeren.kg.vocab import load

PLAN = """云青市南湖区妇女发展规划（2021—2025年）
一、发展领域、主要目标和策略措施
（一）妇女与健康
主要目标：
1.妇女健康素养水平达到30%以上。（牵头单位：区卫生健康局，责任单位：区民正、区教育局）
策略措施：
1.完善保健服务。区民政做好救助，其他部门配合。
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small pipeline of our own that knows organisations by a list, saved as a trained one would be."""
    nlp = spacy.blank("zh")
    nlp.meta["name"], nlp.meta["version"] = "offices", "1.2.0"
    ruler = nlp.add_pipe("entity_ruler")
    words = (("区民正", "ORG"), ("区民政", "ORG"), ("区教育局", "ORG"), ("云青市", "GPE"))
    ruler.add_patterns([{"label": label, "pattern": word} for word, label in words])  # type: ignore[attr-defined]
    folder = tmp_path_factory.mktemp("model") / "offices"
    nlp.to_disk(folder)
    return str(folder)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    return tmp_path / "plan.txt"


def test_organisations_stand_where_they_are_said(model: str) -> None:
    text = "云青市设区教育局。"
    [found] = organisations(model, [Passage(Span(100, 109), text, "other", "text")])
    assert found == Candidate("区教育局", "zh_offices 1.2.0", Span(104, 108))
    assert model_version(model) == "zh_offices 1.2.0"


def seen(text: str, start: int) -> Candidate:
    return Candidate(text, "m 1", Span(start, start + len(text)))


def test_the_name_s_own_place_first_then_the_nearest_in_writing() -> None:
    name = Unresolved("区民正局", None, Span(10, 14))
    known = [seen("区民政局", 50), seen("区教育局", 60), seen("区民正局直属", 10), seen("区民政局", 70)]
    [made] = candidates([name], known)
    assert [c.text for c in made.candidates] == ["区民正局直属", "区民政局"]
    assert made.candidates[1].span.start == 50
    assert candidates([name], []) == (name,)
    [unlike] = candidates([name], [seen("市人民医院", 60)])
    assert unlike.candidates == ()


def test_a_hint_is_no_resolution(model: str, plan: Path, root: Path) -> None:
    plain = compose(plan, "plan", load()).record
    made = compose(plan, "plan", load(), model=model).record
    assert [u.text for u in plain.unresolved] == [u.text for u in made.unresolved] == ["区民正"]
    assert made.agencies == plain.agencies
    assert plain.unresolved[0].candidates == ()
    assert [(c.text, c.source) for c in made.unresolved[0].candidates] == [
        ("区民正", "zh_offices 1.2.0"),
        ("区民政", "zh_offices 1.2.0"),
    ]
    data = to_json(made)
    jsonschema.validate(json.loads(json.dumps(data)), json.loads((root / "ontology" / "record.schema.json").read_text(encoding="utf-8")))
    assert data["unresolved"][0]["candidates"][1]["text"] == "区民政"
    assert from_json(json.loads(json.dumps(data))) == made


def test_the_graph_and_the_audit_show_whose_hint_it_is(model: str, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "ds"
    build([plan], out, Options(model=model))
    ds = open_dataset(out)
    rows = ds.query("SELECT ?c ?m WHERE { ?a zr:resolved false ; zr:candidate ?c ; zr:candidateSource ?m } ORDER BY ?c")
    assert list(rows.itertuples(index=False, name=None)) == [("区民政", "zh_offices 1.2.0"), ("区民正", "zh_offices 1.2.0")]
    [finding] = [f for f in ds.findings() if f.code == "A05"]
    assert "模型zh_offices 1.2.0" in finding.message and "仅供参考" in finding.message
    assert "zh_offices 1.2.0" in finding.message_en
    assert shapes.check(ds) == []
    assert build([plan], out, Options(model=model)).read == 0
    assert build([plan], out).read == 1
    assert [f.code for f in open_dataset(out).findings() if "模型" in f.message] == []


@pytest.mark.parametrize(("name", "says"), [("zh_no_such_model", "no spaCy pipeline of this name"), ("empty", "finds no entities")])
def test_a_model_that_is_none_is_one_clear_line(plan: Path, tmp_path: Path, name: str, says: str) -> None:
    if name == "empty":
        spacy.blank("zh").to_disk(tmp_path / "empty")
        name = str(tmp_path / "empty")
    with pytest.raises(ModelError, match=says) as error:
        build([plan], tmp_path / "ds", Options(model=name))
    assert str(error.value).startswith(f"--model {name}: ")
    assert "\n" not in str(error.value)
    assert not (tmp_path / "ds" / "dataset.json").exists()
