"""N-Quads terms and lines, proven by the parser that will load them."""

from __future__ import annotations

import doctest
import time
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zeren.kg import nquads
from zeren.kg.nquads import XSD, iri, line, literal

S, P, G = iri("https://example.org/s"), iri("https://example.org/p"), iri("https://example.org/g")


def parsed(o: str, g: str | None = G) -> ox.Quad:
    (quad,) = ox.parse(line(S, P, o, g), format=ox.RdfFormat.N_QUADS)
    return quad


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives(text: str) -> None:
    assert parsed(literal(text)).object.value == text
    assert "\n" not in literal(text) and "\r" not in literal(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_iri_is_accepted_by_the_parser(text: str) -> None:
    assert parsed(iri("https://example.org/" + text)).object.value.startswith("https://example.org/")


def test_a_clean_iri_is_kept_as_it_is() -> None:
    for x in ("https://w3id.org/zeren/id/text/003#char=1,2", "urn:x:妇女", "http://a/%20", "http://a/?q=𠀀&r#f"):
        assert parsed(iri(x)).object.value == x


def test_forbidden_characters_in_an_iri_are_percent_encoded() -> None:
    assert iri('http://a/ <>"{}|\\^`') == "<http://a/%20%3C%3E%22%7B%7D%7C%5C%5E%60>"
    assert iri("http://a/100%#b#[c]") == "<http://a/100%25#b%23%5Bc%5D>"


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    assert literal("a\ud800b") == '"a\ufffdb"'
    assert iri("http://a/\udfff") == "<http://a/%EF%BF%BD>"
    literal("a\ud800b").encode("utf-8")


@pytest.mark.parametrize("bad", ["", "a/b", "#x", "//host/x", "1a:b"])
def test_a_relative_iri_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="not an absolute IRI"):
        iri(bad)


def test_languages_and_datatypes() -> None:
    assert parsed(literal("妇女", lang="zh-Hans")).object == ox.Literal("妇女", language="zh-hans")
    assert parsed(literal("2021", datatype=XSD + "gYear")).object.datatype.value == XSD + "gYear"
    assert literal(True) == f'"true"^^<{XSD}boolean>'
    assert literal(7) == f'"7"^^<{XSD}integer>'
    assert literal(Decimal("1E-7")) == f'"0.0000001"^^<{XSD}decimal>'
    with pytest.raises(ValueError, match="not both"):
        literal("x", lang="en", datatype=XSD + "string")
    for tag in ("zh_CN", "-", 'en"'):
        with pytest.raises(ValueError, match="language tag"):
            literal("x", lang=tag)


def test_the_default_graph() -> None:
    assert parsed(literal("x"), None).graph_name == ox.DefaultGraph()
    assert line(S, P, literal("x"), G).endswith(" .\n")


def test_it_is_fast() -> None:
    """50,000 lines in CPU seconds: about 0.1 on the slowest machine tried."""
    start = time.process_time()
    for n in range(50_000):
        line(S, P, literal(f"到2025年，{n}", lang="zh-Hans"), G)
    assert time.process_time() - start < 1


def test_the_examples_of_the_docstrings() -> None:
    failed, tried = doctest.testmod(nquads)
    assert (failed, tried) == (0, 3)
