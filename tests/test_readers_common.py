"""What all readers share: one line that says why, a look at the first bytes, and what is too large."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from zeren.build.read import read
from zeren.build.readers import common
from zeren.build.readers.common import ReadError, check_lines, check_unpacked, looks_like, wrong_kind


def test_a_read_error_is_one_line() -> None:
    error = ReadError("a.txt", "first\n  second\tthird")
    assert (str(error), error.name, error.reason) == ("a.txt: first second third", "a.txt", "first second third")
    assert isinstance(error, ValueError)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"PK\x03\x04....", "a zip or Office file"),
        (b"\xd0\xcf\x11\xe0\xa1", "an old Office file"),
        (b"Rar!\x1a", "a RAR archive"),
        (b"\x1f\x8b\x08", "a gzip file"),
        (b"BM\x36\x00\x00", "a BMP image"),
        (b"BMW", None),
        (b"MZ plain words", None),
        ("规划".encode(), None),
        (b"", None),
    ],
)
def test_the_first_bytes_tell_a_wrong_suffix(data: bytes, what: str | None) -> None:
    assert looks_like(data) == what


def test_the_reason_names_what_the_file_is_instead() -> None:
    error = KeyError("x")
    assert wrong_kind(b"plain", "Excel workbook", error) == "not an Excel workbook (KeyError)"
    assert wrong_kind(b"%PDF-1", "Word document", error) == "not a Word document but a PDF (KeyError)"
    assert wrong_kind(b"PK\x03\x04", "Word document", error) == "damaged, or no Word document inside (KeyError)"


def archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name.replace("_", "."), data)
    return buffer.getvalue()


def test_an_office_file_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "MEGABYTE", 1000)
    data = archive(word_xml=b" " * 151_000, picture_png=b" " * 9_000)
    assert len(data) < 1000
    with pytest.raises(ReadError, match=r"^a\.docx: too large: unpacks to 160 MB; split it$"):
        check_unpacked("a.docx", data)
    for name in ("a.docx", "a.xlsx"):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(ReadError, match="unpacks to 160 MB"):
            read(tmp_path / name)
    with pytest.raises(ReadError, match="unpacks to 751 MB"):
        check_unpacked("a.docx", archive(word_xml=b"", picture_png=b" " * 751_000))


def test_what_unpacks_to_a_document_or_is_no_zip_is_left_to_the_reader() -> None:
    assert check_unpacked("a.docx", archive(word_xml=b" " * 151_000)) is None  # type: ignore[func-returns-value]
    assert check_unpacked("a.docx", b"no zip") is None  # type: ignore[func-returns-value]


def test_more_lines_than_any_document_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_lines("a.txt", common.MOST)
    monkeypatch.setattr(common, "MOST", 1500)
    (tmp_path / "a.txt").write_text("字\n" * 1600, encoding="utf-8")
    with pytest.raises(ReadError, match=r"^a\.txt: too large: 1,601 lines or rows, 1,500 are read; split it$"):
        read(tmp_path / "a.txt")
    (tmp_path / "a.html").write_text("<html><body>" + "<p>文字一段。</p>" * 1600, encoding="utf-8")
    with pytest.raises(ReadError, match="too large: 1,600 lines"):
        read(tmp_path / "a.html")


def test_a_file_larger_than_any_document_is_not_even_opened(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(common.LARGEST * common.MEGABYTE + 1)
    with pytest.raises(ReadError, match=r"^a\.txt: too large: 200 MB, 200 are read; split it$"):
        read(tmp_path / "a.txt")
