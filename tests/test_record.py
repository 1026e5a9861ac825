"""A record goes to JSON and back unchanged, in the keys that the GUIDE fixes."""

from __future__ import annotations

import json

import pytest

from tests.samples import TEXT, record
from zeren.kg import record as records


def test_there_and_back() -> None:
    data = json.loads(records.dumps(record()))
    assert records.from_json(data) == record()


def test_the_two_way_view_and_typed_values() -> None:
    data = records.to_json(record())
    assert (data["assignments"][0]["lead"], data["assignments"][0]["responsible"]) == (["区卫健局"], ["区民", "公安砚溪分局"])
    assert [t["value"] for t in data["targets"]] == [85, "3:2"]
    assert data["citations"][1]["confidence"] == 0.8
    assert "confidence" not in data["citations"][0]


def test_one_compact_line() -> None:
    line = records.dumps(record())
    assert "\n" not in line
    assert ", " not in line
    assert "妇女" in line


def test_every_quote_of_the_sample_stands_at_its_span() -> None:
    data = records.to_json(record())
    said = [s for kind in ("assignments", "targets", "citations", "duties") for s in data[kind]]
    assert len(said) == 8
    assert all(TEXT[slice(*s["span"])] == s["quote"] for s in said)


def test_other_json_is_refused() -> None:
    with pytest.raises(KeyError):
        records.from_json({"id": "a"})
