"""An alias is a line that anybody can write; a wrong one is named with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from zeren.kg import aliases
from zeren.kg.aliases import AliasError


def said(folder: Path) -> dict[str, str]:
    return {one.written: one.name for one in aliases.read(folder).values()}


@pytest.mark.parametrize(
    "line",
    [
        "区民政: 区民政局",
        "区民政：区民政局",
        '"区民政": "区民政局"',
        "区民政 = 区民政局",
        "区民政 → 区民政局",
        "区民政,区民政局",
        "区民政，区民政局",
        "区民政\t区民政局  # 正式名称",
        "  区民政 -> 区民政局;",
    ],
)
def test_one_line_in_any_hand(tmp_path: Path, line: str) -> None:
    (tmp_path / "aliases.yaml").write_text(line, encoding="utf-8")
    assert said(tmp_path) == {"区民政": "区民政局"}


def test_a_table_from_a_spreadsheet(tmp_path: Path) -> None:
    (tmp_path / "aliases.csv").write_bytes("写法,名称\r\n区民政,区民政局\r\n区 教体,区教育体育局\r\n,\r\n".encode("gb18030"))
    assert said(tmp_path) == {"区民政": "区民政局", "区教体": "区教育体育局"}


def test_comments_blank_lines_and_several_files(tmp_path: Path) -> None:
    (tmp_path / "aliases.yaml").write_text("# 简称\n---\n\n区民政: 区民政局\n", encoding="utf-8")
    (tmp_path / "aliases.txt").write_text("区民政: 区民政局\n区司法=区司法局\n", encoding="utf-8")
    assert said(tmp_path) == {"区民政": "区民政局", "区司法": "区司法局"}
    assert aliases.read(tmp_path)["区司法"].where.endswith("aliases.txt: line 2")


def test_no_file_no_aliases(tmp_path: Path) -> None:
    assert said(tmp_path) == {}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("区民政", "line 1: write one alias and what it means"),
        ("a: b\n区民政:", "line 2: write one alias"),
        ("区民政: 区民政局: 民政", "line 1: write one alias"),
        ("区民政: 区民政", "line 1: 区民政 is its own name"),
        ("区民政: 区民政局\n区民政: 区教育局", "line 2: 区民政 means 区民政局 too"),
        ("区民政: 民政\n民政: 区民政局", "line 1: 区民政 means 民政, which is an alias itself"),
        ("甲: " + "乙" * 81, "at most 80 characters"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "aliases.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(AliasError) as error:
        aliases.read(tmp_path)
    assert says in str(error.value)
    assert "aliases.yaml" in str(error.value)
    assert "\n" not in str(error.value)
