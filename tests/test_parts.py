"""The notice, each plan and the imprint of a document are told apart, and together hold every line."""

from __future__ import annotations

import pytest

from zeren.build.parts import Part, norm, parts
from zeren.build.segments import segments
from zeren.kg.model import Document

NOTICE = (
    "柳河县人民政府\n关于印发柳河县妇女发展规划和柳河县儿童发展规划的通知\n各乡镇人民政府：\n现将《{0}》《{1}》印发给你们，请认真执行。\n"
)
WOMEN, CHILDREN = "柳河县妇女发展规划", "柳河县儿童发展规划"
BODY = "一、规划背景\n人口三万。\n二、主要目标\n1.水平提高。\n三、组织实施\n加强领导。\n"
TAIL = "抄送：县委各部门，县人大常委会办公室。\n柳河县人民政府办公室 2022年5月6日印发\n"


def read(text: str) -> list[tuple[str, str]]:
    """The kind of each part, with the words of its title or of its first line."""
    segs = segments(Document("d", "d.txt", "0" * 64, "txt", text))
    found = parts(segs)
    assert [p.start for p in found] == [0, *(p.end for p in found[:-1])]
    assert found[-1].end == len(segs)
    return [(p.kind, "".join(s.text for s in segs[p.start : p.start + max(1, p.head)])) for p in found]


def test_a_plan_alone() -> None:
    assert read(f"{WOMEN}\n（2021—2030年）\n{BODY}") == [("plan", f"{WOMEN}（2021—2030年）")]


def test_a_notice_two_plans_and_an_imprint() -> None:
    text = NOTICE.format(WOMEN, CHILDREN) + f"{WOMEN}\n{BODY}{CHILDREN}\n{BODY}{TAIL}"
    assert read(text) == [("notice", "柳河县人民政府"), ("plan", WOMEN), ("plan", CHILDREN), ("tail", TAIL.split("\n", maxsplit=1)[0])]


def test_an_annex_line_belongs_to_its_plan() -> None:
    text = NOTICE.format(WOMEN, CHILDREN) + f"附件1\n{WOMEN}\n{BODY}附件2\n{CHILDREN}\n{BODY}"
    assert read(text) == [("notice", "柳河县人民政府"), ("plan", f"附件1{WOMEN}"), ("plan", f"附件2{CHILDREN}")]


def test_a_title_inside_a_plan_starts_none() -> None:
    """A short line that ends like a title starts a plan only where the numbering begins anew."""
    assert read(f"{WOMEN}\n一、背景\n人口三万。\n二、重点工程\n健康行动\n三、组织实施\n加强领导。\n") == [("plan", WOMEN)]


def test_a_text_without_any_title_is_one_part() -> None:
    assert read("他走进院子，看见树下坐着一位老人。\n老人抬起头来。\n两人都没有说话。\n夜深了。\n") == [
        ("plan", "他走进院子，看见树下坐着一位老人。")
    ]


def test_nothing_has_no_parts() -> None:
    assert parts([]) == []


def test_the_parts_of_one_line() -> None:
    segs = segments(Document("d", "d.txt", "0" * 64, "txt", "加强领导。（县民政局负责）\n"))
    assert parts(segs) == [Part("plan", 0, 1, 0)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("柳河县规划（2021—2030年）", "柳河县规划(2021-2030年)", True),
        ("《柳河县规划》", "柳河县 规划", True),
        ("柳河县规划（2021－－2030年）", "柳河县规划(2021-2030年)", True),
        ("柳河县规划", "柳河市规划", False),
    ],
)
def test_titles_are_compared_without_their_dress(one: str, other: str, same: bool) -> None:
    assert (norm(one) == norm(other)) is same
