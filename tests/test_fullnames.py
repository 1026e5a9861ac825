"""Abbreviations stand for the full name they abbreviate, at the level they are used."""

from __future__ import annotations

import pytest

from zeren.build.fullnames import expanded, fields, inner, label, usual
from zeren.build.places import Place
from zeren.kg.vocab import load

VOCAB = load()
COUNTY, CITY, PROVINCE = Place("甲市乙区", "甲市乙区", "county"), Place("甲市", "甲市", "prefecture"), Place("丙省", "丙省", "province")


@pytest.mark.parametrize(
    ("name", "place", "full", "whole"),
    [
        ("卫健局", COUNTY, "卫生健康局", False),
        ("卫健委", COUNTY, "卫生健康委员会", False),
        ("卫生健康委", PROVINCE, "卫生健康委员会", False),
        ("卫计局", COUNTY, "卫生和计划生育局", False),
        ("发改委", CITY, "发展和改革委员会", False),
        ("发改局", COUNTY, "发展和改革局", False),
        ("自规局", CITY, "自然资源和规划局", False),
        ("法院", COUNTY, "人民法院", False),
        ("法院", CITY, "中级人民法院", False),
        ("法院", PROVINCE, "高级人民法院", False),
        ("市场监管局", COUNTY, "市场监督管理局", False),
        ("教体局", COUNTY, "教育和体育局", False),
        ("教育体育局", COUNTY, "教育体育局", True),
        ("妇儿工委办", COUNTY, "妇女儿童工作委员会办公室", False),
        ("编办", COUNTY, "机构编制委员会办公室", False),
        ("教委", CITY, "教育委员会", False),
        ("交警大队", COUNTY, "公安局交通警察大队", False),
    ],
)
def test_a_short_name_and_its_full_one(name: str, place: Place, full: str, whole: bool) -> None:
    assert expanded(VOCAB.departments[VOCAB.agency_stems[name]], name, place) == (full, whole)


@pytest.mark.parametrize(
    ("slug", "place", "name"),
    [
        ("publicity", COUNTY, "中共甲市乙区委宣传部"),
        ("youth-league", CITY, "共青团甲市委员会"),
        ("taxation", COUNTY, "国家税务总局甲市乙区税务局"),
        ("organs-committee", COUNTY, "中共甲市乙区委区直机关工作委员会"),
        ("finance", PROVINCE, "丙省财政厅"),
        ("survey-team", PROVINCE, "国家统计局丙省调查总队"),
        ("subdistrict-office", Place("乙区丁街道", "乙区丁街道", "township"), "乙区丁街道办事处"),
    ],
)
def test_place_and_department_make_one_name(slug: str, place: Place, name: str) -> None:
    one = VOCAB.departments[slug]
    assert label(one, place, usual(one, place)) == name


@pytest.mark.parametrize(
    ("field", "slug"),
    [
        ("民政", "civil-affairs"),
        ("财政", "finance"),
        ("公安", "public-security"),
        ("城市管理", "urban-management"),
        ("卫生健康", "health"),
        ("检察", "procuratorate"),
        ("住建", "housing-construction"),
        ("教育", "education"),
        ("市场监管", "market-regulation"),
    ],
)
def test_a_field_stands_for_its_department(field: str, slug: str) -> None:
    assert fields(VOCAB)[field] == slug


def test_names_with_the_place_inside() -> None:
    found = {slug: m["place"] for pattern, slug in inner(VOCAB) if (m := pattern.fullmatch("国家税务总局乙区税务局"))}
    assert found == {"taxation": "乙区"}
    found = {slug: m["place"] for pattern, slug in inner(VOCAB) if (m := pattern.fullmatch("团区委"))}
    assert found["youth-league"] == "区"
