"""Names resolve to bodies of places: at every level, in places of no list, branches, parts, groups; slips do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zeren.build.resolve import nearest, resolve
from zeren.kg.model import AgencyRef
from zeren.kg.vocab import load

VOCAB = load()


def one(name: str, region: str | None, issuer: str | None = None) -> AgencyRef:
    ref = resolve([name], region, VOCAB, issuer)[name]
    assert ref is not None, name
    assert ref.name == name
    return ref


@pytest.mark.parametrize(
    ("region", "name", "label", "department"),
    [
        ("济南市市中区", "区卫生健康局", "济南市市中区卫生健康局", "health"),
        ("济南市市中区", "市教育局", "济南市教育局", "education"),
        ("济南市市中区", "省妇联", "山东省妇女联合会", "womens-federation"),
        ("济南市市中区", "团区委", "共青团济南市市中区委员会", "youth-league"),
        ("济南市市中区", "区委宣传部", "中共济南市市中区委宣传部", "publicity"),
        ("济南市市中区", "公安市中分局", "济南市公安局市中分局", "public-security"),
        ("云青市松柏区", "区卫健局", "云青市松柏区卫生健康局", "health"),
        ("云青市松柏区", "区政府办公室（大数据局）", "云青市松柏区人民政府办公室", "government-office"),
        ("云青市松柏区", "区农业农村局（区乡村振兴局）", "云青市松柏区农业农村局", "agriculture"),
        ("云青市松柏区", "区妇联(区妇儿工委办公室)", "云青市松柏区妇女联合会", "womens-federation"),
        ("云青市松柏区", "教育局", "云青市松柏区教育局", "education"),
        ("云青市松柏区", "区委区直机关工委", "中共云青市松柏区委区直机关工作委员会", "organs-committee"),
        ("云青市松柏区", "区委办", "中共云青市松柏区委办公室", "party-office"),
        ("云青市松柏区", "区委", "中共云青市松柏区委员会", "party-committee"),
        ("云青市松柏区", "区政府", "云青市松柏区人民政府", "government"),
        ("云青市松柏区", "区人大常委会办公室", "云青市松柏区人民代表大会常务委员会办公室", "peoples-congress"),
        ("云青市松柏区", "区政协", "政协云青市松柏区委员会", "cppcc"),
        ("云青市松柏区", "共青团云青市松柏区委员会", "共青团云青市松柏区委员会", "youth-league"),
        ("云青市松柏区", "中共云青市松柏区委组织部", "中共云青市松柏区委组织部", "organization"),
        ("云青市松柏区", "云青市财政局", "云青市财政局", "finance"),
        ("云青市松柏区", "桥南街道办事处", "云青市松柏区桥南街道办事处", "subdistrict-office"),
        ("云青市松柏区", "桥南街道", "云青市松柏区桥南街道办事处", "subdistrict-office"),
        ("云青市松柏区", "桥南街办", "云青市松柏区桥南街道办事处", "subdistrict-office"),
        ("云青市松柏区", "柳河镇", "云青市松柏区柳河镇人民政府", "township-government"),
        ("云青市松柏区", "柳河镇人民政府", "云青市松柏区柳河镇人民政府", "township-government"),
        ("云青市松柏区", "统计部门", "云青市松柏区统计局", "statistics"),
        ("云青市松柏区", "教育行政部门", "云青市松柏区教育局", "education"),
        ("云青市", "市交通部门", "云青市交通运输局", "transport"),
        ("云青市", "市中级人民法院", "云青市中级人民法院", "court"),
        ("云青市", "市妇儿工委办", "云青市妇女儿童工作委员会办公室", "women-children-office"),
        ("云青市", "高新区管委会", "云青市高新区管理委员会", "zone-committee"),
        ("云青市", "松柏区", "云青市松柏区人民政府", "government"),
        ("云山省", "省卫生健康委", "云山省卫生健康委员会", "health"),
        ("云山省", "省公安厅", "云山省公安厅", "public-security"),
        ("云山省", "省委网信办", "中共云山省委网络安全和信息化委员会办公室", "cyberspace"),
        ("云岭州", "州民宗委", "云岭州民族宗教事务委员会", "ethnic-religious"),
        ("云岭州", "团州委", "共青团云岭州委员会", "youth-league"),
        ("云岭州", "州经开区管委会", "云岭州经开区管理委员会", "zone-committee"),
        ("草原盟松林旗", "旗农牧局", "草原盟松林旗农牧局", "agriculture"),
        ("草原盟松林旗", "盟教育局", "草原盟教育局", "education"),
        ("草原盟松林旗", "旗委编办", "中共草原盟松林旗委机构编制委员会办公室", "staffing-office"),
        ("诸暨市", "市法院", "诸暨市人民法院", "court"),
        ("诸暨市", "团市委", "共青团诸暨市委员会", "youth-league"),
        ("云青市高新区", "管委会", "云青市高新区管理委员会", "zone-committee"),
        ("云青市高新区", "市教育局", "云青市教育局", "education"),
        ("北京市丰台区", "市教委", "北京市教育委员会", "education"),
        ("北京市丰台区", "区住房城乡建设委", "北京市丰台区住房和城乡建设委员会", "housing-construction"),
        ("云青市", "市委市政府督查室", "中共云青市委督查室", "inspection-office"),
        ("云青市", "武警云青支队", "云青市武警支队", "armed-police"),
        ("云青市", "云青银保监分局", "国家金融监督管理总局云青市监管分局", "financial-regulation"),
        ("云青市", "审判机关", "云青市中级人民法院", "court"),
        ("云青市", "滨湖新区", "云青市滨湖新区管理委员会", "zone-committee"),
        ("云青市", "云青高新区管委会", "云青市高新区管理委员会", "zone-committee"),
        (None, "教育部", "教育部", "education"),
        ("云青市", "全国妇联", "中华全国妇女联合会", "womens-federation"),
        ("云青市", "国务院妇儿工委", "国务院妇女儿童工作委员会", "women-children-committee"),
    ],
)
def test_a_name_at_its_level(region: str | None, name: str, label: str, department: str) -> None:
    ref = one(name, region)
    assert (ref.label, ref.department) == (label, department)
    assert ref.function == VOCAB.departments[department].function and not ref.collective


@pytest.mark.parametrize(
    ("region", "name", "label", "upper"),
    [
        ("济南市市中区", "公安市中分局", "济南市公安局市中分局", "济南市公安局"),
        ("云青市松柏区", "公安松柏分局", "云青市公安局松柏分局", "云青市公安局"),
        ("云青市松柏区", "市公安局松柏分局", "云青市公安局松柏分局", "云青市公安局"),
        ("云青市松柏区", "区公安分局", "云青市公安局松柏分局", "云青市公安局"),
        ("云青市松柏区", "松柏公安分局", "云青市公安局松柏分局", "云青市公安局"),
        ("云青市松柏区", "生态环境松柏分局", "云青市生态环境局松柏分局", "云青市生态环境局"),
        ("云青市松柏区", "市自然资源和规划局松柏分局", "云青市自然资源和规划局松柏分局", "云青市自然资源和规划局"),
        ("云青市松柏区", "区税务局", "国家税务总局云青市松柏区税务局", "国家税务总局云青市税务局"),
        ("云青市松柏区", "国家税务总局松柏区税务局", "国家税务总局云青市松柏区税务局", "国家税务总局云青市税务局"),
        ("云青市松柏区", "区消防救援大队", "云青市松柏区消防救援大队", "云青市消防救援支队"),
        ("云青市松柏区", "区交警大队", "云青市松柏区公安局交通警察大队", "云青市松柏区公安局"),
        ("云青市", "市税务局", "国家税务总局云青市税务局", "国家税务总局"),
        ("诸暨市", "市税务局", "国家税务总局诸暨市税务局", "国家税务总局绍兴市税务局"),
        ("松柏区", "公安松柏分局", "市公安局松柏分局", "市公安局"),
    ],
)
def test_a_branch_belongs_to_the_level_above(region: str, name: str, label: str, upper: str) -> None:
    ref = one(name, region)
    assert (ref.label, ref.unit_of, ref.region) == (label, upper, region)
    assert ref.department is not None


def test_a_branch_of_no_known_district_keeps_its_function() -> None:
    ref = one("市公安局城北分局", "云青市")
    assert (ref.label, ref.department, ref.function, ref.unit_of) == ("云青市公安局城北分局", None, "public-security", "云青市公安局")


@pytest.mark.parametrize(
    ("name", "label", "upper"),
    [
        ("市公安局网安支队", "云青市公安局网安支队", "云青市公安局"),
        ("市公安网安支队", "云青市公安局网安支队", "云青市公安局"),
        ("市妇联权益部", "云青市妇女联合会权益部", "云青市妇女联合会"),
        ("市卫生健康委妇幼处", "云青市卫生健康委员会妇幼处", "云青市卫生健康委员会"),
        ("市人大社会建设委员会", "云青市人民代表大会常务委员会社会建设委员会", "云青市人民代表大会常务委员会"),
    ],
)
def test_a_part_of_a_body(name: str, label: str, upper: str) -> None:
    ref = one(name, "云青市")
    assert (ref.label, ref.unit_of, ref.department) == (label, upper, None) and ref.function is not None


@pytest.mark.parametrize(
    ("region", "name", "label"),
    [
        ("云青市松柏区", "区城投公司", "云青市松柏区城投公司"),
        ("云青市松柏区", "国网云青供电公司", "国网云青供电公司"),
        ("青溪县", "供电公司", "青溪县供电公司"),
        ("青溪县", "县环城路建设指挥部", "青溪县环城路建设指挥部"),
        ("青溪县", "临河社区", "青溪县临河社区"),
        ("云青市高新区", "社会事务局", "云青市高新区社会事务局"),
        ("云青市", "监测评估领导小组", "云青市监测评估领导小组"),
        ("云青市", "市水文局", "云青市水文局"),
        ("云青市", "市律师协会", "云青市律师协会"),
        ("云青市", "云青大学", "云青大学"),
        ("云青市", "市监狱", "云青市监狱"),
    ],
)
def test_a_body_outside_the_scheme_is_fully_named(region: str, name: str, label: str) -> None:
    ref = one(name, region)
    assert (ref.label, ref.department, ref.function, ref.collective) == (label, None, None, False)


@pytest.mark.parametrize(
    "name",
    ["区民政", "去妇儿工委", "去妇联", "区卫生健局", "分管副区长", "区长", "财政", "有关负责人", "区教育局、区民政局", "好", "", "（）"],
)
def test_slips_people_and_lists_do_not_resolve(name: str) -> None:
    assert resolve([name], "云青市松柏区", VOCAB)[name] is None


def test_groups_are_collective() -> None:
    names = ["区妇儿工委各成员单位", "各街道办事处", "有关部门", "各县（市、区）人民政府", "市直有关部门"]
    refs = resolve(names, "云青市松柏区", VOCAB)
    assert all(r is not None and r.collective and r.department is None for r in refs.values())
    member = refs["区妇儿工委各成员单位"]
    assert member is not None and (member.label, member.function) == ("云青市松柏区妇女儿童工作委员会成员单位", "member-units")


@pytest.mark.parametrize(
    "names",
    [("区妇儿工委各成员单位", "妇儿工委成员单位", "区妇女儿童工作委员会有关成员单位"), ("有关部门", "各有关部门"), ("市直有关部门",)],
)
def test_two_names_of_one_group_agree(names: tuple[str, ...]) -> None:
    refs = resolve(names, "云青市松柏区", VOCAB)
    assert len({(r.label, r.region, r.function) for r in refs.values() if r is not None}) == 1 and None not in refs.values()


def test_two_names_of_one_body_agree() -> None:
    same = [
        ["区卫健局", "区卫生健康局", "卫生健康局", "卫健部门"],
        ["公安松柏分局", "区公安分局", "区公安局", "公安机关"],
        ["团区委", "共青团松柏区委", "共青团云青市松柏区委员会"],
        ["区发改局", "区发展改革局", "区发展和改革局"],
        ["区妇儿工委办", "区政府妇儿工委办公室", "区妇女儿童工作委员会办公室"],
        ["区法院", "区人民法院", "松柏区法院", "云青市松柏区人民法院"],
    ]
    refs = resolve([n for names in same for n in names], "云青市松柏区", VOCAB)
    for names in same:
        found = {(r.label, r.region, r.department, r.function, r.unit_of) for n in names if (r := refs[n]) is not None}
        assert len(found) == 1, found
    assert refs["区发改局"] is not None and refs["区发改局"].label == "云青市松柏区发展和改革局"


def test_one_kind_of_department_at_two_levels_is_two_bodies() -> None:
    refs = resolve(["区财政局", "市财政局", "省财政厅", "县财政局"], "云青市松柏区", VOCAB)
    keys = {(r.region, r.department) for r in refs.values() if r is not None}
    assert len(keys) == 4 and len({r.label for r in refs.values() if r is not None}) == 4


def test_without_a_region_names_keep_their_level() -> None:
    refs = resolve(["区教育局", "市教育局"], None, VOCAB)
    assert [r.label for r in refs.values() if r is not None] == ["区教育局", "市教育局"]
    assert one("区教育局", None, "云青市松柏区人民政府").label == "云青市松柏区教育局"


def test_the_user_teaches_a_name(tmp_path: Path) -> None:
    text = """@prefix zr: <https://w3id.org/zeren/ontology#> . @prefix zrd: <https://w3id.org/zeren/department/> .
