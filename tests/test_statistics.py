"""The figures of load, on values worked out by hand and on any values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zeren.kg.statistics import NORMAL, gini, hhi, mad, median, upper_bound

COUNTS = st.lists(st.integers(0, 1000), min_size=1, max_size=60)


def test_median_and_mad() -> None:
    assert median([3, 1, 2]) == 2 and median([4, 1, 2, 3]) == 2.5
    assert mad([1, 1, 2, 2, 4, 6, 9]) == 1
    for figure in (median, mad):
        with pytest.raises(ValueError, match="nothing"):
            figure([])


def test_the_bound_is_made_of_what_it_says() -> None:
    bound = upper_bound([1, 1, 2, 2, 4, 6, 9], 3.5, 1.0)
    assert (bound.median, bound.mad, bound.n) == (2, 1, 7)
    assert bound.scale == NORMAL and bound.limit == 2 + 3.5 * NORMAL
    assert upper_bound([7] * 9, 3.5, 1.0).limit == pytest.approx(7 + 3.5 * 7**0.5)
    assert upper_bound([0] * 9, 3.5, 2.0).limit == 7


@given(COUNTS)
def test_the_greatest_value_does_not_move_the_bound(counts: list[int]) -> None:
    ordered = sorted(counts) + [max(counts)] * 2
    assert upper_bound([*ordered, 10**6], 3.5, 1.0) == upper_bound([*ordered, 10**9], 3.5, 1.0)


@given(st.integers(0, 500), st.integers(1, 80))
def test_no_value_of_equal_ones_is_above_the_bound(value: int, n: int) -> None:
    assert value < upper_bound([value] * n, 3.5, 1.0).limit


def test_gini_and_hhi_by_hand() -> None:
    assert gini([1, 1, 1, 1]) == 0 and gini([0, 0, 0, 4]) == 0.75 and gini([1, 3]) == 0.25
    assert hhi([1, 1, 1, 1]) == 0.25 and hhi([0, 0, 4]) == 1 and hhi([1, 3]) == 0.625
    assert gini([]) == hhi([]) == gini([0, 0]) == hhi([0]) == 0


@given(COUNTS)
def test_gini_and_hhi_stay_in_their_range_and_ignore_scale_and_order(counts: list[int]) -> None:
    n = len(counts)
    assert 0 <= gini(counts) <= 1 - 1 / n + 1e-9
    assert gini(counts) == pytest.approx(gini([3 * c for c in reversed(counts)]))
    if sum(counts):
        assert 1 / n - 1e-9 <= hhi(counts) <= 1 + 1e-9
