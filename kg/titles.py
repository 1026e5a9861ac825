"""Bring titles of laws, plans and standards to one form, so that the same title written in two ways is found."""

from __future__ import annotations

import re
import unicodedata

_DROP = str.maketrans("", "", "《》〈〉<>“”\"‘’'「」『』 \t\r\n\u3000\u200b\ufeff")
_DASH = re.compile("[‐-―−─－~～]+")
_YEARS = re.compile("[〇零○一二三四五六七八九]{4}(?=年)")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_STATE = "中华人民共和国"
_EDITION = re.compile(r"\((?:\d{4}年?)?(?:最新)?(?:第.次)?(?:修订|修正|修改|修正案|试行|暂行|草案)(?:版|本|稿)?\)$")


def normal(title: str) -> str:
    """The title without quotation marks, spaces and the state's name, with half-width brackets, one kind of dash and years in digits."""
    text = unicodedata.normalize("NFKC", title.translate(_DROP)).translate(_DROP)
    text = _DASH.sub("-", text).replace("〔", "(").replace("〕", ")").replace("[", "(").replace("]", ")")
    text = _YEARS.sub(lambda match: match.group().translate(_DIGITS), text)
    text = re.sub(r"(?<=\d)年?[-至](?=\d{4}年?\))", "-", text)
    return text.removeprefix(_STATE) or text


def without_edition(title: str) -> str:
    """A normal title without its closing (试行), (2018年修订) and the like."""
    return _EDITION.sub("", title)
