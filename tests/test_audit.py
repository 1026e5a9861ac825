"""Each check finds its slip and nothing else; findings are ordered, quoted where they stand, and the same in JSON and RDF."""

from __future__ import annotations

import inspect
import json
import random
import time
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import pyoxigraph as ox
import pytest
from builders import Aim, Cite, Draft, Item, Names, Part, built, viewed
from hypothesis import given, settings
from hypothesis import strategies as st

from zeren.kg.audit import CHECKS, SEVERITIES, Finding, Limits, UnknownCheck, audit, explain, quads, to_json
from zeren.kg.ids import Minter
from zeren.kg.model import Record
from zeren.kg.network import coverage, cowork, network, ownership, plans, positions
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


def test_a_sound_plan_has_no_findings() -> None:
    assert found(goals(GOOD)) == []


def test_a01_names_the_goal_with_nobody_and_quotes_it() -> None:
    made = goals(GOOD, Item("普及科学知识"))
    one = only("A01", made)
    assert (one.domain, one.no, one.severity, one.plan, one.source) == (1, 2, "error", "women", "a.txt")
    assert one.about.endswith("/domain/1/goal/2")
    assert one.evidence and one.evidence.quote == "2.普及科学知识。" == made[1][one.evidence.start : one.evidence.end]


def test_a01_is_silent_where_the_heading_of_the_domain_names_somebody() -> None:
    assert codes(built(Draft([Part([Item(), Item()], heading=["甲局"]), Part([GOOD] * 3)]))) == []


def test_a01_looks_at_the_items_of_a_work_plan() -> None:
    items = [Item("一", responsible=["甲局"]), Item("二", responsible=["乙局"]), Item("三")]
    one = only("A01", built(Draft([Part(measures=items, name="")], key="other")))
    assert one.message == "策略措施1.3没有写明任何牵头单位或责任单位"


def test_a02_names_the_goal_without_a_lead() -> None:
    one = only("A02", goals(Item(responsible=["乙局", "丙局"])))
    assert (one.domain, one.no) == (1, 1) and "乙局、丙局" in one.message
    assert one.evidence and one.evidence.quote == "（责任单位：乙局、丙局）"


def test_a02_is_one_finding_where_the_plan_never_names_a_lead() -> None:
    made = built(Draft([Part([Item(responsible=["甲局"]), Item(responsible=["乙局"]), Item()])]))
    one = only("A02", made)
    assert (one.domain, one.no) == (None, None) and "2项主要目标中，2项" in one.message
    assert codes(made) == ["A01", "A02"]


def test_a03_goes_by_the_resolved_agency() -> None:
    names = Names(labels={"教体局": "云溪市南湖区教育体育局", "教育体育局": "云溪市南湖区教育体育局"})
    one = only("A03", goals(Item(lead=["教育体育局"], responsible=["乙局", "教体局"]), names=names))
    assert one.message == "主要目标1.1的牵头单位教育体育局（即教体局）又列为责任单位"
    assert one.evidence and "教体局" in one.evidence.quote and one.evidence.quote.startswith("（牵头单位")


def test_a03_takes_supporting_agencies_too() -> None:
    assert codes(goals(Item(lead=["甲局"], supporting=["甲局"]))) == ["A03"]


def test_a03_is_one_info_where_it_is_the_manner_of_the_plan() -> None:
    again = Item(lead=["甲局"], responsible=["甲局", "乙局"])
    one = only("A03", built(Draft([Part([again] * 5 + [GOOD] * 4)])))
    assert (one.severity, one.domain) == ("info", None) and "9项有牵头单位的主要目标中，5项" in one.message
    assert codes(built(Draft([Part([again] * 5 + [GOOD] * 5)]))) == ["A03"] * 5
    assert codes(built(Draft([Part([again] * 4)]))) == ["A03"] * 4


def test_a03_and_a06_leave_a_second_clause_further_on_alone() -> None:
    assert codes(goals(Item(lead=["甲局"], responsible=["乙局"], twice={"responsible": ["甲局", "乙局"]}))) == []


def test_a04_is_one_finding_a_name_with_all_its_goals() -> None:
    names = Names(collective=["各成员单位", "有关部门"])
    first, second = Item(lead=["甲局"], responsible=["各成员单位"]), Item(lead=["乙局"], responsible=["有关部门", "各成员单位"])
    made = goals(first, second, names=names)
    one, two = [f for f in found(made) if f.code == "A04"]
    assert one.message == "主要目标1.1、1.2（共2项）的责任单位“各成员单位”没有点名到具体单位"
    assert two.message == "主要目标1.2的责任单位“有关部门”没有点名到具体单位"
    assert one.evidence and one.evidence.quote == "各成员单位" == made[1][one.evidence.start : one.evidence.end]


