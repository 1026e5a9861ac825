"""What the vocabulary holds: functions, departments, instruments, regions and roles, each made from a checked term."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast, get_args

from zeren.kg.ids import DEPARTMENT, FUNCTION, INSTRUMENT, REGION
from zeren.kg.model import DutyRole, Kind, Role
from zeren.kg.terms import Term

MUNICIPALITIES = ("11", "12", "31", "50")
LEVELS = ("national", "province", "prefecture", "county", "zone", "township")


@dataclass(frozen=True, slots=True)
class Function:
    """A function; `keywords` are words of the tasks that its departments usually lead."""

    slug: str
    iri: str
    label: str
    label_en: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Department:
    """A kind of department that can be a body of its own.

    `label` is its full name in a county (and a prefecture, unless `prefecture` differs), `province` and `national` its full names
    there; `names` are all names without their place, `full` those that are no abbreviation, `national_names` the names of the one
    national body. `pattern` makes the full name of one body from {place} and {name} (and {level}, {short}: the place's kind and bare
    name); `inner` are ways of writing it with the place inside (团{place}委). `vertical`: it is a branch of the same body one level up;
    `part_of` is the department it is a part of.
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
    part_of: str | None


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
    """A division by GB/T 2260.

    `label` is its own name (乙区), `short` the same without its kind (乙), `names` all its other names, `full` the chain below the
    province (甲市乙区); `parent` is a code.
    """

    code: str
    iri: str
    label: str
    short: str | None
    level: str
    parent: str | None
    full: str
    deprecated: bool
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleTerm:
    slug: Role
    iri: str
    label: str
    label_en: str
    words: tuple[str, ...]
    duty_role: DutyRole


def function(term: Term) -> Function:
    return Function(term.slug, term.iri, term.label(), term.label("en"), term.many("zr:keyword"))


def department(term: Term, functions: Mapping[str, Function]) -> Department:
    field = term.points("skos:broader", FUNCTION)
    if field is not None and field not in functions:
        raise term.fail(f"skos:broader: there is no function {field}")
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
        field,
        tuple(dict.fromkeys((*full, *term.many("zr:shortLabel")))),
        frozenset(full),
        national,
        tuple(dict.fromkeys(n for n in (national, *term.many("zr:nationalAltLabel")) if n)),
        province or label,
        prefecture or label,
        term.one("zr:labelPattern") or "{place}{name}",
        inner,
        bool(term.flag("zr:vertical")),
        term.points("zr:partOf", DEPARTMENT),
    )


def instrument(term: Term) -> Instrument:
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


def check_replacement(term: Term, instruments: Mapping[str, Instrument]) -> None:
    one = instruments[term.slug]
    if one.replaced_by is not None and one.replaced_by not in instruments:
        raise term.fail(f"zr:replacedBy: there is no instrument {one.replaced_by}")
    if one.replaced_by is not None and one.in_force:
        raise term.fail("is replaced and yet zr:inForce true")


def regions(terms: list[Term]) -> dict[str, Region]:
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
        label, names = term.label(), term.many("skos:altLabel")
        short = names[0] if names else None
        out[term.slug] = Region(
            term.slug, term.iri, label, short, level, parent, _chain(label, above), bool(term.flag("owl:deprecated")), names
        )
    return out


def _chain(label: str, above: Term | None) -> str:
    """A region's name with that of the prefecture or municipality it lies in."""
    outer = above.one("zr:level") if above else None
    inside = above is not None and outer != "national" and (outer != "province" or above.slug[:2] in MUNICIPALITIES)
    return above.label() + label if above is not None and inside else label


def role(term: Term) -> RoleTerm:
    duty = term.one("zr:dutyRole")
    if term.slug not in get_args(Role) or duty not in get_args(DutyRole):
        raise term.fail(f"is no role, or zr:dutyRole {duty} no role of a duty")
    return RoleTerm(
        cast(Role, term.slug), term.iri, term.label(), term.label("en"), (term.label(), *term.many("skos:altLabel")), cast(DutyRole, duty)
    )
