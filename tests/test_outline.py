"""Outlines of plans in every manner of numbering, and the guarantees that hold for any text whatever."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zeren.build.clean import clean
from zeren.build.outline import outline, passages, plans
from zeren.build.read import read
from zeren.kg.model import Block, Document, Passage, Place, Plan, Section, Source

HAN = "一二三四五六七八九十"
DOMAINS = ("妇女与健康", "妇女与教育", "妇女参与决策和管理")
GOALS = (
    "妇女健康水平不断提高，孕产妇死亡率下降到9/10万以下。",
    "5岁以下儿童死亡率控制在5‰以内。",
    "2025年底前，每个镇至少建成1所妇女之家。",
)
MEASURES = (
    "完善妇幼健康服务网络。以县妇幼保健院为龙头，健全三级服务网络，提升服务能力。",
    "加强常见病防治。每年组织一次普查，建立随访档案。",
)


def document(text: str, hard: bool = False) -> Document:
    blocks = tuple(Block(line, Place(line=i), hard=hard) for i, line in enumerate(text.split("\n"), 1))
    return clean(Source("plan.txt", "0" * 64, "txt", blocks), "plan")


def understood(text: str, hard: bool = False) -> tuple[Document, Section, tuple[Plan, ...], tuple[Passage, ...]]:
    doc = document(text, hard)
    root = outline(doc)
    found = plans(doc, root)
    return doc, root, found, passages(doc, root, found)


def write(
    chapter: str, domain: str, lists: tuple[str, str], item: str, end: str = "", title: str = "云江市妇女发展规划（2021—2030年）"
) -> str:
    """A plan in a manner of numbering; {h} is a Chinese numeral, {n} an Arabic one, {c} a circled one."""

    def mark(form: str, i: int) -> str:
        return form.format(h=HAN[i], n=i + 1, w="１２３４５６７８９"[i], c="①②③④⑤"[i])

    lines = [title, "妇女是推动社会发展的重要力量。依据有关法律法规，结合我市实际，制定本规划。"]
    lines += [mark(chapter, 0) + "指导思想和总体目标", mark(domain, 0) + "指导思想" + end, "坚持以人民为中心，推动妇女全面发展。"]
    lines += [mark(domain, 1) + "总体目标" + end, "到2030年，妇女发展环境更加优化。"]
    lines += [mark(chapter, 1) + "发展领域、主要目标和策略措施"]
    for i, name in enumerate(DOMAINS):
        lines.append(mark(domain, i) + name + end)
        for head, texts in zip(lists, (GOALS, MEASURES), strict=True):
            lines.append(head)
            lines += [mark(item, k) + text for k, text in enumerate(texts)]
    lines += [mark(chapter, 2) + "组织实施", mark(domain, 0) + "加强组织领导。各级政府要把规划实施纳入议事日程。"]
    lines += [mark(chapter, 3) + "监测评估", mark(domain, 0) + "建立监测制度。统计部门牵头组织开展年度监测。"]
    return "\n".join(lines) + "\n"


MANNERS = {
    "national": write("{h}、", "（{h}）", ("主要目标：", "策略措施："), "{n}. "),
    "no colon": write("{h}、", "（{h}）", ("主要目标", "策略措施"), "{n}."),
    "full width": write("{h}、", "（{h}）", ("主要目标：", "策略措施："), "{w}．"),
    "comma mark": write("{h}、", "({h})", ("主要目标:", "策略措施:"), "{n}、"),
    "numbered lists": write("{h}、", "（{h}）", ("1.主要目标。", "2.策略措施。"), "（{n}）", end="。"),
    "numbered lists, spaces": write("{h}、", "( {h} ) ", ("1． 主要目标", "2． 策略措施"), "({n}) "),
    "chapters": write("第{h}章 ", "第{h}节 ", ("一、主要目标", "二、策略措施"), "{n}."),
    "chapters, brackets": write("第{h}章　", "第{h}节　", ("一、主要目标", "二、策略措施"), "（{h}）"),
    "parts": write("第{h}部分　", "{h}、", ("（一）主要目标", "（二）策略措施"), "{n}."),
    "circled": write("{h}、", "（{h}）", ("1.发展目标", "2.主要措施"), "{c}"),
    "inverted": write("第{h}章 ", "{n}. ", ("（一）主要目标", "（二）策略措施"), "（{n}）"),
    "other words": write("{h}、", "（{h}）", ("发展目标：", "重点任务："), "{n}."),
    "targets and tasks": write("{h}、", "（{h}）", ("目标：", "措施："), "{n}）"),
    "stops": write("{h}．", "（{h}）", ("主要指标", "主要任务"), "({n})"),
}


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("hard", [False, True])
def test_every_manner_of_numbering_gives_the_same_plan(manner: str, hard: bool) -> None:
    doc, root, found, _ = understood(MANNERS[manner], hard)
    assert len(found) == 1
    plan = found[0]
    assert (plan.key, plan.region, plan.start_year, plan.end_year) == ("women", "云江市", 2021, 2030)
    assert [(d.no, d.name) for d in plan.domains] == list(enumerate(DOMAINS, 1))
    for domain in plan.domains:
        assert [(g.no, g.text) for g in domain.goals] == list(enumerate(GOALS, 1))
        assert [(m.no, m.text) for m in domain.measures] == list(enumerate(MEASURES, 1))
        assert [m.title for m in domain.measures] == ["完善妇幼健康服务网络", "加强常见病防治"]
    kinds = [s.kind for s in root.walk()]
    assert "organisation" in kinds
    assert "monitoring" in kinds
    check(doc, root, found)


def check(doc: Document, root: Section, found: tuple[Plan, ...]) -> None:
    """The guarantees: leaves hold every character, children lie in order inside, passages hold all words, spans are true."""
    leaves = [s for s in root.walk() if not s.children]
    assert "".join(doc.quote(leaf.span) for leaf in leaves) == doc.text
    for section in root.walk():
        at = section.span.start
        for child in section.children:
            assert at <= child.span.start <= child.span.end <= section.span.end
            at = child.span.end
        if section.body is not None:
            assert section.body in section.span
    stretches = passages(doc, root, found)
    assert re.sub(r"\s", "", "".join(p.text for p in stretches)) == re.sub(r"\s", "", doc.text)
    assert all(doc.quote(p.span) == p.text and 0 < len(p.text) <= 10_000 for p in stretches)
    assert [p.span.start for p in stretches] == sorted(p.span.start for p in stretches)
    for plan in found:
        for domain in plan.domains:
            for item in (*domain.goals, *domain.measures):  # a goal that is a table's row has the words of its cell
                quote = doc.quote(item.span)
                assert item.text == quote or item.text in quote.split("\t")


PIECES = st.sampled_from(
    [
        "主要目标：",
        "策略措施：",
        "1.主要目标。",
        "2.策略措施",
        "（一）妇女与健康",
        "（二）儿童与教育。",
        "一、",
        "二、组织实施",
        "三、监测评估",
        "1.",
        "2.",
        "（1）",
        "(2)",
        "①",
        "第一章 总则",
        "第二节",
        "目录",
        "附件1",
        "序号\t任务\t牵头单位",
        "1\t修路\t县交通局",
        "责任单位：县教育局",
        "甲县儿童发展规划",
        "（2021—2030年）",
        "征求意见稿",
        "关于印发甲县妇女发展规划的通知",
        "现将规划印发给你们。",
        "抄送：各部门。",
        "— 3 —",
        "坚持党的领导。",
        "提高到90%以上，",
        "、",
        "（",
        "》",
        "“",
        " ",
        "\u3000",
        "\x0b",
        "\x85",
        "",
        "7.5岁以下儿童",
        "3. 3‰和",
        "各镇人民政府：",
        "2022年11月8日",
        "甲县人民政府",
        "|a|b|",
        "(牵头单位：县民政局)",
        "●",
        "——",
        "A.",
        "IV.",
        "目标1：",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=60).map("\n".join),
    st.lists(PIECES, max_size=80).map("".join),
)


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.booleans())
def test_any_text_keeps_every_character_in_its_place(text: str, hard: bool) -> None:
    doc, root, found, _ = understood(text, hard)
    check(doc, root, found)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=60).map("\n".join))
def test_any_clean_text_has_an_outline(text: str) -> None:
    doc = Document("d", "d.txt", "0" * 64, "txt", text)
    root = outline(doc)
    check(doc, root, plans(doc, root))


# what real documents do besides


def domains(text: str) -> list[tuple[int, str, list[tuple[int, str]], list[tuple[int, str]]]]:
    doc, root, found, _ = understood(text)
    check(doc, root, found)
    return [(d.no, d.name, [(g.no, g.text) for g in d.goals], [(m.no, m.title) for m in d.measures]) for p in found for d in p.domains]


def tasks(text: str) -> list[tuple[int, str]]:
    ((no, name, goals, measures),) = domains(text)
    assert (no, name, goals) == (1, "", [])
    return measures


TITLE = "青溪县儿童发展规划（2021—2030年）\n"


def test_nothing_is_numbered() -> None:
    text = TITLE + (
        "发展领域、主要目标和策略措施\n儿童与健康\n主要目标\n儿童健康水平不断提高。\n新生儿死亡率控制在3‰以内。\n策略措施\n"
        "完善服务体系。健全网络。\n加强保健管理。开展筛查。\n"
        "儿童与安全\n主要目标\n减少儿童伤害。\n策略措施\n创建安全环境。消除隐患。\n组织实施\n加强组织领导。各级政府要重视。\n"
    )
    assert domains(text) == [
        (1, "儿童与健康", [(1, "儿童健康水平不断提高。"), (2, "新生儿死亡率控制在3‰以内。")], [(1, "完善服务体系"), (2, "加强保健管理")]),
        (2, "儿童与安全", [(1, "减少儿童伤害。")], [(1, "创建安全环境")]),
    ]


def test_a_measure_without_number_goes_on_unless_it_has_a_title() -> None:
    long = "把渡口小学的机房改成船模工坊，请退休的造船师傅每周来校讲课，把图纸和工具留给周边几所山村教学点共用。"
    text = TITLE + (
        "一、发展领域\n（一）儿童与教育\n主要目标：\n1.提高。\n策略措施：\n推进公平。保障入学。\n深化改革。更新理念。\n"
        f"{long}\n加强队伍。开展培训。\n"
    )
    ((_, _, _, measures),) = domains(text)
    assert measures == [(1, "推进公平"), (2, "深化改革"), (3, "加强队伍")]


def test_goals_and_measures_in_chapters_of_their_own() -> None:
    text = TITLE + (
        "一、指导思想\n坚持儿童优先。\n二、主要目标\n（一）儿童与健康\n1.提高健康水平。\n2.死亡率控制在5‰以下。\n"
        "（二）儿童与教育\n1.提高教育水平。\n"
        "三、策略措施\n（一）儿童与健康\n1.完善服务。加强网络建设。\n（二）儿童与教育\n1.保障入学。落实政策。\n"
        "2.提升素质。开展培训。\n四、组织实施\n（一）加强领导。\n"
    )
    assert domains(text) == [
        (1, "儿童与健康", [(1, "提高健康水平。"), (2, "死亡率控制在5‰以下。")], [(1, "完善服务")]),
        (2, "儿童与教育", [(1, "提高教育水平。")], [(1, "保障入学"), (2, "提升素质")]),
    ]


def test_fields_without_goals_have_measures_alone() -> None:
    text = TITLE + (
        "一、总体要求\n坚持儿童优先。\n二、重点任务\n（一）儿童与健康\n1.完善服务。加强建设。\n2.加强监测。\n"
        "（二）儿童与安全\n1.排查隐患。\n三、组织实施\n（一）加强领导。\n"
    )
    assert domains(text) == [
        (1, "儿童与健康", [], [(1, "完善服务"), (2, "加强监测")]),
        (2, "儿童与安全", [], [(1, "排查隐患")]),
    ]


def test_numbers_that_skip_repeat_or_are_lost() -> None:
    text = TITLE + (
        "一、发展领域\n（一）儿童与健康\n主要目标：\n1. 提高水平。\n3. 降低死亡率。\n4. 减少贫血。\n策略措施：\n"
        "1. 完善服务。加强建设。\n改善营养状况。开展指导。\n3. 加强监测。建立档案。\n3. 做好宣传。普及知识。\n"
    )
    ((_, _, goals, measures),) = domains(text)
    assert [no for no, _ in goals] == [1, 3, 4]
    assert measures == [(1, "完善服务"), (2, "改善营养状况"), (3, "加强监测"), (3, "做好宣传")]


def test_goals_that_begin_with_digits() -> None:
    text = TITLE + (
        "一、发展领域\n（一）儿童与健康\n主要目标：\n1.5岁以下儿童死亡率控制在5‰以下。\n2.3岁以上幼儿全部建立视力档案。\n"
        "3. 2025年底前建成2所医院。\n4.2030年全面达标。\n策略措施：\n1.完善服务。\n"
    )
    ((_, _, goals, _),) = domains(text)
    assert goals == [
        (1, "5岁以下儿童死亡率控制在5‰以下。"),
        (2, "3岁以上幼儿全部建立视力档案。"),
        (3, "2025年底前建成2所医院。"),
        (4, "2030年全面达标。"),
    ]


def test_items_hold_their_sub_items_paragraphs_and_label_lines() -> None:
    text = TITLE + (
        "一、发展领域\n（一）儿童与健康\n主要目标：\n1.提高健康水平。\n牵头单位：县卫生健康局\n责任单位：县医保局\n2.降低死亡率。\n"
        "策略措施：\n1.完善服务。\n（1）建设网络。\n（2）培养人才。\n各级要加大投入。\n2.加强监测。\n（二）儿童与安全\n"
        "主要目标：\n1.减少伤害。\n策略措施：\n1.排查隐患。\n"
    )
    first, second = domains(text)
    assert first[2] == [(1, "提高健康水平。\n牵头单位：县卫生健康局\n责任单位：县医保局"), (2, "降低死亡率。")]
    assert first[3] == [(1, "完善服务"), (2, "加强监测")]
    assert second[1:] == ("儿童与安全", [(1, "减少伤害。")], [(1, "排查隐患")])


def test_a_nested_list_of_the_same_numbers_stays_inside() -> None:
    text = TITLE + (
        "一、发展领域\n（一）儿童与健康\n1.主要目标\n（1）提高。\n2.策略措施\n（1）完善服务。\n1.建网络。\n2.育人才。\n"
        "3.强保障。\n（2）加强监测。\n（二）儿童与安全\n1.主要目标\n（1）减少伤害。\n2.策略措施\n（1）排查。\n"
    )
    first, second = domains(text)
    assert first[3] == [(1, "完善服务"), (2, "加强监测")]
    assert second[1] == "儿童与安全"


def test_a_list_written_in_one_line() -> None:
    text = TITLE + (
        "一、发展领域\n（一）儿童与健康\n主要目标：1.提高水平。2.死亡率控制在5.5‰以下。3.减少贫血。\n"
        "策略措施：1.完善服务。加强建设。2.加强监测。\n"
    )
    ((_, _, goals, measures),) = domains(text)
    assert goals == [(1, "提高水平。"), (2, "死亡率控制在5.5‰以下。"), (3, "减少贫血。")]
    assert measures == [(1, "完善服务"), (2, "加强监测")]


def test_a_page_that_lost_its_line_breaks() -> None:
    """Web pages run paragraphs together with a blank: headings and items of several levels are parted again."""
    text = (
        "云江市儿童发展规划（2011—2020年）\n一、儿童与健康 (一)主要目标 1.婴儿死亡率控制在5‰以下。 2.疫苗接种率达到96%。 "
        "(二)策略措施 1.改善营养。推广母乳喂养。 2.增强体质。每天锻炼1小时。 "
        "二、组织实施 (一)加强领导。市妇儿工委负责组织实施。 (二)保障经费。"
    )
    assert domains(text) == [
        (
            1,
            "儿童与健康",
            [(1, "婴儿死亡率控制在5‰以下。"), (2, "疫苗接种率达到96%。")],
            [(1, "改善营养"), (2, "增强体质")],
        )
    ]
    _, root, _, _ = understood(text)
    assert [s.title for s in root.walk() if s.kind == "organisation"] == ["组织实施"]


@pytest.mark.parametrize("line", ["1.开展试点，详见附件 1、附件 3、附件 7。", "2.每年 3 月召开会议。 部门见 （一）、（五）。"])
def test_numbers_that_do_not_count_on_part_nothing(line: str) -> None:
    doc = document(line)
    assert [doc.quote(s.span).strip() for s in outline(doc).walk() if not s.children] == [line]


def test_a_field_with_measures_alone() -> None:
    text = (
        "云江市儿童发展规划（2021—2030年）\n一、儿童与健康\n策略措施\n"
        "1.预防儿童伤害。建立监测系统，完善应急预案。\n2.改善儿童营养。推广科学喂养，做好营养监测。"
    )
    assert domains(text) == [(1, "儿童与健康", [], [(1, "预防儿童伤害"), (2, "改善儿童营养")])]


def test_fields_goals_and_measures_with_names_for_numbers() -> None:
    text = (
        "云江市妇女发展规划\n一、重点任务\n领域一：妇女与健康\n【主要目标】\n目标1：健康水平提高。\n目标2：死亡率下降。\n"
        "【策略措施】\n措施1：完善服务网络。健全三级网络。\n领域二：妇女与教育\n【主要目标】\n目标1：受教育年限提高。\n【策略措施】\n"
        "措施1：办好学校。改善条件。"
    )
    assert domains(text) == [
        (1, "妇女与健康", [(1, "健康水平提高。"), (2, "死亡率下降。")], [(1, "完善服务网络")]),
        (2, "妇女与教育", [(1, "受教育年限提高。")], [(1, "办好学校")]),
    ]


@pytest.mark.parametrize("bullet", ["——", "●", "◆ ", "■", "• "])
def test_bullets_are_no_words_of_an_item(bullet: str) -> None:
    text = (
        f"云江市妇女发展规划\n（一）妇女与健康\n主要目标\n{bullet}健康水平提高。\n{bullet}死亡率下降。\n"
        f"策略措施\n{bullet}完善服务网络。健全三级网络。\n{bullet}加强普查。每年一次。"
    )
    assert domains(text) == [(1, "妇女与健康", [(1, "健康水平提高。"), (2, "死亡率下降。")], [(1, "完善服务网络"), (2, "加强普查")])]


def test_goals_in_a_table() -> None:
    """The rows of a table that stands under 主要目标 are goals, their words those of the goals' column."""
    rows = ["序号\t主要目标\t责任单位", "1\t健康水平提高。\t市卫健委、市妇联", "2\t死亡率下降。\t市卫健委"]
    text = "\n".join(["云江市妇女发展规划", "（一）妇女与健康", "主要目标", *rows, "策略措施", "1.完善服务网络。健全三级网络。"])
    assert domains(text) == [(1, "妇女与健康", [(1, "健康水平提高。"), (2, "死亡率下降。")], [(1, "完善服务网络")])]
    doc, _, found, stretches = understood(text)
    assert [(p.part, p.no) for p in stretches if "市卫健委" in p.text] == [("goal", 1), ("goal", 2)]
    assert [doc.quote(g.span) for g in found[0].domains[0].goals] == rows[1:]


