"""Positions on a map, computed here so that no browser has to: tasks on a ring by group, agencies inside, drawn to their tasks.

Everything is deterministic and grows linearly with nodes and edges.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
STEP = 37.0
"""Distance of two neighbours on a ring, in the map's units (about a pixel at scale 1)."""
WIDE, TALL = 1.45, 0.68
"""Width over height of the ring: for a screen, and for a phone held upright."""
ROWS = 4
"""A ring has at most so many rows; it gets a second one where one row would be far longer than what stands inside needs."""
LEAST = 900.0
"""The length around a ring that holds nothing."""


@dataclass(frozen=True, slots=True)
class Ring:
    """An ellipse with its places: position of each task, and the anchor of each group's caption.

    `rx`, `ry` are the half axes of the innermost row, `reach` is how far the outermost goes beyond them.
    """

    rx: float
    ry: float
    reach: float
    tasks: Mapping[str, Point]
    captions: Mapping[str, Point]


def ring(
    groups: Sequence[tuple[str, Sequence[str]]],
    outside: Iterable[str] = (),
    inner: float = 0.0,
    aspect: float = WIDE,
    captions: Mapping[str, Point] | None = None,
) -> Ring:
    """Lay tasks on an ellipse, group after group, clockwise from the top, a gap between groups.

    Arguments: (group, its tasks) in order; tasks to be set out of line, outwards; the area that must fit inside, in square units;
    width over height; width and height of the groups' captions, which stand outside.
    """
    length = STEP * sum(_slots(len(tasks), 1) for _, tasks in groups)
    fits = max(LEAST, _around(aspect) * math.sqrt(inner / (math.pi * aspect)))
    rows = max(1, min(ROWS, int(length / (1.25 * fits))))
    slots = max(sum(_slots(len(tasks), rows) for _, tasks in groups), 1.0)
    ry = max(max(slots, 8) * STEP / _around(aspect), math.sqrt(inner / (math.pi * aspect)))
    walk = _Ellipse(ry * aspect, ry)
    out, named, far, at = {}, {}, set(outside), 0.0
    for group, tasks in groups:
        for k, task in enumerate(tasks):
            push = STEP * (k % rows) + (STEP if task in far else 0.0)
            out[task] = walk.beside((at + (k + 0.5) / rows + _gap(rows) / 2) / slots, push, push)
        width, height = (captions or {}).get(group, (0.0, 0.0))
        reach = STEP * (rows + (0.9 if far.intersection(tasks) else 0.0))
        share = (at + _slots(len(tasks), rows) / 2) / slots
        named[group] = walk.beside(share, reach + width / 2, reach + height / 2)
        at += _slots(len(tasks), rows)
    return Ring(ry * aspect, ry, STEP * rows, out, named)


def _gap(rows: int) -> float:
    return 1.2 / rows


def _slots(tasks: int, rows: int) -> float:
    return math.ceil(tasks / rows) + _gap(rows)


def _around(aspect: float) -> float:
    """The circumference of an ellipse with half axes aspect and 1 (Ramanujan's first approximation)."""
    return math.pi * (3 * (aspect + 1) - math.sqrt((3 * aspect + 1) * (aspect + 3)))


class _Ellipse:
    """Points at equal distances along an ellipse."""

    PARTS = 720

    def __init__(self, rx: float, ry: float) -> None:
        self.rx, self.ry = rx, ry
        self.points = [(rx * math.sin(a), -ry * math.cos(a)) for a in (2 * math.pi * i / self.PARTS for i in range(self.PARTS + 1))]
        self.lengths = [0.0]
        for (x0, y0), (x1, y1) in zip(self.points, self.points[1:], strict=False):
            self.lengths.append(self.lengths[-1] + math.hypot(x1 - x0, y1 - y0))

    def point(self, share: float) -> Point:
        """The point after `share` (0 to 1) of the way around."""
        want = (share % 1.0) * self.lengths[-1]
        i = min(bisect_right(self.lengths, want), self.PARTS) - 1
        rest = (want - self.lengths[i]) / ((self.lengths[i + 1] - self.lengths[i]) or 1)
        (x0, y0), (x1, y1) = self.points[i], self.points[i + 1]
        return x0 + (x1 - x0) * rest, y0 + (y1 - y0) * rest

    def beside(self, share: float, out_x: float, out_y: float) -> Point:
        """That point moved outwards, square to the line: by `out_x` where this is sideways, by `out_y` where it is up or down."""
        x, y = self.point(share)
        nx, ny = x / self.rx**2, y / self.ry**2
        length = math.hypot(nx, ny) or 1.0
        return x + nx / length * out_x, y + ny / length * out_y


