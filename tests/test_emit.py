"""The quads of a source: what a record says, in the terms of the ontology, each node with its place in the text."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from pyoxigraph import RdfFormat, Store, parse

from tests.samples import TEXT, record
from zeren.build.emit import emit
from zeren.build.terms import decimal_value
from zeren.kg.ids import Minter
from zeren.kg.views import view

PREFIXES = """PREFIX zr: <https://w3id.org/zeren/ontology#> PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX org: <http://www.w3.org/ns/org#> """


class Known:
    def instrument_iri(self, title: str) -> str | None:
        return "https://w3id.org/zeren/instrument/wpl" if title == "中华人民共和国妇女权益保障法" else None


def lines() -> list[str]:
    minter = Minter()
    return emit(view(record(), ["p"], minter, lambda name: None), minter, Known())


def ask(query: str) -> list[tuple[str | None, ...]]:
    store = Store()
    store.load("".join(lines()).encode(), format=RdfFormat.N_QUADS)
    rows = store.query(PREFIXES + query, use_default_graph_as_union=True)
    return [tuple(t.value if t is not None else None for t in row) for row in rows]  # type: ignore[union-attr]


def test_sorted_once_and_without_blank_nodes() -> None:
    out = lines()
    assert out == sorted(set(out))
    assert "_:" not in "".join(out)


def test_what_several_sources_describe_stands_in_a_graph_of_its_own() -> None:
    kinds: dict[str, set[str]] = {}
    for quad in parse("".join(lines()).encode(), format=RdfFormat.N_QUADS):
        kind = quad.subject.value.removeprefix("https://w3id.org/zeren/id/").partition("/")[0]
        kinds.setdefault(quad.graph_name.value.rpartition("/id/")[2], set()).add(kind)
    assert kinds == {"graph/source/a": {"notice", "plan", "text"}, "graph/entities": {"agency", "indicator", "instrument", "region"}}


def test_two_sources_of_one_place_say_nothing_twice() -> None:
    store = Store()
    for id_ in ("a", "b"):
        source = view(replace(record(), id=id_), [f"p-{id_}"], Minter(), lambda name: None)
        store.load("".join(emit(source, Minter(), Known())).encode(), format=RdfFormat.N_QUADS)
    rows = store.query(
        PREFIXES + "SELECT ?l WHERE { ?a a zr:Agency; zr:department ?d; skos:prefLabel ?l }", use_default_graph_as_union=True
    )
    names = [row["l"].value for row in rows]  # type: ignore[union-attr]
    assert len(names) == len(set(names)) == 6


def test_an_assignment_an_agency_with_shortcuts() -> None:
    rows = ask("""SELECT ?name ?role WHERE { ?a a zr:Assignment; zr:task ?t; zr:agency ?x; zr:role ?role.
        ?t a zr:Goal. ?x skos:prefLabel ?name } ORDER BY ?role ?name""")
    assert [(n, (r or "").rpartition("/")[2]) for n, r in rows] == [
        ("云泽市砚溪区卫生健康局", "lead"),
        ("云泽市公安局砚溪分局", "responsible"),
        ("区民", "responsible"),
    ]
    assert ask("SELECT (COUNT(*) AS ?n) WHERE { ?g zr:leadAgency ?x }") == [("1",)]
    assert ask("SELECT (COUNT(*) AS ?n) WHERE { ?g zr:responsibleAgency ?x }") == [("3",)]


def test_targets_have_numbers() -> None:
    rows = ask(
        "SELECT ?v ?text ?year WHERE { ?t a zr:Target; zr:value ?v; zr:valueText ?text. OPTIONAL { ?t zr:byYear ?year } } ORDER BY ?v"
    )
    assert rows == [("1.5", "3:2", None), ("85", "85%", "2025")]


def test_citations_point_to_known_and_new_instruments() -> None:
    assert ask("SELECT ?i WHERE { <https://w3id.org/zeren/id/plan/p> eli:based_on ?i }") == [("https://w3id.org/zeren/instrument/wpl",)]
    assert ask("SELECT ?kind WHERE { ?m a zr:Measure; eli:cites ?i. ?i a zr:Instrument; zr:kind ?kind }") == [("law",)]
    assert ask("SELECT ?i WHERE { ?c zr:selfReference true; zr:instrument ?i }") == [("https://w3id.org/zeren/id/plan/p",)]


def test_every_extracted_node_tells_its_place() -> None:
    kinds = ["Plan", "Notice", "Domain", "Goal", "Measure", "Assignment", "Target", "Citation", "Duty", "Task"]
    for kind in kinds:
        rows = ask(f"SELECT ?n ?q WHERE {{ ?n a zr:{kind} OPTIONAL {{ ?n prov:wasQuotedFrom ?q }} }}")
        assert rows, kind
        for _, place in rows:
            start, end = map(int, (place or "").rpartition("char=")[2].split(","))
            assert 0 <= start < end <= len(TEXT)


def test_a_branch_is_a_unit_of_the_body_above() -> None:
    rows = ask("SELECT ?above WHERE { ?x org:unitOf/skos:prefLabel ?above }")
    assert rows == [("云泽市公安局",)]


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("85", "85"),
        ("3.5", "3.5"),
        ("3:2", "1.5"),
        ("1/6", "0.166666"),
        ("1/0", None),
        ("若干", None),
        ("Infinity", None),
        ("a:b", None),
        ("1:2:3", None),
    ],
)
def test_values_as_numbers(value: str, number: str | None) -> None:
    assert decimal_value(value) == (None if number is None else Decimal(number))
