"""Load the lexicon: ways of saying things as rows of data, each with its proof beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, get_args

import yaml

from zeren.build.overlay import cached, current
from zeren.kg.model import Comparator, DutyRole, Role

KEYS = frozenset({"id", "pattern", "words", "set", "examples", "not", "note"})
OWN = "own/"  # in front of the id of a user's row
CLOSED = {"role": {*get_args(Role), *get_args(DutyRole)}, "comparator": {*get_args(Comparator)}, "direction": {"higher", "lower"}}


class LexiconError(ValueError):
    """A lexicon file is wrong; the message names file, row and key."""


@dataclass(frozen=True, slots=True)
class Row:
    """One way of saying something.

    `id` is file:row (own/file:row where it is the user's); `written` is the pattern as it stands there, `regex` is compiled from it
    (macros in {braces} filled in) or from `words` (longest first); `set` holds slots that the row fixes; `examples` are (text, slots)
    pairs it must find, `silent` texts it must not.
    """

    id: str
    regex: re.Pattern[str]
    words: tuple[str, ...]
    set: tuple[tuple[str, Any], ...]
    examples: tuple[tuple[str, tuple[tuple[str, Any], ...]], ...]
    silent: tuple[str, ...]
    written: str = ""

    def slots(self, match: re.Match[str]) -> dict[str, Any]:
        """The row's fixed slots and the match's named groups that took part."""
        return {**dict(self.set), **{k: v for k, v in match.groupdict().items() if v is not None}}

    def find(self, text: str) -> Iterator[re.Match[str]]:
        return self.regex.finditer(text)


def load(name: str) -> tuple[Row, ...]:
    """The rows of lexicon `name` (without .yaml), in front of them the user's own of the overlay in use.

    An own row with the id of one of the package's takes its place. Raises LexiconError naming file and row when a row is malformed,
    fails its own proof or is like no row of the lexicon.
    """
    return _load(name)


def row(id: str) -> Row | None:
    """The row with this id, None where there is none."""
    name = id.removeprefix(OWN).partition(":")[0]
    return next((r for r in load(name) if r.id == id), None) if name in names() else None


def check() -> int:
    """Load every lexicon that the overlay in use changes; returns the number of own rows.

    Raises LexiconError for a row as `load` does, and for a file that is no lexicon.
    """
    for name, (file, _) in current().files.items():
        if name not in names():
            raise LexiconError(f"{file}: there is no lexicon {name}; these are: {', '.join(names())}")
    return sum(r.id.startswith(OWN) and r.id != f"{OWN}agencies:names" for name in current().files for r in load(name))


def names() -> list[str]:
    """Every lexicon of the package, sorted."""
    folder = resources.files("zeren.build") / "lexicon"
    return sorted(p.name.removesuffix(".yaml") for p in folder.iterdir() if p.name.endswith(".yaml"))


@cached
def _load(name: str) -> tuple[Row, ...]:
    macros, rows = _package(name)
    if name == "agencies" and current().names:
        rows = (_named(current().names), *rows)
    if name not in current().files:
        return rows
    file, text = current().files[name]
    data, more = _parse(file, text)
    own = tuple(_rows(f"{OWN}{name}", data, {**macros, **more}, file))
    for one in own:
        for fault in (*_faults(one), *_unlike(one, rows)):
            raise LexiconError(f"{file}:{one.id.partition(':')[2]}: {fault}")
    replaced = {one.id.removeprefix(OWN) for one in own}
    return (*own, *(r for r in rows if r.id not in replaced))


@lru_cache(maxsize=64)
def _package(name: str) -> tuple[dict[str, str], tuple[Row, ...]]:
    text = (resources.files("zeren.build") / "lexicon" / f"{name}.yaml").read_text(encoding="utf-8")
    data, macros = _parse(f"{name}.yaml", text)
    return macros, tuple(_rows(name, data, macros, name))


def _named(names: tuple[str, ...]) -> Row:
    """The row for the agencies that the user's vocabulary adds: their names end as no other body's may."""
    words = tuple(sorted(names, key=lambda w: (-len(w), w)))
    examples = tuple((word, ()) for word in words)
    return Row(f"{OWN}agencies:names", re.compile("|".join(map(re.escape, words))), words, (("kind", "body"),), examples, ())


def _parse(file: str, text: str) -> tuple[list[dict[str, Any]], dict[str, str]]:
    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise LexiconError(f"{file}: not YAML: {' '.join(str(error).split())}") from None
    if not isinstance(data, dict) or not isinstance(data.get("rows"), list) or set(data) - {"macros", "rows"}:
        raise LexiconError(f"{file}: needs the key rows (a list) and may have macros, nothing else")
    return data["rows"], {str(k): str(v) for k, v in (data.get("macros") or {}).items()}


def _rows(name: str, data: Iterable[dict[str, Any]], macros: dict[str, str], file: str) -> Iterator[Row]:
    seen: set[str] = set()
    for raw in data:
        row = _row(name, raw, macros, file)
        if row.id in seen:
            raise LexiconError(f"{file}:{raw['id']}: this id stands twice")
        seen.add(row.id)
        yield row


def _row(name: str, raw: dict[str, Any], macros: dict[str, str], file: str) -> Row:
    where = f"{file}:{raw.get('id') if isinstance(raw, dict) else raw}"
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
        raise LexiconError(f"{where}: a row is a mapping with an id")
    if unknown := set(raw) - KEYS:
        raise LexiconError(f"{where}: unknown key {sorted(unknown)[0]}")
    if ("pattern" in raw) == ("words" in raw):
        raise LexiconError(f"{where}: needs either pattern or words")
    if not raw.get("examples"):
        raise LexiconError(f"{where}: has no examples")
    if not isinstance(raw.get("set") or {}, dict):
        raise LexiconError(f"{where}: set is a mapping: {{kind: …}}")
    words = tuple(sorted((w for w in map(str, _list(raw.get("words"))) if w), key=lambda w: (-len(w), w)))
    source = "|".join(map(re.escape, words)) if words else fill(where, str(raw.get("pattern") or ""), macros)
    try:
        regex = re.compile(source)
    except (re.error, OverflowError, RecursionError) as error:
        raise LexiconError(f"{where}: the pattern does not compile: {error}") from None
    examples = tuple(_example(where, e) for e in _list(raw["examples"]))
    fixed = tuple((str(k), v) for k, v in (raw.get("set") or {}).items())
    return Row(f"{name}:{raw['id']}", regex, words, fixed, examples, tuple(map(str, _list(raw.get("not")))), str(raw.get("pattern") or ""))


def _list(value: Any) -> list[Any]:
    """A list as it is, nothing as an empty one, anything else as a list of one."""
    return value if isinstance(value, list) else [] if value is None else [value]


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
    return (f"{row.id}: {fault}" for fault in _faults(row))


def _faults(row: Row) -> Iterator[str]:
    for text, slots in row.examples:
        matches = list(row.find(text))
        if not matches:
            yield f"does not find its example {text!r}"
        elif slots and not any(dict(slots).items() <= row.slots(m).items() for m in matches):
            yield f"in {text!r} finds {row.slots(matches[0])}, not {dict(slots)}"
    for text in row.silent:
        if match := row.regex.search(text):
            yield f"must be silent on {text!r} but finds {match.group()!r}"


def _unlike(own: Row, rows: Sequence[Row]) -> Iterator[str]:
    """Why an own row fits nowhere among the rows of its lexicon: the extractors look for rows by kind, keys and groups."""
    if own.regex.search("") is not None:
        yield "finds nothing at all: the pattern must hold at least one character"
    for key, value in own.set:
        if key in CLOSED and value not in CLOSED[key]:
            yield f"set.{key} is {value}, not one of {', '.join(sorted(CLOSED[key]))}"
    kinds = {_kind(r): None for r in rows}
    if _kind(own) not in kinds:
        yield f"is set as {_told(_kind(own))}; this lexicon has {'; '.join(map(_told, kinds))}"
    like = [r for r in rows if _kind(r) == _kind(own)]
    if like:
        if all(r.words for r in like) and not own.words:
            yield f"needs words, as all rows with {_told(_kind(own))} have"
        if (shape := _shape(own)) not in (shapes := {_shape(r): None for r in like}):
            yield f"has {_said(shape)}; rows with {_told(_kind(own))} have {' or '.join(map(_said, shapes))}"


def _kind(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple((key, str(value)) for key, value in sorted(row.set) if key in ("is", "kind"))


def _shape(row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(sorted(dict(row.set))), tuple(sorted(row.regex.groupindex))


def _told(kind: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{key}: {value}" for key, value in kind) or "nothing"


def _said(shape: tuple[tuple[str, ...], tuple[str, ...]]) -> str:
    keys, groups = shape
    return f"set {', '.join(keys)} and {'groups ' + ', '.join(groups) if groups else 'no groups'}"
