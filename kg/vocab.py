"""The only door to ontology/: functions and departments, instruments, regions and roles, checked when they are loaded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import cast, get_args

from zeren.kg.ids import FUNCTION, INSTRUMENT, REGION
from zeren.kg.model import DutyRole, Kind, Role
from zeren.kg.terms import Term, Terms, VocabularyError
from zeren.kg.titles import normal, without_edition

__all__ = ["Department", "Function", "Instrument", "Region", "RoleTerm", "Vocabulary", "VocabularyError", "load"]

FOLDER = Path(__file__).resolve().parent.parent / "ontology"
FILES = ("functions.ttl", "instruments.ttl", "regions.ttl", "roles.ttl")
MUNICIPALITIES = ("11", "12", "31", "50")
LEVELS = ("national", "province", "prefecture", "county", "zone", "township")


@dataclass(frozen=True, slots=True)
class Function:
    slug: str
    iri: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Department:
    """A kind of department that can be a body of its own.

    `label` is its full name in a county (and a prefecture, unless `prefecture` differs), `province` and `national` its full names
    there; `names` are all names without their place, `full` those that are no abbreviation, `national_names` the names of the one
    national body. `pattern` makes the full name of one body from {place} and {name} (and {level}, the place's last character);
    `inner` are ways of writing it with the place inside (团{place}委). `vertical`: it is a branch of the same body one level up.
    """

    slug: str
    iri: str
    label: str
    label_en: str
    function: str | None
    names: tuple[str, ...]
    full: frozenset[str]
    national: str | None
    national_names: tuple[str, ...]
    province: str
    prefecture: str
    pattern: str
    inner: tuple[str, ...]
    vertical: bool


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, regulation, plan, standard or convention; `date` and `year` of its first adoption and `in_force`, None where unsure."""

    slug: str
    iri: str
    title: str
    names: tuple[str, ...]
    kind: Kind
    level: str
    issuer: str | None
    date: str | None
    year: int | None
    document_number: str | None
    in_force: bool | None
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class Region:
    """A division by GB/T 2260. `label` is its own name (乙区), `full` the chain below the province (甲市乙区); `parent` a code."""

    code: str
    iri: str
    label: str
    short: str | None
    level: str
    parent: str | None
    full: str
    deprecated: bool


@dataclass(frozen=True, slots=True)
class RoleTerm:
    slug: Role
    iri: str
    label: str
    label_en: str
    words: tuple[str, ...]
    duty_role: DutyRole


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All that exists whether or not a plan mentions it. Mappings go by slug (regions by code) and keep the files' order."""

    functions: Mapping[str, Function]
    departments: Mapping[str, Department]
    instruments: Mapping[str, Instrument]
    regions: Mapping[str, Region]
    roles: Mapping[Role, RoleTerm]
    agency_stems: Mapping[str, str]
    national_stems: Mapping[str, str]
    files: tuple[Path, ...]

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
        return _unique((r.short, r) for r in self.regions.values() if r.short)


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
    """The package's vocabulary, the *.ttl files of the folder `extra` laid over it.

    Raises VocabularyError, naming file and subject, when a file is wrong.
    """
    return _load(extra.resolve() if extra else None)


@lru_cache(maxsize=8)
def _load(extra: Path | None) -> Vocabulary:
    files = [FOLDER / name for name in FILES]
    terms = Terms()
    for file in files:
        terms.read(file, over=False)
    if extra is not None:
        if not extra.is_dir():
            raise VocabularyError(f"{extra}: is no folder")
        own = sorted(extra.glob("*.ttl"))
        for file in own:
            terms.read(file, over=True)
        files += own
    return _vocabulary(terms, tuple(files))


def _vocabulary(terms: Terms, files: tuple[Path, ...]) -> Vocabulary:
    functions = {t.slug: Function(t.slug, t.iri, t.label(), t.label("en")) for t in terms.of("Function")}
    departments = {t.slug: _department(t, functions) for t in terms.of("Department")}
    instruments = {t.slug: _instrument(t) for t in terms.of("Instrument")}
    for term in terms.of("Instrument"):
        _check_replacement(term, instruments)
    regions = _regions(terms.of("Region"))
    roles = {cast(Role, t.slug): _role(t) for t in terms.of("Role")}
    files_of = {t.slug: t for t in terms.of("Department")}
    stems: dict[str, str] = {}
    national: dict[str, str] = {}
    for one in departments.values():
        for name in (*one.names, *one.national_names):
            if (other := stems.setdefault(name, one.slug)) != one.slug:
                raise files_of[one.slug].fail(f"the name {name} belongs to {other} too")
        national.update(dict.fromkeys(one.national_names, one.slug))
    return Vocabulary(
        functions=MappingProxyType(functions),
        departments=MappingProxyType(departments),
        instruments=MappingProxyType(instruments),
        regions=MappingProxyType(regions),
        roles=MappingProxyType(roles),
        agency_stems=MappingProxyType(stems),
        national_stems=MappingProxyType(national),
        files=files,
    )


def _department(term: Term, functions: Mapping[str, Function]) -> Department:
    function = term.points("skos:broader", FUNCTION)
    if function is not None and function not in functions:
        raise term.fail(f"skos:broader: there is no function {function}")
    label = term.label()
    province, prefecture = term.one("zr:provincialLabel"), term.one("zr:prefectureLabel")
    national = term.one("zr:nationalLabel")
    inner = term.many("zr:namePattern")
    if wrong := next((p for p in inner if "{place}" not in p), None):
        raise term.fail(f"zr:namePattern {wrong} has no {{place}}")
    full = dict.fromkeys(n for n in (label, province, prefecture, *term.many("skos:altLabel")) if n)
    return Department(
        term.slug,
        term.iri,
        label,
        term.label("en"),
        function,
        tuple(dict.fromkeys((*full, *term.many("zr:shortLabel")))),
        frozenset(full),
        national,
        tuple(dict.fromkeys(n for n in (national, *term.many("zr:nationalAltLabel")) if n)),
        province or label,
        prefecture or label,
        term.one("zr:labelPattern") or "{place}{name}",
        inner,
        bool(term.flag("zr:vertical")),
    )


def _instrument(term: Term) -> Instrument:
    kind, level, date = term.one("zr:kind"), term.one("zr:level"), term.one("eli:date_document")
    if kind not in get_args(Kind):
        raise term.fail(f"zr:kind is {kind}, not one of {', '.join(get_args(Kind))}")
    if level not in (*LEVELS, "international"):
        raise term.fail(f"zr:level is {level}, not one of {', '.join(LEVELS)}, international")
    if date is not None and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", date):
        raise term.fail(f"eli:date_document is {date}, no date")
    year = term.one("zr:year") or (date[:4] if date else None)
    if year is not None and (not year.isdigit() or not 1900 <= int(year) <= 2100 or (date and date[:4] != year)):
        raise term.fail(f"zr:year is {year}, no year or not that of eli:date_document")
    return Instrument(
        term.slug,
        term.iri,
        term.label(),
        term.many("skos:altLabel"),
        cast(Kind, kind),
        level,
        term.one("zr:issuer"),
        date,
        int(year) if year else None,
        term.one("zr:documentNumber"),
        term.flag("zr:inForce"),
        term.points("zr:replacedBy", INSTRUMENT),
    )


def _check_replacement(term: Term, instruments: Mapping[str, Instrument]) -> None:
    one = instruments[term.slug]
    if one.replaced_by is not None and one.replaced_by not in instruments:
        raise term.fail(f"zr:replacedBy: there is no instrument {one.replaced_by}")
    if one.replaced_by is not None and one.in_force:
        raise term.fail("is replaced and yet zr:inForce true")


def _regions(terms: list[Term]) -> dict[str, Region]:
    by_code = {t.slug: t for t in terms}
    out: dict[str, Region] = {}
    for term in terms:
        level, parent = term.one("zr:level"), term.points("skos:broader", REGION)
        above = by_code.get(parent) if parent else None
        if level not in LEVELS:
            raise term.fail(f"zr:level is {level}, not one of {', '.join(LEVELS)}")
        if not re.fullmatch(r"[1-9]\d{5}(?:\d{3}){0,2}|[a-z][a-z0-9-]*", term.slug):
            raise term.fail("a region's local name is its GB/T 2260 code, or a word of a-z for a place without one")
        if above is None and (parent is not None or level != "national"):
            raise term.fail(f"skos:broader: there is no region {parent}")
        label = term.label()
        chain = label
        if above is not None and (above.one("zr:level") not in ("national", "province") or above.slug[:2] in MUNICIPALITIES):
            chain = above.label() + label if above.one("zr:level") != "national" else label
        out[term.slug] = Region(term.slug, term.iri, label, term.one("skos:altLabel"), level, parent, chain, bool(term.flag("owl:deprecated")))
    return out


def _role(term: Term) -> RoleTerm:
    duty = term.one("zr:dutyRole")
    if term.slug not in get_args(Role) or duty not in get_args(DutyRole):
        raise term.fail(f"is no role, or zr:dutyRole {duty} no role of a duty")
    return RoleTerm(
        cast(Role, term.slug), term.iri, term.label(), term.label("en"), (term.label(), *term.many("skos:altLabel")), cast(DutyRole, duty)
    )
