"""Running text: who is the subject of a task, or by whom it is to be done."""

from __future__ import annotations

import pytest

from zeren.build.extract import prose
from zeren.build.extract.clauses import grammar
from zeren.build.extract.rulings import Rulings
from zeren.kg.model import Passage, Span


def read(text: str, part: str = "measure", plan: str = "other") -> tuple[list[str], list[str]]:
    lead: list[str] = []
    others: list[str] = []
    for clause in prose.find(Passage(Span(9, 9 + len(text)), text, plan, part), grammar(), Rulings()):
        for name, role in clause.parties:
            assert text[name.span.start - 9 : name.span.end - 9] == name.text
            assert clause.span.start <= name.span.start < name.span.end <= clause.span.end
            (lead if role == "lead" else others).append(name.text)
    return lead, others


@pytest.mark.parametrize(
    ("text", "lead", "others"),
    [
        ("由县商务局负责，县交通局、邮政管理局配合，建设冷链网络", ["县商务局"], ["县交通局", "邮政管理局"]),
        ("巡展由县文旅局、桥头街办、万利商贸城共同组织实施。", [], ["县文旅局", "桥头街办", "万利商贸城"]),
        ("《清单》由中共青川县委全面依法治县委员会办公室会同县财政局负责调整。", ["中共青川县委全面依法治县委员会办公室"], ["县财政局"]),
        ("县民政局牵头，会同县卫健局起草了方案", ["县民政局"], ["县卫健局"]),
        ("青川县城管局联合县公安局、桥北社区等单位全面开展清理行动", ["青川县城管局"], ["县公安局", "桥北社区"]),
        ("县教育局要会同县公安局建立联合执法机制。", ["县教育局"], ["县公安局"]),
        ("县水利局做好水库除险。", ["县水利局"], []),
        ("县工信和商务局：负责指导商超库存调配，保障供应", ["县工信和商务局"], []),
        ("县教育局主要职责：负责制定规划。", ["县教育局"], []),
        ("（二）公安部门。依法查处违法行为。", ["公安部门"], []),
        ("县直各有关部门负责目录编制，滨江区负责平台接入。", ["县直各有关部门", "滨江区"], []),
        ("县委组织部、县人社局联合制定人才办法。", [], ["县委组织部", "县人社局"]),
        ("要求住建局、消防大队、供电公司三部门明确职责。", [], ["住建局", "消防大队", "供电公司"]),
        ("公安分局、文旅局部门要做好排查", [], ["公安分局", "文旅局"]),
        ("县政府将委托县安委办（县应急局），对各镇落实情况开展考核。", ["县安委办（县应急局）"], []),
        ("各级教育、民政、税务等有关部门要各司其职，密切配合。", [], ["教育", "民政", "税务"]),
        ("各市住建部门是牵头责任部门，各燃气企业是落实责任主体，省能源局要履行监管职责", ["各市住建部门"], ["各燃气企业"]),
        ("以县农业农村局为主，县水利局配合，做好春耕。", ["县农业农村局"], ["县水利局"]),
        ("联席会议由县民政局牵头，成员单位包括县教育局、县公安局。", ["县民政局"], ["县教育局", "县公安局"]),
        ("市交通、水利等部门按照各自职责，负责备汛；各县人民政府负责本辖区备汛。", [], ["市交通", "水利", "各县人民政府"]),
        ("对种养大户给予贴息。县农业农村局、县财政局、人行青川支行", [], ["县农业农村局", "县财政局", "人行青川支行"]),
    ],
)
def test_who_is_assigned(text: str, lead: list[str], others: list[str]) -> None:
    assert read(text) == (lead, others)


@pytest.mark.parametrize(
    "text",
    [
        "特别优秀的可报请县委、县政府研究同意。",
        "各牵头单位要迅速组织责任单位细化清单。",
        "各地各部门要提高认识，加强领导。",
        "坚持党委领导、政府负责、部门协同、社会参与的工作机制。",
        "建立由分管领导牵头、各部门共同参与的联席会议制度。",
        "清运费由当事人承担。",
        "鼓励社会组织参与养老服务。",
        "自由贸易和由来已久的问题。",
        "县教育局近日召开会议。",
        "印发清单（附件3），供各地参考。",
        "搭建全区统一开放的平台。",
        "依托河口镇调解委员会设立辅导室。",
        "通过南山镇卫生院开展随访。",
    ],
)
def test_nobody_is_assigned(text: str) -> None:
    assert read(text) == ([], [])


def test_preambles_of_plans_are_not_read() -> None:
    text = "县政府负责实施。"
    assert read(text, "preamble", "other") == (["县政府"], [])
    assert read(text, "preamble", "women") == ([], [])


def test_deadline_and_task() -> None:
    text = "排涝由县供电公司负责，县发改局配合，24小时内完成。"
    (clause,) = prose.find(Passage(Span(0, len(text)), text, "other", "text"), grammar(), Rulings())
    assert clause.deadline == "24小时内完成"
    assert clause.task
    assert text[clause.task.start : clause.task.end] == "排涝"
    assert clause.confidence == 0.9
