"""Word documents are read with their automatic numbers, tracked changes, text boxes and tables, in reading order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document as new_docx
from docx.oxml import parse_xml
from papers import texts

from zeren.build.read import read
from zeren.build.readers.numbering import counting, written
from zeren.kg.model import Source

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(tmp_path: Path, document: Any, name: str = "a.docx") -> Source:
    document.save(str(tmp_path / name))
    return read(tmp_path / name)


def numbered(document: Any, levels: list[tuple[str, str]]) -> None:
    """Give the document a list (numId 77) with these levels of (format, text)."""
    root = document.part.numbering_part.element
    xml = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {NS} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>{xml}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {NS} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    root.append(
        parse_xml(
            f'<w:num {NS} w:numId="78"><w:abstractNumId w:val="77"/>'
            '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )


def item(document: Any, text: str, level: int, num: int = 77) -> None:
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {NS}><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'))


def test_automatic_numbers_are_written_out(tmp_path: Path) -> None:
    document = new_docx()
    numbered(document, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimalEnclosedCircle", "%4")])
    for text, level in (
        ("总则", 0),
        ("领域", 0),
        ("健康", 1),
        ("目标甲", 2),
        ("目标乙", 2),
        ("教育", 1),
        ("目标丙", 2),
        ("细项", 3),
        ("实施", 0),
        ("领导", 1),
    ):
        item(document, text, level)
    assert texts(docx(tmp_path, document)) == [
        "一、总则",
        "二、领域",
        "（一）健康",
        "1. 目标甲",
        "2. 目标乙",
        "（二）教育",
        "1. 目标丙",
        "①细项",
        "三、实施",
        "（一）领导",
    ]


def test_a_second_list_restarts_where_it_says_so(tmp_path: Path) -> None:
    document = new_docx()
    numbered(document, [("chineseCountingThousand", "第%1章"), ("decimal", "%1.%2"), ("decimal", "（%3）")])
    for text, level, num in (("总则", 0, 77), ("目的", 1, 77), ("甲", 2, 77), ("乙", 2, 77), ("丙", 2, 78), ("丁", 2, 78)):
        item(document, text, level, num)
    assert texts(docx(tmp_path, document)) == ["第一章 总则", "一.1 目的", "（1）甲", "（2）乙", "（1）丙", "（2）丁"]


def test_numbers_linked_to_a_style(tmp_path: Path) -> None:
    document = new_docx()
    numbered(document, [("chineseCounting", "%1、"), ("decimal", "%2．")])
    for name, level in (("Heading 1", 0), ("Heading 2", 1)):
        style = document.styles[name].element
        style.get_or_add_pPr().append(parse_xml(f'<w:numPr {NS}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))
    document.add_heading("总体要求", 1)
    document.add_heading("指导思想", 2)
    document.add_heading("重点任务", 1)
    plain = document.add_heading("没有编号的标题", 1)
    plain._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {NS}><w:numId w:val="0"/></w:numPr>'))
    assert texts(docx(tmp_path, document)) == ["一、总体要求", "1．指导思想", "二、重点任务", "没有编号的标题"]


@pytest.mark.parametrize(
    ("form", "n", "shows"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 11, "十一"),
        ("chineseCounting", 20, "二十"),
        ("chineseCounting", 35, "三十五"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("ideographDigital", 12, "一二"),
        ("taiwaneseCounting", 3, "三"),
        ("japaneseCounting", 12, "十二"),
        ("chineseLegalSimplified", 3, "叁"),
        ("ideographTraditional", 2, "乙"),
        ("ideographZodiac", 1, "子"),
        ("decimal", 7, "7"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircleChinese", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 4, "⒋"),
        ("decimalZero", 5, "05"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 9, "ix"),
        ("upperLetter", 2, "B"),
        ("lowerLetter", 28, "bb"),
        ("numberInDash", 3, "- 3 -"),
        ("none", 3, ""),
        ("hebrew1", 3, "3"),
    ],
)
def test_number_formats(form: str, n: int, shows: str) -> None:
    assert written(n, form) == shows


def test_counting_is_chinese_up_to_ten_thousand() -> None:
    assert [counting(n) for n in (1, 100, 101, 1000, 1005, 2020, 0, 10_000)] == [
        "一",
        "一百",
        "一百零一",
        "一千",
        "一千零五",
        "二千零二十",
        "0",
        "10000",
    ]


def test_tracked_changes_fields_and_hidden_text(tmp_path: Path) -> None:
    document = new_docx()
    paragraph = document.add_paragraph("保留")
    for xml in (
        f'<w:ins {NS} w:id="1" w:author="a"><w:r><w:t>插入</w:t></w:r></w:ins>',
        f'<w:del {NS} w:id="2" w:author="a"><w:r><w:delText>删除</w:delText></w:r></w:del>',
        f"<w:r {NS}><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>",
        f"<w:r {NS}><w:instrText>PAGEREF _Toc1</w:instrText></w:r>",
        f'<w:r {NS}><w:footnoteReference w:id="1"/></w:r>',
        f"<w:hyperlink {NS}><w:r><w:t>链接</w:t></w:r></w:hyperlink>",
        f"<w:r {NS}><w:t>甲</w:t><w:noBreakHyphen/><w:t>乙</w:t></w:r>",
    ):
        paragraph._p.append(parse_xml(xml))
    assert texts(docx(tmp_path, document)) == ["保留插入链接甲-乙"]


def test_soft_breaks_text_boxes_and_content_controls(tmp_path: Path) -> None:
    document = new_docx()
    document.add_paragraph("青溪县人民政府\n关于印发规划的通知")
    box = document.add_paragraph("正文在前。")
    content = "<w:txbxContent><w:p><w:r><w:t>文本框里的话。</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box._p.append(
        parse_xml(
            f"<w:r {NS} {mc}><mc:AlternateContent><mc:Choice Requires='wps'>{content}</mc:Choice><mc:Fallback>{content}</mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
    )
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(f"<w:sdt {NS}><w:sdtContent><w:p><w:r><w:t>控件里的话。</w:t></w:r></w:p></w:sdtContent></w:sdt>"))
    source = docx(tmp_path, document)
    assert texts(source) == ["青溪县人民政府", "关于印发规划的通知", "正文在前。", "文本框里的话。", "控件里的话。"]
    assert [b.hard for b in source.blocks] == [False, True, True, True, True]


def test_tables_stand_in_reading_order_with_merged_cells(tmp_path: Path) -> None:
    document = new_docx()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.add_paragraph("表前的话。")
    table = document.add_table(5, 4)
    for i, row in enumerate(
        [
            ["任务分工表", "", "", ""],
            ["序号", "工作任务", "牵头单位", "配合单位"],
            ["1", "修路", "县交通局", "县财政局\n县公安局"],
            ["2", "", "县水利局", ""],
            ["3", "植树", "县林业局", ""],
        ]
    ):
        for j, text in enumerate(row):
            table.cell(i, j).text = text
    table.cell(0, 0).merge(table.cell(0, 3))
    table.cell(2, 1).merge(table.cell(3, 1))
    document.add_paragraph("表后的话。")
    source = docx(tmp_path, document)
    assert [b.text for b in source.blocks if not b.cells] == ["表前的话。", "任务分工表", "表后的话。"]
    rows = [b for b in source.blocks if b.cells]
    assert [b.cells for b in rows] == [
        ("序号", "工作任务", "牵头单位", "配合单位"),
        ("1", "修路", "县交通局", "县财政局\n县公安局"),
        ("2", "修路", "县水利局", ""),
        ("3", "植树", "县林业局", ""),
    ]
    assert [b.header for b in rows] == [True, False, False, False]
    assert [b.inherited for b in rows] == [(), (), (1,), ()]
    assert [b.place.row for b in rows] == [2, 3, 4, 5]
    assert source.blocks[0].text == "表前的话。"
    assert source.blocks[-1].text == "表后的话。"
