"""Say in Chinese and English why a link was inferred."""

from __future__ import annotations

from collections.abc import Sequence

from zeren.build.linking.align import Card
from zeren.build.linking.lead import Suggested
from zeren.build.linking.serves import Served
from zeren.kg.entities import Agent
from zeren.kg.vocab import Function

Reason = tuple[str, str]


def of_serving(served: Served) -> Reason:
    """Why a measure serves a goal."""
    zh, en = [], []
    if served.whole:
        zh.append("统领本领域的措施")
        en.append("a measure for the whole domain")
    if served.words:
        zh.append(f"共有用语：{_list(served.words)}")
        en.append(f"words in common: {_list(served.words)}")
    if not zh:
        zh.append("只有通用词相同，按措施与目标的先后次序推断")
        en.append("only common words are shared; by the order of measures and goals")
    return "；".join(zh), "; ".join(en)


def of_alignment(goal: Card, words: Sequence[str]) -> Reason:
    """Why two goals say the same; `goal` is the other one."""
    where = f"{goal.place} {goal.domain_no}.{goal.no}"
    if not words:
        return f"与{where}的用语相近", f"worded like {where}"
    return f"与{where}共有用语：{_list(words)}", f"words in common with {where}: {_list(words)}"


def of_function(suggested: Suggested, function: Function) -> Reason:
    """Why a function is suggested to lead a goal."""
    zh, en = [], []
    if suggested.led and (near := suggested.nearest):
        where = f"{near.place} {near.domain_no}.{near.no}"
        goals = "goal" if suggested.of == 1 else "goals"
        verb = "is" if suggested.led == 1 else "are"
        zh.append(f"写明牵头单位的{suggested.of}个对应目标中，{suggested.led}个由{function.label}牵头；最近的是{where}")
        en.append(f"{suggested.led} of {suggested.of} aligned {goals} {verb} led by {function.label}; nearest: {where}")
    if suggested.own:
        zh.append("目标写明的责任单位中有该职能的单位")
        en.append("an agency of this function is written as responsible")
    if suggested.words:
        zh.append(f"该职能的用语：{_list(suggested.words)}")
        en.append(f"words of this function: {_list(suggested.words)}")
    if not zh:
        zh.append("领域名称和服务于它的措施中有该职能的用语")
        en.append("words of this function in the domain's name or in the measures that serve the goal")
    return "；".join(zh), "; ".join(en)


def of_agency(agency: Agent, function: Function, why: Reason) -> Reason:
    """Why an agency is suggested: it holds a suggested function in this place."""
    return f"{agency.label}承担{function.label}职能；{why[0]}", f"{agency.label} holds the function {function.label}; {why[1]}"


def _list(words: Sequence[str]) -> str:
    return "、".join(words)
