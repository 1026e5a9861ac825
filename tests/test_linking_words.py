"""Texts are compared by what they tell: pairs of characters, topics, little for what every plan says."""

from __future__ import annotations

from pathlib import Path

from zeren.build.linking.gazetteer import Gazetteer
from zeren.build.linking.words import COMMON, TOPIC, cosine, features, shared, whole
from zeren.build.overlay import overlay, using


def test_a_gazetteer_finds_the_longest_word_at_every_place() -> None:
    words = Gazetteer([("水库", "a"), ("水库管理", "b"), ("管理", None), ("库管", "c"), ("水库", "d"), ("水", "e")])
    assert list(words.find("大水库管理水库")) == [(1, "水库管理", ("b",)), (2, "库管", ("c",)), (3, "管理", ()), (5, "水库", ("a", "d"))]
    assert list(words.find("")) == list(words.find("水")) == []


def test_common_words_tell_little_and_topics_much() -> None:
    found = features("不断提高牧民用水的保证率（另有说明），3.5%")
    assert found["提高"] == found["不断"] == COMMON
    assert found["牧民"] == found["用水"] == 1.0
    assert not {"高牧", "水的", "另有", "民的"} & found.keys()
    assert features("预防儿童溺水")["#drowning"] == TOPIC
    assert features("") == {}


def test_words_in_common_are_whole_and_without_common_words() -> None:
    assert shared("提高牧区草场防火能力，改善牧道", "加强草场防火和牧道养护", {}) == ["草场防火", "牧道"]
    assert shared("加强少儿视力筛查", "有效控制近视，减少用眼", {}) == ["视力"]
    assert shared("发展渔业", "修建公路", {}) == []


def test_likeness_is_one_for_equals_and_nothing_for_strangers() -> None:
    one, other = features("扩建牧区卫生所"), features("疏浚航道")
    assert round(cosine(one, one), 9) == 1.0
    assert cosine(one, other) == 0 == cosine({}, one)


def test_measures_for_the_whole_domain_are_known_by_name() -> None:
    assert any(r.search("完善保障牧民健康的制度机制") for r in whole())
    assert not any(r.search("疏浚航道") for r in whole())


def test_a_users_topics_count_while_they_are_in_use(tmp_path: Path) -> None:
    row = "rows: [{id: pasture, set: {kind: topic}, words: [草场, 牧场], examples: [草场]}]"
    (tmp_path / "topics.yaml").write_text(row, encoding="utf-8")
    with using(overlay(tmp_path)):
        assert features("保护牧场")["#pasture"] == TOPIC
    assert "#pasture" not in features("保护牧场")
