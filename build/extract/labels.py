"""Find groups of labelled lines and run-in labels (牵头单位：… 责任单位：… 完成时限：…) over a whole text, brackets left aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zeren.build.extract.clauses import Clause, Grammar, Groups, Reading
from zeren.kg.model import Span

TOKEN = re.compile(r"[\n:：（(〔【\[［）)〕】\]］]")
OPENING = frozenset("（(〔【[［")
STARTS = re.compile(r"[\n。；;:：！？]")
KEY_LINE = re.compile(r"\s*(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)])?[\u4e00-\u9fff]{2,9}[:：][^\n]*\n?")
BLANK = " \t\r\n　\u00a0，,；;。、.·*—-"
WINDOW = 46


@dataclass(frozen=True, slots=True)
class Label:
    start: int
    end: int
    role: str
    rule: str


def groups(text: str, grammar: Grammar, reading: Reading) -> list[Clause]:
    """The clauses that labels outside brackets make, in order; the labels of one task are one clause."""
    out = []
    for labels, values in _grouped(text, [*_labels(text, grammar)], grammar):
        read = Groups()
        for label, (start, end) in zip(labels, values, strict=True):
            grammar.labelled(text[start:end], start, label.role, label.rule, read)
        span = Span(labels[0].start, max(labels[0].end, *(end for _, end in values)))
        if clause := grammar.settle(read, span, reading):
            out.append(clause)
    return out


def _labels(text: str, grammar: Grammar) -> Iterator[Label]:
    """Every label outside brackets: words in front of a colon, or in brackets of their own (【责任单位】)."""
    depth, opened = 0, 0
    for token in TOKEN.finditer(text):
        char, at = token.group(), token.start()
        if char == "\n":
            depth = 0
        elif char in OPENING:
            opened = at if depth == 0 else opened
            depth += 1
        elif char in ":：":
            if depth == 0 and (label := _before(text, at, grammar)):
                yield label
        elif depth:
            depth -= 1
            if depth == 0 and at - opened < 16 and text[opened] in "【［[〔" and text[at + 1 : at + 2] not in ("", ":", "："):
                match = grammar.head.pattern.fullmatch(text, opened + 1, at)
                if match:
                    yield Label(opened, at + 1, str(grammar.head.get(match, "gives")), grammar.head.row(match).id)


def _before(text: str, colon: int, grammar: Grammar) -> Label | None:
    """The label that ends at a colon."""
    first = max(0, colon - WINDOW)
    for stop in STARTS.finditer(text, first, colon):
        first = stop.end()
    window = text[max(0, first - 1) : colon + 1]
    for match in grammar.label.pattern.finditer(window):
        if match.end() == len(window):
            start = max(0, first - 1) + match.start()
            return Label(start, colon + 1, str(grammar.label.get(match, "gives")), grammar.label.row(match).id)
    return None


def _grouped(text: str, labels: list[Label], grammar: Grammar) -> Iterator[tuple[list[Label], list[tuple[int, int]]]]:
    """The labels of each task with the stretches of their values."""
    group: list[Label] = []
    values: list[tuple[int, int]] = []
    for i, label in enumerate(labels):
        if group and not _joins(text, group, values[-1][1], label):
            yield group, values
            group, values = [], []
        group.append(label)
        values.append(_value(text, label, labels[i + 1].start if i + 1 < len(labels) else len(text), grammar))
    if group:
        yield group, values


def _joins(text: str, group: list[Label], end: int, label: Label) -> bool:
    """Whether a label goes on with the group that ends at `end`: nothing but other keyed lines lies between, and it is not a repetition."""
    between = text[end : label.start]
    if any(g.role == label.role and label.role not in ("person", "none") for g in group) and "\n" in text[group[-1].end : label.start]:
        return False
    if len(between) > 1200:
        return False
    rest = between.strip(BLANK)
    while rest and (match := KEY_LINE.match(rest)):
        rest = rest[match.end() :].strip(BLANK)
    return not rest and not (between.strip(BLANK) and any(g.role == label.role for g in group))


def _value(text: str, label: Label, limit: int, grammar: Grammar) -> tuple[int, int]:
    """The stretch behind a label: to the end of its sentence or line, and on over lines that hold nothing but agencies."""
    start = label.end
    while start < limit and text[start] in " \t　\u00a0\n":
        start += 1
    end = _line_end(text, start, limit)
    below = "\n" in text[label.end : start]
    if below and not _all_names(text[start:end], grammar) and not grammar.due.pattern.fullmatch(text[start:end].strip()):
        return label.end, label.end
    if label.role in ("deadline", "period", "person", "none"):
        return start, end
    while end < limit and text[end] == "\n":
        after = end + 1
        while after < limit and text[after] in " \t　\u00a0\n":
            after += 1
        stop = _line_end(text, after, limit)
        if stop <= after or not _all_names(text[after:stop], grammar):
            break
        end = stop
    return start, end


def _line_end(text: str, start: int, limit: int) -> int:
    end = limit
    for char in "\n。":
        at = text.find(char, start, min(end, start + 2000))
        end = at if at >= 0 else end
    return min(end, start + 2000)


def _all_names(line: str, grammar: Grammar) -> bool:
    """Whether a line holds agencies and nothing else."""
    if not 2 < len(line.strip()) <= 120 or ":" in line or "：" in line:
        return False
    found = grammar.names.split(line)
    return bool(found) and all(grammar.names.plausible(n.text) for n in found)