def test_a05_gives_the_nearest_and_points_at_the_name_itself() -> None:
    names = Names(unresolved={"区民政": "云溪市南湖区民政局", "联合会": None})
    made = goals(Item(lead=["区民政局"], responsible=["区民政", "联合会"]), names=names)
    near, far = [f for f in found(made) if f.code == "A05"]
    assert near.severity == "warning" and "最接近的是“云溪市南湖区民政局”" in near.message
    assert far.severity == "info" and "最接近" not in far.message
    assert near.evidence and made[1][near.evidence.start - 1 : near.evidence.end + 1] == "：区民政、"


def test_a06_counts_one_agency_in_one_role() -> None:
    assert only("A06", goals(Item(lead=["甲局"], responsible=["乙局", "丙局", "乙局"]))).message == "主要目标1.1的责任单位中，乙局列了2次"
    names = Names(labels={"教体局": "云溪市南湖区教育体育局", "教育体育局": "云溪市南湖区教育体育局"})
    one = only("A06", goals(Item(lead=["甲局"], responsible=["教育体育局", "教体局"]), names=names))
    assert "教育体育局（又作教体局）列了2次" in one.message


@pytest.mark.parametrize(
    ("region", "codes_of", "foreign"),
    [
        ("云溪市北山区", {}, True),
        ("北山区", {}, True),
        ("云溪市", {}, False),
        ("江东省", {}, False),
        ("江城市", {}, False),
        ("云溪市南湖区沿河街道", {}, False),
        ("甲市乙区", {"甲市乙区": "110101", "云溪市南湖区": "120101"}, True),
        ("甲省", {"甲省": "120000", "云溪市南湖区": "120101"}, False),
        ("甲市", {"甲市": "130200", "云溪市南湖区": "130102"}, True),
        ("甲市", {"甲市": "130100", "云溪市南湖区": "130102"}, False),
        ("全国", {"全国": "100000", "云溪市南湖区": "130102"}, False),
    ],
)
def test_a07_is_sure_of_the_other_place(region: str, codes_of: dict[str, str], foreign: bool) -> None:
    record, text = goals(Item(lead=["妇联"]), names=Names(regions={"妇联": region}))
    findings = audit([viewed(record, codes_of)], text=lambda _: text)
    assert [f.code for f in findings] == (["A07"] if foreign else [])


def test_a10_stands_for_all_goals_at_once() -> None:
    made = built(Draft([Part([Item()] * 40, [Item("措施", responsible=["甲局"])] + [Item("措施")] * 60)]))
    (one,) = found(made)
    assert (one.code, one.severity, one.domain, one.no) == ("A10", "error", None, None)
    assert one.message == "本规划40项主要目标都没有写明牵头单位或责任单位" and one.about.endswith("women-2021-2025")
    assert one.evidence and one.evidence.quote == "南湖区妇女发展规划"


def test_a10_counts_an_agency_named_in_passing() -> None:
    made = built(Draft([Part([*([Item()] * 39), Item(responsible=["甲局"])])]))
    assert [f.message for f in found(made)] == ["本规划40项主要目标只有1项写明责任单位"]


def test_a_plan_that_hands_out_its_measures_is_no_a10() -> None:
    assert codes(built(Draft([Part([Item()] * 5, [GOOD] * 5)]))) == []


def loads(*counts: int, total: int = 0) -> tuple[Record, str]:
    """A plan in which agency n leads counts[n] goals, and goals up to `total` that 末局 leads one by one."""
    items = [Item(lead=[f"第{n}局"]) for n, count in enumerate(counts) for _ in range(count)]
    return built(Draft([Part(items + [Item(lead=[f"末{n}局"]) for n in range(total - len(items))])]))


def test_b01_names_the_overloaded_agency_and_shows_its_parameters() -> None:
    one = only("B01", loads(12, 2, 2, 3, 2, 1, 3))
    assert one.about.startswith("https://w3id.org/zeren/id/agency/")
    assert one.message.startswith(
        "云溪市南湖区第0局牵头12项主要目标（占25项的48%；其他单位平均2.2项；7个单位的中位数2，MAD 1，界限7.2 = 中位数 + 3.5 × 1.48）"
    )
    assert one.message_en.startswith(
        "云溪市南湖区第0局 leads 12 goals (48% of 25; the others 2.2 on average; median of 7 agencies 2, MAD 1,"
    )
    assert one.evidence and one.evidence.quote == "（牵头单位：第0局）"


