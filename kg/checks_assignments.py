"""The checks of group A that look at tasks: does every goal have one lead, and is nobody named twice?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from zeren.kg.checks import KINDS, PlanCase, at, check, label, label_en, said
from zeren.kg.entities import Assigned, Task
from zeren.kg.finding import Hit
from zeren.kg.handout import STRAY, statements

LESSER = frozenset({"responsible", "supporting", "participating"})
"""Roles that say nothing new of a lead."""

MANNER = 5
"""A slip in at least so many goals, and in more than half of them, is the manner of the plan."""


@check("A01", "error", "目标无人承担", "Goal with nobody", PlanCase)
def nobody(case: PlanCase) -> Iterator[Hit]:
    """本规划给各项目标分工，而这一项没有写明任何单位。

    分工会上最容易漏掉的就是它：没有牵头单位，也没有责任单位，年度监测时无人报数。若领域标题下已写明整个领域的责任单位，则不算。
    整个规划都没有分工的，只报一条 A10。没有目标、按任务条目分工的方案，查的是条目。
    改法：补写牵头单位和责任单位，或用 zeren assign 在责任分工表中指定。

    The plan hands out its goals, but this one names no agency at all: nobody leads it and nobody will report on it. Silent where the
    heading of the domain names somebody for all of it. A plan that hands out nothing gives one A10 instead. In work plans that hand
    out numbered items the items are looked at.
    """
    if case.handout.level is None:
        return
    for domain, task in case.handout.tasks:
        if not task.assigned and domain.iri not in case.handout.headed:
            yield at(
                Hit(
                    about=task.iri,
                    message=f"{label(task)}没有写明任何牵头单位或责任单位",
                    message_en=f"{label_en(task)} names neither a lead nor a responsible agency",
                    evidence=case.quote(task.span),
                    suggestion="补写牵头单位和责任单位",
                    suggestion_en="name a lead and the responsible agencies",
                ),
                task,
            )


@check("A02", "warning", "目标没有牵头单位", "Goal without a lead", PlanCase)
def no_lead(case: PlanCase) -> Iterator[Hit]:
    """这一项目标写了责任单位，却没有牵头单位，而本规划的其他目标写了。

    多家负责而无人牵头，往往等于无人负责。若整个规划都不写牵头单位，只报一条，写明项数。
    改法：从已写明的责任单位中定一个牵头单位。

    The goal names responsible agencies but no lead, although the plan names leads elsewhere. Where the plan names hardly a lead at
    all, one finding says so with the count.
    """
    tasks = [t for _, t in case.handout.assigned if not any(a.leads for a in t.assigned)]
    if case.handout.level is None or not tasks:
        return
    kind = KINDS[tasks[0].kind]
    if len(case.handout.led) <= STRAY * len(case.handout.assigned):
        n, of = len(tasks), len(case.handout.assigned)
        yield Hit(
            about=case.plan.iri,
            message=f"本规划写明责任单位的{of}项{kind}中，{n}项没有牵头单位",
            message_en=f"of the {of} {tasks[0].kind}s with responsible agencies, {n} have no lead",
            evidence=said(tasks[0].assigned),
            suggestion="逐项确定牵头单位",
            suggestion_en="choose a lead for each",
        )
        return
    for task in tasks:
        names = list(dict.fromkeys(a.name for a in task.assigned))
        yield at(
            Hit(
                about=task.iri,
                message=f"{label(task)}有责任单位（{'、'.join(names)}），没有牵头单位",
                message_en=f"{label_en(task)} has responsible agencies ({', '.join(names)}) but no lead",
                evidence=said(task.assigned),
                suggestion="从责任单位中确定一个牵头单位",
                suggestion_en="make one of the responsible agencies the lead",
            ),
            task,
        )


@check("A03", "warning", "牵头单位又列为责任单位", "Lead also listed as responsible", PlanCase)
def lead_again(case: PlanCase) -> Iterator[Hit]:
    """同一处分工里，同一个单位既是牵头单位，又列在责任单位（配合单位、参加单位）中。

    名称写法不同而实为同一单位的也算。多半是改稿时换了牵头单位而没有删去原来的一处，或另一个单位被写错。监督、报送不算重复。若本规划的
    目标多半如此，就是它的写法，只报一条“信息”。
    改法：删去责任单位中的一处，或改成本来要写的单位。

    One clause names the same agency as lead and again among the responsible ones, be it under another name. Mostly the lead was
    changed and the old mention forgotten, or another agency was meant. Supervising and reporting are roles of their own. Where most
    goals do so it is the plan's manner, and one info says so.
    """
    found = [(task, clause, lead, again) for task, clause in _clauses(case) for lead, again in _repeated(clause)]
    tasks = list({task.iri: task for task, *_ in found}.values())
    if len(tasks) >= MANNER and len(tasks) > len(case.handout.led) / 2:
        n, of = len(tasks), len(case.handout.led)
        yield Hit(
            about=case.plan.iri,
            message=f"本规划{of}项有牵头单位的{KINDS[tasks[0].kind]}中，{n}项把牵头单位又列为责任单位",
            message_en=f"in {n} of the {of} {tasks[0].kind}s with a lead, the lead is also listed as responsible",
            evidence=said(found[0][1]),
            suggestion="若是习惯写法可不改；统计责任单位时注意不要重复计算",
            suggestion_en="leave it if it is meant so; do not count these agencies twice",
            severity="info",
        )
        return
    for task, clause, lead, again in found:
        names = dict.fromkeys((lead.name, again.name))
        yield at(
            Hit(
                about=task.iri,
                message=f"{label(task)}的牵头单位{'（即'.join(names)}{'）' * (len(names) - 1)}又列为责任单位",
                message_en=f"the lead of {label_en(task)}, {' alias '.join(names)}, is also listed as responsible",
                evidence=said(clause),
                suggestion=f"从责任单位中删去{again.name}，或改成本来要写的单位",
                suggestion_en=f"take {again.name} out of the responsible agencies, or put the agency that was meant",
                detail=again.agency,
            ),
            task,
        )


@check("A06", "warning", "同一单位重复列出", "Same agency twice", PlanCase)
def twice(case: PlanCase) -> Iterator[Hit]:
    """同一处分工里，同一个单位在同一种角色下列了两次，或用两个名称各列了一次。

    多半是复制时多了一个，或另一个单位被写成了它。
    改法：删去一处，或改成本来要写的单位。

    One clause lists the same agency twice in one role, or once under each of two names. Delete one, or put the agency that was meant.
    """
    for task, clause in _clauses(case):
        kept = sorted((a for a in clause if not case.agent(a.agency).collective), key=lambda a: (a.role, a.agency, a.order))
        for (_role, agency), same in groupby(kept, key=lambda a: (a.role, a.agency)):
            listed = list(same)
            if len(listed) < 2:
                continue
            names = list(dict.fromkeys(a.name for a in listed))
            also = f"（又作{'、'.join(names[1:])}）" if len(names) > 1 else ""
            alias = f" (also as {', '.join(names[1:])})" if len(names) > 1 else ""
            yield at(
                Hit(
                    about=task.iri,
                    message=f"{label(task)}的{'牵头' if listed[0].leads else '责任'}单位中，{names[0]}{also}列了{len(listed)}次",
                    message_en=f"{label_en(task)} lists {names[0]}{alias} {len(listed)} times as {listed[0].role}",
                    evidence=said(clause),
                    suggestion="只留一处，或改成本来要写的单位",
                    suggestion_en="keep one, or put the agency that was meant",
                    detail=f"{listed[0].role} {agency}",
                ),
                task,
            )


@check("A10", "error", "规划没有分工", "Plan that assigns nothing", PlanCase)
def nothing(case: PlanCase) -> Iterator[Hit]:
    """整个规划没有把目标分给任何单位（或只在个别地方顺带提到单位）。

    只报一条并写明项数，不再逐项报 A01。这样的规划通常另发责任分工方案。
    改法：制定责任分工表（zeren assign 可以给出建议），或把分工方案与规划一起交给 zeren。

    The plan hands its goals to nobody, or names an agency in passing here and there. One finding with the count instead of an A01 for
    each goal. Such a plan is usually followed by a sheet of assignments: make one, or build it together with the plan.
    """
    handed = case.handout
    if handed.level or handed.headed or not handed.tasks:
        return
    kind, n, some = handed.tasks[0][1].kind, len(handed.tasks), len(handed.assigned)
    named_en = f"only {some} of the plan's {n} {kind}s" if some else f"none of the plan's {n} {kind}s"
    yield Hit(
        about=case.plan.iri,
        message=f"本规划{n}项{KINDS[kind]}" + (f"只有{some}项写明责任单位" if some else "都没有写明牵头单位或责任单位"),
        message_en=f"{named_en} {'name' if some > 1 else 'names'} an agency",
        evidence=case.quote(case.plan.span),
        suggestion="制定责任分工表，逐项明确牵头单位和责任单位",
        suggestion_en="draw up a sheet of assignments with a lead for each",
    )


def _clauses(case: PlanCase) -> Iterator[tuple[Task, list[Assigned]]]:
    for _, task in case.handout.assigned if case.handout.level else ():
        for clause in statements(task):
            yield task, clause


def _repeated(clause: list[Assigned]) -> list[tuple[Assigned, Assigned]]:
    """For each agency that a clause names as lead and again in a lesser role: the first mention of each kind."""
    leads = {a.agency: a for a in reversed(clause) if a.leads}
    again = {a.agency: a for a in reversed(clause) if a.agency in leads and a.role in LESSER}
    return [(leads[a.agency], a) for a in clause if again.get(a.agency) is a]
