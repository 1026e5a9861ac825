"""Find where the notice, each plan and the imprint of a document begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zeren.build.marks import mark
from zeren.build.segments import Segment, says
from zeren.build.titles import notice_title, unannexed
from zeren.build.words import said

QUOTED = re.compile(r"《([^《》\n]{4,80}(?:〈[^〈〉\n]{2,60}〉[^《》\n]{0,40})?)》")
FRONT = 80  # segments looked at for a notice
BACK = 30  # segments looked at for an imprint


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of segments [start, end): kind notice, plan or tail; `head` segments of a plan are its title."""

    kind: str
    start: int
    end: int
    head: int = 0


def norm(text: str) -> str:
    """Words for comparing titles: no white space, brackets and dashes of one width."""
    return re.sub(r"[\s\u3000《》]", "", text).translate(str.maketrans("（）〔〕—－–―~～", "()()------")).replace("--", "-")


def parts(segs: Sequence[Segment]) -> list[Part]:
    """The parts of a document in order; together they hold every segment."""
    end = _tail(segs)
    handed = next((i for i, s in enumerate(segs[: min(end, FRONT)]) if not s.row and said("handing", s.text[:600])), None)
    titled = _notice_title(segs, end)
    notice = handed if handed is not None else titled
    names = _quoted(segs, handed)
    starts = _starts(segs, (notice + 1) if notice is not None else 0, end, names, notice is not None)
    out = []
    if notice is not None and starts and starts[0][0] > 0:
        out.append(Part("notice", 0, starts[0][0]))
    elif not starts or starts[0][0] > 0:
        starts = [(0, _opening(segs, end)), *[s for s in starts if notice is None and s[0] > 12]]
    for (at, head), after in zip(starts, [*(s[0] for s in starts[1:]), end], strict=True):
        out.append(Part("plan", at, after, head))
    if end < len(segs):
        out.append(Part("tail", end, len(segs)))
    return [part for part in out if part.end > part.start]


def _opening(segs: Sequence[Segment], end: int) -> int:
    """The title lines of a document that is one part: a known title, or a short first line that enough text follows."""
    size = _title_length(segs, 0, end)
    text = norm("".join(s.text for s in segs[:size]))
    if size >= end or (not said("title", text) and (end < 4 or segs[1].hands or len(text) > 40)):
        return 0
    return size


def _tail(segs: Sequence[Segment]) -> int:
    """Where the imprint (抄送, 印发) at the end begins."""
    n = len(segs)
    first = next((i for i, seg in enumerate(segs) if "。" in seg.text), n)  # above the first sentence stand particulars
    for i in range(max(first + 1, n - BACK), n):
        if not segs[i].row and len(segs[i].text) < 400 and said("tail", segs[i].text.strip()):
            return i
    return n


def _notice_title(segs: Sequence[Segment], end: int) -> int | None:
    """The last line of a notice's title near the top, where the title is one of handing something out."""
    lines = ["" if s.row else s.text for s in segs[: min(end, FRONT)]]
    at = notice_title(lines)
    return at[1] - 1 if at and said("hands-out", "".join(lines[at[0] : at[1]])) else None


def _quoted(segs: Sequence[Segment], handed: int | None) -> list[str]:
    return [] if handed is None else [norm(m) for m in QUOTED.findall(segs[handed].text[:2000])]


def _short(seg: Segment) -> bool:
    """Whether a segment may be a title's line."""
    text = unannexed(seg.text)
    return not seg.row and mark(text[:24]) is None and 2 <= len(text) <= 60 and not re.search("[。；！：，,:;]", text)


def _starts(segs: Sequence[Segment], begin: int, end: int, names: Sequence[str], after_notice: bool) -> list[tuple[int, int]]:
    """(first segment, number of title segments) of each plan."""
    out: list[tuple[int, int]] = []
    tops = 0
    i = begin
    while i < end:
        seg = segs[i]
        if seg.mark and seg.mark.kind in ("han", "chapter", "part"):
            tops += 1
        size = _is_start(segs, i, end, names, first=not out, after_notice=after_notice, tops=tops) if _short(seg) else 0
        if size:
            lead = int(i > begin and segs[i - 1].says == "appendix" and segs[i - 1].alone)
            out.append((i - lead, size + lead))
            tops = 0
        i += max(1, size)
    return out


def _is_start(segs: Sequence[Segment], i: int, end: int, names: Sequence[str], first: bool, after_notice: bool, tops: int) -> int:
    """How many title segments begin a plan here, 0 for none."""
    if (first and not after_notice and i >= 12) or (not first and tops < 2 and norm(segs[i].text) not in names):
        return 0
    size = _title_length(segs, i, end)
    if size == 0 or i + size >= end or (i + 1 < end and said("organ", segs[i].text.strip()) and _formal(segs[i + 1].text.strip(), False)):
        return 0
    if _announced(segs, i, end):
        return 0
    for length in range(1, size + 1):
        if norm("".join(s.text for s in segs[i : i + length])) in names:
            return size
    if not said("title", norm("".join(s.text for s in segs[i : i + size]))) and not any(
        said("title", s.text.strip()) for s in segs[i : i + size]
    ):
        return 0
    return size if first or _restarts(segs, i + size, end) else 0


def _announced(segs: Sequence[Segment], i: int, end: int) -> bool:
    """Whether a line only says what is annexed (附件：…), the title itself standing further down."""
    title = norm(unannexed(segs[i].text))
    if title == norm(segs[i].text):
        return False
    return any(norm(unannexed(s.text)) in (title, title.split("(")[0]) for s in segs[i + 1 : min(end, i + FRONT)])


def _title_length(segs: Sequence[Segment], i: int, end: int) -> int:
    """How many lines from here on make one title: wrapped words, the years, the remark that it is a draft."""
    size = 0
    complete = False
    while i + size < end and size < 6 and _short(segs[i + size]):
        text = unannexed(segs[i + size].text)
        extra = said("years", text) or (said("draft", text) and len(text) <= 12)
        if complete and not extra:
            break
        if says(text) is not None or (not extra and _formal(text, complete)):
            break
        size += 1
        complete = complete or bool(said("title", norm("".join(s.text for s in segs[i : i + size]))))
    return size if complete else min(size, 1)


def _formal(text: str, complete: bool) -> bool:
    """Whether a line is no title but a signature's remark, date, number or, behind a title, organ."""
    date = said("date", text)
    return bool(said("remark", text) or said("redhead", text) or said("number", text) or (date and len(text) <= 24)) or (
        complete and bool(said("organ", text))
    )


def _restarts(segs: Sequence[Segment], i: int, end: int) -> bool:
    """Whether the next chapter from here on is a first one."""
    for seg in segs[i : min(end, i + 60)]:
        if seg.mark and seg.mark.kind in ("han", "chapter", "part"):
            return seg.mark.number == 1
    return False
