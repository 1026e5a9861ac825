"""Slips of the pen: whether a name is a known one written wrong, and which known name is nearest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from zeren.build.bodies import bodies
from zeren.kg.vocab import Vocabulary

LEVELS = "省市州盟县区旗镇乡"


def nearest(name: str, known: Iterable[str], vocab: Vocabulary | None = None) -> str | None:
    """The known name that `name` is most likely a slip of, the plan's own (`known`) before those of the vocabulary; None when none is near.

    Near is an edit distance of 1, or of 2 in names of six characters and more. Of equals the one at the plan's level (the level that
    most of `known` begin with) comes first, then the plan's own, then the longer.

    >>> nearest("区民政", ["区财政局", "区民政局"])
    '区民政局'
    """
    bare = re.sub(r"\s", "", name)
    own = list(dict.fromkeys(known))
    level = _usual_level(own)
    limit = 0 if len(bare) < 3 else 1 if len(bare) < 6 else 2
    best: tuple[int, bool, int, int, str] | None = None
    for rank, candidates in enumerate((own, _at_level(level, vocab) if vocab and limit else ())):
        for candidate in candidates:
            if abs(len(candidate) - len(bare)) <= limit and len(set(candidate) & set(bare)) >= max(2, len(set(bare)) - limit):
                distance = edits(bare, candidate, limit)
                score = (distance, candidate[:1] != level, rank, -len(candidate), candidate)
                if distance <= limit and (best is None or score < best):
                    best = score
    return best[-1] if best else None


def is_slip(name: str, vocab: Vocabulary) -> bool:
    """Whether a name without its place is that of a department with one character wrong, missing or too many.

    Only names that end as those of government bureaus do, and only those long enough that one character is no other name.
    """
    if name[1:] in vocab.agency_stems:
        return True
    if len(name) < 4 or not bodies().bureau.search(name):
        return False
    lengths = [len(name) + 1, *(n for n in (len(name), len(name) - 1) if n >= 5)]
    return any(one_edit(name, stem) for n in lengths for stem in _by_length(vocab).get(n, ()))


def edits(left: str, right: str, limit: int) -> int:
    """The Levenshtein distance of two short texts, `limit` + 1 when it is more."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            above, row[j] = row[j], min(above + (a != b), row[j] + 1, row[j - 1] + 1)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def one_edit(left: str, right: str) -> bool:
    """Whether two different texts are one character apart (one wrong, missing or too many)."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    i = next((k for k, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    return left[i + (len(left) >= len(right)) :] == right[i + (len(right) >= len(left)) :]


def _usual_level(names: Iterable[str]) -> str:
    """The word for a level (市, 区) that most names begin with, "" without any."""
    counts = Counter(name[0] for name in names if name[0] in LEVELS)
    return min(counts, key=lambda c: (-counts[c], c)) if counts else ""


def _at_level(level: str, vocab: Vocabulary) -> Iterator[str]:
    """The vocabulary's names as the plan's level writes them."""
    return (level + stem for stem in vocab.agency_stems if level == "省" or not stem.endswith("厅"))


@lru_cache(maxsize=4)
def _by_length(vocab: Vocabulary) -> dict[int, tuple[str, ...]]:
    out: dict[int, list[str]] = {}
    for stem in vocab.agency_stems:
        out.setdefault(len(stem), []).append(stem)
    return {n: tuple(stems) for n, stems in out.items()}
