"""Addresses: what an IRI names has a page, wherever it lies."""

from __future__ import annotations

import pytest
from shelf import shelf

from zeren.kg.model import Span
from zeren.viz.paths import Paths, anchor, name, root_of

BASE = "https://w3id.org/zeren/id/"


@pytest.mark.parametrize(
    ("iri", "page"),
    [
        (f"{BASE}plan/370000-women-2021-2025", "plan/370000-women-2021-2025.html"),
        (f"{BASE}plan/p/domain/1", "plan/p/domain/1.html"),
        (f"{BASE}plan/p/domain/1-2/goal/4-2", "plan/p/domain/1-2.html#goal-4-2"),
        (f"{BASE}plan/p/domain/1/goal/4/target/2", "plan/p/domain/1.html#goal-4"),
        (f"{BASE}plan/p/duty/3", "plan/p.html"),
        (f"{BASE}agency/370000-health", "agency/370000-health.html"),
        ("https://w3id.org/zeren/function/health", "function/health.html"),
        ("https://w3id.org/zeren/instrument/civil-code", "instrument/civil-code.html"),
        (f"{BASE}text/003#char=1,2", "source/003.html#char=1,2"),
        ("https://example.org/x", None),
        (f"{BASE}finding/A01-1", None),
    ],
)
def test_pages_of_iris(iri: str, page: str | None) -> None:
    assert Paths().of(iri) == page


def test_a_base_of_ones_own() -> None:
    assert Paths("http://plans.example/").of("http://plans.example/plan/p") == "plan/p.html"
    assert Paths("http://plans.example/").of(f"{BASE}plan/p") is None


def test_no_name_leaves_the_site() -> None:
    for bad in ("..", ".", "", "a/b", "a\\b", "规划", "x" * 200, "%2e%2e", "a b"):
        assert name(bad).startswith("x-") and "/" not in name(bad)
    assert name("a.b-c_d~1") == "a.b-c_d~1"


def test_the_way_back() -> None:
    assert [root_of(p) for p in ("index.html", "plan/p.html", "plan/p/domain/1.html")] == ["", "../", "../../../"]


def test_a_span_has_the_fragment_of_its_iri() -> None:
    ds = shelf()
    span = Span(120, 158)
    assert anchor(span) == "char=120,158"
    assert ds.minter.quote("a", span).endswith(anchor(span)) and Paths().quote("a", span) == "source/a.html#char=120,158"


def test_every_task_and_agency_has_a_page_of_its_own() -> None:
    pages = [Paths().of(iri) for v in shelf().views() for p in v.plans for _, t in p.tasks() for iri in (t.iri,)]
    assert None not in pages and len(set(pages)) == len(pages)
