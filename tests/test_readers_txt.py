"""Plain text is read in every encoding that offices use, a block a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers import save, texts

from zeren.build.read import read
from zeren.build.readers.common import ReadError
from zeren.build.readers.txt import decode, plausible

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


@pytest.mark.parametrize("text", ["", "短", "English only, no Chinese at all.\n", "①②③ “引号”——破折号……", "䶮镇人民政府"])
def test_every_text_comes_back_from_its_bytes(text: str) -> None:
    for encoding in ("utf-8", "gb18030"):
        assert decode("a.txt", text.encode(encoding)) == text


def test_a_byte_order_mark_decides(tmp_path: Path) -> None:
    assert decode("a.txt", b"\xff\xfe" + "规划".encode("utf-16-le")) == "规划"
    assert decode("a.txt", b"\xef\xbb\xbf" + "规划".encode()) == "规划"
    assert "\ufffd" in decode("a.txt", b"\xef\xbb\xbf" + "规划".encode() + b"\xff")


def test_noise_is_no_text() -> None:
    with pytest.raises(ReadError, match="not a text file"):
        decode("a.txt", bytes(range(128, 256)) * 40)
    assert not plausible("\x01\x02字" * 50)
    assert not plausible("ꀀꀁꀂ" * 50)
    assert plausible("县妇儿工委办公室（2022年）：95.5%。" * 5)


def test_every_manner_of_ending_a_line(tmp_path: Path) -> None:
    found = read(save(tmp_path / "a.txt", "甲\r\n乙\r丙\u2028丁\x85戊\n\n己".encode()))
    assert [(b.text, b.place.line) for b in found.blocks if b.text] == [("甲", 1), ("乙", 2), ("丙", 3), ("丁", 4), ("戊", 5), ("己", 7)]
