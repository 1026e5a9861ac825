"""A small graph whose answers are known: two districts of an invented city, with the slips that the questions are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from builders import Aim, Cite, Draft, Item, Names, Part, built, viewed

from zeren.build.emit import emit
from zeren.build.link import link
from zeren.build.linking.write import quads as link_quads
from zeren.kg.audit import audit
from zeren.kg.finding import quads
from zeren.kg.ids import Minter
from zeren.kg.model import AgencyRef, Duty, Head, Record, Span
from zeren.kg.store import Store, turtle_quads
from zeren.kg.vocab import FOLDER, load

WOMEN = "云溪市南湖区妇女发展规划（2021—2030年）"
CHILDREN = "云溪市南湖区儿童发展规划（2021—2030年）"
NORTH = "云溪市北山区妇女发展规划（2021—2030年）"

DEATHS = (
    Aim("孕产妇死亡率", "8", 2025, "<=", "/10万", "lower"),
    Aim("孕产妇死亡率", "10", 2030, "<=", "/10万", "lower"),
)
SCREENING = (Aim("宫颈癌筛查率", "70", 2030), Aim("宫颈癌筛查率", "80", 2030, quoted_from="国纲"))

SOUTH_WOMEN = Draft(
    title=WOMEN,
    years=(2021, 2030),
    preamble=(Cite("中华人民共和国妇女权益保障法", based_on=True), Cite("云溪市妇女发展规划", "plan", based_on=True)),
    parts=(
        Part(
            goals=(
                Item("妇女健康水平提高", lead=("区卫生健康局",), responsible=("区医保局",), aims=DEATHS),
                Item("扩大筛查", lead=("区卫生健康局", "区妇联"), responsible=("区财政局",), aims=SCREENING),
                Item("普及健康知识", responsible=("区教育局",)),
                Item("发展群众体育"),
            ),
            measures=(
                Item("保障妇女权益", lead=("公安南湖分局",), responsible=("区妇联",), cites=(Cite("中华人民共和国民法典"),)),
                Item("宣传婚姻家庭法律", cites=(Cite("中华人民共和国婚姻法"),)),
            ),
        ),
        Part(
            name="妇女与教育",
            goals=(Item("保障受教育权利", lead=("区教育局",), responsible=("区妇联", "各成员单位"), aims=(Aim("入园率", "95"),)),),
        ),
    ),
)
SOUTH_CHILDREN = Draft(
    key="children",
    title=CHILDREN,
    years=(2021, 2030),
    preamble=(),
    parts=(Part(name="儿童与健康", goals=(Item("儿童健康水平提高", lead=("区卫生健康局",), responsible=("区民政",)),)),),
)
NORTH_WOMEN = Draft(
    title=NORTH,
    region="云溪市北山区",
    years=(2021, 2030),
    parts=(
        Part(
            goals=(
                Item(
                    "妇女健康水平提高",
                    lead=("区卫健局",),
                    responsible=("云溪市公安局",),
                    aims=(Aim("孕产妇死亡率", "9", 2025, "<=", "/10万", "lower"),),
                ),
            )
        ),
    ),
)
FUNCTIONS = {
    "区卫生健康局": "health",
    "区卫健局": "health",
    "区教育局": "education-sports",
    "区妇联": "womens-federation",
    "区财政局": "finance",
    "区医保局": "medical-insurance",
    "公安南湖分局": "public-security",
    "云溪市公安局": "public-security",
    "区统计局": "statistics",
}
SOUTH = "云溪市南湖区"
LABELS = {
    **{f"区{name}": f"{SOUTH}{name}" for name in ("卫生健康局", "医保局", "妇联", "财政局", "教育局")},
    "公安南湖分局": "云溪市公安局南湖分局",
    "云溪市公安局": "云溪市公安局",
    "区卫健局": "云溪市北山区卫生健康局",
}


def south() -> tuple[Record, str]:
    """The record of a notice with two plans, and its text."""
    names = Names(functions=FUNCTIONS, labels=LABELS, unresolved={"区民政": "区民政局"}, collective=("各成员单位",))
    record, text = built(SOUTH_WOMEN, SOUTH_CHILDREN, names=names, id="south")
    refs = [replace(a, unit_of="云溪市公安局") if a.name == "公安南湖分局" else a for a in record.agencies]
    refs += [AgencyRef("区统计局", "云溪市南湖区统计局", "statistics", "statistics", "云溪市南湖区")]
    head = Head(
        "关于印发规划的通知", "云溪市南湖区人民政府", "云南政发〔2022〕5号", "2022-05-06", ("各街道", "区政府各部门"), span=Span(0, 9)
    )
    end = len(text)
    text += "区统计局每年组织监测，各成员单位报送情况，区统计局牵头评估。"
    watch, report, assess = Span(end, end + 11), Span(end + 11, end + 21), Span(end + 21, end + 30)
    duties = (
        Duty("women", "monitoring", "区统计局", "responsible", "组织监测", watch, text[watch.start : watch.end], "test:duty", "每年"),
        Duty("women", "organisation", "各成员单位", "reports_to", "报送情况", report, text[report.start : report.end], "test:duty"),
        Duty("children", "monitoring", "区统计局", "lead", "牵头评估", assess, text[assess.start : assess.end], "test:duty"),
    )
    first, *others = record.assignments
    dated = (replace(first, deadline="2025年底"), *others)
    doubted = tuple(replace(t, confidence=0.6) if t.indicator == "入园率" else t for t in record.targets)
    return replace(record, document=head, agencies=tuple(refs), duties=duties, assignments=dated, targets=doubted), text


def north() -> tuple[Record, str]:
    """The record of a second district's plan, and its text."""
    record, text = built(NORTH_WOMEN, names=Names(functions=FUNCTIONS, labels=LABELS, regions={"云溪市公安局": "云溪市"}), id="north")
    return record, text


@cache
def lines(vocabulary: bool = True) -> tuple[str, ...]:
    """The N-Quads of both sources, of what is inferred from them, of what the audit finds, and of the vocabulary."""
    minter, known = Minter(), load()
    views = [viewed(record) for record, _ in (south(), north())]
    texts: Mapping[str, str] = {"south": south()[1], "north": north()[1]}
    out = [one for view in views for one in emit(view, minter, known)]
    out += [line for source in link(views, known) for line in link_quads(source, minter, known)]
    for finding in audit(views, known, (), texts.__getitem__, minter=minter):
        out += quads(finding, minter)
    if vocabulary:
        files = [FOLDER / f"{name}.ttl" for name in ("functions", "instruments", "roles")]
        out += turtle_quads(files, minter.graph("vocabulary"))
    return tuple(out)


def asked(folder: Path) -> Store:
    """A store in memory that holds the small graph; `folder` is for the file it is read from."""
    file = folder / "small.nq"
    file.write_text("".join(lines()), encoding="utf-8")
    store = Store()
    store.load(file)
    return store
