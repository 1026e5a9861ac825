"""The one door to the ontology: what it finds by which name, how a user's folder lies over it, and how fast it opens."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from zeren.kg.vocab import VocabularyError, load, own_files, stamp

HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix zr: <https://w3id.org/zeren/ontology#> .
@prefix zrd: <https://w3id.org/zeren/department/> . @prefix zri: <https://w3id.org/zeren/instrument/> .
@prefix zrr: <https://w3id.org/zeren/region/> . @prefix zrf: <https://w3id.org/zeren/function/> .
"""
VOCAB = load()


def user(folder: Path, text: str, name: str = "own.ttl") -> Path:
    (folder / name).write_text(HEAD + text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("《中华人民共和国未成年人保护法》", "minors-protection-law"),
        ("未成年人保护法", "minors-protection-law"),
        ("《民法典》", "civil-code"),
        ("宪法", "constitution"),
        ("中国妇女发展纲要（2021-2030年）", "outline-women-2021-2030"),
        ("《中国儿童发展纲要》", "outline-children-2021-2030"),
        ("《中国儿童发展纲要（2011—2020年）》", "outline-children-2011-2020"),
        ("反对拐卖人口行动计划", "anti-trafficking-2021-2030"),
        ("中华人民共和国国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", "five-year-plan-14"),
        ("幼儿园教育指导纲要", "kindergarten-education-guidelines"),
        ("女职工劳动保护特别规定", "female-workers-special-provisions"),
        ("儿童权利公约", "crc"),
        ("婚姻法", "marriage-law"),
    ],
)
def test_an_instrument_by_any_of_its_names(title: str, slug: str) -> None:
    found = VOCAB.instrument(title)
    assert found is not None and found.slug == slug
    assert VOCAB.instrument_iri(title) == f"https://w3id.org/zeren/instrument/{slug}"


def test_what_one_name_leaves_open_stays_open() -> None:
    assert VOCAB.instrument("国纲") is None
    assert [i.slug for i in VOCAB.instruments_named("国纲")] == ["outline-women-2021-2030", "outline-children-2021-2030"]
    assert VOCAB.instrument("某某管理办法") is None and VOCAB.instrument_iri("某某管理办法") is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("济南市市中区", "370103"),
        ("山东省济南市市中区", "370103"),
        ("山东省", "370000"),
        ("诸暨市", "330681"),
        ("绍兴市诸暨市", "330681"),
        ("浙江省诸暨市", "330681"),
        ("北京市东城区", "110101"),
        ("济南", "370100"),
        ("海南", "460000"),
        ("红河州", "532500"),
        ("济源市", "419001"),
        ("兴和县", "150924"),
    ],
)
def test_a_region_by_chain_or_by_a_name_of_its_own(name: str, code: str) -> None:
    found = VOCAB.region(name)
    assert found is not None and found.code == code


@pytest.mark.parametrize("name", ["市中区", "新华区", "鼓楼", "云青市", "", "省"])
def test_what_many_or_none_are_called_is_no_region(name: str) -> None:
    assert VOCAB.region(name) is None


def test_regions_lie_in_provinces() -> None:
    region = VOCAB.region("济南市市中区")
    assert region is not None and region.full == "济南市市中区"
    parent, province = VOCAB.parent(region), VOCAB.province(region)
    assert (parent and parent.label, province and province.label) == ("济南市", "山东省")
    assert len(VOCAB.regions_named("市中区")) == 4
    assert VOCAB.province(VOCAB.regions["100000"]) is None


def test_a_region_that_was_abolished_gives_way() -> None:
    assert VOCAB.regions["371200"].deprecated
    found = VOCAB.region("定州市")
    assert found is not None and not found.deprecated


def test_departments_and_their_functions() -> None:
    one = VOCAB.departments["health"]
    assert (one.function, one.label, one.province, one.national) == ("health", "卫生健康局", "卫生健康委员会", "国家卫生健康委员会")
    assert "卫健委" in one.names and "卫健委" not in one.full and "卫生健康委员会" in one.full
    assert VOCAB.agency_stems["卫健委"] == VOCAB.agency_stems["国家卫健委"] == "health"
    assert VOCAB.national_stems.get("卫健委") is None and VOCAB.national_stems["国家卫健委"] == "health"
    assert VOCAB.functions["health"].label == "卫生健康"


