"""Find assignments in running text: who is the subject of a task, or by whom it is to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from zeren.build.extract.agencies import CLOSE, LEADING, OPEN, Name, Names
from zeren.build.extract.clauses import Clause, Grammar, Groups
from zeren.build.extract.lexis import Choice, lexis
from zeren.build.extract.rulings import Rulings
from zeren.kg.model import Passage, Span

SENTENCE = re.compile(r"[^。！？!?\n]+")
PART = re.compile(r"[^；;]+")
COMMA = re.compile(r"[，,]|(?:(?<=牵头)|(?<=负责)|(?<=配合)|(?<=参与)|(?<=参加)|(?<=协助))、")
HEAD = re.compile(
    r"\s*(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）).．、]|[①-⑳]|——|第[一二三四五六七八九十]{1,3}[，、]|[一二三四五六七八九十]是)?\s*"
)
LATER = re.compile(r"(?:同时|其中|此外|另外|并且|原则上|下一步|目前|今年|今后|再|并|而|但|则|进而)[，,]?")
ASIDE = re.compile(
    r"(?:加强|做好|抓好|履行好?|开展|强化|落实|承担|进行)*(?:对.{0,20}?的?)?(?:指导|监督|监管|督导|督促|督查|考核|检查)(?!.{0,8}(?:牵头|组织))"
)
GROUP = re.compile(r"[、和及与]")
DUTIES = re.compile(r"(?:的)?(?:主要|工作|具体)?(?:职责|任务|责任|分工)(?:分工|任务)?$")
COLON = re.compile("[:：]")
BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
SUBJECT = 90
SEVERAL = 6
ENDS = re.compile(r"(?:[）)*＊★]|部门|单位|等|家|个|各地|街道)\s*$")
NEW = "各|现有|有关|相关|所属|辖区|本级|下级|[省市州区县旗镇乡](?!级|直|域|内|民(?![政族宗防办])|委员|别|分)"


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
        self.slogan = words.choice("slogan").pattern
        self.start = re.compile(f"(?:{words.any('start')}|{lexis('agencies').any('sector')})")
        self.new = re.compile(NEW)

    def sentence(self, text: str, base: int) -> list[Found]:
        """The assignments of one sentence; spans count from `base`."""
        out: list[Found] = []
        for part in PART.finditer(text):
            current: Found | None = None
            for start, end in _clauses(text, part.start(), part.end()):
                current = self._clause(text, start, end, base, current, out)
        return [f for f in out if f.groups.given]

    def _clause(self, text: str, start: int, end: int, base: int, current: Found | None, out: list[Found]) -> Found | None:
        """Read one stretch between commas; returns the assignment that the next one may go on with."""
        start = HEAD.match(text, start, end).end()  # type: ignore[union-attr]
        while match := LATER.match(text, start, end):
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
        while match := LEADING.match(text, start, end):
            start = match.end()
        if not self.start.match(text, start, end):
            return best
        limit = min(end, start + SUBJECT * 2)
        for match in self.verb.pattern.finditer(text, start, limit):
            if best[0] and best[1] and (self._is_partner(best[1]) or self._new_object(text, best[1], match.start())):
                break
            left = text[start : match.start()].rstrip("后时再")
            if self.names.stop.search(left.split("（")[0]) and not best[0] and len(left) > 24:
                break
            found = self._good(left, base + start)
            if found:
                best = (found, match)
            elif best[0] and match.start() - best[1].end() > 14:  # type: ignore[union-attr]
                break
        if not best[0] and end - start <= SUBJECT and (found := self._good(text[start:end], base + start)):
            return found, None
        return best

    def _is_partner(self, verb: re.Match[str]) -> bool:
        return dict(self.verb.row(verb).set).get("kind") == "partner"

    def _new_object(self, text: str, verb: re.Match[str], at: int) -> bool:
        """Whether what stands between a verb and `at` names others (指导各区教育局) rather than going on with a name (组织部)."""
        between = GROUP.split(text[verb.end() : at])[0]
        while (match := self.verb.pattern.match(between)) and match.end():
            between = between[match.end() :]
        return bool(self.new.search(between)) or (len(between) > 2 and bool(self.names.sector.match(between)))

    def _good(self, left: str, base: int) -> list[Name]:
        """The names of a list, where all of it is names and the first begins as an agency does."""
        if not 2 <= len(left.strip()) <= SUBJECT * 2 or "《" in left or COLON.search(BRACKETED.sub("", left)):
            return []
        if not ENDS.search(left) and not self.names.complete(left.rstrip()):
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
            if verb and verb.group() in ("组织", "统筹") and len(found) == 1:
                kind = "lead"
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
        if colon and (found := self._good(DUTIES.sub("", text[start : start + colon.start()]), base + start)):
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
        if all(self.names.anybody.match(n.text) for n in found) and (after.startswith("的") or self.slogan.match(after)):
            return None
        read = self._give(found, kind, verb, text, start, end, base)
        read.aside = kind == "act" and bool(ASIDE.match(text, verb.end() if verb.group() in ("要", "应", "应当", "须") else verb.start()))
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


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between commas that stand in no brackets and between no quotation marks."""
    depth, at, first = 0, start, start
    for match in COMMA.finditer(text, start, end):
        depth += sum((c in OPEN) - (c in CLOSE) for c in text[at : match.start()])
        at = match.start()
        if depth <= 0:
            yield first, match.start()
            first = match.end()
    yield first, end


