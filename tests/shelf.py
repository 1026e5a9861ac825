"""A dataset for tests of the site: plans written by hand, in memory, with everything that pages ask of a dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from builders import REGION, Aim, Cite, Draft, Item, Names, Part, built

from zeren.kg.audit import audit
from zeren.kg.entities import SourceView
from zeren.kg.finding import Finding
from zeren.kg.ids import Minter
from zeren.kg.model import Record
from zeren.kg.views import plan_ids, view
from zeren.kg.vocab import Vocabulary, load

HOSTILE = '</script><script>window.ran=1</script><img src=x onerror="window.ran=1">\u2028{{7*7}}&amp;\'"onload='
"""What no text of a plan may do: run."""
NAMES = Names(
    functions={
        f"{REGION}区卫生健康局": "health",
        f"{REGION}区教育局": "education-sports",
        f"{REGION}区民政局": "civil-affairs",
        f"{REGION}区妇联": "womens-federation",
    },
    unresolved={"区民证局": "区民政局"},
    collective=("区妇儿工委各成员单位",),
)


class Shelf:
    """Records as a dataset."""

    def __init__(self, *sources: tuple[Record, str], failed: Sequence[Mapping[str, Any]] = ()) -> None:
        self.info: dict[str, Any] = {"version": "9.8.7", "generation": "0001"}
        self.minter = Minter()
        self.records = [record for record, _ in sources]
        self.texts = {record.id: text for record, text in sources}
        taken: set[str] = set()
        self.plans = [plan_ids(record, lambda name: None, taken) for record in self.records]
        self.failed = list(failed)

    @property
    def sources(self) -> list[Mapping[str, Any]]:
        return [*({"id": r.id, "name": r.source, "status": "ok"} for r in self.records), *self.failed]

    @property
    def vocabulary(self) -> Vocabulary:
        return load()

    def views(self) -> Iterator[SourceView]:
        return (view(r, ids, self.minter, lambda name: None) for r, ids in zip(self.records, self.plans, strict=True))

    def text(self, source_id: str) -> str:
        return self.texts[source_id]

    def findings(self) -> list[Finding]:
        return audit(self.views(), self.vocabulary, self.failed, self.text, minter=self.minter)


def women(goal: str = "孕产妇死亡率下降") -> Draft:
    """A plan that hands out its goals, with one of every slip."""
    health = [Item(f"健康目标之{n}", lead=["区卫生健康局"], responsible=["区民政局"]) for n in range(3, 14)]
    return Draft(
        [
            Part(
                [
                    Item(
                        goal,
                        lead=["区卫生健康局"],
                        responsible=["区民政局", "区妇联"],
                        aims=[Aim("孕产妇死亡率", "8", 2025, "<=", "/10万")],
                    ),
                    Item("妇女常见病筛查率提高", responsible=["区妇联", "区民证局"], aims=[Aim("筛查率", "85", None)]),
                    *health,
                ],
                [Item("完善妇幼健康服务体系", cites=[Cite("中华人民共和国母婴保健法")])],
                "妇女与健康",
            ),
            Part([Item("女童平等接受教育", lead=["区教育局"]), Item("家庭教育得到重视")], [], "妇女与教育"),
            Part(
                [Item("困难妇女得到救助", lead=["区民政局"]), Item("全区共同推进", responsible=["区妇儿工委各成员单位"])], [], "妇女与保障"
            ),
            Part([Item("家庭文明建设", lead=["区妇联"]), Item("科普", lead=["区科协"]), Item("法治", lead=["区司法局"])], [], "妇女与家庭"),
        ],
        duties=[("区统计局", "每年开展监测")],
    )


def children() -> Draft:
    """A plan of the same place."""
    goals = [Item("儿童近视率下降", lead=["区教育局"], responsible=["区卫生健康局"]), Item("儿童用品安全", lead=["区卫生健康局"])]
    return Draft([Part(goals, [Item("开展近视防控")], "儿童与健康")], key="children", title="南湖区儿童发展规划")


def silent() -> Draft:
    """A plan of another place that assigns nothing."""
    parts = [Part([Item("妇女更加健康"), Item("服务更加完善")], [Item("开展义诊")], "妇女与健康")]
    return Draft(parts, title="北原县妇女发展规划", region="云溪市北原县", years=(2021, 2030))


def shelf(hostile: bool = False) -> Shelf:
    """Two sources with three plans, and one that could not be read; with text that tries to run where asked."""
    first = built(women(HOSTILE) if hostile else women(), children(), names=NAMES, id="a")
    other = silent() if not hostile else replace(silent(), title=f"北原县{HOSTILE}")
    return Shelf(first, built(other, id="b"), failed=[{"id": "c", "name": "坏.docx", "status": "failed", "reason": "不是 zip 文件"}])
