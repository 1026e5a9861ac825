"""The pipe read aloud: one file in, a record that holds together, whatever was asked for beside the text."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from zeren.build.compose import compose, own_lexicon, pipeline
from zeren.build.overlay import NONE, current
from zeren.build.read import ReadError
from zeren.kg.model import Place
from zeren.kg.record import from_json, to_json
from zeren.kg.vocab import load


@pytest.mark.parametrize("name", ["yanxi.txt", "wanglan.docx"])
def test_a_record_fits_its_schema_and_comes_back(root: Path, name: str) -> None:
    made = compose(root / "examples" / "plans" / name, "x", load())
    data = json.loads(json.dumps(to_json(made.record)))
    jsonschema.validate(data, json.loads((root / "ontology" / "record.schema.json").read_text(encoding="utf-8")))
    assert from_json(data) == made.record
    said = [s for kind in ("assignments", "targets", "citations", "duties") for s in data[kind]]
    assert len(said) > 100
    assert all(made.doc.text[slice(*s["span"])] == s["quote"] for s in said)
    key = "line" if name.endswith("txt") else "paragraph"
    assert all(list(s["place"]) == [key] for s in said)


def test_a_place_leads_back_to_the_line_of_the_file(root: Path) -> None:
    file = root / "examples" / "plans" / "yanxi.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    record = compose(file, "x", load()).record
    found = [t for t in record.targets if t.place]
    assert len(found) == len(record.targets) > 20
    near = ["".join(lines[t.place.line - 1 : t.place.line + 3]) for t in found if t.place and t.place.line]
    assert all(t.value_text in text for t, text in zip(found, near, strict=True))


def test_a_goal_has_its_responsibilities_and_not_their_bracket(root: Path) -> None:
    record = compose(root / "examples" / "plans" / "yanxi.txt", "x", load()).record
    goals = [g for p in record.plans for d in p.domains for g in d.goals]
    assert len(goals) > 50
    assert all("牵头单位" not in g.text for g in goals)
    assert sum(bool(g.lead) for g in goals) > 30
    assert isinstance(goals[0].place, Place)


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(ReadError, match=r"empty\.txt"):
        compose(tmp_path / "empty.txt", "x", load())
    assert current() is NONE


def test_the_gazetteers_hold_what_the_user_adds(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text('zrd:civil-affairs zr:shortLabel "民政" .', encoding="utf-8")
    (tmp_path / "aliases.yaml").write_text("护鸟通: 民政局", encoding="utf-8")
    vocab = load(tmp_path)
    assert own_lexicon(vocab).names == ("护鸟通", "民政")
    assert own_lexicon(load()) is NONE
    doc = pipeline(vocab).make_doc("区护鸟通与区民政局")
    marked = pipeline(vocab).get_pipe("gazetteer_agency")(doc)
    assert [s.text for s in marked.spans["agency"]] == ["护鸟通", "民政局"]
