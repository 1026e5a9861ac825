"""The answers follow the text: on copies of real plans changed by a known list of edits, the record changes by exactly these."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from zeren.build.compose import compose
from zeren.kg.model import Record
from zeren.kg.vocab import load

pytestmark = pytest.mark.corpus
Place = tuple[str, int, int]
BRACKET = re.compile(r"[（〔]牵头单位[:：]\s*([^，；]+?)(?:[，；]责任单位[:：]\s*(.+))?[）〕]$")


@dataclass
class Expected:
    """What the record must say: each goal's text, leads and responsible agencies by its place."""

    goals: dict[Place, tuple[str, list[str], list[str]]]
    targets: dict[Place, list[tuple[str, str]]]
    done: list[str] = field(default_factory=list)


def expected(record: Record) -> Expected:
    goals: dict[Place, tuple[str, list[str], list[str]]] = {}
    targets: dict[Place, list[tuple[str, str]]] = {}
    for plan in record.plans:
        for domain in plan.domains:
            for goal in domain.goals:
                place = (plan.key, domain.no, goal.no)
                goals[place] = ("".join(goal.text.split()), list(goal.lead), list(goal.responsible))
                found = [t for t in record.targets if (t.plan, t.domain, t.no) == place and t.part == "goal"]
                targets[place] = [(t.value, t.unit) for t in found]
    return Expected(goals, targets)


class Copy:
    """A copy of a plan's file, by lines, and what a reader should find in it."""

    def __init__(self, text: str, record: Record) -> None:
        self.lines = text.split("\n")
        self.want = expected(record)
        self.at = {place: self._line(text_) for place, (text_, _, _) in self.want.goals.items()}
        self.free = sorted(place for place, at in self.at.items() if at is not None)

    def _line(self, goal: str) -> int | None:
        """The one line that holds the whole goal, None where there is none or several."""
        found = [n for n, line in enumerate(self.lines) if goal in "".join(line.split()) and line.strip()]
        return found[0] if len(found) == 1 else None

    def take(self, rng: random.Random, fits: Callable[[str], bool]) -> Place | None:
        """A goal that no edit has touched yet."""
        places = [p for p in self.free if fits(self.lines[self.at[p] or 0])]
        if not places:
            return None
        place = rng.choice(places)
        self.free.remove(place)
        return place


def drop(copy: Copy, rng: random.Random) -> None:
    if place := copy.take(rng, lambda line: True):
        copy.lines[copy.at[place] or 0] = ""
        del copy.want.goals[place], copy.want.targets[place]
        copy.want.done.append(f"drop {place}")


def add(copy: Copy, rng: random.Random) -> None:
    """One more goal behind the last one of a domain, numbered and written in the plan's manner."""
    lasts = {(plan, domain): no for plan, domain, no in sorted(copy.at)}
    label = re.compile(r"^((?:\[bookmark[^\]]*\])*\s*[（(]?)(\d+)([）).．、]\s*)")
    places = [p for p in copy.free if lasts[p[:2]] == p[2] and label.match(copy.lines[copy.at[p] or 0])]
    if places:
        plan, domain, no = place = rng.choice(places)
        copy.free.remove(place)
        at = copy.at[place] or 0
        text, share = "社区开办亲子阅览角，受益家庭覆盖面达到61%以上。", ("61", "%")
        lead, others = (["区审计局"], ["区气象局", "区档案馆"]) if copy.want.goals[place][1] else ([], [])
        bracket = f"（牵头单位：{lead[0]}，责任单位：{'、'.join(others)}）" if lead else ""
        match = label.match(copy.lines[at])
        assert match
        copy.lines[at] += f"\n{re.sub('.*bookmark.*]', '', match[1])}{no + 1}{match[3]}{text}{bracket}"
        copy.want.goals[plan, domain, no + 1] = (text, lead, others)
        copy.want.targets[plan, domain, no + 1] = [share]
        copy.want.done.append(f"add {(plan, domain, no + 1)}")


