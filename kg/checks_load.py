"""The checks of group B: who carries far more of a plan than the others?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zeren.kg.checks import KINDS, PlanCase, check, said
from zeren.kg.finding import Hit
from zeren.kg.handout import Load
from zeren.kg.statistics import Bound, upper_bound


@check("B01", "warning", "单位负担过重", "Overloaded agency", PlanCase)
def overloaded(case: PlanCase) -> Iterator[Hit]:
    """一个单位牵头（或参与）的目标远多于本规划的其他单位。

    算法：取本规划各单位牵头项数的中位数和绝对中位差（MAD），界限 = 中位数 + 3.5 × 尺度，尺度 = 1.4826 × MAD，但不小于中位数的平方根，
    也不小于1项（Iglewicz 与 Hoaglin 1993 的修正 z 分数；平方根是计数本身的随机波动）。牵头与全部参与（牵头加责任）各算一次。超过界
    限、不少于5项、且达到其他单位平均数的3倍，才报告；有分工的单位不足5个时不算。大家一样多时没有人超过界限。数值都写在信息里，参数
    在 Limits 中调整。没有点名的集体不参与计算。
    改法：把一部分目标改由其他责任单位牵头，或给它配足力量。

    One agency leads (or takes part in) far more goals than the others of the plan. Limit = median + 3.5 × scale; the scale is 1.4826 ×
    MAD, at least the square root of the median (the spread of counts by chance) and at least 1. Reported above the limit when it is at
    least 5 goals and 3 times what the others carry on average, in a plan with at least 5 agencies. Groups that name nobody are left out.
    """
    loads = [x for x in case.handout.loads if not case.agent(x.agency).collective] if case.handout.level else []
    over: dict[str, list[Excess]] = {}
    for zh, en, counts in (
        ("牵头", "leads", {x.agency: len(x.leads) for x in loads if x.leads}),
        ("参与", "has a part in", {x.agency: len(x.tasks) for x in loads}),
    ):
        for agency, excess in _excesses(case, zh, en, counts):
            over.setdefault(agency, []).append(excess)
    for load in sorted(loads, key=lambda x: (-len(x.leads), -len(x.tasks), x.agency)):
        if load.agency in over:
            yield _hit(case, load, over[load.agency])


@dataclass(frozen=True, slots=True)
class Excess:
    """How far one agency is above the others: what it does (Chinese, English), its count, the others' mean, the bound it exceeds."""

    zh: str
    en: str
    count: int
    others: float
    bound: Bound


def _excesses(case: PlanCase, zh: str, en: str, counts: dict[str, int]) -> Iterator[tuple[str, Excess]]:
    limits, total = case.limits, sum(counts.values())
    if len(counts) < max(limits.overload_carriers, 2):
        return
    bound = upper_bound(list(counts.values()), limits.overload_score, limits.overload_floor)
    for agency, count in counts.items():
        others = (total - count) / (len(counts) - 1)
        if count > bound.limit and count >= max(limits.overload_least, limits.overload_times * others):
            yield agency, Excess(zh, en, count, others, bound)


def _hit(case: PlanCase, load: Load, excesses: list[Excess]) -> Hit:
    agent, n = case.agent(load.agency), len(case.handout.tasks)
    kind = case.handout.tasks[0][1].kind
    zh = [
        f"{x.zh}{x.count}项{KINDS[kind]}（占{n}项的{x.count / n:.0%}；其他单位平均{x.others:.1f}项；{x.bound.n}个单位的中位数"
        f"{x.bound.median:g}，MAD {x.bound.mad:g}，界限{x.bound.limit:.1f} = 中位数 + {x.bound.score:g} × {x.bound.scale:.2f}）"
        for x in excesses
    ]
    en = [
        f"{x.en} {x.count} {kind}s ({x.count / n:.0%} of {n}; the others {x.others:.1f} on average; median of {x.bound.n} agencies "
        f"{x.bound.median:g}, MAD {x.bound.mad:g}, limit {x.bound.limit:.1f} = median + {x.bound.score:g} × {x.bound.scale:.2f})"
        for x in excesses
    ]
    first = next(t for _, t in case.handout.assigned if t.iri == load.tasks[0])
    return Hit(
        about=load.agency,
        message=f"{agent.label}{'，'.join(zh)}",
        message_en=f"{agent.label} {' and '.join(en)}",
        evidence=said([a for a in first.assigned if a.agency == load.agency]),
        suggestion="把一部分目标改由其他责任单位牵头，或配足力量",
        suggestion_en="let other responsible agencies lead some of them, or give it the means",
        detail="load",
    )
