"""Full names of bodies: what an abbreviation stands for, and how place and department make one name."""

from __future__ import annotations

import re
from functools import lru_cache

from zeren.build.places import Place, own_name
from zeren.kg.vocab import Department, Vocabulary

ENDS = ("委员会", "办公室", "局", "厅", "委", "办", "部", "院")


def usual(one: Department, place: Place) -> str:
    """The department's usual full name at the level of a place."""
    return {"province": one.province, "prefecture": one.prefecture}.get(place.level, one.label)


def expanded(one: Department, name: str, place: Place) -> tuple[str, bool]:
    """The full name behind a written one, and whether the written one was full.

    卫健委 is 卫生健康委员会 and 卫健局 卫生健康局: the usual name where it holds the characters of the short one in their order and ends
    like it, else the shortest name of the department that does, else the usual one.
    """
    if name in one.full:
        return name, True
    others = sorted((n for n in one.names if n in one.full), key=lambda n: (n[0] != name[0], len(n.replace("和", "")), -len(n)))
    for candidate in (usual(one, place), one.label, one.prefecture, one.province, *others):
        if _within(name, candidate) and _same_end(name, candidate):
            return candidate, False
    return usual(one, place), False


def label(one: Department, place: Place, name: str) -> str:
    """The full name of the department `one` of a place, its own name being `name`."""
    if place.label.endswith("街道"):
        name = name.removeprefix("街道")
    slots = {"{place}": place.label, "{level}": own_name(place.name or place.label)[-1:], "{short}": place.short, "{name}": name}
    return re.sub(r"\{[a-z]+\}", lambda match: slots.get(match.group(), match.group()), one.pattern)


def _same_end(name: str, full: str) -> bool:
    return name[-1] == full[-1] or (name[-1] == "委" and full.endswith("委员会")) or (name[-1] == "办" and full.endswith("办公室"))


def _within(short: str, long: str) -> bool:
    """Whether the characters of `short` stand in `long` in this order."""
    rest = iter(long)
    return all(char in rest for char in short)


@lru_cache(maxsize=4)
def inner(vocab: Vocabulary) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Names with the place inside them (团{place}委), each with its department's slug."""
    hole = re.escape("{place}")
    return tuple(
        (re.compile(re.escape(name).replace(hole, "(?P<place>.{1,16})", 1).replace(hole, "(?P=place)")), one.slug)
        for one in vocab.departments.values()
        for name in one.inner
    )


@lru_cache(maxsize=4)
def fields(vocab: Vocabulary) -> dict[str, str]:
    """Field of work → department: the functions' own names, then departments' names without their last word."""
    out = {vocab.functions[one.function].label: one.slug for one in vocab.departments.values() if one.function == one.slug}
    for one in vocab.departments.values():
        for name in one.names:
            end = next((e for e in ENDS if name.endswith(e)), "")
            field = name.removesuffix(end)
            for key in (field, field.removesuffix("管理")):
                if len(key) >= 2:
                    out.setdefault(key, one.slug)
    return out
