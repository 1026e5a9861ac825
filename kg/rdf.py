"""The only door to rdflib: Turtle files in, an rdflib Dataset for those who want one, a SPARQL query taken apart."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rdflib import Dataset, Graph, Literal, Namespace, URIRef
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

__all__ = ["Dataset", "Graph", "Literal", "Namespace", "RdfError", "URIRef", "calls_service", "dataset", "graph"]

_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_FORMATS = {".ttl": "turtle", ".nt": "nt", ".nq": "nquads", ".trig": "trig", ".jsonld": "json-ld"}


class RdfError(ValueError):
    """An RDF file or a query cannot be parsed; the message is one line and names the file."""


def graph(*files: Path) -> Graph:
    """All triples of the given Turtle (or .nt) files in one rdflib Graph.

    Raises RdfError that names the file, and the line where the parser knows it.
    """
    out = Graph()
    for file in files:
        _parse(out, file)
    return out


def dataset(*files: Path) -> Dataset:
    """The given files (.nq, .trig, .jsonld) as one rdflib Dataset whose default graph is the union of all.

    For some hundred thousand quads at most (about 48,000 a second); the store is the place for more. Raises RdfError.
    """
    out = Dataset(default_union=True)
    with warnings.catch_warnings():  # rdflib 7.6's own parsers use what it deprecates
        warnings.filterwarnings("ignore", "(Dataset.default_context|ConjunctiveGraph) is deprecated", DeprecationWarning)
        for file in files:
            _parse(out, file)
    return out


def calls_service(query: str) -> bool:
    """Whether a SPARQL query asks another server (SERVICE), anywhere in it; told from the parsed query.

    A query without the word is not parsed at all: nothing spells SERVICE without its letters, once \\u escapes are read.
    Raises RdfError when the word is there and the query does not parse, so that in doubt nobody runs it.
    """
    if "service" not in _CODE_POINT.sub(_char, query).lower():
        return False
    try:
        return any(part.name == "ServiceGraphPattern" for part in _parts(parseQuery(query)))
    except Exception as error:  # pyparsing raises many kinds, RecursionError among them
        raise RdfError(f"the query holds the word SERVICE and does not parse: {_line(error)}") from None


def _parts(root: Any) -> Iterator[CompValue]:
    """Every node of rdflib's parse tree, without recursion."""
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, CompValue):
            yield node
            stack.extend(node.values())
        elif isinstance(node, Iterable) and not isinstance(node, str):
            stack.extend(node)


def _parse(into: Graph, file: Path) -> None:
    try:
        into.parse(data=file.read_bytes(), format=_FORMATS.get(file.suffix, "turtle"), publicID=file.resolve().as_uri())
    except (OSError, UnicodeDecodeError) as error:
        raise RdfError(f"{file}: {_line(error)}") from None
    except Exception as error:  # rdflib's parsers raise BadSyntax, ParseError, ValueError, AssertionError …
        line = getattr(error, "lines", None)  # rdflib's Turtle parser counts from 0
        at = f":{line + 1}" if isinstance(line, int) else ""
        raise RdfError(f"{file}{at}: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    """What a parser complains of; rdflib's Turtle parser keeps it in `_why`."""
    return _line(getattr(error, "_why", None) or error)


def _line(error: object) -> str:
    return " ".join(str(error).split())[:300]


def _char(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else match[0]
