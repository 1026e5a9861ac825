"""Read old Word and WPS files through LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from zeren.build.readers import docx, html
from zeren.build.readers.common import ReadError, looks_like
from zeren.kg.model import Block

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 120


def blocks(name: str, data: bytes) -> tuple[Block, ...]:
    """The blocks of the file turned into .docx. Raises ReadError saying what to do where LibreOffice is missing or fails."""
    if looks_like(data) == "a zip or Office file":
        return docx.blocks(name, data)
    if data.lstrip()[:200].lower().startswith((b"<html", b"<!doctype html", b"<?xml")):
        return html.blocks(name, data)
    program = next((found for p in PROGRAMS if (found := shutil.which(p))), None)
    suffix = Path(name).suffix.lower()
    if program is None:
        raise ReadError(name, f"{suffix} is read through LibreOffice, which is not installed: install it, or save the file as .docx")
    with tempfile.TemporaryDirectory(prefix="zeren-") as folder:
        return docx.blocks(name, _converted(program, name, suffix, data, Path(folder)))


def _converted(program: str, name: str, suffix: str, data: bytes, folder: Path) -> bytes:
    source = folder / f"source{suffix}"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx", "--outdir", str(folder), str(source)]
    try:
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ReadError(name, f"LibreOffice could not turn it into .docx ({type(error).__name__}); save the file as .docx") from None
    result = folder / "source.docx"
    if not result.is_file():
        raise ReadError(name, "LibreOffice could not turn it into .docx; save the file as .docx")
    return result.read_bytes()
