"""What was not understood is counted honestly: headings and front matter are understood, prose that no stage can place is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from zeren.build.compose import compose
from zeren.build.pipeline import build
from zeren.build.understood import Patience, not_understood
from zeren.kg import open_dataset, shapes
from zeren.kg.model import Document, Head, Passage, Record, Row, Section, Span, Table
from zeren.kg.vocab import load

NOVEL = """第三章 夜渡
老船夫把竹篙往岸上一点，小船便离了岸。
“你往哪里去？”他问。
“过江。”年轻人答得很轻，像是怕惊动了水里的月亮。
船到江心，忽然起了雾。老船夫不说话，只听见竹篙入水的声音，一下，又一下。
一、雾
雾越来越浓，连船头的灯也看不清了，船上的人都不作声。
二、岸
天快亮的时候，他们到了对岸。年轻人回头看时，船已经不见了。
"""
NEWS = """云泽市举办春季招聘会
来源：云泽日报  发布时间：2023-03-12 09:15
3月11日上午，云泽市春季大型招聘会在体育馆举行，吸引了两千多名求职者前来。
现场共有一百二十家企业设摊，提供岗位三千余个，涵盖机械、纺织、餐饮等行业。
“我是第一次参加这样的招聘会，岗位很多，工作人员也很热情。”刚毕业的小陈说。
据了解，此次招聘会将持续两天。
分享到： 微信 微博
上一篇：云泽市召开安全生产会议
下一篇：云泽市中小学陆续开学
"""
RECIPE = """家常豆腐的做法
豆腐切块，用盐水泡十分钟，捞出沥干。
锅里放油，小火把豆腐煎到两面金黄。
加葱姜蒜炒香，放一勺豆瓣酱，再加半碗水，焖五分钟出锅。
"""
LETTER = """小林：
你好！上次一别，转眼已是半年。我在这里一切都好，天气渐渐凉了，你要注意身体。
听说你们那里新修了图书馆，我很想去看看。
祝好！
小周
十月五日
"""
UNKNOWN = {"novel": NOVEL, "news": NEWS, "recipe": RECIPE, "letter": LETTER}


def record(folder: Path, text: str, suffix: str = ".txt") -> Record:
    (folder / f"x{suffix}").write_text(text, encoding="utf-8")
    return compose(folder / f"x{suffix}", "x", load()).record


def page(text: str) -> str:
    lines = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return f"<!doctype html><html><head><meta charset='utf-8'><title>x</title></head><body>{lines}</body></html>"


@pytest.mark.parametrize("suffix", [".txt", ".html"])
@pytest.mark.parametrize("kind", UNKNOWN)
def test_a_document_of_an_unknown_kind_gives_an_honest_nearly_empty_record(tmp_path: Path, kind: str, suffix: str) -> None:
    text = UNKNOWN[kind]
    made = record(tmp_path, text if suffix == ".txt" else page(text), suffix)
    assert made.plans == made.assignments == made.duties == made.targets == made.citations == made.unresolved == ()
    assert (made.document.issuer, made.document.doc_number, made.document.recipients) == (None, None, ())
    assert made.passages >= 3
    assert made.passages_not_understood == made.passages


def test_the_audit_says_so(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for kind, text in UNKNOWN.items():
        (tmp_path / "in" / f"{kind}.txt").write_text(text, encoding="utf-8")
    summary = build([tmp_path / "in"], tmp_path / "ds")
    assert not summary.failed
    ds = open_dataset(tmp_path / "ds")
    findings = [f for f in ds.findings() if f.code == "P02"]
    assert sorted(f.source for f in findings) == sorted(f"{kind}.txt" for kind in UNKNOWN)
    assert {f.message for f in findings} == {"没有找到任何目标或措施"}
    assert shapes.check(ds) == []


def test_a_plan_that_is_read_has_nothing_that_is_not_understood(root: Path) -> None:
    for file in sorted((root / "examples" / "plans").iterdir()):
        made = compose(file, "x", load()).record
        assert made.passages > 100
        assert made.passages_not_understood == 0, file.name


def passage(start: int, plan: str | None, part: str, no: int | None = None) -> Passage:
    return Passage(Span(start, start + 5), "一二三四五", plan, part, None, no)


def count(*passages: Passage, said: tuple[Span, ...] = (), head: Head | None = None) -> int:
    heading = Section("heading", Span(100, 105))
    root = Section("document", Span(0, 999), children=(Section("plan", Span(90, 300), children=(heading,)),))
    table = Table(Span(200, 220), (Row(Span(200, 205), (), header=True), Row(Span(210, 215), ())))
    doc = Document("x", "x.txt", "", "text/plain", "字" * 999, tables=(table,))
    return not_understood(doc, root, head or Head(""), passages, said)


@pytest.mark.parametrize("part", ["title", "preamble", "goal", "measure", "organisation", "monitoring"])
def test_what_has_a_part_in_a_plan_is_understood(part: str) -> None:
    assert count(passage(120, "women", part)) == 0


def test_plain_text_is_understood_only_where_something_was_said_or_headed() -> None:
    assert count(passage(120, "women", "text"), passage(120, None, "text")) == 2
    assert count(passage(120, "women", "text"), passage(120, None, "text"), said=(Span(122, 124),)) == 0
    assert count(passage(120, "women", "text"), said=(Span(125, 130), Span(115, 120))) == 1
    assert count(passage(100, "women", "text")) == 0
    assert count(passage(100, None, "text")) == 1


def test_a_table_row_is_understood_as_a_header_a_task_or_a_statement() -> None:
    assert count(passage(200, "women", "table"), passage(210, "women", "table", 3)) == 0
    assert count(passage(210, "women", "table")) == 1
    assert count(passage(210, "women", "table"), said=(Span(210, 215),)) == 0


@pytest.mark.parametrize("head", [Head("关于印发规划的通知"), Head("", issuer="云泽市人民政府"), Head("", doc_number="云政发〔2022〕1号")])
def test_a_notice_without_issuer_number_and_title_is_none(head: Head) -> None:
    assert count(passage(10, "notice", "preamble"), head=head) == 0
    assert count(passage(10, "notice", "preamble")) == 1


def read_by(patience: Patience, *passages: Passage, speaks: frozenset[int] = frozenset()) -> list[int]:
    """Where the passages begin that are worth reading; those in `speaks` make a statement."""
    out = []
    for one in patience.worth(passages):
        out.append(one.span.start)
        patience.hear(int(one.span.start in speaks))
    return out


def test_a_long_text_without_a_statement_is_passed_over() -> None:
    plain = [passage(i, None, "text") for i in range(0, 1000, 10)]
    assert read_by(Patience(450), *plain) == list(range(0, 100, 10))
    assert read_by(Patience(450), *plain, speaks=frozenset({90})) == list(range(0, 200, 10))
    assert read_by(Patience(), *plain) == list(range(0, 1000, 10))


@pytest.mark.parametrize(("part", "no"), [("goal", 1), ("measure", 2), ("table", 3), ("preamble", None), ("organisation", None)])
def test_what_has_a_place_in_a_plan_is_always_read(part: str, no: int | None) -> None:
    passages = [passage(0, None, "text"), passage(10, None, "text"), passage(20, "women", part, no), passage(30, None, "table")]
    assert read_by(Patience(80), *passages) == [0, 10, 20]


GRID = "<table>{}</table>"
CONTACTS = [("姓名", "电话", "地址"), ("张三", "000-1", "东街1号"), ("李四", "000-2", "西街2号"), ("王五", "000-3", "南街3号")]
TASKS = [("实事内容", "承办", "备注"), ("修建公园", "县住房城乡建设局", ""), ("改造泵站", "县水利局", ""), ("绿化河岸", "县林业局", "")]


@pytest.mark.parametrize(("rows", "tasks"), [(CONTACTS, 0), (TASKS, 3), (TASKS[1:], 0)])
def test_rows_are_tasks_only_where_a_column_says_so(tmp_path: Path, rows: list[tuple[str, ...]], tasks: int) -> None:
    table = GRID.format("".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows))
    made = record(tmp_path, f"<html><body><p>有关情况</p>{table}</body></html>", ".html")
    assert [len(d.measures) for p in made.plans for d in p.domains] == ([tasks] if tasks else [])
    assert (made.passages_not_understood == made.passages) is (tasks == 0)