def test_a_list_under_a_heading_that_bears_no_number() -> None:
    """Sentences that name supervision are no headings of 监测评估."""
    items = [
        "一、各级政府负责规划的组织实施。",
        "二、市妇儿工委负责规划实施的指导、监督、检查。",
        "三、市统计局要做好监测评估。每年发布公报。",
    ]
    _, root, _, _ = understood(
        "\n".join(["云江市妇女发展规划", "一、妇女与健康", "主要目标", "1.健康。", "组织与实施", *items, "附则", "略。"])
    )
    (section,) = [s for s in root.walk() if s.kind == "organisation"]
    assert [s.number for s in section.children if s.kind != "heading"] == [1, 2, 3]
    assert not [s for s in root.walk() if s.kind == "monitoring"]


def test_the_beginning_of_a_plan_is_a_plan() -> None:
    text = "云江市妇女发展规划（2011—2020年）\n前言\n妇女是推动社会发展的重要力量。\n依照有关法律，制定本规划。\n一、指导思想"
    _, _, found, _ = understood(text)
    assert [(p.key, p.region, p.start_year, p.end_year) for p in found] == [("women", "云江市", 2011, 2020)]


def test_domains_are_told_by_content_not_by_name() -> None:
    text = (
        "青溪县老龄事业发展规划\n一、总体目标\n到2025年更好。\n二、银发经济\n（一）发展目标\n1.规模扩大。\n（二）重点任务\n"
        "1.培育企业。落实政策。\n三、敬老风尚\n（一）发展目标\n1.氛围更浓。\n（二）重点任务\n1.开展活动。\n四、保障机制\n"
        "（一）加强领导。\n"
    )
    assert [(no, name) for no, name, _, _ in domains(text)] == [(1, "银发经济"), (2, "敬老风尚")]


