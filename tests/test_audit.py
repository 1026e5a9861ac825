"""The audit as a whole: its order, its quotes, its catalogue, its speed."""

from __future__ import annotations

import inspect
import time
from dataclasses import replace

import pytest
from auditing import GOOD, NEW, OLD, every, found, goals, library, slips
from builders import Draft, Item, Part, built, viewed
from hypothesis import given, settings
from hypothesis import strategies as st

from zeren.kg.audit import CHECKS, SEVERITIES, UnknownCheck, audit, explain
from zeren.kg.network import coverage, cowork, network, ownership, plans, positions


def test_a_sound_plan_has_no_findings() -> None:
    assert found(goals(GOOD)) == []


def test_inside_a_plan_the_worst_comes_first() -> None:
    findings = every("a", "b")
    plans = list(dict.fromkeys((f.source, f.plan) for f in findings))
    assert plans == [("z.txt", None), ("a.txt", "women"), ("a.txt", "children"), ("b.txt", "women"), ("b.txt", "children")]
    for plan in plans:
        ranks = [SEVERITIES.index(f.severity) for f in findings if (f.source, f.plan) == plan]
        assert ranks == sorted(ranks)
    assert [f.code for f in findings if (f.source, f.plan) == ("a.txt", "women")] == [
        *["A01", "A02", "A03", "A04", "A05", "A06", "A07", "B01", "C03", "C06", "D01", "D03"]
    ]
    assert findings == every("a", "b")


def test_every_quote_stands_at_its_span_and_every_finding_is_worded_twice() -> None:
    record, text = slips()
    findings = audit([viewed(record)], library(OLD, NEW), text=lambda _: text)
    assert len(findings) > 12
    for f in findings:
        assert f.message and f.message_en and f.suggestion and f.suggestion_en
        assert f.evidence is not None, f.code
        assert text[f.evidence.start : f.evidence.end] == f.evidence.quote != ""


def test_without_the_text_nothing_is_lost_but_the_quotes_of_goals() -> None:
    record, text = slips()
    with_text = audit([viewed(record)], library(OLD, NEW), text=lambda _: text)
    without = audit([viewed(record)], library(OLD, NEW))
    assert [f.message for f in with_text] == [f.message for f in without]
    assert {f.code for f in without if f.evidence is None} == {"A01", "A10", "C06", "D03"}


def test_the_text_of_a_source_is_read_at_most_once() -> None:
    record, text = slips()
    asked: list[str] = []
    audit([viewed(record)], text=lambda id: asked.append(id) or text)  # type: ignore[func-returns-value]
    assert asked == ["a"]


def test_select_and_ignore() -> None:
    record, text = slips()
    view = viewed(record)
    assert {f.code for f in audit([view], text=lambda _: text, select=["A01", "B"])} == {"A01", "B01"}
    assert not {f.code[0] for f in audit([view], text=lambda _: text, ignore=["A", "B01"])} & {"A", "B"}
    for bad in ("A9", "", "a01"):
        with pytest.raises(UnknownCheck, match="A01"):
            audit([view], select=[bad])


def test_the_catalogue() -> None:
    listed = [x.code for x in CHECKS]
    assert len(listed) >= 15 and len(set(listed)) == len(listed) == len({x.title for x in CHECKS})
    for x in CHECKS:
        assert x.severity in SEVERITIES and x.title and x.title_en
        chinese, _, english = x.explanation.rpartition("\n\n")
        assert len(chinese) > 30 and len(english) > 30 and "改法" in chinese, x.code
        assert english.isascii() or sum(ord(c) > 127 for c in english) < 12
        assert x.explanation in explain(x.code.lower())
        assert "".join(x.explanation.split()) == "".join(inspect.getdoc(x.find).split())
        assert not [line for line in chinese.split("\n") if line and not line.endswith("。")], x.code
    assert explain("A03").startswith("A03 牵头单位又列为责任单位 · Lead also listed as responsible (warning)\n\n")
    with pytest.raises(UnknownCheck, match="there are A01"):
        explain("A99")


NAMES = st.lists(st.sampled_from(["甲局", "乙局", "丙局", "丁局"]), max_size=4)


ITEMS = st.builds(Item, lead=NAMES, responsible=NAMES, supporting=st.lists(st.sampled_from(["甲局", "乙局"]), max_size=2))


@settings(max_examples=60, deadline=None)
@given(st.lists(ITEMS, min_size=1, max_size=12))
def test_counts_of_any_plan_are_those_of_its_words(items: list[Item]) -> None:
    counted = dict.fromkeys(("A01", "A02", "A03", "A06", "A10"), 0)
    findings = found(built(Draft([Part(items)])))
    for f in findings:
        if f.code in counted:
            counted[f.code] += 1
    crew = [{*i.lead, *i.responsible, *i.supporting} for i in items]
    some, led = sum(map(bool, crew)), sum(bool(i.lead) for i in items)
    if not some:
        assert counted == {"A01": 0, "A02": 0, "A03": 0, "A06": 0, "A10": 1}
        return
    assert counted["A10"] == 0 and counted["A01"] == len(items) - some
    assert counted["A02"] == (some - led if led else 1)
    again = [set(i.lead) & {*i.responsible, *i.supporting} for i in items]
    manner = sum(map(bool, again)) >= max(5, (led + 1) / 2)
    assert counted["A03"] == (1 if manner else sum(map(len, again)))
    rows = [row for i in items for row in (i.lead, i.responsible, i.supporting)]
    assert counted["A06"] == sum(len([n for n in set(row) if row.count(n) > 1]) for row in rows)


@pytest.mark.slow
def test_audit_and_network_of_300_plans_take_less_than_10_seconds() -> None:
    """CPU seconds; a plan of 80 goals with 7 agencies each, 40 agencies in all: about 6 here."""
    names = [f"第{n}局" for n in range(40)]
    crew = [(names[i * i % 40], [names[(i * 7 + k * k * 3) % 40] for k in range(6)]) for i in range(80)]
    parts = [Part([Item("目标" * 30, [lead], others) for lead, others in crew[n : n + 10]], name=f"领域{n}") for n in range(0, 80, 10)]
    record, text = built(Draft(parts))
    views = [viewed(replace(record, id=f"s{n}", plans=(replace(record.plans[0], region=f"第{n}区"),))) for n in range(300)]
    start = time.process_time()
    audit(views, text=lambda _: text)
    net = network(views)
    for plan in plans(net):
        positions(cowork(net, plan))
    assert ownership(views) and coverage(views)
    assert time.process_time() - start < 10
