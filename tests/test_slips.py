"""Slips of the pen: near known names are found, nonsense is not, and true names of other bodies are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zeren.build.slips import edits, is_slip, nearest, one_edit
from zeren.kg.vocab import load

VOCAB = load()
KNOWN = ["区妇联", "区民政局", "区财政局", "区卫生健康局", "区妇儿工委办公室", "省妇联"]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("区民政", "区民政局"),
        ("区卫生健局", "区卫生健康局"),
        ("区卫健康局", "区卫生健康局"),
        ("区 妇 聊", "区妇联"),
        ("去妇儿工委", "区妇儿工委"),
        ("区教育体育据", "区教育体育局"),
        ("甲乙丙丁戊", None),
        ("财政", None),
        ("区长", None),
        ("", None),
    ],
)
def test_the_nearest_name(name: str, near: str | None) -> None:
    assert nearest(name, KNOWN, VOCAB) == near


def test_without_the_vocabulary_only_the_plans_own() -> None:
    assert nearest("去妇儿工委", KNOWN) is None
    assert nearest("区民正局", ["区民政局"]) == "区民政局"


@pytest.mark.parametrize("name", ["卫生健局", "教育体局", "人力资源社会保局", "去妇儿工委", "市场监督管理据局"])
def test_a_slip(name: str) -> None:
    assert is_slip(name, VOCAB)


@pytest.mark.parametrize("name", ["城投公司", "水文局", "环城路建设指挥部", "社会事业局", "老干部大学", "养老服务股"])
def test_a_name_of_its_own(name: str) -> None:
    assert not is_slip(name, VOCAB)


WORDS = st.text("区民政局财", max_size=7)


@given(WORDS, WORDS)
def test_one_edit_is_a_distance_of_one(left: str, right: str) -> None:
    assert one_edit(left, right) == (edits(left, right, 3) == 1)


@given(WORDS, WORDS)
def test_the_distance_is_the_same_both_ways_and_stops_at_the_limit(left: str, right: str) -> None:
    assert edits(left, right, 9) == edits(right, left, 9)
    assert edits(left, right, 2) == min(edits(left, right, 9), 3)
    assert (edits(left, right, 9) == 0) == (left == right)
