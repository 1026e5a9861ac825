"""Cleaning heals broken sentences and drops furniture, loses nothing else, and keeps the way back to the file."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zeren.build.clean import clean, place
from zeren.build.read import read
from zeren.kg.model import Block, Document, Place, Source


def source(text: str, hard: bool = False) -> Source:
    return Source("a.txt", "0" * 64, "txt", tuple(Block(line, Place(line=i), hard=hard) for i, line in enumerate(text.split("\n"), 1)))


def lines(text: str, hard: bool = False) -> list[str]:
    return clean(source(text, hard), "a").text.splitlines()


def dropped(text: str) -> list[tuple[str, str]]:
    return list(clean(source(text), "a").dropped)


PLAN = """一、发展领域
（一）妇女与健康
主要目标：
1. 提高妇女健康水平，主要健康指标位居全省前列。
2. 孕产妇死亡率控制在10/10万以下。
策略措施：
1. 完善妇幼健康服务体系。健全三级网络，提升服务能力。
"""


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (
            "1. 织密渔港救护网。配备以快艇转运为主力、以村级站点为\n\n支点的队伍。",
            "1. 织密渔港救护网。配备以快艇转运为主力、以村级站点为支点的队伍。",
        ),
        (
            "近年来茶乡托育设施从无到有，从少到多，但山区镇村\n\n的覆盖面，还要扩大。",
            "近年来茶乡托育设施从无到有，从少到多，但山区镇村的覆盖面，还要扩大。",
        ),
        (
            "3. 城乡居民低体重率和贫血率分别降到4.6%、\n\n7. 4%以内，改善明显。",
            "3. 城乡居民低体重率和贫血率分别降到4.6%、7.4%以内，改善明显。",
        ),
        ("（1）办好书香活动。依托“阅\n读湖湾”品牌，每月举办讲座。", "（1）办好书香活动。依托“阅读湖湾”品牌，每月举办讲座。"),
        (
            "《青溪县山区教育行动计划（2016—2020年）》列出的二十项重点\n\n工程全部完工。",
            "《青溪县山区教育行动计划（2016—2020年）》列出的二十项重点工程全部完工。",
        ),
        (
            "1. 提高服务能力。（牵头单位：县卫生健康局，\n责任单位：县财政局）",
            "1. 提高服务能力。（牵头单位：县卫生健康局，责任单位：县财政局）",
        ),
        (
            "7. 用好阵地。错时开放，方便家庭。办实“四点半课堂”\n\n看护项目，逐村推开。",
            "7. 用好阵地。错时开放，方便家庭。办实“四点半课堂”看护项目，逐村推开。",
        ),
        (
            "2. 加强示范带动。在全县范围内开展妇女儿童工作示范县（市、区）\n\n创建活动。",
            "2. 加强示范带动。在全县范围内开展妇女儿童工作示范县（市、区）创建活动。",
        ),
    ],
)
def test_sentences_broken_by_a_page_are_healed(broken: str, whole: str) -> None:
    assert whole in lines("序言里有一句完整的话，放在前面作为正文。\n" + broken + "\n" + PLAN)


@pytest.mark.parametrize(
    "kept",
    [
        "一、发展现状和趋势\n全县妇女事业取得长足进步。",
        "（一）加强组织领导，明确工作职责\n各级各部门要高度重视。\n（二）加强经费保障，确保工作开展\n财政部门要加大投入。",
        "主要目标\n1. 提高健康水平。",
        "1. 提高健康水平\n2. 降低死亡率\n3. 减少贫血",
        "青溪县人民政府\n2022年3月1日",
        "青溪县妇女发展规划\n（2021—2030年）\n征求意见稿",
        "各项任务由排名在前的部门牵头，下同\n检修水库闸门。",
        "5.新植行道树两千株。\n\n牵头单位：县林业局\n\n责任单位：各镇，县住建局\n完成时限：2025年底",
        "序言\n儿童是祖国的希望，民族的未来。",
        "建设内容如下\n● 新建养老院\n● 改造敬老院",
        "索引号：112233445566/2022-00001\n发文机关：青溪县人民政府\n发文字号：青政发〔2022〕3号",
    ],
)
def test_headings_titles_and_labels_stay_lines_of_their_own(kept: str) -> None:
    assert lines(kept) == [line for line in kept.split("\n") if line]


def test_paragraphs_of_word_are_never_joined() -> None:
    text = "1. 织密渔港救护网，配备以快艇转运为主力、\n以村级站点为支点的队伍。"
    assert lines(text, hard=True) == text.split("\n")


def wrapped(paragraphs: list[str], width: int, indent: str, between: str) -> str:
    cut = [[(indent + p)[i : i + width] for i in range(0, len(indent + p), width)] for p in paragraphs]
    return between.join("\n".join(piece) for piece in cut)


@pytest.mark.parametrize(("width", "indent", "between"), [(30, "\u3000\u3000", "\n"), (36, "    ", "\n"), (40, "", "\n\n"), (28, "", "\n")])
def test_text_of_fixed_width_is_put_together(width: int, indent: str, between: str) -> None:
    words = "妇女儿童事业发展规划实施健康教育保障权益参与决策管理环境法律家庭"
    rng = random.Random(width)
    paragraphs = []
    for i in range(40):
        sentences = ("".join(rng.choice(words) for _ in range(rng.randint(9, 25))) for _ in range(rng.randint(2, 8)))
        paragraphs.append(f"{i % 9 + 1}. " + "，".join(sentences) + "。")
    assert lines(wrapped(paragraphs, width, indent, between)) == paragraphs


def test_contents_are_dropped_with_and_without_page_numbers() -> None:
    contents = "目　录\n序言\n一、发展领域.....\t(6)\n（一）妇女与健康……………3\n主要目标\t(8)\n二、组织实施 12\n\n"
    body = "序言\n妇女是重要力量。\n" + PLAN + "二、组织实施\n各级要重视。\n"
    assert lines(contents + body) == (body.rstrip("\n")).split("\n")
    assert [kind for kind, _ in dropped(contents + body)] == ["contents"] * 6
    bare = "目录\n序言\n一、发展领域\n二、组织实施\n\n"
    assert lines(bare + body) == (body.rstrip("\n")).split("\n")


def test_page_numbers_and_running_headers_are_dropped() -> None:
    pages = []
    for i, number in enumerate(["— 1 —", "- 2 -", "第3页", "第 4 页 共 9 页", "—5—", "6 / 9"], 1):
        pages += ["青溪县人民政府公报", f"{i}. 完善第{i}项制度，推动妇女儿童事业高质量发展，提升服务", number]
        pages += ["青溪县人民政府公报", "能力和水平。", *(f"{k}. 按时完成任务。" for k in range(7, 10))]
    text = "\n".join(pages)
    found = [line for line in lines(text) if "制度" in line]
    assert found == [f"{i}. 完善第{i}项制度，推动妇女儿童事业高质量发展，提升服务能力和水平。" for i in range(1, 7)]
    kinds = [kind for kind, _ in dropped(text)]
    assert kinds.count("page-number") == 6
    assert kinds.count("header") == 12


def test_bare_page_numbers_go_and_numbers_in_tables_stay() -> None:
    filler = [f"第{i}段，说明情况，安排工作，提出要求，抓好落实。" for i in range(60)]
    for i, page in enumerate(range(1, 5)):
        filler.insert(14 * (i + 1), str(page))
    assert not any(re.fullmatch(r"\d+", line) for line in lines("\n".join(filler)))
    cells = "序号\n任务\n责任单位\n1\n修路\n县交通局\n2\n建桥\n县水利局\n3\n植树\n县林业局"
    assert lines(cells) == cells.split("\n")


def test_bookmarks_go_and_brackets_stay() -> None:
    assert lines("[bookmark: _Toc1][bookmark: _Hlk2]一、发展[现状]") == ["一、发展[现状]"]
    assert dropped("[bookmark: _Toc1]一、现状") == [("bookmark", "[bookmark: _Toc1]")]


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        (
            "\u3000\u30005. 镇村医生夜间值守 不断线，急救物资每季度补充一次。出诊记录逐例登记，家属随时查询。",
            "5. 镇村医生夜间值守不断线，急救物资每季度补充一次。出诊记录逐例登记，家属随时查询。",
        ),
        ("发病率降至7. 4‰以下，覆盖率96 .5%", "发病率降至7.4‰以下，覆盖率96.5%"),
        ("死亡率 2025 年分别下降到 2‰、4‰", "死亡率 2025 年分别下降到 2‰、4‰"),
        ("牵头单位：县发改局 县财政局 县民政局", "牵头单位：县发改局 县财政局 县民政局"),
        ("序 言", "序 言"),
        ("含有\u200b零宽\ufeff字符\x07的行", "含有零宽字符的行"),
    ],
)
def test_stray_spaces(written: str, cleaned: str) -> None:
    assert lines(written) == [cleaned]


def test_tables_are_rows_with_cells() -> None:
    blocks = (
        Block("任务分工表", Place(row=1), hard=True),
        Block("", Place(row=2), ("序号", "任务", "责任单位"), 1, True, hard=True),
        Block("", Place(row=3), ("1", "修路\n建桥", "县交通局、\n县水利局"), 1, hard=True),
        Block("", Place(row=4), ("1", "植树", "县林业局"), 1, False, (0,), hard=True),
        Block("附注。", Place(row=5), hard=True),
    )
    doc = clean(Source("a.xlsx", "0" * 64, "xlsx", blocks), "a")
    assert doc.text.split("\n")[1:4] == ["序号\t任务\t责任单位", "1\t修路 建桥\t县交通局、县水利局", "1\t植树\t县林业局"]
    (table,) = doc.tables
    assert [[doc.quote(cell) for cell in row.cells] for row in table.rows][1] == ["1", "修路 建桥", "县交通局、县水利局"]
    assert [row.header for row in table.rows] == [True, False, False]
    assert table.rows[2].inherited == (0,)
    assert all(doc.quote(row.span) == "\t".join(doc.quote(c) for c in row.cells) for row in table.rows)
    assert place(doc, table.rows[2].span.start) == Place(row=4)


@pytest.mark.parametrize(
    "text",
    [
        "序号\t任务\t责任单位\n1\t修路\t县交通局\n2\t建桥\t",
        "| 序号 | 任务 | 责任单位 |\n|:--|---|--:|\n| 1 | 修路 | 县交通局 |\n| 2 | 建桥 | |",
    ],
)
def test_tables_written_with_tabs_or_bars(text: str) -> None:
    (table,) = clean(source("分工表\n" + text + "\n说明。"), "a").tables
    doc = clean(source("分工表\n" + text + "\n说明。"), "a")
    assert [[doc.quote(c) for c in row.cells] for row in table.rows] == [
        ["序号", "任务", "责任单位"],
        ["1", "修路", "县交通局"],
        ["2", "建桥", ""],
    ]


def check(doc: Document, original: Source) -> None:
    """What holds of any clean text: nothing lost, nothing added, the way back true."""
    shown = [b for b in original.blocks if b.text.strip()]
    assert doc.text == "" or doc.text.endswith("\n")
    assert "\n\n" not in doc.text
    assert [o.start for o in doc.origins] == sorted({o.start for o in doc.origins})
    assert len(re.sub(r"\s", "", doc.text)) <= sum(len(b.text) for b in shown)
    at = 0
    for line in doc.text.splitlines(keepends=True):
        where = place(doc, at)
        if where.line is not None and line.strip():
            first = original.blocks[where.line - 1].text
            assert line.strip()[0] in first
        at += len(line)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.text(alphabet="一二三、。，；（）()《》“”1234. \u3000\t\x0b\x85\x1c目录主要目标妇女与健康-—|第页章责任单位：", max_size=40),
        max_size=30,
    )
)
def test_any_lines_are_cleaned_without_loss(texts: list[str]) -> None:
    original = source("\n".join(texts))
    doc = clean(original, "a")
    check(doc, original)
    kept = re.sub(r"\s|[\x00-\x1f\x7f-\x9f]", "", doc.text)
    gone = re.sub(r"\s|[\x00-\x1f\x7f-\x9f]", "", "".join(text for _, text in doc.dropped))
    given_ = re.sub(r"\s|[\x00-\x1f\x7f-\x9f]", "", "".join(b.text for b in original.blocks))
    assert sorted((kept + gone).replace("|", "")) == sorted(given_.replace("|", "")) or "|" in given_


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["001", "002", "003"])
def test_real_plans_lose_nothing(shared: Path, name: str) -> None:
    original = read(shared / "corpus" / f"{name}.txt")
    doc = clean(original, name)
    check(doc, original)
    words = re.sub(r"\s", "", doc.text + "".join(t for _, t in doc.dropped))
    assert sorted(words) == sorted(re.sub(r"\s", "", "".join(b.text for b in original.blocks)))


@pytest.mark.parametrize("kind", ["random", "one line", "short lines", "brackets", "spaces", "contents"])
def test_time_grows_linearly(kind: str) -> None:
    def text(n: int) -> str:
        rng = random.Random(1)
        characters = "".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(2000)) * (n // 2000)
        return {
            "random": "\n".join(characters[i : i + 97] for i in range(0, n, 97)),
            "one line": characters,
            "short lines": "\n".join(characters[i : i + 8] for i in range(0, n, 8)),
            "brackets": "（" * (n // 2) + "）" * (n // 2),
            "spaces": " " * n + "末",
            "contents": "目录\n" + "\n".join(f"第{i}章 总则……{i}" for i in range(n // 10)),
        }[kind]

    def seconds(n: int) -> float:
        original = source(text(n))
        start = time.process_time()
        clean(original, "a")
        return time.process_time() - start

    seconds(4000)
    small, large = seconds(40_000), seconds(320_000)
    assert large < 8 * 2.5 * small + 0.25


def test_a_web_pages_furniture_is_kept_apart() -> None:
    page = ["首页 > 政务公开", "【打印】【关闭】 分享到：", "青溪县妇女发展规划", "一、关闭污染企业三家。"]
    text = "\n".join([*page, "浏览次数：12 字体：[大 中 小]", "上一篇 下一篇"])
    assert lines(text) == ["青溪县妇女发展规划", "一、关闭污染企业三家。"]
    assert [kind for kind, _ in dropped(text)] == ["furniture"] * 4


@pytest.mark.parametrize(
    "text",
    [
        "妇女健康水平提高（牵头\n\n单位：县卫生健康局，责任单位：县妇联）",
        "妇女健康水平提高（牵头单\n位：县卫生健康局，责任单位：县妇联）",
        "    妇女健康水平提高（牵头单位：县卫生健康局，\n        责任单位：县妇联）",
        "妇女健康水平提高〔牵头单位：县卫生健康局；\n责任单位：县妇联〕",
    ],
)
def test_an_open_bracket_goes_on_in_the_next_line(text: str) -> None:
    assert len(lines(text)) == 1


def test_an_open_bracket_ends_where_an_item_begins() -> None:
    assert len(lines("1.提高健康水平（牵头单位：县卫生健康局\n2.办好妇女之家（牵头单位：县妇联）")) == 2


def test_an_open_bracket_goes_on_in_an_indented_line() -> None:
    """Whole pages are indented where a PDF's text is laid out by columns."""
    full = "　　" + "妇女是推动社会文明进步的重要力量，妇女发展环境不断优化，妇女权益得到保障"
    page = [full, full[2:] + "各项事业。"] * 8
    found = lines("\n".join([*page, "　　1.提高妇女健康水平（牵头单位：县卫生健康局，责任", "　　单位：县妇联）", *page]))
    assert "1.提高妇女健康水平（牵头单位：县卫生健康局，责任单位：县妇联）" in found
    assert len(found) == 17


def test_labels_set_wide_are_closed() -> None:
    text = "推进图书馆改造。\n责 任 单 位：县文化和旅游局\n完　成　时　限 :2023年10月\n县教育局 县民政局：报送材料"
    assert lines(text)[1:] == ["责任单位：县文化和旅游局", "完成时限:2023年10月", "县教育局 县民政局：报送材料"]
