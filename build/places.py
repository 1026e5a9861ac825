"""Tell which place the beginning of an agency's name means, seen from one plan's region: 市, 乙区, 甲市乙区, 高新区."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from zeren.build.bodies import bodies
from zeren.kg.vocab import Region, Vocabulary

HAN = r"[\u4e00-\u9fff]"
MUNICIPALITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place as agencies' labels begin with it.

    `name` is its full name (for a place that is only known by its level, such as 省 in the plan of a place in no list, a paraphrase;
    None when nothing is known); `label` what stands in front of its agencies' names; `level` national, province, prefecture, county,
    zone or township; `region` its term in the vocabulary; `known` false for a paraphrase.
    """

    name: str | None
    label: str
    level: str
    region: Region | None = None
    known: bool = True

    @property
    def short(self) -> str:
        """The place's own name without the word for its kind (乙 of 甲市乙区), at least two characters long."""
        return (self.region.short if self.region else None) or bare_name(own_name(self.name or ""))


def own_name(name: str) -> str:
    """The last link of a chain of places: 乙区 of 甲市乙区."""
    return chain(name)[-1] if name else ""


def bare_name(own: str) -> str:
    for kind in (r"自治[区州县旗]|新区|林区|地区|街道", "[省市州盟县区旗镇乡]"):
        bare = re.sub(f"(?:{kind})$", "", own)
        if bare != own and len(bare) >= 2:
            return bare
    return own


@lru_cache(maxsize=4096)
def chain(name: str) -> tuple[str, ...]:
    """A place's name parted into its links, by their last words: (甲省, 乙市, 丙区)."""
    links: list[str] = []
    rest = name
    for pattern in _LINKS:
        if match := pattern.match(rest):
            links.append(match.group())
            rest = rest[match.end() :]
    return (*links, rest)


_LINKS = (
    re.compile(rf"{HAN}{{2,8}}?(?:省|自治区)(?=..)"),
    re.compile(rf"{HAN}{{1,10}}?市(?=..)|{HAN}{{2,10}}?(?:自治州|地区|盟|州(?!市))(?=..)"),
    re.compile(rf"{HAN}{{1,12}}?(?:自治[县旗]|[县区旗市])(?=..{HAN}*(?:街道|镇|乡|苏木|社区|村|区|园)$|.[镇乡]$)"),
)


def level_of(name: str, zones: tuple[str, ...], above: str | None) -> str:
    """The level of a place that no list knows, from its last word and, for 市, from what it lies in."""
    if name.endswith(zones):
        return "zone"
    if name.endswith(("省", "自治区")):
        return "province"
    if name.endswith(("州", "盟", "地区")) or (name.endswith("市") and above != "prefecture"):
        return "prefecture"
    if name.endswith(("街道", "镇", "乡", "苏木", "社区", "村", "嘎查")):
        return "township"
    return "county"