zrd:civil-affairs zr:shortLabel "民政"@zh-Hans ."""
    (tmp_path / "own.ttl").write_text(text, encoding="utf-8")
    ref = resolve(["区民政"], "云青市松柏区", load(tmp_path))["区民政"]
    assert ref is not None and (ref.label, ref.department) == ("云青市松柏区民政局", "civil-affairs")


def test_the_same_whatever_the_order() -> None:
    names = ["区卫健局", "区卫生健康局", "区民政", "市教育局", "公安松柏分局", "区公安局", "各街道办事处"]
    assert resolve(names, "云青市松柏区", VOCAB) == resolve(names[::-1], "云青市松柏区", VOCAB)


@settings(max_examples=200, deadline=None)
@given(
    st.text("区市省县委局办部（）()各有关妇联民政分局公安一二街道镇党政府统计 a1", max_size=24),
    st.sampled_from(["云青市松柏区", "云山省", None]),
)
def test_nothing_breaks_it(name: str, region: str | None) -> None:
    ref = resolve([name], region, VOCAB)[name]
    assert ref is None or (ref.name == name and ref.label)


@pytest.mark.corpus
@pytest.mark.parametrize(("plan", "slips"), [("001", set()), ("002", set()), ("003", {"区民政"})])
def test_every_assigned_name_of_the_gold_resolves_but_the_slips(shared: Path, plan: str, slips: set[str]) -> None:
    gold = json.loads((shared / "gold" / f"{plan}.json").read_text(encoding="utf-8"))
    goals = [g for p in gold["plans"] for d in p["domains"] for g in d["goals"]]
    names = {n for g in goals for n in (*g["lead"], *g["responsible"])} | {*gold["document"]["recipients"], gold["document"]["issuer"]} - {
        None
    }
    refs = resolve(sorted(names), gold["plans"][0]["region"], VOCAB, gold["document"]["issuer"])
    assert {n for n, r in refs.items() if r is None} == slips
    if plan == "003":
        first = {g["lead"][0]: g["lead_function"] for g in goals if g["lead"] and "（" not in g["lead"][0]}
        assert len(first) >= 20
        for name, function in first.items():
            ref = refs[name]
            assert ref is not None and ref.function is not None and VOCAB.functions[ref.function].label == function, name
        groups = {n for g in goals for n in (*g["lead"], *g["responsible"]) if (r := refs[n]) is not None and r.collective}
        assert groups == {"有关行业主管部门", "各区管社会组织业务主管单位", "区妇儿工委各成员单位"}
        known = [n for n, r in refs.items() if r is not None and not r.collective]
        assert nearest("区民政", known) == "区民政局"


@pytest.mark.corpus
def test_the_actors_of_duties_resolve_but_slips_and_people(shared: Path) -> None:
    left: set[str] = set()
    for plan in ("001", "002", "003"):
        gold = json.loads((shared / "gold" / f"{plan}.json").read_text(encoding="utf-8"))
        actors = [d["actor"] for d in gold["duties"]]
        left |= {n for n, r in resolve(actors, gold["plans"][0]["region"], VOCAB, gold["document"]["issuer"]).items() if r is None}
    assert {n for n in left if not n.endswith(("人员", "负责人"))} == {"去妇儿工委", "财政"}
