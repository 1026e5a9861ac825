"""Read Word documents: paragraphs with their automatic numbers, tables, text boxes and tracked insertions, in reading order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx import Document as open_docx

from zeren.build.readers.common import ReadError, check_unpacked, wrong_kind
from zeren.build.readers.grid import Cell, Line, rows
from zeren.build.readers.numbering import Numbering, W, numbering
from zeren.kg.model import Block, Place

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SKIP = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}delText", f"{W}rt", f"{MC}Fallback", f"{W}sectPr"}
BREAK = "\v"  # a soft line break inside a paragraph
BOX = f"{W}txbxContent"


def blocks(name: str, data: bytes) -> tuple[Block, ...]:
    """Paragraphs and table rows in reading order. Raises ReadError when the file is no Word document."""
    check_unpacked(name, data)
    try:
        doc = open_docx(io.BytesIO(data))
    except Exception as error:  # python-docx raises many kinds: KeyError, BadZipFile, PackageNotFoundError, XMLSyntaxError
        raise ReadError(name, wrong_kind(data, "Word document", error)) from None
    body = doc.element.body
    walker = Walker(
        numbering(_root(doc.part, "numbering"), _root(doc.part, "styles")), pages=body.find(f".//{W}lastRenderedPageBreak") is not None
    )
    return tuple(walker.children(body))


def _root(part: Any, kind: str) -> Any | None:
    """The root element of the part related as `kind` (numbering, styles), None where the document has none."""
    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            target = relation.target_part
            element = getattr(target, "element", None)
            return element if element is not None else _parsed(target.blob)
    return None


def _parsed(blob: bytes) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(blob)


@dataclass(slots=True)
class Walker:
    """Goes through a document's body once, counting paragraphs, tables, pages and list numbers."""

    numbers: Numbering
    pages: bool
    paragraph: int = 0
    table: int = 0
    page: int = 1
    boxes: list[Any] = field(default_factory=list)

    def children(self, parent: Any) -> Iterator[Block]:
        """The blocks of a body, cell, text box or content control."""
        for element in parent:
            if element.tag == f"{W}p":
                yield from self.one(element)
            elif element.tag == f"{W}tbl":
                yield from self.rows(element)
            elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag", f"{W}moveTo"):
                yield from self.children(element)

    def one(self, paragraph: Any) -> Iterator[Block]:
        """The blocks of one paragraph: one, or one a soft line; text boxes anchored in it follow."""
        self.paragraph += 1
        place = self._place()
        outer, self.boxes = self.boxes, []
        text = self.text(paragraph)
        boxes, self.boxes = self.boxes, outer
        lines = [line for line in text.split(BREAK) if line.strip()]
        if lines and not _vanished(paragraph):
            lines[0] = self.numbers.label(paragraph) + lines[0].lstrip()
        for i, line in enumerate(lines, 1):
            yield Block(line, place, hard=i == len(lines))
        for box in boxes:
            yield from self.children(box)

    def text(self, element: Any) -> str:
        """The words of an element; deleted and hidden ones, field codes and notes left out."""
        out: list[str] = []
        stack = list(reversed(element))
        while stack:
            child = stack.pop()
            tag = child.tag
            if tag in (f"{W}t", f"{MATH}t"):
                out.append(child.text or "")
            elif tag in (f"{W}tab", f"{W}ptab"):
                out.append("\t")
            elif tag in (f"{W}br", f"{W}cr"):
                self._break(child, out)
            elif tag == f"{W}noBreakHyphen":
                out.append("-")
            elif tag == f"{W}lastRenderedPageBreak":
                self.page += 1
            elif tag == BOX:
                self.boxes.append(child)
            elif tag not in SKIP and not (tag == f"{W}r" and _hidden(child)) and isinstance(tag, str):
                stack.extend(reversed(child))
        return "".join(out)

    def _break(self, element: Any, out: list[str]) -> None:
        if element.get(f"{W}type") == "page":
            self.page += not self.pages
        else:
            out.append(BREAK)

    def rows(self, table: Any) -> Iterator[Block]:
        """The blocks of a table; a table inside a cell is told as the cell's text."""
        self.table += 1
        number = self.table
        lines = [Line(tuple(self._cells(row)), self._place(row=i)) for i, row in enumerate(_rows(table), 1)]
        yield from rows(lines, number)

    def _cells(self, row: Any) -> Iterator[Cell]:
        head = row.find(f"{W}trPr/{W}tblHeader") is not None
        for _ in range(_number(row.find(f"{W}trPr/{W}gridBefore"))):
            yield Cell("")
        for cell in row.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tr")) is not row:
                continue
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            below = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            text = "" if below else "\n".join(block.text.replace("\t", " ") for block in self.children(cell))
            across = max(1, _number(cell.find(f"{W}tcPr/{W}gridSpan")))
            yield Cell(text, below, across, head)
            for _ in range(across - 1):
                yield Cell("", below)

    def _place(self, row: int | None = None) -> Place:
        return Place(page=self.page if self.pages else None, paragraph=self.paragraph or None, row=row)


def _rows(table: Any) -> list[Any]:
    """The rows of a table that are not deleted by a tracked change, those inside content controls too."""
    found = [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]
    return [row for row in found if row.find(f"{W}trPr/{W}del") is None]


def _number(element: Any | None) -> int:
    value = element.get(f"{W}val", "0") if element is not None else "0"
    return min(int(value), 64) if value.isdigit() else 0


def _hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false", "off")


def _vanished(paragraph: Any) -> bool:
    """Whether the paragraph's own mark was deleted by a tracked change, so that its number does not show."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
