"""Read sources one after the other or in worker processes; a worker that dies costs its source, not the build."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from zeren.build import manifest
from zeren.build.compose import Composed, compose
from zeren.build.emit import emit
from zeren.build.extract.annotate import trained
from zeren.build.manifest import NOTHING, Given
from zeren.build.proof import prove
from zeren.build.read import ReadError, find, name
from zeren.kg import record as written
from zeren.kg.ids import Minter, source_ids
from zeren.kg.model import Record
from zeren.kg.origins import Origins
from zeren.kg.views import plan_ids, view
from zeren.kg.vocab import Vocabulary, load

log = logging.getLogger("zeren")


@dataclass(frozen=True, slots=True)
class Job:
    """One source to read: its file, its id, where to write (a folder with text/, records/, graph/source/), and the options."""

    path: Path
    id: str
    out: Path
    base: str
    vocabulary: Path | None
    given: Given = NOTHING
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: `plans` are (region slug and so on) preliminary plan ids; `reason` is set when it failed."""

    id: str
    plans: tuple[str, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    reason: str | None = None


def run(job: Job) -> Done:
    """Read one source and write its text, record and graph below `job.out`."""
    vocab = load(job.vocabulary)
    composed = _composed(job.path, job.id, vocab, job.given, job.model)
    if isinstance(composed, str):
        return Done(job.id, reason=composed)
    record = composed.record
    code = region_code(vocab)
    plans = plan_ids(record, code, set())
    _write(job.out / "text" / f"{job.id}.txt", composed.doc.text)
    _write(job.out / "text" / f"{job.id}.places.json", Origins(composed.doc.origins).dumps())
    _write(job.out / "records" / f"{job.id}.json", written.dumps(record, indent=1) + "\n")
    _write(job.out / "graph" / "source" / f"{job.id}.nq", "".join(quads(record, plans, job.base, vocab)))
    return Done(job.id, tuple(plans), tuple(counts(record).items()))


def records(paths: Sequence[Path], vocabulary: Path | None, listed: Path | None, model: str | None) -> Iterator[Record | str]:
    """The record of each file, in path order, without a dataset; for a file that cannot be read the reason.

    Raises ValueError, one line, before the first record: for a wrong vocabulary, manifest or model, or when there is nothing to read.
    """
    vocab = load(vocabulary)
    prove(vocab)
    files = find(paths)
    if not files:
        raise ReadError(str(paths[0]) if len(paths) == 1 else "zeren", "no documents found")
    given = manifest.load(listed, files) if listed else {}
    if model:
        trained(model)
    return (_record(f, i, vocab, given.get(f, NOTHING), model) for f, i in zip(files, ids(files), strict=True))


def ids(files: Sequence[Path]) -> list[str]:
    """The id of each file, in order."""
    return source_ids(Path(name(f)).stem for f in files)


def _record(path: Path, id_: str, vocab: Vocabulary, given: Given, model: str | None) -> Record | str:
    composed = _composed(path, id_, vocab, given, model)
    return composed if isinstance(composed, str) else composed.record


def _composed(path: Path, id_: str, vocab: Vocabulary, given: Given, model: str | None) -> Composed | str:
    """What a file says, or the reason why it cannot be read: one file never costs the others."""
    try:
        return compose(path, id_, vocab, given, model)
    except ReadError as error:
        return str(error)
    except MemoryError:
        return f"{name(path)}: too large for this machine's memory"
    except Exception as error:
        log.exception("%s", path)
        return f"{name(path)}: a defect of zeren stopped the reading ({type(error).__name__}: {_line(error)})"


def quads(record: Record, ids: list[str], base: str, vocab: Vocabulary) -> list[str]:
    """The sorted N-Quads lines of a record whose plans have these ids."""
    minter = Minter(base)
    return emit(view(record, ids, minter, region_code(vocab)), minter, vocab)


@lru_cache(maxsize=4)
def region_code(vocab: Vocabulary) -> Any:
    """A cached look-up of a region's GB/T 2260 code by its full name."""

    @lru_cache(maxsize=100_000)
    def code(name: str) -> str | None:
        found = vocab.region(name)
        return found.code if found else None

    return code


def counts(record: Record) -> dict[str, int]:
    """The numbers of the summary table."""
    goals = [g for p in record.plans for d in p.domains for g in d.goals]
    return {
        "plans": len(record.plans),
        "goals": len(goals),
        "measures": sum(len(d.measures) for p in record.plans for d in p.domains),
        "assignments": sum(len(a.agencies) for a in record.assignments),
        "targets": len(record.targets),
        "citations": len(record.citations),
        "duties": len(record.duties),
        "unresolved": len(record.unresolved),
        "passages": record.passages,
        "not_understood": record.passages_not_understood,
    }


@contextmanager
def relaxed() -> Iterator[None]:
    """Let Python look for garbage less often: a source makes some hundred thousand objects and hardly a cycle among them."""
    before = gc.get_threshold()
    _relax()
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _relax() -> None:
    gc.set_threshold(100_000, 50, 100)


def run_all(jobs: Sequence[Job], workers: int) -> Iterator[Done]:
    """Every job's outcome, in the order in which they end."""
    if workers <= 1:
        with relaxed():
            yield from map(run, jobs)
        return
    lost: list[Job] = []
    with ProcessPoolExecutor(workers, mp_context=_context(), initializer=_relax) as pool:
        waiting: dict[Future[Done], Job] = {pool.submit(run, job): job for job in jobs}
        for future in as_completed(waiting):
            try:
                yield future.result()
            except BrokenProcessPool:
                lost.append(waiting[future])
    for job in lost:
        yield _alone(job)


def _alone(job: Job) -> Done:
    """Run a job in a process of its own, after a worker died beside it."""
    with ProcessPoolExecutor(1, mp_context=_context()) as pool:
        try:
            return pool.submit(run, job).result()
        except BrokenProcessPool:
            return Done(job.id, reason=f"{name(job.path)}: the reading process died (out of memory?)")


def _context() -> Any:
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["zeren.build.work"])
    return context


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
