"""Positions on a map: the same every time, nothing on top of anything else, quick."""

from __future__ import annotations

import math
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from zeren.viz.layout import STEP, TALL, WIDE, inside, ring, shelves

GROUPS = [(f"d{d}", [f"g{d}.{n}" for n in range(9)]) for d in range(8)]


def overlap(a: tuple[float, float], b: tuple[float, float], size: tuple[float, float]) -> bool:
    return abs(a[0] - b[0]) < size[0] and abs(a[1] - b[1]) < size[1]


def test_tasks_stand_apart_in_order() -> None:
    where = ring(GROUPS)
    at = list(where.tasks.values())
    assert len(at) == 72
    near = min(math.dist(a, b) for i, a in enumerate(at) for b in at[i + 1 :])
    assert near > 0.6 * STEP
    first = where.tasks["g0.0"]
    assert first[0] > 0 and first[1] < 0, "the first domain begins at the top and goes clockwise"


def test_what_is_set_outside_is_farther_out() -> None:
    plain, moved = ring(GROUPS), ring(GROUPS, outside=["g3.4"])
    assert math.hypot(*moved.tasks["g3.4"]) > math.hypot(*plain.tasks["g3.4"]) + 0.9 * STEP
    assert moved.tasks["g3.5"] == plain.tasks["g3.5"]


def test_the_ring_follows_the_screen() -> None:
    wide, tall = ring(GROUPS, aspect=WIDE), ring(GROUPS, aspect=TALL)
    assert wide.rx > wide.ry and tall.rx < tall.ry


def test_captions_stand_outside_the_tasks() -> None:
    where = ring(GROUPS, captions={g: (120.0, 30.0) for g, _ in GROUPS})
    for group, tasks in GROUPS:
        assert min(math.hypot(*where.captions[group]) - math.hypot(*where.tasks[t]) for t in tasks[3:6]) > 0


def test_boxes_do_not_lie_on_each_other() -> None:
    sizes = {f"a{n}": (110.0, 28.0) for n in range(60)}
    ties = {a: [(t, 1.0 + (i + n) % 3) for i, (_, ts) in enumerate(GROUPS) for t in ts[n % 9 : n % 9 + 1]] for n, a in enumerate(sizes)}
    where = ring(GROUPS, inner=2.6 * 60 * 110 * 28)
    at = list(inside(where, sizes, ties).values())
    hits = sum(overlap(a, b, (110.0, 28.0)) for i, a in enumerate(at) for b in at[i + 1 :])
    assert hits == 0
    assert all((x / where.rx) ** 2 + (y / where.ry) ** 2 < 1 for x, y in at)


def test_a_box_lies_near_its_tasks() -> None:
    where = ring(GROUPS)
    at = inside(where, {"a": (90.0, 26.0)}, {"a": [(t, 3.0) for t in GROUPS[2][1]]})["a"]
    assert min(GROUPS, key=lambda g: math.dist(at, where.captions[g[0]]))[0] == "d2"


def test_the_same_every_time() -> None:
    sizes = {f"a{n}": (100.0, 26.0) for n in range(20)}
    once, again = (inside(ring(GROUPS), sizes, {}) for _ in range(2))
    assert once == again


@given(st.lists(st.integers(0, 40), max_size=12), st.sampled_from([WIDE, TALL]))
@settings(max_examples=40)
def test_any_shape_of_plan_has_its_places(counts: list[int], aspect: float) -> None:
    groups = [(f"d{d}", [f"{d}.{n}" for n in range(count)]) for d, count in enumerate(counts)]
    where = ring(groups, aspect=aspect)
    assert len(where.tasks) == sum(counts) and len(where.captions) == len(counts)
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in [*where.tasks.values(), *where.captions.values()])


def test_islands_fill_a_screen_without_touching() -> None:
    sizes = [(900.0, 600.0), (400.0, 300.0), (400.0, 300.0), (900.0, 600.0)]
    at = shelves(sizes, 1.5)
    for i, (a, (w, h)) in enumerate(zip(at, sizes, strict=True)):
        for b, (v, g) in list(zip(at, sizes, strict=True))[i + 1 :]:
            assert not overlap(a, b, ((w + v) / 2, (h + g) / 2))
    assert shelves([], 1.5) == []


def test_five_thousand_nodes_take_little_time() -> None:
    groups = [(f"d{d}", [f"{d}.{n}" for n in range(40)]) for d in range(100)]
    sizes = {f"a{n}": (110.0, 28.0) for n in range(1000)}
    ties = {a: [(f"{(n * 7 + k) % 100}.{k}", 1.0) for k in range(12)] for n, a in enumerate(sizes)}
    start = time.process_time()
    where = ring(groups, inner=2.6 * 1000 * 110 * 28)
    assert len(inside(where, sizes, ties)) == 1000
    assert time.process_time() - start < 6
