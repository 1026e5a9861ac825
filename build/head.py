"""Read the head of a document: who issued it, its number, date, title and recipients, draft or issued."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from zeren.build.marks import numeral
from zeren.build.titles import GAPS, head_lines, is_organ, notice_title, region_of, title_of
from zeren.build.words import said
from zeren.kg.model import Document, Head, Section, Span, Status

FRONT = 60  # lines looked at
FULLWIDTH = str.maketrans("０１２３４５６７８９Ｏ", "0123456789〇")
SPLIT = re.compile(r"[，；,;]")


def head(doc: Document, root: Section) -> Head:
    """The head of the notice that carries the plans, or of the plan itself where there is no notice."""
    notice = next((s for s in root.children if s.kind == "notice" and s.key != "tail"), None)
    plan = next((s for s in root.children if s.kind == "plan"), None)
    front = notice or plan
    if front is None:
        return Head("")
    lines = _lines(doc, front.span)
    at = notice_title(lines[:FRONT])
    title, used = "", 0
    status: Status = "issued"
    if at is None and plan is not None:
        title, status = title_of(head_lines(doc, plan))
        used = len(head_lines(doc, plan)) if notice is None else 0
    elif at is not None:
        title, used = GAPS.sub("", "".join(line.strip() for line in lines[at[0] : at[1]])), at[1]
        status = "draft" if said("draft", title) else "issued"
    body = lines[used : used + FRONT] if notice is not None or at is not None else []
    tail = [line for s in root.children if s.key == "tail" for line in _lines(doc, s.span)]
    return Head(
        title,
        _issuer(title, lines[:used], body),
        _number([*lines[:used], *body[:3]]),
        _date(lines[:used], body, tail),
        _recipients(body),
        _status(status, lines[: used + 3]),
        Span(front.span.start, front.span.start + _reach(doc, front.span, used)),
    )


def _lines(doc: Document, span: Span) -> list[str]:
    return [line.strip() for line in doc.text[span.start : min(span.end, span.start + 20_000)].split("\n") if line.strip()]


def _reach(doc: Document, span: Span, used: int) -> int:
    """How many characters the first `used` lines take."""
    at = 0
    for line in doc.text[span.start : span.end].split("\n", used)[:used]:
        at += len(line) + 1
    return min(at, len(span))


def _issuer(title: str, front: Sequence[str], body: Sequence[str]) -> str | None:
    """By the title (…人民政府关于印发), else the red head (…文件), the signature above the date, or the particulars.

    A signature that names its place is preferred to a title that does not (市政府办公厅).
    """
    found = said("notice", title)
    signed = next((s for before, line in pairwise(body) if _is_date(line) and said("organ", s := re.sub(r"\s", "", before))), None)
    if found and said("organ", name := found["issuer"].removesuffix("关于")):
        if not region_of(name):  # 市政府办公厅: whose, a signature or the particulars may tell
            fuller = [who for who in (signed, _declared(front, body)) if who and region_of(who) and who[-2:] == name[-2:]]
            if fuller:
                return fuller[0]
        together = next((line for line in front if is_organ(line) and "".join(line.split()) == name), name)
        return " ".join(together.split())
    for line in front:
        if red := said("redhead", re.sub(r"\s", "", line)):
            return red["issuer"]
    return signed or _declared(front, body)


def _declared(front: Sequence[str], body: Sequence[str]) -> str | None:
    """Who issued the document by the particulars above it (发文机关：…)."""
    told = (said("declared-issuer", line) for line in (*front, *body[:FRONT]))
    return next((t["issuer"] for t in told if t and said("organ", t["issuer"])), None)


def _number(lines: Sequence[str]) -> str | None:
    for line in lines:
        found = said("number", line)
        if found and len(line) <= 48 and "《" not in line and not line[found.end() :].strip(" ）)"):
            return re.sub(r"\s", "", found.group())
    return None


def _is_date(line: str) -> bool:
    found = said("date", line)
    return bool(found) and len(line) <= 24 and not re.search(r"[\u4e00-\u9fff]{4}", line[: found.start()] if found else "")


def _date(front: Sequence[str], body: Sequence[str], tail: Sequence[str]) -> str | None:
    """The date under the signature, else one in the head, else that of the imprint."""
    alone = [line for line in body if _is_date(line)]
    named = [line for line in (*front, *body[:8]) if said("date-written", line)]
    for line in (*alone[:1], *(x for x in front if said("date", x) and len(x) <= 40), *tail, *named):
        if found := said("date", line) or said("date-written", line):
            year, month, day = (_digits(found[k]) for k in ("year", "month", "day"))
            if 1 <= month <= 12 and 1 <= day <= 31:
                return f"{year:04d}-{month:02d}-{day:02d}"
    return None


def _digits(text: str) -> int:
    return numeral(text.translate(FULLWIDTH))


def _recipients(body: Sequence[str]) -> tuple[str, ...]:
    for line in body[:8]:
        if found := said("recipients", GAPS.sub("", line)):
            return tuple(split_recipients(found["list"]))
    return ()


def split_recipients(text: str) -> list[str]:
    """Names between commas; at 、 only behind a whole name, so that 各县、区人民政府 stays one."""
    out: list[str] = []
    for piece in SPLIT.split(text):
        start = depth = 0
        for i, char in enumerate(piece):
            depth += (char in "（(") - (char in "）)")
            if char == "、" and depth <= 0 and said("whole", piece[start:i]) and said("whole", piece[i + 1 :].split("、")[0]):
                out.append(piece[start:i])
                start = i + 1
        out.append(piece[start:])
    return [name.strip() for name in out if name.strip()]


def _status(status: Status, lines: Sequence[str]) -> Status:
    return (
        "draft"
        if status == "draft" or any(len(line) <= 60 and said("draft", line) and "公开征求" not in line for line in lines)
        else "issued"
    )
