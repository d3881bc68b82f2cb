"""Labels of tokens become stretches: the likeliest ones that make sense, whatever the single tokens say."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.spindle.labelling import Labelling, Stretch, glued_to_the_word_before
from desktop.spindle.tags import ASK_LABELS, LABELS, OPERATIONS, TAGS

FEW = ("O", "B-a", "I-a", "B-b", "I-b")


def chances(*tokens: dict[str, float]):
    """Probabilities of a few tokens; what is not named shares the rest."""
    rows = np.zeros((len(tokens), len(FEW)), np.float32)
    for row, token in zip(rows, tokens, strict=True):
        rest = (1.0 - sum(token.values())) / (len(FEW) - len(token))
        row[:] = [token.get(label, rest) for label in FEW]
    return rows


def found(*tokens: dict[str, float], glued: list[bool] | None = None, penalty: float = 0.0) -> list[tuple]:
    """The stretches of some tokens, none of them within a word unless said."""
    stretches = Labelling(FEW, penalty).stretches(chances(*tokens), glued or [False] * len(tokens))
    return [(one.tag, one.first, one.behind) for one in stretches]


def test_a_stretch_is_its_beginning_and_all_that_goes_on():
    """What is neither begun nor gone on belongs to nothing."""
    assert found({"O": 0.9}, {"B-a": 0.9}, {"I-a": 0.9}, {"O": 0.9}, {"B-b": 0.9}) == [
        ("a", 1, 3),
        ("b", 4, 5),
    ]


def test_nothing_is_found_in_nothing():
    """A text without tokens has no stretch."""
    assert Labelling(FEW, 1.0).stretches(np.zeros((0, len(FEW)), np.float32), []) == ()


def test_a_stretch_goes_on_only_with_its_own_tag():
    """Surely inside of `b`, but `a` was begun: the likeliest that makes sense is taken instead."""
    assert found({"B-a": 0.9}, {"I-b": 0.6, "I-a": 0.3}) == [("a", 0, 2)]
    assert found({"B-a": 0.9}, {"I-b": 0.6, "B-b": 0.3}) == [("a", 0, 1), ("b", 1, 2)]


def test_nothing_goes_on_that_was_not_begun():
    """The first token, and one behind a gap, can only begin."""
    assert found({"I-a": 0.7, "B-a": 0.2}, {"I-a": 0.9}) == [("a", 0, 2)]
    assert found({"O": 0.98}, {"I-a": 0.7, "B-a": 0.2}) == [("a", 1, 2)]


def test_a_later_token_speaks_for_an_earlier_one():
    """Three tokens that go on surely are worth a beginning that was in doubt."""
    assert found({"O": 0.6, "B-a": 0.3}, {"I-a": 0.9}, {"I-a": 0.9}, {"I-a": 0.9}) == [("a", 0, 4)]


def test_the_pieces_of_a_word_stay_together():
    """Within a word nothing begins and nothing ends."""
    pieces = {"B-a": 0.9}, {"O": 0.6, "I-a": 0.3}, {"O": 0.6, "I-a": 0.3}
    assert found(*pieces, glued=[False, True, True]) == [("a", 0, 3)]
    assert found(*pieces) == [("a", 0, 1)]
    late = {"O": 0.55, "B-a": 0.35}, {"B-a": 0.9}
    assert found(*late, glued=[False, True]) == []
    assert found(*late) == [("a", 1, 2)]
    two = {"B-a": 0.9}, {"B-b": 0.8, "I-a": 0.15}
    assert found(*two, glued=[False, True]) == [("a", 0, 2)]


def test_stretches_that_touch_are_held_to_be_unlikely():
    """`cobalt blue` is one colour: two beginnings in a row need to be surer than the penalty."""
    close = {"B-a": 0.9}, {"B-a": 0.55, "I-a": 0.4}
    assert found(*close) == [("a", 0, 1), ("a", 1, 2)]
    assert found(*close, penalty=1.2) == [("a", 0, 2)]
    sure = {"B-a": 0.9}, {"B-a": 0.9, "I-a": 0.05}
    assert found(*sure, penalty=1.2) == [("a", 0, 1), ("a", 1, 2)]
    apart = {"B-a": 0.9}, {"O": 0.9}, {"B-a": 0.55, "O": 0.4}
    assert found(*apart, penalty=1.2) == [("a", 0, 1), ("a", 2, 3)]


def test_the_penalty_is_taken_between_different_tags_too():
    """A doubtful second stretch right behind a sure one is rather nothing."""
    tokens = {"B-a": 0.9}, {"B-b": 0.5, "O": 0.4}
    assert found(*tokens) == [("a", 0, 1), ("b", 1, 2)]
    assert found(*tokens, penalty=1.2) == [("a", 0, 1)]


def test_the_chance_of_a_stretch_is_the_mean_of_its_tokens():
    """Beginning and inside count together; another tag can be asked about as well."""
    rows = chances({"B-a": 0.6, "I-a": 0.1, "B-b": 0.2}, {"I-a": 0.5, "B-a": 0.0, "I-b": 0.3})
    labelling = Labelling(FEW, 0.0)
    stretch = Stretch("a", 0, 2)
    assert labelling.chance(rows, stretch) == pytest.approx((0.7 + 0.5) / 2)
    expected = (rows[0, 3:].sum() + rows[1, 3:].sum()) / 2
    assert labelling.chance(rows, stretch, "b") == pytest.approx(float(expected))


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10_000), length=st.integers(1, 5), penalty=st.sampled_from([0.0, 1.2]), data=st.data()
)
def test_no_other_labels_that_make_sense_are_likelier(seed, length, penalty, data):
    """Beside every sequence of labels that keeps the rules, tried one by one, the one found is the best."""
    glued = [False, *data.draw(st.lists(st.booleans(), min_size=length - 1, max_size=length - 1))]
    rows = np.random.default_rng(seed).dirichlet([0.4] * len(FEW), length).astype(np.float32)

    def worth(labels: tuple[str, ...]) -> float:
        total = 0.0
        for place, label in enumerate(labels):
            before = labels[place - 1] if place else "O"
            goes_on = label.startswith("I-") and before[2:] == label[2:] and before != "O"
            if label.startswith("I-") and not goes_on:
                return -np.inf
            if glued[place] and not (goes_on or label == before == "O"):
                return -np.inf
            total += float(np.log(rows[place, FEW.index(label)] + 1e-9))
            total -= penalty if label.startswith("B-") and before != "O" else 0.0
        return total

    stretches = Labelling(FEW, penalty).stretches(rows, glued)
    labels = ["O"] * length
    for one in stretches:
        labels[one.first : one.behind] = [f"B-{one.tag}"] + [f"I-{one.tag}"] * (one.behind - one.first - 1)
    assert worth(tuple(labels)) == pytest.approx(max(map(worth, product(FEW, repeat=length))), abs=1e-3)


@pytest.mark.parametrize(
    ("text", "offsets", "expected"),
    [
        ("plants", ((0, 5), (5, 6)), [False, True]),
        ("due date", ((0, 3), (4, 8)), [False, False]),
        ("e-mail", ((0, 1), (1, 2), (2, 6)), [False, False, False]),
        ("3kg", ((0, 1), (1, 3)), [False, True]),
        ("", (), []),
    ],
)
def test_a_piece_goes_on_a_word_where_letters_touch(text, offsets, expected):
    """A hyphen or a space parts words; letters and digits do not."""
    assert glued_to_the_word_before(text, offsets) == expected


def test_the_tables_of_labels_have_a_beginning_and_an_inside_for_everything():
    """Training and reading count on their order: `O` first, then two for each, in the order of the table."""
    assert ("O", *(f"{place}-{tag}" for tag in TAGS for place in "BI")) == LABELS
    assert ("O", *(f"{place}-{op}" for op in OPERATIONS for place in "BI")) == ASK_LABELS
    assert len(set(LABELS)) == len(LABELS)
    assert len(set(ASK_LABELS)) == len(ASK_LABELS)
