"""Turtle comes in as plain tuples; wrong syntax and blank nodes are named with their file."""

from __future__ import annotations

import pytest

from zeren.kg.turtle import TurtleError, parse_turtle

HEAD = "@prefix a: <http://x/> .\n"


def test_order_language_and_kind_of_value() -> None:
    text = HEAD + 'a:s a:p "好"@zh-Hans, "1", a:o .'
    assert list(parse_turtle(text, "f.ttl")) == [
        ("http://x/s", "http://x/p", "好", "zh-hans"),
        ("http://x/s", "http://x/p", "1", ""),
        ("http://x/s", "http://x/p", "http://x/o", None),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a:s a:p .", "f.ttl: not Turtle"),
        (HEAD + "a:s a:p _:b .", "f.ttl: http://x/s: http://x/p points to a blank node"),
        (HEAD + "[] a:p a:o .", "f.ttl: http://x/p stands on a blank node"),
    ],
)
def test_what_is_wrong_names_the_file(text: str, says: str) -> None:
    with pytest.raises(TurtleError) as error:
        list(parse_turtle(text, "f.ttl"))
    assert says in str(error.value)
