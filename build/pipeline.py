"""Build a dataset: find the sources, read what changed, name the plans, write the graph, load the store, switch."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from zeren.build import manifest, read, work
from zeren.build.compose import own_lexicon
from zeren.build.extract import annotate
from zeren.build.link import link
from zeren.build.linking.write import write
from zeren.build.manifest import NOTHING, Given
from zeren.build.overlay import using
from zeren.build.proof import prove
from zeren.kg import dataset, store
from zeren.kg import record as records
from zeren.kg.commit import Staging, locked
from zeren.kg.finding import quads as finding_quads
from zeren.kg.ids import BASE, Minter, numbered
from zeren.kg.vocab import FOLDER as ONTOLOGY
from zeren.kg.vocab import Vocabulary, load, own_files, stamp

Json = dict[str, Any]
Progress = Callable[[str, int, int], None]
PER_WORKER = 8


class BuildError(ValueError):
    """The build cannot start; the message is one line."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. `workers` None means by the number of cores and sources; `vocabulary` a folder laid over the package's; `manifest`
    a .csv that says more of the files; `model` a trained spaCy pipeline that offers candidates for unresolved names.
    """

    base: str = BASE
    workers: int | None = None
    vocabulary: Path | None = None
    manifest: Path | None = None
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did: the sources as in dataset.json, how many were read anew, findings by severity, quads in the store."""

    sources: tuple[Json, ...]
    read: int
    findings: tuple[tuple[str, int], ...]
    quads: int

    @property
    def failed(self) -> list[Json]:
        return [s for s in self.sources if s["status"] != "ok"]


def build(paths: Iterable[Path], out: Path, options: Options | None = None, progress: Progress | None = None) -> Summary:
    """Build the dataset `out` from files and folders.

    Raises BuildError when there is nothing to read, BusyError when another build holds `out`, ValueError for a bad base, vocabulary,
    manifest or model.
    """
    options = options or Options()
    files = read.find(paths)
    if not files:
        raise BuildError(f"no documents found; zeren reads {' '.join(sorted(read.SUFFIXES))}")
    if out.exists() and not out.is_dir():
        raise BuildError(f"{out}: is a file, not a folder")
    Minter(options.base)
    vocab = load(options.vocabulary)
    prove(vocab)
    given = manifest.load(options.manifest, files) if options.manifest else {}
    with locked(out):
        return _Build(files, out, options, vocab, given, progress or (lambda stage, done, total: None)).run()


