"""Read numbers as Chinese documents write them: digits of both widths, Chinese numerals, mixtures, fractions and ranges."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

WRITTEN: Final = ("零〇○", "一壹幺", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
DIGITS: Final = {character: n for n, characters in enumerate(WRITTEN) for character in characters}
SMALL: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE: Final = {"万": 10**4, "萬": 10**4, "亿": 10**8}
WIDTH: Final = str.maketrans("０１２３４５６７８９．，％＋－：∶／", "0123456789.,%+-::/")
RANGE: Final = re.compile(r"^(.+?)(?:[-—–－~～至到]{1,2})(.+)$")
ARABIC: Final = re.compile(r"^(\d+(?:\.\d+)?|\.\d+)([十百千万亿]{0,3})$")
GROUPED: Final = re.compile(r"^\d{1,3}(?:,\d{3})+(?=\.|\D|$)")
WHOLE: Final = re.compile(r"^([十百千万亿\d]+)分之(.+)$")


def parse(text: str) -> Decimal | None:
    """The number that `text` writes, or None when it is no single number.

    Takes ２０, 3.5万, 1,200, 两百, 百万, 一千零五, 二〇三五, 一点五七, 百分之九十 (0.9), 十万分之八, 三分之一, 一半, 半.

    >>> parse("百分之一点五七")
    Decimal('0.0157')
    """
    text = re.sub(r"\s+", "", text).translate(WIDTH).removesuffix("整")
    if text in ("半", "一半", "半数"):
        return Decimal("0.5")
    if not text or text.count("分之") > 1:
        return None
    if "分之" in text:
        return _divided(text)
    if GROUPED.match(text):
        text = text.replace(",", "")
    if match := ARABIC.match(text):
        return _decimal(match[1]) * _product(match[2])
    return _chinese(text)


def parse_range(text: str) -> tuple[Decimal, Decimal] | None:
    """The two ends of 3—5, 40%—60% (without signs), 两三, 七八十, 三至五; None when `text` is no range of rising numbers."""
    text = re.sub(r"\s+", "", text).translate(WIDTH)
    if match := RANGE.match(text):
        low, high = parse(match[1]), parse(match[2])
        if low is None or high is None:
            return None
        return (low, high) if low < high else None
    return _neighbours(text)


def plain(number: Decimal) -> str:
    """A number without exponent and without zeros that say nothing: 8, 3.5, 1200.

    >>> plain(Decimal("3.50"))
    '3.5'
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def fraction(text: str) -> Fraction | None:
    """三分之一, 1/6 or 一半 as a fraction of whole numbers; None for all else."""
    text = re.sub(r"\s+", "", text).translate(WIDTH)
    if text in ("半", "一半", "半数"):
        return Fraction(1, 2)
    low, high = text.split("/") if text.count("/") == 1 else tuple(reversed(text.split("分之"))) if text.count("分之") == 1 else ("", "")
    above, below = parse(low), parse(high)
    if above is None or below is None or not below or above != int(above) or below != int(below):
        return None
    return Fraction(int(above), int(below))


def _divided(text: str) -> Decimal | None:
    match = WHOLE.match(text) or re.match(r"^(.+)分之(.+)$", text)
    if match is None:
        return None
    below, above = parse(match[1]), parse(match[2])
    return above / below if above is not None and below else None


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # pragma: no cover - the pattern lets only numbers through
        return Decimal(0)


def _product(units: str) -> Decimal:
    product = Decimal(1)
    for unit in units:
        product *= SMALL.get(unit) or LARGE[unit]
    return product


def _chinese(text: str) -> Decimal | None:
    whole, dot, rest = text.partition("点")
    if dot and (not rest or any(c not in DIGITS for c in rest)):
        return None
    number = _whole(whole)
    if number is None:
        return None
    return Decimal(f"{number}.{''.join(str(DIGITS[c]) for c in rest)}") if dot else Decimal(number)


def _whole(text: str) -> int | None:
    if not text or any(c not in DIGITS and c not in SMALL and c not in LARGE for c in text):
        return None
    if all(c in DIGITS for c in text):  # 二〇三五: digit by digit; 七八 is no number but two
        return int("".join(str(DIGITS[c]) for c in text)) if len(text) == 1 or len(text) > 3 or text[1:2] in "零〇○" else None
    total = section = digit = 0
    pending = False  # a digit waits for its unit
    last = 10**9  # the last small unit of this section, for 两百五 (= 250)
    for c in text:
        if c in DIGITS:
            if pending and digit:
                return None
            digit, pending = DIGITS[c], True
            if digit == 0:
                pending, last = False, 10
        elif c in SMALL:
            if not pending and section and last <= SMALL[c]:
                return None
            section += (digit if pending else 1) * SMALL[c]
            digit, pending, last = 0, False, SMALL[c]
        else:
            section += digit
            total = (total + (section or (0 if total else 1))) * LARGE[c] if total < LARGE[c] else total + (section or 1) * LARGE[c]
            section, digit, pending, last = 0, 0, False, LARGE[c]
    if pending and digit and 100 <= last < 10**9 and text[-2] not in "零〇○":  # 两百五, 三万五
        digit *= last // 10
    return total + section + digit


def _neighbours(text: str) -> tuple[Decimal, Decimal] | None:
    """两三, 十七八, 七八十, 两三百: two digits that follow one another."""
    match = re.match(r"^(十?)([一二两三四五六七八九])([二三四五六七八九])([十百千万]{0,2})$", text)
    if match is None or DIGITS[match[2]] + 1 != DIGITS[match[3]] or (match[1] and match[4]):
        return None
    ten = 10 if match[1] else 0
    return (ten + DIGITS[match[2]]) * _product(match[4]), (ten + DIGITS[match[3]]) * _product(match[4])
