"""Read the words between a subject and its value, from the value backwards: the verb, 至少, 分别, 约 and fillers."""

from __future__ import annotations

from dataclasses import dataclass

from zeren.build.extract.phrases import Phrases, Word
from zeren.build.extract.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Approach:
    """What stands right before a value: its verb and the small words, and the offset `start` where they begin."""

    start: int
    verb: Word | None = None
    commit: Word | None = None
    floor: Word | None = None
    about: Word | None = None
    each: bool = False
    apiece: bool = False
    all: bool = False

    @property
    def level(self) -> Word | None:
        return self.verb if self.verb and self.verb.kind == "level" else None

    @property
    def strong(self) -> bool:
        """A verb that by itself tells a value (达到, 不少于), not 为 or 在."""
        return self.level is not None and not (self.verb and self.verb.weak)

    @property
    def change(self) -> Word | None:
        return self.verb if self.verb and self.verb.kind == "change" else None

    @property
    def bound(self) -> bool:
        """A lower or upper bound is said before the value (至少, 不超过)."""
        return self.floor is not None or bool(self.verb and self.verb.kind == "level" and self.verb.comparator in (">=", "<=", ">", "<"))


def approach(work: str, low: int, at: int, phrases: Phrases) -> Approach:
    """Walk back from the value at offset `at`, not further than `low`."""
    seen: dict[str, Word] = {}
    position, last = at, None
    while position > low:
        word = phrases.verbs.ending(work[max(low, position - phrases.verbs.longest) : position])
        if word is None or not _goes_on(word, seen, last):
            break
        seen.setdefault("verb" if word.kind in ("level", "change") else word.kind, word)
        position, last = position - len(word.text), word
    return Approach(
        position,
        seen.get("verb"),
        seen.get("commit"),
        seen.get("floor"),
        seen.get("about"),
        "each" in seen,
        "apiece" in seen,
        "all" in seen,
    )


def _goes_on(word: Word, seen: dict[str, Word], last: Word | None) -> bool:
    """Whether a word still belongs to the words before the value; a lone character is mostly a noun's end once the verb is found.

    A second verb is taken only behind a joining word: 达到并保持在.
    """
    found = "verb" in seen or "commit" in seen
    if word.kind in ("level", "change", "commit") and found:
        if word.kind == "commit":
            return "commit" not in seen and seen["verb"].kind == "level" and (len(word.text) > 1 or seen["verb"].comparator in (">=", "<="))
        return word.kind == "level" and len(word.text) > 1 and last is not None and last.kind == "filler"
    return True


def comparator(near: Approach, quantity: Quantity) -> tuple[str, str]:
    """How the value binds, and the rule that says so: a change, else the suffix, else 至少, else the verb, else 约."""
    if near.change:
        return str(near.change.comparator), near.change.rule
    if quantity.suffix and quantity.suffix.comparator != "=":
        return str(quantity.suffix.comparator), near.verb.rule if near.verb else quantity.suffix.rule
    if near.floor:
        return ">=", near.floor.rule
    if near.about and not near.bound:
        return "~", near.about.rule
    word = near.verb or near.commit
    return (str(word.comparator), word.rule) if word else ("=", quantity.rule)