def test_roles_and_their_words() -> None:
    assert list(VOCAB.roles) == ["lead", "responsible", "supporting", "participating", "supervising", "reporting"]
    assert VOCAB.roles["supporting"].words[:3] == ("配合", "协办", "会同")
    assert {r.duty_role for r in VOCAB.roles.values()} == {"lead", "responsible", "participates", "supervises", "reports_to"}


def test_a_user_adds_a_name_in_one_line(tmp_path: Path) -> None:
    vocab = load(user(tmp_path, 'zrd:civil-affairs zr:shortLabel "民政"@zh-Hans .'))
    assert vocab.agency_stems["民政"] == "civil-affairs" and "民政" in vocab.departments["civil-affairs"].names
    assert "民政" not in VOCAB.agency_stems and vocab.files[-1].name == "own.ttl"


def test_a_user_adds_an_instrument_a_region_and_a_department(tmp_path: Path) -> None:
    text = """zri:own a zr:Instrument ; skos:prefLabel "云青市儿童发展规划"@zh-Hans ; zr:kind "plan" ; zr:level "prefecture" .
zrr:990100 a zr:Region ; skos:prefLabel "云青市"@zh-Hans ; zr:level "prefecture" ; skos:broader zrr:370000 .
zrd:own a zr:Department ; skos:broader zrf:health ; skos:prefLabel "婴幼儿照护局"@zh-Hans, "Care"@en ."""
    vocab = load(user(tmp_path, text))
    region = vocab.region("云青市")
    assert vocab.instrument("《云青市儿童发展规划》") is vocab.instruments["own"]
    assert region is not None and region.code == "990100" and vocab.agency_stems["婴幼儿照护局"] == "own"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('zrd:civil-affairs skos:altLabel "财政局"@zh-Hans .', "the name 财政局 belongs to"),
        (
            'zrd:own a zr:Department ; skos:broader zrf:none ; skos:prefLabel "某局"@zh-Hans, "X"@en .',
            "own.ttl: own: skos:broader: there is no",
        ),
        ("zri:marriage-law zr:replacedBy zri:none .", "own.ttl: marriage-law: zr:replacedBy: there is no instrument none"),
        ("zrd:traffic-police zr:partOf zrd:none .", "own.ttl: traffic-police: zr:partOf: there is no department none"),
        ('zrd:health zr:label "x"@zh-Hans .', "own.ttl: health: unknown key zr:label"),
        ("zrd:health", "own.ttl: not Turtle"),
    ],
)
def test_a_users_mistake_names_file_and_subject(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(VocabularyError) as error:
        load(user(tmp_path, text))
    assert says in str(error.value)


def test_no_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="no such folder"):
        load(tmp_path / "none")


def test_the_same_folder_is_loaded_once() -> None:
    assert load() is VOCAB


def test_loading_takes_little_time(root: Path) -> None:
    code = (
        "import time; from zeren.kg import vocab; import pyoxigraph; t = time.process_time(); vocab.load(); print(time.process_time() - t)"
    )
    run = [sys.executable, "-c", code]
    times = [
        float(subprocess.run(run, capture_output=True, text=True, encoding="utf-8", check=True, cwd=root / ".links").stdout)
        for _ in range(3)
    ]
    assert min(times) < 0.25  # 0.1 s here


def test_a_folder_is_known_by_what_it_lays_over_the_package(tmp_path: Path) -> None:
    (tmp_path / "aliases.txt").write_text("区民政: 区民政局", encoding="utf-8")
    first = stamp(tmp_path)
    (tmp_path / "plan.pdf").write_bytes(b"%PDF")
    assert [f.name for f in own_files(tmp_path)] == ["aliases.txt"]
    assert stamp(tmp_path) == first
    assert load(tmp_path) is load(tmp_path)
    (tmp_path / "aliases.txt").write_text("区民政: 区教育局", encoding="utf-8")
    assert stamp(tmp_path) != first
    assert load(tmp_path).meaning("区民政") == "区教育局"
    assert own_files(tmp_path / "none") == own_files(None) == []


def test_an_alias_of_a_place_or_a_law_is_one_more_name(tmp_path: Path) -> None:
    (tmp_path / "aliases.yaml").write_text("左海之城: 福州市\n护妇之法: 妇女权益保障法\n", encoding="utf-8")
    vocab = load(tmp_path)
    city = vocab.region("左海之城")
    assert city is not None and city.code == "350100"
    law = vocab.instrument("《护妇之法》")
    assert law is not None and law.slug == "womens-rights-protection-law"
    assert load().region("左海之城") is None and load().instrument("护妇之法") is None
