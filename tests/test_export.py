"""An export holds what the dataset holds, in every format, the same bytes each time; other people's parsers read it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pytest
from asked import CHILDREN, NORTH, WOMEN, asked, lines, north, south
from builders import viewed

from zeren.kg import quads
from zeren.kg.export import FORMATS, ExportError, export, graphs
from zeren.kg.export_evidence import CONTEXT, LONGEST, place
from zeren.kg.export_jsonld import CONTEXT as CONTEXT_FILE
from zeren.kg.export_jsonld import Context
from zeren.kg.export_tables import FOLDER, sheets
from zeren.kg.export_turtle import Names
from zeren.kg.ids import Minter
from zeren.kg.network import network
from zeren.kg.prefixes import PREFIXES, with_prefixes
from zeren.kg.quads import QuadsError, Term, unescape
from zeren.kg.query import named
from zeren.kg.rdf import dataset, graph
from zeren.kg.store import Store
from zeren.kg.vocab import load

Triple = tuple[str, str, tuple[Any, ...]]
OA = PREFIXES["oa"]
IN_ORDER = ("graph/entities", "graph/source/south", "graph/source/north", "graph/links", "graph/findings", "graph/vocabulary")


class Small:
    """The small graph as an open dataset is seen by an export."""

    minter = Minter()

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        named = (("south", "ok"), ("broken", "failed"), ("north", "ok"))
        self.sources = [{"id": id_, "name": f"{id_}.txt", "status": status} for id_, status in named]
        files: dict[str, list[str]] = {}
        for line in lines():
            name = line.rsplit("<", 1)[1].partition(">")[0].removeprefix(self.minter.base)
            files.setdefault("graph/source/south" if name == "graph/entities" else name, []).append(line)
        for name, of in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.nq").write_bytes("".join(sorted(set(of))).encode("utf-8"))

    @cached_property
    def store(self) -> Store:
        return asked(self.folder)

    def file(self, name: str) -> Path:
        return self.folder / name

    def text(self, source_id: str) -> str:
        return {"south": south, "north": north}[source_id]()[1]

    def network(self) -> nx.MultiDiGraph[str]:
        return network((viewed(record) for record, _ in (south(), north())), load(), self.minter)


@pytest.fixture(scope="module")
def ds(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return Small(tmp_path_factory.mktemp("small"))


def test_every_format_is_the_same_each_time(ds: Small, tmp_path: Path) -> None:
    for fmt in FORMATS:
        for evidence in (False, True) if fmt != "graphml" else (False,):
            one, two = tmp_path / f"one-{fmt}-{evidence}", tmp_path / f"two-{fmt}-{evidence}"
            export(ds, fmt, one, evidence)
            export(ds, fmt, two, evidence)
            if fmt == "csv":
                assert {f.name: f.read_bytes() for f in one.iterdir()} == {f.name: f.read_bytes() for f in two.iterdir()}
            else:
                assert one.read_bytes() == two.read_bytes() != b""
    assert not list(tmp_path.glob(".zeren-*"))


def test_nquads_are_the_files_one_after_the_other(ds: Small, tmp_path: Path) -> None:
    export(ds, "nquads", tmp_path / "out.nq")
    files = [ds.file(f"{name}.nq").read_bytes().splitlines() for name in IN_ORDER[1:]]
    wanted = [line for of in files for line in sorted(of, key=lambda line: b"graph/entities> ." not in line)]
    assert (tmp_path / "out.nq").read_bytes().splitlines() == wanted


def statements(file: Path) -> set[Triple]:
    """The triples of a file with named graphs as rdflib reads them: (subject, predicate, object and graph in N3)."""
    return {(str(s), str(p), (o.n3(), str(g))) for s, p, o, g in dataset(file).quads((None, None, None, None))}


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")  # rdflib 7.6 uses it itself
@pytest.mark.parametrize(("fmt", "suffix"), [("trig", ".trig"), ("jsonld", ".jsonld")])
@pytest.mark.parametrize("evidence", [False, True], ids=["bare", "evidence"])
def test_rdflib_reads_the_same_quads(ds: Small, tmp_path: Path, fmt: str, suffix: str, evidence: bool) -> None:
    export(ds, "nquads", tmp_path / "all.nq", evidence)
    export(ds, fmt, tmp_path / f"all{suffix}", evidence)
    wanted = statements(tmp_path / "all.nq")
    assert len(wanted) > 3000
    assert statements(tmp_path / f"all{suffix}") == wanted


def test_turtle_holds_every_triple(ds: Small, tmp_path: Path) -> None:
    export(ds, "turtle", tmp_path / "all.ttl")
    (tmp_path / "all.nt").write_text("".join(f"{line.rsplit(' ', 2)[0]} .\n" for line in lines()), encoding="utf-8")
    found, wanted = ({(s.n3(), p.n3(), o.n3()) for s, p, o in graph(tmp_path / name)} for name in ("all.ttl", "all.nt"))
    assert found == wanted


def test_people_can_read_turtle(ds: Small, tmp_path: Path) -> None:
    export(ds, "turtle", tmp_path / "all.ttl")
    text = (tmp_path / "all.ttl").read_text(encoding="utf-8")
    assert text.startswith("@base <https://w3id.org/zeren/id/> .\n@prefix ")
    assert '    zr:text "扩大筛查"@zh-Hans .\n' in text and "    zr:number 2 ;\n" in text and "zr:value 8.5" not in text
    assert "# <graph/source/south>\n" in text and "# <graph/vocabulary>\n" in text


def test_a_base_without_a_slash_is_no_turtle_base() -> None:
    names = Names("https://example.org/x#")
    assert not any(line.startswith("@base") for line in names.head())
    assert names.name("https://example.org/x#plan/1") == "<https://example.org/x#plan/1>"
    assert "@base" not in json.loads(Context("https://example.org/x#").written())


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("https://w3id.org/zeren/ontology#Goal", "zr:Goal"),
        ("https://w3id.org/zeren/region/370103", "zrr:370103"),
        ("https://w3id.org/zeren/id/plan/x/goal/1", "<plan/x/goal/1>"),
        ("https://w3id.org/zeren/id/text/a#char=1,2", "<text/a#char=1,2>"),
        ("https://w3id.org/zeren/id/a:b", "<https://w3id.org/zeren/id/a:b>"),
        ("https://w3id.org/zeren/id/", "<https://w3id.org/zeren/id/>"),
        ("https://w3id.org/zeren/ontology#x.", "<https://w3id.org/zeren/ontology#x.>"),
        ("https://w3id.org/zeren/ontology#", "<https://w3id.org/zeren/ontology#>"),
        ("https://w3id.org/zeren/id/../x", "<https://w3id.org/zeren/id/../x>"),
        ("urn:x", "<urn:x>"),
    ],
)
def test_names_in_turtle(iri: str, name: str) -> None:
    assert Names(Minter().base).name(iri) == name


ODD = """\
<a:s> <a:p> "tab\\t quote\\" back\\\\slash line\\n \\u4E2D \\U0001F600"@zh-Hans <a:g> .
<a:s> <a:p> "no language" <a:g> .
<a:s> <a:p> "010"^^<http://www.w3.org/2001/XMLSchema#integer> <a:g> .
<a:s> <a:p> "+7"^^<http://www.w3.org/2001/XMLSchema#integer> <a:g> .
<a:s> <a:p> "99999999999999999999"^^<http://www.w3.org/2001/XMLSchema#integer> <a:g> .
<a:s> <a:p> "8"^^<http://www.w3.org/2001/XMLSchema#decimal> <a:g> .
<a:s> <a:p> "1"^^<http://www.w3.org/2001/XMLSchema#boolean> <a:g> .
<a:s> <a:p> "x"^^<a:own> <a:g> .
<a:s> <a:p> <https://w3id.org/zeren/id/a:b> <a:g> .
<a:s> <http://purl.org/dc/terms/title> "A"@en <a:g> .
<a:s> <http://purl.org/dc/terms/title> "甲"@zh-Hans <a:g> .
<a:s> <http://purl.org/dc/terms/title> "甲甲"@zh-Hans <a:g> .
<a:s> <http://purl.org/dc/terms/title> "no language" <a:g> .
<a:s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <a:C> <a:g> .
<a:s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/zeren/ontology#Goal> <a:g> .
<a:s> <https://w3id.org/zeren/ontology#about> "no IRI" <a:g> .
<a:s> <https://w3id.org/zeren/ontology#id> "not the node's own" <a:g> .
<a:s> <https://w3id.org/zeren/ontology#title> "not the other title" <a:g> .
<a:s> <https://w3id.org/zeren/ontology#unheardOf> <https://w3id.org/zeren/function/health> <a:h> .
<a:s> <https://w3id.org/zeren/ontology#value> "8" <a:h> .
<a:s> <https://w3id.org/zeren/ontology#value> "8.0"^^<http://www.w3.org/2001/XMLSchema#decimal> <a:h> .
"""


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
@pytest.mark.parametrize(("fmt", "suffix"), [("trig", ".trig"), ("jsonld", ".jsonld"), ("nquads", ".nq")])
def test_odd_statements_survive(tmp_path: Path, fmt: str, suffix: str) -> None:
    ds = Small(tmp_path)
    shutil.rmtree(tmp_path / "graph")
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "decisions.nq").write_text(f"# by hand\n\n{ODD}", encoding="utf-8")
    ds.sources = []
    export(ds, fmt, tmp_path / f"odd{suffix}")
    assert statements(tmp_path / f"odd{suffix}") == statements(tmp_path / "decisions" / "decisions.nq")
    assert len(statements(tmp_path / f"odd{suffix}")) == ODD.count("\n")


@pytest.mark.parametrize(
    "line", ["<a:s> <a:p> <a:o> .", "_:b <a:p> <a:o> <a:g> .", '<a:s> <a:p> "x <a:g> .', "nonsense", "<a:s> <a:p> <a:o> <a:g>"]
)
def test_a_damaged_line_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "bad.nq"
    file.write_text(f"<a:s> <a:p> <a:o> <a:g> .\n{line}\n", encoding="utf-8")
    with pytest.raises(QuadsError, match=r"bad\.nq:2: not an N-Quads line"):
        list(quads.read(file))


def test_escapes() -> None:
    assert unescape(r"a\tb\\n\"\u4E2D\U0001F600\uD800") == 'a\tb\\n"中\U0001f600\ufffd'
    assert Term("a\\n", True).text == "a\n" and Term("a:b", False).text == "a:b"


def test_the_context_knows_every_prefix() -> None:
    body = json.loads(CONTEXT_FILE.read_text(encoding="utf-8"))["@context"]
    assert {name: space for name, space in body.items() if name in PREFIXES} == PREFIXES
    assert body["@vocab"] == PREFIXES["zr"]


def test_jsonld_is_compact(ds: Small, tmp_path: Path) -> None:
    export(ds, "jsonld", tmp_path / "all.jsonld")
    found = json.loads((tmp_path / "all.jsonld").read_text(encoding="utf-8"))
    assert tuple(g["@id"] for g in found["@graph"]) == IN_ORDER
    goal = next(n for n in found["@graph"][1]["@graph"] if n.get("text") == {"zh-Hans": "扩大筛查"})
    assert goal["type"] == "Goal" and goal["number"] == 2 and len(goal["leadAgency"]) == 2 and goal["inDomain"].endswith("/domain/1")
    lead = next(n for n in found["@graph"][-1]["@graph"] if n["id"] == "zrrole:lead")
    assert {tag.lower(): label for tag, label in lead["prefLabel"].items()} == {"en": "lead", "zh-hans": "牵头"}


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_evidence_leads_to_the_words(ds: Small, tmp_path: Path) -> None:
    export(ds, "nquads", tmp_path / "e.nq", evidence=True)
    store = Store()
    store.load(tmp_path / "e.nq")
    text = """SELECT ?iri ?source ?start ?end ?exact ?before ?after {
      ?iri prov:wasQuotedFrom ?place . ?place a oa:SpecificResource ; oa:hasSource ?source ; oa:hasSelector ?position , ?quote .
      ?position a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
      ?quote a oa:TextQuoteSelector ; oa:exact ?exact ; oa:prefix ?before ; oa:suffix ?after }"""
    rows = [[cell.value for cell in row] for row in store.query(with_prefixes(text))]  # type: ignore[union-attr]
    assert len(rows) > 40
    for _, source, start, end, exact, before, after in rows:
        whole, a, b = ds.text(source.rpartition("/")[2]), int(start), int(end)
        assert (whole[a:b], whole[max(0, a - CONTEXT) : a], whole[b : b + CONTEXT]) == (exact, before, after)
    quoted = {quad.object.value for run in graphs(ds) for quad in run if quad.predicate.endswith("#wasQuotedFrom")}
    selected = {quad.subject for run in graphs(ds, True) for quad in run if quad.predicate == OA + "hasSource"}
    assert selected == quoted


def test_a_long_stretch_has_no_quote(tmp_path: Path) -> None:
    ds = Small(tmp_path)
    ds.text = lambda source_id: "字" * 9000  # type: ignore[method-assign]
    line = "<a:s> <http://www.w3.org/ns/prov#wasQuotedFrom> <https://x.example/text/south#char=0,{}> <a:g> .\n"
    ds.file("graph/source/south.nq").write_text(line.format(LONGEST) + line.format(LONGEST + 1), encoding="utf-8")
    export(ds, "nquads", tmp_path / "e.nq", evidence=True)
    out = (tmp_path / "e.nq").read_text(encoding="utf-8")
    assert "字" * LONGEST in out and "字" * (LONGEST + 1) not in out
    assert out.count(f"/text/south/position/0-{LONGEST + 1}> <{OA}start>") == 1 and f"/text/south/quote/0-{LONGEST + 1}>" not in out


@pytest.mark.parametrize("iri", ["https://x.example/a", "https://x.example/a#char=1", "https://x.example/a#char=a,b", ""])
def test_what_is_no_place(iri: str) -> None:
    assert place(iri) is None


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / f"{name}.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))


def test_csv_tells_the_same_story(ds: Small, tmp_path: Path) -> None:
    export(ds, "csv", tmp_path / "csv", evidence=True)
    plans = {r["title"]: r for r in rows(tmp_path / "csv", "plans")}
    assert set(plans) == {WOMEN, CHILDREN, NORTH} and plans[WOMEN]["start_year"] == "2021" and plans[WOMEN]["source"] == "south.txt"
    goals = [r for r in rows(tmp_path / "csv", "goals") if r["plan"] == WOMEN]
    assert [(r["domain"], r["no"], r["goal"]) for r in goals][:2] == [("1", "1", "妇女健康水平提高"), ("1", "2", "扩大筛查")]
    assert set(goals[1]["leads"].split("、")) == {"云溪市南湖区卫生健康局", "云溪市南湖区妇联"}
    assert goals[1]["responsible"] == "云溪市南湖区财政局"
    assert "扩大筛查" in goals[1]["quote"]
    made = rows(tmp_path / "csv", "assignments")
    assert len(made) == 15 and {r["role"] for r in made} == {"牵头", "责任"} and sum(r["deadline"] == "2025年底" for r in made) == 2
    assert {r["kind"] for r in made} == {"goal", "measure"}
    targets = rows(tmp_path / "csv", "targets")
    assert sorted(r["value"] for r in targets) == ["10", "70", "8", "80", "9", "95"]
    assert [r["confidence"] for r in targets if r["indicator"] == "入园率"] == ["0.6"]
    agencies = {r["agency"]: r for r in rows(tmp_path / "csv", "agencies")}
    assert agencies["云溪市公安局南湖分局"]["unit_of"] == "云溪市公安局" and agencies["区民政"]["resolved"] == "false"
    old = next(r for r in rows(tmp_path / "csv", "instruments") if r["title"] == "中华人民共和国婚姻法")
    assert (old["in_force"], old["replaced_by"], old["citations"]) == ("false", "中华人民共和国民法典", "1")
    assert len(rows(tmp_path / "csv", "duties")) == 3 and len(rows(tmp_path / "csv", "citations")) == 5
    links = rows(tmp_path / "csv", "links")
    assert {r["relation"] for r in links} == {"serves", "alignedWith", "suggestedFunction", "suggestedAgency"}
    assert [r["to_text"] for r in links if r["relation"] == "serves"] == ["妇女健康水平提高"]
    assert len(rows(tmp_path / "csv", "notices")) == 2 and len(rows(tmp_path / "csv", "sources")) == 2


def test_csv_metadata_describe_every_file(ds: Small, tmp_path: Path) -> None:
    export(ds, "csv", tmp_path / "csv")
    metadata = json.loads((tmp_path / "csv" / "csv-metadata.json").read_text(encoding="utf-8"))
    files = {t["url"]: t["tableSchema"]["columns"] for t in metadata["tables"]}
    assert sorted(files) == sorted(f.name for f in (tmp_path / "csv").glob("*.csv")) == sorted(f"{q.stem}.csv" for q in FOLDER.glob("*.rq"))
    for url, columns in files.items():
        table = rows(tmp_path / "csv", url.removesuffix(".csv"))
        header = (tmp_path / "csv" / url).read_text(encoding="utf-8-sig").splitlines()[0]
        assert header == ",".join(c["titles"] for c in columns)
        keys = [r["iri"] for r in table]
        assert len(set(keys)) == len(keys)
    kinds = {c["name"]: c["datatype"] for c in files["targets.csv"]}
    assert (kinds["value"], kinds["year"], kinds["iri"], kinds["unit"], kinds["start"]) == (
        "decimal",
        "integer",
        "anyURI",
        "string",
        "integer",
    )
    assert "quote" not in kinds


def test_every_sheet_has_its_rows(ds: Small) -> None:
    count = {query.name: len(answer.rows) for query, answer in sheets(ds)}
    assert {n: count[n] for n in ("plans", "goals", "measures", "assignments", "targets", "tasks", "domains", "indicators")} == {
        "plans": 3, "goals": 7, "measures": 2, "assignments": 15, "targets": 6, "tasks": 0, "domains": 4, "indicators": 3,
    }  # fmt: skip
    assert all(query.zh and query.en for query in named(FOLDER))


def test_excel_opens_what_we_write(ds: Small, tmp_path: Path) -> None:
    export(ds, "xlsx", tmp_path / "all.xlsx", evidence=True)
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    assert book.sheetnames[:3] == ["plans", "goals", "measures"] and len(book.sheetnames) == len(list(FOLDER.glob("*.rq")))
    for sheet in book:
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref
    sheet = book["assignments"]
    header = [cell.value for cell in sheet[1]]
    task = sheet.cell(2, header.index("task_iri") + 1)
    name, _, cell = task.hyperlink.location.partition("!")
    goals = book[name.strip("'")]
    assert goals.cell(goals[cell].row, [c.value for c in goals[1]].index("iri") + 1).value == task.value
    assert isinstance(book["targets"].cell(2, [c.value for c in book["targets"][1]].index("value") + 1).value, int | float)


def test_text_never_becomes_a_formula(ds: Small, tmp_path: Path) -> None:
    evil = Small(tmp_path)
    file = tmp_path / "evil.nq"
    file.write_text("".join(line.replace("扩大筛查", "=1+1") for line in lines()), encoding="utf-8")
    evil.store = Store()  # type: ignore[misc]
    evil.store.load(file)
    export(evil, "csv", tmp_path / "csv")
    assert "'=1+1" in {r["goal"] for r in rows(tmp_path / "csv", "goals")}
    export(evil, "xlsx", tmp_path / "all.xlsx")
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "all.xlsx")["goals"] for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_graphml_is_read_back(ds: Small, tmp_path: Path) -> None:
    export(ds, "graphml", tmp_path / "net.graphml")
    ET.parse(tmp_path / "net.graphml")
    net = nx.read_graphml(tmp_path / "net.graphml", force_multigraph=True)
    assert (len(net), net.number_of_edges()) == (len(ds.network()), ds.network().number_of_edges())


def test_a_stream_and_stdout_take_the_same_bytes(ds: Small, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    export(ds, "trig", tmp_path / "all.trig")
    stream = io.BytesIO()
    export(ds, "trig", stream)
    export(ds, "trig", Path("-"))
    assert capsysbinary.readouterr().out == stream.getvalue() == (tmp_path / "all.trig").read_bytes()


@pytest.mark.parametrize(
    ("fmt", "out", "evidence", "message"),
    [
        ("rdfxml", "x", False, "rdfxml: no such format; there are trig, nquads"),
        ("graphml", "x", True, "graphml has no place for evidence"),
        ("csv", "-", False, "csv is a folder of files"),
        ("trig", ".", False, "is a folder; trig is one file"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line(ds: Small, fmt: str, out: str, evidence: bool, message: str) -> None:
    with pytest.raises(ExportError, match=message) as error:
        export(ds, fmt, Path(out), evidence)
    assert "\n" not in str(error.value)


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    ds = Small(tmp_path)
    ds.file("graph/findings.nq").write_text("nonsense\n", encoding="utf-8")
    out = tmp_path / "out.trig"
    out.write_text("old", encoding="utf-8")
    with pytest.raises(QuadsError, match=r"findings\.nq:1"):
        export(ds, "trig", out)
    assert out.read_text(encoding="utf-8") == "old" and not list(tmp_path.glob(".zeren-*"))


def all_quads(ds: Small) -> Iterator[quads.Quad]:
    return (quad for run in graphs(ds) for quad in run)


def test_every_graph_is_exported(ds: Small) -> None:
    assert tuple(dict.fromkeys(quad.graph.removeprefix(ds.minter.base) for quad in all_quads(ds))) == IN_ORDER
