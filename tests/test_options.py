"""The arguments and options of the command line."""

from __future__ import annotations

from typing import get_args

import pytest
from typer.models import ParameterInfo

from zeren.viz import options
from zeren.viz.options import Audited, Cells, Exported, Networked

DECLARED = [name for name, value in sorted(vars(options).items()) if get_args(value) and isinstance(get_args(value)[-1], ParameterInfo)]


def test_options_were_collected() -> None:
    assert len(DECLARED) >= 20


@pytest.mark.parametrize("name", DECLARED)
def test_each_says_what_it_is_for(name: str) -> None:
    info = get_args(getattr(options, name))[-1]
    assert info.help and info.help.strip() == info.help
    assert info.help.endswith((".", "B"))


@pytest.mark.parametrize("formats", [Cells, Audited, Networked, Exported])
def test_formats_are_named_as_they_are_written(formats: type[Cells]) -> None:
    assert [f.name for f in formats] == [f.value for f in formats]
    assert len(formats) >= 4
