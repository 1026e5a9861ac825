"""Read Turtle into plain tuples, naming the file when it is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from zeren.kg import written
from zeren.kg.prefixes import PREFIXES

PRELUDE = "".join(f"@prefix {prefix}: <{space}> . " for prefix, space in PREFIXES.items())


class TurtleError(ValueError):
    """A Turtle file cannot be read, or holds what ours never hold; the message names the file and the place."""


# Subject, predicate and value in plain strings, and the language of a text: "" for other literals, None where the value is an IRI.
Triple = tuple[str, str, str, str | None]


def read(file: Path) -> str:
    """The text of a Turtle file, the usual prefixes declared on its first line, so that a line such as
    `zrd:civil-affairs skos:altLabel "民政" .` is a whole file.

    Raises TurtleError when the file cannot be read.
    """
    try:
        return PRELUDE + written.read(file)
    except ValueError as error:
        raise TurtleError(str(error)) from None


def parse_turtle(text: str, where: str) -> Iterator[Triple]:
    """The statements of Turtle `text` in the order written; `where` names the file in errors.

    Raises TurtleError for wrong syntax and for a blank node.
    """
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    named, literal = NamedNode, Literal
    try:
        for quad in parse(text.encode("utf-8"), format=RdfFormat.TURTLE):
            subject, value = quad.subject, quad.object
            if type(subject) is not named:
                raise TurtleError(f"{where}: {quad.predicate.value} stands on a blank node; give it a name")
            if type(value) is named:
                yield subject.value, quad.predicate.value, value.value, None
            elif type(value) is literal:
                yield subject.value, quad.predicate.value, value.value, value.language or ""
            else:
                raise TurtleError(f"{where}: {subject.value}: {quad.predicate.value} points to a blank node; give it a name")
    except SyntaxError as error:
        said = re.sub(r"^Parser error at .*?: | \(line \d+\)$", "", str(error))
        raise TurtleError(f"{where}: not Turtle: line {error.lineno}: {said}") from None