def inside(where: Ring, sizes: Mapping[str, Point], ties: Mapping[str, Sequence[tuple[str, float]]]) -> dict[str, Point]:
    """Place boxes within a ring, each as near as may be to the middle of its tasks, none on another.

    Arguments: the ring; (width, height) of each box; for each box the tasks it is tied to, with weights. The most heavily tied boxes
    choose first. What does not fit stands below the ring.
    """
    heavy = {box: sum(weight for _, weight in ties.get(box, ())) for box in sizes}
    ground = _Ground(where)
    at = {box: ground.take(_pull(where, ties.get(box, ())), sizes[box]) for box in sorted(sizes, key=lambda b: (-heavy[b], b))}
    return {box: at[box] for box in sizes}


def _pull(where: Ring, ties: Sequence[tuple[str, float]]) -> Point:
    """The weighted middle of the tasks, moved outwards so that the ring is filled."""
    known = [(where.tasks[task], weight) for task, weight in ties if task in where.tasks]
    total = sum(weight for _, weight in known)
    if not total:
        return 0.0, 0.0
    x = sum(px * weight for (px, _), weight in known) / total
    y = sum(py * weight for (_, py), weight in known) / total
    reach = math.hypot(x / where.rx, y / where.ry)
    stretch = 0.84 * reach**0.55 / reach if reach > 0 else 1.0
    return x * stretch, y * stretch


class _Ground:
    """The room inside a ring in rows of PITCH, with what is taken of each row."""

    PITCH, GAP = 12.0, 8.0

    def __init__(self, where: Ring) -> None:
        self.rx, self.ry = where.rx - STEP * 0.6, where.ry - STEP * 0.6
        self.taken: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
        self.below = where.ry + where.reach + 3 * STEP

    def take(self, wish: Point, size: Point) -> Point:
        """The free place that is nearest to the wish; it is taken from then on."""
        width, height = size[0] + self.GAP, size[1] + self.GAP
        first, best = round(wish[1] / self.PITCH), (math.inf, 0.0, 0.0)
        for step in range(2 * int(2 * self.ry / self.PITCH) + 2):
            row = first + (step + 1) // 2 * (1 if step % 2 else -1)
            y = row * self.PITCH
            if abs(y - wish[1]) > best[0] + self.PITCH:
                break
            x = self.free(wish[0], y, width, height)
            if x is not None:
                best = min(best, (math.hypot(x - wish[0], y - wish[1]), x, y))
        if best[0] == math.inf:
            self.below += height
            return 0.0, self.below
        for row in self.rows(best[2], height):
            self.taken[row].append((best[1] - width / 2, best[1] + width / 2))
        return best[1], best[2]

    def rows(self, y: float, height: float) -> range:
        return range(math.floor((y - height / 2) / self.PITCH), math.ceil((y + height / 2) / self.PITCH))

    def free(self, x: float, y: float, width: float, height: float) -> float | None:
        """The middle nearest to x where a box fits at this height, None where there is none."""
        edge = (abs(y) + height / 2) / self.ry
        limit = self.rx * math.sqrt(1 - edge * edge) - width / 2 if edge < 1 else -1.0
        if limit < 0:
            return None
        blocked = [(a - width / 2, b + width / 2) for row in self.rows(y, height) for a, b in self.taken[row]]
        right = left = max(-limit, min(limit, x))
        for a, b in sorted(blocked):
            right = b if a < right < b else right
        for b, a in sorted(((b, a) for a, b in blocked), reverse=True):
            left = a if a < left < b else left
        fits = [c for c in (left, right) if abs(c) <= limit]
        return min(fits, key=lambda c: (abs(c - x), c), default=None)


def shelves(sizes: Sequence[Point], aspect: float) -> list[Point]:
    """Lay boxes in rows, in order, so that the whole is about `aspect` times as wide as high; gives the middle of each box."""
    room = max(math.sqrt(aspect * sum(w * h for w, h in sizes)) * 1.1, max((w for w, _ in sizes), default=0.0))
    out: list[Point] = []
    x = y = height = 0.0
    for w, h in sizes:
        if x > 0 and x + w > room:
            x, y, height = 0.0, y + height, 0.0
        out.append((x + w / 2, y + h / 2))
        x, height = x + w, max(height, h)
    return out
