"""The responsibility graph: its types, names, store, questions, networks and findings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zeren.kg.dataset import Dataset

__all__ = ["open_dataset"]


def open_dataset(folder: str | Path) -> Dataset:
    """Open what `zeren build … -o folder` wrote.

    Raises DatasetError, a ValueError whose message is one line, when there is no readable dataset.
    """
    from zeren.kg import dataset  # networkx and the vocabulary: only for those who open one

    return dataset.open_dataset(folder)
