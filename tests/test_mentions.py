"""Where a text names laws and plans."""

from __future__ import annotations

from zeren.build.extract import mentions

LAWS = ["妇女权益保障法", "中华人民共和国妇女权益保障法", "宪法", "教育法", "国防教育法"]
NAMES = mentions.Names.of([*LAWS, "物业管理条例", "全民健身计划（2021—2025年）"])


def found(text: str) -> list[str]:
    return [text[m.start : m.end] for m in mentions.find(text, NAMES, mentions.lexicon())]


def test_the_longest_name_wins() -> None:
    assert NAMES.at("中华人民共和国妇女权益保障法", 0) == "中华人民共和国妇女权益保障法"
    assert NAMES.at("中华人民共和国妇女权益保障法", 7) == "妇女权益保障法"
    assert NAMES.at("中华人民共和国", 0) is None
    assert mentions.Names.of([]).starts.search("宪法") is None


def test_known_names_stand_alone() -> None:
    assert found("学习宪法、国防教育法和教育法") == ["宪法", "国防教育法", "教育法"]
    assert found("思想教育法、教育法治、宪法学") == []
    assert found("全民健身计划(2021-2025年)") == ["全民健身计划(2021-2025年)"]
    assert found("落实青林市物业管理条例") == ["青林市物业管理条例"]


def test_titles_in_marks_come_whole() -> None:
    assert found("《甲法》《乙办法（试行）》（2022年版）") == ["《甲法》", "《乙办法（试行）》（2022年版）"]
    assert found("《甲实施《乙法》办法》") == ["《甲实施《乙法》办法》"]
    assert found("《甲法〉、《乙法》") == ["《甲法〉", "《乙法》"]


def test_the_place_of_a_short_name_is_no_mention() -> None:
    assert found("《甲省规划》（以下简称《规划》）") == ["《甲省规划》"]