class _Build:
    """One build of one folder."""

    def __init__(
        self, files: Sequence[Path], out: Path, options: Options, vocab: Vocabulary, given: Mapping[Path, Given], progress: Progress
    ) -> None:
        self.files, self.out, self.options, self.vocab, self.given, self.progress = files, out, options, vocab, given, progress
        self.staging = Staging(out)
        self.fingerprint = fingerprint(options)
        self.before = _before(out, self.fingerprint)

    def run(self) -> Summary:
        o = self.options
        jobs = [
            work.Job(path, id_, self.staging.folder, o.base, o.vocabulary, self.given.get(path, NOTHING), o.model)
            for path, id_ in zip(self.files, work.ids(self.files), strict=True)
        ]
        digests = {job.id: digest(job.path) for job in jobs}
        stale = [job for job in jobs if not self.fresh(job, digests[job.id])]
        done = self.read(stale)
        sources = [self.source(job, digests[job.id], done.get(job.id)) for job in jobs]
        self.name_plans(sources)
        generation = _generation(self.fingerprint, sources)
        made = self.other_store(generation)
        info = {
            "format": dataset.FORMAT,
            "version": version(),
            "generation": generation,
            "store": made,
            "fingerprint": self.fingerprint,
            "options": {"base": self.options.base, "vocabulary": "vocabulary" if own_files(self.options.vocabulary) else None},
            "sources": sources,
        }
        self.stage("dataset.json", json.dumps(info, ensure_ascii=False, indent=1) + "\n")
        findings, quads = self.graphs(sources, made)
        self.staging.commit("dataset.json", self.obsolete(sources))
        self.sweep(made)
        return Summary(tuple(sources), len(stale), findings, quads)

    def fresh(self, job: work.Job, sha256: str | None) -> bool:
        """Whether the last build read the very same bytes by the very same rules."""
        old = self.before.get(job.id)
        return (
            old is not None
            and old["sha256"] == sha256
            and old["name"] == read.name(job.path)
            and old["status"] == "ok"
            and old.get("given", {}) == job.given.row()
            and all((self.out / name).is_file() for name in outputs(job.id))
        )

    def read(self, jobs: Sequence[work.Job]) -> dict[str, work.Done]:
        cores = os.cpu_count() or 1
        workers = self.options.workers or min(cores, max(1, len(jobs) // PER_WORKER))
        done: dict[str, work.Done] = {}
        self.progress("read", 0, len(jobs))
        for outcome in work.run_all(jobs, workers):
            done[outcome.id] = outcome
            self.progress("read", len(done), len(jobs))
        return done

    def source(self, job: work.Job, sha256: str | None, done: work.Done | None) -> Json:
        """The entry of dataset.json."""
        if done is None:
            return dict(self.before[job.id])
        entry: Json = {"id": job.id, "name": read.name(job.path), "sha256": sha256, "status": "failed" if done.reason else "ok"}
        if done.reason:
            entry["reason"] = done.reason
        if row := job.given.row():
            entry["given"] = row
        return {**entry, "plans": list(done.plans), "counts": dict(done.counts)}

    def name_plans(self, sources: Sequence[Json]) -> None:
        """Give every plan an id of its own, in path order; a source whose ids change by that is emitted again."""
        taken: set[str] = set()
        for source in sources:
            wanted: list[str] = source.get("wanted") or source["plans"]
            ids = [numbered(plan, taken) for plan in wanted]
            if ids != source["plans"]:
                record = records.from_json(json.loads(self.staging.current(f"records/{source['id']}.json").read_text(encoding="utf-8")))
                lines = work.quads(record, ids, self.options.base, self.vocab)
                self.stage(f"graph/source/{source['id']}.nq", "".join(lines))
            source["plans"] = ids
            if ids != wanted:
                source["wanted"] = wanted

    def other_store(self, generation: str) -> str:
        """The name of the store to make: never that of the present one, which stays whole until the switch."""
        return f"{generation}-2" if dataset.store_name(_info(self.out)) == generation else generation

    def graphs(self, sources: Sequence[Json], store_name: str) -> tuple[tuple[tuple[str, int], ...], int]:
        """Write vocabulary, links and findings, load the store; returns the findings by severity and the number of quads."""
        minter = Minter(self.options.base)
        self.stage(
            "graph/vocabulary.nq", "".join(store.turtle_quads((ONTOLOGY / "plan.ttl", *self.vocab.files), minter.graph("vocabulary")))
        )
        for file in own_files(self.options.vocabulary):
            shutil.copyfile(file, self.staging.path(f"vocabulary/{file.name}"))
        read_sources = [s for s in sources if s["status"] == "ok"]
        data = dataset.Dataset(self.staging.folder, self.out)
        self.progress("link", 0, 1)
        with using(own_lexicon(self.vocab)):
            write(link(data.views(), self.vocab), minter, self.vocab, self.staging.path)
        self.progress("audit", 0, 1)
        findings = data.findings()
        lines = sorted({line for f in findings for line in finding_quads(f, minter)})
        self.stage("graph/findings.nq", "".join(lines))
        self.progress("store", 0, 1)
        names = [*(f"source/{s['id']}" for s in read_sources), "links", "vocabulary", "findings"]
        files = [self.staging.current(f"graph/{n}.nq") for n in names]
        own = [p for p in (self.out / "decisions" / "decisions.nq", self.out / "decisions" / "observations.nq") if p.is_file()]
        quads = store.build(self.out / "store" / store_name, [*files, *own])
        tally: dict[str, int] = {}
        for finding in findings:
            tally[finding.severity] = tally.get(finding.severity, 0) + 1
        return tuple(sorted(tally.items())), quads

    def stage(self, name: str, text: str) -> None:
        self.staging.path(name).write_bytes(text.encode("utf-8"))

    def obsolete(self, sources: Sequence[Json]) -> list[str]:
        """Files of sources that are gone or no longer readable, and of the user's vocabulary that are no longer there."""
        kept = {s["id"] for s in sources if s["status"] == "ok"}
        old = [p.stem for p in sorted((self.out / "records").glob("*.json"))]
        words = {f.name for f in own_files(self.options.vocabulary)}
        gone = [f"vocabulary/{f.name}" for f in own_files(self.out / "vocabulary") if f.name not in words]
        return [*(name for id_ in old if id_ not in kept for name in outputs(id_)), *gone]

    def sweep(self, store_name: str) -> None:
        """Remove the stores of older generations."""
        for folder in sorted((self.out / "store").iterdir()):
            if folder.name != store_name:
                shutil.rmtree(folder, ignore_errors=True)


def outputs(id_: str) -> list[str]:
    """The files that a source owns in a dataset folder."""
    return [f"text/{id_}.txt", f"text/{id_}.places.json", f"records/{id_}.json", f"graph/source/{id_}.nq", f"links/{id_}.json"]


def digest(path: Path) -> str | None:
    """The sha256 of a file's bytes, None when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def version() -> str:
    """The package's version."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("zeren")
    except PackageNotFoundError:
        return "0+unknown"


def fingerprint(options: Options) -> str:
    """A digest of all that decides what a source's outputs are besides its bytes: rules, vocabulary, base."""
    total = hashlib.sha256(f"{code_fingerprint()} {options.base}".encode())
    if options.vocabulary:
        total.update(stamp(options.vocabulary).encode())
    if options.model:
        total.update(annotate.model_version(options.model).encode())
    return total.hexdigest()[:16]


@lru_cache(maxsize=1)
def code_fingerprint() -> str:
    """A digest of the package's own code, lexicon and ontology."""
    total = hashlib.sha256()
    for folder in ("build", "kg", "ontology"):
        for name, data in _files(resources.files("zeren") / folder, folder):
            total.update(name.encode() + b"\0" + data)
    return total.hexdigest()


def _files(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    out: list[tuple[str, bytes]] = []
    for item in sorted(folder.iterdir(), key=lambda i: i.name):
        if item.is_dir():
            out += _files(item, f"{prefix}/{item.name}")
        elif item.name.endswith((".py", ".yaml", ".ttl")):
            out.append((f"{prefix}/{item.name}", item.read_bytes()))
    return out


def _before(out: Path, fingerprint_: str) -> dict[str, Json]:
    """The sources of the last build by id, where its rules were the same."""
    info = _info(out)
    return {s["id"]: s for s in info["sources"]} if info.get("fingerprint") == fingerprint_ else {}


def _info(out: Path) -> Json:
    """What the last build wrote into dataset.json, empty when there is none that can be used."""
    try:
        return dataset.info(out)
    except dataset.DatasetError:
        return {}


def _generation(fingerprint_: str, sources: Sequence[Json]) -> str:
    total = hashlib.sha256(fingerprint_.encode())
    total.update(json.dumps(sources, ensure_ascii=False, sort_keys=True).encode())
    return total.hexdigest()[:12]
