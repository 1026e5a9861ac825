"""One sentence: who is the subject of which verb, who only looks on, and where one assignment ends and the next begins."""

from __future__ import annotations

from zeren.build.extract.clauses import grammar
from zeren.build.extract.predicates import Found, prose


def read(text: str) -> list[Found]:
    return prose(grammar()).sentence(text, 0)


def kinds(text: str) -> list[list[tuple[list[str], str]]]:
    return [[([n.text for n in names], kind) for names, kind in found.groups.given] for found in read(text)]


def test_a_name_goes_on_over_a_verb_but_not_over_another_agency() -> None:
    assert kinds("县委组织部组织开展培训") == [[(["县委组织部"], "act")]]
    assert kinds("县教育局指导各镇做好招生") == [[(["县教育局"], "act")]]


def test_a_partner_makes_the_first_the_lead() -> None:
    assert kinds("县教育局负责制定办法，会同县财政局审核") == [[(["县教育局"], "lead"), (["县财政局"], "supporting")]]
    assert kinds("县残疾人联合会负责发放") == [[(["县残疾人联合会"], "plain")]]


def test_two_subjects_with_duties_of_their_own_are_two_assignments() -> None:
    first, second = read("县财政局负责拨款，县审计局负责审计")
    assert (first.start, second.start) == (0, 9)
    assert kinds("县教育局牵头，县财政局负责拨款") == [[(["县教育局"], "lead"), (["县财政局"], "plain")]]


def test_modals_hand_on_to_the_verb_behind() -> None:
    assert kinds("县文旅局要牵头做好接待") == [[(["县文旅局"], "lead")]]
    assert kinds("县财政局要积极配合") == [[(["县财政局"], "supporting")]]


def test_who_only_looks_on_is_marked() -> None:
    assert [f.aside for f in read("县能源局要履行好监管职责")] == [True]
    assert [f.aside for f in read("县能源局要制定办法")] == [False]


def test_by_whom() -> None:
    (found,) = read("公园建设由县园林局负责")
    assert (found.by, found.sure) == (True, True)
    assert found.task == (0, 4)


def test_a_long_sentence_of_subjects_takes_no_time() -> None:
    assert len(read("由县教育局" * 1500)) <= 1
