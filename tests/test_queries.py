"""Every named query gives the known answer on a small graph; a user's query is checked before it is asked."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from asked import CHILDREN, NORTH, SOUTH, WOMEN, asked, lines

from zeren.kg import query as queries
from zeren.kg.frames import to_frame
from zeren.kg.query import FOLDER, NamedQuery, QueryError, Table, Value, checked, named, named_query, prepare, run, table
from zeren.kg.store import Store, StoreError

HIDDEN = ("iri", "sha256", "about", "message", "suggestion", "score", "reason")
"""Columns (by their end) that are left out of the answers below: hashes, and what the tests of the audit and the links prove."""

BOTH_DEATHS = "孕产妇死亡率 <= 8/10万（2025年）；孕产妇死亡率 <= 10/10万（2030年）"
BOTH_SCREENINGS = "宫颈癌筛查率 >= 70%（2030年）；宫颈癌筛查率 >= 80%（2030年，国纲）"

ANSWERS: dict[str, tuple[dict[str, str], list[tuple[Value, ...]]]] = {
    "agencies-across-plans": (
        {},
        [
            (SOUTH + "卫生健康局", 2, 3),
        ],
    ),
    "agencies-by-load": (
        {},
        [
            (SOUTH + "卫生健康局", 3, 0, 3),
            (SOUTH + "妇联", 1, 2, 3),
            (SOUTH + "教育局", 1, 1, 2),
            ("云溪市公安局南湖分局", 1, 0, 1),
            ("云溪市北山区卫生健康局", 1, 0, 1),
            ("云溪市公安局", 0, 1, 1),
            (SOUTH + "医保局", 0, 1, 1),
            (SOUTH + "各成员单位", 0, 1, 1),
            (SOUTH + "财政局", 0, 1, 1),
            ("区民政", 0, 1, 1),
        ],
    ),
    "agencies-in-one-domain": (
        {},
        [
            (NORTH, "云溪市公安局", 1, "妇女与健康", 1),
            (NORTH, "云溪市北山区卫生健康局", 1, "妇女与健康", 1),
            (CHILDREN, SOUTH + "卫生健康局", 1, "儿童与健康", 1),
            (CHILDREN, "区民政", 1, "儿童与健康", 1),
            (WOMEN, SOUTH + "医保局", 1, "妇女与健康", 1),
            (WOMEN, SOUTH + "卫生健康局", 1, "妇女与健康", 2),
            (WOMEN, SOUTH + "各成员单位", 2, "妇女与教育", 1),
            (WOMEN, SOUTH + "财政局", 1, "妇女与健康", 1),
        ],
    ),
    "agency-names": (
        {},
        [
            ("云溪市公安局", "公安", None),
            ("云溪市公安局南湖分局", "公安", "公安南湖分局"),
            ("云溪市北山区卫生健康局", "卫生健康", "区卫健局"),
            (SOUTH + "人民政府", None, None),
            (SOUTH + "医保局", "医疗保障", "区医保局"),
            (SOUTH + "卫生健康局", "卫生健康", "区卫生健康局"),
            (SOUTH + "各成员单位", None, "各成员单位"),
            (SOUTH + "妇联", "妇联", "区妇联"),
            (SOUTH + "教育局", "教育体育", "区教育局"),
            (SOUTH + "统计局", "统计", "区统计局"),
            (SOUTH + "财政局", "财政", "区财政局"),
            ("区民政", None, None),
        ],
    ),
    "aligned-goals": (
        {},
        [
            (NORTH, 1, 1, "妇女健康水平提高", WOMEN, "妇女健康水平提高"),
            (WOMEN, 1, 1, "妇女健康水平提高", NORTH, "妇女健康水平提高"),
        ],
    ),
    "basis-of-plan": (
        {},
        [
            (NORTH, "中华人民共和国妇女权益保障法", "law", "national", "全国人民代表大会", True),
            (WOMEN, "中华人民共和国妇女权益保障法", "law", "national", "全国人民代表大会", True),
            (WOMEN, "云溪市妇女发展规划", "plan", None, None, None),
        ],
    ),
    "branches": (
        {},
        [
            ("云溪市公安局南湖分局", "云溪市公安局"),
        ],
    ),
    "cited-not-in-force": (
        {},
        [
            ("south.txt", "《中华人民共和国婚姻法》", "中华人民共和国婚姻法", "中华人民共和国民法典", 303, 315),
        ],
    ),
    "co-leads": (
        {},
        [
            (WOMEN, 1, 2, "扩大筛查", 2, SOUTH + "妇联、云溪市南湖区卫生健康局"),
        ],
    ),
    "collectives": (
        {},
        [
            (WOMEN, SOUTH + "各成员单位", "responsible", 2, 1, "保障受教育权利"),
        ],
    ),
    "deadlines": (
        {},
        [
            (WOMEN, "2025年底", SOUTH + "医保局", "责任", "妇女健康水平提高"),
            (WOMEN, "2025年底", SOUTH + "卫生健康局", "牵头", "妇女健康水平提高"),
        ],
    ),
    "domain-agency-matrix": (
        {},
        [
            (NORTH, 1, "妇女与健康", "云溪市北山区卫生健康局", 1, 0),
            (NORTH, 1, "妇女与健康", "云溪市公安局", 0, 1),
            (CHILDREN, 1, "儿童与健康", SOUTH + "卫生健康局", 1, 0),
            (CHILDREN, 1, "儿童与健康", "区民政", 0, 1),
            (WOMEN, 1, "妇女与健康", SOUTH + "卫生健康局", 2, 0),
            (WOMEN, 1, "妇女与健康", SOUTH + "妇联", 1, 0),
            (WOMEN, 1, "妇女与健康", SOUTH + "医保局", 0, 1),
            (WOMEN, 1, "妇女与健康", SOUTH + "教育局", 0, 1),
            (WOMEN, 1, "妇女与健康", SOUTH + "财政局", 0, 1),
            (WOMEN, 2, "妇女与教育", SOUTH + "教育局", 1, 0),
            (WOMEN, 2, "妇女与教育", SOUTH + "各成员单位", 0, 1),
            (WOMEN, 2, "妇女与教育", SOUTH + "妇联", 0, 1),
        ],
    ),
    "domains": (
        {},
        [
            (NORTH, 1, "妇女与健康", 1, 0, 1),
            (CHILDREN, 1, "儿童与健康", 1, 0, 0),
            (WOMEN, 1, "妇女与健康", 4, 2, 4),
            (WOMEN, 2, "妇女与教育", 1, 0, 1),
        ],
    ),
    "doubtful": (
        {},
        [
            (Decimal("0.6"), "test:aim", "south.txt", 335, 350),
        ],
    ),
    "duties-monitoring": (
        {},
        [
            (CHILDREN, SOUTH + "统计局", "牵头", "牵头评估", None, None),
            (WOMEN, SOUTH + "统计局", "责任", "组织监测", "每年", None),
        ],
    ),
    "duties-of-agency": (
        {"agency": "区统计局"},
        [
            (SOUTH + "统计局", CHILDREN, "monitoring", "牵头", "牵头评估", None, None),
            (SOUTH + "统计局", WOMEN, "monitoring", "责任", "组织监测", "每年", None),
        ],
    ),
    "duties-reporting": (
        {},
        [
            (WOMEN, SOUTH + "各成员单位", "报送情况", None, None),
        ],
    ),
    "duties-without-frequency": (
        {},
        [
            (CHILDREN, SOUTH + "统计局", "monitoring", "牵头评估"),
            (WOMEN, SOUTH + "各成员单位", "organisation", "报送情况"),
        ],
    ),
    "evidence-of-goal": (
        {"plan": WOMEN, "domain": "1", "no": "2"},
        [
            ("south.txt", "goal", "扩大筛查", 147, 217, None),
            ("south.txt", "target", "宫颈癌筛查率", 153, 171, "test:aim"),
            ("south.txt", "target", "宫颈癌筛查率", 171, 189, "test:aim"),
            ("south.txt", "assignment", SOUTH + "卫生健康局", 190, 217, "test:bracket"),
            ("south.txt", "assignment", SOUTH + "妇联", 190, 217, "test:bracket"),
            ("south.txt", "assignment", SOUTH + "财政局", 190, 217, "test:bracket"),
        ],
    ),
    "findings": (
        {},
        [
            ("A01", "error", WOMEN),
            ("A02", "warning", WOMEN),
            ("A04", "warning", WOMEN),
            ("A05", "warning", CHILDREN),
            ("C03", "warning", WOMEN),
            ("D01", "warning", WOMEN),
            ("D03", "info", CHILDREN),
        ],
    ),
    "functions-by-load": (
        {},
        [
            ("卫生健康", 2, 4, 0),
            ("妇联", 1, 1, 1),
            ("教育体育", 1, 1, 1),
            ("公安", 1, 0, 1),
            ("医疗保障", 1, 0, 1),
            ("财政", 1, 0, 1),
        ],
    ),
    "functions-without-lead": (
        {},
        [
            (NORTH, "公安", 1, "云溪市公安局"),
            (WOMEN, "医疗保障", 1, SOUTH + "医保局"),
            (WOMEN, "财政", 1, SOUTH + "财政局"),
        ],
    ),
    "goals-by-lead": (
        {},
        [
            (SOUTH + "卫生健康局", 3),
            ("云溪市北山区卫生健康局", 1),
            (SOUTH + "妇联", 1),
            (SOUTH + "教育局", 1),
        ],
    ),
    "goals-of-agency": (
        {"agency": "区卫生健康局"},
        [
            (SOUTH + "卫生健康局", CHILDREN, 1, "儿童与健康", 1, "儿童健康水平提高", None, None),
            (
                SOUTH + "卫生健康局",
                WOMEN,
                1,
                "妇女与健康",
                1,
                "妇女健康水平提高",
                BOTH_DEATHS,
                None,
            ),
            (
                SOUTH + "卫生健康局",
                WOMEN,
                1,
                "妇女与健康",
                2,
                "扩大筛查",
                BOTH_SCREENINGS,
                None,
            ),
        ],
    ),
    "goals-of-domain": (
        {"domain": "妇女与健康"},
        [
            (NORTH, 1, "妇女健康水平提高", "云溪市北山区卫生健康局"),
            (WOMEN, 1, "妇女健康水平提高", SOUTH + "卫生健康局"),
            (WOMEN, 2, "扩大筛查", SOUTH + "妇联、云溪市南湖区卫生健康局"),
            (WOMEN, 3, "普及健康知识", None),
            (WOMEN, 4, "发展群众体育", None),
        ],
    ),
    "goals-of-function": (
        {"function": "卫生健康", "plan": WOMEN},
        [
            (SOUTH + "卫生健康局", "lead", 1, 1, "妇女健康水平提高"),
            (SOUTH + "卫生健康局", "lead", 1, 2, "扩大筛查"),
        ],
    ),
    "goals-served-by-nothing": (
        {},
        [
            (NORTH, 1, 1, "妇女健康水平提高"),
            (CHILDREN, 1, 1, "儿童健康水平提高"),
            (WOMEN, 1, 2, "扩大筛查"),
            (WOMEN, 1, 3, "普及健康知识"),
            (WOMEN, 1, 4, "发展群众体育"),
            (WOMEN, 2, 1, "保障受教育权利"),
        ],
    ),
    "goals-with-several-targets": (
        {},
        [
            (WOMEN, 1, 1, "妇女健康水平提高", 2),
        ],
    ),
    "goals-without-agency": (
        {},
        [
            (WOMEN, 1, 4, "发展群众体育"),
        ],
    ),
    "goals-without-lead": (
        {},
        [
            (WOMEN, 1, 3, "普及健康知识", SOUTH + "教育局"),
        ],
    ),
    "goals-without-target": (
        {},
        [
            (CHILDREN, 1, 1, "儿童健康水平提高"),
            (WOMEN, 1, 3, "普及健康知识"),
            (WOMEN, 1, 4, "发展群众体育"),
        ],
    ),
    "indicators": (
        {},
        [
            ("孕产妇死亡率", 2, 3, Decimal("8"), Decimal("10")),
            ("宫颈癌筛查率", 1, 2, Decimal("70"), Decimal("80")),
            ("入园率", 1, 1, Decimal("95"), Decimal("95")),
        ],
    ),
    "instruments-cited": (
        {},
        [
            ("中华人民共和国妇女权益保障法", "law", 2, 2, True),
            ("中华人民共和国婚姻法", "law", 1, 1, False),
            ("中华人民共和国民法典", "law", 1, 1, True),
            ("云溪市妇女发展规划", "plan", 1, 1, None),
        ],
    ),
    "instruments-unknown": (
        {},
        [
            ("云溪市妇女发展规划", "plan", 1, "《云溪市妇女发展规划》"),
        ],
    ),
    "measures-of-domain": (
        {"domain": "妇女与健康"},
        [
            (WOMEN, 1, "保障妇女权益", "云溪市公安局南湖分局"),
            (WOMEN, 2, "宣传婚姻家庭法律", None),
        ],
    ),
    "measures-serving-goals": (
        {},
        [(WOMEN, 1, 1, "妇女健康水平提高", 1, "保障妇女权益")],
    ),
    "notices": (
        {},
        [
            ("关于印发规划的通知", "云政发〔2022〕5号", "2022-05-06", "issued", None, None, "north.txt"),
            ("关于印发规划的通知", "云南政发〔2022〕5号", "2022-05-06", "issued", SOUTH + "人民政府", "各街道；区政府各部门", "south.txt"),
        ],
    ),
    "overview": (
        {},
        [
            (NORTH, 1, 1, 1, 0, 1, 0),
            (CHILDREN, 1, 1, 1, 0, 0, 1),
            (WOMEN, 2, 5, 3, 2, 5, 2),
        ],
    ),
    "partners-of-agency": (
        {"agency": "区卫生健康局"},
        [
            (SOUTH + "卫生健康局", SOUTH + "妇联", 1, 1),
            (SOUTH + "卫生健康局", SOUTH + "医保局", 1, 0),
            (SOUTH + "卫生健康局", SOUTH + "财政局", 1, 0),
            (SOUTH + "卫生健康局", "区民政", 1, 0),
        ],
    ),
    "plans": (
        {},
        [
            (NORTH, "women", "issued", 2021, 2030, None, "云政发〔2022〕5号", "2022-05-06", "north.txt"),
            (CHILDREN, "children", "issued", 2021, 2030, SOUTH + "人民政府", "云南政发〔2022〕5号", "2022-05-06", "south.txt"),
            (WOMEN, "women", "issued", 2021, 2030, SOUTH + "人民政府", "云南政发〔2022〕5号", "2022-05-06", "south.txt"),
        ],
    ),
    "responsibilities-of-function": (
        {"function": "卫生健康"},
        [
            (NORTH, "云溪市北山区卫生健康局", 1, 0),
            (CHILDREN, SOUTH + "卫生健康局", 1, 0),
            (WOMEN, SOUTH + "卫生健康局", 2, 0),
        ],
    ),
    "rules": (
        {},
        [
            ("test:bracket", 15),
            ("test:aim", 6),
            ("test:cite", 5),
            ("test:duty", 3),
        ],
    ),
    "sources": (
        {},
        [
            ("north.txt", "text/plain", 100, 0),
            ("south.txt", "text/plain", 100, 0),
        ],
    ),
    "targets-by-year": (
        {},
        [
            (2025, NORTH, 1, 1, "孕产妇死亡率", "<=", Decimal("9"), "/10万", "云溪市北山区卫生健康局"),
            (2025, WOMEN, 1, 1, "孕产妇死亡率", "<=", Decimal("8"), "/10万", SOUTH + "卫生健康局"),
            (2030, WOMEN, 1, 1, "孕产妇死亡率", "<=", Decimal("10"), "/10万", SOUTH + "卫生健康局"),
            (2030, WOMEN, 1, 2, "宫颈癌筛查率", ">=", Decimal("70"), "%", SOUTH + "妇联、云溪市南湖区卫生健康局"),
            (2030, WOMEN, 1, 2, "宫颈癌筛查率", ">=", Decimal("80"), "%", SOUTH + "妇联、云溪市南湖区卫生健康局"),
        ],
    ),
    "targets-looser-later": (
        {},
        [
            (WOMEN, 1, 1, "孕产妇死亡率", "lower", 2025, Decimal("8"), 2030, Decimal("10"), "/10万"),
        ],
    ),
    "targets-looser-than-quoted": (
        {},
        [
            (WOMEN, 1, 2, "宫颈癌筛查率", "higher", Decimal("70"), Decimal("80"), "%", "国纲"),
        ],
    ),
    "targets-of-indicator": (
        {"indicator": "孕产妇死亡率"},
        [
            (WOMEN, 1, 1, "<=", Decimal("8"), "/10万", 2025, None),
            (NORTH, 1, 1, "<=", Decimal("9"), "/10万", 2025, None),
            (WOMEN, 1, 1, "<=", Decimal("10"), "/10万", 2030, None),
        ],
    ),
    "suggested-leads": (
        {},
        [
            (WOMEN, 1, 3, "普及健康知识", "教育体育", SOUTH + "教育局"),
            (WOMEN, 1, 3, "普及健康知识", "卫生健康", SOUTH + "卫生健康局"),
            (WOMEN, 1, 4, "发展群众体育", "教育体育", SOUTH + "教育局"),
        ],
    ),
    "targets": (
        {},
        [
            (NORTH, "goal", 1, 1, "孕产妇死亡率", "<=", Decimal("9"), "/10万", 2025, None, None),
            (WOMEN, "goal", 1, 1, "孕产妇死亡率", "<=", Decimal("8"), "/10万", 2025, None, None),
            (WOMEN, "goal", 1, 1, "孕产妇死亡率", "<=", Decimal("10"), "/10万", 2030, None, None),
            (WOMEN, "goal", 1, 2, "宫颈癌筛查率", ">=", Decimal("70"), "%", 2030, None, None),
            (WOMEN, "goal", 1, 2, "宫颈癌筛查率", ">=", Decimal("80"), "%", 2030, None, "国纲"),
            (WOMEN, "goal", 2, 1, "入园率", ">=", Decimal("95"), "%", None, None, None),
        ],
    ),
    "tasks-of-agency": (
        {"agency": "区卫生健康局"},
        [
            (SOUTH + "卫生健康局", CHILDREN, "goal", 1, 1, "儿童健康水平提高", "牵头", None),
            (SOUTH + "卫生健康局", WOMEN, "goal", 1, 1, "妇女健康水平提高", "牵头", "2025年底"),
            (SOUTH + "卫生健康局", WOMEN, "goal", 1, 2, "扩大筛查", "牵头", None),
        ],
    ),
    "tasks-under-instrument": (
        {"instrument": "民法典"},
        [
            ("中华人民共和国民法典", WOMEN, "measure", 1, 1, "保障妇女权益", "云溪市公安局南湖分局", SOUTH + "妇联"),
        ],
    ),
    "unresolved-names": (
        {},
        [
            (CHILDREN, "区民政", "区民政局", 1),
        ],
    ),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return asked(tmp_path_factory.mktemp("asked"))


def shown(answer: Table) -> list[tuple[Value, ...]]:
    kept = [n for n, column in enumerate(answer.columns) if not column.endswith(HIDDEN)]
    return [tuple(row[n] for n in kept) for row in answer.rows]


def test_every_query_file_has_its_answer_here() -> None:
    assert sorted(ANSWERS) == sorted(file.stem for file in FOLDER.glob("*.rq")) == [query.name for query in named()]
    assert len(ANSWERS) >= 24


@pytest.mark.parametrize("name", ANSWERS)
def test_named_query(store: Store, name: str) -> None:
    params, rows = ANSWERS[name]
    assert shown(run(store, name, params)) == rows


@pytest.mark.parametrize("name", [q.name for q in named() if "plan" in {p.name for p in q.params}])
def test_a_plan_narrows_the_answer(store: Store, name: str) -> None:
    params, rows = ANSWERS[name]
    columns = [c for c in run(store, name, params).columns if not c.endswith(HIDDEN)]
    if "plan" not in params and "plan" in columns:
        rows = [row for row in rows if row[columns.index("plan")] == WOMEN]
        assert shown(run(store, name, {**params, "plan": WOMEN})) == rows
    assert shown(run(store, name, {**params, "plan": "no such plan"})) == []


@pytest.mark.parametrize("query", [q for q in named() if not any(p.required for p in q.params)], ids=lambda q: q.name)
def test_a_query_file_means_the_same_as_it_stands(store: Store, query: NamedQuery) -> None:
    assert table(store.query(query.text)) == run(store, query.name)


def test_a_statement_in_two_graphs_counts_once(tmp_path: Path) -> None:
    file = tmp_path / "twice.nq"
    file.write_text(
        "".join([*lines(), *(f"{line.rsplit(' ', 2)[0]} <https://example.org/copy> .\n" for line in lines())]), encoding="utf-8"
    )
    store = Store()
    store.load(file)
    assert {name: shown(run(store, name, params)) for name, (params, _) in ANSWERS.items()} == {n: rows for n, (_, rows) in ANSWERS.items()}


def test_names_are_found_as_any_plan_writes_them(store: Store) -> None:
    answers = [
        run(store, "goals-of-agency", {"agency": name}) for name in ("区卫健局", "云溪市北山区卫生健康局", " 云溪市北山区卫生健康局 ")
    ]
    assert answers[0].rows and answers[0] == answers[1] == answers[2]
    wide, narrow = (run(store, "overview", {"plan": WOMEN.replace("（", a).replace("）", b)}) for a, b in (("（", "）"), ("(", ")")))
    assert wide.rows and wide == narrow


@pytest.mark.parametrize(
    "value", ['"} SELECT', "a\\", "} # $plan", "x\"@zh . ?s ?p ?o . 'y", "\n", "\ud800", "<http://x.example/>", "$plan"]
)
def test_a_value_never_becomes_part_of_the_query(store: Store, value: str) -> None:
    assert run(store, "goals-of-agency", {"agency": value, "plan": value}).rows == ()


def test_whole_numbers_are_asked_for(store: Store) -> None:
    answer = run(store, "targets-by-year", {"year": "2025"})
    assert {row[answer.columns.index("year")] for row in answer.rows} == {2025}
    assert run(store, "targets-by-year", {"year": 2025}) == answer
    with pytest.raises(QueryError, match=r"targets-by-year: year is a whole number, not '2025\.5'"):
        prepare("targets-by-year", {"year": "2025.5"})


@pytest.mark.parametrize(
    ("name", "params", "message"),
    [
        ("goal-of-agency", {}, r"no query named goal-of-agency; did you mean goals-of-agency\?; --list shows all \d+"),
        ("zzzzzzzz", {}, r"no query named zzzzzzzz; --list shows all \d+"),
        ("goals-of-agency", {}, r"goals-of-agency needs agency: name of an agency.*\(--param agency=区卫生健康局\)"),
        ("goals-of-agency", {"agncy": "x"}, r"goals-of-agency has no parameter agncy; did you mean agency\?"),
        ("sources", {"plan": "x"}, r"sources has no parameter plan$"),
        ("SELECT * { ?s ?p ?o }", {"plan": "x"}, r"only a named query takes parameters"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line(name: str, params: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message) as error:
        prepare(name, params)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "an update; a query only reads"),
        ("PREFIX zr: <http://x.example/>\n# why\nDELETE WHERE { ?s ?p ?o }", "an update; a query only reads"),
        ("LOAD <http://x.example/>", "an update; a query only reads"),
        ("SELECT * {\n  ?s ?p\n}", "does not parse at line 3, column"),
        ("SELECT ?g { ?g a zr:Goal ", "does not parse at line 1, column 26"),
        ("SELECT * { ?s nope:p ?o }", "prefix|does not parse"),
        ("SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * { \\u0053ERVICE <http://x.example/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * { SERVICE ", "SERVICE and does not parse"),
        ("", "does not parse"),
    ],
)
def test_a_text_that_writes_asks_others_or_is_broken_is_refused(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as error:
        checked(text)
    assert "\n" not in str(error.value)


def test_the_word_service_alone_is_no_reason(store: Store) -> None:
    assert run(store, "SELECT ?service { VALUES ?service { 'SERVICE' } }").rows == (("SERVICE",),)


def test_known_prefixes_need_no_declaration(store: Store) -> None:
    assert run(store, "SELECT (COUNT(DISTINCT ?g) AS ?n) { ?g a zr:Goal }").rows == ((7,),)
    assert run(store, "PREFIX zr: <http://x.example/> SELECT (COUNT(*) AS ?n) { ?g a zr:Goal }").rows == ((0,),)


def test_every_form_of_answer_is_a_table(store: Store) -> None:
    assert run(store, "ASK { ?g a zr:Goal }") == Table(("answer",), ((True,),))
    assert run(store, "ASK { ?g a zr:Nothing }") == Table(("answer",), ((False,),))
    made = run(store, 'CONSTRUCT { ?g <a:n> ?n } { ?g a zr:Goal ; zr:number ?n ; zr:text "扩大筛查"@zh-Hans }')
    assert made.columns == ("subject", "predicate", "object") and [row[1:] for row in made.rows] == [("a:n", 2)]
    assert run(store, "DESCRIBE zrrole:lead").rows == tuple(sorted(run(store, "DESCRIBE zrrole:lead").rows, key=repr)) != ()


def test_values_are_plain(store: Store) -> None:
    text = """SELECT ?int ?dec ?dbl ?yes ?no ?str ?iri ?day ?bad ?none { VALUES (?int ?dec ?dbl ?yes ?no ?str ?iri ?day ?bad ?none)
      { (010 1.50 1e3 true false 'x'@en <a:b> '2022-01-02'^^xsd:date 'x'^^xsd:integer UNDEF) } }"""
    assert run(store, text).rows == ((10, Decimal("1.5"), 1000.0, True, False, "x", "a:b", "2022-01-02", "x", None),)


def test_frames_are_typed(store: Store) -> None:
    frame = to_frame(run(store, "targets"))
    types = {column: str(kind) for column, kind in frame.dtypes.items()}
    assert (types["no"], types["value"], types["year"], types["plan"], types["baseline_year"]) == (
        "Int64",
        "Float64",
        "Int64",
        "string",
        "string",
    )
    assert frame["value"].sum() == 9 + 8 + 10 + 70 + 80 + 95
    assert frame["year"].isna().sum() == 1
    assert to_frame(run(store, "ASK { ?s ?p ?o }"))["answer"].dtype == "boolean"
    mixed = to_frame(run(store, "SELECT * { VALUES ?x { 1 'a' 2.5 <a:b> true UNDEF } }"))
    assert str(mixed["x"].dtype) == "string" and list(mixed["x"].dropna()) == ["1", "a", "2.5", "a:b", "True"]
    empty = to_frame(run(store, "SELECT ?x ?y { ?x <a:none> ?y }"))
    assert list(empty.columns) == ["x", "y"] and len(empty) == 0 and {str(t) for t in empty.dtypes} == {"string"}
    assert to_frame(run(store, "goals-by-lead")).sort_values("goals")["goals"].iloc[-1] == 3


HEAD = "# caption.zh: 问\n# caption.en: ask\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * { ?s ?p ?o }", "caption.zh"),
        ("# caption.zh: 问\nSELECT * { ?s ?p ?o }", "caption.en"),
        (HEAD + "# param: plan\nSELECT * { VALUES $plan { UNDEF } }", "is not of the form"),
        (HEAD + "# param: plan = x | a title\nSELECT * { ?s ?p ?o }", "the parameter plan has no block"),
        (HEAD + "SELECT * { VALUES $plan { UNDEF } }", r"\$plan has no line"),
        (HEAD + "SELECT * { ?s ?p", "cannot be run"),
        (HEAD + "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", "SERVICE is refused"),
    ],
)
def test_a_malformed_query_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "odd.rq").write_text(text, encoding="utf-8")
    with pytest.raises(QueryError, match=rf"odd\.rq: .*{message}"):
        named(tmp_path)


@pytest.mark.parametrize("query", named(), ids=lambda q: q.name)
def test_captions_and_parameters_are_told(query: NamedQuery) -> None:
    assert query.zh and query.en and query.zh != query.en and not query.zh.isascii() and query.en.isascii()
    for param in query.params:
        assert param.says and (param.required or "left out" in param.says)
        block = f"VALUES ${param.name} {{ UNDEF }}"
        assert (block in query.text) is not param.required
        if param.required:
            assert f"{param.example}{'' if param.integer else chr(34) + '@zh-Hans'} }}" in query.text


def test_the_listing_shows_them_all() -> None:
    rows = list(queries.listing())
    assert len(rows) == len(named())
    assert next(row for row in rows if row[0] == "goals-of-agency")[1] == "agency [plan]"


def test_named_query_by_name() -> None:
    assert named_query("plans").params == ()


def test_a_store_that_fails_says_so() -> None:
    with pytest.raises(StoreError):
        Store().query("SELECT")
