"""The whole site: every page there, every link good, nothing of a plan's text can run, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from builders import Draft, Item, Part, built
from shelf import HOSTILE, Shelf, shelf

from zeren.viz.pages import write_site
from zeren.viz.writer import SiteError

VOID = {"meta", "link", "input", "img", "br"}


class Page(HTMLParser):
    """A page's links, ids, scripts and text; and whether its elements nest."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.ids: list[str] = []
        self.handlers: list[str] = []
        self.scripts: list[tuple[str | None, str | None]] = []
        self.stack: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag not in VOID:
            self.stack.append(tag)
        self.links += [found[key] or "" for key in ("href", "src", "action") if key in found]
        self.ids += [found["id"] or ""] if "id" in found else []
        self.handlers += [key for key in found if key.startswith("on") or key == "style"]
        if tag == "script":
            self.scripts.append((found.get("src"), found.get("type")))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1] != "script":
            self.text += data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "site"
    write_site(shelf(), out, "2026-11-01")
    return out


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    return {f.relative_to(site).as_posix(): Page(f.read_text(encoding="utf-8")) for f in sorted(site.rglob("*.html"))}


def digest(folder: Path) -> dict[str, str]:
    return {f.relative_to(folder).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in sorted(folder.rglob("*")) if f.is_file()}


def test_there_is_a_page_for_everything(pages: dict[str, Page]) -> None:
    ds = shelf()
    for view in ds.views():
        assert f"source/{view.id}.html" in pages
        for plan in view.plans:
            assert {f"plan/{plan.id}.html", f"plan/{plan.id}/map.html"} <= set(pages)
            assert {f"plan/{plan.id}/domain/{d.no}.html" for d in plan.domains} <= set(pages)
        assert {"agency/" + iri.rpartition("/")[2] + ".html" for iri in view.agencies} <= set(pages)
    assert {"function/health.html", "index.html", "findings.html", "plans.html", "agencies.html", "functions.html", "map.html"} <= set(
        pages
    )
    assert len([p for p in pages if p.startswith("instrument/")]) == 2
    assert write_site_count(ds) == len(pages)


def write_site_count(ds: Shelf) -> int:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return write_site(ds, Path(folder) / "s")


def test_every_link_leads_to_something(site: Path, pages: dict[str, Page]) -> None:
    checked = 0
    for name, page in pages.items():
        for link in page.links:
            target, fragment = urldefrag(link)
            assert not re.match(r"[a-z]+:|//", target), f"{name}: {link}"
            path = ((site / name).parent / unquote(target)).resolve() if target else site / name
            assert path.is_relative_to(site.resolve()) or not target, f"{name}: {link} leaves the site"
            assert path.is_file(), f"{name}: {link}"
            if fragment and path.name != "map.html":
                assert fragment in pages[path.relative_to(site.resolve() if target else site).as_posix()].ids, f"{name}: {link}"
            checked += 1
    assert checked > 1_000


