"""Switch a dataset folder from one state to the next so that a build killed at any moment leaves a usable one."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

STAGING, PENDING, PLAN = ".staging", ".commit", "commit.json"


class BusyError(ValueError):
    """Another build is writing to the folder."""


class Staging:
    """Files of the next state, written beside the present one until `commit`."""

    def __init__(self, out: Path) -> None:
        self.out, self.folder = out, out / STAGING
        finish(out)
        for left in (self.folder, out / PENDING):  # of builds that were killed before or after the switch
            shutil.rmtree(left, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def path(self, name: str) -> Path:
        """Where to write the file that shall become out/`name`."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def current(self, name: str) -> Path:
        """The file as it will stand: the staged one, else the one of the present state."""
        staged = self.folder / name
        return staged if staged.is_file() else self.out / name

    def commit(self, last: str, delete: Iterable[str] = ()) -> None:
        """Make the staged files the present state; `last` is moved when all others stand, `delete` are removed."""
        names = sorted(p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*") if p.is_file())
        order = [n for n in names if n != last] + [last]
        self.path(PLAN).write_text(json.dumps({"move": order, "delete": sorted(delete)}), encoding="utf-8")
        self.folder.replace(self.out / PENDING)
        finish(self.out)


def finish(out: Path) -> None:
    """Complete a switch that was under way when a build was killed; nothing to do otherwise. Safe to repeat."""
    pending = out / PENDING
    if not (pending / PLAN).is_file():
        return
    plan = json.loads((pending / PLAN).read_text(encoding="utf-8"))
    for name in plan["delete"]:
        (out / name).unlink(missing_ok=True)
    for name in plan["move"]:
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (pending / name).is_file():
            (pending / name).replace(target)
    shutil.rmtree(pending)


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the folder for one build; raises BusyError when another build holds it. A killed build leaves no lock behind."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / ".lock").open("a", encoding="utf-8") as file:
        try:
            _lock(file.fileno())
        except OSError:
            raise BusyError(f"{out}: another build is writing here") from None
        yield


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
