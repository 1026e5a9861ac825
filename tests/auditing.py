"""Audit plans written by hand: what the tests of the checks share."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType

from builders import Aim, Cite, Draft, Item, Names, Part, built, viewed

from zeren.kg.audit import audit
from zeren.kg.checks import Limits
from zeren.kg.finding import Finding
from zeren.kg.model import Record
from zeren.kg.vocab import Instrument

GOOD = Item(lead=["甲局"], responsible=["乙局", "丙局"])


@dataclass(frozen=True)
class Library:
    """A vocabulary of instruments for D01."""

    instruments: MappingProxyType[str, Instrument] = field(default_factory=lambda: MappingProxyType({}))

    def instrument(self, title: str) -> Instrument | None:
        return next((i for i in self.instruments.values() if i.title == title), None)


def law(slug: str, title: str, in_force: bool | None = True, replaced_by: str | None = None, date: str | None = None) -> Instrument:
    """`date` as YYYY-MM-DD, or a year."""
    day, year = (date if date and len(date) > 4 else None), int(date[:4]) if date else None
    return Instrument(slug, f"https://example.org/{slug}", title, (), "law", "national", None, day, year, None, in_force, replaced_by)


def library(*laws: Instrument) -> Library:
    return Library(MappingProxyType({x.slug: x for x in laws}))


def found(*made: tuple[Record, str], knows: Library | None = None, limits: Limits | None = None) -> list[Finding]:
    texts = {record.id: text for record, text in made}
    return audit([viewed(record) for record, _ in made], knows, text=texts.__getitem__, limits=limits)


def codes(*made: tuple[Record, str]) -> list[str]:
    return [f.code for f in found(*made)]


def only(code: str, *made: tuple[Record, str], **more: Library | Limits) -> Finding:
    (one,) = [f for f in found(*made, **more) if f.code == code]  # type: ignore[arg-type]
    return one


def goals(*items: Item, names: Names | None = None) -> tuple[Record, str]:
    """A plan with one domain of these goals and five good ones, so that it hands out its goals."""
    return built(Draft([Part(items), Part([GOOD] * 5, name="妇女与教育")]), names=names)


def loads(*counts: int, total: int = 0) -> tuple[Record, str]:
    """A plan in which agency n leads counts[n] goals, and goals up to `total` that 末局 leads one by one."""
    items = [Item(lead=[f"第{n}局"]) for n, count in enumerate(counts) for _ in range(count)]
    return built(Draft([Part(items + [Item(lead=[f"末{n}局"]) for n in range(total - len(items))])]))


def aims(*given: Aim) -> tuple[Record, str]:
    return goals(replace(GOOD, aims=given))


OLD, NEW = law("old", "旧法", False, "new", "1990-01-01"), law("new", "新法", date="2020-05-28")


SLIPS = (
    Item("没有人"),
    Item(responsible=["乙局"]),
    Item(lead=["甲局"], responsible=["甲局", "丙局", "丙局"]),
    Item(lead=["区民政"], responsible=["各成员单位", "外地局"]),
    replace(GOOD, no=9, cites=[Cite("旧法")], aims=[Aim("常见病筛查率", "90", 2025), Aim("常见病筛查率", "80", 2030)]),
)


NAMED = Names(unresolved={"区民政": "区民政局"}, collective=["各成员单位"], regions={"外地局": "北山区"})


def slips(id: str = "a") -> tuple[Record, str]:
    heavy = Part([*[Item(lead=["重局"])] * 12, *[Item(lead=[f"第{n}局"]) for n in range(8)]], name="妇女与教育")
    return built(Draft([Part(SLIPS), heavy], preamble=[]), Draft([Part([Item()] * 3)], key="children"), names=NAMED, id=id)


def every(*ids: str) -> list[Finding]:
    made = [slips(id) for id in ids]
    texts = {record.id: text for record, text in made}
    return audit([viewed(r) for r, _ in made], library(OLD, NEW), [{"id": "z", "name": "z.txt", "reason": "空文件"}], texts.__getitem__)
