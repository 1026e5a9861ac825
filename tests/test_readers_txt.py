"""Plain text is read in every encoding that offices use, a block a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers import save, texts

from zeren.build.read import read

LINES = ["青溪县妇女发展规划", "一、发展现状", "全县妇女事业取得长足进步，主要指标位居全市前列。"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_text_in_every_encoding(tmp_path: Path, encoding: str, newline: str) -> None:
    source = read(save(tmp_path / "a.txt", newline.join(LINES).encode(encoding)))
    assert texts(source) == LINES
    assert [b.place.line for b in source.blocks] == [1, 2, 3]
    assert (source.name, source.media, len(source.sha256)) == ("a.txt", "txt", 64)


def test_form_feeds_count_pages(tmp_path: Path) -> None:
    source = read(save(tmp_path / "a.txt", "第一页的话。\n\f第二页的话。".encode()))
    assert [(b.text, b.place.page) for b in source.blocks if b.text] == [("第一页的话。", 1), ("第二页的话。", 2)]
