"""Questions to the graph: the named queries of kg/queries, the check that a query only reads, and answers as plain tables."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from zeren.kg.nquads import literal
from zeren.kg.prefixes import with_prefixes
from zeren.kg.store import Result, Store, StoreError

if TYPE_CHECKING:
    import pandas as pd

FOLDER = Path(__file__).parent / "queries"
Value = str | int | Decimal | float | bool | None

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_HEADER = re.compile(r"#\s*(caption\.zh|caption\.en|param):\s*(.*)")
_PARAM = re.compile(r"([a-z][a-z_]*)\s*=\s*([^|]*[^|\s])\s*\|\s*(.*\S)")
_BLOCK = re.compile(r"VALUES\s+\$([a-z][a-z_]*)\s*\{\s*([^{}]*[^{}\s])\s*\}")
_UPDATE = re.compile(r"\b(?:INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD)\b", re.IGNORECASE)
_COMMENT = re.compile(r"(?m)^\s*#.*$")
_WIDE = str.maketrans("()", "（）")
_NARROW = str.maketrans("（）", "()")
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_WHOLE = {"integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "gYear"}


class QueryError(ValueError):
    """A question that cannot be asked: unknown name, missing parameter, broken or writing query; the message is one line."""


class Asked(Protocol):
    """What can be asked: an open dataset."""

    @property
    def store(self) -> Store: ...


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a named query: a whole number where `example` is one, else a label as people write it."""

    name: str
    example: str
    says: str
    required: bool

    @property
    def integer(self) -> bool:
        return bool(_INTEGER.fullmatch(self.example))


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of our own: its file's name, its captions, its parameters in order, its SPARQL text (which runs as it stands)."""

    name: str
    zh: str
    en: str
    params: tuple[Param, ...]
    text: str

    def bind(self, values: Mapping[str, str | int]) -> str:
        """The query with `values` in its VALUES blocks, escaped as terms; a label is tried as written and with either kind of brackets.

        The lines that end in “# with $name” go when the optional parameter `name` is left out, those that end in “# without $name” when
        it is given: with both a text means the same, and is slower.

        Raises QueryError for a parameter that is unknown, missing or no whole number.
        """
        if unknown := [name for name in values if name not in {p.name for p in self.params}]:
            raise QueryError(f"{self.name} has no parameter {unknown[0]}{_instead(unknown[0], [p.name for p in self.params])}")
        text = self.text
        for param in self.params:
            if param.name in values:
                block = f"VALUES ${param.name} {{ {_terms(self, param, values[param.name])} }}"
                text = _BLOCK.sub(lambda m, p=param, b=block: b if m[1] == p.name else m[0], text)  # type: ignore[misc]
            elif param.required:
                raise QueryError(f"{self.name} needs {param.name}: {param.says} (--param {param.name}={param.example})")
            mark = f"# with{'out' if param.name in values else ''} ${param.name}\n"
            text = "".join(line for line in text.splitlines(keepends=True) if not line.endswith(mark))
        return text


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: column names, and rows of str (IRIs too), int, Decimal, float, bool, or None where nothing is bound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@cache
def named(folder: Path = FOLDER) -> tuple[NamedQuery, ...]:
    """All named queries of a folder, by name.

    Raises QueryError that names the file when one is malformed: no captions, a parameter without its VALUES block, no SPARQL.
    """
    return tuple(_load(file) for file in sorted(folder.glob("*.rq"), key=lambda f: f.stem))


def named_query(name: str) -> NamedQuery:
    """The named query `name`; raises QueryError with the nearest name when there is none."""
    for query in named():
        if query.name == name:
            return query
    raise QueryError(f"no query named {name}{_instead(name, [q.name for q in named()])}; --list shows all {len(named())}")


def prepare(name_or_sparql: str, params: Mapping[str, str | int] | None = None) -> str:
    """The SPARQL text to run: a named query with its parameters, or a text of the user's that has been checked.

    Raises QueryError.
    """
    if _NAME.fullmatch(name_or_sparql.strip()):
        return named_query(name_or_sparql.strip()).bind(params or {})
    if params:
        raise QueryError(f"only a named query takes parameters, not a SPARQL text: {', '.join(params)}")
    return checked(name_or_sparql)


def checked(sparql: str) -> str:
    """A user's query that reads and asks no other server, with the prefixes that it left out.

    Raises QueryError for an update, for SERVICE, and for what does not parse (with line and column).
    """
    text = with_prefixes(sparql)
    _refuse_service(text)
    try:
        Store().query(text)
    except StoreError as error:
        if _UPDATE.match(_head(sparql)):
            raise QueryError("this is an update; a query only reads: SELECT, ASK, CONSTRUCT or DESCRIBE") from None
        raise QueryError(_syntax(str(error), len(text) - len(sparql))) from None
    return text


def run(store: Store, name_or_sparql: str, params: Mapping[str, str | int] | None = None) -> Table:
    """Ask a store and get the answer as a table.

    Raises QueryError for what cannot be asked, StoreError when the store fails.
    """
    return table(store.query(prepare(name_or_sparql, params)))


