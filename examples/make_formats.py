"""Write the example plans as offices send them, .txt, .docx, .html and .pdf from one source each, the same bytes every time.

    python examples/make_formats.py FOLDER

yanxi comes from plans/yanxi.txt, its bookmarks and page breaks taken out; wanglan from wanglan.source.txt (see make_docx.py), its
automatic numbers typed.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import make_docx
import make_pdf
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK

HERE = Path(__file__).resolve().parent
HAN = "一二三四五六七八九十"
NUMBERED = re.compile(rf"[{HAN}]、|[（(](?:[{HAN}]|\d{{1,2}})[）)]|\d|（此")
ALIGNED = {"title": WD_ALIGN_PARAGRAPH.CENTER, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
MARKS = {"#": "title", "=": "center", ">": "right", ".": "entry"}


@dataclass(frozen=True)
class Line:
    """A paragraph: kind is title, center, right, entry (of the contents), break (of a page) or text."""

    kind: str
    text: str = ""


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in made().items():
        (folder / name).write_bytes(data)


def made() -> dict[str, bytes]:
    """Every file that the script writes, {name: bytes}."""
    plans = HERE / "plans"
    yanxi = list(plain((plans / "yanxi.txt").read_text(encoding="utf-8")))
    wanglan = list(typed((HERE / "wanglan.source.txt").read_text(encoding="utf-8")))
    return {
        "yanxi.txt": (plans / "yanxi.txt").read_bytes(),
        "yanxi.docx": word(yanxi),
        "yanxi.html": page(yanxi, "utf-8"),
        "yanxi.pdf": make_pdf.make([(line.kind, line.text) for line in yanxi]),
        "wanglan.txt": text(wanglan).encode("gb18030"),
        "wanglan.docx": (plans / "wanglan.docx").read_bytes(),
        "wanglan.html": page(wanglan, "gb2312"),
        "wanglan.pdf": make_pdf.make([(line.kind, line.text) for line in wanglan], header="望澜区人民政府公报"),
    }


# the two sources


def plain(source: str) -> Iterator[Line]:
    """The lines of a text that was copied out of a page: what its page breaks cut is put together, the kind told by the form."""
    source = re.sub(r"\[bookmark: \w+\]", "", re.sub(r"\n— \d+ —\n+", "", source))
    for group in re.split(r"\n\n\n+", source.strip()):
        for written in filter(str.strip, group.split("\n")):
            bare = written.strip()
            free = len(bare) <= 40 and bare[-1] not in "。：" and not NUMBERED.match(bare)
            yield Line("right" if written[:8].isspace() else "center" if free else "text", bare)
        yield Line("break")


def typed(source: str) -> Iterator[Line]:
    """The lines of a marked source, the numbers that Word counts written out."""
    counts = [0, 0, 0, 0]
    for written in source.splitlines():
        mark, _, rest = written.partition(" ")
        if written == "---":
            yield Line("break")
        elif mark in MARKS:
            counts = [0, 0, 0, 0] if mark == "#" else counts
            yield Line(MARKS[mark], rest)
        elif mark in {"1", "2", "3", "4"}:
            level = int(mark) - 1
            counts = [*counts[:level], counts[level] + 1, *[0] * (3 - level)]
            yield Line("text", number(level, counts[level]) + rest)
        else:
            yield Line("text", written)


def number(level: int, n: int) -> str:
    """The number of an item: 一、 （一） 1. （1）."""
    return (f"{HAN[n - 1]}、", f"（{HAN[n - 1]}）", f"{n}.", f"（{n}）")[level]


# the formats


def text(lines: Iterable[Line]) -> str:
    """Plain text as Notepad keeps it: a line a paragraph, two wide spaces in front, lines ended by CR LF."""
    out = []
    for line in lines:
        indent = {"text": "\u3000\u3000", "right": "\u3000" * 18, "center": "\u3000" * 6, "title": "\u3000" * 4}.get(line.kind, "")
        out.append(indent + line.text.replace("\t", "……"))
    return "\r\n".join(out) + "\r\n"


def word(lines: Iterable[Line]) -> bytes:
    """A Word document whose numbers are typed; a paragraph's first sentence is a run of its own, as bold heads are."""
    document = Document()
    make_docx._properties(document)
    document.core_properties.title = ""
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    for line in lines:
        paragraph = document.add_paragraph()
        paragraph.alignment = ALIGNED.get(line.kind)
        if line.kind == "break":
            paragraph.add_run().add_break(WD_BREAK.PAGE)
            continue
        head, stop, tail = line.text.partition("。")
        paragraph.add_run(head + stop).bold = True if tail else None
        for piece in re.split(r"(\d+)", tail):
            paragraph.add_run(piece)
    buffer = BytesIO()
    document.save(buffer)
    return make_docx._settled(buffer.getvalue())


