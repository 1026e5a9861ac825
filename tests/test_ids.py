"""IRIs are ASCII, deterministic, structural, and never collide by loss."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zeren.kg.ids import Minter, below, numbered, plan_id, region_slug, slug, source_ids
from zeren.kg.model import Span


def test_a_plan_in_the_form_of_the_design() -> None:
    iri = Minter().plan(plan_id(region_slug("370103", "甲"), "women", 2021, 2025, False))
    target = below(below(below(iri, "domain", 1), "goal", 4), "target", 2)
    assert target == "https://w3id.org/zeren/id/plan/370103-women-2021-2025/domain/1/goal/4/target/2"


def test_an_unknown_region_is_a_hash_and_a_draft_says_so() -> None:
    region = region_slug(None, "云泽市松柏区")
    assert region.startswith("r-")
    assert len(region) == 10
    assert plan_id(region, "children", 2021, 2030, True) == f"{region}-children-2021-2030-draft"
    assert plan_id(region, "other", None, None, False) == f"{region}-other"


def test_an_agency_goes_by_department_else_by_its_name() -> None:
    minter = Minter("https://example.org/x/")
    assert minter.agency("370103", "health", "甲区卫健局") == minter.agency("370103", "health", "甲区卫生健康局")
    assert minter.agency("370103", None, "甲公司") != minter.agency("370103", None, "乙公司")


def test_a_quote_is_a_character_range() -> None:
    assert Minter().quote("001", Span(120, 158)).endswith("text/001#char=120,158")


@pytest.mark.parametrize("base", ["example.org/", "https://example.org", "https://example.org/ä/", "https://a b/", 'https://a/"/', ""])
def test_a_bad_base_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="base"):
        Minter(base)


@given(st.lists(st.text(max_size=12), max_size=20))
def test_source_ids_are_ascii_safe_and_unique(stems: list[str]) -> None:
    ids = source_ids(stems)
    assert len({i.lower() for i in ids}) == len(stems)
    assert all(i.isascii() and i and not set(i) & set('/\\:*?"<>| ') for i in ids)


@given(st.text(max_size=20), st.text(max_size=20))
def test_slugs_of_other_texts_differ_unless_they_are_ascii(a: str, b: str) -> None:
    if slug(a) == slug(b) and a != b:
        assert a.isascii() or b.isascii()


def test_numbers_go_on_from_what_is_taken() -> None:
    taken: set[str] = set()
    assert [numbered("a", taken) for _ in range(3)] == ["a", "a-2", "a-3"]
    assert numbered("a-2", taken) == "a-2-2"


def test_a_long_stem_makes_an_id_that_every_file_system_takes() -> None:
    one, other = source_ids(["a" * 250 + "1", "a" * 250 + "2"])
    assert one != other
    assert max(len(one), len(other)) <= 120
