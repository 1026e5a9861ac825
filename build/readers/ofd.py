"""Say that OFD files are not read yet."""

from __future__ import annotations

from zeren.build.readers.common import ReadError
from zeren.kg.model import Block


def blocks(name: str, data: bytes) -> tuple[Block, ...]:
    """Raises ReadError always."""
    raise ReadError(name, "OFD is not read yet; save it as PDF or DOCX")
