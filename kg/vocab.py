"""The only door to ontology/: functions and departments, instruments, regions and roles, checked when they are loaded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import cast

from zeren.kg import aliases, entries
from zeren.kg.aliases import Alias, AliasError
from zeren.kg.entries import LEVELS, Department, Function, Instrument, Region, RoleTerm
from zeren.kg.model import Role
from zeren.kg.terms import Terms, VocabularyError
from zeren.kg.titles import normal, without_edition

__all__ = ["Department", "Function", "Instrument", "Region", "RoleTerm", "Vocabulary", "VocabularyError", "load"]

FOLDER = Path(__file__).resolve().parent.parent / "ontology"
FILES = ("functions.ttl", "instruments.ttl", "regions.ttl", "roles.ttl")


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All that exists whether or not a plan mentions it. Mappings go by slug (regions by code) and keep the files' order.

    `folder` is the user's folder that was laid over the package's vocabulary, `aliases` what it says of names as they are written.
    """

    functions: Mapping[str, Function]
    departments: Mapping[str, Department]
    instruments: Mapping[str, Instrument]
    regions: Mapping[str, Region]
    roles: Mapping[Role, RoleTerm]
    agency_stems: Mapping[str, str]
    national_stems: Mapping[str, str]
    files: tuple[Path, ...]
    folder: Path | None = None
    aliases: Mapping[str, Alias] = field(default_factory=dict)

    def meaning(self, written: str) -> str:
        """The name that a name as written stands for by the user's aliases; itself where they say nothing."""
        one = self.aliases.get(written)
        return one.name if one else written

    def instruments_named(self, title: str) -> tuple[Instrument, ...]:
        """Every instrument with this title or short name, however it is spelt."""
        key = normal(title)
        return self._titles.get(key) or self._titles.get(without_edition(key), ())

    def instrument(self, title: str) -> Instrument | None:
        """The one instrument meant by a title; of several with one name the one in force, None when that leaves doubt."""
        found = self.instruments_named(title)
        if len(found) > 1:
            found = tuple(i for i in found if i.in_force is not False)
        return found[0] if len(found) == 1 else None

    def instrument_iri(self, title: str) -> str | None:
        found = self.instrument(title)
        return found.iri if found else None

    def region(self, name: str) -> Region | None:
        """A region by its chain (甲市乙区, with or without province) or by a name of its own that only one region has."""
        name = self.meaning(name)
        for index in (self._chains, self._names, self._shorts):
            if found := index.get(name):
                return found if isinstance(found, Region) else None
        return None

    def regions_named(self, name: str) -> tuple[Region, ...]:
        """Every region whose own full name this is."""
        return self._by_label.get(name, ())

    def parent(self, region: Region) -> Region | None:
        return self.regions.get(region.parent) if region.parent else None

    def province(self, region: Region) -> Region | None:
        """The province that a region is or lies in; None for the country."""
        here: Region | None = region
        while here is not None and here.level != "province":
            here = self.parent(here)
        return here

    @cached_property
    def _titles(self) -> dict[str, tuple[Instrument, ...]]:
        index: dict[str, tuple[Instrument, ...]] = {}
        for one in self.instruments.values():
            for key in dict.fromkeys(normal(name) for name in (one.title, *one.names)):
                index[key] = (*index.get(key, ()), one)
        return index

    @cached_property
    def _by_label(self) -> dict[str, tuple[Region, ...]]:
        index: dict[str, tuple[Region, ...]] = {}
        for one in self.regions.values():
            index[one.label] = (*index.get(one.label, ()), one)
        return index

    @cached_property
    def _chains(self) -> dict[str, Region]:
        index: dict[str, Region] = {}
        for one in sorted(self.regions.values(), key=lambda r: r.deprecated):
            province = self.province(one)
            if one.parent is None or province is None or one is province:
                continue
            for chain in (one.full, province.label + one.full, province.label + one.label):
                if chain != one.label:
                    index.setdefault(chain, one)
        return index

    @cached_property
    def _names(self) -> dict[str, Region | str]:
        return _unique((r.label, r) for r in self.regions.values())

    @cached_property
    def _shorts(self) -> dict[str, Region | str]:
        return _unique((name, r) for r in self.regions.values() for name in r.names)


