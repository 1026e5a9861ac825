"""A manifest says more of the files: it is checked line by line, goes before the text, and rebuilds only what it changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zeren.build import manifest
from zeren.build.compose import compose
from zeren.build.manifest import Given, ManifestError
from zeren.build.pipeline import Options, build
from zeren.kg import open_dataset, shapes
from zeren.kg.vocab import load

PLAN = """云青市南湖区妇女发展规划（2021—2025年）
一、发展领域、主要目标和策略措施
（一）妇女与健康
主要目标：
1.妇女健康素养水平达到30%以上。（牵头单位：区卫生健康局，责任单位：区民政局）
2.孕产妇死亡率控制在8/10万以下。（牵头单位：区卫生健康局）
策略措施：
1.完善保健服务。健全保健服务网络，做好孕产妇健康管理。
"""
URL = "https://nanhu.example.cn/plan.html"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    for name in ("a/plan.txt", "b/plan.txt", "other.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PLAN, encoding="utf-8")
    return sorted(tmp_path.rglob("*.txt"))


def read(files: list[Path], text: str, encoding: str = "utf-8") -> dict[str, Given]:
    folder = files[-1].parent
    (folder / "m.csv").write_bytes(text.encode(encoding))
    found = manifest.load(folder / "m.csv", files)
    return {path.relative_to(folder).as_posix(): given for path, given in found.items()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_any_subset_of_columns_in_any_order(files: list[Path], encoding: str, between: str) -> None:
    rows = [["date", "file", "url"], ["2022/3/8", "other.txt", URL], ["", "a/plan.txt", ""], ["", "", ""]]
    found = read(files, "\r\n".join(between.join(row) for row in rows), encoding)
    assert found == {"other.txt": Given(url=URL, date="2022-03-08"), "a/plan.txt": Given()}


def test_columns_in_chinese_and_paths_of_windows(files: list[Path]) -> None:
    found = read(files, "文件,发文机关,日期,地区,标题,网址\nb\\plan.txt,云青市人民政府,2022年11月8日,云青市,规划,urn:x\n")
    assert found == {"b/plan.txt": Given("urn:x", "云青市人民政府", "2022-11-08", "云青市", "规划")}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1: needs the column file"),
        ("file\nother.txt", "line 1: needs the column file and at least one other"),
        ("url,date\nx,y", "line 1: needs the column file"),
        ("file,adress\nother.txt,x", "line 1: no column is called adress; the columns are file, url, issuer, date, region, title"),
        ("file,url,url\n", "line 1: the column url stands twice"),
        ("file,url\nnone.txt,urn:x", "line 2: no file that is read is called none.txt"),
        ("file,url\nplan.txt,urn:x", "line 2: 2 files are called plan.txt; write the folder too"),
        ("file,url\nother.txt,urn:x\n./other.txt,urn:y", "line 3: other.txt stands in an earlier line too"),
        ("file,date\nother.txt,2022-13-01", "line 2: 2022-13-01 is no date; write it as 2022-11-08"),
        ("file,date\nother.txt,March", "line 2: March is no date"),
        ("file,url\nother.txt,看网站", "line 2: 看网站 is no url"),
        ("file,url\n,urn:x", "line 2: names no file"),
        ("file,url\nother.txt,urn:x,more", "line 2: has more cells than the header has columns"),
    ],
)
def test_a_wrong_manifest_is_one_clear_line(files: list[Path], text: str, says: str) -> None:
    with pytest.raises(ManifestError) as error:
        read(files, text)
    assert says in str(error.value)
    assert str(error.value).startswith(str(files[-1].parent / "m.csv"))
    assert "\n" not in str(error.value)


def test_what_is_given_goes_before_the_text(files: list[Path]) -> None:
    given = Given(URL, "云青市南湖区人民政府", "2022-03-08", "云青市北湖区", "北湖区妇女发展规划")
    plain, made = (compose(files[0], "plan", load(), g).record for g in (manifest.NOTHING, given))
    assert (plain.document.issuer, plain.document.date, plain.document.given, plain.document.url) == (None, None, (), None)
    head = made.document
    assert (head.issuer, head.date, head.title, head.url) == ("云青市南湖区人民政府", "2022-03-08", "北湖区妇女发展规划", URL)
    assert head.given == ("issuer", "date", "region", "title")
    assert [(p.title, p.region) for p in made.plans] == [("北湖区妇女发展规划", "云青市北湖区")]
    assert {a.name: a.label for a in made.agencies}["区民政局"] == "云青市北湖区民政局"
    assert [t.value for t in made.targets] == [t.value for t in plain.targets] == ["30", "8"]


def test_a_region_completes_what_the_text_leaves_out(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(PLAN.replace("云青市南湖区", ""), encoding="utf-8")
    assert [p.region for p in compose(tmp_path / "p.txt", "p", load()).record.plans] == [None]
    record = compose(tmp_path / "p.txt", "p", load(), Given(region="云青市南湖区")).record
    assert {a.label for a in record.agencies} == {"云青市南湖区卫生健康局", "云青市南湖区民政局"}


def test_a_changed_row_rebuilds_its_source_alone(files: list[Path], tmp_path: Path) -> None:
    sheet, out = tmp_path / "m.csv", tmp_path / "ds"
    sheet.write_text(f"file,url,date\nother.txt,{URL},2022-03-08\na/plan.txt,urn:a,\n", encoding="utf-8")
    assert build(files, out, Options(manifest=sheet)).read == 3
    assert build(files, out, Options(manifest=sheet)).read == 0
    ds = open_dataset(out)
    assert [s.get("given") for s in ds.sources] == [{"url": "urn:a"}, None, {"url": URL, "date": "2022-03-08"}]
    rows = ds.query("SELECT ?plan ?url WHERE { ?plan a zr:Plan ; dcterms:source ?url } ORDER BY ?url")
    assert list(rows["url"]) == [URL, "urn:a"]
    assert json.loads(ds.file("records/other.json").read_text(encoding="utf-8"))["document"]["url"] == URL
    assert shapes.check(ds) == []
    sheet.write_text(f"file,url,date\nother.txt,{URL},2022-03-09\na/plan.txt,urn:a,\n", encoding="utf-8")
    assert build(files, out, Options(manifest=sheet)).read == 1
    assert [v.head.date for v in open_dataset(out).views()] == [None, None, "2022-03-09"]
    assert build(files, out).read == 2
    assert [v.head.url for v in open_dataset(out).views()] == [None, None, None]
