"""A finding is the same in JSON and RDF and keeps its IRI."""

from __future__ import annotations

import json
from dataclasses import replace

import pyoxigraph as ox
from auditing import every

from zeren.kg.finding import quads, to_json
from zeren.kg.ids import Minter


def test_json_has_the_keys_of_the_design_in_their_order() -> None:
    keys = ["code", "severity", "source", "plan", "domain", "no", "about", "message", "evidence", "suggestion"]
    for f in every("a"):
        data = to_json(f)
        assert list(data) == keys and json.loads(json.dumps(data, ensure_ascii=False)) == data
        assert data["evidence"] is None or list(data["evidence"]) == ["start", "end", "quote"]
        assert to_json(f, "en")["message"] == f.message_en


def test_rdf_of_a_finding() -> None:
    minter, zr = Minter(), "https://w3id.org/zeren/ontology#"
    one = next(f for f in every("a") if f.code == "A03")
    lines = quads(one, minter)
    assert lines == sorted(lines)
    parsed = list(ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS))
    assert {q.graph_name.value for q in parsed} == {minter.graph("findings")}
    said = {(q.predicate.value.removeprefix(zr), q.object.value) for q in parsed}
    assert {("check", "A03"), ("severity", "warning"), ("about", one.about), ("message", one.message), ("message", one.message_en)} <= said
    assert one.evidence and ("evidence", f"{minter.text('a')}#char={one.evidence.start},{one.evidence.end}") in said
    assert one.plan_iri and ("inPlan", one.plan_iri) in said


def test_each_finding_has_an_iri_of_its_own_that_numbers_do_not_change() -> None:
    findings, minter = every("a"), Minter()
    assert len({f.iri(minter) for f in findings}) == len(findings)
    one = next(f for f in findings if f.code == "B01")
    assert replace(one, message="别的数", evidence=None).iri(minter) == one.iri(minter)
