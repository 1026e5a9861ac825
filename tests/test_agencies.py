"""Lists of agencies are split into their names, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from zeren.build.extract import agencies


def texts(text: str) -> list[str]:
    return [name.text for name in agencies.split(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县教育局、县财政局，县民政局；县残联", ["县教育局", "县财政局", "县民政局", "县残联"]),
        ("县教育局\n县财政局", ["县教育局", "县财政局"]),
        ("县教育局 县财政局", ["县教育局", "县财政局"]),
        ("县教 育局、县财政局", ["县教育局", "县财政局"]),
        ("县教育局及县财政局", ["县教育局", "县财政局"]),
        ("县教育局和各镇人民政府", ["县教育局", "各镇人民政府"]),
        ("1.县教育局；2.县财政局", ["县教育局", "县财政局"]),
        ("县教育局/县财政局", ["县教育局", "县财政局"]),
    ],
)
def test_separators(text: str, names: list[str]) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    "name",
    [
        "市住房和城乡建设局",
        "市工业和信息化局",
        "省文化和旅游厅",
        "市规划和自然资源局",
        "各县（市、区）人民政府",
        "各县、区人民政府（管委会）",
        "各区、县级市",
        "各有关区、县级市",
        "各区、市政府",
        "各镇（街）、园区工信办",
        "各市、县（区）人民政府",
        "各有关部门和单位",
        "区农业农村局（区乡村振兴局）",
        "各乡镇（街道）党（工）委",
        "各区政府（含临港新区管委会）",
        "县公安局及其派出所",
    ],
)
def test_one_name_that_holds_a_separator(name: str) -> None:
    assert texts(name) == [name]
    assert texts(f"县教育局、{name}") == ["县教育局", name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("区档案馆等有关部门", ["区档案馆"]),
        ("教育部、公安部等9部门", ["教育部", "公安部"]),
        ("水利部等国务院相关部门及各地区", ["水利部", "各地区"]),
        ("民政部、中国残联等和各省级人民政府", ["民政部", "中国残联", "各省级人民政府"]),
        ("退役军人事务部等有关部门和单位", ["退役军人事务部"]),
        ("县住建局、县城管局、供电公司三部门", ["县住建局", "县城管局", "供电公司"]),
        ("各高等学校", ["各高等学校"]),
    ],
)
def test_tails_behind_deng_are_left_out(text: str, names: list[str]) -> None:
    assert texts(text) == names


def test_groups_do_not_swallow_the_agency_behind() -> None:
    assert texts("各镇、区教育局") == ["各镇", "区教育局"]
    assert texts("各街道、区直有关部门") == ["各街道", "区直有关部门"]


def test_elided_levels_are_told() -> None:
    found = agencies.split("市发改委、财政局、港务局、滨江海关")
    assert [n.text for n in found] == ["市发改委", "财政局", "港务局", "滨江海关"]
    assert [n.expanded for n in found] == [None, "市财政局", "市港务局", None]
    party = agencies.split("县委组织部、宣传部、财政局")
    assert [n.expanded for n in party] == [None, "县委宣传部", "县财政局"]
    assert [n.expanded for n in agencies.split("区教育局、公安河口分局、财政局")] == [None, None, "区财政局"]
    assert [n.expanded for n in agencies.split("教育局、财政局")] == [None, None]


def test_fields_share_their_department() -> None:
    found = agencies.split("市交通、水利、林业等部门")
    assert [(n.text, n.expanded) for n in found] == [("市交通", "市交通部门"), ("水利", "市水利部门"), ("林业", "市林业部门")]
    found = agencies.split("各级教育、人力资源和社会保障、税务等有关部门")
    assert [n.text for n in found] == ["教育", "人力资源和社会保障", "税务"]
    assert found[1].expanded == "各级人力资源和社会保障部门"
    assert texts("教育、公安和民政部门") == ["教育", "公安", "民政"]
    assert texts("有关部门、相关机构和人民团体") == ["有关部门", "相关机构", "人民团体"]


def test_marks_and_roles_are_taken_off() -> None:
    found = agencies.split("*县医保局、县卫健局★、县民政局（牵头单位）、县残联（配合）")
    assert [n.text for n in found] == ["县医保局", "县卫健局", "县民政局", "县残联"]
    assert [n.marked for n in found] == [True, True, False, False]
    assert [n.role for n in found] == [None, None, "lead", "supporting"]


def test_spans_hold_the_names() -> None:
    text = "县教育局，县财政局（国资局）及各镇、街道等有关单位"
    for name in agencies.split(text, 7):
        assert text[name.span.start - 7 : name.span.end - 7] == name.text


@pytest.mark.parametrize(
    "text", ["县教育局", "团县委", "各镇", "县妇儿工委成员单位", "国网青溪县供电公司", "县直有关部门", "人民银行青溪支行"]
)
def test_plausible(text: str) -> None:
    assert agencies.names().plausible(text)


@pytest.mark.parametrize(
    "text",
    [
        "政府",
        "社会",
        "分管副县长",
        "各牵头单位",
        "责任单位",
        "信息平台",
        "全社会",
        "加强县教育局",
        "开展情况",
        "《县教育局》",
        "经县政府同意的单位",
    ],
)
def test_not_plausible(text: str) -> None:
    assert not agencies.names().plausible(text)
