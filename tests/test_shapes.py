"""SHACL says in Chinese and English what is wrong in a source's graph and where; a graph that emit makes conforms."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from tests.samples import record
from zeren.build.compose import compose
from zeren.build.emit import emit
from zeren.build.work import region_code
from zeren.kg.ids import Minter
from zeren.kg.model import Record
from zeren.kg.rdf import RdfError
from zeren.kg.record import to_json
from zeren.kg.shapes import SHAPES, Violation, check, triples, violations
from zeren.kg.views import view
from zeren.kg.vocab import load

VOCAB = load()
ZR = "<https://w3id.org/zeren/ontology#"
Lines = list[str]


def sample() -> Record:
    """The sample record, each statement by a rule of some file."""
    made = record()
    return replace(
        made,
        assignments=tuple(replace(a, rule="assignments:labels") for a in made.assignments),
        targets=tuple(replace(t, rule="targets:reach") for t in made.targets),
        citations=tuple(replace(c, rule="citations:title") for c in made.citations),
        duties=tuple(replace(d, rule="duties:report") for d in made.duties),
    )


def lines() -> Lines:
    minter = Minter()
    return emit(view(sample(), ["p"], minter, lambda name: None), minter, VOCAB)


def write(folder: Path, quads: Lines, name: str = "a.nq") -> Path:
    file = folder / name
    file.write_text("".join(quads), encoding="utf-8")
    return file


def found(folder: Path, quads: Lines) -> list[Violation]:
    return check([("a", write(folder, quads))])


def without(words: str) -> Callable[[Lines], Lines]:
    return lambda quads: [q for q in quads if words not in q]


def instead(words: str, other: str) -> Callable[[Lines], Lines]:
    return lambda quads: [q.replace(words, other) for q in quads]


def test_what_emit_makes_conforms(tmp_path: Path) -> None:
    assert found(tmp_path, lines()) == []


@pytest.mark.parametrize(
    ("edit", "path", "message", "message_en"),
    [
        (without(f"{ZR}role>"), "role", "分工没有角色", "an assignment has no role"),
        (instead("/zeren/role/lead>", "/zeren/role/boss>"), "role", "角色不在六种之内", "none of the six"),
        (without(f"{ZR}text>"), "text", "目标没有正文", "a goal has no text"),
        (without("#wasQuotedFrom>"), "wasQuotedFrom", "没有写明在原文中的出处", "does not say where in the text"),
        (without(f"{ZR}rule>"), "rule", "没有写明由哪条规则得出", "does not say by which rule"),
        (without(f"{ZR}Agency>"), "agency", "分工没有单位", "an assignment has no agency"),
        (instead('">="', '"=>"'), "comparator", "目标值的比较方式不对", "no true comparator"),
        (without(f"{ZR}inDomain>"), "inDomain", "目标不属于任何领域", "a goal lies in no domain"),
        (without(f"{ZR}mention>"), "mention", "引用没有原文", "does not say what is written"),
        (without(f"{ZR}action>"), "action", "职责没有内容", "a duty has no action"),
        (instead('"2025"^^', '"2020"^^'), "startYear", "规划的起始年不是一个年份，或晚于终止年", "later than its end year"),
        (instead('"issued"', '"printed"'), "status", "状态应为 issued 或 draft", "is issued or draft"),
    ],
)
def test_what_is_wrong_is_said_twice(tmp_path: Path, edit: Callable[[Lines], Lines], path: str, message: str, message_en: str) -> None:
    quads = edit(lines())
    assert quads != lines()
    said = [v for v in found(tmp_path, quads) if v.path == path]
    assert any(message in v.message and message_en in v.message_en for v in said), said
    assert all(v.source == "a" and v.node.startswith("https://") for v in said)


def test_two_full_names_of_one_agency_are_a_fault_and_the_value_is_told(tmp_path: Path) -> None:
    name = next(q for q in lines() if "#prefLabel>" in q and "/agency/" in q)
    subject, graph = name.split(" ", 1)[0], name.rsplit(" ", 2)[1]
    other = f'{subject} <http://www.w3.org/2004/02/skos/core#prefLabel> "另名"@zh-Hans {graph} .\n'
    (said,) = found(tmp_path, [*lines(), other])
    assert (said.node, said.path, said.message) == (subject.strip("<>"), "prefLabel", "单位应有且只有一个全称")
    relation = f"{subject} {ZR}function> <https://w3id.org/zeren/function/Health> {graph} .\n"
    (said,) = found(tmp_path, [*without(f"{subject} {ZR}function>")(lines()), relation])
    assert (said.path, said.value) == ("function", "https://w3id.org/zeren/function/Health")


def test_the_answer_is_sorted_and_the_same_twice(tmp_path: Path) -> None:
    quads = without(f"{ZR}role>")(lines())
    first = found(tmp_path, quads)
    assert len(first) >= 3 and first == sorted(first) == found(tmp_path, quads[::-1])


def test_one_source_after_the_other(tmp_path: Path) -> None:
    bad = write(tmp_path, without(f"{ZR}action>")(lines()), "bad.nq")
    said = check([("one", bad), ("good", write(tmp_path, lines())), ("two", bad)])
    assert [v.source for v in said] == ["one", "two"]


def test_links_decisions_and_findings_have_shapes_too(tmp_path: Path) -> None:
    a = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    quads = [f"<http://x/{n}> {a} {ZR}{kind}> <http://x/g> .\n" for n, kind in enumerate(("Link", "Decision", "Finding", "Observation"))]
    said = {(v.node[-1], v.path) for v in found(tmp_path, quads)}
    assert {("0", "score"), ("0", "relation"), ("1", "decidedBy"), ("2", "check"), ("3", "value")} <= said


def test_every_message_comes_in_both_languages() -> None:
    text = SHAPES.read_text(encoding="utf-8")
    shapes = text.count("a sh:PropertyShape")
    assert shapes > 80 and text.count('"@zh-Hans') == text.count('"@en') == shapes


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RdfError, match=r"a\.nq"):
        found(tmp_path, ["<http://x/a> nonsense\n"])


def test_shapes_of_ones_own(tmp_path: Path) -> None:
    shapes = tmp_path / "own.ttl"
    shapes.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix zr: <https://w3id.org/zeren/ontology#> .
<http://x/s> a sh:NodeShape ; sh:targetClass zr:Goal ; sh:property <http://x/p> .
<http://x/p> sh:path zr:leadAgency ; sh:minCount 2 .""",
        encoding="utf-8",
    )
    said = violations("a", triples(write(tmp_path, lines())), shapes)
    assert said and {v.path for v in said} == {"leadAgency"} and all(v.message for v in said)


@pytest.mark.corpus
def test_a_real_plan_conforms_and_its_record_keeps_to_the_schema(shared: Path, tmp_path: Path) -> None:
    made = compose(shared / "corpus" / "003.txt", "003", VOCAB).record
    schema = json.loads((SHAPES.parent / "record.schema.json").read_text(encoding="utf-8"))
    assert [e.message for e in jsonschema.Draft202012Validator(schema).iter_errors(to_json(made))] == []
    minter = Minter()
    quads = emit(view(made, ["women", "children"], minter, region_code(VOCAB)), minter, VOCAB)
    assert len(quads) > 8_000 and found(tmp_path, quads) == []
