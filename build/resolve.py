"""Resolve the names of agencies in one plan: which body of which place each name means; what is no name stays unresolved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from zeren.build.bodies import bodies
from zeren.build.fullnames import expanded, fields, inner, label, usual
from zeren.build.places import Place, Places, own_name
from zeren.build.slips import is_slip, nearest
from zeren.kg.model import AgencyRef
from zeren.kg.vocab import Department, Vocabulary

__all__ = ["nearest", "resolve"]

LONGEST = 40
PARTY = re.compile(r"^(?:中共|中国共产党)")
SEAT = re.compile(
    r"(?:(?<=.)(?:党委|人民政府|政府|党工委|工委|管委会|管理委员会|委员会)"
    r"|(?<=[省市州盟县区旗镇乡])委(?:(?P<again>[省市州盟县区旗])(?:人民政府|政府)?)?)$"
)
BRACKET = re.compile(r"[（(\[〔【][^（）()\[\]〔〕【】]{0,40}[）)\]〕】]?")
LIST = re.compile("[、，,；;。]")
WIDTH = str.maketrans("()﹙﹚", "（）（）")


class Basis(IntEnum):
    """What a label stands on, from the weakest: a field of work (统计部门), an abbreviation, a full name, the form of a branch."""

    FIELD = 0
    SHORT = 1
    FULL = 2
    BRANCH = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A reference and what its label stands on."""

    ref: AgencyRef
    basis: Basis = Basis.SHORT


def resolve(names: Iterable[str], region: str | None, vocab: Vocabulary, issuer: str | None = None) -> dict[str, AgencyRef | None]:
    """What each name of one plan means; None for a name that means nothing known (a slip, a person).

    Args:
        names: the names as written, each once or more.
        region: the plan's region (甲市乙区), None where it is not known; then the issuer tells it.
        vocab: the departments and regions.
        issuer: the body that issued the plan.

    Two names of one body get equal region, department and label: the longest of the fullest names that the plan itself writes.
    """
    one = _Plan(Places(region, issuer, vocab), vocab)
    found = {name: one.find(name) for name in dict.fromkeys(names)}
    best: dict[tuple[str, str], Found] = {}
    for hit in found.values():
        if hit is not None and hit.ref.region and hit.ref.department:
            key = (hit.ref.region, hit.ref.department)
            best[key] = max(best.get(key, hit), hit, key=lambda h: (h.basis, len(h.ref.label), h.ref.label))
    return {name: _agreed(hit.ref, best) if hit else None for name, hit in found.items()}


def _agreed(ref: AgencyRef, best: dict[tuple[str, str], Found]) -> AgencyRef:
    same = best.get((ref.region or "", ref.department or ""))
    return replace(ref, label=same.ref.label, unit_of=same.ref.unit_of) if same else ref


