"""A record seen as the graph in objects: IRIs, tasks with what is said of them, agencies."""

from __future__ import annotations

from dataclasses import replace

from tests.samples import record
from zeren.kg.ids import Minter
from zeren.kg.views import plan_ids, view

IDS = ["r-x-women-2021-2025"]


def code(name: str) -> str | None:
    return {"云泽市砚溪区": "990102", "云泽市": "990100"}.get(name)


def test_plan_ids_carry_region_kind_and_years_and_never_repeat() -> None:
    taken: set[str] = set()
    assert plan_ids(record(), code, taken) == ["990102-women-2021-2025"]
    assert plan_ids(record(), code, taken) == ["990102-women-2021-2025-2"]
    draft = replace(record(), plans=tuple(replace(p, status="draft") for p in record().plans))
    assert plan_ids(draft, lambda name: None, set())[0].endswith("-women-2021-2025-draft")


def test_tasks_with_one_number_are_two_and_keep_their_own_statements() -> None:
    plan = view(record(), IDS, Minter(), code).plans[0]
    first, second = (goal for _, goal in plan.goals())
    assert (first.iri, second.iri) == (f"{plan.iri}/domain/1/goal/1", f"{plan.iri}/domain/1/goal/1-2")
    assert [t.value for _, t in first.targets] == ["85"]
    assert [t.value for _, t in second.targets] == ["3:2"]
    assert len(first.assigned) == 3
    assert second.assigned == ()


def test_leads_and_others_by_agency() -> None:
    source = view(record(), IDS, Minter(), code)
    goal = next(g for _, g in source.plans[0].goals())
    assert [source.agencies[a].label for a in goal.agencies(lead=True)] == ["云泽市砚溪区卫生健康局"]
    assert [source.agencies[a].resolved for a in goal.agencies(lead=False)] == [False, True]


def test_what_stands_in_no_task_is_kept() -> None:
    plan = view(record(), IDS, Minter(), code).plans[0]
    assert [loose.text for loose in plan.loose] == ["试点"]
    assert [c.section for _, c in plan.citations] == ["preamble", "title"]
    assert [d.action for _, _, d in plan.duties] == ["报送数据"]


def test_agencies_of_one_place_and_department_are_one() -> None:
    twice = replace(record(), agencies=(*record().agencies, replace(record().agencies[2], name="区民")), unresolved=())
    source = view(twice, IDS, Minter(), code)
    names = {a.label: a.names for a in source.agencies.values()}
    assert names["云泽市砚溪区卫生健康局"] == ("区卫健局", "区民")


def test_a_branch_belongs_to_the_body_above() -> None:
    source = view(record(), IDS, Minter(), code)
    branch = next(a for a in source.agencies.values() if a.unit_of)
    above = source.agencies[branch.unit_of or ""]
    assert (above.label, above.region, above.iri) == ("云泽市公安局", "云泽市", "https://w3id.org/zeren/id/agency/990100-police")
    assert branch.iri == "https://w3id.org/zeren/id/agency/990102-police"


def test_an_unresolved_name_keeps_its_neighbour() -> None:
    source = view(record(), IDS, Minter(), code)
    lost = [a for a in source.agencies.values() if not a.resolved]
    assert [(a.label, a.nearest) for a in lost] == [("区民", "区民政局")]


def test_bodies_of_unknown_places_are_those_of_their_source_alone() -> None:
    here = record()
    nowhere = replace(
        here, plans=tuple(replace(p, region=None) for p in here.plans), agencies=tuple(replace(a, region=None) for a in here.agencies)
    )
    one, other = (set(view(replace(nowhere, id=i), IDS, Minter(), code).agencies) for i in ("one", "other"))
    assert one
    assert not one & other
    assert set(view(replace(here, id="one"), IDS, Minter(), code).agencies) == set(view(here, IDS, Minter(), code).agencies)


def test_what_two_files_of_one_notice_say_keeps_apart() -> None:
    cited = tuple(replace(c, plan="notice") for c in record().citations)
    one, other = (view(replace(record(), id=i, citations=cited), IDS, Minter(), code) for i in ("one", "other"))
    assert one.notice == other.notice
    said = [{iri for iri, _ in v.citations} | {task.iri for task in v.loose} for v in (one, other)]
    assert said[0]
    assert not said[0] & said[1]
