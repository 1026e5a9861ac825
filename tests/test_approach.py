"""The words right before a value."""

from __future__ import annotations

import pytest

from zeren.build.extract import phrases, quantities
from zeren.build.extract.approach import approach, comparator


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("率达到90%", "="),
        ("率达到90%以上", ">="),
        ("率不低于90%", ">="),
        ("率至少达到90%", ">="),
        ("率控制在9%以内", "<="),
        ("率控制在9%", "<="),
        ("率控制在9%左右", "~"),
        ("率不超过9%", "<="),
        ("率超过90%", ">"),
        ("率低于9%", "<"),
        ("率约90%", "~"),
        ("率下降9%以上", "decrease_by"),
        ("率提高9个百分点", "increase_by"),
        ("率下降到9%以下", "<="),
        ("率≥90%", ">="),
        ("率达到并保持在90%以上", ">="),
        ("率90%", "="),
    ],
)
def test_how_a_value_binds(text: str, how: str) -> None:
    (one,) = quantities.find(text, phrases.load())
    near = approach(text, 0, one.start, phrases.load())
    assert comparator(near, one)[0] == how
    assert near.start == 1


def test_small_words_are_told() -> None:
    text = "甲、乙至少各配备"
    near = approach(text, 0, len(text), phrases.load())
    assert (near.apiece, near.floor is not None, near.commit and near.commit.text) == (True, True, "配备")
    text = "甲和乙分别达到"
    assert approach(text, 0, len(text), phrases.load()).each
    text = "占比保持在"
    assert approach(text, 0, len(text), phrases.load()).start == 2


def test_does_not_walk_back_over_the_limit() -> None:
    assert approach("达到达到", 2, 4, phrases.load()).start == 2
