"""The checks of group A: does every goal have one lead, and is everybody who is named a known body of this place?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from zeren.kg.checks import KINDS, PlanCase, at, check, label, label_en, listing, listing_en, named, said
from zeren.kg.entities import Agent, Assigned, Task
from zeren.kg.finding import Hit
from zeren.kg.handout import STRAY, statements
from zeren.kg.ids import REGION


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

    名称写法不同而实为同一单位的也算。多半是改稿时换了牵头单位而没有删去原来的一处，或另一个单位被写错。监督、报送不算重复。
    改法：删去责任单位中的一处，或改成本来要写的单位。

    One clause names the same agency as lead and again among the responsible ones, be it under another name. Mostly the lead was
    changed and the old mention forgotten, or another agency was meant. Supervising and reporting are roles of their own.
    """
    for task, clause in _clauses(case):
        leads = {a.agency: a for a in reversed(clause) if a.leads}
        again = [a for a in clause if a.agency in leads and a.role in ("responsible", "supporting", "participating")]
        for a in {a.agency: a for a in reversed(again)}.values():
            names = dict.fromkeys((leads[a.agency].name, a.name))
            yield at(
                Hit(
                    about=task.iri,
                    message=f"{label(task)}的牵头单位{'（即'.join(names)}{'）' * (len(names) - 1)}又列为责任单位",
                    message_en=f"the lead of {label_en(task)}, {' alias '.join(names)}, is also listed as responsible",
                    evidence=said(clause),
                    suggestion=f"从责任单位中删去{a.name}，或改成本来要写的单位",
                    suggestion_en=f"take {a.name} out of the responsible agencies, or put the agency that was meant",
                    detail=a.agency,
                ),
                task,
            )


@check("A04", "warning", "笼统的责任单位", "Collective or unnamed agency", PlanCase)
def collective(case: PlanCase) -> Iterator[Hit]:
    """分工写给一群没有点名的单位，如“各成员单位”“有关部门”。

    没有点名，就无法统计、督办和考核到具体单位。每个这样的名称报一条，列出它出现的各项目标。
    改法：点名到单位；确实全体都有责任的，仍应另定一个牵头单位。

    Work is assigned to a group nobody of which is named. Nobody in particular can be asked for it. One finding for each such name,
    with all the goals it stands in.
    """
    for a, tasks, _agent in _by_name(case, lambda agent: agent.collective):
        yield at(
            Hit(
                about=a.agency,
                message=f"{listing(tasks)}的责任单位“{a.name}”没有点名到具体单位",
                message_en=f"“{a.name}”, responsible for {listing_en(tasks)}, is a group and names no agency",
                evidence=named(a, tasks[0]),
                suggestion="点名到具体单位，并确定牵头单位",
                suggestion_en="name the agencies, and one of them as lead",
                detail=a.name,
            ),
            tasks[0],
        )


@check("A05", "warning", "认不出的单位名称", "Name that cannot be resolved", PlanCase)
def unresolved(case: PlanCase) -> Iterator[Hit]:
    """责任单位的位置上写着一个认不出的名称；若本规划或词表里有相近的单位，一并给出。

    有相近单位的，多半是笔误或漏字（提示为“警告”）；没有的，可能是词表还不认识的单位（提示为“信息”）。图里它单独算一个单位，不会
    猜到别的单位头上，统计因此会少算那个单位。
    改法：改正名称；名称本来就对的，用 --vocabulary 把它加进词表。

    A name in the place of an agency that is none we know; with the nearest known one if there is one. With a near one it is mostly a
    slip (warning), without it perhaps an agency that the vocabulary lacks (info). It stays an agency of its own in the graph: nothing
    is guessed.
    """
    for a, tasks, agent in _by_name(case, lambda agent: not agent.resolved):
        near = agent.nearest
        yield at(
            Hit(
                about=a.agency,
                message=f"{listing(tasks)}的单位“{a.name}”认不出" + (f"，最接近的是“{near}”" if near else ""),
                message_en=f"“{a.name}” in {listing_en(tasks)} is no agency we know" + (f"; the nearest is “{near}”" if near else ""),
                evidence=named(a, tasks[0]),
                suggestion=f"若是“{near}”，请改正名称" if near else "核对名称；若正确，请加入词表（--vocabulary）",
                suggestion_en=f"if “{near}” is meant, correct it" if near else "check the name; if it is right, add it to the vocabulary",
                detail=a.name,
                severity="warning" if near else "info",
            ),
            tasks[0],
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


@check("A07", "warning", "外地的单位", "Agency of another place", PlanCase)
def elsewhere(case: PlanCase) -> Iterator[Hit]:
    """责任单位属于另一个地方：既不是本地，也不是本地的上级或下级。

    多半是照抄别处的规划时没有改净。
    改法：改成本地的单位。

    The agency belongs to another place, one that is neither this place nor above nor below it: mostly left over from the plan of
    another place that served as a model.
    """
    for a, tasks, agent in _by_name(case, lambda agent: agent.resolved and not agent.collective and _foreign(agent, case)):
        yield at(
            Hit(
                about=a.agency,
                message=f"{listing(tasks)}的单位“{a.name}”属于{agent.region}，本规划是{case.plan.region}的",
                message_en=f"“{a.name}” in {listing_en(tasks)} belongs to {agent.region}, this is a plan of {case.plan.region}",
                evidence=named(a, tasks[0]),
                suggestion=f"改成{case.plan.region}的单位",
                suggestion_en=f"put the agency of {case.plan.region}",
                detail=a.name,
            ),
            tasks[0],
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


def _by_name(case: PlanCase, wanted: Callable[[Agent], bool]) -> Iterator[tuple[Assigned, list[Task], Agent]]:
    """For each name of a wanted agency: its first assignment, its tasks, the agency; in the order of the text."""
    found: dict[tuple[str, str], tuple[Assigned, dict[str, Task]]] = {}
    for _, task in case.handout.assigned if case.handout.level else ():
        for a in task.assigned:
            if wanted(case.agent(a.agency)):
                found.setdefault((a.agency, a.name), (a, {}))[1][task.iri] = task
    for (agency, _name), (first, tasks) in found.items():
        yield first, list(tasks.values()), case.agent(agency)


def _foreign(agent: Agent, case: PlanCase) -> bool:
    """Whether an agency's place is surely neither the plan's nor above nor below it.

    By the codes of GB/T 2260, which nest, where both are known; else only for names of one level: 南湖区 and 北山区, but not two 市,
    since one may be a county-level city of the other.
    """
    here, there = case.plan.region, agent.region
    if not here or not there or here in there or there in here:
        return False
    codes = [_nested(agent.region_iri), _nested(case.plan.region_iri)]
    if codes[0] is not None and codes[1] is not None:
        return not (codes[0].startswith(codes[1]) or codes[1].startswith(codes[0]))
    return here[-1] == there[-1] != "市"


def _nested(region: str | None) -> str | None:
    """The digits of a region's code that count: 370000 → 37, 100000 → none; None where the code is not known."""
    code = region.removeprefix(REGION) if region and region.startswith(REGION) else ""
    if not code.isdigit():
        return None
    if code == "100000":
        return ""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code
