"""Read a user's aliases: one line each, how a name is written and what it means (区民政: 区民政局)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from zeren.kg import written

FILES = ("aliases.yaml", "aliases.csv", "aliases.txt")
HEADERS = frozenset({("写法", "名称"), ("别名", "名称"), ("alias", "name")})
BETWEEN = re.compile(r"\s*(?:[:：=＝,，\t→]|[-=]>)\s*")
QUOTES = "\"'“”‘’"
LONGEST = 80  # characters of a name


class AliasError(ValueError):
    """A line of aliases is wrong; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Alias:
    """What a name as written means, and the line that says so."""

    written: str
    name: str
    where: str


def read(folder: Path) -> dict[str, Alias]:
    """The aliases of a folder by the name as written; raises AliasError, one line, when a line is wrong."""
    out: dict[str, Alias] = {}
    for file in (folder / name for name in FILES):
        if file.is_file():
            for one in _lines(file):
                if (other := out.get(one.written)) and other.name != one.name:
                    raise AliasError(f"{one.where}: {one.written} means {other.name} too ({other.where})")
                out.setdefault(one.written, one)
    for one in out.values():
        if one.name in out:
            raise AliasError(f"{one.where}: {one.written} means {one.name}, which is an alias itself")
    return out


def _lines(file: Path) -> list[Alias]:
    try:
        text = written.read(file)
    except ValueError as error:
        raise AliasError(str(error)) from None
    out: list[Alias] = []
    for number, raw in enumerate(text.split("\n"), 1):
        line = re.sub(r"(?:^|\s)#.*", "", raw).strip().rstrip(",，;；")
        if not line or line == "---":
            continue
        where = f"{file}: line {number}"
        parts = [part.strip().strip(QUOTES).strip() for part in BETWEEN.split(line)]
        if len(parts) != 2 or not all(parts):
            raise AliasError(f"{where}: write one alias and what it means, as in 区民政: 区民政局")
        alias, name = ("".join(part.split()) for part in parts)
        if (alias, name) in HEADERS and not out:
            continue
        if alias == name or max(len(alias), len(name)) > LONGEST:
            raise AliasError(f"{where}: {alias} is its own name" if alias == name else f"{where}: a name has at most {LONGEST} characters")
        out.append(Alias(alias, name, where))
    return out
