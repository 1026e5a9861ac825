"""Read small text files that people wrote with whatever they had: UTF-8 with or without a mark, UTF-16, GB18030."""

from __future__ import annotations

import codecs
from pathlib import Path

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read(file: Path) -> str:
    """The text of a file, line ends as \\n.

    Raises ValueError, one line that names the file, when it cannot be read or is no text.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ValueError(f"{file}: {(error.strerror or str(error)).lower()}") from None
    known = [encoding for mark, encoding in MARKS if data.startswith(mark)]
    for encoding in known or ["utf-8", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise ValueError(f"{file}: is no text in UTF-8 or GB18030")
