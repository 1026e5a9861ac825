"""Ask the reading lexicons (headings, head, tasks) whether a text says something of a kind."""

from __future__ import annotations

import re

from zeren.build.overlay import cached
from zeren.build.rules import Row, load


@cached
def rows(lexicon: str, kind: str) -> tuple[Row, ...]:
    """The rows of a lexicon whose `set` has this kind, in order."""
    return tuple(row for row in load(lexicon) if dict(row.set).get("kind") == kind)


def said(kind: str, text: str) -> re.Match[str] | None:
    """The first match in a text of the head lexicon's rows of a kind (date, number, title …)."""
    return said_in("head", kind, text)


def said_in(lexicon: str, kind: str, text: str) -> re.Match[str] | None:
    """The first match in a text of the lexicon's rows of a kind."""
    for row in rows(lexicon, kind):
        if match := row.regex.search(text):
            return match
    return None


@cached
def _kinds(lexicon: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((row.regex, str(dict(row.set)["kind"])) for row in load(lexicon))


def kind_of(lexicon: str, text: str) -> str | None:
    """The kind of the first row that matches a text, None where none does."""
    return next((kind for regex, kind in _kinds(lexicon) if regex.search(text)), None)