def test_a_table_in_a_domain_is_passages_of_its_own() -> None:
    text = TITLE + (
        "一、发展领域\n（一）儿童与健康\n主要目标：\n1.提高水平。指标见下表。\n序号\t指标名称\t目标值\n1\t死亡率\t5‰\n"
        "2.减少贫血。\n策略措施：\n1.完善服务。\n"
    )
    doc, root, found, stretches = understood(text)
    check(doc, root, found)
    placed = [(p.part, p.domain, p.no, p.text) for p in stretches if p.part in ("goal", "table")]
    assert placed == [
        ("goal", 1, 1, "1.提高水平。指标见下表。"),
        ("table", 1, 1, "序号\t指标名称\t目标值"),
        ("table", 1, 1, "1\t死亡率\t5‰"),
        ("goal", 1, 2, "2.减少贫血。"),
    ]


NOTICE = """青溪县人民政府办公室关于印发青溪县妇女发展规划和青溪县儿童发展规划的通知
青政办发〔2022〕12号
各乡镇人民政府、街道办事处，县直各部门：
《青溪县妇女发展规划（2021—2030年）》和《青溪县儿童发展规划（2021—2030年）》已经县政府同意，现印发给你们，请认真贯彻执行。
附件：1. 青溪县妇女发展规划（2021—2030年）
2. 青溪县儿童发展规划（2021—2030年）
青溪县人民政府办公室
2022年3月1日
附件1
青溪县妇女发展规划
（2021—2030年）
依据有关法律，制定本规划。
一、发展领域、主要目标和策略措施
（一）妇女与健康
1.主要目标。
（1）提高健康水平。
2.策略措施。
（1）完善服务。加强建设。
二、组织实施
（一）加强领导。
三、监测评估
（一）建立制度。
附件2
青溪县儿童发展规划
（2021—2030年）
一、发展领域、主要目标和策略措施
（一）儿童与健康
1.主要目标。
（1）提高健康水平。
2.策略措施。
（1）完善服务。加强建设。
二、保障措施
（一）组织实施。加强领导。
（二）监测评估。建立制度。
抄送：县委各部门。
青溪县人民政府办公室 2022年3月2日印发
"""


