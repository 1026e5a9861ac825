"""A PDF page is taken apart: characters with boxes, the lines they make, columns and ruled lines."""

from __future__ import annotations

from typing import Any

import papers
import pytest

from zeren.build.readers.page import Char, Rule, chars, gutter, has_picture, opened, rows, rules, runs


def char(text: str, x: float, y: float, size: float = 12.0) -> Char:
    return Char(text, x, y, x + size * (0.5 if text.isascii() else 1), y + size)


def line(text: str, x: float, y: float, size: float = 12.0) -> list[Char]:
    out = []
    for c in text:
        if c != " ":
            out.append(char(c, x, y, size))
        x += size * (0.5 if c.isascii() else 1)
    return out


def page(*texts: papers.Text, ruled: tuple[papers.Rule, ...] = ()) -> Any:
    return opened(papers.pdf([(texts, ruled)]))[0]


def test_characters_come_with_their_boxes() -> None:
    found = chars(page((100, 700, "规划（2021年）")))
    assert "".join(c.text for c in found) == "规划（2021年）"
    assert [round(c.left) for c in found[:3]] == [100, 112, 124]
    assert all(c.bottom < c.middle < c.top and c.right > c.left for c in found)


def test_lines_go_from_the_top_down_and_from_left_to_right() -> None:
    mixed = [*line("丙丁", 50, 600), *reversed(line("甲乙", 50, 700)), char("₂", 74, 598, 8)]
    assert ["".join(c.text for c in row) for row in rows(mixed)] == ["甲乙", "丙丁₂"]
    assert rows([]) == []


def test_a_wide_gap_parts_a_line_and_a_small_one_is_a_space() -> None:
    found = runs([*line("左边", 50, 700), *line("右边", 200, 700)], page=3)
    assert [(r.text, r.page) for r in found] == [("左边", 3), ("右边", 3)]
    assert [r.text for r in runs(line("ab cd", 50, 700), 1)] == ["ab cd"]
    assert [r.text for r in runs([*line("甲", 50, 700), *line("乙", 75, 700)], 1)] == ["甲 乙"]


def test_the_gutter_between_two_columns() -> None:
    left = [c for i in range(12) for c in line("左栏文字一共十二个字哦哦", 60, 700 - 20 * i)]
    right = [c for i in range(12) for c in line("右栏文字一共十二个字哦哦", 320, 700 - 20 * i)]
    found = gutter([*left, *right])
    assert found is not None and 204 < found < 320
    assert gutter(left) is None
    assert gutter([c for i in range(12) for c in line("通栏文字一行到底没有空隙" * 3, 60, 700 - 20 * i)]) is None
    assert gutter([]) is None


def test_ruled_lines_and_boxes() -> None:
    found = rules(page((100, 700, "字"), ruled=((60, 650, 300, 650), (60, 600, 60, 650))))
    assert sorted(found, key=lambda r: r.upright) == [Rule(False, 650, 60, 300), Rule(True, 60, 600, 650)]


def test_a_short_stroke_is_an_ornament() -> None:
    assert rules(page((100, 700, "字"), ruled=((60, 650, 64, 650),))) == []


def test_pictures() -> None:
    assert has_picture(opened(papers.scanned(1))[0])
    assert not has_picture(page((100, 700, "字")))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 nothing", b"plain"])
def test_what_cannot_be_opened_is_damaged(data: bytes) -> None:
    with pytest.raises(ValueError, match="damaged"):
        opened(data)
