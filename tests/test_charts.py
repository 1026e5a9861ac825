"""What a map shows of plans: every task that is handed out, every agency that carries one, every edge with its place in the source."""

from __future__ import annotations

from test_maps import chart

from zeren.viz.charts import GROUP_ABOVE, Chart, Node, box


def test_tasks_agencies_and_edges() -> None:
    found = chart()
    kinds = [n.kind for n in found.nodes]
    assert kinds.count("goal") == 24 and kinds.count("agency") == 8 and kinds.count("measure") == 0
    assert kinds.count("domain") == 6 and kinds.count("region") == 2
    ids = {n.id for n in found.nodes}
    assert all(e.agency in ids and e.task in ids for e in found.edges)
    assert sum(e.role == "lead" for e in found.edges) == 19
    assert all(e.src.startswith("source/a.html#char=") for e in found.edges)


def test_filters_offer_what_is_there() -> None:
    found = chart()
    assert [title for _, title in found.plans] == ["南湖区妇女发展规划", "南湖区儿童发展规划", "北原县妇女发展规划"]
    assert [name for _, name, _ in found.domains][:2] == ["妇女与健康", "妇女与教育"]
    assert {slug for slug, _, _ in found.functions} == {"health", "education-sports", "civil-affairs", "womens-federation"}


def test_a_goal_carries_what_the_panel_says() -> None:
    goal = next(n for n in chart().nodes if n.about.get("text") == "孕产妇死亡率下降")
    assert goal.about["no"] == "1.1" and goal.about["url"].endswith("/domain/1.html#goal-1")
    ((indicator, zh, en, when_zh, when_en, src),) = goal.about["targets"]
    assert (indicator, zh, en) == ("孕产妇死亡率", "≤ 8/10万", "≤ 8/10万") and (when_zh, when_en) == ("2025年", "by 2025")
    assert src.startswith("source/a.html#char=")


def test_places_lie_apart() -> None:
    nodes = [n for n in chart().nodes if n.kind == "goal"]
    assert len({n.wide for n in nodes}) == len({n.tall for n in nodes}) == len(nodes)
    here = [n.wide for n in nodes if n.about["text"] not in ("妇女更加健康", "服务更加完善")]
    there = [n.wide for n in nodes if n.about["text"] in ("妇女更加健康", "服务更加完善")]
    apart = [min(b) > max(a) or min(a) > max(b) for a, b in zip(zip(*here, strict=True), zip(*there, strict=True), strict=True)]
    assert any(apart), "another place is another island"


def test_the_same_chart_every_time() -> None:
    assert chart() == chart()


def test_a_large_chart_says_so() -> None:
    many = tuple(Node(str(n), "goal", "1", (0.0, 0.0), (0.0, 0.0)) for n in range(GROUP_ABOVE + 1))
    assert Chart("", many, (), (), (), ()).large and not chart().large


def test_a_chinese_label_needs_a_wider_box() -> None:
    assert box("区卫健局", 14)[0] > box("abcd", 14)[0] and box("甲", 20)[1] > box("甲", 14)[1]
