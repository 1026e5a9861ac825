"""Read plans off an outline: their domains, goals and measures; the tasks of a document that has no domains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from zeren.build.head import head
from zeren.build.segments import leading, says
from zeren.build.titles import head_lines, key_of, region_of, title_of, years_of
from zeren.build.words import said, said_in
from zeren.kg.model import Document, Domain, Goal, Head, Measure, Plan, Row, Section, Span, Table

FRONT = 3000  # characters of a plan in which its period is looked for
CLAUSE = 3000  # characters of a clause that stands by itself
TOP = 30  # rows of a table in which its columns are named
SERIAL = re.compile(r"^\d{1,4}$")
BULLET = re.compile(r"\s*(?:(?:[—–―－]{1,3}|[●■◆★▲◎○□◇►✓•·▪➢])\s*(?=[\u4e00-\u9fff“《\d]))?")
NamedRow = tuple[Row, list[str]]  # a table's row and the names of its columns


def plans(doc: Document, root: Section) -> tuple[Plan, ...]:
    """The plans of a document in order; keys are told apart (women, women-2). A page of prose has none."""
    found: list[Plan] = []
    taken: dict[str, int] = {}
    front = head(doc, root)
    for section in root.children:
        if section.kind == "plan" and understood(doc, section):
            key = key_of(section.title, [s.title for s in section.walk() if s.kind == "domain"])
            taken[key] = taken.get(key, 0) + 1
            found.append(_plan(doc, front, section, key if taken[key] == 1 else f"{key}-{taken[key]}"))
    return tuple(found)


def _plan(doc: Document, front: Head, section: Section, key: str) -> Plan:
    title, status = title_of(head_lines(doc, section))
    title = title or front.title
    start, end = years_of(title, doc.text[section.span.start : min(section.span.end, section.span.start + FRONT)])
    region = region_of(title) or region_of(front.issuer or "") or region_of(front.title)
    domains = _domains(doc, section) or (_tasks(doc, section),)
    return Plan(key, title, region, start, end, section.span, domains, "draft" if "draft" in (status, front.status) else "issued")


def _domains(doc: Document, section: Section) -> tuple[Domain, ...]:
    """The domains, numbered as written where that is 1, 2, 3 … without repeats, else in order."""
    table = _table_rows(doc)
    found = [s for s in section.walk() if s.kind == "domain"]
    groups = [(s, [c for c in s.children if c.kind in ("goals", "measures")]) for s in found] or _apart(section)
    written = [s.number for s, _ in groups]
    keep = bool(written) and written[0] == 1 and all(a is not None and b is not None and a < b for a, b in pairwise(written))
    return tuple(_domain(doc, s, lists, s.number if keep and s.number else i, table) for i, (s, lists) in enumerate(groups, 1))


def _apart(section: Section) -> list[tuple[Section, list[Section]]]:
    """Domains whose goals and measures stand in chapters of their own, by name."""
    groups: dict[str, tuple[Section, list[Section]]] = {}
    for part in section.walk():
        if part.kind in ("goals", "measures"):
            groups.setdefault(re.sub(r"\s", "", part.title), (part, []))[1].append(part)
    return list(groups.values())


def _domain(doc: Document, section: Section, lists: Sequence[Section], no: int, table: Mapping[int, NamedRow]) -> Domain:
    items = [s for part in lists for s in part.children]
    goals = tuple(_goal(doc, s, table) for s in items if s.kind == "goal")
    measures = tuple(_item_measure(doc, s, table) for s in items if s.kind == "measure")
    return Domain(no, section.title, section.span, goals, measures)


def _goal(doc: Document, section: Section, table: Mapping[int, NamedRow]) -> Goal:
    """A goal; where it is a table's row, its words are those of the cell that holds them."""
    span = text_span(doc, section)
    words = _task_cell(doc, *table[section.span.start]) if section.span.start in table else doc.quote(span)
    return Goal(section.number or 0, words, span)


def _item_measure(doc: Document, section: Section, table: Mapping[int, NamedRow]) -> Measure:
    if section.span.start in table:
        return _row_measure(doc, *table[section.span.start], section.number or 0)
    return _measure(doc, section, section.number or 0)


def _measure(doc: Document, section: Section, no: int) -> Measure:
    span = text_span(doc, section)
    text = doc.quote(span)
    return Measure(no, leading(text), text, span)


def text_span(doc: Document, section: Section) -> Span:
    """A section's words: its own number or bullet and the white space around left out."""
    body = section.body or section.span
    text = doc.quote(body)
    bullet = BULLET.match(text)
    start = body.start + (bullet.end() if bullet else 0)
    return Span(start, max(start, body.start + len(text.rstrip())))


# documents that are no goal-and-measure plan


def carries(text: str) -> bool:
    """Whether a text shows signs that it hands a task to somebody."""
    return bool(said_in("tasks", "label", text) or said_in("tasks", "bracket", text))


