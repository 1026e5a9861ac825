"""The example plans: made the same every time, of places that exist nowhere, and read with all their slips."""

from __future__ import annotations

import importlib.util
import json
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from zeren.build.pipeline import Options, build
from zeren.kg import open_dataset
from zeren.kg.audit import CHECKS
from zeren.kg.dataset import Dataset

ROOT = Path(__file__).resolve().parent.parent
PLANTED: dict[str, Any] = json.loads((ROOT / "examples" / "PLANTED.json").read_text(encoding="utf-8"))
SLIPS = PLANTED["findings"]


@pytest.fixture(scope="module")
def ds(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The dataset of the example plans."""
    folder = tmp_path_factory.mktemp("examples") / "ds"
    build([ROOT / "examples" / "plans"], folder, Options())
    return open_dataset(folder)


@pytest.fixture(scope="module")
def records(ds: Dataset) -> dict[str, dict[str, Any]]:
    """{name of the source: its record}."""
    files = sorted((ds.folder / "records").glob("*.json"))
    return {r["source"]: r for r in (json.loads(f.read_text(encoding="utf-8")) for f in files)}


def make_docx() -> bytes:
    spec = importlib.util.spec_from_file_location("make_docx", ROOT / "examples" / "make_docx.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: bytes = module.make((ROOT / "examples" / "wanglan.source.txt").read_text(encoding="utf-8"))
    return made


def members(data: bytes) -> dict[str, tuple[bytes, tuple[int, ...]]]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {i.filename: (archive.read(i), i.date_time) for i in archive.infolist()}


def test_the_docx_is_made_by_its_script_the_same_every_time() -> None:
    made = make_docx()
    assert made == make_docx()
    assert members(made) == members((ROOT / "examples" / "plans" / "wanglan.docx").read_bytes())
    assert {when for _, when in members(made).values()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_docx_holds_no_typed_numbers() -> None:
    xml = members(make_docx())["word/document.xml"][0].decode()
    assert xml.count("<w:numPr>") > 90 and xml.count("<w:t>规划背景</w:t>") == 2
    assert re.findall(r"<w:t[^>]*>([^<]*妇女与健康)</w:t>", xml) == ["（一）妇女与健康", "妇女与健康"], "contents typed, heading not"
    assert members(make_docx())["word/numbering.xml"][0].decode().count("chineseCounting") == 2


def test_the_places_exist_nowhere() -> None:
    known = (ROOT / "ontology" / "regions.ttl").read_text(encoding="utf-8")
    assert [p for p in ("青岚", "云泽", "砚溪", "鹿屿", "望澜") if p in known] == []
    assert "东城区" in known


@pytest.mark.parametrize("slip", SLIPS, ids=lambda s: f"{s['code']}-{s['plan']}-{s['domain']}.{s['no']}")
def test_every_slip_stands_in_the_text(ds: Dataset, records: dict[str, dict[str, Any]], slip: dict[str, Any]) -> None:
    record = records[slip["source"]]
    plan = next(p for p in record["plans"] if p["key"] == slip["plan"])
    text = ds.text(ds.sources[[s["name"] for s in ds.sources].index(slip["source"])]["id"])
    if slip["part"]:
        domain = next(d for d in plan["domains"] if d["no"] == slip["domain"])
        start, end = next(x for x in domain[slip["part"] + "s"] if x["no"] == slip["no"])["span"]
    else:
        start, end = 0, len(text)
    assert slip["text"] in text[start:end]


@pytest.mark.parametrize("source", sorted(PLANTED["heads"]))
def test_head_and_outline_are_read_as_written(records: dict[str, dict[str, Any]], source: str) -> None:
    record = records[source]
    assert {k: record["document"][k] for k in PLANTED["heads"][source]} == PLANTED["heads"][source]
    counts = {p["key"]: {part: [len(d[part]) for d in p["domains"]] for part in ("goals", "measures")} for p in record["plans"]}
    assert counts == PLANTED["counts"][source]
    assert {p["region"] for p in record["plans"]} == {PLANTED["regions"][source]}


@pytest.mark.parametrize("wrap", PLANTED["wraps"], ids=lambda w: f"{w['plan']}-{w['domain']}.{w['no']}")
def test_page_breaks_in_mid_sentence_are_healed(records: dict[str, dict[str, Any]], wrap: dict[str, Any]) -> None:
    plan = next(p for p in records[wrap["source"]]["plans"] if p["key"] == wrap["plan"])
    domain = next(d for d in plan["domains"] if d["no"] == wrap["domain"])
    assert wrap["text"] in next(m for m in domain["measures"] if m["no"] == wrap["no"])["text"]


def found(ds: Dataset, code: str) -> list[tuple[str, str | None, int | None, int | None]]:
    names = {s["id"]: s["name"] for s in ds.sources}
    return [(names.get(f.source, f.source), f.plan, f.domain, f.no) for f in ds.findings((code,))]


CHECKED = sorted({check.code for check in CHECKS} & {s["code"] for s in SLIPS})


def test_the_first_checks_are_planted() -> None:
    assert set(CHECKED) >= {"A01", "A02", "A03", "A04", "A05", "A10", "B01", "D01"}


@pytest.mark.parametrize("code", CHECKED)
def test_the_audit_finds_every_planted_slip_of_a_kind_and_no_other(ds: Dataset, code: str) -> None:
    planted = {(s["source"], s["plan"], s["domain"], s["no"]) for s in SLIPS if s["code"] == code}
    assert planted and set(found(ds, code)) == planted


def test_a_misspelt_name_is_told_with_the_nearest_known_one(ds: Dataset) -> None:
    told = {f.message for f in ds.findings(("A05",))}
    for wrong, right in (("区教育体局", "区教育体育局"), ("区市场监局", "区市场监管局")):
        assert any(wrong in m and right in m for m in told), told


def test_targets_of_every_sort_are_read(records: dict[str, dict[str, Any]]) -> None:
    targets = [t for r in records.values() for t in r["targets"]]
    read = {(t["indicator"], t["comparator"], str(t["value"]), t["unit"], t["year"]) for t in targets}
    expected = {
        ("孕产妇死亡率", "<=", "9", "/10万", 2025),
        ("孕产妇死亡率", "<=", "8", "/10万", 2030),
        ("新生儿死亡率", "<=", "3.0", "‰", None),
        ("妇女常见病筛查率", ">=", "85", "%", 2030),
        ("剖宫产率", "decrease_by", "5", "个百分点", 2025),
    }
    values = {(i, c, float(v) if v.replace(".", "").isdigit() else v, u, y) for i, c, v, u, y in read}
    assert {(i, c, float(v), u, y) for i, c, v, u, y in expected} <= values
    assert {"ratio", "fraction"} <= {t["unit"] for t in targets}
    assert {t["comparator"] for t in targets} >= {">=", "<=", "=", "~", ">", "decrease_by", "increase_by"}
