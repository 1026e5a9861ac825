"""Noun phrases that say what is measured."""

from __future__ import annotations

import pytest

from zeren.build.extract import indicators, phrases


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("到2025年，力争全市孕产妇死亡率", "孕产妇死亡率"),
        ("提高农村厕所普及率", "农村厕所普及率"),
        ("普及率", "普及率"),
        ("将参保率", "参保率"),
        ("适龄儿童接种率以乡镇为单位", "适龄儿童接种率"),
        ("入园率2025年、2030年", "入园率"),
        ("巩固率由85%", "巩固率由85%"),
        ("在校学生比例", "在校学生比例"),
        ("为", ""),
    ],
)
def test_trims_both_ends(phrase: str, name: str) -> None:
    assert indicators.trim(phrase, phrases.load()) == name


@pytest.mark.parametrize(
    ("phrase", "count", "each", "names"),
    [
        ("新生儿、婴儿和儿童死亡率", 3, True, ["新生儿死亡率", "婴儿死亡率", "儿童死亡率"]),
        ("6岁以下儿童贫血率和生长迟缓率", 2, True, ["6岁以下儿童贫血率", "6岁以下儿童生长迟缓率"]),
        ("甲妇女和乙妇女宫颈癌、乳腺癌检查率", 1, True, ["甲妇女和乙妇女宫颈癌检查率", "甲妇女和乙妇女乳腺癌检查率"]),
        ("孕产妇梅毒和乙肝检测率", 1, False, ["孕产妇梅毒和乙肝检测率"]),
        ("3岁以下儿童系统管理率、7岁以下儿童健康管理率", 1, False, ["3岁以下儿童系统管理率", "7岁以下儿童健康管理率"]),
        ("专科及以上学历比例、本科及以上学历比例", 2, True, ["专科及以上学历比例", "本科及以上学历比例"]),
        ("城市社区和农村社区设施覆盖率", 2, True, ["城市社区设施覆盖率", "农村社区设施覆盖率"]),
        ("参保率", 2, False, ["参保率", "参保率"]),
        ("街道（乡、镇）覆盖率", 1, True, ["街道（乡、镇）覆盖率"]),
    ],
)
def test_completes_each_member(phrase: str, count: int, each: bool, names: list[str]) -> None:
    assert indicators.split(phrase, count, each, phrases.load()) == names


def test_figures_are_told_from_other_nouns() -> None:
    lex = phrases.load()
    assert all(indicators.complete(p, lex) for p in ("孕产妇死亡率", "女性比例", "平均受教育年限", "托位数", "预期寿命"))
    assert not any(indicators.complete(p, lex) for p in ("新生儿", "社区", "女干部", ""))


def test_a_figure_followed_by_whose_it_is() -> None:
    assert indicators.turned("本科教师占比小学", phrases.load()) == ("小学本科教师占比", "本科教师占比")
    assert indicators.turned("小学教师占比", phrases.load()) is None


def test_what_stands_behind_a_pivot() -> None:
    assert indicators.after_pivot("健全制度使妇女参保率", phrases.load()) == "妇女参保率"
    assert indicators.after_pivot("妇女参保率", phrases.load()) == "妇女参保率"
