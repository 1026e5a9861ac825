"""The words of the site's own interface in Chinese and English, read from words.json, as the markup that the language switch reads."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape

from zeren.kg.model import Target

COMPARATORS = {
    ">=": ("≥", "≥"),
    "<=": ("≤", "≤"),
    ">": (">", ">"),
    "<": ("<", "<"),
    "=": ("=", "="),
    "~": ("约", "about"),
    "decrease_by": ("下降", "down by"),
    "increase_by": ("提高", "up by"),
}
NO_UNIT = ("ratio", "fraction")


@cache
def words() -> dict[str, tuple[str, str]]:
    """Every word of the interface: key → (Chinese, English)."""
    data = json.loads((files("zeren.viz") / "words.json").read_text(encoding="utf-8"))
    return {key: (zh, en) for key, (zh, en) in data.items()}


def both(zh: str, en: str | None) -> Markup:
    """Text that the language switch turns; plain Chinese where no English is known."""
    if not en or en == zh:
        return escape(zh)
    return Markup('<span data-en="{}">{}</span>').format(en, zh)


@cache
def word(key: str) -> Markup:
    """A word of the interface. Raises KeyError for an unknown key."""
    return both(*words()[key])


@cache
def attribute(attribute_name: str, key: str) -> Markup:
    """An HTML attribute with a word as its value, with the English beside it."""
    zh, en = words()[key]
    return Markup('{0}="{1}" data-en-{0}="{2}"').format(attribute_name, zh, en)


def plain(key: str) -> str:
    """A word's Chinese as plain text, for places that hold no markup (an option, a title)."""
    return words()[key][0]


def english(key: str) -> Markup:
    """The attribute that gives an element with plain Chinese text its English."""
    return Markup('data-en="{}"').format(words()[key][1])


def script_words() -> dict[str, tuple[str, str]]:
    """The words that the scripts need: those whose key begins with "js."."""
    return {key.removeprefix("js."): pair for key, pair in words().items() if key.startswith("js.")}


def target_phrase(target: Target) -> tuple[str, str]:
    """A target's comparator, value and unit, in Chinese and in English words; the unit stays as written."""
    unit = "" if target.unit in NO_UNIT else target.unit
    zh, en = COMPARATORS[target.comparator]
    return f"{zh} {target.value}{unit}", f"{en} {target.value}{unit}"


def target_when(target: Target) -> tuple[str, str]:
    """The years and the origin of a target: ("2025年，以2020年为基数", "by 2025, baseline 2020"); empty where nothing is stated."""
    zh, en = [], []
    if target.year:
        zh.append(f"{target.year}年")
        en.append(f"by {target.year}")
    if target.baseline_year:
        zh.append(f"以{target.baseline_year}年为基数")
        en.append(f"baseline {target.baseline_year}")
    if target.quoted_from:
        zh.append(f"引自{target.quoted_from}")
        en.append(f"quoted from {target.quoted_from}")
    return "，".join(zh), ", ".join(en)
