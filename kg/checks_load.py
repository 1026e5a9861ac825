"""The checks of group B: who carries far more of a plan than the others?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zeren.kg.checks import KINDS, PlanCase, check, said
from zeren.kg.finding import Hit
from zeren.kg.handout import STRAY, Load
from zeren.kg.statistics import Bound, upper_bound


@check("B01", "warning", "单位负担过重", "Overloaded agency", PlanCase)
def overloaded(case: PlanCase) -> Iterator[Hit]:
    """一个单位牵头的目标远多于本规划的其他单位。

    算法：取本规划各牵头单位牵头项数的中位数和绝对中位差（MAD），界限 = 中位数 + 3.5 × 尺度，尺度 = 1.4826 × MAD，但不小于中位数的平方根，
    也不小于1项（Iglewicz 与 Hoaglin 1993 的修正 z 分数；平方根是计数本身的随机波动）。不写牵头单位的规划，改算各单位负责的项数。超过界
    限、不少于5项、且达到其他单位平均数的3倍，才报告；不足5个单位时不算。大家一样多时没有人超过界限。数值都写在信息里，参数
    在 Limits 中调整。没有点名的集体不参与计算。
    改法：把一部分目标改由其他责任单位牵头，或给它配足力量。

    One agency leads far more goals than the other leads of the plan (in a plan that names no leads: is responsible for). Limit = median +
    3.5 × scale; the scale is 1.4826 × MAD, at least the square root of the median (the spread of counts by chance) and at least 1.
    Reported above the limit when it is at least 5 goals and 3 times what the others carry on average, in a plan with at least 5 agencies.
    Groups that name nobody are left out.
    """
    loads = [x for x in case.handout.loads if not case.agent(x.agency).collective] if case.handout.level else []
    by_leads = len(case.handout.led) > STRAY * len(case.handout.assigned)
    counts = {x.agency: len(x.leads if by_leads else x.tasks) for x in loads}
    excesses = _excesses(case, {agency: n for agency, n in counts.items() if n})
    for load in sorted(loads, key=lambda x: (-counts[x.agency], -len(x.tasks), x.agency)):
        if load.agency in excesses:
            yield _hit(case, load, excesses[load.agency], by_leads)


@dataclass(frozen=True, slots=True)
class Excess:
    """How far one agency is above the others: its count, the others' mean, the bound that it exceeds."""

    count: int
    others: float
    bound: Bound


def _excesses(case: PlanCase, counts: dict[str, int]) -> dict[str, Excess]:
    limits, total = case.limits, sum(counts.values())
    if len(counts) < max(limits.overload_carriers, 2):
        return {}
    bound = upper_bound(list(counts.values()), limits.overload_score, limits.overload_floor)
    found = {agency: Excess(count, (total - count) / (len(counts) - 1), bound) for agency, count in counts.items()}
    least = {agency: max(limits.overload_least, limits.overload_times * x.others) for agency, x in found.items()}
    return {agency: x for agency, x in found.items() if x.count > bound.limit and x.count >= least[agency]}


def _hit(case: PlanCase, load: Load, x: Excess, by_leads: bool) -> Hit:
    agent, n, b = case.agent(load.agency), len(case.handout.tasks), x.bound
    kind = case.handout.tasks[0][1].kind
    first = next(t for _, t in case.handout.assigned if t.iri == load.tasks[0])
    return Hit(
        about=load.agency,
        message=f"{agent.label}{'牵头' if by_leads else '负责'}{x.count}项{KINDS[kind]}（占{n}项的{x.count / n:.0%}；"
        f"其他单位平均{x.others:.1f}项；{b.n}个单位的中位数{b.median:g}，MAD {b.mad:g}，"
        f"界限{b.limit:.1f} = 中位数 + {b.score:g} × {b.scale:.2f}）",
        message_en=f"{agent.label} {'leads' if by_leads else 'is responsible for'} {x.count} {kind}s ({x.count / n:.0%} of {n}; "
        f"the others {x.others:.1f} on average; median of {b.n} agencies {b.median:g}, MAD {b.mad:g}, "
        f"limit {b.limit:.1f} = median + {b.score:g} × {b.scale:.2f})",
        evidence=said([a for a in first.assigned if a.agency == load.agency]),
        suggestion="把一部分目标改由其他责任单位牵头，或配足力量",
        suggestion_en="let other responsible agencies lead some of them, or give it the means",
        detail="load",
    )
