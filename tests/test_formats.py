"""One plan is one record, whatever the format: the files of examples/make_formats.py differ in spans and places alone."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from zeren.build.compose import compose
from zeren.kg.record import to_json
from zeren.kg.vocab import load

ROOT = Path(__file__).resolve().parent.parent
OWN = {"span", "place", "media", "sha256", "source", "id", "line", "page", "paragraph"}
SUFFIXES = ("txt", "docx", "html", "pdf")
PARTICULARS = """<table class="xxgk"><tr><td>索 引 号：</td><td>000000000/2022-00012</td><td>主题分类：</td><td>妇女儿童</td></tr>
<tr><td>发布机构：</td><td>区政府办公室</td><td>发布日期：</td><td>2022-10-01</td></tr>
<tr><td>标　　题：</td><td colspan="3">{title}</td></tr><tr><td>文　　号：</td><td></td><td>有 效 性：</td><td>有效</td></tr></table>
<h1 class="title">{title}</h1><div class="info">来源：区政府办公室　发布时间：2022-10-01 10:22　浏览次数：<span>233</span></div>"""


@pytest.fixture(scope="module")
def formats() -> Iterator[Any]:
    """The script as a module."""
    sys.path.insert(0, str(ROOT / "examples"))
    import make_formats

    yield make_formats
    sys.path.remove(str(ROOT / "examples"))


@pytest.fixture(scope="module")
def made(formats: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the script writes."""
    folder = tmp_path_factory.mktemp("formats")
    formats.main(folder)
    return folder


@pytest.fixture(scope="module")
def records(made: Path) -> dict[str, Any]:
    """{name of the file: its record as JSON}."""
    return {path.name: record(path) for path in sorted(made.iterdir())}


def record(path: Path) -> Any:
    return to_json(compose(path, path.stem, load()).record)


def same(value: Any) -> Any:
    """What of a record does not depend on the file."""
    if isinstance(value, dict):
        return {key: same(inner) for key, inner in value.items() if key not in OWN}
    return [same(inner) for inner in value] if isinstance(value, list) else value


def test_the_files_are_made_the_same_every_time(formats: Any, made: Path) -> None:
    again = formats.made()
    assert sorted(again) == sorted(f"{stem}.{suffix}" for stem in ("yanxi", "wanglan") for suffix in SUFFIXES)
    assert {name for name, data in again.items() if (made / name).read_bytes() != data} == set()


@pytest.mark.parametrize("stem", ["yanxi", "wanglan"])
@pytest.mark.parametrize("suffix", SUFFIXES[1:])
def test_every_format_gives_the_same_record(records: dict[str, Any], stem: str, suffix: str) -> None:
    text, other = same(records[f"{stem}.txt"]), same(records[f"{stem}.{suffix}"])
    for part in text:
        assert other[part] == text[part], part


def test_the_records_are_full(records: dict[str, Any]) -> None:
    for name, made_ in records.items():
        goals = [g for p in made_["plans"] for d in p["domains"] for g in d["goals"]]
        assert [p["key"] for p in made_["plans"]] == ["women", "children"]
        assert (len(goals), bool(made_["document"]["issuer"] and made_["document"]["doc_number"])) == (62 if "yanxi" in name else 32, True)
        assert len(made_["targets"]) > 60 and len(made_["citations"]) >= 20 and made_["duties"]


@pytest.mark.parametrize(("suffix", "key"), [("txt", "line"), ("docx", "paragraph"), ("html", "paragraph"), ("pdf", "page")])
def test_places_are_told_in_the_terms_of_the_format(records: dict[str, Any], suffix: str, key: str) -> None:
    made_ = records[f"yanxi.{suffix}"]
    places = [x["place"] for kind in ("assignments", "targets", "citations", "duties") for x in made_[kind]]
    assert len(places) > 200
    assert {tuple(place) for place in places} == {(key,)}
    numbers = [x["place"][key] for x in made_["targets"]]
    assert numbers == sorted(numbers)
    assert 1 < numbers[0] < numbers[-1] > (20 if key == "page" else 150)


def test_a_page_with_particulars_and_a_title_of_its_own(formats: Any, made: Path, tmp_path: Path, records: dict[str, Any]) -> None:
    for stem in ("yanxi", "wanglan"):
        page = (made / f"{stem}.html").read_bytes().decode("utf-8" if stem == "yanxi" else "gb18030")
        found = re.search(r'name="ArticleTitle" content="([^"]+)"', page)
        assert found
        path = tmp_path / f"{stem}.html"
        path.write_text(page.replace('<div class="tools">', PARTICULARS.format(title=found[1]) + '<div class="tools">'), encoding="utf-8")
        text, other = same(records[f"{stem}.txt"]), same(record(path))
        assert other.pop("passages") == text.pop("passages") + 5
        assert other == text


def test_text_cut_at_a_fixed_width_is_put_together(formats: Any, made: Path, tmp_path: Path, records: dict[str, Any]) -> None:
    lines = formats.plain((made / "yanxi.txt").read_text(encoding="utf-8"))
    broken = [
        words
        for line in lines
        for words, _ in (formats.make_pdf.broken(f"\u3000\u3000{line.text}", 36) if line.kind == "text" else [(line.text, True)])
    ]
    assert sum(len(words) > 30 for words in broken) > 200 and max(map(len, broken)) < 45
    (tmp_path / "yanxi.txt").write_text("\n".join(broken), encoding="utf-8")
    assert same(record(tmp_path / "yanxi.txt")) == same(records["yanxi.txt"])
