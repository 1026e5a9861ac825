"""The command line: exit codes, one clear line for every error, formats that other programs can read."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from zeren.kg.rdf import dataset

Run = subprocess.CompletedProcess[str]


def zeren(*args: str | Path, cwd: Path | None = None) -> Run:
    """Run the command line as a user does, in a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent / ".links"), "NO_COLOR": "1", "COLUMNS": "200"}
    command = [sys.executable, "-m", "zeren.cli", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=env, cwd=cwd, check=False)


@pytest.fixture(scope="session")
def ds(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("cli") / "ds"
    done = zeren("build", root / "examples" / "plans", "-o", out)
    assert done.returncode == 0, done.stderr
    return out


def test_build_prints_a_summary(root: Path, tmp_path: Path) -> None:
    done = zeren("build", root / "examples" / "plans", "-o", tmp_path / "ds")
    assert done.returncode == 0
    assert "yanxi.txt" in done.stderr
    assert "wanglan.docx" in done.stderr
    assert "2 sources (2 read anew)" in " ".join(done.stderr.split())
    assert zeren("build", root / "examples" / "plans", "-o", tmp_path / "ds", "--quiet").stderr == ""


def test_bad_input_is_one_clear_line_each_and_the_rest_is_built(root: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (tmp_path / "no.docx").write_bytes(b"no zip")
    (tmp_path / "folder").mkdir()
    good = root / "examples" / "plans"
    files = [tmp_path / n for n in ("empty.txt", "picture.txt", "no.docx", "folder")]
    done = zeren("build", good, *files, "-o", tmp_path / "ds", "--quiet")
    assert done.returncode == 1
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 4, done.stderr
    assert all(any(name in line for line in lines) for name in ("empty.txt", "picture.txt", "no.docx", "folder"))
    assert "Traceback" not in done.stderr
    assert len(json.loads((tmp_path / "ds" / "dataset.json").read_text(encoding="utf-8"))["sources"]) == 5
    missing = zeren("build", good, tmp_path / "none.txt", "-o", tmp_path / "ds", "--quiet")
    assert missing.returncode == 2
    assert "none.txt: no such file or folder" in missing.stderr
    assert (tmp_path / "ds" / "records" / "yanxi.json").is_file()
    assert zeren("build", good, files[0], "-o", tmp_path / "ds", "--quiet", "--exit-zero").returncode == 0


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["build", "none", "-o", "ds"], "none: no such file or folder"),
        (["build", "empty", "-o", "ds"], "no documents"),
        (["build", "a.txt", "-o", "a.txt"], "is a file, not a folder"),
        (["build", "a.txt", "-o", "ds", "--base", "nonsense"], "--base"),
        (["build", "a.txt", "-o", "ds", "--vocabulary", "none"], "none: no such folder"),
        (["query", "none", "-e", "ASK {}"], "no dataset here"),
        (["query", "empty", "x"], "no dataset here"),
        (["audit"], "give a dataset folder"),
        (["audit", "--explain", "Z99"], "Z99"),
        (["site", "none"], "no dataset here"),
        (["network", "none"], "no dataset here"),
        (["check", "none"], "no dataset here"),
        (["export", "none", "--format", "trig", "-o", "-"], "no dataset here"),
        (["explain", "none", "x"], "no dataset here"),
        (["extract", "empty"], "no documents"),
        (["extract", "a.txt", "--vocabulary", "none"], "none: no such folder"),
        (["build", "a.txt", "-o", "ds", "--manifest", "none.csv"], "none.csv: no such file"),
        (["extract", "a.txt", "--manifest", "a.txt"], "a.txt: line 1: no column is called"),
        (["build", "a.txt", "-o", "ds", "--model", "zh_none"], "--model zh_none: no spaCy pipeline of this name"),
        (["extract", "a.txt", "--model", "zh_none"], "--model zh_none: no spaCy pipeline of this name"),
        (["check"], "give a dataset folder"),
        (["check", "--vocabulary", "none"], "none: no such folder"),
    ],
)
def test_wrong_usage_is_one_line_and_two(tmp_path: Path, args: list[str], says: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text("一句话。", encoding="utf-8")
    done = zeren(*args, cwd=tmp_path)
    assert done.returncode == 2, done.stdout + done.stderr
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_extract_prints_one_record_a_line(root: Path) -> None:
    done = zeren("extract", root / "examples" / "plans")
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["source"] for r in records] == ["wanglan.docx", "yanxi.txt"]
    pretty = zeren("extract", root / "examples" / "plans" / "yanxi.txt", "--pretty")
    assert json.loads(pretty.stdout) == records[1]


