"""The store is made from N-Quads, answers queries over the union of graphs, and says plainly what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from zeren.kg.store import Store, StoreError, build, turtle_quads

QUADS = '<x:a> <x:p> "1" <x:g> .\n<x:b> <x:p> "2" <x:h> .\n'


def made(tmp_path: Path) -> Path:
    (tmp_path / "a.nq").write_text(QUADS, encoding="utf-8")
    assert build(tmp_path / "store", [tmp_path / "a.nq"]) == 2
    return tmp_path / "store"


def test_union_of_graphs(tmp_path: Path) -> None:
    store = Store(made(tmp_path))
    assert len(store) == 2
    rows = list(store.query("SELECT ?o WHERE { ?s <x:p> ?o } ORDER BY ?o"))  # type: ignore[arg-type]
    assert [row["o"].value for row in rows] == ["1", "2"]


def test_a_rebuild_replaces_what_was_there(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (tmp_path / "a.nq").write_text(QUADS.splitlines()[0], encoding="utf-8")
    assert build(folder, [tmp_path / "a.nq"]) == 1


def test_wrong_things_are_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        Store(tmp_path / "none")
    (tmp_path / "bad.nq").write_text("<x:a> nonsense\n", encoding="utf-8")
    with pytest.raises(StoreError, match=r"bad\.nq"):
        build(tmp_path / "store", [tmp_path / "bad.nq"])
    with pytest.raises(StoreError, match="cannot be run"):
        Store().query("SELEKT")


def test_turtle_as_quads_of_one_graph(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<x:b> <x:p> 2 . <x:a> <x:p> '一'@zh .", encoding="utf-8")
    lines = turtle_quads([tmp_path / "a.ttl", tmp_path / "a.ttl"], "x:g")
    assert lines[0] == '<x:a> <x:p> "一"@zh <x:g> .\n'
    assert len(lines) == 2
    (tmp_path / "bad.ttl").write_text("<x:b> <x:p", encoding="utf-8")
    with pytest.raises(StoreError, match=r"bad\.ttl"):
        turtle_quads([tmp_path / "bad.ttl"], "x:g")