def test_pages_are_well_formed_and_run_nothing_of_their_own(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert page.stack == [], name
        assert page.handlers == [], f"{name}: {page.handlers}"
        assert [i for i, n in Counter(page.ids).items() if n > 1] == [], name
        for src, type_ in page.scripts:
            assert src is not None or type_ == "application/json", name


def test_every_statement_is_one_click_from_its_place(site: Path, pages: dict[str, Page]) -> None:
    ds = shelf()
    view = next(ds.views())
    source = pages["source/a.html"]
    for plan in view.plans:
        for domain, task in plan.tasks():
            page = pages[f"plan/{plan.id}/domain/{domain.no}.html"]
            spans = [task.span, *(t.span for _, t in task.targets), *(c.span for _, c in task.citations), *(a.span for a in task.assigned)]
            for span in spans:
                anchor = f"char={span.start},{span.end}"
                assert any(link.endswith(f"source/a.html#{anchor}") for link in page.links)
                assert anchor in source.ids


def test_a_goal_shows_what_the_plan_says_of_it(pages: dict[str, Page]) -> None:
    (name,) = [p for p in pages if re.fullmatch(r"plan/[^/]*women[^/]*/domain/2\.html", p)]
    text = re.sub(r"\s+", "", pages[name].text)
    assert "2.1女童平等接受教育" in text and "牵头区教育局" in text
    assert "2.2家庭教育得到重视" in text and "无责任单位" in text and "A01" in text


def test_a_plan_that_assigns_nothing_says_so_once(pages: dict[str, Page]) -> None:
    (name,) = [p for p in pages if re.fullmatch(r"plan/[^/]*2021-2030\.html", p)]
    assert "本规划没有把任何目标或措施分给任何单位" in pages[name].text
    domain = pages[name.removesuffix(".html") + "/domain/1.html"].text
    assert "无责任单位" not in domain


def test_the_home_page_says_what_there_is(pages: dict[str, Page]) -> None:
    text = re.sub(r"\s+", " ", pages["index.html"].text)
    assert "坏.docx" in text and "不是 zip 文件" in text
    assert "南湖区妇女发展规划" in text and "北原县妇女发展规划" in text
    assert text.index("P01") < text.index("A02"), "worst first"
    assert all(word in text for word in ("2026-11-01", "0001", "9.8.7"))


def test_the_index_finds_goals_agencies_and_laws(site: Path) -> None:
    home = (site / "index.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="index">(.*?)</script>', home, re.S)
    assert found
    index = json.loads(found.group(1))
    kinds = Counter(entry[0] for entry in index["entries"])
    assert kinds["goal"] == 24 and kinds["plan"] == 3 and kinds["domain"] == 6 and kinds["instrument"] == 2 and kinds["measure"] == 3
    assert ["agency", "区卫生健康局"] in [entry[:2] for entry in index["entries"]]
    assert index["parts"] == []


def test_text_of_a_plan_cannot_run(tmp_path: Path) -> None:
    write_site(shelf(hostile=True), tmp_path / "s")
    seen = 0
    for file in sorted((tmp_path / "s").rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        page = Page(text)
        seen += HOSTILE in page.text
        assert page.handlers == [] and page.stack == [], file.name
        assert all(src or type_ == "application/json" for src, type_ in page.scripts), file.name
        assert "<img" not in text and "<script>" not in text, file.name
        for data in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.S):
            assert json.loads(data) and "\u2028" not in data
    assert seen >= 5


def test_every_page_forbids_what_it_does_not_need(site: Path) -> None:
    for file in sorted(site.rglob("*.html")):
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', file.read_text(encoding="utf-8"))
        assert policy and "default-src 'none'" in policy.group(1) and "unsafe" not in policy.group(1)


def test_nothing_comes_from_the_net(site: Path) -> None:
    for file in sorted(site.rglob("*")):
        if file.suffix in (".html", ".css") or file.name in ("site.js", "map.js"):
            assert not re.search(r"https?://(?!w3id\.org|www\.w3\.org)", file.read_text(encoding="utf-8")), file.name
    assert sorted(f.name for f in (site / "assets").iterdir()) == ["map.js", "site.css", "site.js", "vis-network.min.js"]


def test_two_runs_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    write_site(shelf(), tmp_path / "again", "2026-11-01")
    assert digest(tmp_path / "again") == digest(site)


def test_a_site_replaces_an_older_one_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_site(shelf(hostile=True), out)
    before = digest(out)
    write_site(shelf(), out)
    assert digest(out) != before and sorted(p.name for p in tmp_path.iterdir()) == ["site"]
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(SiteError, match="something else"):
        write_site(shelf(), mine)
    assert (mine / "letter.txt").read_text(encoding="utf-8") == "keep"


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    write_site(shelf(), tmp_path / "s", progress=lambda *step: told.append(step))
    assert told == [("site", 1, 2), ("site", 2, 2)]


def test_a_dataset_without_plans_has_a_site(tmp_path: Path) -> None:
    empty = Shelf(built(id="e"), failed=[{"id": "x", "name": "x.pdf", "status": "failed", "reason": "加密"}])
    assert write_site(empty, tmp_path / "s") >= 7
    assert "x.pdf" in (tmp_path / "s" / "index.html").read_text(encoding="utf-8")


def test_a_plan_of_measures_is_shown_by_its_measures(tmp_path: Path) -> None:
    items = [Item(f"任务之{n}", lead=["区民政局"], responsible=["区妇联"]) for n in range(1, 4)]
    write_site(Shelf(built(Draft([Part([], items, "")], key="other", title="任务分工方案"), id="t")), tmp_path / "s")
    (name,) = (tmp_path / "s" / "plan").glob("*.html")
    text = re.sub(r"\s+", " ", Page(name.read_text(encoding="utf-8")).text)
    assert "有牵头单位3" in text.replace(" ", "")
    (chart,) = (tmp_path / "s" / "plan").glob("*/map.html")
    assert chart.read_text(encoding="utf-8").count('"kind":"measure"') == 3
