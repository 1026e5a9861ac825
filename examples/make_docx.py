"""Write plans/wanglan.docx from wanglan.source.txt: a plan as Word keeps it, its Chinese numbers automatic, its bytes the same every time.

A line of the source opens with what it is: `#` a title, `=` a centred line, `>` a line at the right, `.` a line of the contents, `---`
a page break, and 1 to 4 a paragraph that Word numbers 一、 （一） 1. （1）. Anything else is plain text.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

HERE = Path(__file__).resolve().parent
LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）"))
ABSTRACT = 77
WHEN = datetime.datetime(2022, 9, 27, 9, 0, 0)


def main() -> None:
    source = (HERE / "wanglan.source.txt").read_text(encoding="utf-8")
    (HERE / "plans" / "wanglan.docx").write_bytes(make(source))


def make(source: str) -> bytes:
    """The source as the bytes of a .docx file."""
    document = Document()
    _properties(document)
    _define_levels(document)
    _page_numbers(document)
    number = 0
    for line in source.splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "#":
            number += 1
            _numbering(document, number)
        _add(document, line, mark, rest, number)
    buffer = io.BytesIO()
    document.save(buffer)
    return _settled(buffer.getvalue())


def _add(document: DocumentType, line: str, mark: str, rest: str, number: int) -> None:
    if line == "---":
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    elif mark == "#":
        document.add_paragraph(rest, style="Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif mark == "=":
        document.add_paragraph(rest).alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif mark == ">":
        document.add_paragraph(rest).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif mark == ".":
        document.add_paragraph(rest)
    elif mark in {"1", "2", "3", "4"}:
        _numbered(document, rest, int(mark) - 1, number)
    else:
        document.add_paragraph(line)


def _numbered(document: DocumentType, text: str, level: int, number: int) -> None:
    """A paragraph that Word numbers; words up to the first full stop are set bold where a text follows them, as a heading that runs in."""
    paragraph = document.add_paragraph(style=f"Heading {level + 1}" if level < 2 and "。" not in text else None)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{1000 + number}"/></w:numPr>'))
    head, stop, tail = text.partition("。")
    paragraph.add_run(head + stop).bold = True if tail else None
    if tail:
        paragraph.add_run(tail)


def _define_levels(document: DocumentType) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(LEVELS)
    )
    kind = '<w:multiLevelType w:val="multilevel"/>'
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{ABSTRACT}">{kind}{levels}</w:abstractNum>'))


def _numbering(document: DocumentType, number: int) -> None:
    """A list of its own for each titled part, so that every plan counts from 一."""
    restart = "".join(f'<w:lvlOverride w:ilvl="{i}"><w:startOverride w:val="1"/></w:lvlOverride>' for i in range(len(LEVELS)))
    document.part.numbering_part.element.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{1000 + number}"><w:abstractNumId w:val="{ABSTRACT}"/>{restart}</w:num>')
    )


def _page_numbers(document: DocumentType) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "望澜区妇女儿童发展规划"
    footer: Paragraph = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer.add_run("— ")
    footer._p.append(field)
    footer.add_run(" —")


def _properties(document: DocumentType) -> None:
    package = document.part.package
    for key in [key for key, relation in package.rels.items() if relation.reltype.endswith("/thumbnail")]:
        del package.rels[key]
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = "望澜区“十四五”妇女儿童发展规划", "zeren", "zeren", ""
    core.created = core.modified = WHEN
    core.revision = 1


def _settled(data: bytes) -> bytes:
    """The same archive with one fixed time on every member and no trace of the platform."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            new.writestr(info, old.read(name))
    return out.getvalue()


if __name__ == "__main__":
    main()
