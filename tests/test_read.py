"""Every file is read or refused in one line that says why; folders give each document once."""

from __future__ import annotations

import io
import os
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from docx import Document as new_docx
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import save, texts

from zeren.build.read import SUFFIXES, ReadError, find, read


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty.txt: the file is empty"),
        ("blank.txt", b" \n\r\n\t", "the file is empty"),
        ("bom.txt", b"\xef\xbb\xbf", "the file is empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "picture.txt: not a text file but a PNG image"),
        ("zip.txt", b"PK\x03\x04" + bytes(100), "not a text file but a zip or Office file"),
        ("noise.txt", bytes(range(256)) * 20, "not a text file"),
        ("no.docx", "这不是压缩文件".encode(), "no.docx: not a Word document"),
        ("broken.docx", b"PK\x03\x04" + bytes(100), "damaged, or no Word document inside"),
        ("no.xlsx", b"plain", "not an Excel workbook"),
        ("no.pdf", b"plain", "not a PDF"),
        ("broken.pdf", b"%PDF-1.4\nnothing", "damaged"),
        ("picture.html", b"\xff\xd8\xff\xe0" + bytes(50), "not a web page but a JPEG image"),
        ("a.ofd", b"PK\x03\x04" + bytes(50), "OFD is not read yet"),
        ("a.jpg", b"\xff\xd8\xff", "unknown suffix .jpg"),
        ("noend", b"text", "unknown suffix (none)"),
    ],
)
def test_unreadable_files_say_why_in_one_line(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    with pytest.raises(ReadError) as error:
        read(save(tmp_path / name, data))
    assert str(error.value).startswith(f"{name}: ")
    assert says in str(error.value)
    assert "\n" not in str(error.value)
    assert isinstance(error.value, ValueError)


def test_a_missing_file_is_a_read_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"gone\.txt: no such file"):
        read(tmp_path / "gone.txt")


def test_a_zip_that_is_no_word_document(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    for name in ("a.docx", "a.xlsx"):
        with pytest.raises(ReadError, match="damaged"):
            read(save(tmp_path / name, buffer.getvalue()))


def test_find_lists_readable_files_once_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("z.txt", "a.docx", "b/c.pdf", "~$a.docx", ".x.txt", "b/d.jpg", ".hidden/e.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = find([tmp_path, tmp_path / "z.txt"])
    assert [p.relative_to(tmp_path).as_posix() for p in found] == ["a.docx", "b/c.pdf", "z.txt"]
    assert find([tmp_path / "b" / "d.jpg"]) == [tmp_path / "b" / "d.jpg"]
    assert {".txt", ".docx", ".pdf", ".html", ".xlsx", ".doc", ".wps"} <= SUFFIXES


def test_find_takes_a_file_once_however_it_is_spelled_or_linked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "sub" / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "sub" / "dangling.txt").symlink_to(tmp_path / "nothing")
    monkeypatch.chdir(tmp_path)
    assert find([Path("a.txt"), tmp_path / "sub" / ".." / "a.txt", tmp_path, Path("sub/link.txt")]) == [Path("a.txt")]


def test_find_leaves_out_what_a_build_wrote_into_the_folder(tmp_path: Path) -> None:
    for name in ("a.txt", "text/b.txt", "ds/dataset.json", "ds/text/a.txt", "ds/site/index.html", "ds/site/plan/p.html", "ds/own/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [p.relative_to(tmp_path).as_posix() for p in find([tmp_path])] == ["a.txt", "ds/own/c.txt", "text/b.txt"]
    assert find([tmp_path / "ds" / "text"]) == [tmp_path / "ds" / "text" / "a.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux alone")
def test_a_name_that_is_no_utf8_is_told_all_the_same(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "规划".encode("gb18030") + b".txt"))
    path.write_text("一、总体要求", encoding="utf-8")
    assert read(path).name == "规划.txt"


def test_a_failing_library_is_a_read_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str, data: bytes) -> None:
        raise IndexError(name)

    monkeypatch.setattr("zeren.build.readers.txt.blocks", fail)
    with pytest.raises(ReadError, match=r"a\.txt: damaged \(IndexError\)"):
        read(save(tmp_path / "a.txt", b"text"))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([".txt", ".docx", ".pdf", ".html", ".xlsx"]),
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf"]),
    st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda t: t.encode("gb18030", "replace"))),
)
def test_any_bytes_are_read_or_refused(suffix: str, magic: bytes, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(magic + data)
        try:
            source = read(path)
        except ReadError as error:
            assert "\n" not in str(error)
        else:
            assert any(block.text.strip() for block in source.blocks)


@pytest.mark.parametrize("damage", ["document.xml", "numbering.xml", "styles.xml"])
def test_a_word_file_with_odd_parts_is_read_or_refused(tmp_path: Path, damage: str) -> None:
    document = new_docx()
    document.add_paragraph("正文。", style="List Number")
    document.add_table(1, 2).cell(0, 0).text = "甲"
    document.save(str(tmp_path / "good.docx"))
    with zipfile.ZipFile(tmp_path / "good.docx") as archive, zipfile.ZipFile(tmp_path / "bad.docx", "w") as out:
        for name in archive.namelist():
            part = archive.read(name)
            if name.endswith(damage):
                part = part.replace(b'w:val="', b'w:val="x').replace(b'w:ilvl="', b'w:ilvl="y').replace(b'w:w="', b'w:w="z')
            out.writestr(name, part)
    try:
        assert "正文。" in "".join(texts(read(tmp_path / "bad.docx")))
    except ReadError as error:
        assert "damaged" in str(error)
