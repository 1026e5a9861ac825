"""Heads of notices as offices write them: issuer, number, date, title, recipients, draft or issued."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zeren.build.clean import clean
from zeren.build.head import head, split_recipients
from zeren.build.outline import outline, plans
from zeren.build.read import read
from zeren.build.titles import key_of, region_of, title_of, years_of
from zeren.kg.model import Block, Document, Head, Place, Source

PLAN = "\n青溪县妇女发展规划（2021—2030年）\n一、发展领域\n（一）妇女与健康\n主要目标：\n1.提高健康水平。\n策略措施：\n1.完善服务。\n"


def document(text: str) -> Document:
    blocks = tuple(Block(line, Place(line=i)) for i, line in enumerate(text.split("\n"), 1))
    return clean(Source("a.txt", "0" * 64, "txt", blocks), "a")


def head_of(text: str) -> Head:
    doc = document(text)
    return head(doc, outline(doc))


HANDING = "现将《青溪县妇女发展规划（2021—2030年）》印发给你们，请认真组织实施。"


def test_a_red_headed_notice() -> None:
    found = head_of(
        "青溪县人民政府文件\n青政发〔2022〕7号\n青溪县人民政府\n关于印发青溪县妇女\n发展规划（2021—2030年）的通知\n"
        f"各乡镇人民政府、街道办事处，县政府各部门：\n{HANDING}\n　　　　　　青溪县人民政府\n　　　　　　2022年11月8日\n"
        f"（此件公开发布）{PLAN}"
    )
    assert (found.issuer, found.doc_number, found.date, found.status) == ("青溪县人民政府", "青政发〔2022〕7号", "2022-11-08", "issued")
    assert found.title == "青溪县人民政府关于印发青溪县妇女发展规划（2021—2030年）的通知"
    assert found.recipients == ("各乡镇人民政府", "街道办事处", "县政府各部门")


def test_an_issuer_told_by_the_signature_and_a_chinese_date() -> None:
    found = head_of(
        f"关于印发《青溪县妇女发展规划（2021—2030年）》的通知\n青妇儿工委〔2022〕1号\n县妇儿工委各成员单位：\n{HANDING}\n"
        f"青溪县妇女儿童工作委员会\n二〇二二年三月十五日{PLAN}"
    )
    assert (found.issuer, found.doc_number, found.date) == ("青溪县妇女儿童工作委员会", "青妇儿工委〔2022〕1号", "2022-03-15")
    assert found.title == "关于印发《青溪县妇女发展规划（2021—2030年）》的通知"
    assert found.recipients == ("县妇儿工委各成员单位",)


def test_several_issuers_and_full_width_digits() -> None:
    found = head_of(
        "青溪县妇女儿童工作委员会文件\n青妇儿工委[2022]1 号\n————————\n青溪县妇女儿童工作委员会 青溪县发展和改革局\n"
        "关于印发《青溪县妇女发展规划\n（2021—2030年）》的通知\n"
        f"县妇儿工委各成员单位：\n{HANDING}\n青溪县妇女儿童工作委员会 青溪县发展和改革局\n２０２２年３月１日{PLAN}"
    )
    assert found.issuer == "青溪县妇女儿童工作委员会 青溪县发展和改革局"
    assert found.title == "青溪县妇女儿童工作委员会青溪县发展和改革局关于印发《青溪县妇女发展规划（2021—2030年）》的通知"
    assert (found.doc_number, found.date) == ("青妇儿工委[2022]1号", "2022-03-01")


def test_a_page_with_particulars_above_the_title() -> None:
    found = head_of(
        "索引号：112233445566/2022-00001\n发文机关：青溪县人民政府\n发文字号：青政发〔2022〕3号\n成文日期：2022年03月01日\n"
        "首页 > 政务公开 > 规划\n"
        f"青溪县人民政府关于印发青溪县妇女发展规划（2021—2030年）的通知\n发布时间：2022-03-05 来源：县政府办\n"
        f"各乡镇人民政府，县政府各部门：\n{HANDING}\n青溪县人民政府\n2022年3月1日{PLAN}"
    )
    assert (found.issuer, found.doc_number, found.date) == ("青溪县人民政府", "青政发〔2022〕3号", "2022-03-01")
    assert found.title == "青溪县人民政府关于印发青溪县妇女发展规划（2021—2030年）的通知"
    assert found.recipients == ("各乡镇人民政府", "县政府各部门")


def test_a_web_page_copied_with_all_that_stands_around() -> None:
    found = head_of(
        "无障碍浏览 登录| 注册\n手机版\n青溪县妇女发展规划.docx\n当前位置:首页 > 政务公开 > 政府文件\n"
        "青溪县人民政府关于印发青溪县妇女发展规划的通知\n青政发〔2022〕3号\n时间: 2023-01-02 14:56\n【字体: 打印\n"
        f"各乡(镇)人民政府,县政府各局办、各直属单位:\n{HANDING}\n青溪县人民政府\n2022年12月30日{PLAN}"
        "\n扫一扫在手机打开当前页\n主办：青溪县人民政府办公室 苏ICP备00000000号"
    )
    assert (found.doc_number, found.date) == ("青政发〔2022〕3号", "2022-12-30")
    assert found.recipients == ("各乡(镇)人民政府", "县政府各局办", "各直属单位")


def test_a_title_said_twice_and_a_source_below_it() -> None:
    doc = document(f"青溪县妇女发展规划\n青溪县妇女发展规划（2021—2030年）\n来源:本网 时间:2023-05-24\n{PLAN.split(chr(10), 2)[2]}")
    assert head(doc, outline(doc)).title == "青溪县妇女发展规划（2021—2030年）"


@pytest.mark.parametrize(
    ("signed", "issuer"),
    [("云江市人民政府办公厅", "云江市人民政府办公厅"), ("市政府办公厅", "市政府办公厅"), ("云江市妇女联合会", "市政府办公厅")],
)
def test_a_signature_tells_the_place_that_the_title_leaves_out(signed: str, issuer: str) -> None:
    found = head_of(f"市政府办公厅关于印发青溪县妇女发展规划的通知\n各区人民政府：\n{HANDING}\n{signed}\n2022年3月1日{PLAN}")
    assert found.issuer == issuer


def test_particulars_tell_what_the_notice_does_not() -> None:
    found = head_of(f"发文单位:南原省云江市人民政府\n成文日期：2022-03-28\n各县人民政府，市直有关部门：\n{HANDING}{PLAN}")
    assert (found.issuer, found.date) == ("南原省云江市人民政府", "2022-03-28")
    assert found.recipients == ("各县人民政府", "市直有关部门")


def test_particulars_tell_the_place_that_the_title_leaves_out() -> None:
    found = head_of(
        "颁布单位：南原省云江市人民政府办公室 | 文号：\n市人民政府办公室关于印发云江市妇女发展规划的通知\n"
        f"各县人民政府：\n{HANDING}\n二○一二年六月二十日{PLAN}"
    )
    assert found.issuer == "南原省云江市人民政府办公室"


def test_recipients_in_the_first_line() -> None:
    found = head_of(f"各乡镇人民政府，县政府各部门：\n{HANDING}\n青溪县人民政府\n2022年3月1日{PLAN}")
    assert (found.recipients, found.issuer) == (("各乡镇人民政府", "县政府各部门"), "青溪县人民政府")


def test_two_offices_that_issue_without_guanyu() -> None:
    found = head_of(
        f"中共青溪县委办公室 青溪县人民政府办公室印发《青溪县妇女发展规划（2021—2030年）》的通知\n"
        f"各乡镇党委、人民政府，县委各部委，各人民团体：\n{HANDING}\n2022年3月1日{PLAN}"
    )
    assert found.title == "中共青溪县委办公室青溪县人民政府办公室印发《青溪县妇女发展规划（2021—2030年）》的通知"
    assert found.recipients == ("各乡镇党委、人民政府", "县委各部委", "各人民团体")


def test_a_notice_without_plan_is_its_own_document() -> None:
    doc = document(
        "青溪县人民政府办公室关于做好防汛工作的通知\n青政办〔2023〕9号\n各乡镇人民政府：\n为做好防汛工作，现将有关事项通知如下。\n"
        "一、排查隐患。（责任单位：县水利局）\n二、储备物资。（责任单位：县应急局）\n三、值班值守。（各乡镇人民政府负责）\n"
        "青溪县人民政府办公室\n2023年5月4日\n"
    )
    root = outline(doc)
    found = head(doc, root)
    assert (found.title, found.issuer) == ("青溪县人民政府办公室关于做好防汛工作的通知", "青溪县人民政府办公室")
    assert (found.doc_number, found.date, found.recipients) == ("青政办〔2023〕9号", "2023-05-04", ("各乡镇人民政府",))
    (plan,) = plans(doc, root)
    assert (plan.key, plan.title, plan.region) == ("other", "青溪县人民政府办公室关于做好防汛工作的通知", "青溪县")
    assert [m.no for m in plan.domains[0].measures] == [1, 2, 3]


@pytest.mark.parametrize("remark", ["征求意见稿", "（征求意见稿）", "(草案)", "送审稿", "【讨论稿】"])
def test_a_draft_by_itself(remark: str) -> None:
    doc = document(f"青溪县妇女发展规划\n（2021—2030年）\n{remark}\n" + PLAN.split("\n", 2)[2])
    root = outline(doc)
    found = head(doc, root)
    assert found == Head("青溪县妇女发展规划（2021—2030年）", status="draft", span=found.span)
    assert [(p.title, p.status) for p in plans(doc, root)] == [("青溪县妇女发展规划（2021—2030年）", "draft")]


def test_asking_for_opinions_on_a_draft() -> None:
    found = head_of(
        f"关于公开征求《青溪县妇女发展规划（征求意见稿）》意见的公告\n"
        f"现将《青溪县妇女发展规划（征求意见稿）》面向社会公开征求意见。\n青溪县妇女联合会\n2021年9月1日{PLAN}"
    )
    assert (found.status, found.issuer, found.date) == ("draft", "青溪县妇女联合会", "2021-09-01")


@pytest.mark.parametrize(
    "number", ["青政发〔2022〕7号", "青政发[2022]7号", "青政办字【2022】17号", "青政规（2022）1号", "青妇儿工委发〔2022〕 12 号"]
)
def test_document_numbers(number: str) -> None:
    found = head_of(f"青溪县人民政府关于印发青溪县妇女发展规划的通知\n{number}\n各乡镇人民政府：\n{HANDING}\n2022年3月1日{PLAN}")
    assert found.doc_number == number.replace(" ", "")


def test_a_number_cited_in_the_text_is_not_the_documents_own() -> None:
    found = head_of(
        f"关于印发青溪县妇女发展规划的通知\n各乡镇人民政府：\n根据《云江市妇女发展规划》（云政发〔2021〕9号），{HANDING}\n"
        f"2022年3月1日{PLAN}"
    )
    assert found.doc_number is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("各县、区人民政府，市直各部门", ["各县、区人民政府", "市直各部门"]),
        (
            "各县（市、区）人民政府、管委会，市人民政府各部门、各直属机构",
            ["各县（市、区）人民政府", "管委会", "市人民政府各部门", "各直属机构"],
        ),
        ("各乡、镇人民政府，各街道办事处；驻区各单位", ["各乡、镇人民政府", "各街道办事处", "驻区各单位"]),
        ("有关单位", ["有关单位"]),
    ],
)
def test_recipients_are_split_one_by_one(text: str, names: list[str]) -> None:
    assert split_recipients(text) == names


@pytest.mark.parametrize(
    ("title", "region"),
    [
        ("青溪县妇女发展规划", "青溪县"),
        ("云江市青溪区“十四五”妇女发展规划", "云江市青溪区"),
        ("云江市妇女发展“十四五”规划", "云江市"),
        ("南原省儿童发展规划（2021—2030年）", "南原省"),
        ("南原省云江市青溪县儿童发展规划", "南原省云江市青溪县"),
        ("北岭苗族自治县妇女发展规划", "北岭苗族自治县"),
        ("北岭自治区儿童发展规划", "北岭自治区"),
        ("云江经济开发区儿童友好建设方案", "云江经济开发区"),
        ("青溪县石桥镇人民政府关于养老服务的意见", "青溪县石桥镇"),
        ("云州市城市更新行动计划", "云州市"),
        ("任务分工表", None),
        ("“十四五”妇女发展规划", None),
    ],
)
def test_regions_in_full(title: str, region: str | None) -> None:
    assert region_of(title) == region


@pytest.mark.parametrize(
    ("title", "text", "years"),
    [
        ("青溪县妇女发展规划（2021—2030年）", "", (2021, 2030)),
        ("青溪县儿童发展规划(2021-2025年)", "", (2021, 2025)),
        ("青溪县“十四五”妇女发展规划", "“十三五”时期", (2021, 2025)),
        ("青溪县妇女发展规划", "进入“十五五”时期，全面发展。", (2026, 2030)),
        ("青溪县养老服务三年行动方案（2023—2025年）", "", (2023, 2025)),
        ("青溪县2024年民生实事", "", (2024, 2024)),
        ("青溪县实施方案", "“十四五”规划", (None, None)),
        ("青溪县妇女发展规划", "《规划（2011—2020年）》如期完成，“十三五”成效显著。“十四五”时期，", (2021, 2025)),
        ("青溪县教育事业发展规划（2021年至2025年）", "", (2021, 2025)),
    ],
)
def test_years_of_a_plan(title: str, text: str, years: tuple[int | None, int | None]) -> None:
    assert years_of(title, text) == years


def test_keys_and_titles() -> None:
    assert [key_of(t) for t in ("青溪县妇女发展规划", "青溪县儿童发展纲要", "青溪县妇女儿童发展规划", "实施方案")] == [
        "women",
        "children",
        "other",
        "other",
    ]
    assert key_of("发展规划（2021—2030年）", ["儿童与健康", "儿童与安全"]) == "children"
    assert title_of(["青溪县 妇女发展规划", "（2021—2030年）", "（征求意见稿）"]) == ("青溪县妇女发展规划（2021—2030年）", "draft")
    assert title_of(["青溪县实施方案（草案）"]) == ("青溪县实施方案", "draft")


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["001", "002", "003"])
def test_heads_of_the_real_plans(shared: Path, name: str) -> None:
    doc = clean(read(shared / "corpus" / f"{name}.txt"), name)
    root = outline(doc)
    found = head(doc, root)
    gold = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    assert {k: getattr(found, k) for k in ("issuer", "doc_number", "date", "title", "status")} == {
        k: gold["document"][k] for k in ("issuer", "doc_number", "date", "title", "status")
    }
    assert list(found.recipients) == gold["document"]["recipients"]
    assert [p.title for p in plans(doc, root)] == [p["title"] for p in gold["plans"]]
