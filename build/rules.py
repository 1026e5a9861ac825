"""Load the lexicon: ways of saying things as rows of data, each with its proof beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

KEYS = frozenset({"id", "pattern", "words", "set", "examples", "not", "note"})


class LexiconError(ValueError):
    """A lexicon file is wrong; the message names file, row and key."""


@dataclass(frozen=True, slots=True)
class Row:
    """One way of saying something.

    `id` is file:row; `regex` is compiled from `pattern` (macros in {braces} filled in) or from `words` (longest first);
    `set` holds slots that the row fixes; `examples` are (text, slots) pairs it must find, `silent` texts it must not.
    """

    id: str
    regex: re.Pattern[str]
    words: tuple[str, ...]
    set: tuple[tuple[str, Any], ...]
    examples: tuple[tuple[str, tuple[tuple[str, Any], ...]], ...]
    silent: tuple[str, ...]

    def slots(self, match: re.Match[str]) -> dict[str, Any]:
        """The row's fixed slots and the match's named groups that took part."""
        return {**dict(self.set), **{k: v for k, v in match.groupdict().items() if v is not None}}

    def find(self, text: str) -> Iterator[re.Match[str]]:
        return self.regex.finditer(text)


def load(name: str, extra: Path | None = None) -> tuple[Row, ...]:
    """The rows of lexicon `name` (without .yaml), the user's own (`extra`/name.yaml) in front.

    Raises LexiconError naming file and row when a row is malformed or fails its own proof.
    """
    return _load(name, extra)


def names() -> list[str]:
    """Every lexicon of the package, sorted."""
    folder = resources.files("zeren.build") / "lexicon"
    return sorted(p.name.removesuffix(".yaml") for p in folder.iterdir() if p.name.endswith(".yaml"))


@lru_cache(maxsize=64)
def _load(name: str, extra: Path | None) -> tuple[Row, ...]:
    text = (resources.files("zeren.build") / "lexicon" / f"{name}.yaml").read_text(encoding="utf-8")
    data, macros = _parse(f"{name}.yaml", text)
    own: list[Row] = []
    if extra is not None and (extra / f"{name}.yaml").is_file():
        mine, more = _parse(str(extra / f"{name}.yaml"), (extra / f"{name}.yaml").read_text(encoding="utf-8"))
        own = list(_rows(f"{extra.name}/{name}", mine, {**macros, **more}))
        for row in own:
            for fault in prove(row):
                raise LexiconError(fault)
    return (*own, *_rows(name, data, macros))


def _parse(file: str, text: str) -> tuple[list[dict[str, Any]], dict[str, str]]:
    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise LexiconError(f"{file}: not YAML: {' '.join(str(error).split())}") from None
    if not isinstance(data, dict) or not isinstance(data.get("rows"), list) or set(data) - {"macros", "rows"}:
        raise LexiconError(f"{file}: needs the key rows (a list) and may have macros, nothing else")
    return data["rows"], {str(k): str(v) for k, v in (data.get("macros") or {}).items()}


def _rows(file: str, data: Iterable[dict[str, Any]], macros: dict[str, str]) -> Iterator[Row]:
    seen: set[str] = set()
    for raw in data:
        row = _row(file, raw, macros)
        if row.id in seen:
            raise LexiconError(f"{row.id}: this id stands twice")
        seen.add(row.id)
        yield row


def _row(file: str, raw: dict[str, Any], macros: dict[str, str]) -> Row:
    where = f"{file}:{raw.get('id') if isinstance(raw, dict) else raw}"
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
        raise LexiconError(f"{where}: a row is a mapping with an id")
    if unknown := set(raw) - KEYS:
        raise LexiconError(f"{where}: unknown key {sorted(unknown)[0]}")
    if ("pattern" in raw) == ("words" in raw):
        raise LexiconError(f"{where}: needs either pattern or words")
    if not raw.get("examples"):
        raise LexiconError(f"{where}: has no examples")
    words = tuple(sorted(map(str, raw.get("words") or ()), key=lambda w: (-len(w), w)))
    source = "|".join(map(re.escape, words)) if words else fill(where, str(raw.get("pattern")), macros)
    try:
        regex = re.compile(source)
    except re.error as error:
        raise LexiconError(f"{where}: the pattern does not compile: {error}") from None
    examples = tuple(_example(where, e) for e in raw["examples"])
    return Row(where, regex, words, tuple((raw.get("set") or {}).items()), examples, tuple(map(str, raw.get("not") or ())))


def fill(where: str, pattern: str, macros: dict[str, str]) -> str:
    """Put macros in place of {name}; regex counts such as {2,4} stay."""
    for _ in range(8):
        names_ = re.findall(r"\{([a-z_]+)\}", pattern)
        if not names_:
            return pattern
        for name in names_:
            if name not in macros:
                raise LexiconError(f"{where}: unknown macro {{{name}}}")
            pattern = pattern.replace(f"{{{name}}}", f"(?:{macros[name]})")
    raise LexiconError(f"{where}: macros go round in circles")


def _example(where: str, raw: Any) -> tuple[str, tuple[tuple[str, Any], ...]]:
    if isinstance(raw, str):
        return raw, ()
    if isinstance(raw, dict) and isinstance(raw.get("text"), str) and set(raw) <= {"text", "slots"}:
        return raw["text"], tuple((raw.get("slots") or {}).items())
    raise LexiconError(f"{where}: an example is a text, or a mapping of text and slots")


def prove(row: Row) -> Iterator[str]:
    """What is wrong with a row, by its own examples; nothing when it is proven."""
    for text, slots in row.examples:
        matches = list(row.find(text))
        if not matches:
            yield f"{row.id}: does not find its example {text!r}"
        elif slots and not any(dict(slots).items() <= row.slots(m).items() for m in matches):
            yield f"{row.id}: in {text!r} finds {row.slots(matches[0])}, not {dict(slots)}"
    for text in row.silent:
        if match := row.regex.search(text):
            yield f"{row.id}: must be silent on {text!r} but finds {match.group()!r}"
