"""Three real plans, the whole way: what is scored against the gold, what the graph answers, what the audit names."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import jsonschema
import pytest

from tests.scoring import FLOORS
from zeren.build.pipeline import Options, build
from zeren.kg import open_dataset
from zeren.kg.dataset import Dataset

pytestmark = pytest.mark.corpus
NAMES = ("001", "002", "003")
LEADS = {"区教育体育局": 26, "区卫生健康局": 24, "区妇联": 19, "区民政局": 13, "区委组织部": 10, "区人力资源社会保障局": 10}


@pytest.fixture(scope="module")
def ds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    out = tmp_path_factory.mktemp("corpus") / "ds"
    summary = build([shared / "corpus" / f"{n}.txt" for n in NAMES], out, Options(workers=2))
    assert not summary.failed
    return open_dataset(out)


@pytest.mark.parametrize("name", NAMES)
def test_floors_against_the_gold(shared: Path, ds: Dataset, name: str) -> None:
    command = [sys.executable, shared / "score" / "score.py", shared / "gold" / f"{name}.json", ds.file(f"records/{name}.json"), "--json"]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, encoding="utf-8", check=True)
    scores = {row["facet"]: row["f1"] for row in json.loads(done.stdout)}
    assert len(scores) >= 10
    low = {facet: (round(scores[facet], 3), floor) for facet, floor in FLOORS.items() if facet in scores and scores[facet] < floor}
    assert not low


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_stands_at_its_span_and_holds_what_is_said(root: Path, ds: Dataset, name: str) -> None:
    text, record = ds.text(name), json.loads(ds.file(f"records/{name}.json").read_text(encoding="utf-8"))
    jsonschema.validate(record, json.loads((root / "ontology" / "record.schema.json").read_text(encoding="utf-8")))
    said = [s for kind in ("assignments", "targets", "citations", "duties") for s in record[kind]]
    assert len(said) > 50
    for s in said:
        assert text[slice(*s["span"])] == s["quote"], s
    for a in record["assignments"]:
        for party in a["agencies"]:
            assert text[slice(*party["span"])] == party["name"], a
            assert party["name"] in a["quote"], a
    for t in record["targets"]:
        assert t["value_text"] in t["quote"], t
    for c in record["citations"]:
        assert bare(c["mention"]) in bare(c["quote"]), c
    for d in record["duties"]:
        assert d["actor"] in d["quote"], d
    for plan in record["plans"]:
        for domain in plan["domains"]:
            for item in (*domain["goals"], *domain["measures"]):
                assert bare(item["text"])[:20] in bare(text[slice(*item["span"])]), item


def bare(text: str) -> str:
    return "".join(text.split())


def test_goals_by_lead_agency(ds: Dataset) -> None:
    rows = ds.query("""SELECT ?name (COUNT(DISTINCT ?g) AS ?n) WHERE { ?g a zr:Goal; zr:leadAgency ?a. ?a skos:altLabel ?name }
        GROUP BY ?name ORDER BY DESC(?n)""")
    found = dict(zip(rows["name"], rows["n"], strict=True))
    assert {name: found.get(name) for name in LEADS} == LEADS
    roles = ds.query("SELECT ?r (COUNT(?a) AS ?n) WHERE { ?a a zr:Assignment; zr:task ?t; zr:role ?r. ?t a zr:Goal } GROUP BY ?r")
    assert {r.rpartition("/")[2]: n for r, n in zip(roles["r"], roles["n"], strict=True)} == {"lead": 172, "responsible": 544}


def test_the_audit_names_the_slips(ds: Dataset) -> None:
    found = ds.findings()
    at = {(f.code, f.source, f.plan, f.domain, f.no) for f in found}
    assert ("A02", "003.txt", "women", 6, 1) in at
    assert ("A03", "003.txt", "children", 1, 8) in at
    lost = [f for f in found if f.code == "A05"]
    assert [(f.source, f.evidence.quote if f.evidence else None) for f in lost] == [("003.txt", "区民政")]
    assert "区民政局" in lost[0].message
    assert len([f for f in found if f.code == "A04"]) == 3
    assert sorted((f.source, f.plan) for f in found if f.code == "A10") == [
        ("001.txt", "children"),
        ("001.txt", "women"),
        ("002.txt", "children"),
    ]
    assert {f.message for f in found if f.code == "A10"} == {f"本规划{n}项主要目标都没有写明牵头单位或责任单位" for n in (75, 69, 70)}
    assert not [f for f in found if f.code == "A01"]


def test_evidence_stands_in_the_text(ds: Dataset) -> None:
    found = [f for f in ds.findings() if f.evidence]
    assert len(found) > 10
    for f in found:
        assert f.evidence is not None
        assert ds.text(f.source_id)[f.evidence.start : f.evidence.end] == f.evidence.quote


def test_graph_and_objects_say_the_same(ds: Dataset) -> None:
    views = list(ds.views())
    tasks = Counter(task.kind for v in views for p in v.plans for _, task in p.tasks())
    for kind, cls in (("goal", "Goal"), ("measure", "Measure")):
        assert ds.query(f"SELECT (COUNT(?x) AS ?n) WHERE {{ ?x a zr:{cls} }}")["n"][0] == tasks[kind]
    targets = sum(len(t.targets) for v in views for p in v.plans for _, t in p.tasks()) + sum(
        len(p.targets) for v in views for p in v.plans
    )
    assert ds.query("SELECT (COUNT(?x) AS ?n) WHERE { ?x a zr:Target }")["n"][0] == targets
    net = ds.network()
    assert sum(1 for _, d in net.nodes(data=True) if d["kind"] == "goal") == tasks["goal"]


def test_branches_belong_to_the_body_above(ds: Dataset) -> None:
    above = ds.query("SELECT ?name ?of WHERE { ?a org:unitOf/skos:prefLabel ?of ; skos:prefLabel ?name }")
    pairs = dict(zip(above["name"], above["of"], strict=True))
    assert pairs["济南市公安局市中分局"] == "济南市公安局"
    assert pairs["济南市生态环境局市中分局"] == "济南市生态环境局"
    assert all(name != of for name, of in pairs.items())
