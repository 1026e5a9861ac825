"""The search index: short entries in the home page itself, or, when there are many, in files that the page loads when it needs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

INLINE = 4_000
"""So many entries stand in the home page; more are written to files of PART entries."""
PART = 6_000

Entry = tuple[str, str, str, str]
"""Kind, text to search and show, page, and what to show beside it."""


class Index:
    """Collects entries; writes a file whenever PART of them are there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries: list[Entry] = []
        self.parts: list[str] = []

    def add(self, kind: str, text: str, url: str, beside: str = "") -> None:
        self.entries.append((kind, text, url, beside))
        if len(self.entries) >= PART:
            self._write()

    def close(self) -> dict[str, Any]:
        """What the home page holds: entries, or the names of the files that hold them."""
        if self.parts or len(self.entries) > INLINE:
            self._write()
        return {"parts": self.parts, "entries": self.entries}

    def _write(self) -> None:
        if self.entries:
            self.folder.mkdir(parents=True, exist_ok=True)
            name = f"{len(self.parts) + 1:03d}.js"
            (self.folder / name).write_text(f"zerenIndex({as_json(self.entries)});\n", encoding="utf-8", newline="\n")
            self.parts.append(name)
            self.entries = []


def as_json(data: Any) -> str:
    """JSON that is safe within a script element and within a script: no character of it can end either."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text