def test_one_notice_holds_two_plans_and_an_imprint() -> None:
    doc, root, found, stretches = understood(NOTICE)
    check(doc, root, found)
    assert [(p.key, p.title, p.region, p.start_year, p.end_year, p.status) for p in found] == [
        ("women", "青溪县妇女发展规划（2021—2030年）", "青溪县", 2021, 2030, "issued"),
        ("children", "青溪县儿童发展规划（2021—2030年）", "青溪县", 2021, 2030, "issued"),
    ]
    assert [(s.kind, s.key) for s in root.children] == [("notice", None), ("plan", None), ("plan", None), ("notice", "tail")]
    where = {re.sub(r"\s", "", p.text): (p.plan, p.part) for p in stretches}
    assert where["青溪县人民政府办公室关于印发青溪县妇女发展规划和青溪县儿童发展规划的通知"] == ("notice", "title")
    assert where["依据有关法律，制定本规划。"] == ("women", "preamble")
    assert where["（一）加强领导。"] == ("women", "organisation")
    assert where["（一）建立制度。"] == ("women", "monitoring")
    assert where["（一）组织实施。加强领导。"] == ("children", "organisation")
    assert where["（二）监测评估。建立制度。"] == ("children", "monitoring")
    assert where["抄送：县委各部门。"] == ("notice", "preamble")