def frame(ds: Asked, name_or_sparql: str, params: Mapping[str, str | int]) -> pd.DataFrame:
    """Ask a dataset and get the answer as a typed pandas DataFrame.

    Raises QueryError for what cannot be asked, StoreError when the store fails.
    """
    from zeren.kg.frames import to_frame  # pandas takes long to import: only for those who want a frame

    return to_frame(run(ds.store, name_or_sparql, params))


def table(result: Result) -> Table:
    """Oxigraph's answer as a table: ASK gives one cell `answer`, CONSTRUCT and DESCRIBE subject, predicate, object."""
    if isinstance(result, Iterable):
        if (variables := getattr(result, "variables", None)) is not None:
            return Table(tuple(v.value for v in variables), tuple(tuple(plain(term) for term in row) for row in result))
        triples = sorted({(plain(t.subject), plain(t.predicate), plain(t.object)) for t in result}, key=repr)
        return Table(("subject", "predicate", "object"), tuple(triples))
    return Table(("answer",), ((bool(result),),))


def plain(term: Any) -> Value:
    """An RDF term as a plain value: IRIs, dates and texts as str, numbers and booleans as such; an ill-typed literal stays a str."""
    if term is None:
        return None
    value: str = term.value
    datatype = getattr(term, "datatype", None)
    kind = datatype.value.rpartition("#")[2] if datatype is not None else ""
    try:
        if kind in _WHOLE:
            return int(value)
        if kind == "decimal":
            return Decimal(value)
        if kind in ("double", "float"):
            return float(value)
    except (ValueError, ArithmeticError):
        return value
    return value in ("true", "1") if kind == "boolean" else value


def _load(file: Path) -> NamedQuery:
    text = file.read_text(encoding="utf-8")
    heads = [m.groups() for line in text.splitlines() if (m := _HEADER.match(line))]
    captions = {key: value.strip() for key, value in heads if key != "param"}
    blocks = dict(_BLOCK.findall(text))
    params = tuple(_param(file, value, blocks) for key, value in heads if key == "param")
    if not all(captions.get(key) for key in ("caption.zh", "caption.en")):
        raise QueryError(f"{file}: needs a line “# caption.zh: …” and a line “# caption.en: …”")
    if stray := sorted(set(blocks) - {p.name for p in params}):
        raise QueryError(f"{file}: ${stray[0]} has no line “# param: {stray[0]} = example | what it is”")
    try:
        _refuse_service(text)
        Store().query(text)
    except (QueryError, StoreError) as error:
        raise QueryError(f"{file}: {error}") from None
    return NamedQuery(file.stem, captions["caption.zh"], captions["caption.en"], params, text)


def _param(file: Path, line: str, blocks: Mapping[str, str]) -> Param:
    if not (match := _PARAM.fullmatch(line.strip())):
        raise QueryError(f"{file}: “# param: {line}” is not of the form “# param: name = example | what it is”")
    name, example, says = match.groups()
    if name not in blocks:
        raise QueryError(f"{file}: the parameter {name} has no block “VALUES ${name} {{ … }}”")
    return Param(name, example, says, required=blocks[name] != "UNDEF")


def _terms(query: NamedQuery, param: Param, value: str | int) -> str:
    """The terms that stand for a parameter's value; never a part of the query's own text."""
    text = " ".join(str(value).split())
    if param.integer:
        if not _INTEGER.fullmatch(text):
            raise QueryError(f"{query.name}: {param.name} is a whole number, not {text!r}")
        return str(int(text))
    forms = dict.fromkeys((text, text.translate(_WIDE), text.translate(_NARROW)))
    return " ".join(f"{literal(form, 'zh-Hans')} {literal(form)}" for form in forms)


def _refuse_service(text: str) -> None:
    if "service" not in text.lower() and "\\u" not in text.lower():
        return
    from zeren.kg.rdf import RdfError, calls_service  # rdflib takes long to import: only for the few queries that need it

    try:
        if calls_service(text):
            raise QueryError("SERVICE is refused: a query asks this dataset and no other server")
    except RdfError as error:
        raise QueryError(str(error)) from None


def _head(sparql: str) -> str:
    """The query from its first word on that is no comment, BASE or PREFIX declaration."""
    return re.sub(r"\s*(?:(?:BASE|PREFIX\s+[\w.-]*:)\s*<[^<>]*>\s*)*", "", _COMMENT.sub("", sparql), count=1, flags=re.IGNORECASE)


def _syntax(message: str, shift: int) -> str:
    """A parser's complaint without its list of all that might have stood there, the column counted in the user's own text."""
    if not (at := re.search(r"error at (\d+):(\d+)", message)):
        return message
    line, column = int(at[1]), int(at[2]) - (shift if at[1] == "1" else 0)
    return f"the query does not parse at line {line}, column {column}"


def _instead(wrong: str, names: list[str]) -> str:
    near = difflib.get_close_matches(wrong, names, n=1, cutoff=0.5)
    return f"; did you mean {near[0]}?" if near else ""


def listing() -> Iterator[tuple[str, str, str, str]]:
    """(name, parameters, Chinese caption, English caption) of each named query; an optional parameter stands in brackets."""
    for query in named():
        params = " ".join(p.name if p.required else f"[{p.name}]" for p in query.params)
        yield query.name, params, query.zh, query.en
