"""Mint IRIs: the only place where one is made. They are ASCII, readable, deterministic and structural."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from zeren.kg.model import Span

BASE = "https://w3id.org/zeren/id/"
ONTOLOGY = "https://w3id.org/zeren/ontology#"
FUNCTION = "https://w3id.org/zeren/function/"
DEPARTMENT = "https://w3id.org/zeren/department/"
INSTRUMENT = "https://w3id.org/zeren/instrument/"
REGION = "https://w3id.org/zeren/region/"
ROLE = "https://w3id.org/zeren/role/"
LONGEST = 120  # characters of a source's id: it names files


def short_hash(text: str) -> str:
    """Eight hex digits of the sha256 of `text`."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]


def slug(text: str) -> str:
    """`text` as lower-case ASCII letters, digits and hyphens; what is not ASCII becomes a hash, so that nothing collides by loss."""
    plain = unicodedata.normalize("NFKC", text)
    ascii_ = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()
    if plain.isascii() and ascii_:
        return ascii_
    return f"{ascii_}-{short_hash(text)}" if ascii_ else f"x-{short_hash(text)}"


def source_ids(stems: Iterable[str]) -> list[str]:
    """An id for each file stem, in the given (path) order: ASCII-safe, -2 … on collision."""
    taken: set[str] = set()
    out: list[str] = []
    for stem in stems:
        first = re.sub(r"[^A-Za-z0-9._-]+", "-", stem).strip("-.") if stem.isascii() else slug(stem)
        if len(first) > LONGEST:
            first = f"{first[: LONGEST - 9]}-{short_hash(stem)}"
        out.append(numbered(first or "x", taken))
    return out


def numbered(wanted: str, taken: set[str]) -> str:
    """`wanted`, or `wanted`-2, -3 … when it is taken already; the answer is added to `taken`. Case does not tell two apart."""
    name, n = wanted, 1
    while name.lower() in taken:
        n += 1
        name = f"{wanted}-{n}"
    taken.add(name.lower())
    return name


def region_slug(code: str | None, name: str | None) -> str:
    """GB/T 2260 code where known, else `r-` and eight hex digits of the name's sha256; `r-unknown` without a name."""
    return code or (f"r-{short_hash(name)}" if name else "r-unknown")


def plan_id(region: str, key: str, start: int | None, end: int | None, draft: bool) -> str:
    """The id of a plan, e.g. 370103-women-2021-2025-draft."""
    years = "-".join(str(y) for y in (start, end) if y)
    return "-".join(p for p in (region, key, years, "draft" if draft else "") if p)


@dataclass(frozen=True, slots=True)
class Minter:
    """All IRIs of data below one base."""

    base: str = BASE

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9+.-]*://[!-~]*[/#]", self.base) or re.search(r"[<>\"{}|\\^`\s]", self.base):
            raise ValueError(f"--base {self.base!r} is not an absolute ASCII IRI that ends in / or #")

    def text(self, source_id: str) -> str:
        return f"{self.base}text/{source_id}"

    def quote(self, source_id: str, span: Span) -> str:
        """RFC 5147 fragment: the characters of the clean text."""
        return f"{self.base}text/{source_id}#char={span.start},{span.end}"

    def source_graph(self, source_id: str) -> str:
        return f"{self.base}graph/source/{source_id}"

    def graph(self, name: str) -> str:
        """links, decisions, observations, vocabulary or findings."""
        return f"{self.base}graph/{name}"

    def notice(self, region: str, what: str) -> str:
        return f"{self.base}notice/{region}-{short_hash(what)}"

    def plan(self, plan_id_: str) -> str:
        return f"{self.base}plan/{plan_id_}"

    def agency(self, region: str, department: str | None, label: str) -> str:
        return f"{self.base}agency/{region}-{department or short_hash(label)}"

    def instrument(self, title: str) -> str:
        """An instrument that the vocabulary does not know."""
        return f"{self.base}instrument/{short_hash(title)}"

    def region(self, code: str | None, name: str) -> str:
        return f"{REGION}{code}" if code else f"{self.base}region/{region_slug(None, name)}"

    def indicator(self, name: str) -> str:
        return f"{self.base}indicator/{short_hash(name)}"

    def finding(self, check: str, about: str, detail: str) -> str:
        return f"{self.base}finding/{check}-{short_hash(about + ' ' + detail)}"

    def link(self, relation: str, from_: str, to: str) -> str:
        return f"{self.base}link/{relation}-{short_hash(f'{from_} {to}')}"


def below(parent: str, kind: str, n: int | str) -> str:
    """A structural child, e.g. …/domain/1/goal/4/target/2."""
    return f"{parent}/{kind}/{n}"
