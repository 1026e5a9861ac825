"""OFD files are refused with a line that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers import save

from zeren.build.read import SUFFIXES, read
from zeren.build.readers import ofd
from zeren.build.readers.common import ReadError


def test_ofd_is_not_read_yet() -> None:
    with pytest.raises(ReadError, match=r"^规划\.ofd: OFD is not read yet; save it as PDF or DOCX$"):
        ofd.blocks("规划.ofd", b"PK\x03\x04")


def test_a_folder_with_ofd_files_reports_them(tmp_path: Path) -> None:
    assert ".ofd" in SUFFIXES
    with pytest.raises(ReadError, match="OFD is not read yet"):
        read(save(tmp_path / "a.OFD", b"PK\x03\x04"))
