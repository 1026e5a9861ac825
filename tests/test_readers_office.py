"""Old formats are read through LibreOffice where it is there, else the reader says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as new_docx
from papers import save, texts

from zeren.build.read import ReadError, read
from zeren.build.readers import office


def test_old_formats_say_what_to_do_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.shutil, "which", lambda _: None)
    for name in ("a.doc", "a.wps"):
        with pytest.raises(ReadError, match=r"LibreOffice, which is not installed: install it, or save the file as \.docx"):
            read(save(tmp_path / name, b"\xd0\xcf\x11\xe0" + bytes(600)))


def test_old_formats_go_through_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = new_docx()
    document.add_paragraph("转换后的话。")
    document.save(str(tmp_path / "real.docx"))
    script = tmp_path / "soffice"
    script.write_text(f'#!/bin/sh\nfor a; do last=$a; done\ncp "{tmp_path}/real.docx" "${{last%.*}}.docx"\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setattr(office.shutil, "which", lambda name: str(script) if name == "soffice" else None)
    assert texts(read(save(tmp_path / "a.doc", b"\xd0\xcf\x11\xe0" + bytes(600)))) == ["转换后的话。"]


def test_a_docx_or_page_named_doc_is_read_as_what_it_is(tmp_path: Path) -> None:
    document = new_docx()
    document.add_paragraph("其实是新格式。")
    document.save(str(tmp_path / "a.doc"))
    assert texts(read(tmp_path / "a.doc")) == ["其实是新格式。"]
    assert texts(read(save(tmp_path / "b.doc", "<html><body><p>其实是网页。</p></body></html>".encode()))) == ["其实是网页。"]