def page(lines: Iterable[Line], charset: str) -> bytes:
    """A page of a government's site: navigation, where one is, particulars, the text, and what stands below it."""
    kept = [line for line in lines if line.kind != "break"]
    title = "".join(line.text for line in kept if line.kind == "title" and "通知" in line.text) or notice(kept)
    body = "\n".join(_paragraph(line) for line in kept)
    return PAGE.format(charset=charset, title=html.escape(title), body=body).encode("gb18030" if charset == "gb2312" else charset)


def notice(lines: Iterable[Line]) -> str:
    """The title of the notice, where it stands in several lines: from 人民政府 to 通知."""
    found = re.search(r"\n([^\n]*人民政府\n关于(?:[^\n]*\n){1,3}?[^\n]*通知)\n", "\n".join(line.text for line in lines))
    return found[1].replace("\n", "") if found else ""


def _paragraph(line: Line) -> str:
    words = html.escape(line.text).replace("\t", "……")
    if line.kind in ALIGNED:
        align = "right" if line.kind == "right" else "center"
        return f'<p style="text-align: {align};"><span style="font-family: 方正小标宋简体;">{words}</span></p>'
    head, stop, tail = words.partition("。")
    if not tail:
        return f"<p>&nbsp;&nbsp;&nbsp; {words}</p>"
    return f'<p style="text-indent: 2em;"><strong>\u3000\u3000{head}{stop}</strong>{tail}</p>'


PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<meta name="SiteName" content="人民政府门户网站"><meta name="ArticleTitle" content="{title}">
<title>{title}_政府文件_人民政府门户网站</title><link rel="stylesheet" href="/css/article.css">
<script>var _hmt = _hmt || [];</script></head>
<body>
<div class="header"><a href="/"><img src="/logo.png" alt="人民政府"></a>
<form action="/search"><input name="q" value="请输入关键字"><button>搜索</button></form></div>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li><li><a href="/zwfw">政务服务</a></li>
<li><a href="/hdjl">互动交流</a></li><li><a href="/sj">数据开放</a></li></ul>
<div class="crumbs">您当前的位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; <a href="/zwgk/wj">政府文件</a></div>
<div class="main"><div class="left"><ul class="menu"><li><a href="/1">政府信息公开指南</a></li><li><a href="/2">政府信息公开制度</a></li>
<li><a href="/3">法定主动公开内容</a></li></ul></div>
<div class="article">
<div class="tools">字号：<a href="javascript:;">大</a> <a href="javascript:;">中</a> <a href="javascript:;">小</a>
<a href="javascript:window.print()">打印本页</a></div>
<div id="zoom" class="TRS_Editor">
{body}
</div>
<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div>
<div class="pager"><a href="/9.html">上一篇：没有了</a> <a href="/8.html">下一篇：关于公布办事指南的公告</a></div>
</div></div>
<div class="footer"><p>主办：人民政府办公室　承办：大数据中心</p><p><a href="/map">网站地图</a> | <a href="/about">关于我们</a></p></div>
</body></html>
"""


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python examples/make_formats.py FOLDER")
    main(Path(sys.argv[1]))
