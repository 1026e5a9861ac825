"""Document numbers and the titles they go with."""

from __future__ import annotations

from zeren.build.extract import mentions, numbers


def tied(text: str) -> list[tuple[str, str | None]]:
    lex = mentions.lexicon()
    found = mentions.find(text, mentions.Names.of([]), lex)
    return [(text[m.start : m.end], m.number) for m in numbers.tie(text, found, lex)]


def test_a_number_goes_with_the_title_before_it() -> None:
    assert tied("《甲意见》（青政发〔2021〕3号）") == [("《甲意见》", "青政发〔2021〕3号")]
    assert tied("《甲意见》(青政发[2021]3号)") == [("《甲意见》", "青政发[2021]3号")]
    assert tied("《甲规定》（国务院令第600号）") == [("《甲规定》", "国务院令第600号")]


def test_a_number_by_itself_is_a_mention() -> None:
    assert tied("根据青政办发〔2021〕12号精神") == [("青政办发〔2021〕12号", "青政办发〔2021〕12号")]
    assert tied("《甲意见》，落实青政办发〔2021〕12号") == [("《甲意见》", None), ("青政办发〔2021〕12号", "青政办发〔2021〕12号")]
    assert tied("国务院令第600号公布") == []


def test_what_is_no_number() -> None:
    assert tied("2021年5号楼") == []
    assert tied("第12号院") == []
