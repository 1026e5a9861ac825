"""Find the words of a long list in a text in one pass: the longest at each place, by its first two characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import add
from typing import Generic, TypeVar

V = TypeVar("V")


class Gazetteer(Generic[V]):
    """Words of at least two characters, each with the values it stands for (none for a word with None)."""

    def __init__(self, entries: Iterable[tuple[str, V | None]]) -> None:
        words: dict[str, list[V]] = {}
        for word, value in entries:
            if len(word) >= 2:
                words.setdefault(word, []).extend([] if value is None else [value])
        self._heads: dict[str, list[tuple[str, tuple[V, ...]]]] = {}
        for word in sorted(words, key=lambda w: (-len(w), w)):
            self._heads.setdefault(word[:2], []).append((word, tuple(dict.fromkeys(words[word]))))

    def find(self, text: str) -> Iterator[tuple[int, str, tuple[V, ...]]]:
        """The longest word at every place where one begins: place, word, values. A word inside a longer one counts too."""
        heads = self._heads
        for n, pair in enumerate(map(add, text, text[1:])):
            if pair in heads:
                for word, values in heads[pair]:
                    if text.startswith(word, n):
                        yield n, word, values
                        break
