"""Read one sentence of running text: which agencies are the subject of which verb, or the ones by whom a thing is to be done."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from zeren.build.extract.agencies import Name, Names
from zeren.build.extract.clauses import Grammar, Groups, stretches
from zeren.build.extract.lexis import Choice, lexis

PART = re.compile(r"[^；;]+")
HEAD = re.compile(
    r"\s*(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）).．、]|[①-⑳]|——|第[一二三四五六七八九十]{1,3}[，、]|[一二三四五六七八九十]是)?\s*"
)
PAUSE = re.compile("、")
COLON = re.compile("[:：]")
BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
SUBJECT = 90  # characters of a subject, at most
SEVERAL = 6  # 由 in one clause, at most


@dataclass(slots=True)
class Found:
    """One assignment while its sentence is being read: who was given what kind of role, and where it stands."""

    start: int
    end: int
    groups: Groups = field(default_factory=Groups)
    task: tuple[int, int] | None = None
    sure: bool = False
    aside: bool = False
    by: bool = False


class Prose:
    """The lexicon's rows for running text, compiled."""

    def __init__(self, grammar: Grammar) -> None:
        words = lexis("assignments")
        self.grammar = grammar
        self.names: Names = grammar.names
        self.verb = Choice([row for kind in ("is", "verb", "partner", "act") for row in words.kinds.get(kind, ())])
        self.by = words.choice("by").pattern
        self.told = words.choice("told")
        self.news = words.choice("news").pattern
        self.of = words.choice("of").pattern
        self.slogan = words.choice("slogan").pattern
        self.start = re.compile(f"(?:{words.any('start')}|{lexis('agencies').any('sector')})")
        self.later = words.choice("later").pattern
        self.aside = words.choice("aside").pattern
        self.post = words.choice("post").pattern
        self.closes = words.choice("closes").pattern
        self.after = words.choice("after").pattern
        self.signature = words.choice("signature").pattern

    def sentence(self, text: str, base: int) -> list[Found]:
        """The assignments of one sentence; spans count from `base`."""
        out: list[Found] = []
        for part in PART.finditer(text):
            current: Found | None = None
            for start, end in stretches(self.grammar.comma, text, part.start(), part.end()):
                current = self._clause(text, start, end, base, current, out)
        return [f for f in out if f.groups.given]

    def _clause(self, text: str, start: int, end: int, base: int, current: Found | None, out: list[Found]) -> Found | None:
        """Read one stretch between commas; returns the assignment that the next one may go on with."""
        start = HEAD.match(text, start, end).end()  # type: ignore[union-attr]
        while match := self.later.match(text, start, end):
            start = match.end()
        words = text[start:end]
        if not words.strip():
            return current
        if self.grammar.due.pattern.fullmatch(words.strip()):
            if current:
                current.groups.deadline = current.groups.deadline or words.strip()
                current.end = base + end
            return current
        if current and (match := self.grammar.partner.pattern.match(text, start, end)):
            found, _ = self._list(text, match.end(), end, base)
            if found:
                self._turn(current)
                current.groups.give(found, "supporting", self.grammar.partner.row(match).id)
                current.end = base + end
            return current
        for reader in (self._by, self._told, self._subject):
            read = reader(text, start, end, base)
            if read is not None:
                return self._add(read, current, out)
        if current:
            current.end = base + end
        return current

    def _turn(self, current: Found) -> None:
        """A 会同 behind it makes the one in front of it the lead."""
        if current.groups.given:
            found, _ = current.groups.given[0]
            current.groups.given[0] = (found, "lead")

    def _add(self, read: Found, current: Found | None, out: list[Found]) -> Found:
        """Go on with the current assignment where the new roles complete it, else begin another."""
        kinds = {kind for _, kind in read.groups.given}
        have = {kind for _, kind in current.groups.given} if current else set()
        if current and read.aside:
            return current
        if current and not (kinds & {"plain", "act"} and have & {"plain", "act"}) and not ("lead" in kinds and "lead" in have):
            current.groups.given += read.groups.given
            current.groups.rule = current.groups.rule or read.groups.rule
            current.end = read.end
            current.sure = current.sure or read.sure
            current.task = current.task or read.task
            return current
        out.append(read)
        return read

    def _list(self, text: str, start: int, end: int, base: int) -> tuple[list[Name], re.Match[str] | None]:
        """The agencies that stand from `start` on, and the verb behind them; the longest list that is one."""
        best: tuple[list[Name], re.Match[str] | None] = ([], None)
        while match := self.names.leading.match(text, start, end):
            start = match.end()
        if not self.start.match(text, start, end):
            return best
        limit = min(end, start + SUBJECT * 2)
        for match in self.verb.pattern.finditer(text, start, limit):
            if best[0] and best[1] and (self._is_partner(best[1]) or self._new_object(text, best[1], match.start())):
                break
            left = self.after.sub("", text[start : match.start()])
            if self.names.stop.search(BRACKETED.sub("", left)) and not best[0] and len(left) > 24:
                break
            found = self.good(left, base + start)
            if found:
                best = (found, match)
            elif best[0] and match.start() - best[1].end() > 14:  # type: ignore[union-attr]
                break
        if not best[0] and end - start <= SUBJECT and (found := self.good(text[start:end], base + start)):
            return found, None
        return best

    def _is_partner(self, verb: re.Match[str]) -> bool:
        return dict(self.verb.row(verb).set).get("kind") == "partner"

    def _new_object(self, text: str, verb: re.Match[str], at: int) -> bool:
        """Whether what stands between a verb and `at` names others (指导各区教育局) rather than going on with a name (组织部)."""
        between = PAUSE.split(self.names.link.split(text[verb.end() : at])[0])[0]
        while (match := self.verb.pattern.match(between)) and match.end():
            between = between[match.end() :]
        return bool(self.grammar.another.search(between)) or (len(between) > 2 and bool(self.names.sector.match(between)))

    def good(self, left: str, base: int) -> list[Name]:
        """The names of a list, where all of it is names and the first begins as an agency does."""
        if not 2 <= len(left.strip()) <= SUBJECT * 2 or "《" in left or COLON.search(BRACKETED.sub("", left)):
            return []
        if not self.closes.search(left) and not self.names.complete(left.rstrip()):
            return []
        found = self.names.split(left, base)
        if not found or not self.start.match(found[0].text):
            return []
        for name in found:
            if not self.names.plausible(name.text) and not name.suffix:
                return []
            if not name.suffix and not self.names.complete(name.text) and not self.names.group.fullmatch(name.text):
                return []
        covered = sum(len(n.span) for n in found)
        return found if covered * 2 >= len(BRACKETED.sub("", left).strip()) or len(left) <= 8 or any(n.etc for n in found) else []

    def _by(self, text: str, start: int, end: int, base: int) -> Found | None:
        """由…负责, 由…牵头."""
        for by in islice(self.by.finditer(text, start, end), SEVERAL):
            found, verb = self._list(text, by.end(), end, base)
            if not found:
                continue
            kind = self._kind(verb)
            if verb and len(found) == 1:
                kind = str(self.verb.get(verb, "alone") or kind)
            read = self._give(found, "plain" if kind == "act" else kind, verb, text, start, end, base)
            if read.groups.given and read.groups.given[0][1] in ("plain", "lead", "responsible"):
                read.sure = True
            read.by = len(found) == 1
            before = text[start : by.start()].strip("，, ")
            read.task = (base + start, base + by.start()) if len(before) >= 2 else (base + (verb.end() if verb else by.end()), base + end)
            return read
        return None

    def _told(self, text: str, start: int, end: int, base: int) -> Found | None:
        """要求…做好, 委托…考核."""
        for told in self.told.pattern.finditer(text, start, end):
            if told.start() - start > 16:
                return None
            found, verb = self._list(text, told.end(), end, base)
            if found:
                kind = str(self.told.get(told, "gives"))
                if kind == "act" and verb is None:
                    return None
                if kind == "participating":
                    read = Found(base + start, base + end, sure=True)
                    read.groups.give(found, kind, self.told.row(told).id)
                    return read
                if kind == "plain":
                    read = Found(base + start, base + end, sure=True, task=(base + (verb.start() if verb else told.end()), base + end))
                    read.groups.give(found, "plain", self.told.row(told).id)
                    return read
                return self._give(found, self._kind(verb), verb, text, start, end, base)
        return None

    def _subject(self, text: str, start: int, end: int, base: int) -> Found | None:
        """县教育局负责, 县教育局、县财政局要, 县教育局：负责."""
        colon = re.search("[:：]", text[start : min(end, start + SUBJECT)])
        if colon and (found := self.good(self.post.sub("", text[start : start + colon.start()]), base + start)):
            at = start + colon.end()
            verb = self.verb.pattern.search(text, at, min(end, at + 14))
            if verb is None:
                return None
            read = self._give(found, "plain", verb, text, start, end, base)
            read.task, read.sure = (base + at, base + end), True
            return read
        found, verb = self._list(text, start, end, base)
        if not found or verb is None:
            return None
        kind = self._kind(verb)
        if kind == "act" and (self.news.search(text, start, end) or all(self.names.anybody.match(n.text) for n in found)):
            return None
        after = text[verb.end() : end]
        if all(self.names.anybody.match(n.text) for n in found) and (self.of.match(after) or self.slogan.match(after)):
            return None
        read = self._give(found, kind, verb, text, start, end, base)
        read.aside = kind == "act" and bool(self.aside.match(text, verb.end() if self.verb.get(verb, "modal") else verb.start()))
        return read

    def _kind(self, verb: re.Match[str] | None) -> str:
        return "plain" if verb is None else str(self.verb.get(verb, "gives"))

    def _give(self, found: list[Name], kind: str, verb: re.Match[str] | None, text: str, start: int, end: int, base: int) -> Found:
        read = Found(base + start, base + end, task=(base + (verb.start() if verb else start), base + end))
        rule = self.verb.row(verb).id if verb else "assignments:by"
        kind, verb = self._further(kind, verb, text, end)
        if verb is not None and self._is_partner(verb):
            more, then = self._list(text, verb.end(), end, base)
            if not more:
                read.groups.give(found, "responsible" if len(found) > 1 else "act", rule)
                return read
            read.groups.give(found, "lead", rule)
            read.groups.give(more, "supporting", rule)
            read.sure = True
            read.task = (base + (then.start() if then else verb.end()), base + end)
            return read
        if kind != "none":
            read.groups.give(found, kind, rule)
            read.sure = kind != "act"
        return read

    def _further(self, kind: str, verb: re.Match[str] | None, text: str, end: int) -> tuple[str, re.Match[str] | None]:
        """A modal or adverb hands on to the verb behind it: 要牵头, 具体负责, 共同配合, 将会同."""
        while kind == "act" and verb is not None:
            after = self.verb.pattern.match(text, verb.end(), end)
            if after is None:
                break
            verb, kind = after, self._kind(after)
        return kind, verb


@lru_cache(maxsize=8)
def prose(grammar: Grammar) -> Prose:
    """The reader that goes with a grammar; made once."""
    return Prose(grammar)
