"""Resolve Word's automatic numbers: the label that a paragraph shows (第一章, （二）, 3.) but does not hold as text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SMALL = "零一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how its number is written, its text (“第%1章”) and what resets it."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    suffix: str = "tab"
    style: str | None = None


@dataclass(slots=True)
class Numbering:
    """The lists of one document and how far each has counted; `label` must be asked paragraph by paragraph, in order."""

    abstracts: dict[str, dict[int, Level]] = field(default_factory=dict)
    nums: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = field(default_factory=dict)
    styles: dict[str, tuple[str | None, int | None, str | None]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def label(self, paragraph: Any) -> str:
        """The label in front of a w:p element, with the space it needs behind it; empty where it has none."""
        num_id, ilvl = self._place(paragraph)
        if num_id is None or num_id not in self.nums or num_id == "0":
            return ""
        abstract, changed, starts = self.nums[num_id]
        levels = {**self.abstracts.get(abstract, {}), **changed}
        counts = self.counts.setdefault(abstract, {})
        if num_id not in self.begun:
            self.begun.add(num_id)
            for i in starts:
                counts.pop(i, None)
        return self._count(levels, counts, starts, ilvl)

    def _count(self, levels: dict[int, Level], counts: dict[int, int], starts: dict[int, int], ilvl: int) -> str:
        level = levels.get(ilvl, Level())

        def first(i: int) -> int:
            return starts.get(i, levels.get(i, Level()).start)

        counts[ilvl] = counts[ilvl] + 1 if ilvl in counts else first(ilvl)
        for i in [i for i in counts if i > ilvl]:
            restart = levels.get(i, Level()).restart
            if restart is None or (restart != 0 and ilvl < restart):
                del counts[i]
        if level.format == "bullet":
            return "●"
        text = level.text
        for i in range(LEVELS):
            if f"%{i + 1}" in text:
                form = "decimal" if level.legal else levels.get(i, Level()).format
                text = text.replace(f"%{i + 1}", written(counts.get(i, first(i)), form))
        text = text.strip()
        return text + (
            " " if text and level.suffix != "nothing" and ((text[-1].isascii() and text[-1] not in ")") or text[-1] in "章节条") else ""
        )

    def _place(self, paragraph: Any) -> tuple[str | None, int]:
        """The list (w:num) and level of a paragraph: its own, else its style's, else that of the style's ancestors."""
        num_id, ilvl = _num_pr(paragraph.find(f"{W}pPr"))
        style = _value(paragraph.find(f"{W}pPr"), "pStyle")
        seen: set[str] = set()
        named = style
        while style is not None and style in self.styles and style not in seen and (num_id is None or ilvl is None):
            seen.add(style)
            its_num, its_level, parent = self.styles[style]
            if num_id is None and its_num is not None:
                num_id = its_num
                ilvl = ilvl if ilvl is not None else its_level
            style = parent
        if num_id is not None and ilvl is None and num_id in self.nums:
            levels = self.abstracts.get(self.nums[num_id][0], {})
            ilvl = next((i for i, level in sorted(levels.items()) if level.style is not None and level.style in {named, *seen}), None)
        return num_id, ilvl or 0


def numbering(numbers: Any | None, styles: Any | None) -> Numbering:
    """The lists of a document, from the roots of its numbering.xml and styles.xml (either may be None)."""
    out = Numbering()
    links: dict[str, str] = {}
    if styles is not None:
        for style in styles.findall(f"{W}style"):
            num_id, ilvl = _num_pr(style.find(f"{W}pPr"))
            out.styles[style.get(f"{W}styleId", "")] = (num_id, ilvl, _value(style, "basedOn"))
    if numbers is None:
        return out
    for item in numbers.findall(f"{W}abstractNum"):
        key = item.get(f"{W}abstractNumId", "")
        out.abstracts[key] = {int(x.get(f"{W}ilvl", "0")): _level(x) for x in item.findall(f"{W}lvl")}
        if link := _value(item, "numStyleLink"):
            links[key] = link
    for item in numbers.findall(f"{W}num"):
        changed = {
            int(x.get(f"{W}ilvl", "0")): _level(x.find(f"{W}lvl")) for x in item.findall(f"{W}lvlOverride") if x.find(f"{W}lvl") is not None
        }
        starts = {
            int(x.get(f"{W}ilvl", "0")): _int(_value(x, "startOverride"), 1)
            for x in item.findall(f"{W}lvlOverride")
            if _value(x, "startOverride")
        }
        out.nums[item.get(f"{W}numId", "")] = (_value(item, "abstractNumId") or "", changed, starts)
    for key, link in links.items():
        target = out.styles.get(link, (None, None, None))[0]
        if target in out.nums and not out.abstracts[key]:
            out.abstracts[key] = out.abstracts.get(out.nums[target][0], {})
    return out


def _level(element: Any) -> Level:
    custom = element.find(f".//{W}numFmt")
    return Level(
        start=_int(_value(element, "start"), 1),
        format=(custom.get(f"{W}val") if custom is not None else None) or "decimal",
        text=_value(element, "lvlText") or "",
        legal=element.find(f"{W}isLgl") is not None and _value(element, "isLgl") not in ("0", "false"),
        restart=_int(value, 0) if (value := _value(element, "lvlRestart")) else None,
        suffix=_value(element, "suff") or "tab",
        style=_value(element, "pStyle"),
    )


def _num_pr(properties: Any | None) -> tuple[str | None, int | None]:
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None:
        return None, None
    level = _value(found, "ilvl")
    return _value(found, "numId"), _int(level, 0) if level is not None else None


def _value(element: Any | None, child: str) -> str | None:
    found = element.find(f"{W}{child}") if element is not None else None
    value = found.get(f"{W}val") if found is not None else None
    return None if value is None else str(value)


def _int(text: str | None, default: int) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else default


def counting(n: int, digits: str = SMALL, units: str = "十百千") -> str:
    """A number below 10,000 in Chinese: 10 is 十, 11 十一, 20 二十, 105 一百零五."""
    if not 0 < n < 10_000:
        return str(n)
    out = ""
    for i, char in enumerate(str(n).zfill(4)):
        unit = ("" if i == 3 else units[2 - i]) if char != "0" else ""
        if char != "0":
            out += digits[int(char)] + unit
        elif out and not out.endswith(digits[0]):
            out += digits[0]
    out = out.rstrip(digits[0])
    return out[1:] if digits is SMALL and 10 <= n < 20 else out


def _digital(n: int) -> str:
    return "".join("〇一二三四五六七八九"[int(c)] for c in str(n))


def _roman(n: int) -> str:
    out = ""
    for value, sign in (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        times, n = divmod(n, value)
        out += sign * min(times, 9)
    return out


def _letter(n: int, first: str) -> str:
    return chr(ord(first) + (n - 1) % 26) * ((n - 1) // 26 + 1) if n > 0 else str(n)


def _row(first: str, last: int) -> Callable[[int], str]:
    return lambda n: chr(ord(first) + n - 1) if 0 < n <= last else str(n)


def _wide(n: int) -> str:
    return "".join(chr(ord(c) + 0xFEE0) for c in str(n))


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda n: signs[n - 1] if 0 < n <= len(signs) else str(n)


FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": counting,
    "chineseCountingThousand": counting,
    "japaneseCounting": counting,
    "taiwaneseCounting": counting,
    "taiwaneseCountingThousand": counting,
    "japaneseDigitalTenThousand": _digital,
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "koreanDigital2": _digital,
    "chineseLegalSimplified": lambda n: counting(n, LEGAL, "拾佰仟"),
    "ideographLegalTraditional": lambda n: counting(n, LEGAL, "拾佰仟"),
    "ideographTraditional": _cycle(STEMS),
    "ideographZodiac": _cycle(BRANCHES),
    "ideographEnclosedCircle": _row("㊀", 10),
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalEnclosedCircle": _row("①", 20),
    "decimalEnclosedCircleChinese": _row("①", 20),
    "decimalEnclosedFullstop": _row("⒈", 20),
    "decimalEnclosedParen": _row("⑴", 20),
    "decimalZero": lambda n: f"{n:02d}",
    "numberInDash": lambda n: f"- {n} -",
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperLetter": lambda n: _letter(n, "A"),
    "lowerLetter": lambda n: _letter(n, "a"),
    "none": lambda n: "",
}


def written(n: int, form: str) -> str:
    """The number as Word's number format writes it; decimal for a format of another script."""
    return FORMATS.get(form, str)(n)
