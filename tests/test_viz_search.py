"""The search index: in the page when it is small, in files when it is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zeren.viz import search
from zeren.viz.search import Index, as_json


def fill(index: Index, n: int) -> Index:
    for k in range(n):
        index.add("goal", f"目标{k}\u2028</script>", f"plan/p/domain/1.html#goal-{k}", "1.1")
    return index


def test_a_small_index_stays_in_the_page(tmp_path: Path) -> None:
    found = fill(Index(tmp_path / "search"), 5).close()
    assert found["parts"] == [] and len(found["entries"]) == 5 and not (tmp_path / "search").exists()


def test_a_large_index_is_split(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "PART", 10)
    found = fill(Index(tmp_path / "search"), 25).close()
    assert found == {"parts": ["001.js", "002.js", "003.js"], "entries": []}
    entries = []
    for part in found["parts"]:
        text = (tmp_path / "search" / part).read_text(encoding="utf-8")
        assert text.startswith("zerenIndex([") and text.endswith(");\n") and "</" not in text and "\u2028" not in text
        entries += json.loads(text.removeprefix("zerenIndex(").removesuffix(");\n"))
    assert [e[1] for e in entries] == [f"目标{k}\u2028</script>" for k in range(25)]


def test_more_than_a_page_holds_goes_to_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "INLINE", 3)
    assert fill(Index(tmp_path / "search"), 4).close() == {"parts": ["001.js"], "entries": []}


def test_json_that_cannot_end_a_script() -> None:
    bad = "</script><!--&\u2028\u2029"
    assert json.loads(as_json([bad])) == [bad]
    assert not set("<>&\u2028\u2029") & set(as_json([bad]))
    with pytest.raises(ValueError, match="JSON"):
        as_json([float("nan")])
