"""Goals of other plans that say the same are found near, with bounded work a goal."""

from __future__ import annotations

import pytest

from zeren.build.linking.align import COMPARED, NEAREST, POSTINGS, Alignment, Alignments, Card

TEXTS = ["牧区寄宿学校入学率达到95%", "草场火灾损失率下降", "边远牧道硬化里程增加", "巡回诊所服务牧民就医"]
PLACES = "云川岭泽原滩坪坡"


def card(plan: int, no: int, text: str, lead: str | None = None, key: str = "other") -> Card:
    return Card(f"p{plan}/{no}", f"p{plan}", f"s{plan}", key, key, f"{plan}县", "", 1, no, text, lead is not None, lead)


def cards(plans: int) -> list[Card]:
    """Goals of many plans in wordings that differ a little everywhere."""
    out = []
    for plan in range(plans):
        a, b, c = PLACES[plan % 8], PLACES[plan // 8 % 8], PLACES[plan // 64 % 8]
        out += [card(plan, n, f"{a}{b}{c}{a}的{text}，{b}{c}{b}{a}{c}{c}受益") for n, text in enumerate(TEXTS, 1)]
    return out


def test_the_nearest_goals_of_other_plans_come_first() -> None:
    mine = card(1, 1, TEXTS[0])
    same = [card(2, 4, "牧区寄宿学校入学率逐年提高"), card(3, 2, "牧区寄宿学校入学率达到99%"), card(3, 3, "寄宿学校食堂达标")]
    found = Alignment([mine, *same, card(4, 1, "疏浚运河"), card(1, 2, TEXTS[0])]).aligned(mine, 3)
    assert [c.iri for _, c, _ in found] == ["p3/2", "p2/4"]
    assert found[0][0] == 1.0 > found[1][0] > 0.3
    assert found[0][2][0] == "牧区寄宿学校入学率"


def test_plans_of_another_key_are_not_compared() -> None:
    mine = card(1, 1, TEXTS[0], key="women")
    both = Alignments([mine, card(2, 1, TEXTS[0], key="children")])
    assert both.of("women").aligned(mine, 3) == []


def test_written_leads_are_counted_beside_the_own_plans() -> None:
    goals = [card(1, 1, TEXTS[1]), card(1, 2, TEXTS[1], "water"), card(2, 1, TEXTS[1], "finance"), card(3, 1, TEXTS[1], "water")]
    ((score, wording),) = Alignment(goals).near("p1/1")
    assert score == 1.0 and wording.leads == {"water": 2, "finance": 1}
    assert wording.leads_beside("p1") == {"water": 1, "finance": 1} and wording.leads_beside("p2") == {"water": 2}
    assert [c.iri for c in wording.others("p1")] == ["p2/1", "p3/1"]


def test_the_work_grows_with_the_number_of_goals(monkeypatch: pytest.MonkeyPatch) -> None:
    worked: list[int] = []
    alike = Alignment._alike

    def counted(self: Alignment, *args: object) -> list[tuple[float, int]]:
        found = alike(self, *args)  # type: ignore[arg-type]
        worked.append(len(found))
        return found

    monkeypatch.setattr(Alignment, "_alike", counted)
    work = []
    for plans in (100, 300):
        worked.clear()
        goals = cards(plans)
        made = Alignment(goals)
        for goal in goals:
            made.aligned(goal, 3)
            assert len(made.near(goal.iri)) <= NEAREST + 1
        assert max(worked) <= COMPARED and max(map(len, made._where.values())) <= POSTINGS
        work.append(sum(worked))
    assert work[1] <= 3.6 * work[0]