@lru_cache(maxsize=8)
def _prose(grammar: Grammar) -> Prose:
    return Prose(grammar)


def find(passage: Passage, grammar: Grammar, rulings: Rulings) -> list[Clause]:
    """The assignments of a passage's sentences, in order, with the span of what is assigned as `task`."""
    if passage.part == "preamble" and passage.plan in ("women", "children", "notice"):
        return []
    use = _prose(grammar)
    out: list[Clause] = []
    base = passage.span.start
    sentences = [(m.start(), m.end()) for m in SENTENCE.finditer(passage.text)]
    for i, (start, end) in enumerate(sentences):
        if any(s.start < base + end and base + start < s.end for s in rulings.spans):
            continue
        words = passage.text[start:end]
        found = use.sentence(words, base + start)
        out += _settled(found, use, rulings)
        if not found and (bare := _bare(passage.text, sentences, i, base, use, rulings)):
            out.append(bare)
    return out


def _settled(found: list[Found], use: Prose, rulings: Rulings) -> Iterator[Clause]:
    """Decide the roles of one sentence together: who alone is responsible leads, unless another does or several share it."""
    if len(found) > 1:
        found = [f for f in found if not f.aside] or found
    kinds = {kind for f in found for _, kind in f.groups.given}
    shared = any(kind == "responsible" or (kind in ("plain", "act") and len(names) > 1) for f in found for names, kind in f.groups.given)
    for read in found:
        turn = "responsible" if "lead" in kinds or (shared and not read.by) else "plain"
        read.groups.given = [(names, turn if kind in ("plain", "act") else kind) for names, kind in read.groups.given]
        if turn == "plain":
            read.groups.given = [
                (names, "lead" if kind == "plain" and not any(n.etc for n in names) else kind) for names, kind in read.groups.given
            ]
        clause = use.grammar.settle(read.groups, Span(read.start, read.end), rulings.reading)
        if clause:
            task = Span(*read.task) if read.task and read.task[0] + 1 < read.task[1] else Span(read.start, read.end)
            yield Clause(clause.span, clause.parties, clause.rule, clause.deadline, 0.9 if read.sure else 0.7, task)


def _bare(text: str, sentences: list[tuple[int, int]], i: int, base: int, use: Prose, rulings: Rulings) -> Clause | None:
    """A sentence that holds nothing but agencies: behind a task it says whose, in front of a verb whose duties follow."""
    start, end = sentences[i]
    first = HEAD.match(text, start, end).end()  # type: ignore[union-attr]
    found = use._good(text[first:end], base + first)
    if not found or text[end : end + 1] in ("：", ":"):
        return None
    groups = Groups()
    if i + 1 < len(sentences) and use.verb.pattern.match(text, *sentences[i + 1]):
        groups.give(found, "plain", "assignments:acts")
        clause = use.grammar.settle(groups, Span(base + first, base + sentences[i + 1][1]), rulings.reading)
        task = Span(base + sentences[i + 1][0], base + sentences[i + 1][1])
        return Clause(clause.span, clause.parties, clause.rule, None, 0.8, task) if clause else None
    if i == 0 and len(sentences) == 1:
        return None
    if i == 0 or (len(found) == 1 and re.search("人民政府(?:办公室|办公厅)?$", found[0].text)):
        return None
    groups.give(found, "bare", "assignments:bare-list")
    clause = use.grammar.settle(groups, Span(base + first, base + end), rulings.reading)
    task = Span(base + sentences[i - 1][0], base + sentences[i - 1][1])
    return Clause(clause.span, clause.parties, clause.rule, None, 0.8, task) if clause else None
