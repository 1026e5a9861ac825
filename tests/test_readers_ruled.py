"""Tables are found by their ruled lines: cells, merged where no line parts them."""

from __future__ import annotations

from zeren.build.readers.page import Char, Rule
from zeren.build.readers.ruled import tables

XS, YS = (60.0, 160.0, 260.0), (600.0, 630.0, 660.0)  # columns from the left, rows from below


def words(text: str, x: float, y: float) -> list[Char]:
    return [Char(c, x + 12 * i, y, x + 12 * (i + 1), y + 12) for i, c in enumerate(text)]


def grid(without: frozenset[tuple[str, int, int]] = frozenset()) -> list[Rule]:
    """The lines of a table of two by two cells, but for (way, line, gap)s."""
    level = [Rule(False, YS[i], XS[j], XS[j + 1]) for i in range(3) for j in range(2) if ("level", i, j) not in without]
    return level + [Rule(True, XS[i], YS[j], YS[j + 1]) for i in range(3) for j in range(2) if ("upright", i, j) not in without]


FILLED = [*words("任务", 70, 640), *words("单位", 170, 640), *words("修桥", 70, 610), *words("交通局", 170, 610)]


def test_cells_in_rows_from_the_top() -> None:
    (found,), rest = tables(grid(), [*FILLED, *words("表外", 70, 700)])
    assert [[c.text for c in row] for row in found.rows] == [["任务", "单位"], ["修桥", "交通局"]]
    assert "".join(c.text for c in rest) == "表外"
    assert (found.top, found.bottom, found.edges) == (660, 600, XS)


def test_cells_merged_downwards_and_across() -> None:
    (down,), _ = tables(grid(frozenset({("level", 1, 0)})), FILLED)
    assert [[(c.text, c.below) for c in row] for row in down.rows] == [
        [("任务\n修桥", False), ("单位", False)],
        [("", True), ("交通局", False)],
    ]
    (across,), _ = tables(grid(frozenset({("upright", 1, 1)})), FILLED)
    assert [(c.text, c.across) for c in across.rows[0]] == [("任务 单位", 2), ("", 1)]


def test_a_line_that_fills_its_cell_goes_on_in_the_next() -> None:
    (found,), _ = tables(
        grid(), [*words("县交通运输局和", 65, 646), *words("财政局", 65, 633), *words("乙", 170, 640), *words("丙丁", 170, 610)]
    )
    assert found.rows[0][0].text == "县交通运输局和财政局"


def test_what_is_no_table() -> None:
    box = [Rule(False, 600, 60, 260), Rule(False, 660, 60, 260), Rule(True, 60, 600, 660), Rule(True, 260, 600, 660)]
    assert tables(box, FILLED) == ([], FILLED)
    assert tables([Rule(False, 700, 60, 260)], FILLED) == ([], FILLED)
    assert tables(grid(), []) == ([], [])
    assert tables(grid() * 400, FILLED) == ([], FILLED), "so many lines are a drawing"


def test_two_tables_of_one_page_from_the_top() -> None:
    lower = [
        Rule(r.upright, r.at - (0 if r.upright else 200), r.start - (200 if r.upright else 0), r.end - (200 if r.upright else 0))
        for r in grid()
    ]
    below = [Char(c.text, c.left, c.bottom - 200, c.right, c.top - 200) for c in FILLED]
    found, rest = tables([*lower, *grid()], [*below, *FILLED])
    assert [t.top for t in found] == [660, 460]
    assert rest == []


def test_names_of_one_length_below_one_another_stay_lines() -> None:
    (found,), _ = tables(grid(), [*words("财政局", 65, 646), *words("审计局", 65, 633), *words("乙", 170, 640)])
    assert found.rows[0][0].text == "财政局\n审计局"