class _Plan:
    """Resolving for one plan: its places, the vocabulary, and the words of bodies.yaml."""

    def __init__(self, places: Places, vocab: Vocabulary) -> None:
        self.places, self.vocab, self.words = places, vocab, bodies()
        self.stems = vocab.agency_stems
        members = vocab.functions["member-units"]
        self.members = {members.slug: vocab.departments["women-children-committee"].label + members.label}
        self.ways = (self.national, self.with_place_inside, self.branch, self.by_stem, self.by_field, self.place, self.part, self.other)

    def find(self, written: str) -> Found | None:
        """What a name means: the first way that knows it. Of 甲（乙） the first name decides."""
        name = self.vocab.meaning(re.sub(r"\s", "", written).translate(WIDTH))
        if not 2 <= len(name) <= LONGEST:
            return None
        if (group := self.collective(name)) is not None:
            return Found(replace(group, name=written))
        name = BRACKET.sub("", name) or name
        hit = next((hit for way in self.ways if (hit := way(name)) is not None), None)
        return Found(replace(hit.ref, name=written), hit.basis) if hit else None

    def collective(self, name: str) -> AgencyRef | None:
        """A group: 各成员单位, 有关部门, 各街道办事处."""
        row = self.words.collective(name)
        if row is None:
            return None
        place = self.places.of(name[0]) if name[0] in self.places.levels else None
        own, function = self.places.own, dict(row.set).get("function")
        if place is None or not place.known:
            place, full = own, re.sub(r"^各(?=有关|相关)", "", name)
        else:
            full = place.label + name[1:]
        if function in self.members:
            full = f"{place.label}{self.members[function]}"
        return AgencyRef(name, full, None, function, place.name, collective=True)

    def national(self, name: str) -> Found | None:
        """A national body: 教育部, 全国妇联."""
        slug = self.vocab.national_stems.get(name)
        if slug is None:
            return None
        one, country = self.vocab.departments[slug], self.vocab.regions["100000"].label
        return Found(AgencyRef(name, one.national or name, slug, one.function, country), Basis.FULL)

    def by_stem(self, name: str) -> Found | None:
        """A place, then a name that a department bears: the longest such name with a true place in front."""
        for place, stem, one in self.splits(name):
            return self.body(name, one, place, stem)
        return None

    def splits(self, name: str) -> Iterator[tuple[Place, str, Department]]:
        for i in range(len(name) - 1):
            slug = self.stems.get(name[i:])
            if slug is not None:
                place = self.seat(name[:i]) or (self.seat(f"{name[:i]}街道") if i and slug == "subdistrict-office" else None)
                if place is not None:
                    yield place, name[i:], self.vocab.departments[slug]

    def seat(self, prefix: str) -> Place | None:
        """The place meant by what stands before a department's name: 市, 区委, 中共乙县委, 区政府, 区委区."""
        prefix = PARTY.sub("", prefix)
        if (place := self.places.of(prefix)) is not None:
            return place
        match = SEAT.search(prefix)
        if match is None or (match["again"] and not prefix[: match.start()].endswith(match["again"])):
            return None
        return self.places.of(prefix[: match.start()])

    def body(self, name: str, one: Department, place: Place, stem: str, basis: Basis | None = None) -> Found:
        """The body of department `one` at `place`, written with `stem`."""
        if one.slug == "government" and place.level == "township":
            one, stem = self.vocab.departments["township-government"], "人民政府"
        full, whole = expanded(one, stem, place)
        unit_of = None
        if one.part_of:
            whole_one = self.vocab.departments[one.part_of]
            unit_of = label(whole_one, place, usual(whole_one, place))
        elif one.vertical:
            unit_of = self.upper(one, place)
        ref = AgencyRef(name, label(one, place, full), one.slug, one.function, place.name, unit_of)
        return Found(ref, basis if basis is not None else Basis.FULL if whole else Basis.SHORT)

    def upper(self, one: Department, place: Place) -> str | None:
        """The full name of the body above a vertically managed one, None where it is not known."""
        above = self.places.above(place)
        if above is not None:
            return label(one, above, usual(one, above))
        return one.national if place.level in ("province", "prefecture") else None

    def with_place_inside(self, name: str) -> Found | None:
        """Names that carry the place inside them: 团区委, 国家税务总局乙区税务局."""
        for pattern, slug in inner(self.vocab):
            match = pattern.fullmatch(name)
            if match and (place := self.places.of(match["place"])) is not None:
                one = self.vocab.departments[slug]
                return self.body(name, one, place, usual(one, place), Basis.SHORT)
        return None

    def branch(self, name: str) -> Found | None:
        """A branch: 公安乙分局, 市公安局乙分局, 区公安分局, 生态环境乙分局."""
        if not name.endswith("分局") or len(name) < 4:
            return None
        whole = name.removesuffix("分局")
        for i in range(len(whole) - 1):
            if (place := self.seat(whole[:i])) is None:
                continue
            for j in range(len(whole), i + 1, -1):
                for stem in (whole[i:j], f"{whole[i:j]}局"):
                    if slug := self.stems.get(stem):
                        return self.branch_of(name, self.vocab.departments[slug], stem, place if i else None, whole[j:])
        return None

    def branch_of(self, name: str, one: Department, stem: str, before: Place | None, after: str) -> Found:
        """The branch whose name puts `before` in front of the department's name and `after` behind it."""
        own = self.places.own
        place = self.district(after, before) if after else before or own
        upper = before if after else None
        if not after and place is not None and place.level in ("province", "prefecture"):
            place, upper = None, place  # 公安分局 in a city's plan: some branch of the city's own
        upper = upper or (self.places.above(place) if place else own if own.level == "prefecture" else self.places.above(own))
        upper = upper or self.places.unknown("市", "prefecture")
        head = label(one, upper, expanded(one, stem, upper)[0])
        if place is None:
            return Found(AgencyRef(name, f"{head}{after}分局", None, one.function, upper.name, head))
        return Found(AgencyRef(name, f"{head}{place.short}分局", one.slug, one.function, place.name, head), Basis.BRANCH)

    def district(self, text: str, upper: Place | None) -> Place | None:
        """The district that a branch's name tells: the plan's own, or one of the vocabulary below `upper`."""
        own = self.places.own
        if own.name and text in (own.short, own_name(own.name), own.name):
            return own
        seat = upper or own
        found = (self.vocab.region(f"{seat.name}{text}{tail}") for tail in ("", "区", "县", "市", "旗", "新区"))
        region = next((r for r in found if r), None) if seat.name else None
        return Place(region.full, region.full, region.level, region) if region else None

    def by_field(self, name: str) -> Found | None:
        """A department told by its field: 县财政部门, 教育行政部门."""
        match = self.words.field.search(name)
        for i in range(match.start() - 1) if match else ():
            slug = fields(self.vocab).get(name[i : match.start()]) if match else None
            if slug is not None and (place := self.seat(name[:i])) is not None:
                one = self.vocab.departments[slug]
                return self.body(name, one, place, usual(one, place), Basis.FIELD)
        return None

    def place(self, name: str) -> Found | None:
        """A place that stands for its government (乙区, 桥南街道)."""
        if len(name) < 3 or (place := self.places.of(name)) is None or not place.known:
            return None
        if name.endswith(("社区", "村", "嘎查")):
            return Found(AgencyRef(name, place.label, None, None, place.name))
        slug = {"zone": "zone-committee", "township": "township-government"}.get(place.level, "government")
        one = self.vocab.departments["subdistrict-office" if name.endswith("街道") else slug]
        tail = {"township-government": "人民政府", "subdistrict-office": "办事处"}.get(one.slug) or one.label
        return Found(AgencyRef(name, place.label + tail, one.slug, one.function, place.name), Basis.FULL)

    def part(self, name: str) -> Found | None:
        """A part of a known body that has a name of its own: 市公安局网安支队, 市公安网安支队, 区人大社会建设委员会."""
        team = self.words.team.search(name)
        if not team and not self.words.organ.search(name):
            return None
        for j in range(len(name) - 3, 1, -1):
            for whole in (name[:j], f"{name[:j]}局") if team else (name[:j],):
                if hit := self.by_stem(whole):
                    ref = hit.ref
                    return Found(replace(ref, name=name, label=ref.label + name[j:], department=None, unit_of=ref.label))
        return None

    def other(self, name: str) -> Found | None:
        """A body outside the scheme that is fully named: its name ends as bodies' do, and it is no slip of a known name."""
        if (
            not self.words.body.search(name)
            or self.words.person.search(name)
            or re.search("[、，,；;。]", name)
            or is_slip(name, self.vocab)
        ):
            return None
        if self.words.company.search(name) and name[0] not in self.places.levels:
            return self.named_alone(name)
        for i in range(min(len(name) - 2, 16), 0, -1):
            if (place := self.seat(name[:i])) is not None:
                whole = place.label + name[i:]
                return None if is_slip(name[i:], self.vocab) else Found(AgencyRef(name, whole, None, None, place.name))
        return self.named_alone(name) if len(name) > 2 else None

    def named_alone(self, name: str) -> Found:
        """A body whose name tells no place in front: it is taken to be of the plan's own, unless its name holds that place already."""
        own = self.places.own
        alone = not own.name or own_name(own.name) in name or own.short in name or name.startswith(("国", "中国"))
        return Found(AgencyRef(name, name if alone else own.label + name, None, None, own.name))
