"""Ways of reading a request: drawn alike each time, counted by what they come to, and kept for the person."""

from __future__ import annotations

import numpy as np
import pytest
from spindle_editing_apps import changed as changed_in
from spindle_fakes import SHED, WORDPIECE, LabelEngine, write_heads

from desktop.blueprint import parse
from desktop.spindle.drawing import drawn
from desktop.spindle.editing.change import Change
from desktop.spindle.editing.settling import MOST_OTHERS, settled
from desktop.spindle.labelling import Labelling
from desktop.spindle.outline import Named
from desktop.spindle.reader import Heads, Reader
from models.data.marks import read_edit_marks

APP = parse(SHED).app
assert APP is not None
NAMES = (Named("entity", "Tool"), Named("field", "tool"))


def changed(marked: str) -> Change:
    """What a marked request makes of the shed."""
    return changed_in(SHED, marked)


REMOVED = changed("[remove|remove {old:due}]")
HIDDEN = changed("[hide|hide {old:due}]")
RENAMED = changed("[rename|call {old:due} {new:back by}]")
NOT_UNDERSTOOD = changed("[remove|remove {old:the flying carpets}]")


def test_the_samples_are_what_they_are_meant_to_be():
    """Else the tests below would say nothing."""
    assert REMOVED.script and HIDDEN.script and RENAMED.script
    assert NOT_UNDERSTOOD.missed and not NOT_UNDERSTOOD.script
    assert len({REMOVED.app, HIDDEN.app, RENAMED.app, APP}) == 4


def test_where_all_readings_agree_the_change_is_likely_and_alone():
    """Several readings may come to one app; then there is nothing to choose from."""
    done = settled([(REMOVED, 9), (REMOVED, 7)])
    assert done.app == REMOVED.app
    assert done.others == ()
    assert done.chance == pytest.approx(0.83)


def test_the_likeliest_is_done_and_the_others_are_offered_by_how_often_they_came():
    """Also where another reading was drawn more often than the likeliest."""
    done = settled([(REMOVED, 3), (HIDDEN, 5), (RENAMED, 8)])
    assert done.app == REMOVED.app
    assert [other.script for other in done.others] == [RENAMED.script, HIDDEN.script]
    assert done.chance < 0.3


def test_the_more_readings_agree_the_surer_it_is():
    """The chance grows with the share of the draws, and never leaves 0 to 1."""
    chances = [settled([(REMOVED, agreed), (HIDDEN, 16 - agreed)]).chance for agreed in range(1, 16)]
    assert chances == sorted(chances)
    assert 0 < chances[0] < chances[-1] < 1


def test_what_was_not_understood_is_never_likely_and_never_offered():
    """Something left undone is unlikely to be all that was meant; an offer must change something."""
    done = settled([(NOT_UNDERSTOOD, 15), (REMOVED, 1)])
    assert done.missed == NOT_UNDERSTOOD.missed
    assert done.chance <= 0.2
    assert [other.script for other in done.others] == [REMOVED.script]
    assert settled([(REMOVED, 1), (NOT_UNDERSTOOD, 15)]).others == ()


def test_only_a_few_others_are_offered():
    """Nobody reads ten."""
    many = [changed(f"[rename|call {{old:due}} {{new:name {letter}}}]") for letter in "abcdef"]
    assert len(settled([(one, 1) for one in many]).others) == MOST_OTHERS


def test_an_undo_and_a_change_of_the_same_app_are_two_things():
    """`undo` leaves the app as it is, and so does what was not understood."""
    undo = changed("[undo|undo]")
    assert settled([(undo, 8), (NOT_UNDERSTOOD, 8)]).undo


def test_the_same_words_are_drawn_in_the_same_way():
    """A change can be made again from its request."""
    labels, asks = np.full((4, 5), 0.2, np.float32), np.full((4, 3), 1 / 3, np.float32)
    first, again = (list(drawn(labels, asks, "hide it", 3)) for _ in range(2))
    other = list(drawn(labels, asks, "hide them", 3))
    assert all(np.array_equal(one[0], two[0]) for one, two in zip(first, again, strict=True))
    assert not any(np.array_equal(one[1], two[1]) for one, two in zip(first, other, strict=True))


def test_what_is_sure_stays_and_what_is_doubtful_changes():
    """Of many draws nearly all keep a label of 0.999, and many give up one of 0.5."""
    chances = np.array([[0.001, 0.999, 0.0], [0.49, 0.51, 0.0]], np.float32)
    asks = np.full((2, 3), 1 / 3, np.float32)
    won = np.array([labels.argmax(-1) for labels, _ in drawn(chances, asks, "x", 200)])
    assert (won[:, 0] == 1).mean() > 0.97
    assert 0.3 < (won[:, 1] == 1).mean() < 0.7


def test_drawn_chances_can_be_decoded():
    """They are probabilities in size, whatever the noise."""
    labels = np.random.default_rng(1).random((30, 5)).astype(np.float32)
    for shaken, _ in drawn(labels, labels[:, :3], "words", 20):
        assert shaken.min() >= 0 and shaken.max() == 1
        Labelling(("O", "B-x", "I-x", "B-y", "I-y"), 1.0).stretches(shaken, [False] * 30)


def test_a_sure_reading_has_one_way(tmp_path):
    """The first way is what `read` reads, and a reader without doubts draws nothing else."""
    request = read_edit_marks("[remove|remove the {old:tool}] and [hide|hide the {old:due date}]")
    reader = Reader(LabelEngine((request,)), WORDPIECE, Heads(write_heads(tmp_path / "heads.npz")))
    ways = reader.read_in_ways(request.text, NAMES, 16)
    assert sum(times for _, times in ways) == 16
    read = reader.read(request.text, NAMES)
    assert (ways[0][0].marks, ways[0][0].asks) == (read.marks, read.asks)
    assert ways[0][1] == max(times for _, times in ways)
