"""Resolve the names of agencies in one plan: which body of which place each name means; what is no name stays unresolved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from zeren.build import rules
from zeren.build.places import Place, Places, own_name
from zeren.kg.model import AgencyRef
from zeren.kg.vocab import Department, Vocabulary

LONGEST = 40
ENDS = ("委员会", "办公室", "局", "厅", "委", "办", "部")
PARTY = re.compile(r"^(?:中共|中国共产党)")
SEAT = re.compile(
    r"(?:(?<=.)(?:党委|人民政府|政府|党工委|工委|管委会|管理委员会|委员会)|(?<=[省市州盟县区旗镇乡])委(?P<again>[省市州盟县区旗])?)$"
)


def resolve(names: Iterable[str], region: str | None, vocab: Vocabulary, issuer: str | None = None) -> dict[str, AgencyRef | None]:
    """What each name of one plan means; None for a name that means nothing known (a slip).

    Args:
        names: the names as written, each once or more.
        region: the plan's region (甲市乙区), None where it is not known; then the issuer tells it.
        vocab: the departments and regions.
        issuer: the body that issued the plan.

    Two names of one body get equal region, department and label.
    """
    one = _Plan(Places(region, issuer, vocab), vocab)
    found = {name: one.find(name) for name in dict.fromkeys(names)}
    best: dict[tuple[str | None, str], _Found] = {}
    for hit in found.values():
        if hit is not None and hit.ref.department is not None:
            key = (hit.ref.region, hit.ref.department)
            best[key] = max(best.get(key, hit), hit, key=lambda h: (h.ref.unit_of is not None, h.full, len(h.ref.label), h.ref.label))
    return {name: None if hit is None else _agreed(hit.ref, best) for name, hit in found.items()}


def _agreed(ref: AgencyRef, best: dict[tuple[str | None, str], _Found]) -> AgencyRef:
    if ref.department is None:
        return ref
    same = best[(ref.region, ref.department)].ref
    return replace(ref, label=same.label, unit_of=same.unit_of)


def nearest(name: str, known: Iterable[str], vocab: Vocabulary | None = None) -> str | None:
    """The known name that `name` is most likely a slip of, the plan's own (`known`) before those of the vocabulary; None when none is near.

    Near is an edit distance of 1, or of 2 in names of six characters and more. Of equals the one at the plan's level (the level that
    most of `known` begin with) comes first, then the plan's own, then the longer.
    """
    bare = re.sub(r"\s", "", name)
    own = list(dict.fromkeys(known))
    level = _usual_level(own)
    limit = 0 if len(bare) < 3 else 1 if len(bare) < 6 else 2
    best: tuple[int, bool, int, int, str] | None = None
    for rank, candidates in enumerate((own, _at_level(level, vocab) if vocab and limit else ())):
        for candidate in candidates:
            if abs(len(candidate) - len(bare)) <= limit and len(set(candidate) & set(bare)) >= max(2, len(set(bare)) - limit):
                distance = edits(bare, candidate, limit)
                score = (distance, candidate[:1] != level, rank, -len(candidate), candidate)
                if distance <= limit and (best is None or score < best):
                    best = score
    return best[-1] if best else None


def _usual_level(names: Iterable[str]) -> str:
    """The word for a level (市, 区) that most names begin with, "" without any."""
    counts = Counter(name[0] for name in names if name[0] in "省市州盟县区旗镇乡")
    return min(counts, key=lambda c: (-counts[c], c)) if counts else ""


def _at_level(level: str, vocab: Vocabulary) -> Iterator[str]:
    """The vocabulary's names as the plan's level writes them."""
    for stem in vocab.agency_stems:
        yield level + stem


def edits(left: str, right: str, limit: int) -> int:
    """The Levenshtein distance of two short texts, `limit` + 1 when it is more."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            above, row[j] = row[j], min(above + (a != b), row[j] + 1, row[j - 1] + 1)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def _one_edit(left: str, right: str) -> bool:
    """Whether two different texts are one character apart (one wrong, missing or too many)."""
    if abs(len(left) - len(right)) > 1:
        return False
    i = next((k for k, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    return left[i + (len(left) >= len(right)) :] == right[i + (len(right) >= len(left)) :]


@dataclass(frozen=True, slots=True)
class _Found:
    """A reference, and whether its label stands on a name that is no abbreviation."""

    ref: AgencyRef
    full: bool = False


class _Plan:
    """Resolving for one plan: its places, the vocabulary, and the words of bodies.yaml."""

    def __init__(self, places: Places, vocab: Vocabulary) -> None:
        self.places = places
        self.vocab = vocab
        self.words = _bodies()
        self.stems = vocab.agency_stems
        self.fields = _fields(vocab)
        self.inner = _inner(vocab)

    def find(self, written: str) -> _Found | None:
        name = re.sub(r"\s", "", written).translate(_WIDTH)
        if not 2 <= len(name) <= LONGEST:
            return None
        if hit := self.words.collective(name):
            return self._collective(written, name, hit)
        name = re.sub(r"[（(\[〔【][^（）()]*[）)\]〕】]?", "", name) or name
        hit = self._named(written, name)
        return hit

    def _named(self, written: str, name: str) -> _Found | None:
        return (
            self._national(written, name)
            or self._branch(written, name)
            or self._by_inner(written, name)
            or self._by_stem(written, name)
            or self._by_field(written, name)
            or self._place_itself(written, name)
            or self._part(written, name)
            or self._other(written, name)
        )

    def _collective(self, written: str, name: str, row: rules.Row) -> _Found:
        own = self.places.own
        place = self.places.of(name[0]) if name[0] in self.places.levels else None
        label = (place.label + name[1:]) if place and place.name else name
        function = dict(row.set).get("function")
        return _Found(AgencyRef(written, label, None, function, (place or own).name, collective=True))

    def _national(self, written: str, name: str) -> _Found | None:
        slug = self.vocab.national_stems.get(name)
        if slug is None:
            return None
        one = self.vocab.departments[slug]
        country = self.vocab.regions.get("100000")
        return _Found(AgencyRef(written, one.national or name, slug, one.function, country.label if country else None), True)

    def _by_stem(self, written: str, name: str) -> _Found | None:
        """A place, then a name that a department bears: the longest such name with a true place in front."""
        for i in range(len(name) - 1):
            slug = self.stems.get(name[i:])
            if slug is not None and (place := self._seat(name[:i])) is not None:
                return self._at(written, self.vocab.departments[slug], place, name[i:])
        return None

    def _seat(self, prefix: str) -> Place | None:
        """The place meant by what stands before a department's name: 市, 区委, 中共乙县委, 区政府, 区委区."""
        prefix = PARTY.sub("", prefix)
        if (place := self.places.of(prefix)) is not None:
            return place
        match = SEAT.search(prefix)
        if match is None or (match["again"] and not prefix[: match.start()].endswith(match["again"])):
            return None
        return self.places.of(prefix[: match.start()])

    def _at(self, written: str, one: Department, place: Place, name: str, above: bool = True) -> _Found:
        """The body of department `one` at `place`, written with `name`."""
        if one.slug == "government" and place.level == "township":
            one, name = self.vocab.departments["township-government"], "人民政府"
        full, whole = _full_name(one, name, place)
        label = _label(one, place, full)
        unit_of = None
        if one.vertical and above and (upper := self.places.above(place)) is not None:
            unit_of = _label(one, upper, _default(one, upper))
        elif one.vertical and above and one.national and place.level in ("province", "prefecture"):
            unit_of = one.national
        return _Found(AgencyRef(written, label, one.slug, one.function, place.name, unit_of), whole)

    def _by_inner(self, written: str, name: str) -> _Found | None:
        """Names that carry the place inside them: 团区委, 国家税务总局乙区税务局."""
        for pattern, slug in self.inner:
            match = pattern.fullmatch(name)
            if match and (place := self.places.of(match["place"])) is not None:
                one = self.vocab.departments[slug]
                return self._at(written, one, place, one.label)
        return None

    def _branch(self, written: str, name: str) -> _Found | None:
        """A branch: 公安乙分局, 市公安局乙分局, 区公安分局, 生态环境乙分局."""
        if not name.endswith("分局") or len(name) < 4:
            return None
        body = name[:-2]
        for i in range(len(body)):
            place = self._seat(body[:i])
            if place is None:
                continue
            for j in range(len(body), i + 1, -1):
                stem = body[i:j] if body[i:j].endswith("局") else body[i:j] + "局"
                if (slug := self.stems.get(stem)) and (j == len(body) or not body[j:].endswith("局")):
                    return self._branch_of(written, self.vocab.departments[slug], stem, place if i else None, body[j:])
        return None

    def _branch_of(self, written: str, one: Department, stem: str, before: Place | None, after: str) -> _Found:
        own = self.places.own
        if after:
            place = self._district(after, before)
            upper = (
                before or (self.places.above(place) if place else None) or (own if own.level == "prefecture" else self.places.above(own))
            )
        else:
            place = before or own
            upper = self.places.above(place)
        seat = upper or Place(None, "市", "prefecture")
        full, whole = _full_name(one, stem, seat)
        head = _label(one, seat, full)
        if place is None:
            return _Found(AgencyRef(written, f"{head}{after}分局", None, one.function, seat.name, head))
        return _Found(AgencyRef(written, f"{head}{place.short}分局", one.slug, one.function, place.name, head), whole)

    def _district(self, text: str, upper: Place | None) -> Place | None:
        """The district that a branch's name tells: the plan's own, or one of the vocabulary below `upper`."""
        own = self.places.own
        if own.name and text in (own.short, own_name(own.name), own.name):
            return own
        seat = upper or own
        for tail in ("", "区", "县", "市", "旗", "新区"):
            if seat.name and (found := self.vocab.region(seat.name + text + tail)):
                return Place(found.full, found.full, found.level, found)
        return None

    def _by_field(self, written: str, name: str) -> _Found | None:
        """A department told by its field: 县财政部门, 教育行政部门."""
        if (match := self.words.field.search(name)) is None:
            return None
        field = name[: match.start()]
        for i in range(len(field) - 1):
            slug = self.fields.get(field[i:])
            if slug is not None and (place := self._seat(field[:i])) is not None:
                one = self.vocab.departments[slug]
                return self._at(written, one, place, _default(one, place))
        return None

    def _place_itself(self, written: str, name: str) -> _Found | None:
        """A place that stands for its government (乙区, 桥南街道)."""
        if len(name) < 3 or (place := self.places.of(name)) is None or place.name is None:
            return None
        if name.endswith(("社区", "村", "嘎查")):
            return _Found(AgencyRef(written, place.label, None, None, place.name))
        slug = {"zone": "zone-committee", "township": "township-government"}.get(place.level, "government")
        if name.endswith("街道"):
            slug = "subdistrict-office"
        one = self.vocab.departments[slug]
        default = {"government": "人民政府", "township-government": "人民政府", "subdistrict-office": "办事处"}.get(slug) or one.label
        return _Found(AgencyRef(written, place.label + default, slug, one.function, place.name), True)

    def _part(self, written: str, name: str) -> _Found | None:
        """A part of a known body: 市公安局网安支队."""
        if not self.words.body.search(name):
            return None
        for j in range(len(name) - 2, 2, -1):
            whole = name[:j]
            if whole.endswith(ENDS) or whole in self.stems:
                hit = self._by_stem(written, whole)
                if hit is not None and hit.ref.department not in _BROAD and len(name) - j >= 2:
                    ref = hit.ref
                    return _Found(replace(ref, label=ref.label + name[j:], department=None, unit_of=ref.label))
        return None

    def _other(self, written: str, name: str) -> _Found | None:
        """A body outside the scheme that is fully named: its name ends as bodies' do, and it is no slip of a known name."""
        if not self.words.body.search(name) or self.words.person.search(name):
            return None
        for i in range(min(len(name) - 2, 16), 0, -1):
            place = self._seat(name[:i])
            if place is not None and not self._slip(name[i:]):
                return _Found(AgencyRef(written, place.label + name[i:], None, None, place.name))
            if place is not None:
                return None
        if len(name) < 3 or self._slip(name):
            return None
        own = self.places.own
        alone = self.words.company.search(name) or (own.name and own_name(own.name) in name)
        return _Found(AgencyRef(written, name if alone else own.label + name, None, None, own.name))

    def _slip(self, rest: str) -> bool:
        """Whether a name is a known one with one character wrong, missing or too many."""
        if rest[1:] in self.stems:
            return True
        if len(rest) < 4 or not self.words.bureau.search(rest):
            return False
        lengths = [len(rest) + 1, *(n for n in (len(rest), len(rest) - 1) if n >= 5)]
        return any(_one_edit(rest, stem) for n in lengths for stem in _by_length(self.vocab).get(n, ()))


_WIDTH = str.maketrans({"（": "（", "(": "（", ")": "）", "﹙": "（", "﹚": "）"})
_BROAD = frozenset({"government", "party-committee", "zone-committee", "party-working-committee"})


def _default(one: Department, place: Place) -> str:
    """The department's usual full name at the level of a place."""
    return {"province": one.province, "prefecture": one.prefecture}.get(place.level, one.label)


def _full_name(one: Department, name: str, place: Place) -> tuple[str, bool]:
    """The full name behind a written one, and whether the written one was full: 卫健委 → 卫生健康委员会."""
    if name in one.full:
        return name, True
    usual = _default(one, place)
    others = sorted(one.full, key=lambda n: (n[0] != name[0], len(n), n))
    for candidate in (usual, one.label, one.prefecture, one.province, *others):
        if _within(name, candidate) and _same_end(name, candidate):
            return candidate, False
    return usual, False


def _same_end(name: str, full: str) -> bool:
    return name[-1] == full[-1] or (name[-1] == "委" and full.endswith("委员会")) or (name[-1] == "办" and full.endswith("办公室"))


def _within(short: str, long: str) -> bool:
    """Whether the characters of `short` stand in `long` in this order."""
    rest = iter(long)
    return all(char in rest for char in short)


def _label(one: Department, place: Place, name: str) -> str:
    level = own_name(place.name or place.label)[-1:]
    return one.pattern.replace("{place}", place.label).replace("{level}", level).replace("{name}", name)


@lru_cache(maxsize=4)
def _inner(vocab: Vocabulary) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (
            re.compile(re.escape(p).replace(re.escape("{place}"), "(?P<place>.{1,16})", 1).replace(re.escape("{place}"), "(?P=place)")),
            one.slug,
        )
        for one in vocab.departments.values()
        for p in one.inner
    )


@lru_cache(maxsize=4)
def _fields(vocab: Vocabulary) -> dict[str, str]:
    """Field of work → department: the functions' own names, then departments' names without their last word."""
    out: dict[str, str] = {}
    for one in vocab.departments.values():
        if one.function and one.slug == one.function:
            out.setdefault(vocab.functions[one.function].label, one.slug)
    for one in vocab.departments.values():
        for name in one.names:
            end = next((e for e in ENDS if name.endswith(e)), None)
            field = name.removesuffix(end) if end else name
            if len(field) >= 2:
                out.setdefault(field, one.slug)
                out.setdefault(field.removesuffix("管理"), one.slug)
    return out


@lru_cache(maxsize=4)
def _by_length(vocab: Vocabulary) -> dict[int, tuple[str, ...]]:
    out: dict[int, list[str]] = {}
    for stem in vocab.agency_stems:
        out.setdefault(len(stem), []).append(stem)
    return {n: tuple(stems) for n, stems in out.items()}


class _Bodies:
    """The rows of bodies.yaml, compiled by kind."""

    def __init__(self) -> None:
        groups: dict[str, list[rules.Row]] = {}
        for row in rules.load("bodies"):
            groups.setdefault(str(dict(row.set)["kind"]), []).append(row)
        self.collectives = tuple(groups["collective"])
        self.field = groups["field"][0].regex
        self.body, self.company, self.person, self.bureau = (
            re.compile("(?:" + "|".join(row.regex.pattern for row in groups[kind]) + ")$")
            for kind in ("body", "company", "person", "bureau")
        )

    def collective(self, name: str) -> rules.Row | None:
        return next((row for row in self.collectives if row.regex.match(name)), None)


@lru_cache(maxsize=1)
def _bodies() -> _Bodies:
    return _Bodies()
