"""What the words of bodies.yaml tell: groups are told from single bodies, in the many ways offices write them."""

from __future__ import annotations

import pytest

from zeren.build.bodies import bodies

GROUPS = [
    "各成员单位",
    "区妇儿工委各成员单位",
    "各有关部门",
    "有关行业主管部门",
    "各级各部门",
    "市直有关部门",
    "各街道办事处",
    "各县（市、区）人民政府",
    "各县、区人民政府（管委会）",
    "各镇（街道）",
    "各区、县级市",
    "各有关区、县级市",
    "各乡镇人民政府、街道办事处",
    "国务院相关部门和单位",
    "各地区",
    "各省级人民政府",
    "县直各单位",
    "市属国有企业",
    "人民团体",
    "驻区单位",
    "责任单位",
    "试点省份人民政府",
    "区政府各部门",
    "各景区管理处",
    "各级民政部门",
    "监测组成员",
    "县级以上人民政府",
    "基层妇联组织",
    "乡镇（街道）",
    "街道、社区",
    "市级各部门单位",
    "社会组织业务主管单位",
]
SINGLE = [
    "区民政局",
    "县财政部门",
    "市城市管理行政主管部门",
    "区人民检察院",
    "县医院",
    "全国妇联",
    "区妇儿工委办公室",
    "市委直属机关工委",
    "市机关事务管理局",
    "区企业服务中心",
    "市社会组织管理局",
    "街道办事处",
    "区政府",
    "市委组织部",
]


@pytest.mark.parametrize("name", GROUPS)
def test_a_group(name: str) -> None:
    assert bodies().collective(name) is not None


@pytest.mark.parametrize("name", SINGLE)
def test_a_single_body(name: str) -> None:
    assert bodies().collective(name) is None


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("区妇儿工委各成员单位", "member-units"),
        ("市妇女儿童工作委员会成员单位", "member-units"),
        ("各区管社会组织业务主管单位", "social-organization-supervisors"),
        ("区安委会成员单位", None),
    ],
)
def test_the_function_of_a_group(name: str, function: str | None) -> None:
    row = bodies().collective(name)
    assert row is not None and dict(row.set).get("function") == function


def test_words_are_not_empty() -> None:
    words = bodies()
    assert {"省", "市", "区", "旗", "盟"} <= set(words.levels) and "高新区" in words.zones and "街道" in words.places
