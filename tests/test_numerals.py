"""Numbers as documents write them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zeren.build.extract import numerals

NUMBERS = {
    "8": "8",
    "２０": "20",
    "３．５": "3.5",
    "5. 3": "5.3",
    "1,200": "1200",
    "1，200": "1200",
    "3.5万": "35000",
    "十": "10",
    "十五": "15",
    "二十": "20",
    "二十三": "23",
    "百万": "1000000",
    "两百": "200",
    "两百五": "250",
    "二百零五": "205",
    "一千零五": "1005",
    "一千零五十": "1050",
    "三万五": "35000",
    "三万五千": "35000",
    "一万零二百": "10200",
    "十万": "100000",
    "一亿": "100000000",
    "一亿二千万": "120000000",
    "二〇三五": "2035",
    "二○二一": "2021",
    "一点五七": "1.57",
    "零点五": "0.5",
    "百分之一点五七": "0.0157",
    "百分之九十": "0.9",
    "百分之85": "0.85",
    "千分之三": "0.003",
    "十万分之八": "0.00008",
    "四分之一": "0.25",
    "一半": "0.5",
    "半": "0.5",
    "零": "0",
    "壹佰": "100",
}
NONE = ["", "两三", "三四十", "一二", "所", "点五", "百分之", "分之", "一点", "3.5.1", "率", "十十", "三五", "分之一", "1/6", "约三"]


@pytest.mark.parametrize(("text", "value"), NUMBERS.items())
def test_reads(text: str, value: str) -> None:
    assert numerals.parse(text) == Decimal(value)


@pytest.mark.parametrize("text", NONE)
def test_is_no_single_number(text: str) -> None:
    assert numerals.parse(text) is None


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("两三百", "200 300"),
        ("3—5", "3 5"),
        ("２－３", "2 3"),
        ("两三", "2 3"),
        ("三至五", "3 5"),
        ("七八十", "70 80"),
        ("十七八", "17 18"),
    ],
)
def test_reads_ranges(text: str, ends: str) -> None:
    assert numerals.parse_range(text) == tuple(map(Decimal, ends.split()))


@pytest.mark.parametrize("text", ["5—3", "三", "三五", "", "—", "九十", "二一"])
def test_is_no_range(text: str) -> None:
    assert numerals.parse_range(text) is None


def test_a_third_stays_exact() -> None:
    assert numerals.fraction("三分之一") == Fraction(1, 3)
    assert numerals.fraction("1/6") == Fraction(1, 6)
    assert numerals.fraction("一半") == Fraction(1, 2)
    assert numerals.fraction("1/0") is None
    assert numerals.fraction("3:2") is None
    assert (numerals.parse("三分之一") or Decimal(0)).quantize(Decimal("0.0001")) == Decimal("0.3333")


@pytest.mark.parametrize(("number", "text"), [("3.50", "3.5"), ("8", "8"), ("1200", "1200"), ("1E+2", "100"), ("0.90", "0.9"), ("0", "0")])
def test_prints_plainly(number: str, text: str) -> None:
    assert numerals.plain(Decimal(number)) == text


def chinese(n: int) -> str:
    """Write 1 … 99,999,999 in Chinese: the reverse of what is tested, by its own simple rule."""
    if n >= 10**4:
        rest = n % 10**4
        return chinese(n // 10**4) + "万" + (("零" if rest < 1000 else "") + chinese(rest) if rest else "")
    out, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, unit)
        if digit:
            out += ("零" if gap and out else "") + "零一二三四五六七八九"[digit] + name
            gap = False
        else:
            gap = True
    return out


@given(st.integers(min_value=1, max_value=99_999_999))
def test_reads_back_every_whole_number(n: int) -> None:
    assert numerals.parse(chinese(n)) == n


@given(st.text(alphabet="零〇一二两三十百千万亿点分之半0123456789.,%/：—～ 所", max_size=40))
def test_never_raises(text: str) -> None:
    numerals.parse(text)
    numerals.parse_range(text)
    numerals.fraction(text)
