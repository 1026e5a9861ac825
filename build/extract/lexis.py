"""Compile rows of a lexicon, sorted by what they are for, into few regular expressions that still tell which row decided."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from zeren.build import rules
from zeren.build.overlay import cached


class Choice:
    """Several rows as one alternation; `row(match)` is the row that matched."""

    def __init__(self, rows: Iterable[rules.Row], before: str = "", after: str = "", flags: int = 0) -> None:
        self.rows = tuple(rows)
        inner = "|".join(f"(?P<r{i}>{row.regex.pattern})" for i, row in enumerate(self.rows))
        self.pattern = re.compile(f"{before}(?:{inner or '(?!)'}){after}", flags)

    def row(self, match: re.Match[str]) -> rules.Row:
        return self.rows[int(next(name for name, value in match.groupdict().items() if value is not None)[1:])]

    def get(self, match: re.Match[str], key: str) -> Any:
        """What the deciding row sets for `key`, None when it sets nothing."""
        return dict(self.row(match).set).get(key)


class Lexis:
    """The rows of one lexicon by their `kind`."""

    def __init__(self, name: str) -> None:
        self.kinds: dict[str, list[rules.Row]] = {}
        for row in rules.load(name):
            self.kinds.setdefault(str(dict(row.set).get("kind", "")), []).append(row)

    def choice(self, kind: str, before: str = "", after: str = "", flags: int = 0) -> Choice:
        return Choice(self.kinds.get(kind, ()), before, after, flags)

    def words(self, kind: str) -> tuple[str, ...]:
        """Every word of the kind's rows, longest first."""
        return tuple(sorted({w for row in self.kinds.get(kind, ()) for w in row.words}, key=lambda w: (-len(w), w)))

    def any(self, kind: str) -> str:
        """The source of an alternation of all words and patterns of a kind, longest words first."""
        words = [re.escape(w) for w in self.words(kind)]
        patterns = [row.regex.pattern for row in self.kinds.get(kind, ()) if not row.words]
        return f"(?:{'|'.join([*words, *patterns]) or '(?!)'})"


@cached
def lexis(name: str) -> Lexis:
    """The lexicon `name` by kinds, the user's rows in front."""
    return Lexis(name)
