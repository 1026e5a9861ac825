"""Find the tables of a PDF page by their ruled lines: cells, merged where no line parts them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zeren.build.readers.grid import Cell
from zeren.build.readers.page import Char, Rule, runs

NEAR = 4.0  # points: lines as close as this are one
PADDING = 6.0  # points between a cell's words and its edge
MOST = 3000  # ruled lines of a page; more are a drawing


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table on a page: its extent, its columns' edges, and its rows of cells from the top."""

    top: float
    bottom: float
    edges: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(rules: Sequence[Rule], chars: Sequence[Char]) -> tuple[list[Ruled], list[Char]]:
    """The tables of a page from the top, and the characters outside of them."""
    if len(rules) > MOST:
        return [], list(chars)
    found: list[Ruled] = []
    left = list(chars)
    for group in _groups(rules):
        xs = _places([r for r in group if r.upright])
        ys = _places([r for r in group if not r.upright])
        if len(xs) < 3 or len(ys) < 3:
            continue
        inside = [c for c in left if xs[0] - 1 <= (c.left + c.right) / 2 <= xs[-1] + 1 and ys[0] - 1 <= c.middle <= ys[-1] + 1]
        if len(inside) < 4:
            continue
        taken = set(map(id, inside))
        left = [c for c in left if id(c) not in taken]
        found.append(Ruled(ys[-1], ys[0], tuple(xs), _rows(group, xs, ys, inside)))
    return sorted(found, key=lambda t: -t.top), left


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Lines that touch one another, directly or through others."""
    parent = list(range(len(rules)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    level = sorted((i for i, r in enumerate(rules) if not r.upright), key=lambda i: rules[i].at)
    heights = [rules[i].at for i in level]
    for j, rule in enumerate(rules):
        if not rule.upright:
            continue
        for k in range(bisect_right(heights, rule.start - NEAR), bisect_right(heights, rule.end + NEAR)):
            other = rules[level[k]]
            if other.start - NEAR <= rule.at <= other.end + NEAR:
                parent[root(level[k])] = root(j)
    groups: dict[int, list[Rule]] = {}
    for i, rule in enumerate(rules):
        groups.setdefault(root(i), []).append(rule)
    return [group for group in groups.values() if len(group) >= 4]


def _places(rules: Sequence[Rule]) -> list[float]:
    out: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not out or at - out[-1] > NEAR:
            out.append(at)
    return out


def _rows(group: Sequence[Rule], xs: Sequence[float], ys: Sequence[float], inside: Sequence[Char]) -> tuple[tuple[Cell, ...], ...]:
    across, down = len(xs) - 1, len(ys) - 1
    upright = _covered([r for r in group if r.upright], xs, ys)
    level = _covered([r for r in group if not r.upright], ys, xs)
    owner = {(i, j): (i, j) for i in range(across) for j in range(down)}
    for j in range(down - 1, -1, -1):  # from the top row down
        for i in range(across):
            if i and (i, j) not in upright and owner[i - 1, j][1] == j:
                owner[i, j] = owner[i - 1, j]
            elif j < down - 1 and (j + 1, i) not in level:
                owner[i, j] = owner[i, j + 1]
    held: dict[tuple[int, int], list[Char]] = {}
    for char in inside:
        i = min(max(bisect_right(xs, (char.left + char.right) / 2) - 1, 0), across - 1)
        j = min(max(bisect_right(ys, char.middle) - 1, 0), down - 1)
        held.setdefault(owner[i, j], []).append(char)
    return tuple(tuple(_cell(i, j, owner, held, xs) for i in range(across)) for j in range(down - 1, -1, -1))


def _covered(rules: Sequence[Rule], own: Sequence[float], cross: Sequence[float]) -> set[tuple[int, int]]:
    """(line i, gap j) wherever line i of `own` is drawn between places j and j + 1 of `cross`."""
    out: set[tuple[int, int]] = set()
    for rule in rules:
        i = min(range(len(own)), key=lambda k: abs(own[k] - rule.at))
        out.update((i, j) for j in range(len(cross) - 1) if rule.start - NEAR <= cross[j] and cross[j + 1] <= rule.end + NEAR)
        middle = [j for j in range(len(cross) - 1) if rule.start <= (cross[j] + cross[j + 1]) / 2 <= rule.end]
        out.update((i, j) for j in middle)
    return out


def _cell(
    i: int, j: int, owner: dict[tuple[int, int], tuple[int, int]], held: dict[tuple[int, int], list[Char]], xs: Sequence[float]
) -> Cell:
    own = owner[i, j]
    if own != (i, j):
        return Cell("", below=own[1] != j and own[0] == i)
    width = 1
    while i + width < len(xs) - 1 and owner[i + width, j] == own:
        width += 1
    return Cell(_text(held.get(own, []), xs[i + width]), False, width)


def _text(found: Sequence[Char], edge: float) -> str:
    """A cell's words; a line that reaches the cell's edge at the right goes on in the next one."""
    lines = runs(found, 1, gap=30)
    text = lines[0].text if lines else ""
    for before, line in pairwise(lines):
        text += line.text if before.right >= edge - PADDING - 1.2 * before.size else "\n" + line.text
    return text
