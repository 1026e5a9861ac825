"""The checks of group A that look at names: is everybody who is named a known body of this place, and one that can be asked?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zeren.kg.checks import PlanCase, at, check, listing, listing_en, named
from zeren.kg.entities import Agent, Assigned, Task
from zeren.kg.finding import Hit
from zeren.kg.ids import REGION


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
        seen = "、".join(dict.fromkeys(c.text for c in agent.candidates if c.text != near))
        model = agent.candidates[0].source if agent.candidates else ""
        yield at(
            Hit(
                about=a.agency,
                message=f"{listing(tasks)}的单位“{a.name}”认不出"
                + (f"，最接近的是“{near}”" if near else "")
                + (f"；模型{model}在此处看到“{seen}”（仅供参考）" if seen else ""),
                message_en=f"“{a.name}” in {listing_en(tasks)} is no agency we know"
                + (f"; the nearest is “{near}”" if near else "")
                + (f"; the model {model} sees “{seen}” here (a hint only)" if seen else ""),
                evidence=named(a, tasks[0]),
                suggestion=f"若是“{near}”，请改正名称" if near else "核对名称；若正确，请加入词表（--vocabulary）",
                suggestion_en=f"if “{near}” is meant, correct it" if near else "check the name; if it is right, add it to the vocabulary",
                detail=a.name,
                severity="warning" if near else "info",
            ),
            tasks[0],
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
