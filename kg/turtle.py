"""Read Turtle into plain tuples, naming the file when it is wrong."""

from __future__ import annotations

from collections.abc import Iterator


class TurtleError(ValueError):
    """A Turtle file cannot be read, or holds what ours never hold; the message names the file and the place."""


# Subject, predicate and value in plain strings, and the language of a text: "" for other literals, None where the value is an IRI.
Triple = tuple[str, str, str, str | None]


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
        raise TurtleError(f"{where}: not Turtle: {error}") from None
