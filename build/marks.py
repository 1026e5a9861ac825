"""Read the number in front of a line, in every way that Chinese documents write it: 一、 （一） 1. （1） ① 第一章."""

from __future__ import annotations

import re
from dataclasses import dataclass

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
UNITS = {"十": 10, "百": 100}
# how deep a kind of number usually stands; documents that do otherwise are told by what they say
RANKS = {
    "part": 0,
    "chapter": 1,
    "section": 2,
    "article": 3,
    "han": 3,
    "phan": 4,
    "field": 4,
    "dec": 5,
    "dec3": 6,
    "dec4": 7,
    "num": 5,
    "pnum": 6,
    "label": 6,
    "rnum": 7,
    "circle": 8,
    "roman": 8,
    "letter": 9,
}

_HAN = r"[一二三四五六七八九十百〇零○]{1,5}"
_UNIT = "岁年月日万亿个元倍米人所家公小分名例项次户亩吨张座处辆台级成左以周天"
MARK = re.compile(
    rf"""[\s\u3000]*(?:
      第[ \u3000]?(?P<n1>{_HAN}|\d{{1,3}})[ \u3000]?(?P<unit>部分|篇|编|章|节|条)[、.．:：]?
    | (?:领域|任务|行动|工程|专栏)(?P<field>{_HAN}|\d{{1,2}})(?=[、.．:：\s\u3000])[、.．:：]?
    | (?:目标|措施|指标|举措)(?P<label>{_HAN}|\d{{1,2}})(?=[、.．:：\s\u3000])[、.．:：]?
    | (?P<han>{_HAN})[ ]?[、.．:：](?!{_HAN}[、产级])
    | [（(〔［\[【][ \u3000]{{0,2}}(?P<phan>{_HAN})[ \u3000]{{0,2}}[）)〕］\]】][、.．]?
    | (?P<dec>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}})[、.．]?(?=[ \u3000\t]+[^\d\s%‰]|(?![{_UNIT}])[\u4e00-\u9fff])
    | (?P<num>\d{{1,3}})[ ]?[.．、](?![.．、])
    | [（(〔［\[【][ \u3000]{{0,2}}(?P<pnum>\d{{1,3}})[ \u3000]{{0,2}}[）)〕］\]】][、.．]?
    | (?P<rnum>\d{{1,3}})[ ]?[）)][、.．]?
    | (?P<circle>[①-⑳⑴-⒇⒈-⒛㈠-㈩➀-➉❶-❿])[、.．]?
    | (?P<roman>[Ⅰ-Ⅻ]|[IVX]{{1,5}}(?=[.、．]))[、.．]?
    | (?P<letter>[A-Ha-h])[)）、．]
    )[ \t\u3000]*""",
    re.VERBOSE,
)
UNIT_OF = {"部分": "part", "篇": "part", "编": "part", "章": "chapter", "节": "section", "条": "article"}
_WEAK = re.compile(r"\d(?!\d{3}[年—－-])")  # what follows "3." when the dot may be a decimal point


@dataclass(frozen=True, slots=True)
class Mark:
    """A number in front of a line: its kind (a key of RANKS), value, and the offset where the words begin.

    A weak mark may be a decimal (7.5岁以下): it counts only where that number is due.
    """

    kind: str
    number: int
    end: int
    weak: bool = False

    @property
    def rank(self) -> int:
        return RANKS[self.kind]


def mark(line: str) -> Mark | None:
    """The number in front of a line, None where there is none."""
    found = MARK.match(line)
    if found is None:
        return None
    kind = found.lastgroup or ""
    if kind == "unit":
        return Mark(UNIT_OF[found["unit"]], numeral(found["n1"]), found.end())
    raw = found[kind]
    if kind == "circle":
        return _circled(raw, found.end())
    if kind == "roman":
        return Mark("roman", _roman(raw), found.end())
    if kind == "letter":
        return Mark("letter", ord(raw.lower()) - 96, found.end())
    if kind == "dec":
        parts = re.split(r"[.．]", raw)
        return Mark("dec" if len(parts) == 2 else f"dec{len(parts)}", int(parts[-1]), found.end())
    number = numeral(raw)
    weak = kind == "num" and bool(_WEAK.match(line, found.end()))
    return Mark(kind, number, found.end(), weak or number == 0 or number > 99)


def _circled(char: str, end: int) -> Mark:
    for first, kind in (("①", "circle"), ("⑴", "pnum"), ("⒈", "num"), ("㈠", "phan"), ("➀", "circle"), ("❶", "circle")):
        if 0 <= ord(char) - ord(first) < 20:
            return Mark(kind, ord(char) - ord(first) + 1, end)
    return Mark("circle", 1, end)


def _roman(text: str) -> int:
    if "Ⅰ" <= text <= "Ⅻ":
        return ord(text) - ord("Ⅰ") + 1
    values = [{"I": 1, "V": 5, "X": 10}[c] for c in text]
    return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))


def numeral(text: str) -> int:
    """The value of a number up to 999 in digits of any width or in Chinese (十二, 二十, 一百零三, 二〇).

    >>> numeral("十二"), numeral("二十"), numeral("一百零三"), numeral("１２")
    (12, 20, 103, 12)
    """
    if text.isdigit():
        return int(text)
    if not any(c in UNITS for c in text):
        return int("".join(str(DIGITS.get(c, 0)) for c in text) or 0)
    total, digit = 0, 0
    for char in text:
        if char in UNITS:
            total, digit = total + (digit or 1) * UNITS[char], 0
        else:
            digit = DIGITS.get(char, 0)
    return total + digit
