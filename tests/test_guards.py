"""What must hold in every file of the house, so that nobody has to remember it."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from zeren.kg import model

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ("cli.py", "kg", "build", "viz")
SCRIPTS = ("examples", "benchmarks", "docs")
WRITTEN = (".py", ".yaml", ".ttl", ".json", ".rq", ".md", ".html", ".css", ".js", ".toml", ".txt", ".ipynb", "Makefile", "run")
LEFT_OUT = {".git", ".venv", ".links", "demo", "dist", "wheelhouse", "__pycache__", "node_modules"}
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns", "os.urandom", "os.getpid"}
CHANCE = {"random", "secrets", "uuid"}


def python(*parts: str) -> list[Path]:
    files = [f for part in parts for f in ([ROOT / part] if part.endswith(".py") else sorted((ROOT / part).rglob("*.py")))]
    return [f for f in files if not LEFT_OUT & set(f.parts)]


CODE = python(*PACKAGE)
SCRIPT = python(*SCRIPTS)
TESTS = python("tests")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def where(path: Path, node: ast.AST | None = None) -> str:
    return f"{path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 1)}"


def dotted(node: ast.AST) -> str:
    """`a.b.c` of a name or an attribute, "" of anything else; what stands before the last dot may be any expression."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def kept(folder: Path) -> Iterator[Path]:
    """Every file that somebody wrote, the caches and what a build leaves aside."""
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if f not in LEFT_OUT and not (f.startswith(".") and f != ".ci"))
        yield from (Path(base) / name for name in sorted(names) if name.endswith(WRITTEN))


WRITINGS = list(kept(ROOT))


def lines(path: Path) -> Iterator[tuple[str, str]]:
    """Every line of a file with its place, "kg/ids.py:12"."""
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        yield f"{path.relative_to(ROOT).as_posix()}:{n}", line


def test_the_guards_see_the_house() -> None:
    assert len(CODE) >= 40 and len(TESTS) >= 20 and len(SCRIPT) >= 2 and len(WRITINGS) >= 120


def _text_file_without_encoding(call: ast.Call, name: str) -> bool:
    given = {k.arg for k in call.keywords}
    if "encoding" in given or None in given:
        return False
    if name in {"subprocess.run", "subprocess.Popen", "subprocess.check_output"}:
        return bool({"text", "universal_newlines"} & given)
    method = name.rpartition(".")[2]
    if method in {"read_text", "write_text"}:
        return len(call.args) < (1 if method == "read_text" else 2)
    if method != "open" or name in {"webbrowser.open", "os.open", "tarfile.open", "Image.open"}:
        return False
    place = 1 if name == "open" else 0
    modes = [*call.args[place : place + 1], *(k.value for k in call.keywords if k.arg == "mode")]
    return not any(isinstance(m, ast.Constant) and "b" in str(m.value) for m in modes)


@pytest.mark.parametrize("path", [*CODE, *SCRIPT, *TESTS], ids=where)
def test_every_text_file_is_opened_with_an_encoding(path: Path) -> None:
    assert [where(path, call) for call, name in calls(path) if _text_file_without_encoding(call, name)] == []


def test_the_encoding_guard_tells_good_from_bad() -> None:
    bad = ["open('f')", "p.open('w')", "p.read_text()", "p.write_text(x)", "subprocess.run(c, text=True)", "open('f', 'r')"]
    good = ["open('f', 'rb')", "p.open('wb')", "p.read_text(encoding='utf-8')", "p.open(encoding='utf-8')", "run(c)", "open(f, mode='rb')"]
    made = [c for s in (*bad, *good) for c in ast.walk(ast.parse(s)) if isinstance(c, ast.Call)]
    found = [_text_file_without_encoding(c, dotted(c.func)) for c in made]
    assert found == [True] * len(bad) + [False] * len(good)


@pytest.mark.parametrize("path", [*CODE, *SCRIPT], ids=where)
def test_modules_and_functions_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = [where(path, n) for n in ast.walk(tree(path)) if isinstance(n, kinds) and (n.end_lineno or 0) - n.lineno >= 60]
    assert long == []


@pytest.mark.parametrize("path", [*CODE, *SCRIPT, *TESTS], ids=where)
def test_every_module_opens_with_one_sentence(path: Path) -> None:
    if path.name == "__init__.py" and not path.read_text(encoding="utf-8").strip():
        return
    first = (ast.get_docstring(tree(path)) or "").partition("\n\n")[0].replace("\n", " ")
    assert re.match(r"\S.{15,}[.?]$", first), f"{where(path)}: no sentence in front: {first!r}"


