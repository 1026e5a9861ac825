"""Building a dataset: the same bytes twice, only what changed is read, bad files cost nothing but themselves."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zeren.build import pipeline
from zeren.build.pipeline import BuildError, Options, build
from zeren.kg import open_dataset
from zeren.kg.commit import BusyError, locked
from zeren.kg.dataset import DatasetError
from zeren.kg.store import StoreError


def tree(out: Path, *folders: str) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for f in folders for p in sorted((out / f).rglob("*")) if p.is_file()}


@pytest.fixture
def plans(root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    shutil.copytree(root / "examples" / "plans", folder)
    return folder


def test_two_builds_give_the_same_bytes_whatever_the_workers(plans: Path, tmp_path: Path) -> None:
    build([plans], tmp_path / "a", Options(workers=1))
    build([plans], tmp_path / "b", Options(workers=2))
    for out in ("a", "b"):
        assert sorted(p.name for p in (tmp_path / out).iterdir()) == [".lock", "dataset.json", "graph", "links", "records", "store", "text"]
    kept = ("records", "links", "graph", "text")
    assert tree(tmp_path / "a", *kept) == tree(tmp_path / "b", *kept)
    assert (tmp_path / "a" / "dataset.json").read_bytes() == (tmp_path / "b" / "dataset.json").read_bytes()


def test_a_rebuild_reads_only_what_changed(plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "ds"
    first = build([plans], out)
    assert first.read == len(first.sources) == 2
    assert build([plans], out).read == 0
    text = plans / "yanxi.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("砚溪区", "砚湖区"), encoding="utf-8")
    second = build([plans], out)
    assert second.read == 1
    fresh = build([plans], tmp_path / "fresh")
    assert fresh.sources == second.sources
    kept = ("records", "links", "graph", "text")
    assert tree(out, *kept) == tree(tmp_path / "fresh", *kept)
    monkeypatch.setattr(pipeline, "code_fingerprint", lambda: "other rules")
    assert build([plans], out).read == 2


def test_a_source_that_is_gone_leaves_nothing(plans: Path, tmp_path: Path) -> None:
    out = tmp_path / "ds"
    build([plans], out)
    (plans / "wanglan.docx").unlink()
    build([plans], out)
    assert [p.name for p in (out / "records").iterdir()] == ["yanxi.json"]
    assert not [name for name in tree(out, "links", "graph", "text") if "wanglan" in name]
    assert "wanglan" not in (out / "links" / "yanxi.json").read_text(encoding="utf-8")
    assert len(list((out / "store").iterdir())) == 1


def test_bad_files_are_named_and_the_good_ones_built(plans: Path, tmp_path: Path) -> None:
    (plans / "empty.txt").write_bytes(b"")
    (plans / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40)
    (plans / "broken.docx").write_bytes(b"no zip at all")
    summary = build([plans], tmp_path / "ds")
    reasons = {s["name"]: s["reason"] for s in summary.failed}
    assert sorted(reasons) == ["broken.docx", "empty.txt", "picture.txt"]
    assert all(name in reason and "\n" not in reason for name, reason in reasons.items())
    ds = open_dataset(tmp_path / "ds")
    assert [v.source for v in ds.views()] == ["wanglan.docx", "yanxi.txt"]
    assert sorted(f.source for f in ds.findings() if f.code == "P01") == sorted(reasons)


def test_a_defect_of_ours_costs_one_source(plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from zeren.build import work

    def broken(*args: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(work, "compose", broken)
    summary = build([plans], tmp_path / "ds", Options(workers=1))
    assert ["boom" in s["reason"] for s in summary.failed] == [True, True]


def test_one_plan_in_two_files_gets_two_ids_in_path_order(plans: Path, tmp_path: Path) -> None:
    shutil.copy(plans / "yanxi.txt", plans / "copy.txt")
    summary = build([plans], tmp_path / "ds")
    ids = {s["id"]: s["plans"] for s in summary.sources}
    assert [f"{p}-2" for p in ids["copy"]] == ids["yanxi"]
    graph = (tmp_path / "ds" / "graph" / "source" / "yanxi.nq").read_text(encoding="utf-8")
    assert f"plan/{ids['yanxi'][0]}/domain/1>" in graph
    assert f"plan/{ids['copy'][0]}/domain/1>" not in graph
    rebuilt = build([plans], tmp_path / "ds")
    assert (rebuilt.read, rebuilt.sources) == (0, summary.sources)
    (plans / "copy.txt").unlink()
    assert build([plans], tmp_path / "ds").sources[1]["plans"] == ids["copy"]
    assert f"plan/{ids['copy'][0]}/domain/1>" in (tmp_path / "ds" / "graph" / "source" / "yanxi.nq").read_text(encoding="utf-8")


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no documents"):
        build([tmp_path], tmp_path / "ds")
    assert not (tmp_path / "ds").exists()


def test_a_folder_in_use_is_left_alone(plans: Path, tmp_path: Path) -> None:
    with locked(tmp_path / "ds"), pytest.raises(BusyError, match="another build"):
        build([plans], tmp_path / "ds")


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
def test_killed_at_any_moment_the_last_good_dataset_stands(plans: Path, tmp_path: Path, root: Path) -> None:
    out = tmp_path / "ds"
    build([plans], out)
    before = open_dataset(out).info["generation"]
    text = plans / "yanxi.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("砚溪区", "砚湖区"), encoding="utf-8")
    code = "import sys; from pathlib import Path; from zeren.build.pipeline import build; build([Path(sys.argv[1])], Path(sys.argv[2]))"
    seen = set()
    for delay in (0.3, 1.0, 1.5, 2.0, 2.5, 3.0):
        child = subprocess.Popen([sys.executable, "-c", code, str(plans), str(out)], env={**os.environ, "PYTHONPATH": str(root / ".links")})
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        child.wait()
        ds = open_dataset(out)
        seen.add(ds.info["generation"])
        assert len(list(ds.views())) == 2
        assert len(ds.query("SELECT ?g WHERE { ?g a zr:Goal }")) > 50
    build([plans], out)
    after = open_dataset(out)
    assert after.info["generation"] != before
    assert json.loads((out / "dataset.json").read_text(encoding="utf-8"))["sources"][1]["status"] == "ok"
    assert seen <= {before, after.info["generation"]}


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "null",
        '{"format": 1}',
        '{"format": 1, "options": {"base": "x"}, "sources": [], "generation": "a"}',
        '{"format": 1, "options": {"base": "https://a/"}, "sources": [{"id": "a"}], "generation": "a"}',
        '{"format": 1, "options": {"base": "https://a/"}, "sources": [{"id": "../a", "name": "a", "status": "ok"}], "generation": "a"}',
        '{"format": 1, "options": {"base": "https://a/"}, "sources": [], "generation": "../.."}',
    ],
)
def test_a_damaged_dataset_is_told_and_built_anew(plans: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "ds").mkdir()
    (tmp_path / "ds" / "dataset.json").write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"dataset\.json: .*build it anew"):
        open_dataset(tmp_path / "ds")
    assert build([plans], tmp_path / "ds").read == 2


def test_the_store_in_use_stays_until_the_switch(plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "ds"
    build([plans], out)
    generation = open_dataset(out).info["generation"]
    before = len(open_dataset(out).store)

    def fails(folder: Path, files: object) -> int:
        raise StoreError("the disk is full")

    with monkeypatch.context() as patch, pytest.raises(StoreError, match="disk is full"):
        patch.setattr("zeren.kg.store.build", fails)
        build([plans], out)
    assert len(open_dataset(out).store) == before
    for _ in range(2):
        build([plans], out)
        assert open_dataset(out).info["generation"] == generation
        assert len(open_dataset(out).store) == before
        assert len(list((out / "store").iterdir())) == 1
