"""Pages over all sources: long lists are split, the worst and the most come first."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from shelf import shelf

from zeren.viz import lists
from zeren.viz.pages import write_site


def test_long_lists_are_split(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "ROWS", 4)
    write_site(shelf(), tmp_path / "s")
    names = sorted(f.name for f in (tmp_path / "s").glob("agencies*.html"))
    assert names == ["agencies-2.html", "agencies-3.html", "agencies.html"]
    rows = [len(re.findall(r'<th scope="row">', (tmp_path / "s" / n).read_text(encoding="utf-8"))) for n in names]
    assert rows == [4, 1, 4]
    first = (tmp_path / "s" / "agencies.html").read_text(encoding="utf-8")
    assert 'href="agencies-2.html"' in first and "1 / 3" in first
    assert 'href="agencies.html"' in (tmp_path / "s" / "agencies-2.html").read_text(encoding="utf-8")


def test_who_leads_most_comes_first(tmp_path: Path) -> None:
    write_site(shelf(), tmp_path / "s")
    text = (tmp_path / "s" / "agencies.html").read_text(encoding="utf-8")
    leads = [int(n) for n in re.findall(r'</th><td class="n">(\d+)</td>', text)]
    assert leads[0] == 13 and leads == sorted(leads, reverse=True)


def test_the_agency_page_names_its_partners_not_itself(tmp_path: Path) -> None:
    write_site(shelf(), tmp_path / "s")
    (page,) = (tmp_path / "s" / "agency").glob("*-civil-affairs.html")
    table = page.read_text(encoding="utf-8").split("<tbody>")[1].split("</tbody>")[0]
    assert "困难妇女得到救助" in table and "civil-affairs" not in table
