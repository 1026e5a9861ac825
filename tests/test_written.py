"""Small files that people wrote are read in whatever encoding their program used."""

from __future__ import annotations

from pathlib import Path

import pytest

from zeren.kg import written


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_usual_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes("区民政: 区民政局\r\n第二行\r第三行\n".encode(encoding))
    assert written.read(tmp_path / "a.txt") == "区民政: 区民政局\n第二行\n第三行\n"


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"\xff\x00\x80"])
def test_what_is_no_text_is_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(ValueError, match=r"a\.txt: is no text in UTF-8 or GB18030$"):
        written.read(tmp_path / "a.txt")


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"none\.txt: no such file or directory$"):
        written.read(tmp_path / "none.txt")
