"""Measure a whole build on made-up copies of real plans, beside loading that many quads, which is the least any build can cost.

    bench.py [--plans 30] [--few 10] [--runs 3] [--shared FOLDER] [--json] [-- OPTIONS OF zeren build]

Each figure is the median of the runs; CPU is user and system time of a command and all its children. Linux only.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
ZEREN = [sys.executable, "-m", "zeren.cli"]
OXIGRAPH = str(Path(sys.executable).parent / "oxigraph")
RATIO_LIMIT, SPREAD_LIMIT = 8.0, 0.15


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost: CPU seconds, wall seconds, and the memory of its largest process in MB."""

    cpu: float
    wall: float
    memory: float


@dataclass(frozen=True, slots=True)
class Figures:
    """All that a benchmark found; sizes in MB of UTF-8, times in seconds of CPU.

    `whole` is the build as anybody starts it; `start`, `fewer` and `many` (nothing, few plans, all plans) run in one process, so that
    what starting workers costs does not look like growth.
    """

    plans: int
    few: int
    size: float
    whole: Cost
    many: Cost
    fewer: Cost
    start: Cost
    load: Cost
    quads: int

    @property
    def ratio(self) -> float:
        return self.whole.cpu / self.load.cpu

    @property
    def per_plan(self) -> tuple[float, float]:
        """CPU of one plan more, from nothing to `few` plans and from `few` to `plans`."""
        return (self.fewer.cpu - self.start.cpu) / self.few, (self.many.cpu - self.fewer.cpu) / (self.plans - self.few)


def main() -> int:
    args = arguments()
    corpus = args.shared / "corpus"
    if not (corpus / "multiply.py").is_file():
        raise SystemExit(f"the benchmark needs the shared corpus, not found at {args.shared} (--shared or ZEREN_SHARED)")
    adopt_orphans()
    with tempfile.TemporaryDirectory(prefix="zeren-bench-") as folder:
        figures = measure(corpus, Path(folder), args)
    sys.stdout.write((as_json(figures) if args.json else report(figures)) + "\n")
    first, more = figures.per_plan
    return int(figures.ratio > RATIO_LIMIT or more > first * (1 + SPREAD_LIMIT))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--plans", type=int, default=30)
    parser.add_argument("--few", type=int, default=10)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--shared", type=Path, default=ROOT / os.environ.get("ZEREN_SHARED", "../shared"))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("options", nargs="*", help="handed on to zeren build")
    return parser.parse_args()


def measure(corpus: Path, folder: Path, args: argparse.Namespace) -> Figures:
    plans, quads = folder / "plans", folder / "reference.nq"
    run([sys.executable, str(corpus / "multiply.py"), str(args.plans), str(plans)])
    size = megabytes(plans)
    run([sys.executable, str(corpus / "quads.py"), f"{size:.3f}", str(quads)])
    few, one = some(plans, args.few, folder / "few"), folder / "one"
    one.mkdir()
    (one / "0.txt").write_text("通知\n", encoding="utf-8")
    alone = ["--workers", "1"]
    builds = {"whole": (plans, args.options), "many": (plans, alone), "fewer": (few, alone), "start": (one, alone)}
    costs: dict[str, list[Cost]] = {name: [] for name in (*builds, "load")}
    for n in range(args.runs):
        for name, (source, options) in builds.items():
            costs[name].append(run([*ZEREN, "build", str(source), "-o", str(folder / f"{name}-{n}"), "--quiet", "--exit-zero", *options]))
        costs["load"].append(run([OXIGRAPH, "load", "--location", str(folder / f"load-{n}"), "--file", str(quads)]))
    with quads.open("rb") as file:
        count = sum(1 for _ in file)
    return Figures(args.plans, args.few, size, **{name: middle(costs[name]) for name in costs}, quads=count)


def run(command: list[str]) -> Cost:
    """Run a command to its end and say what it cost, all its descendants included; raises SystemExit with its own words when it fails."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / ".links")}
    with tempfile.TemporaryFile() as said:
        before = os.times().elapsed
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, env=env)
        cpu, memory, code = reap(process.pid)
        process.returncode = code
        if code:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)} ended with {code}:\n{said.read().decode('utf-8', 'replace')}")
    return Cost(cpu, os.times().elapsed - before, memory)


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends first, so that no worker's time is lost (Linux; prctl(2))."""
    PR_SET_CHILD_SUBREAPER = 36
    if sys.platform != "linux" or ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise SystemExit("the benchmark needs Linux")


def reap(pid: int) -> tuple[float, float, int]:
    """Wait for a child and all orphans it leaves: CPU seconds in all, MB of the largest process, the child's exit code."""
    cpu, memory, code = 0.0, 0.0, 0
    while True:
        try:
            ended, status, usage = os.wait4(-1, 0)
        except ChildProcessError:
            return cpu, memory, code
        cpu += usage.ru_utime + usage.ru_stime
        memory = max(memory, usage.ru_maxrss / 1e3)
        if ended == pid:
            code = os.waitstatus_to_exitcode(status)


def middle(costs: list[Cost]) -> Cost:
    return Cost(median(c.cpu for c in costs), median(c.wall for c in costs), median(c.memory for c in costs))


def megabytes(folder: Path) -> float:
    return sum(f.stat().st_size for f in folder.glob("*.txt")) / 1e6


def some(plans: Path, count: int, folder: Path) -> Path:
    folder.mkdir()
    for file in sorted(plans.glob("*.txt"))[:count]:
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def report(f: Figures) -> str:
    first, more = f.per_plan
    growth = f"{more / first - 1:+.0%}, limit {SPREAD_LIMIT:+.0%}"
    rows = [
        (f"build of {f.plans} plans, {f.size:.2f} MB", f"{f.whole.cpu:.2f} s CPU, {f.whole.wall:.2f} s on the clock"),
        ("speed", f"{f.size / f.whole.cpu:.3f} MB/s of CPU"),
        ("memory of the largest process", f"{f.whole.memory:.0f} MB"),
        (f"oxigraph load of {f.quads:,} reference quads", f"{f.load.cpu:.2f} s CPU, {f.load.wall:.2f} s on the clock"),
        ("ratio of build to load", f"{f.ratio:.2f} (limit {RATIO_LIMIT:.0f}, aim 3)"),
        ("in one process: before the first plan", f"{f.start.cpu:.2f} s CPU"),
        (f"in one process: each of the first {f.few} plans", f"{first:.3f} s CPU"),
        (
            f"in one process: each of the next {f.plans - f.few} plans",
            f"{more:.3f} s CPU ({growth})",
        ),
    ]
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in rows)


def as_json(f: Figures) -> str:
    first, more = f.per_plan
    data = {
        "plans": f.plans,
        "megabytes": f.size,
        "cpu_seconds": f.whole.cpu,
        "wall_seconds": f.whole.wall,
        "megabytes_per_cpu_second": f.size / f.whole.cpu,
        "peak_megabytes": f.whole.memory,
        "load_cpu_seconds": f.load.cpu,
        "ratio": f.ratio,
        "start_cpu_seconds": f.start.cpu,
        "cpu_seconds_per_plan": [first, more],
    }
    return json.dumps({k: round(v, 4) if isinstance(v, float) else v for k, v in data.items()})


if __name__ == "__main__":
    sys.exit(main())
