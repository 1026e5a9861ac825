"""Fixtures that many tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real plans, gold annotation and scorers; tests skip without it, except in CI."""
    folder = Path(os.environ.get("ZEREN_SHARED", "../shared"))
    folder = folder if folder.is_absolute() else (ROOT / folder).resolve()
    if not (folder / "corpus").is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI needs the shared corpus, not found at {folder}")
        pytest.skip("the shared corpus is not on this machine (set ZEREN_SHARED)")
    return folder