def number(copy: Copy, rng: random.Random) -> None:
    """Another number in a goal's only percentage."""
    once = re.compile(r"(?<![\d.])(\d\d)(?=%)")
    if place := copy.take(rng, lambda line: len(once.findall(line)) == 1 and line.count("%") == 1 and "国纲" not in line):
        at = copy.at[place] or 0
        old = once.findall(copy.lines[at])[0]
        new = str(int(old) + 1 if old != "99" else 98)
        copy.lines[at] = once.sub(new, copy.lines[at])
        text, lead, others = copy.want.goals[place]
        copy.want.goals[place] = (once.sub(new, text), lead, others)
        copy.want.targets[place] = [(new if v == old else v, u) for v, u in copy.want.targets[place]]
        copy.want.done.append(f"number {place} {old} → {new}")


def wrap(copy: Copy, rng: random.Random) -> None:
    """A page break in mid-sentence."""
    if place := copy.take(rng, lambda line: len(line) > 24):
        at = copy.at[place] or 0
        line = copy.lines[at].rstrip()
        body = [n for n in range(12, min(len(line) - 6, 60)) if all("\u4e00" <= c <= "\u9fff" for c in line[n - 2 : n + 2])]
        if body:
            cut = rng.choice(body)
            copy.lines[at] = line[:cut] + "\n\n" + line[cut:]
            copy.want.done.append(f"wrap {place} at {line[cut - 2 : cut]}|{line[cut : cut + 2]}")


def swap(copy: Copy, rng: random.Random) -> None:
    """Another agency in the place of the lead."""
    if place := copy.take(rng, lambda line: bool(BRACKET.search(line.strip())) and "区审计局" not in line):
        at = copy.at[place] or 0
        text, lead, others = copy.want.goals[place]
        if len(lead) == 1 and lead[0] not in others and copy.lines[at].count(lead[0]) == 1:
            copy.lines[at] = copy.lines[at].replace(lead[0], "区审计局")
            copy.want.goals[place] = (text, ["区审计局"], others)
            copy.want.done.append(f"swap {place} {lead[0]}")


def rewrite(copy: Copy, rng: random.Random) -> None:
    """The bracket in another manner."""
    manners = ("〔牵头单位：{}；责任单位：{}〕", "(牵头单位:{},责任单位:{})", "【牵头部门：{}；责任部门：{}】", "（{}牵头，{}配合）")
    if place := copy.take(rng, lambda line: bool((m := BRACKET.search(line.strip())) and m[2] and "（" not in m[1] + m[2])):
        at = copy.at[place] or 0
        line = copy.lines[at].strip()
        match = BRACKET.search(line)
        assert match
        manner = rng.choice(manners)
        copy.lines[at] = line[: match.start()] + manner.format(match[1], match[2])
        copy.want.done.append(f"rewrite {place} {manner}")


EDITS = (drop, drop, add, add, number, number, wrap, wrap, wrap, swap, swap, rewrite, rewrite, rewrite)


def differences(want: Expected, got: Expected) -> list[str]:
    places = sorted(want.goals.keys() | got.goals.keys())
    out = [f"{p}: {want.goals.get(p)} but found {got.goals.get(p)}" for p in places if want.goals.get(p) != got.goals.get(p)]
    return out + [
        f"{p}: targets {want.targets.get(p)} but found {got.targets.get(p)}"
        for p in places
        if sorted(want.targets.get(p, [])) != sorted(got.targets.get(p, []))
    ]


@pytest.mark.parametrize("name", ["001", "002", "003"])
@pytest.mark.parametrize("seed", range(4))
def test_the_record_follows_the_edits(shared: Path, tmp_path: Path, name: str, seed: int) -> None:
    path = shared / "corpus" / f"{name}.txt"
    vocab = load()
    copy = Copy(path.read_text(encoding="utf-8"), compose(path, name, vocab).record)
    rng = random.Random(seed)
    for edit in rng.sample(EDITS, len(EDITS)):
        edit(copy, rng)
    changed = tmp_path / f"{name}.txt"
    changed.write_text("\n".join(copy.lines), encoding="utf-8")
    assert len(copy.want.done) >= 4
    wrong = differences(copy.want, expected(compose(changed, name, vocab).record))
    assert not wrong, "\n".join([*copy.want.done, "---", *wrong])