def test_extract_completes_the_record_by_a_manifest(root: Path, tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("文件,网址,日期\nyanxi.txt,https://example.org/a,2022/8/9\n", encoding="utf-8-sig")
    done = zeren("extract", root / "examples" / "plans" / "yanxi.txt", "--manifest", tmp_path / "m.csv")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)["document"]
    assert (document["url"], document["date"], document["given"]) == ("https://example.org/a", "2022-08-09", ["date"])


def test_query_by_name_file_and_text(ds: Path, tmp_path: Path) -> None:
    text = "SELECT (COUNT(?g) AS ?goals) WHERE { ?g a zr:Goal }"
    (tmp_path / "q.rq").write_text(text, encoding="utf-8")
    by_text = json.loads(zeren("query", ds, "-e", text, "--format", "json").stdout)
    assert by_text[0]["goals"] > 60
    assert json.loads(zeren("query", ds, tmp_path / "q.rq", "--format", "json").stdout) == by_text
    assert str(by_text[0]["goals"]) in zeren("query", ds, "-e", text).stdout
    listed = zeren("query", ds, "--list", "--format", "csv").stdout
    names = [row[0] for row in csv.reader(io.StringIO(listed))][1:]
    assert len(names) >= 24
    file = tmp_path / "t.xlsx"
    assert zeren("query", ds, "-e", text, "--format", "xlsx", "-o", file).returncode == 0
    assert load_workbook(file).worksheets[0]["A2"].value == by_text[0]["goals"]
    assert (tmp_path / "t.xlsx").stat().st_size > 0


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["-e", "SELEKT"], "does not parse"),
        (["-e", "INSERT DATA { <x:a> <x:b> <x:c> }"], "update"),
        (["-e", "SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }"], "SERVICE"),
        (["no-such-query"], "no query named"),
        (["missing.rq"], "missing.rq"),
        ([], "give a named query"),
        (["-e", "ASK {}", "--format", "xlsx"], "needs -o"),
        (["no-such-query", "--param", "x"], "key=value"),
    ],
)
def test_wrong_questions_are_refused_in_one_line(ds: Path, args: list[str], says: str) -> None:
    done = zeren("query", ds, *args)
    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_audit_formats_and_codes(ds: Path, tmp_path: Path) -> None:
    done = zeren("audit", ds, "--format", "json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert list(found[0]) == ["code", "severity", "source", "plan", "domain", "no", "about", "message", "evidence", "suggestion"]
    only = json.loads(zeren("audit", ds, "--select", "A03,B", "--ignore", "B01", "--format", "json").stdout)
    assert {f["code"] for f in only} == {"A03"}
    table = zeren("audit", ds, "--select", "A03", "--exit-zero")
    assert table.returncode == 0
    assert "A03" in table.stdout
    assert "A03" in zeren("audit", "--explain", "A03").stdout
    assert zeren("audit", ds, "--format", "csv", "-o", tmp_path / "f.csv").returncode == 1
    assert (tmp_path / "f.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_network_check_explain_and_export(ds: Path, tmp_path: Path) -> None:
    assert "单位" in zeren("network", ds).stdout or "agency" in zeren("network", ds).stdout
    assert zeren("network", ds, "--format", "graphml", "-o", tmp_path / "n.graphml").returncode == 0
    checked = zeren("check", ds)
    assert (checked.returncode, checked.stdout.strip()) == (0, "the graph conforms to its shapes / 图谱符合约束"), checked.stdout
    told = zeren("explain", ds, "区卫生健康局")
    assert told.returncode == 0, told.stderr
    assert "prefLabel" in told.stdout
    assert zeren("explain", ds, "没有这个单位").returncode == 2
    trig = zeren("export", ds, "--format", "trig", "-o", tmp_path / "x.trig")
    assert trig.returncode == 0, trig.stderr
    assert len(dataset(tmp_path / "x.trig")) > 1000


def test_site_is_written(ds: Path, tmp_path: Path) -> None:
    done = zeren("site", ds, "-o", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "index.html").is_file()


def test_version_and_help_of_every_command() -> None:
    assert zeren("--version").stdout.startswith("zeren ")
    for command in ("build", "extract", "query", "audit", "network", "site", "check", "explain", "export"):
        done = zeren(command, "--help")
        assert done.returncode == 0
        assert "Usage" in done.stdout
