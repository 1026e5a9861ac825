"""Terms of vocabulary files are checked one by one; an error names file and subject; a user's files lie over the package's."""

from __future__ import annotations

from pathlib import Path

import pytest

from zeren.kg.terms import Terms, VocabularyError

HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix zr: <https://w3id.org/zeren/ontology#> .
@prefix zrf: <https://w3id.org/zeren/function/> . @prefix zri: <https://w3id.org/zeren/instrument/> .
@prefix zrd: <https://w3id.org/zeren/department/> .
"""
LAW = 'zri:a a zr:Instrument ; skos:prefLabel "甲法"@zh-Hans ; zr:kind "law" ; zr:level "national"'


def read(folder: Path, *texts: str) -> Terms:
    terms = Terms()
    for n, text in enumerate(texts):
        file = folder / f"f{n}.ttl"
        file.write_text(HEAD + text, encoding="utf-8")
        terms.read(file, over=n > 0)
    return terms


def test_a_term_tells_what_it_holds(tmp_path: Path) -> None:
    (term,) = read(tmp_path, LAW + ' ; skos:altLabel "甲"@zh-Hans, "乙"@zh-Hans ; zr:inForce true .').of("Instrument")
    assert (term.slug, term.label(), term.one("zr:kind"), term.many("skos:altLabel")) == ("a", "甲法", "law", ("甲", "乙"))
    assert (term.flag("zr:inForce"), term.flag("zr:other"), term.one("zr:issuer")) == (True, None, None)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (LAW + ' ; zr:isuer "乙"@zh-Hans .', "f0.ttl: a: unknown key zr:isuer"),
        (LAW + ' ; zr:level "province" .', "f0.ttl: a: zr:level stands 2 times"),
        ('zri:a a zr:Instrument ; skos:prefLabel "甲法"@zh-Hans ; zr:kind "law" .', "f0.ttl: a: lacks zr:level"),
        ('zri:a a zr:Law ; skos:prefLabel "甲法"@zh-Hans .', "zri:a".replace("zri:", "instrument/") + ": is no zr:Function"),
        ('zrf:a a zr:Instrument ; skos:prefLabel "甲法"@zh-Hans ; zr:kind "law" ; zr:level "national" .', "has an IRI below"),
        ("zri:a zr:kind .", "f0.ttl: not Turtle"),
        ('zri:a zr:kind "law" .', "is no zr:Function"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(VocabularyError) as error:
        read(tmp_path, text)
    assert says in str(error.value)


def test_values_are_checked_when_asked_for(tmp_path: Path) -> None:
    (term,) = read(tmp_path, LAW + ' ; zr:inForce "perhaps" ; zr:replacedBy zrf:b .').of("Instrument")
    with pytest.raises(VocabularyError, match=r"f0\.ttl: a: zr:inForce is true or false, not perhaps"):
        term.flag("zr:inForce")
    with pytest.raises(VocabularyError, match="zr:replacedBy points to https://w3id"):
        term.points("zr:replacedBy", "https://w3id.org/zeren/instrument/")
    with pytest.raises(VocabularyError, match="needs exactly one skos:prefLabel @en"):
        term.label("en")


def test_a_users_file_adds_to_lists_and_replaces_single_values(tmp_path: Path) -> None:
    own = """zri:a skos:altLabel "乙"@zh-Hans ; zr:inForce false .
zri:b a zr:Instrument ; skos:prefLabel "丙"@zh-Hans ; zr:kind "plan" ; zr:level "county" ."""
    terms = read(tmp_path, LAW + ' ; skos:altLabel "甲"@zh-Hans ; zr:inForce true .', own)
    law, plan = terms.of("Instrument")
    assert (law.many("skos:altLabel"), law.flag("zr:inForce"), law.one("zr:kind"), plan.slug) == (("甲", "乙"), False, "law", "b")


def test_a_label_in_one_language_leaves_the_other(tmp_path: Path) -> None:
    dept = 'zrd:a a zr:Department ; skos:prefLabel "甲局"@zh-Hans, "A"@en .'
    (term,) = read(tmp_path, dept, 'zrd:a skos:prefLabel "B"@en .').of("Department")
    assert (term.label(), term.label("en")) == ("甲局", "B")


def test_a_users_mistake_names_the_users_file(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"f1\.ttl: a: unknown key skos:altLable"):
        read(tmp_path, LAW + " .", 'zri:a skos:altLable "乙"@zh-Hans .')


def test_the_package_says_nothing_twice(tmp_path: Path) -> None:
    terms = read(tmp_path, LAW + " .")
    with pytest.raises(VocabularyError, match=r"a: stands in f0\.ttl too"):
        terms.read(tmp_path / "f0.ttl", over=False)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"none\.ttl"):
        Terms().read(tmp_path / "none.ttl", over=False)
