"""Who should lead a goal is suggested from aligned goals, its own agencies and what functions deal with; never without evidence."""

from __future__ import annotations

from dataclasses import replace

from zeren.build.linking.align import Alignment, Card
from zeren.build.linking.lead import Advisor, Suggested
from zeren.build.linking.reasons import of_function
from zeren.kg.vocab import load

VOCAB = load()


def card(plan: str, text: str, lead: str | None = None, domain: str = "", responsible: tuple[str, ...] = ()) -> Card:
    return Card(f"{plan}/1", plan, plan, "other", "other", f"{plan}县", domain, 1, 2, text, lead is not None, lead, responsible)


def suggest(goal: Card, *others: Card, titles: tuple[str, ...] = ()) -> list[Suggested]:
    return Advisor(VOCAB).suggest(goal, titles, Alignment([goal, *others]).near(goal.iri))


def test_aligned_goals_decide_with_a_count() -> None:
    text = "渡船船员持证上岗"
    first, *rest = suggest(
        card("甲", text), card("乙", text, "emergency-management"), card("丙", text, "emergency-management"), card("丁", text, "commerce")
    )
    assert (first.function, first.led, first.of) == ("emergency-management", 2, 3)
    assert first.nearest is not None and first.nearest.place == "乙县"
    assert [s.function for s in rest] == ["commerce"]
    zh, en = of_function(first, VOCAB.functions[first.function])
    assert zh == "写明牵头单位的3个对应目标中，2个由应急管理牵头；最近的是乙县 1.2"
    assert en == "2 of 3 aligned goals are led by 应急管理; nearest: 乙县 1.2"


def test_leads_of_the_own_plan_are_no_aligned_goals() -> None:
    goal = card("甲", "渡船船员持证上岗")
    twin = replace(goal, iri="甲/9", no=9, led=True, lead="commerce")
    assert suggest(goal, twin) == []


def test_what_functions_deal_with_decides() -> None:
    first = suggest(card("甲", "村民喝上放心自来水，饮用水水源全部划定"))[0]
    assert first.function == "water" and set(first.words) == {"自来水", "饮用水", "水源"}
    assert first.of == 0 and first.score < 0.8
    assert [s.function for s in suggest(card("甲", "全面达标", domain="渔业与水利"))] == ["water"]
    assert [s.function for s in suggest(card("甲", "全面达标"), titles=("改造自来水管网",))] == ["water"]


def test_agencies_that_the_goal_names_count() -> None:
    (first,) = suggest(card("甲", "渡船船员持证上岗", responsible=("commerce",)))
    assert (first.function, first.own, first.words) == ("commerce", True, ())


def test_little_evidence_never_makes_sure() -> None:
    weak, strong = suggest(card("甲", "提倡节水"))[0], suggest(card("甲", "提倡节水"), card("乙", "提倡节水", "water"))[0]
    assert weak.function == strong.function == "water"
    assert weak.score < strong.score < 1


def test_without_evidence_nothing_is_said() -> None:
    assert suggest(card("甲", "渡船船员持证上岗")) == []
    assert suggest(card("甲", "渡船船员持证上岗"), card("乙", "开凿运河", "water")) == []