def understood(doc: Document, section: Section) -> bool:
    """Whether a part is a plan at all, rather than a page of prose."""
    if any(s.kind in ("domain", "goals", "measures") for s in section.walk()):
        return True
    text = doc.quote(section.span)
    tables = [table for table in doc.tables if table.span in section.span]
    if carries(text) or any(tasked(doc, table) for table in tables):
        return True
    paragraphs = [line for line in text.split("\n") if line.strip()]
    numbered = sum(s.number is not None and s.kind != "heading" for s in section.walk())
    named = bool(said("title", section.title))
    alone = len(text) * 2 >= len(doc.text)  # not the headline of a page
    plan = named and (numbered >= 3 or bool(tables) or bool(said("ours", section.title)))
    return plan or (len(paragraphs) <= 2 and len(text) <= CLAUSE and alone)


def tasked(doc: Document, table: Table) -> bool:
    """Whether a table is one of tasks: near its top a cell names a column of tasks, or of those who have a part in them."""
    cells = (re.sub(r"\s", "", doc.quote(cell)) for row in table.rows[:TOP] for cell in row.cells if len(cell) <= 24)
    named = (cell for cell in cells if said_in("tasks", "header", cell))
    return any(said_task(cell) or said_in("tasks", "label", f"{cell}：") for cell in named)


def _tasks(doc: Document, section: Section) -> Domain:
    """The one domain of a document without domains: its numbered items or rows as measures."""
    table = _table_rows(doc)
    found = [s for s in task_sections(doc, section) if s.span.start not in table or _filled(doc, table[s.span.start][0])]
    written = [_written(doc, s, table) for s in found]
    unique = bool(found) and len(set(written)) == len(written) and not {None, 0} & set(written)
    measures = []
    for i, (part, number) in enumerate(zip(found, written, strict=True), 1):
        no = number if unique and number else i
        measures.append(_row_measure(doc, *table[part.span.start], no) if part.span.start in table else _measure(doc, part, no))
    return Domain(1, "", section.span, (), tuple(measures))


def _table_rows(doc: Document) -> dict[int, NamedRow]:
    """The rows of all tables by where they begin."""
    return {row.span.start: (row, names) for table in doc.tables for row, names in _named(doc, table.rows)}


def _named(doc: Document, rows: Sequence[Row]) -> Iterator[NamedRow]:
    """Each row that is no header, with the names of its columns."""
    names: list[str] = []
    for row in rows:
        if row.header:
            names = [re.sub(r"\s", "", doc.quote(cell)) for cell in row.cells]
        else:
            yield row, names


def _filled(doc: Document, row: Row) -> bool:
    """Whether a row is more than the title of a section of its table."""
    filled = sum(bool(doc.quote(cell).strip()) for cell in row.cells)
    return filled > 1 or len(row.cells) < 3


def _written(doc: Document, section: Section, table: dict[int, tuple[Row, list[str]]]) -> int | None:
    if section.span.start not in table:
        return section.number
    row, _ = table[section.span.start]
    first = doc.quote(row.cells[0]).strip() if row.cells and 0 not in row.inherited else ""
    return int(first) if SERIAL.match(first) else None


def _row_measure(doc: Document, row: Row, names: list[str], no: int) -> Measure:
    """A table row as a measure: the whole row, titled by the cell that holds the task."""
    return Measure(no, leading(_task_cell(doc, row, names)), doc.quote(row.span), row.span)


def _task_cell(doc: Document, row: Row, names: list[str]) -> str:
    """The first cell of a row's own that is no number and that its column calls a task, else the first that holds words."""
    own = [i for i in range(len(row.cells)) if i not in row.inherited] or list(range(len(row.cells)))
    texts = {i: doc.quote(row.cells[i]).strip() for i in own}
    tasks = [i for i in own if i < len(names) and said_task(names[i]) and texts[i] and not SERIAL.match(texts[i])]
    words = [i for i in own if texts[i] and not SERIAL.match(texts[i])]
    return texts[(tasks or words or own)[0]]


def said_task(name: str) -> bool:
    """Whether a column's name says that it holds the task."""
    return bool(said_in("tasks", "column", name))


def task_sections(doc: Document, section: Section) -> Iterator[Section]:
    """The sections that are tasks, in order: the deepest numbered ones that carry somebody, rows, and bare clauses."""
    for child in section.children:
        text = doc.quote(child.span)
        if (child.kind in ("organisation", "monitoring") or says(child.title) in ("preamble", "appendix")) and not carries(text):
            continue
        if child.kind == "row":
            if child.key != "header":
                yield child
        elif child.kind == "paragraph":
            if carries(text):
                yield child
        elif child.kind != "heading":
            yield from _deepest(doc, child)
    if section.kind == "plan" and not any(c.kind not in ("heading", "paragraph") for c in section.children):
        loose = [c for c in section.children if c.kind == "paragraph" and doc.quote(c.span).strip()]
        if len(loose) == 1 and not carries(doc.quote(loose[0].span)):
            yield loose[0]


def _deepest(doc: Document, section: Section) -> Iterator[Section]:
    inner = [c for c in section.children if c.kind not in ("heading", "paragraph")]
    if not inner:
        yield section
        return
    carrying = [carries(doc.quote(c.span)) for c in inner]
    last_only = sum(carrying) <= 1 and len(inner) > 1 and not any(carrying[:-1])
    if last_only and section.number is not None and carries(doc.quote(section.span)):
        yield section
        return
    yield from task_sections(doc, section)
