"""Score the gold plans and the responsibility clauses, facet by facet, beside the floors and the last committed figures (make score).

`--write` commits the figures to tests/score.json: figures only, no text. Ends with 1 when a figure is under its floor.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from zeren.build.compose import compose
from zeren.build.read import ReadError
from zeren.kg.record import to_json
from zeren.kg.vocab import load

ROOT = Path(__file__).resolve().parent.parent
LAST = Path(__file__).with_name("score.json")
PLANS = ("001", "002", "003")
FLOORS = {
    "document head and plans": 0.9,
    "goals": 0.99,
    "measures": 0.99,
    "units: lead": 0.995,
    "units: responsible": 0.995,
    "targets: value and unit": 0.95,
    "targets: every field": 0.90,
    "citations: mention": 0.96,
    "citations: official title": 0.94,
    "citations: title and kind": 0.92,
    "duties in prose": 0.85,
    "duties in prose, with role": 0.80,
    "structured": 0.95,
    "running text": 0.75,
}
CLAUSES = "clauses"
Figures = dict[str, dict[str, float]]  # by plan (or clauses) and facet


def measure(shared: Path) -> Figures:
    """F1 of every facet of every gold plan, and the share of clauses that are exactly right.

    `shared` is the folder of gold, corpus and scorers.
    """
    score, clauses = _module(shared, "score"), _module(shared, "clauses")
    return {**{name: _plan(shared, name, score) for name in PLANS}, CLAUSES: _clauses(shared, clauses)}


def _plan(shared: Path, name: str, score: ModuleType) -> dict[str, float]:
    gold = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    found = _record(shared / "corpus" / f"{name}.txt")
    out = {}
    for facet, hits, missed, spurious in score.facets(gold, found):
        total = 2 * len(hits) + len(missed) + len(spurious)
        out[facet] = round(2 * len(hits) / total, 4) if total else 0.0
    return out


def _clauses(shared: Path, clauses: ModuleType) -> dict[str, float]:
    lines = (shared / "gold" / "clauses.jsonl").read_text(encoding="utf-8").splitlines()
    right: dict[str, list[bool]] = {"structured": [], "running text": []}
    with tempfile.TemporaryDirectory() as folder:
        for case in (json.loads(line) for line in lines if line.strip()):
            kind = "running text" if case["family"] in clauses.PROSE else "structured"
            right[kind].append(clauses.right(case, _record(clauses.as_document(case, Path(folder)))))
    return {kind: round(sum(found) / len(found), 4) for kind, found in right.items()}


def _record(path: Path) -> dict[str, Any] | None:
    """The record as any other program sees it, None for a file that cannot be read."""
    try:
        return dict(json.loads(json.dumps(to_json(compose(path, path.stem, load()).record))))
    except ReadError:
        return None


def _module(shared: Path, name: str) -> ModuleType:
    """One of the shared scorers, as a module under its own name (clauses imports score)."""
    spec = importlib.util.spec_from_file_location(name, shared / "score" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def low(now: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Every figure under its floor, in words."""
    rows = ((name, facet, value) for name, figures in now.items() for facet, value in figures.items())
    return [f"{n}: {f} {v:.3f} is under its floor {FLOORS[f]:.3f}" for n, f, v in rows if v < FLOORS.get(f, 0.0)]


def report(now: Mapping[str, Mapping[str, float]], before: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """The figures as a table: facets down, plans across, the change since the committed figures behind each."""
    plans = [name for name in now if name != CLAUSES]
    yield f"{'facet':30}" + "".join(f"{name:>16}" for name in plans) + f"{'floor':>8}"
    for facet in dict.fromkeys(f for name in plans for f in now[name]):
        cells = "".join(_cell(now[name].get(facet), before.get(name, {}).get(facet)) for name in plans)
        yield f"{facet:30}{cells}{FLOORS.get(facet, 0.0):8.3f}"
    yield ""
    yield f"{'clauses exactly right':30}{'':>16}{'floor':>8}"
    for kind, value in now.get(CLAUSES, {}).items():
        yield f"{kind:30}{_cell(value, before.get(CLAUSES, {}).get(kind))}{FLOORS[kind]:8.3f}"


def _cell(value: float | None, last: float | None) -> str:
    if value is None:
        return f"{'·':>9}{'':7}"
    change = "" if last is None else f"{value - last:+.3f}" if abs(value - last) >= 0.0005 else ""
    return f"{value:9.3f} {change or ('new' if last is None else ''):6}"


def committed() -> Figures:
    """The last committed figures."""
    return dict(json.loads(LAST.read_text(encoding="utf-8"))) if LAST.is_file() else {}


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep these figures as the last committed ones")
    parser.add_argument("--shared", type=Path, default=ROOT / os.environ.get("ZEREN_SHARED", "../shared"))
    args = parser.parse_args()
    now = measure(args.shared.resolve())
    print("\n".join(report(now, committed())))
    under = low(now)
    for line in under:
        print(line)
    if args.write:
        LAST.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(bool(under))


if __name__ == "__main__":
    sys.exit(main())
