"""Group A, names: collectives, names nobody knows, agencies of other places."""

from __future__ import annotations

import pytest
from auditing import found, goals
from builders import Item, Names, viewed

from zeren.kg.audit import audit


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
