"""The words that names of bodies are made of (lexicon/bodies.yaml), compiled once."""

from __future__ import annotations

import re

from zeren.build import rules
from zeren.build.overlay import cached


class Bodies:
    """The rows of bodies.yaml by kind.

    `levels`, `places` and `zones` are words for places; the others match ends of names: of a field of work, a body, a company,
    people, a government bureau, a team, an organ of a body; `no_place` finds what no name of a place holds.
    """

    def __init__(self) -> None:
        groups: dict[str, list[rules.Row]] = {}
        for row in rules.load("bodies"):
            groups.setdefault(str(dict(row.set)["kind"]), []).append(row)
        self.collectives = tuple(groups["collective"])
        self.levels, self.places, self.zones = (
            tuple(word for row in groups[kind] for word in row.words) for kind in ("level", "place", "zone")
        )
        self.field, self.body, self.company, self.person, self.bureau, self.team, self.organ = (
            re.compile(f"(?:{'|'.join(row.regex.pattern for row in groups[kind])})$")
            for kind in ("field", "body", "company", "person", "bureau", "team", "organ")
        )

        self.no_place = re.compile("|".join(row.regex.pattern for row in groups["no-place"]))

    def collective(self, name: str) -> rules.Row | None:
        """The row by which a name is that of a group, None for a single body."""
        return next((row for row in self.collectives if row.regex.match(name)), None)


@cached
def bodies() -> Bodies:
    """The words of the package, loaded once."""
    return Bodies()
