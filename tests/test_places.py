"""Places at the beginning of names: parted into links, seen from the plan's region, known ones and those in no list."""

from __future__ import annotations

import pytest

from zeren.build.places import Places, chain, own_name
from zeren.kg.vocab import load

VOCAB = load()


@pytest.mark.parametrize(
    ("name", "links"),
    [
        ("云青市松柏区", ("云青市", "松柏区")),
        ("松柏区", ("松柏区",)),
        ("云山省云青市松柏区", ("云山省", "云青市", "松柏区")),
        ("山东省济南市市中区", ("山东省", "济南市", "市中区")),
        ("市中区", ("市中区",)),
        ("荆州市沙市区", ("荆州市", "沙市区")),
        ("常德市津市市", ("常德市", "津市市")),
        ("广州市", ("广州市",)),
        ("云岭州青溪县", ("云岭州", "青溪县")),
        ("红河哈尼族彝族自治州", ("红河哈尼族彝族自治州",)),
        ("锡林郭勒盟苏尼特左旗", ("锡林郭勒盟", "苏尼特左旗")),
        ("新疆维吾尔自治区喀什地区莎车县", ("新疆维吾尔自治区", "喀什地区", "莎车县")),
        ("云青市松柏区桥南街道", ("云青市", "松柏区", "桥南街道")),
        ("青溪县柳河镇", ("青溪县", "柳河镇")),
        ("云青市高新区", ("云青市", "高新区")),
        ("", ("",)),
    ],
)
def test_a_chain_is_parted_into_links(name: str, links: tuple[str, ...]) -> None:
    assert chain(name) == links
    assert own_name(name) == links[-1]


@pytest.mark.parametrize(
    ("region", "names", "levels"),
    [
        ("云青市松柏区", ["云青市松柏区", "云青市"], ["county", "prefecture"]),
        ("山东省济南市市中区", ["济南市市中区", "济南市", "山东省"], ["county", "prefecture", "province"]),
        ("济南市市中区", ["济南市市中区", "济南市", "山东省"], ["county", "prefecture", "province"]),
        ("诸暨市", ["诸暨市", "绍兴市", "浙江省"], ["county", "prefecture", "province"]),
        ("北京市东城区", ["北京市东城区", "北京市"], ["county", "province"]),
        ("云岭州", ["云岭州"], ["prefecture"]),
        ("云青市滨江经济开发区", ["云青市滨江经济开发区", "云青市"], ["zone", "prefecture"]),
        ("青溪县柳河镇", ["青溪县柳河镇", "青溪县"], ["township", "county"]),
        ("山东省某某区", ["某某区", "山东省"], ["county", "province"]),
    ],
)
def test_the_places_that_a_plan_lies_in(region: str, names: list[str], levels: list[str]) -> None:
    found = Places(region, None, VOCAB).chain
    assert [p.name for p in found] == names
    assert [p.level for p in found] == levels


@pytest.mark.parametrize(
    ("region", "text", "name"),
    [
        ("云青市松柏区", "", "云青市松柏区"),
        ("云青市松柏区", "区", "云青市松柏区"),
        ("云青市松柏区", "市", "云青市"),
        ("云青市松柏区", "全区", "云青市松柏区"),
        ("云青市松柏区", "市级", "云青市"),
        ("云青市松柏区", "松柏", "云青市松柏区"),
        ("云青市松柏区", "松柏区", "云青市松柏区"),
        ("云青市松柏区", "桥南街道", "云青市松柏区桥南街道"),
        ("云青市松柏区", "柳河镇", "云青市松柏区柳河镇"),
        ("云青市", "松柏区", "云青市松柏区"),
        ("云青市", "经开区", "云青市经开区"),
        ("云青市", "云青经济开发区", "云青市经济开发区"),
        ("云青市", "市高新区", "云青市高新区"),
        ("济南市市中区", "省", "山东省"),
        ("济南市", "历下区", "济南市历下区"),
        ("济南市市中区", "济南", "济南市"),
        ("济南市市中区", "青岛市", "青岛市"),
        ("诸暨市", "市", "诸暨市"),
        ("北京市东城区", "市", "北京市"),
        ("草原盟松林旗", "旗", "草原盟松林旗"),
        ("云岭州", "州", "云岭州"),
    ],
)
def test_a_place_as_the_plan_sees_it(region: str, text: str, name: str) -> None:
    found = Places(region, None, VOCAB).of(text)
    assert found is not None and found.known and found.name == name


@pytest.mark.parametrize("text", ["去", "财政", "有关", "区委", "市政府", "a区", "教育局分管"])
def test_what_is_no_place(text: str) -> None:
    assert Places("云青市松柏区", None, VOCAB).of(text) is None


def test_a_level_that_is_known_by_no_name_is_paraphrased() -> None:
    places = Places("云青市松柏区", None, VOCAB)
    province, county = places.of("省"), places.of("县")
    assert province is not None and (province.name, province.label, province.known) == ("云青市所属的省", "省", False)
    assert county is not None and county.label == "县" and not county.known
    nowhere = Places(None, None, VOCAB).of("区")
    assert nowhere is not None and (nowhere.name, nowhere.label) == (None, "区")


def test_the_issuer_tells_the_region_or_a_longer_name_of_it() -> None:
    assert Places(None, "云青市松柏区人民政府办公室", VOCAB).own.name == "云青市松柏区"
    assert Places("市中区", "济南市市中区人民政府", VOCAB).own.name == "济南市市中区"
    assert Places("松柏区", "云青市人民政府", VOCAB).own.name == "松柏区"
    assert Places(None, None, VOCAB).chain == ()


def test_one_level_up() -> None:
    places = Places("云青市松柏区", None, VOCAB)
    own, listed = places.own, places.of("青岛市")
    above = places.above(own)
    assert above is not None and above.name == "云青市" and places.above(above) is None
    assert listed is not None
    up = places.above(listed)
    assert up is not None and up.name == "山东省"


@pytest.mark.parametrize(
    ("region", "short"),
    [
        ("云青市松柏区", "松柏"),
        ("青溪县", "青溪"),
        ("赵县", "赵县"),
        ("云青市高新区", "高新"),
        ("浦东新区", "浦东"),
        ("红河哈尼族彝族自治州", "红河"),
    ],
)
def test_the_bare_name(region: str, short: str) -> None:
    assert Places(region, None, VOCAB).own.short == short
