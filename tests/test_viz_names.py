"""What things are called: functions in two languages, instruments by their official title."""

from __future__ import annotations

from zeren.kg.ids import Minter
from zeren.kg.vocab import load
from zeren.viz.names import Names


def names() -> Names:
    return Names(load(), Minter())


def test_functions() -> None:
    assert names().function("health") == ("卫生健康", "Health")
    assert names().function("unheard-of") == ("unheard-of", "unheard-of")


def test_instruments_known_and_unknown() -> None:
    vocabulary = load()
    known = next(i for i in vocabulary.instruments.values() if vocabulary.instrument(i.title) is i)
    found = names().instrument(known.title)
    assert (found.iri, found.title, found.known) == (known.iri, known.title, known)
    other = names().instrument("南湖区妇女发展规划实施办法")
    assert other.known is None and other.iri == Minter().instrument("南湖区妇女发展规划实施办法")


def test_what_replaced_an_instrument() -> None:
    old = [i for i in load().instruments.values() if i.replaced_by]
    assert old
    for instrument in old:
        found = names().successor(instrument)
        assert found and found[1]
    assert names().successor(next(i for i in load().instruments.values() if not i.replaced_by)) is None
