"""The checks of group C: do the plan's own numbers agree with one another?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from zeren.kg.checks import KINDS, PlanCase, at, check
from zeren.kg.entities import Task
from zeren.kg.finding import Evidence, Hit
from zeren.kg.model import Target

LEVELS = frozenset({">=", "<=", ">", "<", "="})
"""Comparators of a level that is to be reached; ~ is vague, decrease_by and increase_by are changes from a baseline."""

BETTER = {">=": "higher", ">": "higher", "<=": "lower", "<": "lower"}
"""What is better where the record gives no direction."""

SPECIFIC = 6
"""A shorter indicator (覆盖率) may mean something else in another goal: it is compared within one goal or measure only."""


@check("C03", "warning", "后期目标值低于前期", "Later year looser", PlanCase)
def looser_later(case: PlanCase) -> Iterator[Hit]:
    """同一指标写了两个年份的目标值，后一年的反而比前一年宽松，如2025年3‰、2030年4‰（死亡率越低越好）。

    只比较本规划自己的目标值（不算括号里引用国纲、省规划的），并且指标、计量单位、方向都相同、年份都写明；名称不足6个字的指标（如“覆盖率”）只在同一项内比较。相等不算。
    改法：核对数字，后期目标值应不低于前期。

    One indicator has targets for two years and the later one asks for less than the earlier. Only the plan's own values count (not
    those quoted from a higher plan), of the same indicator, unit and direction, both with a year. Equal values are no finding.
    """
    groups: dict[tuple[str, str, str, str], list[tuple[str, Task, Target]]] = {}
    for _, task in case.plan.tasks():
        for node, target in task.targets:
            direction = target.direction or BETTER.get(target.comparator)
            if target.year and direction and target.quoted_from is None and target.comparator in LEVELS:
                indicator = "".join(target.indicator.split())
                where = task.iri if len(indicator) < SPECIFIC else ""
                groups.setdefault((indicator, target.unit, direction, where), []).append((node, task, target))
    for (_indicator, _unit, direction, _where), stated in groups.items():
        ordered = sorted(stated, key=lambda x: (x[2].year or 0, x[2].span))
        for (_, _, before), (node, task, after) in pairwise(ordered):
            old, new = number(before.value), number(after.value)
            if before.year == after.year or old is None or new is None or not (new < old if direction == "higher" else new > old):
                continue
            yield at(
                Hit(
                    about=node,
                    message=f"{after.indicator}：{after.year}年的目标值{_value(after)}比{before.year}年的{_value(before)}宽松",
                    message_en=f"{after.indicator}: {_value(after)} by {after.year} asks for less than {_value(before)} by {before.year}",
                    evidence=Evidence(after.span.start, after.span.end, after.quote),
                    suggestion=f"核对{before.year}年和{after.year}年的数字",
                    suggestion_en=f"check the numbers for {before.year} and {after.year}",
                    detail=f"{before.year} {after.year} {after.indicator}",
                ),
                task,
            )


@check("C06", "warning", "编号跳号或重号", "Numbering skips or repeats", PlanCase)
def numbering(case: PlanCase) -> Iterator[Hit]:
    """领域、目标或措施的编号不连续：跳过了一个号，或同一个号出现两次。

    多半是修改时删去或插入了一条而没有重新编号；也可能是正文漏了一条。别的文件按编号引用时会引错。没有领域的文件（方案、任务表）分节
    重新从1编号的，不算。
    改法：核对是否漏条，重新编号。

    The numbers of domains, goals or measures skip or repeat: an item was taken out or put in without renumbering, or one is missing.
    Documents without domains may start again at 1 in each section.
    """
    plan, sections = case.plan, len(case.plan.domains) > 1
    if sections:
        yield from _jumps(case, [(d.no, None) for d in plan.domains], plan.iri, "领域", "domains", None)
    for domain in plan.domains:
        for kind, tasks in (("goal", domain.goals), ("measure", domain.measures)):
            zh = f"第{domain.no}领域{f'“{domain.name}”' if domain.name else ''}的{KINDS[kind]}" if sections else KINDS[kind]
            en = f"{kind}s of domain {domain.no}" if sections else f"{kind}s"
            yield from _jumps(case, [(t.no, t) for t in tasks], domain.iri, zh, en, domain.no if sections else None)


def _jumps(case: PlanCase, items: list[tuple[int, Task | None]], about: str, zh: str, en: str, domain: int | None) -> Iterator[Hit]:
    """One hit for a row of numbers that does not count 1, 2, 3 …; without domains a new start at 1 is a new section."""
    seen: list[tuple[int, int, Task | None]] = []
    last = 0
    for no, task in items:
        restart = no == 1 and len(case.plan.domains) <= 1
        if no != last + 1 and not restart:
            seen.append((last, no, task))
        last = no
    if not seen:
        return
    shown = seen[:5]
    more = f"等{len(seen)}处" if len(seen) > len(shown) else ""
    task = shown[0][2]
    yield Hit(
        about=about,
        message=f"{zh}编号不连续：{'；'.join(_jump(a, b) for a, b, _ in shown)}{more}",
        message_en=f"numbering of {en}: {'; '.join(_jump_en(a, b) for a, b, _ in shown)}{', …' if more else ''}",
        evidence=case.quote(task.span, 40) if task else None,
        suggestion="核对是否漏条，重新编号",
        suggestion_en="check whether an item is missing, then renumber",
        domain=domain,
        no=task.no if task else None,
        detail=en,
    )


def _jump(before: int, after: int) -> str:
    if not before:
        return f"从{after}开始"
    return f"{before}之后又是{after}" if after <= before else f"{before}之后是{after}"


def _jump_en(before: int, after: int) -> str:
    if not before:
        return f"starts at {after}"
    return f"{before} is followed by {after}{' again' if after <= before else ''}"


def number(value: str) -> Fraction | None:
    """A target's value (8, 3.5, 3:2, 1/6) as an exact number, a ratio as its quotient; None where it is none."""
    try:
        over, _, under = value.replace(":", "/").partition("/")
        return Fraction(over) / Fraction(under or "1")
    except (ValueError, ZeroDivisionError):
        return None


def _value(target: Target) -> str:
    return target.value_text or f"{target.value}{target.unit}"
