"""Every format is read to blocks in reading order; what cannot be read says why in one line."""

from __future__ import annotations

import io
import os
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import papers
import pytest
from docx import Document as new_docx
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from zeren.build.read import SUFFIXES, ReadError, find, read
from zeren.build.readers import office
from zeren.build.readers.numbering import counting, written
from zeren.kg.model import Source

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LINES = ["青溪县妇女发展规划", "一、发展现状", "全县妇女事业取得长足进步，主要指标位居全市前列。"]


def texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks if block.text.strip()]


def save(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


# text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_text_in_every_encoding(tmp_path: Path, encoding: str, newline: str) -> None:
    source = read(save(tmp_path / "a.txt", newline.join(LINES).encode(encoding)))
    assert texts(source) == LINES
    assert [b.place.line for b in source.blocks] == [1, 2, 3]
    assert (source.name, source.media, len(source.sha256)) == ("a.txt", "txt", 64)


def test_form_feeds_count_pages(tmp_path: Path) -> None:
    source = read(save(tmp_path / "a.txt", "第一页的话。\n\f第二页的话。".encode()))
    assert [(b.text, b.place.page) for b in source.blocks if b.text] == [("第一页的话。", 1), ("第二页的话。", 2)]


# what cannot be read


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


# Word


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


# Excel


def test_a_workbook_with_title_merged_cells_and_two_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "分工"
    for row in (
        ["附件：青溪县重点任务分工表"],
        [],
        ["序号", "重点任务", "牵头单位", "完成比例", "完成时限"],
        [1, "建设养老院", "县民政局", 0.6, "2025年底"],
        [2, None, "县财政局", 1, None],
        [3, "植树", "县林业局", 0.255, None],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("B4:B5")
    for cell in ("D4", "D6"):
        sheet[cell].number_format = "0.0%"
    sheet["C4"].font = Font(bold=True)
    second = book.create_sheet("人员")
    second.append(["单位", "名称"])
    second.append(["县妇联", "办公室"])
    book.create_sheet("隐藏").sheet_state = "hidden"
    book["隐藏"].append(["不读", "不读"])
    book.save(tmp_path / "a.xlsx")
    source = read(tmp_path / "a.xlsx")
    assert source.blocks[0].text == "附件：青溪县重点任务分工表"
    assert source.blocks[0].place.sheet == "分工"
    rows = [b for b in source.blocks if b.table == 1]
    assert [b.cells for b in rows] == [
        ("序号", "重点任务", "牵头单位", "完成比例", "完成时限"),
        ("1", "建设养老院", "县民政局", "60%", "2025年底"),
        ("2", "建设养老院", "县财政局", "1", ""),
        ("3", "植树", "县林业局", "25.5%", ""),
    ]
    assert [(b.place.sheet, b.place.row, b.inherited) for b in rows] == [
        ("分工", 3, ()),
        ("分工", 4, ()),
        ("分工", 5, (1,)),
        ("分工", 6, ()),
    ]
    assert [b.cells for b in source.blocks if b.place.sheet == "人员"] == [("单位", "名称"), ("县妇联", "办公室")]
    assert not any(b.place.sheet == "隐藏" for b in source.blocks)


# pages


PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>规划-青溪县人民政府</title><style>p{{}}</style></head><body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li></ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/b">规划</a></div>
<div class="main"><h1>青溪县妇女发展规划</h1>
<table><tr><td>索引号：</td><td>112233/2022-1</td><td>发文字号：</td><td>青政发〔2022〕3号</td></tr><tr><td>成文日期：</td><td>2022-03-01</td><td>发布机构：</td><td>县政府</td></tr></table>
<div class="content"><p>　　一、发展现状</p><p>全县妇女事业取得长足进步，
主要指标位居全市前列，<span>妇女</span>获得感不断增强。</p><script>var a = "不读";</script>
<p style="display:none">看不见的话</p>
<ol><li>提高健康水平。</li><li>降低死亡率。</li></ol>
<table><tr><th>序号</th><th>任务</th><th>责任单位</th></tr>
<tr><td rowspan="2">1</td><td>建网络</td><td>县卫生健康局<br>县财政局</td></tr><tr><td>强队伍</td><td>县教育局</td></tr></table></div></div>
<div class="footer">主办：青溪县人民政府 <a href="/c">网站地图</a> 备案号123</div></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk"])
def test_a_page_gives_its_main_text_and_tables(tmp_path: Path, charset: str) -> None:
    source = read(save(tmp_path / "a.html", PAGE.format(charset=charset).encode("gb18030" if charset.startswith("gb") else charset)))
    assert [b.text.strip() for b in source.blocks if not b.cells] == [
        "青溪县妇女发展规划",
        "索引号：112233/2022-1",
        "发文字号：青政发〔2022〕3号",
        "成文日期：2022-03-01",
        "发布机构：县政府",
        "一、发展现状",
        "全县妇女事业取得长足进步，主要指标位居全市前列，妇女获得感不断增强。",
        "1. 提高健康水平。",
        "2. 降低死亡率。",
    ]
    rows = [b for b in source.blocks if b.cells]
    assert [b.cells for b in rows] == [("序号", "任务", "责任单位"), ("1", "建网络", "县卫生健康局\n县财政局"), ("1", "强队伍", "县教育局")]
    assert [b.header for b in rows] == [True, False, False]
    assert rows[2].inherited == (0,)


def test_a_page_of_line_breaks_and_a_layout_table(tmp_path: Path) -> None:
    body = "".join(f"<p>{'妇女儿童事业发展' * 4}，第{i}段。</p>" for i in range(14))
    page = f"<html><body><table><tr><td><a href=x>导航</a></td><td>{body}落款一<br>落款二</td></tr></table></body></html>"
    found = texts(read(save(tmp_path / "a.htm", page.encode())))
    assert len(found) == 16
    assert found[-2:] == ["落款一", "落款二"]


def test_the_declared_title_of_a_page_comes_first(tmp_path: Path) -> None:
    head = '<head><meta name="ArticleTitle" content="青溪县妇女发展规划"><title>首页</title></head>'
    page = f"<html>{head}<body><p>一、发展现状</p></body></html>"
    assert texts(read(save(tmp_path / "a.html", page.encode()))) == ["青溪县妇女发展规划", "一、发展现状"]
    empty = b"<html><head><title>only</title></head><body><script>x</script></body></html>"
    assert texts(read(save(tmp_path / "b.html", empty))) == ["only"]


def test_a_failing_library_is_a_read_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str, data: bytes) -> None:
        raise IndexError(name)

    monkeypatch.setattr("zeren.build.readers.txt.blocks", fail)
    with pytest.raises(ReadError, match=r"a\.txt: damaged \(IndexError\)"):
        read(save(tmp_path / "a.txt", b"text"))


def test_deep_nesting_of_a_page_is_read(tmp_path: Path) -> None:
    page = "<html><body>" + "<div>" * 3000 + "<p>深处的话。</p>" + "</div>" * 3000 + "</body></html>"
    assert texts(read(save(tmp_path / "a.html", page.encode()))) == ["深处的话。"]


# PDF


def test_pdf_paragraphs_are_healed_and_furniture_dropped(tmp_path: Path) -> None:
    paragraphs = [
        "青溪县妇女发展规划",
        "一、发展现状",
        "全县妇女事业取得长足进步，主要指标位居全市前列。" * 8,
        "（一）提高妇女健康水平，到2025年孕产妇死亡率控制在9/10万以下。" * 5,
    ] * 3
    source = read(save(tmp_path / "a.pdf", papers.typeset(paragraphs, rows=12, header="青溪县人民政府公报")))
    assert texts(source) == paragraphs
    assert source.blocks[0].place.page == 1
    assert source.blocks[-1].place.page == 3


def test_pdf_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [(72.0, 700.0 - 15 * i, f"左栏第{i:02d}行的文字内容说明") for i in range(20)]
    right = [(320.0, 700.0 - 15 * i, f"右栏第{i:02d}行的文字内容说明") for i in range(20)]
    mixed = [line for pair in zip(left, right, strict=True) for line in pair]
    found = "".join(texts(read(save(tmp_path / "a.pdf", papers.pdf([([(72.0, 760.0, "通栏标题")], ()), (mixed, ())])))))
    assert found.index("左栏第19行") < found.index("右栏第00行")
    assert found.count("行的文字内容说明") == 40


def test_pdf_tables_with_merged_cells_over_two_pages(tmp_path: Path) -> None:
    def page(top: float, rows: list[list[str]], merged: bool) -> tuple[list[papers.Text], list[papers.Rule]]:
        xs, words, rules = (60.0, 120.0, 300.0, 480.0), [], []
        for i in range(len(rows) + 1):
            y = top - 30 * i
            start = 120.0 if merged and i == 2 else 60.0
            rules.append((start, y, 480.0, y))
        rules += [(x, top, x, top - 30 * len(rows)) for x in xs]
        for i, row in enumerate(rows):
            words += [(x + 4, top - 30 * i - 20, text) for x, text in zip(xs, row, strict=False) if text]
        return words, rules

    first = page(700, [["序号", "工作任务", "责任单位"], ["1", "建设养老院", "县民政局"], ["", "改造敬老院", "县财政局"]], merged=True)
    second = page(780, [["序号", "工作任务", "责任单位"], ["2", "植树造林", "县林业局"]], merged=False)
    first[0].append((200, 740, "任务分工表"))
    source = read(save(tmp_path / "a.pdf", papers.pdf([first, second])))
    rows = [b for b in source.blocks if b.cells]
    assert [b.cells for b in rows] == [
        ("序号", "工作任务", "责任单位"),
        ("1", "建设养老院", "县民政局"),
        ("1", "改造敬老院", "县财政局"),
        ("序号", "工作任务", "责任单位"),
        ("2", "植树造林", "县林业局"),
    ]
    assert [b.header for b in rows] == [True, False, False, True, False]
    assert rows[2].inherited == (0,)
    assert {b.table for b in rows} == {1}
    assert [b.place.page for b in rows] == [1, 1, 1, 2, 2]


def test_a_scanned_pdf_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"scan\.pdf: no text layer, page 1 of 30"):
        read(save(tmp_path / "scan.pdf", papers.scanned(30)))


# old formats


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