def _unique(pairs: Iterable[tuple[str, Region]]) -> dict[str, Region | str]:
    """Name → its one region (those abolished and lower ones give way), or "several"."""
    groups: dict[str, list[Region]] = {}
    for name, region in pairs:
        groups.setdefault(name, []).append(region)
    out: dict[str, Region | str] = {}
    for name, regions in groups.items():
        best = min((r.deprecated, LEVELS.index(r.level)) for r in regions)
        first = [r for r in regions if (r.deprecated, LEVELS.index(r.level)) == best]
        out[name] = first[0] if len(first) == 1 else "several"
    return out


def load(extra: Path | None = None) -> Vocabulary:
    """The package's vocabulary, the *.ttl files and the aliases of the folder `extra` laid over it.

    Raises VocabularyError, naming file and subject or line, when a file is wrong.
    """
    if extra is None:
        return _load(None, "")
    if not extra.is_dir():
        raise VocabularyError(f"{extra}: no such folder")
    return _load(extra.resolve(), stamp(extra))


def own_files(folder: Path | None) -> list[Path]:
    """What a user's folder lays over the package: Turtle, lexicons and aliases, by name; nothing for a folder that is not there."""
    files = sorted(folder.iterdir()) if folder is not None and folder.is_dir() else []
    return [f for f in files if f.is_file() and (f.suffix in (".ttl", ".yaml") or f.name in aliases.FILES)]


def stamp(folder: Path) -> str:
    """A digest of the names and bytes of these files: what is laid over the vocabulary is known by it."""
    total = hashlib.sha256()
    for file in own_files(folder):
        data = file.read_bytes()
        total.update(f"{file.name}\0{len(data)}\0".encode() + data)
    return total.hexdigest()


@lru_cache(maxsize=8)
def _load(extra: Path | None, state: str) -> Vocabulary:
    files = [FOLDER / name for name in FILES]
    terms = Terms()
    for file in files:
        terms.read(file, over=False)
    if extra is None:
        return _vocabulary(terms, tuple(files))
    own = sorted(extra.glob("*.ttl"))
    for file in own:
        terms.read(file, over=True)
    try:
        said = aliases.read(extra)
    except AliasError as error:
        raise VocabularyError(str(error)) from None
    return replace(_vocabulary(terms, (*files, *own), said), folder=extra)


def _vocabulary(terms: Terms, files: tuple[Path, ...], said: Mapping[str, Alias] | None = None) -> Vocabulary:
    functions = {t.slug: entries.function(t) for t in terms.of("Function")}
    departments = {t.slug: entries.department(t, functions) for t in terms.of("Department")}
    instruments = {t.slug: entries.instrument(t) for t in terms.of("Instrument")}
    for term in terms.of("Instrument"):
        entries.check_replacement(term, instruments)
    stems, national = _stems(terms, departments)
    for alias in (said or {}).values():
        if (slug := stems.get(alias.name)) and stems.setdefault(alias.written, slug) != slug:
            raise VocabularyError(f"{alias.where}: the name {alias.written} belongs to {stems[alias.written]}")
    known = Vocabulary(
        functions=MappingProxyType(functions),
        departments=MappingProxyType(departments),
        instruments=MappingProxyType(instruments),
        regions=MappingProxyType(entries.regions(terms.of("Region"))),
        roles=MappingProxyType({cast(Role, t.slug): entries.role(t) for t in terms.of("Role")}),
        agency_stems=MappingProxyType(stems),
        national_stems=MappingProxyType(national),
        files=files,
        aliases=MappingProxyType(dict(said or {})),
    )
    return replace(known, instruments=MappingProxyType(_titled(known))) if said else known


def _titled(vocab: Vocabulary) -> dict[str, Instrument]:
    """The instruments, with the user's aliases among their names."""
    out = dict(vocab.instruments)
    for alias in vocab.aliases.values():
        if one := vocab.instrument(alias.name):
            out[one.slug] = replace(out[one.slug], names=(*out[one.slug].names, alias.written.strip("《》")))
    return out


def _stems(terms: Terms, departments: Mapping[str, Department]) -> tuple[dict[str, str], dict[str, str]]:
    """Every name of a department, and those of national bodies, with its slug; a name belongs to one department alone."""
    stems: dict[str, str] = {}
    national: dict[str, str] = {}
    for term in terms.of("Department"):
        one = departments[term.slug]
        if one.part_of is not None and one.part_of not in departments:
            raise term.fail(f"zr:partOf: there is no department {one.part_of}")
        for name in (*one.names, *one.national_names):
            if (other := stems.setdefault(name, one.slug)) != one.slug:
                raise term.fail(f"the name {name} belongs to {other} too")
        national.update(dict.fromkeys(one.national_names, one.slug))
    return stems, national
