"""Writing a site: into a new folder first, never over what is not ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from zeren.viz.writer import MARKER, SiteError, Writer, chunks, fresh, put


def test_a_run_that_dies_leaves_the_old_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    put(fresh(out), out)
    (out / "index.html").write_text("old", encoding="utf-8")
    half = fresh(out)
    (half / "index.html").write_text("new", encoding="utf-8")
    assert (out / "index.html").read_text(encoding="utf-8") == "old"
    again = fresh(out)
    assert sorted(p.name for p in again.iterdir()) == [MARKER]
    put(again, out)
    assert not (out / "index.html").exists() and [p.name for p in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_is_not_ours_is_refused(tmp_path: Path, what: str) -> None:
    out = tmp_path / "papers"
    if what == "file":
        out.write_text("x", encoding="utf-8")
    else:
        out.mkdir()
        (out / "a.txt").write_text("x", encoding="utf-8")
    with pytest.raises(SiteError, match="papers"):
        fresh(out)
    assert out.exists()


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    put(fresh(tmp_path / "site"), tmp_path / "site")
    assert (tmp_path / "site" / MARKER).is_file()


def test_pages_know_the_way_to_the_root(tmp_path: Path) -> None:
    writer = Writer(tmp_path, "0007", "2026-01-02", "9.8.7")
    writer.page("plan/p/x.html", "plans.html", "plans", "题", [("规划", None)], plans=[], total=0, page=1, pages=1)
    text = (tmp_path / "plan" / "p" / "x.html").read_text(encoding="utf-8")
    assert 'href="../../assets/site.css"' in text and "0007" in text and "2026-01-02" in text and "9.8.7" in text
    assert writer.written == 1


def test_rows_are_dealt_into_pages() -> None:
    assert list(chunks([1, 2, 3], 2)) == [(1, 2, [1, 2]), (2, 2, [3])]
    assert list(chunks([], 2)) == [(1, 1, [])]
