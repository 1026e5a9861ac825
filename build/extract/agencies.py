"""Split a list of agencies into its names, as written, and tell what looks like the name of an agency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from zeren.build.extract.lexis import lexis
from zeren.build.overlay import cached
from zeren.kg.model import Role, Span

OPEN, CLOSE = "（(【[［〔《“", "）)】]］〕》”"
HARD = re.compile(r"[、，,；;。\n\r\t/／|｜]|(?<=\S)[ 　\u00a0]+(?=\S)")
NUMBERED = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十])[.．、)）](?!\d)|[①-⑳]")
NOISE = " \t\r\n　\u00a0、，,；;。.：:·"
BRACKET = re.compile(r"[（(【[［〔《“]")
HAN = re.compile(r"[\u4e00-\u9fffA-Za-z]")
LONGEST = 32


@dataclass(frozen=True, slots=True)
class Name:
    """An agency as written, where it stands, and what stands with it.

    `role` is its own role (牵头单位) in brackets behind it, `marked` a star, `etc` that 等部门 follows, `suffix` what the end of the list
    lends it (部门 in 教育、公安等部门), `expanded` its full form where a prefix or such a suffix was left out.
    """

    text: str
    span: Span
    role: Role | None = None
    marked: bool = False
    etc: bool = False
    suffix: str = ""
    expanded: str | None = None


class Names:
    """Splitting and recognising, with the package's word lists and the user's own in front."""

    def __init__(self) -> None:
        words = lexis("agencies")
        head = f"(?:{words.any('head')})(?:[（(][^（）()]{{1,14}}[）)])?"
        level = f"{words.any('level')}(?:[（(][^（）()]{{1,10}}[）)])?"
        zone = f"{words.any('zone')}(?:[（(][^（）()]{{1,10}}[）)])?"
        each, link, after, office = (words.any(kind) for kind in ("each", "or", "group-end", "group-office"))
        several = rf"{each}{level}(?:{link}{level}){{1,8}}(?:{head})?{after}"
        shared = rf"{each}{level}{link}{zone}[\u4e00-\u9fff]{{0,4}}?{office}?{after}"
        self.each = re.compile(each)
        self.group = re.compile(f"{several}|{shared}")
        self.leading = words.choice("leading").pattern
        self.level = words.choice("level-prefix").pattern
        self.party = words.choice("party")
        self.office = words.choice("bare-office").pattern
        self.branch = words.choice("branch").pattern
        self.remark = words.choice("remark").pattern
        self.nobody = frozenset(words.words("nobody"))
        self.whole, self.parted = frozenset(words.words("whole-link")), frozenset(words.words("split-link"))
        self.all_levels, self.one_level = words.choice("every-level").pattern, words.choice("one-level").pattern
        self.tail = words.choice("tail").pattern
        self.mark = words.choice("mark").pattern
        self.link = words.choice("link").pattern
        self.own = words.choice("own-role", after=r"\s*$")
        self.stop = words.choice("stop").pattern
        self.person = words.choice("person").pattern
        self.anybody = words.choice("anybody").pattern
        self.roles = words.choice("role-group").pattern
        self.generic = frozenset(words.words("generic"))
        self.sectors = frozenset(words.words("sector"))
        self.sector = re.compile(words.any("sector"))
        self.body = re.compile(rf"{words.any('body')}(?:[（(][^（）()]{{1,24}}[）)])*$")
        self.false = re.compile(rf"{words.any('false-body')}$")
        self.levels = frozenset(words.words("level"))
        self.sector_end = re.compile(rf"^(?P<stem>[\u4e00-\u9fff]{{2,14}}?)(?P<suffix>{words.any('shared-end')})$")
        self.after_etc = words.choice("lent").pattern

    def split(self, text: str, base: int = 0) -> list[Name]:
        """The agencies listed in `text`, which holds nothing but such a list; spans count from `base`.

        Tails behind 等 are left out, names that hold 、 or 和 stay whole, marks and roles in brackets are taken off.
        """
        found = [name for start, end in self._pieces(text) for name in self._piece(text, start, end, base)]
        return self.expand(self._sectors(text, base, found))

    def _pieces(self, text: str) -> Iterator[tuple[int, int]]:
        """The stretches between separators that stand in no brackets and in no group."""
        shut = [(m.start(), m.end()) for m in self.group.finditer(text)] if self.each.search(text) else []
        depth = _depths(text) if BRACKET.search(text) else None
        start = 0
        for match in HARD.finditer(text):
            at = match.start()
            if (depth and depth[at]) or any(s < at < e for s, e in shut):
                continue
            if match.group()[0] in " 　\u00a0" and not self.complete(text[start:at].strip(NOISE)):
                continue
            yield start, at
            start = match.end()
        yield start, len(text)

    def _piece(self, text: str, start: int, end: int, base: int) -> Iterator[Name]:
        start, end = _trim(text, start, end)
        if match := NUMBERED.match(text, start, end):
            start, end = _trim(text, match.end(), end)
        while match := self.leading.match(text, start, end):
            start, end = _trim(text, match.end(), end)
        match = self.tail.search(text, start, end)
        if match is None:
            yield from self._linked(text, start, end, base, False)
            return
        yield from self._linked(text, start, match.start(), base, True)
        if self.leading.match(text, match.end(), end):
            yield from self._piece(text, match.end(), end, base)

    def _linked(self, text: str, start: int, end: int, base: int, etc: bool) -> Iterator[Name]:
        """One stretch without separators: cut at 和, 及, 与 only where a whole name stands on either side."""
        if start >= end:
            return
        at = start
        if self.link.search(text, start, end) and not self.group.fullmatch(text, start, end):
            depth = _depths(text[start:end])
            for match in self.link.finditer(text, start, end):
                left, right = text[at : match.start()], text[match.end() : end]
                if depth[match.start() - start] == 0 and self._parts(left, match.group(), right):
                    if name := self._name(text, at, match.start(), base, False):
                        yield name
                    at = match.end()
        if name := self._name(text, at, end, base, etc):
            yield name

    def _parts(self, left: str, link: str, right: str) -> bool:
        """Whether 和 stands between two agencies and not inside one."""
        if len(left) < 2 or len(right) < 2 or (self.each.match(left) and (right in self.levels or right in self.generic)):
            return False
        if link in self.whole or link in self.parted:
            return link in self.parted
        first = self.link.split(right)[0]
        whole = right in self.generic or first in self.generic
        if left in self.sectors and (match := self.sector_end.match(first)):
            return match["stem"] in self.sectors
        return self.complete(left) and not whole and (self.complete(first) or self.complete(right) or first in self.sectors)

    def _name(self, text: str, start: int, end: int, base: int, etc: bool) -> Name | None:
        start, end = _trim(text, start, end)
        marked, role = False, None
        while match := self.mark.match(text, start, end):
            marked = True
            start, end = _trim(text, match.end(), end)
        if text[end - 1 : end] in CLOSE and end > start and (match := self.own.pattern.search(text[:end], start)):
            role = self.own.get(match, "gives")
            start, end = _trim(text, start, match.start())
        if text[end - 1 : end] in CLOSE and end > start and (match := self.remark.search(text, start, end)):
            start, end = _trim(text, start, match.start())
        while end > start and self.mark.fullmatch(text, end - 1, end):
            marked = True
            start, end = _trim(text, start, end - 1)
        written = "".join(text[start:end].split())
        if not written or written in self.nobody or not HAN.search(written):
            return None
        return Name(written, Span(base + start, base + end), role, marked, etc)

    def _sectors(self, text: str, base: int, names: list[Name]) -> list[Name]:
        """In 市交通、水利等部门 the items are fields that share 部门; note it, with the shared 各级 taken off the first."""
        if not names or not (names[-1].etc or len(names) > 1):
            return names
        last = names[-1]
        end = self.sector_end.match(last.text)
        if not last.etc:
            if not end or end["stem"] not in self.sectors or not any(n.text in self.sectors for n in names[:-1]):
                return names
            last = replace(last, text=end["stem"], span=Span(last.span.start, last.span.end - len(end["suffix"])), suffix=end["suffix"])
        tail = self.after_etc.search(text, last.span.end - base)
        lent = last.suffix or (tail["lent"] if tail else "")
        first = self.one_level.match(names[0].text)
        return [self._field(name, lent, first.group() if first else "") for name in [*names[:-1], last]]

    def _field(self, name: Name, lent: str, level: str) -> Name:
        """A field of work as the agency that it stands for; any other name as it is."""
        bare = self.all_levels.sub("", name.text)
        if self.one_level.sub("", name.text) not in self.sectors and (self.complete(bare) or len(bare) > 8):
            return name
        full = bare if bare.startswith(level) else level + bare
        span = Span(name.span.end - len(bare), name.span.end) if len(name.span) == len(name.text) else name.span
        return replace(name, text=bare, span=span, suffix=lent, expanded=full + lent if level and lent else None)

    def expand(self, names: list[Name]) -> list[Name]:
        """Give 财政局 behind 市发改委 its full form 市财政局; the level may stand on a later name where all agree."""
        levels = [match["level"] if (match := self.level.match(name.text)) else "" for name in names]
        said = {level for level in levels if level}
        near = said.pop() if len(said) == 1 else ""
        out: list[Name] = []
        for name, own in zip(names, levels, strict=True):
            near = own or near
            if near and not own and name.expanded is None and not name.suffix and self.elided(name.text):
                party = self.party.pattern.fullmatch(name.text)
                name = replace(name, expanded=near + (str(self.party.get(party, "lends")) if party else "") + name.text)
            out.append(name)
        return out

    def elided(self, name: str) -> bool:
        """Whether a name begins with a field of work where its level (市, 区) should stand; a branch (公安乙分局) bears no level."""
        if self.branch.search(name):
            return False
        return self.complete(name) and name not in self.sectors and bool(self.sector.match(name) or self.office.match(name))

    def complete(self, text: str) -> bool:
        """Whether text ends as the name of an agency does."""
        return len(text) > 1 and bool(self.body.search(text)) and not self.false.search(text)

    def plausible(self, text: str) -> bool:
        """Whether text could be an agency's name: it ends as one, holds nothing that none holds, names no person and no mere role."""
        if not 2 <= len(text) <= LONGEST or text in self.generic:
            return False
        bare = re.sub(r"[（(][^（）()]*[）)]", "", text)
        if bare in self.generic and bare not in self.levels:
            return False
        if self.stop.search(bare) or self.person.search(bare) or self.roles.search(bare):
            return False
        return self.complete(text) or bool(self.group.fullmatch(text)) or self.one_level.sub("", bare) in self.sectors


@cached
def names() -> Names:
    """The recogniser for the package's word lists with the user's in front; made once."""
    return Names()


def split(text: str, base: int = 0) -> list[Name]:
    """The agencies listed in `text`; spans count from `base`."""
    return names().split(text, base)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in NOISE:
        start += 1
    while start < end and text[end - 1] in NOISE:
        end -= 1
    return start, end


def _depths(text: str) -> list[int]:
    """How many brackets are open at each character (those that nothing closes count for nothing)."""
    depths = [0] * (len(text) + 1)
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    for i, char in enumerate(text):
        if char in OPEN:
            stack.append(i)
        elif char in CLOSE and stack:
            pairs.append((stack.pop(), i))
    for first, last in pairs:
        depths[first] += 1
        depths[last + 1] -= 1
    level = 0
    for i in range(len(text)):
        level += depths[i]
        depths[i] = level
    return depths
