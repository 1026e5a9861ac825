"""The files of ontology/ are what they should be: exact function list, one name one department, true codes, no blank node, one schema."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from tests.samples import record
from zeren.kg.record import to_json
from zeren.kg.turtle import parse_turtle
from zeren.kg.vocab import FOLDER, load

VOCAB = load()
TTL = sorted(FOLDER.glob("*.ttl"))
ZR = "https://w3id.org/zeren/ontology#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
FUNCTIONS = re.findall(
    r"\S+",
    """
卫生健康 教育体育 人力资源社会保障 民政 公安 司法行政 法院 检察院 医疗保障 财政 发展改革 农业农村 文化旅游 市场监管 自然资源 住房城乡建设
水务 城市管理 生态环境 应急管理 科技 工业和信息化 商务 税务 统计 组织 宣传 政法 统战 网信 机关工委 党委办公室
政府办公室 人大 政协 妇联 妇儿工委办 总工会 共青团 残联 科协 社会组织主管 成员单位
""",
)


def triples(name: str) -> list[tuple[str, str, str, str | None]]:
    return list(parse_turtle((FOLDER / name).read_text(encoding="utf-8"), name))


def test_all_files_are_there() -> None:
    assert [f.name for f in TTL] == ["functions.ttl", "instruments.ttl", "plan.ttl", "regions.ttl", "roles.ttl", "shapes.ttl"]


@pytest.mark.parametrize("file", TTL, ids=lambda f: f.name)
def test_turtle_has_no_blank_node_and_only_ascii_names(file: Path) -> None:
    found = list(parse_turtle(file.read_text(encoding="utf-8"), file.name))
    assert len(found) > 30
    assert [s for s, _, _, _ in found if not s.isascii()] == []


def test_functions_are_exactly_those_of_the_guide() -> None:
    assert [f.label for f in VOCAB.functions.values()] == FUNCTIONS
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", slug) for slug in VOCAB.functions)


@pytest.mark.corpus
def test_the_guide_still_says_so(shared: Path) -> None:
    text = (shared / "gold" / "GUIDE.md").read_text(encoding="utf-8")
    match = re.search(r"Function list \(use exactly one\): (.+)", text)
    assert match is not None and [f.strip() for f in match[1].split(",")] == FUNCTIONS


def test_every_function_but_the_collectives_has_a_department_of_its_own_name() -> None:
    have = {d.function for d in VOCAB.departments.values()}
    assert set(VOCAB.functions) - have == {"social-organization-supervisors", "member-units"}
    no_namesake = {f for f in have if f is not None and f not in VOCAB.departments}
    assert no_namesake == {"education-sports"}  # 教育局 and 体育局 are two bodies of one function


def test_names_belong_to_one_department() -> None:
    names = [n for d in VOCAB.departments.values() for n in dict.fromkeys((*d.names, *d.national_names))]
    assert len(names) > 2500 and len(names) == len(set(names))
    assert [n for n in names if len(n) < 2 or re.search(r"[\s,，、。（）()]", n.replace("（居）", ""))] == []
    assert set(VOCAB.agency_stems) == set(names)


USUAL = """
发改委 发展改革委 发展和改革局 卫健委 卫健局 卫计委 卫计局 卫生局 人社局 人力资源和社会保障局 人力资源社会保障局 住建局 教体局 文旅局
文化广电和旅游局 文广新局 市监局 市场监管局 工商局 质监局 食药监局 自规局 国土局 城管局 综合行政执法局 应急局 安监局 妇联
妇女联合会 法院 人民法院 中级人民法院 检察院 司法局 医保局 医疗保障局 宣传部 组织部 政法委 统战部 网信办 总工会
工会 残联 科协 文明办 教育工委 妇儿工委办 妇女儿童工作委员会办公室 妇儿工委 乡村振兴局 林业局 文物局 消防救援大队 疾控局 药监局
关工委 红十字会 工商联 公安局交警大队 中小企业局 数据局 气象局 邮政管理局 通信管理局 金融监管局 交通运输局 审计局 信访局 外办
民宗局 退役军人事务局 国资委 编办 纪委监委 老龄办 档案馆 机关事务服务中心 人武部 台办 侨联 文联 管委会 街道办事处
乡镇政府 妇幼保健院 教育部 国家卫生健康委 全国妇联 教育厅 民政厅 公安厅 教委
"""


@pytest.mark.parametrize("name", re.findall(r"\S+", USUAL))
def test_usual_names_are_known(name: str) -> None:
    assert name in VOCAB.agency_stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("教育局", "体育局"),
        ("农业农村局", "乡村振兴局"),
        ("妇联", "妇儿工委办"),
        ("妇儿工委", "妇儿工委办"),
        ("公安局", "交警大队"),
        ("卫健局", "疾控局"),
    ],
)
def test_two_bodies_are_two(one: str, other: str) -> None:
    assert VOCAB.agency_stems[one] != VOCAB.agency_stems[other]


def test_codes_are_those_of_the_standard() -> None:
    codes = [c for c in VOCAB.regions if c != "100000"]
    assert all(re.fullmatch(r"[1-8]\d{5}", c) for c in codes)
    now = [r for r in VOCAB.regions.values() if not r.deprecated and r.code != "100000"]
    tally = {level: sum(r.level == level for r in now) for level in ("province", "prefecture", "county")}
    assert tally["province"] == 34 and tally["prefecture"] == 333 and 2840 <= tally["county"] <= 2900
    for r in now:
        assert r.level == ("province" if r.code.endswith("0000") else "prefecture" if r.code.endswith("00") else "county")
        assert r.parent is not None and (r.parent == "100000" or r.code.startswith(r.parent.rstrip("0")))


def test_names_within_one_parent_are_unique() -> None:
    pairs = [(r.parent, r.label) for r in VOCAB.regions.values() if not r.deprecated]
    assert len(pairs) == len(set(pairs))


def test_instruments_are_facts_of_one_kind_each() -> None:
    all_ = list(VOCAB.instruments.values())
    national = [i for i in all_ if i.level == "national"]
    assert len(national) >= 350 and len({i.title for i in all_}) == len(all_)
    assert all(i.title.startswith("中华人民共和国") for i in all_ if i.kind == "law")
    assert all(i.issuer for i in all_)
    assert all(i.date or i.year for i in all_ if i.kind in ("administrative_regulation", "convention"))
    assert all("《" not in n for i in all_ for n in (i.title, *i.names))


def test_what_was_replaced_is_followed_to_what_is_in_force() -> None:
    gone = [i for i in VOCAB.instruments.values() if i.replaced_by]
    assert len(gone) >= 25 and all(i.in_force is False for i in gone)
    for one in gone:
        seen = {one.slug}
        while one.replaced_by:
            one = VOCAB.instruments[one.replaced_by]
            assert one.slug not in seen
            seen.add(one.slug)
        assert one.in_force is not False, one.title
    for law in ("marriage-law", "inheritance-law", "adoption-law"):
        assert VOCAB.instruments[law].replaced_by == "civil-code"


def test_short_names_mean_one_instrument_in_force() -> None:
    open_ = {n for i in VOCAB.instruments.values() for n in (i.title, *i.names) if VOCAB.instrument(n) is None}
    assert open_ == {"国纲"}


def test_every_class_and_property_is_labelled_in_two_languages() -> None:
    said = triples("plan.ttl")
    terms = {s for s, p, o, _ in said if p == RDF_TYPE and s.startswith(ZR)}
    assert len(terms) >= 90
    for what in ("label", "comment"):
        langs = {(s, lang) for s, p, _, lang in said if p == RDFS + what}
        assert [t for t in sorted(terms) if not {(t, "zh-hans"), (t, "en")} <= langs] == []


def test_what_plan_ttl_points_to_exists() -> None:
    said = triples("plan.ttl")
    terms = {s for s, _, _, _ in said}
    assert sorted({o for _, _, o, lang in said if lang is None and o.startswith(ZR)} - terms) == []


def test_alignments_outside_w3c_and_eli_are_close_matches_only() -> None:
    foreign = ("dul/DUL.owl", "metadata.un.org/sdg", "commonapproach.org", "urn:ISO")
    used = {p for _, p, o, _ in triples("plan.ttl") if any(f in o for f in foreign)}
    assert used == {"http://www.w3.org/2004/02/skos/core#closeMatch"}
    assert not [o for _, _, o, _ in triples("plan.ttl") if "p-plan" in o]


@pytest.mark.parametrize("name", ["functions.ttl", "instruments.ttl", "regions.ttl", "roles.ttl", "shapes.ttl"])
def test_only_terms_of_plan_ttl_are_used(name: str) -> None:
    terms = {s for s, _, _, _ in triples("plan.ttl")}
    used = {x for s, p, o, lang in triples(name) for x in (p, o if lang is None else p) if x.startswith(ZR)}
    assert sorted(used - terms) == []


def test_every_class_has_one_shape() -> None:
    target = "http://www.w3.org/ns/shacl#targetClass"
    shaped = [o.removeprefix(ZR) for _, p, o, _ in triples("shapes.ttl") if p == target]
    classes = {s.removeprefix(ZR) for s, p, o, _ in triples("plan.ttl") if p == RDF_TYPE and o.endswith("owl#Class")}
    assert len(shaped) == len(set(shaped)) and classes - set(shaped) == {"Function", "Department", "Role"}  # these are the vocabulary's


def schema() -> jsonschema.Draft202012Validator:
    data = json.loads((FOLDER / "record.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(data)
    return jsonschema.Draft202012Validator(data)


def test_a_record_keeps_to_its_schema() -> None:
    assert [e.message for e in schema().iter_errors(to_json(record()))] == []


@pytest.mark.parametrize(
    ("where", "key", "value"),
    [
        ("targets", "comparator", "=>"),
        ("citations", "kind", "decree"),
        ("duties", "role", "participating"),
        ("assignments", "part", "organisation"),
        ("agencies", "collective", None),
        ("unresolved", "span", [1]),
        ("plans", "start_year", "2021"),
        ("targets", "surprise", 1),
    ],
)
def test_the_schema_refuses(where: str, key: str, value: object) -> None:
    data = to_json(record())
    data[where][0][key] = value
    assert list(schema().iter_errors(data)) != []
