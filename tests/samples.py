"""A record written by hand that has one of everything, with the text it comes from."""

from __future__ import annotations

from zeren.kg.model import (
    AgencyRef,
    Assignment,
    Citation,
    Domain,
    Duty,
    Goal,
    Head,
    Measure,
    Party,
    Plan,
    Record,
    Span,
    Target,
    Unresolved,
)

TEXT = """云泽市砚溪区妇女发展规划
依据《妇女权益保障法》制定本规划。
（一）妇女与健康
1.筛查率达到85%以上。（牵头单位：区卫健局，责任单位：区民、公安砚溪分局）
1.男女厕位比达到3:2。
1.落实反家暴法。
区统计局每年报送数据。
区民政局负责试点。"""


def at(words: str, nth: int = 0) -> Span:
    """Where words stand in TEXT."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def record() -> Record:
    bracket = "（牵头单位：区卫健局，责任单位：区民、公安砚溪分局）"
    parties = (
        Party("区卫健局", "lead", 1, at("区卫健局")),
        Party("区民", "responsible", 2, at("区民")),
        Party("公安砚溪分局", "responsible", 3, at("公安砚溪分局")),
    )
    goal = Goal(1, "筛查率达到85%以上。", at("筛查率达到85%以上。" + bracket), ("区卫健局",), ("区民", "公安砚溪分局"))
    again = Goal(1, "男女厕位比达到3:2。", at("男女厕位比达到3:2。"))
    measure = Measure(1, "落实反家暴法", "落实反家暴法。", at("落实反家暴法。"))
    domain = Domain(1, "妇女与健康", at(TEXT[TEXT.index("（一）") : TEXT.index("区统计局")]), (goal, again), (measure,))
    whole = Span(0, len(TEXT))
    return Record(
        id="a",
        source="a.txt",
        sha256="0" * 64,
        media="txt",
        document=Head(
            "云泽市砚溪区妇女发展规划",
            "云泽市砚溪区人民政府",
            "砚政发〔2022〕9号",
            "2022-08-19",
            ("各镇人民政府",),
            "issued",
            at("云泽市砚溪区"),
        ),
        plans=(Plan("women", "云泽市砚溪区妇女发展规划", "云泽市砚溪区", 2021, 2025, whole, (domain,)),),
        assignments=(
            Assignment("women", "goal", 1, 1, "筛查率达到85%以上", parties, at(bracket), bracket, "assignments:labels", "2025年底"),
            Assignment(
                "women",
                "text",
                None,
                None,
                "试点",
                (Party("区民政局", "responsible", 1, at("区民政局")),),
                at("区民政局负责试点"),
                "区民政局负责试点",
                "r",
            ),
        ),
        targets=(
            Target(
                "women",
                "goal",
                1,
                1,
                "筛查率",
                ">=",
                "85",
                "%",
                at("筛查率达到85%以上"),
                "筛查率达到85%以上",
                "targets:reach",
                "85%",
                "higher",
                2025,
            ),
            Target(
                "women",
                "goal",
                1,
                1,
                "男女厕位比",
                "=",
                "3:2",
                "ratio",
                at("男女厕位比达到3:2"),
                "男女厕位比达到3:2",
                "targets:ratio",
            ),
        ),
        citations=(
            Citation(
                "women",
                "preamble",
                None,
                None,
                "《妇女权益保障法》",
                "中华人民共和国妇女权益保障法",
                "law",
                at("依据《妇女权益保障法》"),
                "依据《妇女权益保障法》",
                "citations:title",
                based_on=True,
            ),
            Citation(
                "women", "measure", 1, 1, "反家暴法", "某某反家暴法", "law", at("反家暴法"), "反家暴法", "citations:bare", confidence=0.8
            ),
            Citation(
                "women",
                "title",
                None,
                None,
                "云泽市砚溪区妇女发展规划",
                "云泽市砚溪区妇女发展规划",
                "plan",
                at("云泽市砚溪区妇女发展规划"),
                "云泽市砚溪区妇女发展规划",
                "c",
                self=True,
            ),
        ),
        duties=(
            Duty(
                "women",
                "monitoring",
                "区统计局",
                "reports_to",
                "报送数据",
                at("区统计局每年报送数据"),
                "区统计局每年报送数据",
                "duties:report",
                "每年",
            ),
        ),
        agencies=(
            AgencyRef("云泽市砚溪区人民政府", "云泽市砚溪区人民政府", "government", None, "云泽市砚溪区"),
            AgencyRef("公安砚溪分局", "云泽市公安局砚溪分局", "police", "police", "云泽市砚溪区", "云泽市公安局"),
            AgencyRef("区卫健局", "云泽市砚溪区卫生健康局", "health", "health", "云泽市砚溪区"),
            AgencyRef("区民政局", "云泽市砚溪区民政局", "civil-affairs", "civil-affairs", "云泽市砚溪区"),
            AgencyRef("区统计局", "云泽市砚溪区统计局", "statistics", "statistics", "云泽市砚溪区"),
        ),
        unresolved=(Unresolved("区民", "区民政局", at("区民")),),
        passages_not_understood=1,
        passages=8,
    )
