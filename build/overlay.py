"""Lay a user's lexicon files over the package's: which are in use now, and caches that never mix two of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache, wraps
from pathlib import Path
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar, cast

from zeren.kg import written

P = ParamSpec("P")
R = TypeVar("R")
ALIASES = "aliases"  # a file of the vocabulary, not a lexicon


@dataclass(frozen=True, eq=False)
class Overlay:
    """A user's folder as it stood when it was opened: its lexicon files, (path, text) by lexicon, and the agencies' names it adds."""

    files: Mapping[str, tuple[str, str]]
    names: tuple[str, ...] = ()


NONE = Overlay(MappingProxyType({}))
_current: ContextVar[Overlay] = ContextVar("overlay", default=NONE)


def overlay(folder: Path | None, names: tuple[str, ...] = ()) -> Overlay:
    """The lexicon files (*.yaml) of a folder, and names of agencies that its Turtle and aliases add.

    Raises ValueError, naming the file, when one is no text.
    """
    if folder is None:
        return NONE
    files = {f.stem: (str(f), written.read(f)) for f in sorted(folder.glob("*.yaml")) if f.stem != ALIASES}
    return Overlay(MappingProxyType(files), names) if files or names else NONE


def current() -> Overlay:
    """The files that lie over the package's now."""
    return _current.get()


@contextmanager
def using(own: Overlay) -> Iterator[None]:
    """Whatever is loaded inside has these files laid over the package's."""
    token = _current.set(own)
    try:
        yield
    finally:
        _current.reset(token)


def cached(make: Callable[P, R]) -> Callable[P, R]:
    """Make each answer once for every overlay: the cache for all that is compiled from lexicons."""

    @lru_cache(maxsize=256)
    def keep(own: Overlay, args: tuple[Any, ...]) -> R:
        return cast(Callable[..., R], make)(*args)

    @wraps(make)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        return keep(_current.get(), args)  # what is made from lexicons takes no keywords

    return call
