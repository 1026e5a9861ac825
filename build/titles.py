"""Read what a title says: which plan it is, of what place, for which years, draft or issued."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zeren.build.segments import says
from zeren.build.words import rows, said
from zeren.kg.model import Document, Section, Status

FIVE = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031, "十七五": 2036}
GAPS = re.compile(r"(?<=[^\x00-\x7f])[ \u3000]+|[ \u3000]+(?=[^\x00-\x7f])")
ANNEX = re.compile(r"^附\s?[件表]\s?[\d一二三四五六七八九十]{0,2}\s?[：:]\s*")
FRONT = 40  # lines in which a notice's title is looked for
MOST = 6  # lines of a title
LONGEST = 120  # characters of a line of a title


def unannexed(text: str) -> str:
    """A line without the words that make it an annex (附件2：…)."""
    return ANNEX.sub("", text.strip(), count=1)


def title_of(lines: Sequence[str]) -> tuple[str, Status]:
    """The title of a plan that these lines make (no space, no remark that it is a draft), and the status they tell."""
    status: Status = "issued"
    kept = []
    for line in lines:
        text = GAPS.sub("", unannexed(line))
        if found := said("draft", text):
            status = "draft"
            text = text[: found.start()].rstrip("（(〔[【 ") + text[found.end() :].lstrip("）)〕]】 ")
        kept.append(text)
    return "".join(kept).strip(), status


def key_of(title: str, domains: Sequence[str] = ()) -> str:
    """women or children where the title names one of the two, or else most of the domains do; other in all other cases."""
    keys = {str(dict(row.set)["key"]): row.regex for row in rows("head", "key")}
    named = [key for key, regex in keys.items() if regex.search(title)]
    if not named:
        named = [key for key, regex in keys.items() if 2 * sum(bool(regex.search(name)) for name in domains) > len(domains)]
    return named[0] if len(named) == 1 else "other"


def region_of(title: str) -> str | None:
    """The place a title or an organ's name begins with, in full (甲市乙区); None where it names none."""
    name = re.split(r"[《“\"（(〔\d]", title.lstrip("《“ "), maxsplit=1)[0]
    topic = said("topic", name)
    found = said("region", name[: topic.start()] if topic else name)
    return found["region"] if found and len(found["region"]) >= 2 else None


def years_of(title: str, text: str = "") -> tuple[int | None, int | None]:
    """First and last year of a plan, from its title; for one called 规划 or 纲要 else the latest period that its text names."""
    if found := _period(title):
        return found[0][1], found[0][2]
    if year := said("year", title):
        return int(year["from"]), int(year["from"])
    if said("ours", title) and (found := _period(text)):
        latest = max(first for _, first, _ in found)
        return next((first, last) for _, first, last in found if first == latest)
    return None, None


def _period(text: str) -> list[tuple[int, int, int]]:
    """(offset, first year, last year) of each period named, in order."""
    out = []
    for row in rows("head", "period"):
        for match in row.regex.finditer(text):
            slots = match.groupdict()
            first = FIVE[slots["ordinal"]] if slots.get("ordinal") else int(slots["from"])
            last = first + 4 if slots.get("ordinal") else int(slots["to"])
            out.append((match.start() + (0 if "from" in slots else 1), first, last))
    return sorted(out)


def head_lines(doc: Document, section: Section) -> list[str]:
    """The lines of a part's title."""
    lines = []
    for child in section.children:
        if child.kind != "heading" or child.children:
            break
        line = doc.quote(child.span).strip()
        if says(line) != "appendix":
            lines.append(line)
    return lines


def notice_title(lines: Sequence[str]) -> tuple[int, int] | None:
    """The lines [start, end) that make a notice's title: as few as say 关于 … 的通知, and the organs alone above them."""
    for end in range(1, min(len(lines), FRONT) + 1):
        if not said("ending", lines[end - 1].strip()):
            continue
        for start in range(end - 1, max(-1, end - 1 - MOST), -1):
            if len(lines[start]) > LONGEST or re.search("[。；]", lines[start]):
                break
            text = GAPS.sub("", "".join(line.strip() for line in lines[start:end]))
            found = said("notice", text)
            if found and found.start() == 0:
                while start > 0 and not found["issuer"] and is_organ(lines[start - 1]) and end - start < MOST:
                    start -= 1
                return start, end
    return None


def is_organ(line: str) -> bool:
    """Whether a line holds nothing but the names of one or several organs."""
    names = line.split()
    return bool(names) and all(said("organ", name) and not said("redhead", name) for name in names)
