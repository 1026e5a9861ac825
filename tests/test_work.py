"""A worker that dies costs its source, not the build."""

from __future__ import annotations

import gc
import os
import shutil
from pathlib import Path

import pytest

from zeren.build import work
from zeren.kg.ids import BASE


def jobs(root: Path, out: Path) -> list[work.Job]:
    return [work.Job(p, p.stem, out, BASE, None) for p in sorted((root / "examples" / "plans").iterdir())]


def test_a_job_writes_text_record_and_graph(root: Path, tmp_path: Path) -> None:
    done = work.run(jobs(root, tmp_path)[0])
    assert done.reason is None
    assert dict(done.counts)["goals"] > 20
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.*")) == [
        f"graph/source/{done.id}.nq",
        f"records/{done.id}.json",
        f"text/{done.id}.places.json",
        f"text/{done.id}.txt",
    ]


def test_a_dead_worker_costs_its_source_alone(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deadly = tmp_path / "deadly.txt"
    shutil.copy(root / "examples" / "plans" / "yanxi.txt", deadly)
    monkeypatch.setattr(work, "run", _run_or_die)
    monkeypatch.setattr(work, "_context", lambda: __import__("multiprocessing").get_context("fork"))
    todo = [*jobs(root, tmp_path / "out"), work.Job(deadly, "deadly", tmp_path / "out", BASE, None)]
    done = {d.id: d.reason for d in work.run_all(todo, 2)}
    assert done.keys() == {"wanglan", "yanxi", "deadly"}
    assert "died" in str(done["deadly"])
    assert [done["wanglan"], done["yanxi"]] == [None, None]


_run = work.run


def _run_or_die(job: work.Job) -> work.Done:
    if job.id == "deadly":
        os._exit(9)
    return _run(job)


def test_the_garbage_collector_is_left_as_it_was() -> None:
    before = gc.get_threshold()
    with work.relaxed():
        assert gc.get_threshold() != before
    assert gc.get_threshold() == before
