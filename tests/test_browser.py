"""The site in a real browser, from disk: quiet, safe, usable by search, filter, click and keys, accessible, on a desk and on a phone."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from shelf import HOSTILE, shelf

from zeren.viz import search
from zeren.viz.pages import write_site

pytestmark = pytest.mark.browser

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    program = os.environ.get("ZEREN_CHROMIUM") or shutil.which("chromium")
    if not program or not Path(program).is_file():
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs a browser: install chromium or set ZEREN_CHROMIUM")
        pytest.skip("no chromium on this machine (set ZEREN_CHROMIUM to its path)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=program, args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("quiet") / "网站 site"
    write_site(shelf(), out, "2026-11-01")
    return out


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("hostile") / "site"
    write_site(shelf(hostile=True), out)
    return out


class Visit:
    """A tab that notes everything a page should not do."""

    def __init__(self, browser: Any, size: dict[str, int]) -> None:
        self.page = browser.new_page(viewport=size)
        self.wrong: list[str] = []
        self.page.on("console", lambda m: self.wrong.append(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.wrong.append(f"error: {e}"))
        self.page.on("request", lambda r: None if r.url.startswith(("file:", "blob:", "data:")) else self.wrong.append(f"net: {r.url}"))

    def go(self, file: Path, rest: str = "") -> Any:
        self.page.goto(file.as_uri() + rest)
        if file.name == "map.html":
            self.page.wait_for_function("document.documentElement.dataset.map === 'ready'")
        return self.page


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def either(browser: Any, request: pytest.FixtureRequest) -> Iterator[Visit]:
    visit = Visit(browser, request.param)
    yield visit
    visit.page.close()


@pytest.fixture
def desk(browser: Any) -> Iterator[Visit]:
    visit = Visit(browser, DESK)
    yield visit
    visit.page.close()


def map_of(site: Path, plan: str = "women-2021-2025") -> Path:
    (found,) = (site / "plan").glob(f"*{plan}/map.html")
    return found


def hidden(page: Any, kind: str) -> list[bool]:
    """For each node of a kind, whether the map hides it."""
    script = "kind => zerenMap.nodes.get().filter(n => n.id.startsWith(kind)).map(n => Boolean(n.hidden))"
    return list(page.evaluate(script, kind))


def test_no_page_asks_the_net_or_complains(either: Visit, site: Path) -> None:
    width = either.page.viewport_size["width"]
    files = sorted(site.rglob("*.html"))
    assert len(files) > 25
    for file in files:
        page = either.go(file)
        assert either.wrong == [], file.name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{file.name} is wider than the screen"


def test_text_of_a_plan_never_runs(desk: Visit, hostile: Path) -> None:
    shown = 0
    for file in sorted(hostile.rglob("*.html")):
        page = desk.go(file)
        assert page.evaluate("window.ran") is None, file.name
        shown += page.evaluate("text => document.body.innerText.includes(text)", "</script><script>window.ran=1")
        assert desk.wrong == [], file.name
    assert shown >= 5
    page = desk.go(map_of(hostile))
    page.fill("#mq", "window.ran")
    page.keyboard.press("Enter")
    assert HOSTILE.split("\u2028")[0] in page.inner_text("#panel")
    page = desk.go(hostile / "index.html")
    page.fill("#q", "onerror")
    assert page.locator("#hits [role=option]").count() >= 2
    assert page.evaluate("window.ran") is None and page.locator("#hits img").count() == 0 and desk.wrong == []


def test_axe_finds_nothing_serious(either: Visit, site: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    kinds: dict[str, Path] = {}
    for file in sorted(site.rglob("*.html"), key=lambda f: f.stat().st_size):
        kinds[re.sub(r".*<body class=\"(\w+)\".*", r"\1", file.read_text(encoding="utf-8"), flags=re.S)] = file
    assert len(kinds) >= 11
    for file in kinds.values():
        page = either.go(file)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found = Axe().run(page).response["violations"]
            bad = [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found if v["impact"] in ("serious", "critical")]
            assert bad == [], f"{file.relative_to(site)} {scheme}"


def test_home_finds_by_any_part_of_a_text(desk: Visit, site: Path) -> None:
    page = desk.go(site / "index.html")
    page.fill("#q", "近视")
    options = page.locator("#hits [role=option]")
    assert sorted(options.all_inner_texts()[:1]) and any("儿童近视率下降" in t for t in options.all_inner_texts())
    page.fill("#q", "妇女 权益")
    assert any("妇女权益保障法" in t for t in options.all_inner_texts())
    page.fill("#q", "卫生健康局")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/agency/*health.html")
    assert "区卫生健康局" in page.inner_text("h1")
    page.fill(".find input", "没有这样的词")
    page.keyboard.press("Enter")
    page.wait_for_url("**/index.html?q=*")
    assert page.inner_text("#hitcount") == "没有找到" and desk.wrong == []


def test_a_split_index_is_read_when_somebody_searches(desk: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "PART", 9)
    write_site(shelf(), tmp_path / "s")
    assert len(list((tmp_path / "s" / "search").glob("*.js"))) > 4
    page = desk.go(tmp_path / "s" / "index.html")
    page.fill("#q", "近视")
    page.wait_for_function("[...document.querySelectorAll('#hits [role=option]')].some(o => o.textContent.includes('儿童近视率下降'))")
    assert desk.wrong == []


def test_three_clicks_from_home_to_the_place_in_the_text(desk: Visit, site: Path) -> None:
    page = desk.go(site / "index.html")
    page.click("main >> text=卫生健康 >> nth=0")
    page.locator("table").nth(1).locator("a.src").first.click()
    page.wait_for_url("**/source/a.html#char=*")
    assert page.locator(".here").first.is_visible()
    assert "区卫生健康局" in page.inner_text(".here >> nth=0")


def test_the_map_answers_a_search(desk: Visit, site: Path) -> None:
    page = desk.go(map_of(site))
    page.fill("#mq", "民政")
    assert page.locator("#mhits [role=option]").first.inner_text() == "区民政局"
    page.keyboard.press("Enter")
    panel = page.inner_text("#panel")
    assert "区民政局" in panel and "牵头的任务 1" in panel and "困难妇女得到救助" in panel and "出处" in panel
    assert "node=agency" in page.url
    page.fill("#mq", "2.2")
    page.locator("#mhits [role=option]", has_text="家庭教育").click()
    assert "没有任何单位负责这一项" in page.inner_text("#panel") and desk.wrong == []


def test_the_map_answers_its_filters(desk: Visit, site: Path) -> None:
    page = desk.go(map_of(site))
    assert not any(hidden(page, "agency")) and page.inner_text("#shown") == "图中显示 20 项任务 · 8 个单位"
    page.select_option("select[name=domain]", label="妇女与教育")
    assert page.inner_text("#shown") == "图中显示 2 项任务 · 1 个单位"
    assert page.locator("#table tbody tr:visible").count() == 2
    page.select_option("select[name=domain]", "")
    page.select_option("select[name=role]", "lead")
    assert page.inner_text("#shown") == "图中显示 17 项任务 · 6 个单位"
    page.select_option("select[name=role]", "")
    page.select_option("select[name=function]", label="民政")
    assert page.inner_text("#shown") == "图中显示 13 项任务 · 1 个单位"
    page.click("#reset")
    page.select_option("select[name=state]", "unassigned")
    assert page.inner_text("#shown") == "图中显示 1 项任务 · 0 个单位"
    assert page.locator("#table tbody tr:visible").inner_text().count("✕") == 1 and desk.wrong == []


def test_the_map_of_all_plans_has_a_filter_by_plan(desk: Visit, site: Path) -> None:
    page = desk.go(site / "map.html")
    assert page.inner_text("#shown").startswith("图中显示 24 项任务")
    page.select_option("select[name=plan]", label="南湖区儿童发展规划")
    assert page.inner_text("#shown") == "图中显示 2 项任务 · 2 个单位"


def test_a_click_on_the_map_opens_the_panel(desk: Visit, site: Path) -> None:
    page = desk.go(map_of(site))
    script = """() => { const id = zerenMap.nodes.get().find(n => n.id.endsWith('domain/1/goal/1')).id;
        const at = zerenMap.net.canvasToDOM(zerenMap.net.getPosition(id)); return [at.x, at.y]; }"""
    x, y = page.evaluate(script)
    page.locator("#map").click(position={"x": x, "y": y})
    page.wait_for_selector("#panel h2")
    panel = page.inner_text("#panel")
    assert "目标 1.1" in panel and "孕产妇死亡率下降" in panel and "≤ 8/10万" in panel
    assert panel.index("牵头 1") < panel.index("区卫生健康局") < panel.index("责任 2")
    dim = page.evaluate("zerenMap.nodes.get().filter(n => n.opacity < 1).length")
    assert dim > 10, "what is not beside it steps back"
    page.click("#panel >> text=在原文中的位置")
    page.wait_for_url("**/source/a.html#char=*")
    assert "孕产妇死亡率下降" in page.inner_text(".here >> nth=0") and desk.wrong == []


def test_a_link_opens_the_same_view(desk: Visit, site: Path) -> None:
    page = desk.go(map_of(site))
    page.select_option("select[name=role]", "lead")
    page.fill("#mq", "区教育局")
    page.keyboard.press("Enter")
    address, panel = page.url, page.inner_text("#panel")
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_function("document.documentElement.dataset.map === 'ready'")
    assert page.input_value("select[name=role]") == "lead" and page.inner_text("#panel") == panel


def test_the_map_is_used_by_keys_alone(desk: Visit, site: Path) -> None:
    page = desk.go(map_of(site))
    page.focus("#map")
    page.keyboard.press("n")
    first = page.inner_text("#panel h2")
    page.keyboard.press("n")
    assert page.inner_text("#panel h2") != first
    page.keyboard.press("p")
    assert page.inner_text("#panel h2") == first
    before = page.evaluate("[zerenMap.net.getScale(), zerenMap.net.getViewPosition().x]")
    page.keyboard.press("+")
    page.keyboard.press("ArrowRight")
    after = page.evaluate("[zerenMap.net.getScale(), zerenMap.net.getViewPosition().x]")
    assert after[0] > before[0] and after[1] > before[1]
    page.keyboard.press("Escape")
    assert page.locator("#panel .hint").is_visible()
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    page.wait_for_url("**/domain/1.html#goal-1")


def test_the_language_switches_and_stays(desk: Visit, site: Path) -> None:
    page = desk.go(site / "index.html")
    page.click("#lang")
    assert page.evaluate("document.documentElement.lang") == "en" and "Findings, worst first" in page.inner_text("main")
    assert page.get_attribute("#q", "placeholder") == "Type any words of a goal, an agency or a law"
    page = desk.go(map_of(site))
    assert page.inner_text("#shown") == "Shown 20 tasks · 8 agencies"
    page.click("#lang")
    assert page.evaluate("document.documentElement.lang") == "zh-Hans" and "图中显示" in page.inner_text("#shown")
    assert desk.wrong == []


def test_colours_switch_and_the_map_follows(desk: Visit, site: Path) -> None:
    page = desk.go(map_of(site))
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    assert page.evaluate("document.documentElement.dataset.theme") == "dark" and desk.wrong == []


def test_tables_sort(desk: Visit, site: Path) -> None:
    page = desk.go(site / "agencies.html")
    column = lambda n: page.locator(f"table tbody tr td:nth-child({n})").all_inner_texts()  # noqa: E731
    page.click("th:nth-child(3) button")
    assert [int(x) for x in column(3)] == sorted((int(x) for x in column(3)), reverse=True)
    page.click("th:nth-child(3) button")
    assert [int(x) for x in column(3)] == sorted(int(x) for x in column(3))
    assert page.get_attribute("th:nth-child(3)", "aria-sort") == "ascending"


def test_findings_are_shown_by_code(desk: Visit, site: Path) -> None:
    page = desk.go(site / "findings.html")
    every = page.locator(".findings .f:visible").count()
    page.click("button.code[data-code=A01]")
    assert page.locator(".findings .f:visible").count() == 1 < every
    page.click("button.code[data-code=A01]")
    assert page.locator(".findings .f:visible").count() == every


def test_marks_are_switched_off_and_any_range_is_found(desk: Visit, site: Path) -> None:
    page = desk.go(site / "source" / "a.html", "#char=50,52")
    assert page.locator("p.here").count() == 1
    colour = "getComputedStyle(document.querySelector('.text .m.target')).backgroundColor"
    before = page.evaluate(colour)
    page.uncheck("input[data-kind=target]")
    assert page.evaluate(colour) != before and desk.wrong == []


def test_the_picture_is_saved(desk: Visit, site: Path) -> None:
    page = desk.go(map_of(site))
    with page.expect_download() as got:
        page.click("#png")
    assert Path(got.value.path()).read_bytes().startswith(b"\x89PNG") and desk.wrong == []


@pytest.mark.corpus
def test_the_site_of_three_real_plans_is_small_quick_and_quiet(desk: Visit, shared: Path, tmp_path: Path) -> None:
    from time import perf_counter

    from zeren.build.pipeline import build
    from zeren.kg import open_dataset

    build(sorted((shared / "corpus").glob("00[123].txt")), tmp_path / "ds")
    out = tmp_path / "ds" / "site"
    write_site(open_dataset(tmp_path / "ds"), out)
    assert sum(f.stat().st_size for f in out.rglob("*") if f.is_file()) < 15_000_000
    took: dict[str, list[float]] = {}
    for file in [out / "index.html", out / "map.html", *sorted((out / "plan").glob("*/map.html"))] * 3:
        start = perf_counter()
        desk.go(file).evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        took.setdefault(file.relative_to(out).as_posix(), []).append(perf_counter() - start)
    assert desk.wrong == [] and len(took) == 7
    quickest = {name: min(times) for name, times in took.items()}
    assert quickest.pop("index.html") < 1 and max(quickest.values()) < 2, took


@pytest.mark.slow
def test_a_map_of_five_thousand_nodes_moves(desk: Visit, tmp_path: Path) -> None:
    from builders import Draft, Item, Part, built
    from shelf import Shelf

    crews = [f"单位之{n}" for n in range(300)]
    parts = [
        Part([Item(f"目标{n}", [crews[(d * 7 + n) % 300]], [crews[(d + n * k) % 300] for k in (3, 5)]) for n in range(50)], [], f"领域{d}")
        for d in range(80)
    ]
    write_site(Shelf(built(Draft(parts), id="big")), tmp_path / "s")
    page = desk.go(next((tmp_path / "s" / "plan").glob("*/map.html")))
    assert page.evaluate("zerenMap.nodes.length") > 4_300 and page.evaluate("zerenMap.edges.length") > 11_000
    assert desk.wrong == []
