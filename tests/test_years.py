"""Years of values and of their bases."""

from __future__ import annotations

import pytest

from zeren.build.extract import phrases, quantities
from zeren.build.extract.sentences import sentence
from zeren.build.extract.years import years


def read(text: str) -> tuple[str, list[int | None], int | None]:
    lex = phrases.load()
    when = years(sentence(text, 0, len(text), 50), lex)
    values = quantities.find(when.sentence.work, lex)
    return when.sentence.raw, when.of(values, when.sentence), when.base(values[-1], when.sentence, 0, "decrease_by")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("到2025年，率达到9%", ("到2025年，率达到9%", [2025], None)),
        ("率比2020年下降9%", ("率下降9%", [None], 2020)),
        ("率以2020年为基数下降9%", ("率下降9%", [None], 2020)),
        ("率由8%提高到9%", ("率提高到9%", [None], None)),
        ("率从2020年的8%提高到2025年的9%", ("率提高到9%", [2025], 2020)),
        ("甲率和乙率分别从2020年的3%和5%下降到2%和4%", ("甲率和乙率分别下降到2%和4%", [None, None], 2020)),
        ("2025年、2030年率分别达到8%、9%", ("2025年、2030年率分别达到8%、9%", [2025, 2030], None)),
        ("《规划（2021—2030年）》率达到9%", ("《规划（2021—2030年）》率达到9%", [None], None)),
        ("2021—2030年率达到9%", ("2021—2030年率达到9%", [None], None)),
    ],
)
def test_reads_years(text: str, want: tuple[str, list[int | None], int | None]) -> None:
    assert read(text) == want


def test_a_base_of_another_part_does_not_count() -> None:
    assert read("甲率比2020年下降8%；乙率下降9%")[2] is None