@pytest.mark.parametrize("each", [1, 2, 10, 60])
@pytest.mark.parametrize("agencies", [5, 8, 50])
def test_b01_is_silent_where_all_carry_the_same(agencies: int, each: int) -> None:
    assert codes(loads(*[each] * agencies)) == []


@pytest.mark.parametrize(("size", "agencies"), [(5, 5), (50, 15), (500, 40)])
def test_b01_is_silent_on_loads_that_fall_by_chance(size: int, agencies: int) -> None:
    rng, silent = random.Random(size), 0
    for _ in range(20):
        counts = [0] * agencies
        for _ in range(size):
            counts[rng.randrange(agencies)] += 1
        silent += not codes(loads(*counts))
    assert silent >= 19


@pytest.mark.parametrize(("size", "heavy", "others"), [(50, 15, 12), (500, 60, 40)])
def test_b01_tells_the_heavy_one_in_plans_of_any_size(size: int, heavy: int, others: int) -> None:
    rest = [(size - heavy) // others] * others
    assert codes(loads(heavy, *rest)) == ["B01"]


def test_b01_is_silent_on_plans_too_small_to_say() -> None:
    assert codes(loads(4, 1)) == [] and codes(loads(2, 1, 1, 1)) == [] and codes(loads(3, 1, 1)) == []


def test_b01_counts_all_parts_where_there_are_no_leads() -> None:
    items = [Item(responsible=["甲局", f"第{n}局"]) for n in range(12)]
    one = only("B01", built(Draft([Part(items)])))
    assert "云溪市南湖区甲局参与12项主要目标" in one.message and "牵头" not in one.message.split("（")[0]


def test_b01_comes_heaviest_first() -> None:
    messages = [f.message for f in found(loads(20, *[1] * 30, 25))]
    assert [m.partition("局")[0] for m in messages] == ["云溪市南湖区第31", "云溪市南湖区第0"]


def test_b01_leaves_groups_out() -> None:
    items = [Item(lead=[f"第{n}局"], responsible=["各成员单位"]) for n in range(12)]
    made = built(Draft([Part(items)]), names=Names(collective=["各成员单位"]))
    assert codes(made) == ["A04"]


def test_the_limits_are_given_from_outside() -> None:
    made = loads(12, 2, 2, 3, 2, 1, 3)
    assert [f.code for f in found(made, limits=Limits(overload_score=7))] == []


def aims(*given: Aim) -> tuple[Record, str]:
    return goals(replace(GOOD, aims=given))


def test_c03_compares_years_of_one_indicator() -> None:
    rate = Aim("孕产妇死亡率", "8", 2025, "<=", "/10万", "lower")
    made = aims(rate, replace(rate, value="9", year=2030))
    one = only("C03", made)
    assert one.message == "孕产妇死亡率：2030年的目标值9/10万比2025年的8/10万宽松" and one.about.endswith("/goal/1/target/2")
    assert one.evidence and one.evidence.quote == made[1][one.evidence.start : one.evidence.end]


@pytest.mark.parametrize(
    "later",
    [
        {"value": "90"},
        {"value": "95"},
        {"value": "85", "year": 2025},
        {"value": "85", "year": None},
        {"value": "85", "quoted_from": "国纲"},
        {"value": "85", "unit": "人"},
        {"value": "85", "indicator": "乡村教师培训率"},
        {"value": "5", "comparator": "increase_by"},
        {"value": "85", "comparator": "~"},
    ],
)
def test_c03_is_silent_on_what_cannot_be_compared(later: dict[str, str | int | None]) -> None:
    first = Aim("妇女常见病筛查率", "90", 2025)
    assert codes(aims(first, replace(first, **{"year": 2030, **later}))) == []  # type: ignore[arg-type]


def test_c03_reads_ratios_and_the_comparator_where_no_direction_is_given() -> None:
    first = Aim("男女厕位比例", "1/2", 2025, direction=None)
    assert codes(aims(first, replace(first, year=2030, value="3:7"))) == ["C03"]
    assert codes(aims(first, replace(first, year=2030, value="3:5"))) == []


def test_c03_compares_short_indicators_within_one_goal_only() -> None:
    early, late = Aim("覆盖率", "90", 2025), Aim("覆盖率", "80", 2030)
    assert codes(goals(replace(GOOD, aims=[early]), replace(GOOD, aims=[late]))) == []
    assert codes(aims(early, late)) == ["C03"]


def test_c06_names_the_jump() -> None:
    one = only("C06", goals(GOOD, replace(GOOD, no=2), replace(GOOD, no=4), replace(GOOD, no=4), replace(GOOD, no=5)))
    assert one.message == "第1领域“妇女与健康”的主要目标编号不连续：2之后是4；4之后又是4"
    assert (one.domain, one.no) == (1, 4) and one.evidence and one.evidence.quote.startswith("4.促进发展")


def test_c06_sees_measures_domains_and_the_first_number() -> None:
    made = built(Draft([Part([GOOD], [replace(GOOD, no=2)]), Part([GOOD], no=3)]))
    assert [f.message.partition("：")[2] for f in found(made) if f.code == "C06"] == ["1之后是3", "从2开始"]


def test_c06_lets_sections_without_domains_start_anew() -> None:
    items = [replace(GOOD, no=n) for n in (1, 2, 3, 1, 2)]
    assert codes(built(Draft([Part(measures=items, name="")], key="other"))) == []


OLD, NEW = law("old", "旧法", False, "new", "1990-01-01"), law("new", "新法", date="2020-05-28")


def test_d01_says_what_replaced_it_once_a_title() -> None:
    made = goals(replace(GOOD, cites=[Cite("旧法"), Cite("新法")]), replace(GOOD, cites=[Cite("旧法")]))
    one = only("D01", made, knows=library(OLD, NEW))
    assert one.message == "《旧法》已被《新法》取代（引用2处）" and one.suggestion == "改引《新法》"
    assert (one.domain, one.no, one.severity, one.about) == (1, 1, "warning", "https://example.org/old")


def test_d01_follows_replacements_and_knows_what_is_merely_out_of_force() -> None:
    chain = library(law("a", "甲法", False, "b"), law("b", "乙法", False, "c"), law("c", "丙法"), law("x", "失效法", False))
    messages = [f.message for f in found(goals(replace(GOOD, cites=[Cite("甲法"), Cite("失效法")])), knows=chain)]
    assert messages == ["《甲法》已被《丙法》取代", "《失效法》已失效"]
    ring = library(law("a", "甲法", False, "b"), law("b", "乙法", False, "a"))
    assert "乙法" in only("D01", goals(replace(GOOD, cites=[Cite("甲法")])), knows=ring).message


def test_d01_says_nothing_of_what_the_vocabulary_does_not_know() -> None:
    made = goals(replace(GOOD, cites=[Cite("甲法"), Cite("乙法")]))
    assert found(made, knows=library(law("a", "甲法", None))) == []
    assert found(made) == []


@pytest.mark.parametrize(
    ("issued", "replaced", "afterwards"),
    [
        ("2019-03-01", "2020-05-28", True),
        ("2019-03-01", "2020", True),
        ("2020-03-01", "2020", False),
        ("2020-06-01", "2020-05-28", False),
        (None, "2020-05-28", False),
        ("2019-03-01", None, False),
    ],
)
def test_d01_looks_at_which_came_first(issued: str | None, replaced: str | None, afterwards: bool) -> None:
    made = built(Draft([Part([replace(GOOD, cites=[Cite("旧法")])] * 2)]), date=issued)
    one = only("D01", made, knows=library(law("old", "旧法", False, "new"), law("new", "新法", date=replaced)))
    assert (one.severity == "info") is afterwards


def test_d01_is_an_info_where_the_replacement_came_after_the_plan() -> None:
    made = built(Draft([Part([replace(GOOD, cites=[Cite("旧法")])] * 2)]), date="2019-03-01")
    one = only("D01", made, knows=library(OLD, NEW))
    assert one.severity == "info" and "在本规划印发后" in one.message


def test_d01_lets_a_plan_look_back_in_its_preamble() -> None:
    old, knows = Cite("十三五妇女规划", "plan"), library(law("p", "十三五妇女规划", False))
    basis = Cite("中华人民共和国妇女权益保障法", based_on=True)
    assert found(built(Draft([Part([GOOD])], preamble=[basis, old])), knows=knows) == []
    assert only("D01", built(Draft([Part([GOOD])], preamble=[replace(old, based_on=True)])), knows=knows).domain is None
    assert only("D01", goals(replace(GOOD, cites=[old])), knows=knows).no == 1
    assert found(goals(replace(GOOD, cites=[replace(old, self=True)])), knows=knows) == []


def test_d03_misses_the_basis_clause_of_a_plan_with_goals() -> None:
    assert only("D03", built(Draft([Part([GOOD])], preamble=[Cite("旧法")]))).severity == "info"
    assert codes(built(Draft([Part(measures=[GOOD], name="")], preamble=[]))) == []


def test_p01_comes_first_and_says_why() -> None:
    record, text = goals(Item())
    failed = {"id": "b", "name": "b.docx", "status": "failed", "reason": "不是zip文件"}
    one, two = audit([viewed(record)], failed=[failed], text=lambda _: text)
    assert (one.code, one.source, one.plan, one.message) == ("P01", "b.docx", None, "b.docx读不出：不是zip文件")
    assert one.about == "https://w3id.org/zeren/id/text/b" and two.code == "A01"


def test_p02_tells_what_was_not_understood() -> None:
    assert codes(built(Draft([Part([GOOD])]), not_understood=20)) == []
    one = only("P02", built(Draft([Part([GOOD])]), not_understood=21))
    assert one.message == "21/100个段落没有读懂（21%）" and one.plan is None
    assert only("P02", built()).message == "没有找到任何目标或措施"
    assert only("P02", built(passages=0)).severity == "warning"


def test_p02_lets_tasks_outside_goals_and_measures_count() -> None:
    assert codes(built(Draft([Part(heading=["甲局"])]))) == []


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


def test_inside_a_plan_the_worst_comes_first() -> None:
    findings = every("a", "b")
    plans = list(dict.fromkeys((f.source, f.plan) for f in findings))
    assert plans == [("z.txt", None), ("a.txt", "women"), ("a.txt", "children"), ("b.txt", "women"), ("b.txt", "children")]
    for plan in plans:
        ranks = [SEVERITIES.index(f.severity) for f in findings if (f.source, f.plan) == plan]
        assert ranks == sorted(ranks)
    assert [f.code for f in findings if (f.source, f.plan) == ("a.txt", "women")] == [
        *["A01", "A02", "A03", "A04", "A05", "A06", "A07", "B01", "C03", "C06", "D01", "D03"]
    ]
    assert findings == every("a", "b")


def test_every_quote_stands_at_its_span_and_every_finding_is_worded_twice() -> None:
    record, text = slips()
    findings = audit([viewed(record)], library(OLD, NEW), text=lambda _: text)
    assert len(findings) > 12
    for f in findings:
        assert f.message and f.message_en and f.suggestion and f.suggestion_en
        assert f.evidence is not None, f.code
        assert text[f.evidence.start : f.evidence.end] == f.evidence.quote != ""


def test_without_the_text_nothing_is_lost_but_the_quotes_of_goals() -> None:
    record, text = slips()
    with_text = audit([viewed(record)], library(OLD, NEW), text=lambda _: text)
    without = audit([viewed(record)], library(OLD, NEW))
    assert [f.message for f in with_text] == [f.message for f in without]
    assert {f.code for f in without if f.evidence is None} == {"A01", "A10", "C06", "D03"}


def test_the_text_of_a_source_is_read_at_most_once() -> None:
    record, text = slips()
    asked: list[str] = []
    audit([viewed(record)], text=lambda id: asked.append(id) or text)  # type: ignore[func-returns-value]
    assert asked == ["a"]


def test_json_has_the_keys_of_the_design_in_their_order() -> None:
    keys = ["code", "severity", "source", "plan", "domain", "no", "about", "message", "evidence", "suggestion"]
    for f in every("a"):
        data = to_json(f)
        assert list(data) == keys and json.loads(json.dumps(data, ensure_ascii=False)) == data
        assert data["evidence"] is None or list(data["evidence"]) == ["start", "end", "quote"]
        assert to_json(f, "en")["message"] == f.message_en


def test_rdf_of_a_finding() -> None:
    minter, zr = Minter(), "https://w3id.org/zeren/ontology#"
    one = next(f for f in every("a") if f.code == "A03")
    lines = quads(one, minter)
    assert lines == sorted(lines)
    parsed = list(ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS))
    assert {q.graph_name.value for q in parsed} == {minter.graph("findings")}
    said = {(q.predicate.value.removeprefix(zr), q.object.value) for q in parsed}
    assert {("check", "A03"), ("severity", "warning"), ("about", one.about), ("message", one.message), ("message", one.message_en)} <= said
    assert one.evidence and ("evidence", f"{minter.text('a')}#char={one.evidence.start},{one.evidence.end}") in said
    assert one.plan_iri and ("inPlan", one.plan_iri) in said


