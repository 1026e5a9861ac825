"""Each entry of the vocabulary is made from a checked term, and what makes no sense is refused by name."""

from __future__ import annotations

import pytest

from zeren.kg import entries
from zeren.kg.terms import Term, VocabularyError

INSTRUMENT = {"zr:kind": "law", "zr:level": "national", "skos:prefLabel": "甲法"}


def term(slug: str, **values: str) -> Term:
    out = Term(f"https://x/{slug}", "f.ttl")
    out.slug = slug
    for key, value in values.items():
        out.values[key] = [(value, "zh-hans" if key == "skos:prefLabel" else "")]
    return out


def test_the_year_follows_from_the_date() -> None:
    one = entries.instrument(term("a", **INSTRUMENT, **{"eli:date_document": "2021-09-08"}))
    assert (one.title, one.date, one.year, one.in_force, one.replaced_by) == ("甲法", "2021-09-08", 2021, None, None)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"zr:kind": "decree"}, "zr:kind is decree"),
        ({"zr:level": "village"}, "zr:level is village"),
        ({"eli:date_document": "2021"}, "eli:date_document is 2021, no date"),
        ({"eli:date_document": "2021-09-08", "zr:year": "2020"}, "zr:year is 2020"),
        ({"zr:year": "21"}, "zr:year is 21"),
    ],
)
def test_a_wrong_instrument(values: dict[str, str], says: str) -> None:
    with pytest.raises(VocabularyError, match=f"f.ttl: a: {says}"):
        entries.instrument(term("a", **{**INSTRUMENT, **values}))


def test_a_replacement_exists_and_what_is_replaced_is_not_in_force() -> None:
    space = "https://w3id.org/zeren/instrument/"
    gone = term("a", **INSTRUMENT, **{"zr:replacedBy": space + "b"})
    with pytest.raises(VocabularyError, match="there is no instrument b"):
        entries.check_replacement(gone, {"a": entries.instrument(gone)})
    both = term("a", **INSTRUMENT, **{"zr:replacedBy": space + "b", "zr:inForce": "true"})
    with pytest.raises(VocabularyError, match="is replaced and yet zr:inForce true"):
        entries.check_replacement(both, {"a": entries.instrument(both), "b": entries.instrument(term("b", **INSTRUMENT))})


def region(code: str, level: str, label: str, parent: str = "") -> Term:
    above = {"skos:broader": f"https://w3id.org/zeren/region/{parent}"} if parent else {}
    return term(code, **{"zr:level": level, "skos:prefLabel": label, **above})


def test_a_chain_begins_below_the_province_but_for_municipalities() -> None:
    found = entries.regions(
        [
            region("100000", "national", "国"),
            region("370000", "province", "甲省", "100000"),
            region("370100", "prefecture", "乙市", "370000"),
            region("370103", "county", "丙区", "370100"),
            region("379001", "county", "丁市", "370000"),
            region("110000", "province", "戊市", "100000"),
            region("110101", "county", "己区", "110000"),
        ]
    )
    assert [r.full for r in found.values()] == ["国", "甲省", "乙市", "乙市丙区", "丁市", "戊市", "戊市己区"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (region("370000", "province", "甲省", "990000"), "there is no region 990000"),
        (region("370000", "realm", "甲省"), "zr:level is realm"),
        (region("37", "national", "甲省"), "local name is its GB/T 2260 code"),
    ],
)
def test_a_wrong_region(wrong: Term, says: str) -> None:
    with pytest.raises(VocabularyError, match=says):
        entries.regions([wrong])


def test_a_wrong_role_and_a_wrong_pattern() -> None:
    with pytest.raises(VocabularyError, match="is no role"):
        entries.role(term("boss", **{"skos:prefLabel": "头", "zr:dutyRole": "lead"}))
    dept = term("a", **{"skos:prefLabel": "甲局", "zr:namePattern": "团委"})
    with pytest.raises(VocabularyError, match="zr:namePattern 团委 has no"):
        entries.department(dept, {})