def test_an_annex_named_in_the_notice_is_not_yet_the_plan() -> None:
    text = NOTICE.replace(
        ("附件：1. 青溪县妇女发展规划（2021—2030年）\n2. 青溪县儿童发展规划（2021—2030年）\n"), "附件：青溪县妇女发展规划（2021—2030年）\n"
    )
    _, root, found, _ = understood(text)
    assert [p.title for p in found] == ["青溪县妇女发展规划（2021—2030年）", "青溪县儿童发展规划（2021—2030年）"]
    assert root.children[0].kind == "notice"
    assert "2022年3月1日" in text[: root.children[0].span.end]


def test_two_plans_of_one_kind_have_keys_of_their_own() -> None:
    body = "一、发展领域\n（一）妇女与健康\n主要目标：\n1.提高。\n策略措施：\n1.完善。\n二、组织实施\n（一）重视。\n"
    _, _, found, _ = understood("青溪县妇女发展规划（2021—2025年）\n" + body + "青溪县妇女发展规划（2026—2030年）\n" + body)
    assert [(p.key, p.start_year, p.end_year) for p in found] == [("women", 2021, 2025), ("women-2", 2026, 2030)]


# documents that are no goal-and-measure plan


def test_the_deepest_items_that_carry_somebody_are_tasks() -> None:
    text = (
        "青溪县养老服务实施方案\n为贯彻落实上级部署，制定本方案。\n一、总体要求\n（一）指导思想。坚持以人民为中心。\n"
        "（二）主要目标。到2025年，建成体系。\n"
        "二、重点任务\n（一）完善设施\n1.建设养老院。新建两所。（责任单位：县民政局）\n"
        "2.改造敬老院。改造三所。（县民政局牵头，县财政局配合）\n"
        "（二）提升服务\n3.培训护理员。每年培训100人。（责任单位：县人力资源社会保障局）\n三、保障措施\n"
        "（一）加强组织领导。各部门要高度重视。\n"
    )
    assert tasks(text) == [(1, "建设养老院"), (2, "改造敬老院"), (3, "培训护理员")]


