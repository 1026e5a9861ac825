"""The package as others get it: wheel, source archive, editable install, and PyPA's build beside our own folder of that name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

PARTS = ("cli.py", "kg", "ontology", "build", "viz")
SEEN = """
import importlib, pathlib, sys
home = pathlib.Path(sys.argv[1]).resolve()
for name in ("zeren.cli", "zeren.kg", "zeren.kg.model", "zeren.build.rules", "zeren.build.extract", "zeren.viz"):
    where = pathlib.Path(importlib.import_module(name).__file__).resolve()
    assert where.is_relative_to(home), f"{name} comes from {where}"
from zeren.build import rules
assert rules.names() and all(rules.load(name) for name in rules.names())
import build
assert build.ProjectBuilder and "site-packages" in build.__file__, build.__file__
"""
HELP = "import sys; sys.argv = ['zeren', '--help']; from zeren.cli import main; main()"


def run(*command: str | Path, cwd: Path, path: Path | None = None) -> str:
    """What the command writes; fails with all it wrote when it does not end with 0."""
    env = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONWARNINGS"}}
    if path:
        env["PYTHONPATH"] = str(path)
    done = subprocess.run([*map(str, command)], check=False, cwd=cwd, env=env, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def tree(root: Path) -> set[str]:
    """Every file that the package consists of, as the wheel should name it."""
    files = [f for part in PARTS for f in ([root / part] if (root / part).is_file() else (root / part).rglob("*")) if f.is_file()]
    return {f"zeren/{f.relative_to(root).as_posix()}" for f in files if "__pycache__" not in f.parts and f.suffix != ".pyc"}


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The source archive, and the wheel that `python -m build` in the root makes from that archive."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ".", cwd=root)
    return {"sdist": next(out.glob("*.tar.gz")), "wheel": next(out.glob("*.whl"))}


def test_the_wheel_made_from_the_source_archive_holds_the_whole_package_and_nothing_else(root: Path, built: dict[str, Path]) -> None:
    names = {n for n in zipfile.ZipFile(built["wheel"]).namelist() if ".dist-info/" not in n}
    assert names == tree(root)
    for expected in ("zeren/cli.py", "zeren/build/rules.py", "zeren/ontology/plan.ttl", "zeren/ontology/record.schema.json"):
        assert expected in names
    for pattern in (r"zeren/build/lexicon/\w+\.yaml", r"zeren/kg/queries/.+\.rq", r"zeren/viz/templates/.+", r"zeren/viz/static/.+"):
        assert any(re.fullmatch(pattern, n) for n in names), pattern
    assert not [n for n in names if n.startswith(("build/", "kg/", "viz/", "tests/", "zeren/tests/", "zeren/examples/"))]


def test_the_wheel_of_the_tree_is_the_wheel_of_the_source_archive(root: Path, built: dict[str, Path], tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ".", cwd=root)
    assert next(tmp_path.glob("*.whl")).read_bytes() == built["wheel"].read_bytes()


def test_the_source_archive_holds_what_it_needs_and_no_caches(built: dict[str, Path]) -> None:
    with tarfile.open(built["sdist"]) as archive:
        names = {n.partition("/")[2] for n in archive.getnames()}
    papers = {"README.md", "README.zh-CN.md", "LICENSE", "CHANGELOG.md", "constraints.txt"}
    assert names >= papers | {"tests/conftest.py", "examples/plans/yanxi.txt"}
    assert not [n for n in names if n.startswith((".links", ".venv", ".hypothesis", "demo/", "wheelhouse/")) or n.endswith(".pyc")]


def test_the_metadata_is_true(root: Path, built: dict[str, Path]) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    with zipfile.ZipFile(built["wheel"]) as wheel:
        ends = ("/METADATA", "/licenses/LICENSE", "/entry_points.txt")
        metadata, licence, entries = (wheel.read(next(n for n in wheel.namelist() if n.endswith(end))).decode() for end in ends)
    assert "Apache License" in licence
    assert entries.split() == ["[console_scripts]", "zeren", "=", "zeren.cli:main"]
    assert f"Version: {project['version']}\n" in metadata and "License-Expression: Apache-2.0\n" in metadata
    assert f"## {project['version']}" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_installed_wheel_works_and_leaves_pypas_build_alone(built: dict[str, Path], tmp_path: Path) -> None:
    site = tmp_path / "site"
    run(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", site, built["wheel"], cwd=tmp_path)
    run(sys.executable, "-c", SEEN, site, cwd=tmp_path, path=site)
    assert not (site / "build").exists()
    assert (site / "bin" / "zeren").is_file() or (site / "Scripts" / "zeren.exe").is_file()
    assert "audit" in run(sys.executable, "-c", HELP, cwd=tmp_path, path=site)


@pytest.mark.skipif(sys.platform == "win32", reason="the link may be a plain file there")
def test_the_editable_install_works_and_leaves_pypas_build_alone(root: Path, tmp_path: Path) -> None:
    hook = "import sys; from hatchling.build import build_editable; build_editable(sys.argv[1])"
    run(sys.executable, "-c", hook, tmp_path, cwd=root)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        added = [line for n in wheel.namelist() if n.endswith(".pth") for line in wheel.read(n).decode().split()]
    assert [Path(line).name for line in added] == [".links"]
    run(sys.executable, "-c", SEEN, root, cwd=tmp_path, path=Path(added[0]))


def test_pypas_build_answers_in_the_root(root: Path) -> None:
    assert re.match(r"build \d", run(sys.executable, "-m", "build", "--version", cwd=root))


def test_nothing_hides_or_deletes_the_folder_named_build(root: Path) -> None:
    assert not (root / "build" / "__init__.py").exists()
    ignored = (root / ".gitignore").read_text(encoding="utf-8").split()
    assert not {"build", "build/", "/build", "/build/"} & set(ignored)
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    assert not re.search(r"rm\b.*\bbuild\b", makefile) and "clean:" not in makefile
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.M))
    assert targets and targets == set(re.findall(r"^\.PHONY: (.+)$", makefile, re.M)[0].split())


def test_constraints_are_versions_and_nothing_else(root: Path) -> None:
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines) and all(re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.+]*", line) for line in lines)
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    direct = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    named = {re.split(r"[^A-Za-z0-9._-]", d)[0].lower().replace("_", "-") for d in direct}
    assert named <= {line.partition("==")[0] for line in lines}
