"""A dataset folder switches whole, whenever the build is killed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from zeren.kg.commit import PENDING, PLAN, BusyError, Staging, finish, locked


def stage(out: Path, files: dict[str, str]) -> Staging:
    staging = Staging(out)
    for name, text in files.items():
        staging.path(name).write_text(text, encoding="utf-8")
    return staging


def read(out: Path) -> dict[str, str]:
    return {p.relative_to(out).as_posix(): p.read_text(encoding="utf-8") for p in sorted(out.rglob("*")) if p.is_file()}


def test_commit_moves_all_and_deletes(tmp_path: Path) -> None:
    stage(tmp_path, {"dataset.json": "1", "text/a.txt": "a", "text/b.txt": "b"}).commit("dataset.json")
    stage(tmp_path, {"dataset.json": "2", "text/a.txt": "aa"}).commit("dataset.json", ["text/b.txt"])
    assert read(tmp_path) == {"dataset.json": "2", "text/a.txt": "aa"}


def test_killed_while_staging_leaves_the_old_state(tmp_path: Path) -> None:
    stage(tmp_path, {"dataset.json": "1", "text/a.txt": "a"}).commit("dataset.json")
    stage(tmp_path, {"dataset.json": "2", "text/a.txt": "half"})
    finish(tmp_path)
    assert (tmp_path / "text/a.txt").read_text(encoding="utf-8") == "a"
    assert Staging(tmp_path).current("text/a.txt") == tmp_path / "text/a.txt"


@pytest.mark.parametrize("moved", [0, 1, 2])
def test_killed_while_switching_is_completed_by_the_next(tmp_path: Path, moved: int, monkeypatch: pytest.MonkeyPatch) -> None:
    stage(tmp_path, {"dataset.json": "1", "text/a.txt": "a", "text/b.txt": "b"}).commit("dataset.json")
    staging = stage(tmp_path, {"dataset.json": "2", "text/a.txt": "aa", "text/c.txt": "c"})
    with monkeypatch.context() as patch:
        patch.setattr("zeren.kg.commit.finish", lambda out: None)
        staging.commit("dataset.json", ["text/b.txt"])
    for name in ["text/a.txt", "text/c.txt"][:moved]:
        shutil.move(tmp_path / PENDING / name, tmp_path / name)
    assert (tmp_path / PENDING / PLAN).is_file()
    finish(tmp_path)
    assert read(tmp_path) == {"dataset.json": "2", "text/a.txt": "aa", "text/c.txt": "c"}
    finish(tmp_path)


def test_two_builds_do_not_write_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from zeren.kg.commit import locked\n"
        "try:\n    with locked(Path(sys.argv[1])): pass\nexcept ValueError as e: print(e)"
    )
    links = Path(__file__).resolve().parent.parent / ".links"
    command = [sys.executable, "-c", code, str(tmp_path)]
    with locked(tmp_path):
        held = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env={"PYTHONPATH": str(links)}, check=True)
    free = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env={"PYTHONPATH": str(links)}, check=True)
    assert "another build is writing" in held.stdout
    assert free.stdout == ""
    assert issubclass(BusyError, ValueError)


def test_what_a_killed_clean_up_left_does_not_stop_the_next_build(tmp_path: Path) -> None:
    (tmp_path / PENDING / "text").mkdir(parents=True)
    (tmp_path / PENDING / "text" / "old.txt").write_text("old", encoding="utf-8")
    stage(tmp_path, {"dataset.json": "1"}).commit("dataset.json")
    assert read(tmp_path) == {"dataset.json": "1"}