class Places:
    """The places that names in one plan can begin with."""

    def __init__(self, region: str | None, issuer: str | None, vocab: Vocabulary) -> None:
        self.vocab = vocab
        words = bodies()
        self.levels, self.kinds, self.zones = frozenset(words.levels), words.places, words.zones
        self.no_place = words.no_place
        self.chain = tuple(self._chain(_fuller(region, issuer)))
        self.own = self.chain[0] if self.chain else Place(None, "", "county")
        self._known: dict[str, Place | None] = {}

    def above(self, place: Place) -> Place | None:
        """The place one level up, None where it is not known."""
        if place in self.chain:
            at = self.chain.index(place) + 1
            return self.chain[at] if at < len(self.chain) else None
        if place.region and (parent := self.vocab.parent(place.region)):
            return next((p for p in self.chain if p.region == parent), None) or self._place(parent)
        links = chain(place.name or "")
        return self.of("".join(links[:-1])) if len(links) > 1 else None

    def of(self, text: str) -> Place | None:
        """The place that the beginning of a name means ("" is the plan's own), None when it means none."""
        if text not in self._known:
            self._known[text] = self._find(text)
        return self._known[text]

    def _find(self, text: str) -> Place | None:
        if not text:
            return self.own
        if text in self.levels:
            return self._by_level(text)
        mine = (p for p in self.chain if p.name and text in (p.name, own_name(p.name), p.short))
        return next(mine, None) or self._listed(text) or self._unlisted(text)

    def _by_level(self, text: str) -> Place:
        word = re.sub(r"^[我本全](?=.)|(?<=.)级$", "", text)
        word = {"行署": "地区"}.get(word, word)
        for place in self.chain:
            own = own_name(place.name or "")
            if own.endswith(word) or (word == "省" and place.level == "province") or (word == "市" and own in MUNICIPALITIES):
                return place
        level = "province" if word in ("省", "自治区") else "prefecture" if word in ("市", "州", "盟", "地区", "自治州") else "county"
        return self.unknown(word, "township" if word in ("街道", "街", "镇", "乡", "苏木") else level)

    def unknown(self, word: str, level: str) -> Place:
        """The place of a level that is not known by name, told by the place that is: 甲市所属的省, 甲市的区."""
        order = ("province", "prefecture", "county", "zone", "township")
        near = self.chain[-1] if self.chain else None
        if near is None or near.level not in order or near.name is None:
            return Place(None, word, level, known=False)
        above = order.index(level) <= order.index(near.level)
        return Place(f"{near.name}所属的{word}" if above else f"{self.own.name}的{word}", word, level, known=False)

    def _listed(self, text: str) -> Place | None:
        """A place of the vocabulary: one inside the plan's places first, then one that a name alone tells."""
        for place in self.chain:
            if place.name and (found := self.vocab.region(place.name + text)):
                return self._place(found)
            if place.region and (below := [r for r in self.vocab.regions_named(text) if r.parent == place.region.code]):
                return self._place(below[0])
        found = self.vocab.region(text)
        if found is None or found.level == "national" or (found.short == text and found.level == "county"):
            return None
        return self._place(found)

    def _unlisted(self, text: str) -> Place | None:
        """A place in no list, told by its last word; what lies in the plan's own place gets that in front."""
        zone = text.endswith(self.zones)
        if not (zone or text.endswith(self.kinds)) or not re.fullmatch(rf"{HAN}{{2,16}}", text) or self.no_place.search(text):
            return None
        if text[0] in self.levels and not zone and not text.endswith(("街道", "镇", "乡")):
            return None
        if zone and text[0] in self.levels and len(text) > 2 and text[1:].endswith(self.zones):
            seat = self._by_level(text[0])
            return Place((seat.name or "") + text[1:], seat.label + text[1:], "zone", known=seat.known)
        links = chain(text)
        level = level_of(text, self.zones, "prefecture" if len(links) > 1 else None)
        if len(links) == 1 and (outer := self._outer(level)) and outer.name:
            text = outer.name + (text.removeprefix(outer.short) if zone and text not in self.zones else text)
        return Place(text, text, level)

    def _outer(self, level: str) -> Place | None:
        """The place of the plan in which one of `level` lies."""
        order = ("province", "prefecture", "county", "zone", "township")
        if level == "zone":
            return self.own if self.own.level in ("prefecture", "county") else None
        return next(
            (p for p in self.chain if p.level in order and order.index(p.level) < order.index(level) and p.level != "province"), None
        )

    def _chain(self, name: str | None) -> Iterator[Place]:
        """The plan's own place and those it lies in, from the smallest."""
        if not name:
            return
        if found := self.vocab.region(name):
            yield from self._known_chain(name, found)
            return
        links = chain(name)
        above: str | None = None
        places: list[Place] = []
        for i, link in enumerate(links):
            whole = "".join(links[: i + 1])
            known = self.vocab.region(whole)
            start = 1 if len(links) > 1 and level_of(links[0], self.zones, None) == "province" and i > 0 else 0
            full = "".join(links[start : i + 1])
            above = known.level if known else level_of(link, self.zones, above)
            places.append(Place(full, full, above, known))
        yield from reversed(places)
        if top := next((p.region for p in places if p.region), None):
            yield from self._over(top)

    def _known_chain(self, name: str, found: Region) -> Iterator[Place]:
        province = self.vocab.province(found)
        written = name.removeprefix(province.label) if province and province is not found and province.label not in MUNICIPALITIES else name
        own = written if written.endswith(found.label) else found.full
        yield Place(own, own, found.level, found)
        yield from self._over(found)

    def _over(self, region: Region) -> Iterator[Place]:
        here = self.vocab.parent(region)
        while here is not None and here.level != "national":
            yield self._place(here)
            here = self.vocab.parent(here)

    def _place(self, region: Region) -> Place:
        """A listed place: 甲市乙区 for a district, its own name where that tells it (乙县)."""
        alone = not region.label.endswith("区") and self.vocab.region(region.label) is region
        name = region.label if alone else region.full
        return Place(name, name, region.level, region)


_ISSUER = re.compile(
    rf"({HAN}{{2,24}}?(?:[省市州盟县区旗镇乡]|街道))(?:人民政府|政府|妇女儿童|妇儿工委|党工委|管委会|管理委员会|委员会|办事处)"
)


def _fuller(region: str | None, issuer: str | None) -> str | None:
    """The region, or the issuer's longer way of writing it (乙区, issued by 甲市乙区人民政府)."""
    match = _ISSUER.match(issuer) if issuer else None
    if match and (region is None or (match[1].endswith(region) and len(match[1]) > len(region))):
        return match[1]
    return region
