"""Keep the console blocks of the READMEs true: run their commands on the example plans and put the real output in.

    refresh.py [README.md README.zh-CN.md]

A line with … alone stands for what is left out: as many lines stay before and after it as stood there.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.M | re.S)
ELIDED = "…"
COLUMNS = 140


@dataclass(frozen=True, slots=True)
class Example:
    """A command of a console block and the lines that it shows."""

    command: str
    shown: tuple[str, ...]

    @property
    def ours(self) -> bool:
        return self.command.startswith("zeren ")


def examples(text: str) -> Iterator[Example]:
    """Every command of the console blocks of a README, in order."""
    for block in BLOCK.findall(text):
        yield from parts(block)


def parts(block: str) -> Iterator[Example]:
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, *lines = part.rstrip("\n").splitlines()
        yield Example(command, tuple(line.rstrip() for line in lines))


def alike(shown: tuple[str, ...], real: tuple[str, ...]) -> bool:
    """Whether the lines shown are the real ones, a line with … alone standing for any number of lines."""
    if not shown:
        return not real
    if shown[0].strip() == ELIDED:
        return any(alike(shown[1:], real[i:]) for i in range(len(real) + 1))
    return bool(real) and shown[0] == real[0] and alike(shown[1:], real[1:])


def run(command: str, folder: Path) -> tuple[str, ...]:
    """The lines that a zeren command writes in `folder`, stdout and stderr together; raises RuntimeError where it breaks down."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / ".links"), "COLUMNS": str(COLUMNS), "PYTHONUTF8": "1", "NO_COLOR": "1"}
    words = [sys.executable, "-m", "zeren.cli", *shlex.split(command)[1:]]
    done = subprocess.run(
        words, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=120, check=False
    )
    if "Traceback" in done.stdout:
        raise RuntimeError(f"{command}\n{done.stdout}")
    return tuple(line.rstrip() for line in done.stdout.splitlines())


def transcript(texts: list[str], folder: Path) -> dict[str, tuple[str, ...]]:
    """{command: what it really writes}, each run once, in order, in `folder`, which gets the example plans and nothing else."""
    shutil.copytree(ROOT / "examples" / "plans", folder / "examples" / "plans")
    commands = dict.fromkeys(e.command for text in texts for e in examples(text) if e.ours)
    return {command: run(command, folder) for command in commands}


def refreshed(text: str, real: dict[str, tuple[str, ...]]) -> str:
    """The README with every zeren command's output put right."""

    def block(match: re.Match[str]) -> str:
        new = (Example(e.command, elided(e.shown, real[e.command]) if e.ours else e.shown) for e in parts(match.group()))
        return "".join("\n".join((f"$ {e.command}", *e.shown)) + "\n" for e in new)

    return BLOCK.sub(block, text)


def elided(shown: tuple[str, ...], real: tuple[str, ...]) -> tuple[str, ...]:
    """The real lines, cut as the shown ones are."""
    if ELIDED not in shown:
        return real
    head = shown.index(ELIDED)
    tail = len(shown) - 1 - head
    return real if head + tail >= len(real) else (*real[:head], ELIDED, *real[len(real) - tail :])


def main() -> None:
    files = [ROOT / name for name in sys.argv[1:] or READMES]
    texts = [file.read_text(encoding="utf-8") for file in files]
    with tempfile.TemporaryDirectory(prefix="zeren-readme-") as folder:
        real = transcript(texts, Path(folder))
    for file, text in zip(files, texts, strict=True):
        file.write_text(refreshed(text, real), encoding="utf-8")


if __name__ == "__main__":
    main()
