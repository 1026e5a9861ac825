"""Outlines of plans in every manner of numbering, and the guarantees that hold for any text whatever."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zeren.build.clean import clean
from zeren.build.outline import outline, passages, plans
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
            assert all(doc.quote(item.span) == item.text for item in (*domain.goals, *domain.measures))


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
