"""Figures about how load is spread: median, MAD, an upper bound that outliers cannot move, Gini, HHI."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose, sqrt

NORMAL = 1.4826
"""The MAD of a normal distribution times this is its standard deviation (1 / 0.6745)."""


@dataclass(frozen=True, slots=True)
class Bound:
    """An upper bound: `limit` = `median` + `score` × `scale`, and what it was made of; all in the unit of the values."""

    median: float
    mad: float
    scale: float
    score: float
    limit: float
    n: int


def median(values: Sequence[float]) -> float:
    """The middle value, or the mean of the two middle ones; raises ValueError without values."""
    if not values:
        raise ValueError("no median of nothing")
    ordered, half = sorted(values), len(values) // 2
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def mad(values: Sequence[float]) -> float:
    """The median absolute deviation from the median (Hampel 1974); raises ValueError without values."""
    middle = median(values)
    return median([abs(v - middle) for v in values])


def upper_bound(counts: Sequence[float], score: float, floor: float) -> Bound:
    """The value above which a count stands out: median + `score` × scale.

    The scale is 1.4826 × MAD, the modified z-score of Iglewicz and Hoaglin (1993), who call 3.5 and more an outlier. It is never less
    than √median, the spread that counts have by chance alone (Poisson), nor than `floor`, so that one item more than the others is
    no outlier where all others carry the same. `counts` holds one number for each carrier. Raises ValueError without counts.
    """
    middle, spread = median(counts), mad(counts)
    scale = max(NORMAL * spread, sqrt(max(middle, 0.0)), floor)
    return Bound(middle, spread, scale, score, middle + score * scale, len(counts))


def gini(values: Sequence[float]) -> float:
    """Inequality of a spread: 0 where all carry the same, towards 1 where one carries all (Gini 1912); 0.0 for nothing.

    G = Σᵢ (2i - n - 1) xᵢ / (n Σ xᵢ) over the values in ascending order, i from 1; at most 1 - 1/n. Values are not negative.
    """
    total, n = sum(values), len(values)
    if not total:
        return 0.0
    found = sum((2 * i - n - 1) * v for i, v in enumerate(sorted(values), 1)) / (n * total)
    return 0.0 if isclose(found, 0.0, abs_tol=1e-12) else found


def hhi(values: Sequence[float]) -> float:
    """Concentration: the sum of squared shares (Herfindahl 1950, Hirschman 1945), 1/n (all equal) to 1 (one has all); 0.0 for nothing."""
    total = sum(values)
    return sum((v / total) ** 2 for v in values) if total else 0.0
