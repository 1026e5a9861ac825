"""The door to rdflib: files parse or are named, and SERVICE is found wherever a query hides it."""

from __future__ import annotations

from pathlib import Path

import pytest

from zeren.kg.rdf import Literal, RdfError, URIRef, calls_service, dataset, graph

GOOD = '@prefix a: <http://a.example/> .\na:b a:c a:d, "妇联"@zh-Hans .\n'
QUADS = "".join(f'<http://a.example/b> <http://a.example/c> "x" <http://a.example/g{n}> .\n' for n in (1, 2))


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_graph_joins_files(tmp_path: Path) -> None:
    more = write(tmp_path, "more.ttl", "<http://a.example/b> <http://a.example/c> <http://a.example/e> .")
    out = graph(write(tmp_path, "good.ttl", GOOD), more)
    assert len(out) == 3
    assert (URIRef("http://a.example/b"), URIRef("http://a.example/c"), Literal("妇联", lang="zh-Hans")) in out


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    bad = write(tmp_path, "bad.ttl", GOOD + "a:b a:c ;;; \n.\n")
    with pytest.raises(RdfError, match=r"bad\.ttl:\d: ") as error:
        graph(bad)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["no.ttl", "no.nq"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(RdfError, match=name.replace(".", r"\.")):
        (graph if name.endswith("ttl") else dataset)(tmp_path / name)


def test_bytes_that_are_no_utf8_are_an_error(tmp_path: Path) -> None:
    file = tmp_path / "gbk.ttl"
    file.write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(RdfError, match=r"gbk\.ttl"):
        graph(file)


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")  # rdflib 7.6 uses it to query itself
def test_dataset_keeps_graphs_and_shows_their_union(tmp_path: Path) -> None:
    out = dataset(write(tmp_path, "g.nq", QUADS))
    assert len(list(out.quads((None, None, None, None)))) == 2
    assert [str(row[0]) for row in out.query("SELECT ?o { ?s ?p ?o }")] == ["x"]


def test_a_broken_quad_is_named(tmp_path: Path) -> None:
    with pytest.raises(RdfError, match=r"bad\.nq"):
        dataset(write(tmp_path, "bad.nq", '<http://a.example/b> <http://a.example/c> "x .\n'))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER NOT EXISTS { { SELECT * { SERVICE ?s { ?a ?b ?c } } } } }",
        "SELECT * { { ?s ?p ?o } UNION { OPTIONAL { MINUS { GRAPH ?g { SERVICE ?s { ?a ?b ?c } } } } } }",
        "CONSTRUCT { ?s ?p ?o } { \\u0053ERVICE <http://x.example/> { ?s ?p ?o } }",
        "ASK { FILTER(?a<?b) SERVICE ?x { FILTER(?c>1) } }",
        "SELECT * { # a comment\nSERVICE<http://x.example/#y>{ ?s ?p ?o } }",
    ],
)
def test_service_is_found(query: str) -> None:
    assert calls_service(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT ?service { ?service ?p 'SERVICE <http://x.example/> {}' }",
        "PREFIX service: <http://x.example/service/> SELECT * { ?s service:p ?o } # SERVICE <http://x.example/> {}",
        "this is no query at all",
    ],
)
def test_the_word_alone_is_no_call(query: str) -> None:
    assert not calls_service(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE ",
        "SELECT * " + "{" * 2000 + "SERVICE ?x {}" + "}" * 2000,
        "PREFIX a: <http://a.example/> SELECT * { a:x\\#y a:p ?o SERVICE a:z { ?s ?p ?o } }",  # right SPARQL that rdflib 7.6 cannot read
    ],
)
def test_in_doubt_nobody_runs_it(query: str) -> None:
    with pytest.raises(RdfError, match="does not parse"):
        calls_service(query)