@pytest.mark.parametrize("path", [f for f in CODE if f.name != "cli.py"], ids=where)
def test_nothing_but_the_command_line_prints_or_asks_the_clock(path: Path) -> None:
    bad = [where(path, call) for call, name in calls(path) if name == "print" or any(f".{name}".endswith(f".{c}") for c in CLOCKS)]
    bad += [where(path, call) for call, name in calls(path) if name == "hash"]
    for node in ast.walk(tree(path)):
        modules = [a.name for a in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", None) or ""]
        bad += [where(path, node) for module in modules if module.partition(".")[0] in CHANCE]
    assert bad == []


def test_no_rule_names_a_place_of_the_samples() -> None:
    places = re.compile("朔州|朔政|济南|市中区|市中分局|新华区|平顶山")
    files = [f for f in WRITINGS if f.relative_to(ROOT).parts[0] in PACKAGE]
    assert len(files) >= 60
    found = [f"{name} {m.group()}" for f in files for name, line in lines(f) for m in places.finditer(line)]
    assert found == []


def _bare(text: str) -> str:
    """Only the prose: brackets, titles and white space out, since names of agencies and laws are facts."""
    for pair in ("（）", "〔〕", "《》", "[]", "()"):
        text = re.sub(rf"{re.escape(pair[0])}[^{re.escape(pair)}]{{0,200}}{re.escape(pair[1])}", "", text)
    return re.sub(r"\s", "", text)


@pytest.mark.corpus
def test_no_sentence_of_the_samples_is_copied(shared: Path) -> None:
    size = 24
    corpus = [_bare(f.read_text(encoding="utf-8")) for f in sorted((shared / "corpus").glob("*.txt"))]
    seen = {text[i : i + size] for text in corpus for i in range(len(text) - size + 1)}
    assert len(seen) > 50_000
    files = [f for f in WRITINGS if f.suffix in {".py", ".yaml", ".txt", ".md", ".json", ".ttl"}]
    found = []
    for name, line in (pair for file in files for pair in lines(file)):
        text = _bare(line)
        found += [f"{name} {text[i : i + size]}" for i in range(len(text) - size + 1) if text[i : i + size] in seen][:1]
    assert found == []


def test_nothing_of_one_machine_stands_in_the_repository() -> None:
    paths = r"(?<![\w.])/(?:work|root|home|opt|tmp|Users)/\w"
    registries = r"pypi\.org|pythonhosted|index-url|find-links=|trusted-host"
    machine = re.compile(f"{paths}|{registries}")
    files = [f for f in WRITINGS if f.name != "test_guards.py"]
    assert [f"{name} {m.group()}" for f in files for name, line in lines(f) for m in machine.finditer(line)] == []


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(?:TODO|FIXME|XXX)\b|NotImplementedError")
    files = [f for f in (*CODE, *SCRIPT, *TESTS) if f.name != "test_guards.py"]
    assert [where(f) for f in files if later.search(f.read_text(encoding="utf-8"))] == []


def _tests(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
            yield node


def _can_fail(test: ast.FunctionDef, helpers: set[str]) -> bool:
    """Whether a test asserts anything; one that is named for what never raises fails by raising."""
    if re.search(r"never_raises|without_raising", test.name):
        return True
    for node in ast.walk(test):
        if isinstance(node, ast.Assert) and not isinstance(node.test, ast.Constant):
            return True
        name = dotted(node.func) if isinstance(node, ast.Call) else ""
        if name in {"pytest.raises", "pytest.fail", "pytest.warns", "doctest.testmod"} | helpers:
            return True
    return False


@pytest.mark.parametrize("path", [f for f in TESTS if f.name.startswith("test_")], ids=where)
def test_every_test_can_fail(path: Path) -> None:
    functions = [n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef) and not n.name.startswith("test")]
    helpers = {n.name for n in functions if any(isinstance(x, ast.Assert) for x in ast.walk(n))}
    assert [where(path, t) for t in _tests(path) if not _can_fail(t, helpers)] == []
    marks = {"pytest.mark.skip", "pytest.mark.xfail"}
    skipped = [where(path, n) for n in ast.walk(tree(path)) if isinstance(n, ast.Attribute) and dotted(n) in marks]
    assert skipped == []
    assert list(_tests(path)), "a test file without tests"


def _names_of_test(path: Path) -> set[str]:
    """The names a module's test file may have: its own, or its folder's in front of it."""
    inner = path.relative_to(ROOT).with_suffix("").parts
    return {f"test_{'_'.join(inner[i:])}.py" for i in range(len(inner))}


@cache
def _imported_by_tests() -> frozenset[str]:
    """Every module that a test file imports by its own name."""
    seen: set[str] = set()
    for node in (n for f in TESTS for n in ast.walk(tree(f))):
        if isinstance(node, ast.ImportFrom) and node.module:
            seen |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
        elif isinstance(node, ast.Import):
            seen |= {a.name for a in node.names}
    return frozenset(seen)


@pytest.mark.parametrize("path", [f for f in CODE if f.name not in {"__init__.py", "cli.py"}], ids=where)
def test_every_module_is_tested_by_name(path: Path) -> None:
    module = ".".join(("zeren", *path.relative_to(ROOT).with_suffix("").parts))
    named = _names_of_test(path) & {t.name for t in TESTS}
    assert named or module in _imported_by_tests(), f"no test file {sorted(_names_of_test(path))[-1]}, and none imports {module}"


def _statements() -> dict[str, str]:
    """The kinds of statement that a record holds: {class: field}."""
    hints = get_type_hints(model.Record)
    kinds = {f.name: get_args(hints[f.name])[0] for f in fields(model.Record) if get_args(hints[f.name])}
    return {k.__name__: name for name, k in kinds.items() if is_dataclass(k) and "rule" in {f.name for f in fields(k)}}


def test_a_kind_of_statement_is_whole_or_not_there() -> None:
    kinds = _statements()
    assert kinds == {"Assignment": "assignments", "Target": "targets", "Citation": "citations", "Duty": "duties"}
    ontology, shapes = ((ROOT / "ontology" / f).read_text(encoding="utf-8") for f in ("plan.ttl", "shapes.ttl"))
    for kind, name in kinds.items():
        assert re.search(rf"^zr:{kind} a (?:rdfs|owl):Class", ontology, re.M), f"no class zr:{kind} in plan.ttl"
        assert re.search(rf"sh:targetClass zr:{kind}\b", shapes), f"no shape of zr:{kind} in shapes.ttl"
        for file in (f"build/extract/{name}.py", f"build/lexicon/{name}.yaml", f"tests/test_{name}.py"):
            assert (ROOT / file).is_file(), f"{kind} needs {file}"
