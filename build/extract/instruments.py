"""Tell which instrument a title means: its official title and kind, from the vocabulary or from the title's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from zeren.build.extract.mentions import Lexicon
from zeren.kg.model import Kind, Plan
from zeren.kg.titles import normal
from zeren.kg.vocab import Instrument, Vocabulary

YEARS: Final = re.compile(r"(\d{4})年?[-—–－~～至](?:\d{4}年?[-—–－~～至])?(\d{4})")


@dataclass(frozen=True, slots=True)
class Meant:
    """An instrument as a citation names it."""

    canonical: str
    kind: Kind
    own: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Known:
    """What a document brings to the question: the vocabulary, its own plans, the short names that it gives.

    `own` holds the titles of its plans by every form in which they may be named (`own_titles`).
    """

    vocab: Vocabulary
    lex: Lexicon
    plans: tuple[Plan, ...]
    shorts: Mapping[str, str]
    own: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "own", own_titles(self.plans))

    def plan(self, key: str | None) -> Plan | None:
        return next((p for p in self.plans if p.key == key), self.plans[0] if len(self.plans) == 1 else None)


def meant(title: str, key: str | None, known: Known, marked: bool) -> Meant | None:
    """What a title means in the plan `key`; None when it is no instrument (a book, a slogan, a form)."""
    title = "".join(title.split()).replace("《", "〈").replace("》", "〉").strip("〈〉")
    full = known.shorts.get(title)
    if full is not None and full != title:
        return meant(full, key, known, marked)
    if own := _own(title, key, known):
        return Meant(own, "plan", own=True)
    plan = known.plan(key)
    outline = known.lex.is_("outline", title)
    named = known.vocab.instruments_named(str(dict(outline.set)["means"]) if outline else title)
    if found := pick(named, plan, key, known.lex):
        return Meant(found.title, found.kind)
    if five := known.lex.search("five", title):
        return Meant(_five_year_plan(five, plan), "plan")
    kind = None if known.lex.is_("generic", title) else _kind(title, known.lex)
    return Meant(_full_place(title, plan), kind, confidence=0.8 if marked else 0.7) if kind else None


def _own(title: str, key: str | None, known: Known) -> str | None:
    """The title of the document's own plan that these words mean; None for another's."""
    words = _plain(title)
    if len(words) < 6:
        plan = known.plan(key)
        whole = re.sub(r"[\d-]+$", "", _plain(plan.title)) if plan and known.lex.is_("generic", words) else ""
        return plan.title if plan and whole and whole.endswith(words) else None
    return known.own.get(words)


def own_titles(plans: Iterable[Plan]) -> dict[str, str]:
    """The titles of plans by every form that means them; where a form means several, the first one's."""
    out: dict[str, str] = {}
    for title, region in dict.fromkeys((plan.title, plan.region) for plan in plans):
        full = _plain(title)
        for form in (full, *_shorter(full, region)):
            out.setdefault(form, title)
    return out


def _plain(title: str) -> str:
    """A title in one form, also without the brackets and 年 of its years."""
    return re.sub(r"[()年]", "", normal(title))


def _shorter(full: str, region: str | None) -> set[str]:
    """A plan's title without its place, without its years, and with the period before or behind the subject."""
    place = normal(region or "")
    forms = {full}
    forms |= {re.sub(r"\d{4}-\d{4}$", "", form) for form in forms}
    forms |= {form[i:] for form in set(forms) for i in range(1, len(place) + 1) if place and form.startswith(place)}
    turned = {re.sub(r"^(.*?)(十[一二三四五六七]五)(.*?)(?=规划)", r"\1\3\2", form) for form in forms}
    turned |= {re.sub(r"^(.*?)((?:妇女|儿童)(?:发展)?)(十[一二三四五六七]五)", r"\1\3\2", form) for form in forms}
    return {form for form in forms | turned if len(form) >= 6}


def pick(found: Sequence[Instrument], plan: Plan | None, key: str | None, lex: Lexicon) -> Instrument | None:
    """The one meant: of the plan's subject, of the edition whose years hold the plan's first, else in force."""
    if len(found) > 1 and key:
        topics = [row for row in lex.rows["topic"] if dict(row.set)["key"] == key.partition("-")[0]]
        found = [i for i in found if any(row.regex.search(i.title) for row in topics)] or found
    if len(found) > 1 and plan and plan.start_year:
        found = [i for i in found if _covers(i.title, plan.start_year)] or found
    if len(found) > 1:
        found = [i for i in found if i.in_force] or found
    return found[0] if found else None


def _covers(title: str, year: int) -> bool:
    match = YEARS.search(title)
    return match is not None and int(match[1]) <= year <= int(match[2])


def _five_year_plan(named: re.Match[str], plan: Plan | None) -> str:
    """The regular title of a place's plan for economy and society: …第十四个五年规划和2035年远景目标纲要."""
    place = _full_place(named["place"], plan) if named["place"] else (plan.region or "" if plan else "")
    if place in ("国家", "全国"):
        place = "中华人民共和国"
    year = normal(f"{named['year']}年").removesuffix("年") if named["year"] else None
    tail = f"和{year}年远景目标纲要" if year else "纲要"
    return f"{place}国民经济和社会发展{named['ordinal']}规划{tail}"


def _full_place(title: str, plan: Plan | None) -> str:
    """A title that begins with the end of the plan's own place (乙区… in a plan of 甲市乙区) with that place in full."""
    region = plan.region if plan else None
    for cut in range(1, len(region or "")):
        tail = (region or "")[cut:]
        if len(tail) >= 2 and title.startswith(tail) and tail[-1] in "县旗区":
            return (region or "")[:cut] + title
    return title


def _kind(title: str, lex: Lexicon) -> Kind | None:
    """The kind that a title's last words tell; None where they tell none, or say that it is no instrument."""
    core = _core(title, lex)
    if lex.search("none", core):
        return None
    for row in lex.rows["kind"]:
        if row.regex.search(core):
            fixed = dict(row.set)
            local = fixed.get("local") if lex.search("place", core) else None
            return cast(Kind, local or fixed["kind"])
    return None


def _core(title: str, lex: Lexicon) -> str:
    """A title without the brackets at its end."""
    for _ in range(3):
        edition = next((m for row in lex.rows["edition"] for m in row.find(title) if m.end() == len(title)), None)
        if edition is None:
            break
        title = title[: edition.start()]
    return re.sub(r"[（(][^（）()]{0,30}[)）]$", "", title)