def test_numbers_that_begin_anew_are_counted_through() -> None:
    text = "青溪县工作要点\n一、推进改革\n1.放权。（县审批局负责）\n2.减证。（县司法局负责）\n二、强化监管\n1.抽查。（县市场监管局负责）\n"
    assert tasks(text) == [(1, "放权"), (2, "减证"), (3, "抽查")]


def test_one_label_for_several_sub_items_makes_one_task() -> None:
    text = (
        "青溪县工作要点\n一、推进改革。\n1.放权。\n2.减证。（责任单位：县审批局、县司法局）\n二、强化监管。\n1.抽查。\n"
        "2.公示。（责任单位：县市场监管局）\n"
    )
    assert tasks(text) == [(1, "推进改革"), (2, "强化监管")]


def test_a_task_list_without_any_label() -> None:
    assert tasks("青溪县2024年民生实事\n一、新建公办幼儿园6所。\n二、改造老旧小区20个。\n三、新增养老床位500张。\n") == [
        (1, "新建公办幼儿园6所"),
        (2, "改造老旧小区20个"),
        (3, "新增养老床位500张"),
    ]


def test_rows_of_a_table_are_tasks_with_their_written_numbers() -> None:
    text = "青溪县重点任务分工表\n序号\t类别\t重点任务\t牵头单位\n3\t城建\t修路。硬化十公里。\t县交通局\n5\t水利\t建桥\t县水利局\n"
    doc, root, found, stretches = understood(text)
    check(doc, root, found)
    assert found[0].title == "青溪县重点任务分工表"
    assert [(m.no, m.title, m.text) for m in found[0].domains[0].measures] == [
        (3, "修路", "3\t城建\t修路。硬化十公里。\t县交通局"),
        (5, "建桥", "5\t水利\t建桥\t县水利局"),
    ]
    assert [(p.part, p.no) for p in stretches] == [("title", None), ("table", None), ("table", 3), ("table", 5)]


