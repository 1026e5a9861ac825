"""Whether a line goes on in the next one: sentences that a page cut go on, headings, items and paragraphs end."""

from __future__ import annotations

import pytest

from zeren.build.wraps import Paragraph, Wraps, closed, is_heading, is_title, opened, page_width, width

PROSE = "全县各级各部门坚持把这项工作摆在突出位置，狠抓落实，取得了明显成效，群众满意度稳步提高。"


def joins(first: str, line: str, among: tuple[str, ...] = (), gap: bool = False) -> bool:
    """Whether `line` continues `first` in a text of these two lines and some others."""
    wraps = Wraps([*among, first, line])
    wraps.begun = True
    return wraps.joins(Paragraph.begin(first), line, gap)


@pytest.mark.parametrize(
    ("first", "line"),
    [
        ("全县建成儿童活动场所一百二十处，覆盖所有的乡镇和", "街道，服务能力明显增强。"),
        ("（2）加强基层队伍建设。定期组织业务培训，提高工作人员的政策水平和服", "务能力。"),
        ("各乡镇人民政府、县直各部门要按照职责分工，密切配合，形成合力，", "确保各项任务落到实处。"),
        ("（3）留守儿童得到妥善照料。（牵头单位：县民政局，责任单位：县教育局、", "县妇联）"),
        ("落实《中华人民共和国", "家庭教育促进法》，办好家长学校。"),
        ("将孕产妇死亡率控制在8", ".5/10万以下。"),
        ("将婴儿死亡率控制在5.", "3‰以下。"),
        ("（1）覆盖率达到9", "5%以上。"),
        ("（1）覆盖率达到95", "%以上。"),
    ],
)
def test_a_sentence_that_was_cut_goes_on(first: str, line: str) -> None:
    assert joins(first, line)


@pytest.mark.parametrize(
    ("first", "line"),
    [
        ("一、指导思想", "深入贯彻落实上级决策部署。"),
        ("（一）妇女与健康", "主要目标："),
        ("1.健康水平不断提高", "2.受教育程度不断提高"),
        ("柳河县妇女发展规划", "（2021—2030年）"),
        ("加强组织领导，落实工作责任。", "县政府每年听取一次汇报。"),
        ("修建滨河公园，完善健身设施，方便群众休闲", "责任单位：县住房城乡建设局"),
        ("柳河县人民政府", "2022年5月6日"),
        ("全县建成儿童活动场所一百二十处，覆盖所有的乡镇", "三、监测评估"),
        ("有关要求如下：", "各单位要高度重视。"),
        ("", "任何话"),
        ("任何话", "  "),
    ],
)
def test_what_is_complete_ends(first: str, line: str) -> None:
    assert not joins(first, line)


def fixed(columns: int) -> tuple[str, ...]:
    """Paragraphs cut at a width, indented."""
    out = []
    for _ in range(12):
        rest = "\u3000\u3000" + PROSE * 2
        while rest:
            out.append(rest[:columns])
            rest = rest[columns:]
    return tuple(out)


@pytest.mark.parametrize("columns", [24, 32, 40])
def test_the_width_of_a_page_is_measured(columns: int) -> None:
    assert page_width(fixed(columns)) == 2 * columns
    assert page_width((*fixed(columns), "柳" * (columns + 12))) == 2 * columns, "a title may be longer"


def test_one_paragraph_a_line_has_no_width() -> None:
    assert page_width([PROSE * (1 + i % 5) + "。" * (i % 7) for i in range(40)]) is None
    assert page_width(fixed(32)[:6]) is None


def test_in_a_text_of_fixed_width_only_full_lines_go_on() -> None:
    assert joins("到2025年，全县每个乡镇至少建成一所标准化卫生院，配备必要的设", "备。", fixed(32))
    assert not joins("到2025年，建成一所标准化卫生院", "县卫生健康局", fixed(32))
    assert joins("县政府每年听取一次专题汇报，研究解决工作中的困难和实际问题。", "有关部门抓好落实。", fixed(32)), (
        "indented, a sentence at the margin"
    )
    assert not joins("县政府每年听取一次专题汇报，研究解决工作中的困难和实际问题。", "\u3000\u3000有关部门抓好落实。", fixed(32))


def test_a_label_behind_a_sentence_begins_no_line() -> None:
    """达到 / 5.5岁以上。（牵头单位：… goes on, 责任单位：… does not."""
    first = "\u3000\u3000（1）健康服务网络更加严密，人均预期寿命到2030年达到八十二岁左右"
    assert joins(first, "并继续提高。（牵头单位：县民政局）", fixed(32))
    assert not joins(first, "牵头单位：县民政局", fixed(32))


@pytest.mark.parametrize(("text", "columns"), [("", 0), ("abc", 3), ("柳河", 4), ("第3章", 5), ("（一）", 6)])
def test_columns_of_a_text(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("主要目标", True),
        ("主要目标：", True),
        ("策略措施。", True),
        ("组织实施。", False),
        ("主要任务是种树，其次是修路。", False),
        ("", False),
    ],
)
def test_headings_by_their_words(text: str, heading: bool) -> None:
    assert is_heading(text) is heading


@pytest.mark.parametrize(("text", "title"), [("柳河县儿童发展规划", True), ("关于印发方案的通知", True), ("儿童是未来", False)])
def test_titles_by_their_last_words(text: str, title: bool) -> None:
    assert is_title(text) is title


@pytest.mark.parametrize(
    ("tail", "whole"),
    [
        ("完成任务。", True),
        ("他说：“好。”", True),
        ("加强领导（县政府牵头，县民政局配合）", True),
        ("各县（区）", False),
        ("完成任务", False),
        ("——", True),
    ],
)
def test_complete_paragraphs(tail: str, whole: bool) -> None:
    assert closed(tail) is whole


@pytest.mark.parametrize(
    ("tail", "open_"),
    [("（责任单位：", True), ("《妇女权益", True), ("（甲）", False), ("（甲《乙》", True), ("甲）", False), ("“甲（乙”", False)],
)
def test_open_brackets(tail: str, open_: bool) -> None:
    assert opened(tail) is open_
