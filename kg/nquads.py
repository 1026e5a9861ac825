"""Write N-Quads: terms and lines as text, escaped as RDF 1.1 wants it, and nothing else; the fast door that emit and audit share."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from urllib.parse import quote

XSD = "http://www.w3.org/2001/XMLSchema#"
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PLAIN = re.compile(r"[A-Za-z0-9._~:/@!$&'()*+,;=?-]*(?:#[A-Za-z0-9._~:/@!$&'()*+,;=?-]*)?")
_UCSCHAR = "\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(f"{chr(n << 16)}-{chr((n << 16) + 0xFFFD)}" for n in range(1, 14))
_NOT_IN_IRI = re.compile(f"%(?![0-9A-Fa-f]{{2}})|[^A-Za-z0-9._~:/@!$&'()*+,;=?#%{_UCSCHAR}-]")
_NOT_IN_LITERAL = re.compile(r"[\x00-\x1f\"\\\x7f\ud800-\udfff]")
_LANG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,7}")
_ESCAPES = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\"}


@lru_cache(maxsize=1 << 16)
def iri(x: str) -> str:
    """The IRI `x` as a term: <x>. What RFC 3987 bars from an IRI is percent-encoded (a lone surrogate as U+FFFD).

    Raises ValueError when `x` is not absolute: N-Quads knows no base.

    >>> iri("https://example.org/a b")
    '<https://example.org/a%20b>'
    """
    if not _ABSOLUTE.match(x):
        raise ValueError(f"not an absolute IRI: {x!r}")
    if not _PLAIN.fullmatch(x):
        body, mark, fragment = x.partition("#")
        x = _NOT_IN_IRI.sub(lambda m: quote(_whole(m[0]), safe=""), body + mark + fragment.replace("#", "%23"))
    return f"<{x}>"


def literal(x: str | bool | int | Decimal, lang: str | None = None, datatype: str | None = None) -> str:
    """A literal as a term. A bool, int or Decimal gets its XSD datatype by itself; `datatype` is an IRI without brackets.

    A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD. Raises ValueError for both `lang` and `datatype`, or for a malformed tag.

    >>> literal("妇女", lang="zh-Hans")
    '"妇女"@zh-Hans'
    >>> literal(Decimal("3.50"))
    '"3.50"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    if lang and datatype:
        raise ValueError("a literal has a language or a datatype, not both")
    if isinstance(x, bool):
        x, datatype = "true" if x else "false", datatype or XSD + "boolean"
    elif isinstance(x, int):
        x, datatype = str(x), datatype or XSD + "integer"
    elif isinstance(x, Decimal):
        x, datatype = format(x, "f"), datatype or XSD + "decimal"
    if _NOT_IN_LITERAL.search(x):
        x = _NOT_IN_LITERAL.sub(_escape, x)
    if datatype:
        return f'"{x}"^^{iri(datatype)}'
    return f'"{x}"@{_tag(lang)}' if lang else f'"{x}"'


def line(s: str, p: str, o: str, g: str | None = None) -> str:
    """One quad as a line with its newline; the arguments are terms that `iri` and `literal` made, `g` None the default graph."""
    return f"{s} {p} {o} {g} .\n" if g else f"{s} {p} {o} .\n"


def _whole(char: str) -> str:
    return "\ufffd" if "\ud800" <= char <= "\udfff" else char


def _escape(match: re.Match[str]) -> str:
    char = _whole(match[0])
    return char if char == "\ufffd" else _ESCAPES.get(char) or f"\\u{ord(char):04X}"


@lru_cache(maxsize=64)
def _tag(lang: str) -> str:
    if not _LANG.fullmatch(lang):
        raise ValueError(f"not a language tag: {lang!r}")
    return lang