def test_an_annexed_table_with_section_rows() -> None:
    text = (
        "附件2：青溪县重点任务分工表\n序号\t重点任务\t牵头单位\n一、城乡建设\t\t\n1\t修路\t县交通局\n二、民生保障\t\t\n"
        "2\t建养老院\t县民政局\n"
    )
    doc, root, found, _ = understood(text)
    check(doc, root, found)
    assert (found[0].title, found[0].region) == ("青溪县重点任务分工表", "青溪县")
    assert [(m.no, m.title) for m in found[0].domains[0].measures] == [(1, "修路"), (2, "建养老院")]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("修复茶山步道。（责任单位：县农业农村局）\n", [(1, "修复茶山步道")]),
        ("3.更换老旧路灯。（牵头单位：县住建局）\n", [(3, "更换老旧路灯")]),
        ("排名在前的部门牵头，下同\n检修水库闸门。（县水利局、县应急局负责）\n", [(1, "检修水库闸门")]),
        ("给渔村小学接通净水\n牵头部门：县水利局\n配合部门：县教育局\n", [(1, "给渔村小学接通净水")]),
        ("5.新植行道树两千株。\n\n牵头单位：县林业局\n\n责任单位：各镇\n", [(5, "新植行道树两千株")]),
        ("由县气象局负责，县水利局配合，增设三处雨量站。\n", [(1, "由县气象局负责，县水利局配合，增设三处雨量站")]),
    ],
)
def test_a_bare_clause_is_a_task(text: str, measures: list[tuple[int, str]]) -> None:
    assert tasks(text) == measures


@pytest.mark.parametrize(
    "text",
    [
        "我县召开妇女儿童工作会议\n昨日，全县妇女儿童工作会议召开，副县长出席并讲话。\n会议指出，过去一年成绩显著。\n"
        "会议强调，要扎实做好各项工作。\n",
        "第一章 风雪夜归人\n夜色沉沉，大雪纷飞。他推开门，炉火正旺。\n“你回来了。”她说。\n第二章 春水\n春天来了，河水解冻。\n"
        "第三章 远行\n他收拾行李，决定去远方。\n",
        "",
    ],
)
def test_prose_is_no_plan_and_stays_plain_passages(text: str) -> None:
    doc, root, found, stretches = understood(text)
    check(doc, root, found)
    assert found == ()
    assert {(p.plan, p.part) for p in stretches} <= {(None, "text")}


