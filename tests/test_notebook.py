"""The example notebook runs as it stands, on the example plans, with the very Python that runs the tests."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from zeren.build.pipeline import build

NOTEBOOK = Path("examples") / "ask.ipynb"


@pytest.fixture(scope="module")
def notebook(root: Path) -> nbformat.NotebookNode:
    return nbformat.read(root / NOTEBOOK, as_version=4)


def test_it_is_stored_without_outputs_or_paths(notebook: nbformat.NotebookNode) -> None:
    nbformat.validate(notebook)
    assert notebook.nbformat == 4 and 5 <= len(notebook.cells) <= 25
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
    assert notebook.metadata.kernelspec.name == "python3" and set(notebook.metadata) == {"kernelspec", "language_info"}


def test_it_runs(root: Path, notebook: nbformat.NotebookNode, tmp_path: Path) -> None:
    build([root / "examples" / "plans"], tmp_path / "demo")
    path = os.pathsep.join(filter(None, [str(root / ".links"), os.environ.get("PYTHONPATH", "")]))
    own = {"ZEREN_DATASET": str(tmp_path / "demo"), "PYTHONPATH": path, "PYTHONUTF8": "1", "IPYTHONDIR": str(tmp_path / "ipython")}
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}})
    client.execute(env={**os.environ, **own})
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [[o.output_type for o in cell.outputs] for cell in code] == [["execute_result"]] * len(code)
    shown = ["".join(o["data"]["text/plain"] for o in cell.outputs) for cell in code]
    plans = [s for s in shown if "发展规划" in s]
    assert len(plans) >= 4 and not any("Empty DataFrame" in s or s.startswith("Series([]") for s in shown)
