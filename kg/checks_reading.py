"""The checks of group P: was everything read and understood?"""

from __future__ import annotations

from collections.abc import Iterator

from zeren.kg.checks import Failed, SourceCase, check
from zeren.kg.finding import Hit


@check("P01", "error", "文件读不出", "Source unreadable", Failed)
def unreadable(failed: Failed) -> Iterator[Hit]:
    """文件读不出，没有进入图里；原因写在信息里。其他文件照常处理。

    改法：用原软件打开后另存为 .docx、.pdf 或 UTF-8 的 .txt，再运行一次 build。

    A source could not be read and is not in the graph; the message says why. The other sources are built all the same.
    """
    yield Hit(
        about=failed.about,
        message=f"{failed.name}读不出：{failed.reason}",
        message_en=f"{failed.name} cannot be read: {failed.reason}",
        suggestion="打开后另存为 .docx、.pdf 或 UTF-8 的 .txt，再运行 build",
        suggestion_en="save it anew as .docx, .pdf or UTF-8 .txt and build again",
    )


@check("P02", "warning", "文本没有读懂", "Text not understood", SourceCase)
def not_understood(case: SourceCase) -> Iterator[Hit]:
    """文件读出来了，但没有从中找到任何目标或措施，或没读懂的段落超过一半（可在 Limits 中调整）。

    可能不是规划，也可能编号、标题的写法还不认识。没读懂的段落原样保留在文本里。
    改法：看一看原文；若确是规划，请把写法反馈给词表（lexicon）。

    The source was read, but no goal or measure was found in it, or more than half of its passages was not understood. It may be no
    plan, or number its headings in a way we do not know yet. What is not understood stays in the text as it is.
    """
    source, n = case.source, case.source.passages_not_understood
    empty = not source.loose and not any(plan.loose or any(plan.tasks()) for plan in source.plans)
    if not empty and n <= case.limits.not_understood * source.passages:
        return
    share = f"{n}/{source.passages}"
    yield Hit(
        about=source.text,
        message="没有找到任何目标或措施" if empty else f"{share}个段落没有读懂（{n / source.passages:.0%}）",
        message_en="no goal or measure was found" if empty else f"{share} passages were not understood ({n / source.passages:.0%})",
        suggestion="核对原文是不是规划、编号写法是否特殊",
        suggestion_en="see whether this is a plan and how it numbers its headings",
        detail="empty" if empty else "passages",
    )
