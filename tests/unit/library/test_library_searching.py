"""Finding by words: what counts, and which slips are forgiven."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.describing import Description
from desktop.library.searching import rank, words_of


def found(query: str, name: str = "", about: str = "", words: str = "") -> float:
    return rank([Description(name, about=about, words=words)], query)[0]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "Anything"),
        ("  !? ", "Anything"),
        ("shed", "The SHED"),
        ("she", "The Shed"),
        ("uebung", "Uebung"),
        ("ubung", "Übung"),
        ("Übung", "ubung"),
        ("strasse", "Straße"),
        ("borowed", "Borrowed"),
        ("borrwoed", "Borrowed"),
        ("borrowedd", "Borrowed"),
        ("borroved tols", "Borrowed tools"),
        ("thumprint", "Thumbprint"),
        ("libary", "Library of tools"),
        ("日本", "私の日本語の本"),
        ("कित", "किताबें"),
        ("книги", "Мои книги"),
        ("كتب", "كتبي"),
        ("zwanzig20", "Zwanzig20"),
    ],
)
def test_found(query: str, name: str) -> None:
    """What a person would call the same is found."""
    assert found(query, name) > 0


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("car", "Cat"),  # a short word is another word with one letter changed
        ("shop", "Tulips"),
        ("garden", "Kitchen"),
        ("tool violin", "Tools"),
        ("x", "Box"),  # one letter is a beginning, or nothing
    ],
)
def test_not_found(query: str, name: str) -> None:
    """What is another word is not found."""
    assert found(query, name) == 0


def test_the_better_fit_is_worth_more() -> None:
    """Whole word, beginning, inside, slip; in the name and elsewhere."""
    worths = [
        found("tools", "Tools"),
        found("tool", "Tools"),
        found("ools", "Tools"),
        found("toosl", "Tools"),
    ]
    assert worths == sorted(worths, reverse=True) and len(set(worths)) == 4
    assert found("tools", "Tools") > found("tools", words="Tools")
    assert found("tools shed", "Tools", words="shed") > found("tools shed", words="tools shed")


def test_long_queries_take_no_time() -> None:
    """A book that is pasted into the box is no trouble, over many apps."""
    descriptions = [
        Description(f"App number {at}", words="who borrowed which tool " * 20) for at in range(1000)
    ]
    began = time.perf_counter()
    rank(descriptions, "borrowde " * 10_000 + "x" * 100_000)
    assert time.perf_counter() - began < 2


@given(st.text(), st.text())
def test_any_text_can_be_looked_for(query: str, name: str) -> None:
    """Nothing breaks it, and a name is found by itself unless there is no word in it."""
    assert rank([Description(name)], query)[0] >= 0
    if 0 < len(words_of(name)) <= 12 and all(len(word) <= 40 for word in words_of(name)):
        assert found(name, name) > 0