def test_each_finding_has_an_iri_of_its_own_that_numbers_do_not_change() -> None:
    findings, minter = every("a"), Minter()
    assert len({f.iri(minter) for f in findings}) == len(findings)
    one = next(f for f in findings if f.code == "B01")
    assert replace(one, message="别的数", evidence=None).iri(minter) == one.iri(minter)


def test_select_and_ignore() -> None:
    record, text = slips()
    view = viewed(record)
    assert {f.code for f in audit([view], text=lambda _: text, select=["A01", "B"])} == {"A01", "B01"}
    assert not {f.code[0] for f in audit([view], text=lambda _: text, ignore=["A", "B01"])} & {"A", "B"}
    for bad in ("A9", "", "a01"):
        with pytest.raises(UnknownCheck, match="A01"):
            audit([view], select=[bad])


def test_the_catalogue() -> None:
    listed = [x.code for x in CHECKS]
    assert len(listed) >= 15 and len(set(listed)) == len(listed) == len({x.title for x in CHECKS})
    for x in CHECKS:
        assert x.severity in SEVERITIES and x.title and x.title_en
        chinese, _, english = x.explanation.rpartition("\n\n")
        assert len(chinese) > 30 and len(english) > 30 and "改法" in chinese, x.code
        assert english.isascii() or sum(ord(c) > 127 for c in english) < 12
        assert x.explanation in explain(x.code.lower())
        assert "".join(x.explanation.split()) == "".join(inspect.getdoc(x.find).split())
        assert not [line for line in chinese.split("\n") if line and not line.endswith("。")], x.code
    assert explain("A03").startswith("A03 牵头单位又列为责任单位 · Lead also listed as responsible (warning)\n\n")
    with pytest.raises(UnknownCheck, match="there are A01"):
        explain("A99")


