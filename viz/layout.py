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
GOLDEN = math.pi * (3 - math.sqrt(5))


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


def inside(where: Ring, sizes: Mapping[str, Point], ties: Mapping[str, Sequence[tuple[str, float]]], rounds: int = 60) -> dict[str, Point]:
    """Place boxes within a ring, each near the tasks it is tied to, none on another.

    Arguments: the ring; (width, height) of each box; for each box the tasks it is tied to, with weights; rounds of pushing apart.
    Boxes tied to nothing are laid near the centre.
    """
    at = {box: _pull(where, ties.get(box, ()), n) for n, box in enumerate(sizes)}
    for _ in range(rounds):
        if not _push(at, sizes):
            break
        for box, (x, y) in at.items():
            w, h = sizes[box]
            reach = math.hypot(x / max(where.rx - w / 2 - STEP / 2, 1), y / max(where.ry - h / 2 - STEP / 2, 1))
            if reach > 1:
                at[box] = (x / reach, y / reach)
    return at


def _pull(where: Ring, ties: Sequence[tuple[str, float]], n: int) -> Point:
    """The weighted middle of the tasks, moved outwards so that the ring is filled; a spiral around the centre keeps equals apart."""
    known = [(where.tasks[task], weight) for task, weight in ties if task in where.tasks]
    total = sum(weight for _, weight in known)
    turn, spread = n * GOLDEN, 3.0 * math.sqrt(n + 1)
    x, y = spread * math.cos(turn), spread * math.sin(turn)
    if total:
        x += sum(px * weight for (px, _), weight in known) / total
        y += sum(py * weight for (_, py), weight in known) / total
    reach = math.hypot(x / where.rx, y / where.ry)
    stretch = 0.84 * reach**0.55 / reach if reach > 0 else 1.0
    return x * stretch, y * stretch


def _push(at: dict[str, Point], sizes: Mapping[str, Point]) -> bool:
    """Part boxes that overlap, each by half; true when something moved. A grid finds the neighbours."""
    cell_w = max((w for w, _ in sizes.values()), default=1.0) + 8
    cell_h = max((h for _, h in sizes.values()), default=1.0) + 8
    grid: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for box, (x, y) in at.items():
        grid[int(x // cell_w), int(y // cell_h)].append(box)
    moved = False
    for (cx, cy), boxes in sorted(grid.items()):
        near = [b for dx in (0, 1) for dy in (-1, 0, 1) if (dx, dy) > (0, 0) for b in grid.get((cx + dx, cy + dy), ())]
        for i, one in enumerate(boxes):
            for other in (*boxes[i + 1 :], *near):
                moved = _part(at, sizes, one, other) or moved
    return moved


def _part(at: dict[str, Point], sizes: Mapping[str, Point], one: str, other: str) -> bool:
    (x0, y0), (x1, y1) = at[one], at[other]
    (w0, h0), (w1, h1) = sizes[one], sizes[other]
    over_x, over_y = (w0 + w1) / 2 + 8 - abs(x1 - x0), (h0 + h1) / 2 + 8 - abs(y1 - y0)
    if over_x <= 0.01 or over_y <= 0.01:
        return False
    if over_y <= over_x:
        d = over_y / 2 * (1 if y1 >= y0 else -1)
        at[one], at[other] = (x0, y0 - d), (x1, y1 + d)
    else:
        d = over_x / 2 * (1 if x1 >= x0 else -1)
        at[one], at[other] = (x0 - d, y0), (x1 + d, y1)
    return True


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
