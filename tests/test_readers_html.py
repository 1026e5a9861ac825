"""Pages give their main text and tables; what a site puts around them is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers import save, texts

from zeren.build.read import read

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


def test_deep_nesting_of_a_page_is_read(tmp_path: Path) -> None:
    page = "<html><body>" + "<div>" * 3000 + "<p>深处的话。</p>" + "</div>" * 3000 + "</body></html>"
    assert texts(read(save(tmp_path / "a.html", page.encode()))) == ["深处的话。"]


TITLE = "柳河县人民政府关于印发柳河县妇女发展规划的通知"
SHOWN = ["柳河县人民政府", "关于印发柳河县妇女发展规划的通知", "各乡镇人民政府：", "现印发给你们，请认真执行。", "柳河县人民政府"]


def shown(tmp_path: Path, *front: str) -> list[str]:
    body = "".join(f"<p>{line}</p>" for line in [*front, *SHOWN])
    return texts(read(save(tmp_path / "a.html", f"<html><body><div>{body}</div></body></html>".encode())))


def test_a_title_that_the_text_says_again_is_left_out(tmp_path: Path) -> None:
    assert shown(tmp_path, TITLE, "字号：大 中 小") == ["字号：大 中 小", *SHOWN]


def test_a_title_among_the_particulars_is_left_out_where_the_text_has_it(tmp_path: Path) -> None:
    assert shown(tmp_path, "索引号：000/1", f"标 题：{TITLE}") == ["索引号：000/1", *SHOWN]
    other = "柳河县妇女发展规划政策解读"
    assert shown(tmp_path, f"名称：{other}") == [other, *SHOWN]


def test_an_organ_that_signs_below_is_no_title_said_again(tmp_path: Path) -> None:
    assert shown(tmp_path) == SHOWN


def test_a_declared_title_in_several_lines_is_not_repeated(tmp_path: Path) -> None:
    head = f'<head><meta name="ArticleTitle" content="{TITLE}"></head>'
    page = f"<html>{head}<body>{''.join(f'<p>{line}</p>' for line in SHOWN)}</body></html>"
    assert texts(read(save(tmp_path / "a.html", page.encode()))) == SHOWN