NAMES = st.lists(st.sampled_from(["甲局", "乙局", "丙局", "丁局"]), max_size=4)
ITEMS = st.builds(Item, lead=NAMES, responsible=NAMES, supporting=st.lists(st.sampled_from(["甲局", "乙局"]), max_size=2))


@settings(max_examples=60, deadline=None)
@given(st.lists(ITEMS, min_size=1, max_size=12))
def test_counts_of_any_plan_are_those_of_its_words(items: list[Item]) -> None:
    counted = dict.fromkeys(("A01", "A02", "A03", "A06", "A10"), 0)
    findings = found(built(Draft([Part(items)])))
    for f in findings:
        if f.code in counted:
            counted[f.code] += 1
    crew = [{*i.lead, *i.responsible, *i.supporting} for i in items]
    some, led = sum(map(bool, crew)), sum(bool(i.lead) for i in items)
    if not some:
        assert counted == {"A01": 0, "A02": 0, "A03": 0, "A06": 0, "A10": 1}
        return
    assert counted["A10"] == 0 and counted["A01"] == len(items) - some
    assert counted["A02"] == (some - led if led else 1)
    again = [set(i.lead) & {*i.responsible, *i.supporting} for i in items]
    manner = sum(map(bool, again)) >= max(5, (led + 1) / 2)
    assert counted["A03"] == (1 if manner else sum(map(len, again)))
    rows = [row for i in items for row in (i.lead, i.responsible, i.supporting)]
    assert counted["A06"] == sum(len([n for n in set(row) if row.count(n) > 1]) for row in rows)


@pytest.mark.slow
def test_audit_and_network_of_300_plans_take_less_than_10_seconds() -> None:
    """CPU seconds; a plan of 80 goals with 7 agencies each, 40 agencies in all: about 6 here."""
    names = [f"第{n}局" for n in range(40)]
    crew = [(names[i * i % 40], [names[(i * 7 + k * k * 3) % 40] for k in range(6)]) for i in range(80)]
    parts = [Part([Item("目标" * 30, [lead], others) for lead, others in crew[n : n + 10]], name=f"领域{n}") for n in range(0, 80, 10)]
    record, text = built(Draft(parts))
    views = [viewed(replace(record, id=f"s{n}", plans=(replace(record.plans[0], region=f"第{n}区"),))) for n in range(300)]
    start = time.process_time()
    audit(views, text=lambda _: text)
    net = network(views)
    for plan in plans(net):
        positions(cowork(net, plan))
    assert ownership(views) and coverage(views)
    assert time.process_time() - start < 10