def test_long_passages_are_cut_behind_sentences() -> None:
    sentence = "加强组织领导，明确工作职责，落实各项任务，确保取得实效。"
    text = TITLE + "一、发展领域\n（一）儿童与健康\n主要目标：\n1.提高。\n策略措施：\n1." + sentence * 900 + "\n"
    _, _, _, stretches = understood(text)
    pieces = [p for p in stretches if p.part == "measure"]
    assert len(pieces) == 3
    assert all(p.text.endswith("。") and len(p.text) <= 10_000 for p in pieces)


# the real plans, and time


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["001", "002", "003"])
def test_goals_and_measures_of_the_real_plans(shared: Path, name: str) -> None:
    doc = clean(read(shared / "corpus" / f"{name}.txt"), name)
    root = outline(doc)
    found = plans(doc, root)
    check(doc, root, found)
    gold = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    want = [
        (
            p["key"],
            p["region"],
            p["start_year"],
            p["end_year"],
            d["no"],
            d["name"],
            [g["no"] for g in d["goals"]],
            [(m["no"], m["title"]) for m in d["measures"]],
        )
        for p in gold["plans"]
        for d in p["domains"]
    ]
    have = [
        (p.key, p.region, p.start_year, p.end_year, d.no, d.name, [g.no for g in d.goals], [(m.no, m.title) for m in d.measures])
        for p in found
        for d in p.domains
    ]
    assert have == want
    chars = [m["chars"] for p in gold["plans"] for d in p["domains"] for m in d["measures"]]
    sizes = [len(re.sub(r"\s", "", m.text)) for p in found for d in p.domains for m in d.measures]
    close = sum(abs(a - b) <= max(8, 0.06 * b) for a, b in zip(sizes, chars, strict=True))
    assert close >= 0.99 * len(chars)
    for plan, told in zip(found, gold["plans"], strict=True):
        for domain, of in zip(plan.domains, told["domains"], strict=True):
            for goal, text in zip(domain.goals, of["goals"], strict=True):
                assert re.sub(r"\s", "", goal.text).startswith(re.sub(r"\s", "", text["text"]).rstrip("。")[:40])


@pytest.mark.parametrize("kind", ["plan", "one line", "brackets", "numbers", "nested", "titles", "goals"])
def test_time_grows_linearly(kind: str) -> None:
    def text(n: int) -> str:
        return {
            "plan": MANNERS["numbered lists"] * (n // len(MANNERS["numbered lists"]) + 1),
            "one line": "1." + "妇女儿童发展" * (n // 6),
            "brackets": "1." + "（牵头单位：" * (n // 12) + "）" * (n // 12),
            "numbers": "1." * (n // 2),
            "nested": "（一）甲\n1.乙\n（1）丙\n①丁\n" * (n // 18),
            "titles": "青溪县妇女发展规划\n" * (n // 10),
            "goals": "主要目标：\n提高水平。\n" * (n // 12),
        }[kind]

    def seconds(n: int) -> float:
        doc = Document("d", "d.txt", "0" * 64, "txt", text(n))
        start = time.process_time()
        root = outline(doc)
        found = plans(doc, root)
        passages(doc, root, found)
        return time.process_time() - start

    seconds(4000)
    small, large = seconds(15_000), seconds(120_000)
    assert large < 8 * 2.5 * small + 0.25


def test_monitoring_inside_safeguards_and_items_that_only_name_it() -> None:
    text = TITLE + (
        "一、发展领域\n（一）儿童与健康\n主要目标：\n1.提高。\n策略措施：\n1.完善。\n二、保障措施\n（一）组织实施。\n"
        "1.明确责任。县政府负责。\n"
        "2.加强监测评估工作的组织领导。县政府统筹。\n（二）监测评估。\n1.加强制度建设。实行年度监测。\n"
        "2.加强组织领导。设立监测组。\n监测组由县统计局牵头。\n"
        "3.强化保障措施。安排经费。\n"
    )
    _, _, _, stretches = understood(text)
    placed = [(p.part, p.text) for p in stretches if p.part in ("organisation", "monitoring")]
    assert [part for part, _ in placed] == ["organisation"] * 4 + ["monitoring"] * 5
    assert placed[4][1] == "（二）监测评估。"
