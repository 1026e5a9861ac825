"""A dataset folder as `build` writes it: the one way in for questions, audit, networks, pages and Python users."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zeren.kg import query as queries
from zeren.kg import record as records
from zeren.kg.audit import audit
from zeren.kg.commit import PENDING, BusyError, finish, locked
from zeren.kg.entities import SourceView
from zeren.kg.finding import Finding
from zeren.kg.ids import Minter
from zeren.kg.model import Place
from zeren.kg.origins import Origins, loads
from zeren.kg.store import Result, Store
from zeren.kg.views import view
from zeren.kg.vocab import Vocabulary
from zeren.kg.vocab import load as load_vocabulary

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

FORMAT = 1
_ID = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")


class DatasetError(ValueError):
    """The folder is no dataset, or a part of it is broken; the message is one line that names the file."""


def open_dataset(folder: str | Path) -> Dataset:
    """Open what `zeren build … -o folder` wrote.

    Raises DatasetError when there is no readable dataset.
    """
    folder = Path(folder)
    if (folder / PENDING).is_dir():  # of a build that was killed, unless it is still at it; a read-only medium keeps it
        with suppress(OSError, BusyError), locked(folder):
            finish(folder)
    return Dataset(folder)


def info(folder: Path) -> dict[str, Any]:
    """What dataset.json of a folder says; raises DatasetError when there is none, or none that `build` wrote."""
    file = folder / "dataset.json"
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise DatasetError(f"{folder}: no dataset here (no dataset.json); make one with: zeren build PLANS -o {folder}") from None
    except (OSError, ValueError) as error:
        raise DatasetError(f"{file}: cannot be read: {' '.join(str(error).split())}") from None
    if not isinstance(said, dict):
        raise DatasetError(f"{file}: is not what zeren build writes; build it anew")
    if said.get("format") != FORMAT:
        raise DatasetError(f"{file}: format {said.get('format')} is not the {FORMAT} that this version reads; build it anew")
    try:
        Minter(said["options"]["base"])
        sound = bool(store_name(said)) and all(_ID.fullmatch(s["id"]) and s["status"] and s["name"] for s in said["sources"])
    except (ValueError, KeyError, TypeError, AttributeError):
        sound = False
    if not sound:
        raise DatasetError(f"{file}: is damaged; build it anew")
    return said


def store_name(said: dict[str, Any]) -> str:
    """The folder below store/ that holds the database which dataset.json names, empty for none."""
    name = str(said.get("store") or said.get("generation") or "")
    return name if _ID.fullmatch(name) else ""


class Dataset:
    """A dataset on disk, read-only.

    `below` is a folder to look in for files that `folder` does not have (a build's staging area lies over the last state).
    """

    def __init__(self, folder: Path, below: Path | None = None) -> None:
        self.folder, self.below = folder, below
        self._origins: dict[str, Origins] = {}
        self.info: dict[str, Any] = info(folder)
        self.minter = Minter(self.info["options"]["base"])

    def file(self, name: str) -> Path:
        """A file of the dataset by its name relative to the folder."""
        path = self.folder / name
        return path if self.below is None or path.exists() else self.below / name

    @property
    def sources(self) -> list[dict[str, Any]]:
        """One mapping a source, in path order: id, name, sha256, status (ok, failed), reason, plans (ids), counts."""
        return list(self.info["sources"])

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The package's vocabulary with the user's folder laid over it, as the build used it."""
        folder = self.info["options"].get("vocabulary")
        return load_vocabulary(self.file(folder) if folder else None)

    @property
    def failed(self) -> list[dict[str, Any]]:
        """The sources that could not be read: id, name, reason."""
        return [s for s in self.info["sources"] if s["status"] != "ok"]

    def code(self, region: str) -> str | None:
        """The GB/T 2260 code of a region's full name, or None."""
        found = self.vocabulary.region(region)
        return found.code if found else None

    def view(self, source_id: str) -> SourceView:
        """What one source says, as objects; raises DatasetError when its record cannot be read."""
        file = self.file(f"records/{source_id}.json")
        ids: list[str] = next((s["plans"] for s in self.info["sources"] if s["id"] == source_id), [])
        try:
            record = records.from_json(json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DatasetError(f"{file}: cannot be read: {' '.join(str(error).split())}") from None
        return view(record, ids, self.minter, self.code)

    def views(self) -> Iterator[SourceView]:
        """Every source that was read, one at a time, in path order."""
        return (self.view(s["id"]) for s in self.info["sources"] if s["status"] == "ok")

    def text(self, source_id: str) -> str:
        """The clean text that a source's spans point into."""
        try:
            return self.file(f"text/{source_id}.txt").read_bytes().decode("utf-8")
        except OSError as error:
            raise DatasetError(f"{error.filename}: cannot be read") from None

    def place(self, source_id: str, offset: int) -> Place | None:
        """Where a character of a source's clean text stands in the file, in the reader's terms; None where that is not known."""
        if source_id not in self._origins:
            self._origins[source_id] = self._read_origins(source_id)
        return self._origins[source_id].at(offset)

    def _read_origins(self, source_id: str) -> Origins:
        file = self.file(f"text/{source_id}.places.json")
        try:
            return loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Origins(())
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DatasetError(f"{file}: cannot be read: {' '.join(str(error).split())}") from None

    @cached_property
    def store(self) -> Store:
        """The Oxigraph store of the current generation."""
        return Store(self.folder / "store" / store_name(self.info))

    def result(self, text: str) -> Result:
        """Run a SPARQL text and give Oxigraph's own result; raises StoreError when it cannot be run."""
        return self.store.query(text)

    def query(self, name_or_sparql: str, **params: str) -> pd.DataFrame:
        """A named query (with its parameters) or a SPARQL text as a pandas DataFrame.

        Raises QueryError for an unknown name or parameter, StoreError for a text that cannot be run.
        """
        return queries.frame(self, name_or_sparql, params)

    def network(self) -> nx.MultiDiGraph[str]:
        """Who owns what as a networkx graph: nodes are IRIs with `kind` and `label`, edges carry `kind`."""
        from zeren.kg.network import network  # networkx takes long to import

        return network(self.views(), self.vocabulary, self.minter)

    def findings(self, select: Collection[str] = (), ignore: Collection[str] = ()) -> list[Finding]:
        """What the audit finds, source by source, worst first; `select` and `ignore` are codes or their beginnings (A01, B)."""
        return audit(self.views(), self.vocabulary, self.failed, self.text, minter=self.minter, select=select, ignore=ignore)
