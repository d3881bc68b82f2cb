"""What the reader of changes learns from: requests beside outlines, true to the marks, nothing held out."""

from __future__ import annotations

import random

import pytest
import torch

from desktop.blueprint import parse
from desktop.paths import models_folder
from desktop.spindle.outline import Named, fitting, written
from desktop.spindle.tags import ASK_LABELS, LABELS, TYPE_NAMES, TYPED_TAGS
from desktop.spindle.wordpiece import CLS, SEP, WordPiece
from models.data.apps import whole_apps
from models.data.domains import authored_edits, is_held_out
from models.data.manners import joined
from models.data.marks import read_edit_marks
from models.evals.carrying_out import is_carried_out, share_carried_out
from models.train.change_batches import (
    IGNORED,
    MOST_ROOM,
    ROWS,
    ChangeBatches,
    Outlines,
    _row,
    held_out_batches,
)
from models.train.encoder import TINY, Reader
from models.train.train_changes import losses, score, train

STEPS = range(8)
ONE_STEP = 1e-9


@pytest.fixture(scope="module")
def wordpiece():
    """The readers' tokenizer."""
    return WordPiece(models_folder() / "wordpiece.json")


@pytest.fixture(scope="module")
def batches(wordpiece):
    """The batches of seed 0."""
    return ChangeBatches(wordpiece, 0)


def same(one, other) -> bool:
    """Whether two batches are the same to the last number."""
    return all(torch.equal(getattr(one, name), getattr(other, name)) for name in one.__dataclass_fields__)


def test_a_batch_depends_on_seed_and_step_alone(batches, wordpiece):
    """Asked in another order, by another object, the batch of a step is the same; of another step or seed it is not."""
    again = ChangeBatches(wordpiece, 0)
    later = again.batch(6)
    assert same(batches.batch(2), again.batch(2))
    assert same(batches.batch(6), later)
    assert not same(batches.batch(7), later)
    assert not same(ChangeBatches(wordpiece, 1).batch(6), later)


def test_only_the_words_of_the_request_are_labelled(batches):
    """Rows are request and outline; nothing is learnt of the outline's tokens, and every request has an ask."""
    shown = 0
    for step in STEPS:
        batch = batches.batch(step)
        assert batch.ids.shape == batch.labels.shape == batch.asks.shape
        assert len(batch.ids) == ROWS
        for row, length in enumerate(batch.lengths.tolist()):
            ids = batch.ids[row, :length].tolist()
            own = ids.index(SEP) + 1
            assert (ids[0], ids[-1]) == (CLS, SEP)
            assert ids.count(SEP) <= 2
            shown += own < length
            for labels in (batch.labels[row], batch.asks[row]):
                assert (labels[own:] == IGNORED).all()
                assert (labels[:own] != IGNORED).all()
            assert any(ASK_LABELS[label].startswith("B-") for label in batch.asks[row, :own].tolist())
        for (row, first, behind), type_ in zip(batch.fields.tolist(), batch.types.tolist(), strict=True):
            names = [LABELS[label] for label in batch.labels[row, first:behind].tolist()]
            assert names[0].removeprefix("B-") in TYPED_TAGS
            assert 0 <= type_ < len(TYPE_NAMES)
    assert shown > 0.8 * ROWS * len(STEPS)


@pytest.mark.parametrize("place", [0, 700, 1500, 2200, -900, -1])
def test_asks_and_marks_stand_on_the_tokens_of_their_words(batches, wordpiece, place):
    """Joined again, the tokens of each ask and each mark are the words that somebody marked."""
    edit = batches.edits[place]
    row = _row(wordpiece, edit, batches.outlines.of(edit, random.Random(0)), MOST_ROOM)
    offsets = wordpiece.pieces(edit.text).offsets

    def stretches(labels: list[int], table: tuple[str, ...]) -> list[tuple[str, str]]:
        found: list[list] = []
        for token, label in enumerate(labels[1 : len(offsets) + 1]):
            name = table[label]
            if name.startswith("B-"):
                found.append([name[2:], offsets[token][0], offsets[token][1]])
            elif name != "O":
                found[-1][2] = offsets[token][1]
        return [(tag, edit.text[start:end]) for tag, start, end in found]

    assert stretches(row.labels, LABELS) == [(span.tag, edit.words(span)) for span in edit.spans]
    assert stretches(row.asks, ASK_LABELS) == [
        (ask.operation, edit.text[ask.start : ask.end]) for ask in edit.asks
    ]


def test_nothing_of_a_held_out_topic_is_learnt(batches, wordpiece):
    """Neither the requests about it nor, for requests about others, the outline of its app."""
    assert not any(is_held_out(edit.domain) for edit in batches.edits)
    hidden = [edit for edit in authored_edits() if is_held_out(edit.domain)]
    assert len(hidden) > 300
    # What everybody says ("undo that") is said of every app.
    both = {edit.text for edit in hidden} & {edit.text for edit in batches.edits}
    assert all(len(text.split()) <= 4 for text in both), both
    assert not any(is_held_out(topic) for _, topic in batches.outlines._words)
    assert sum(len(batch.ids) for batch in held_out_batches(wordpiece)) == len(hidden)


def test_a_request_is_seen_beside_the_app_that_its_author_saw():
    """Where an author saw an app, its own names are shown; where not, what is spoken of is put into a like one."""
    pick = random.Random(0)
    outlines = Outlines()
    app = next(app for app in whole_apps() if app.topic == "tennis court booking")
    seen = read_edit_marks("[remove|drop {old:notes}]", app.topic, app.topic)
    assert Named("field", "surface") in outlines.of(seen, pick)
    imagined = read_edit_marks("[remove|drop the {old:shoe size} of {at:Jugglers}]", "circus")
    shown = [outlines.of(imagined, pick) for _ in range(20)]
    for name in ("shoe size", "jugglers"):
        assert 5 < sum(any(one.name.lower() == name for one in names) for names in shown) < 20


def test_names_are_changed_in_request_and_outline_alike(batches):
    """A request that speaks of other nouns than its author did stands beside an app that has those."""
    edit = read_edit_marks(
        "[remove|drop the {old:surface}] and [add|add a {f.date:due date}]", "", "tennis court booking"
    )
    names = batches.outlines.of(edit, random.Random(0))
    changed = [batches._swapped(edit, names, random.Random(seed)) for seed in range(30)]
    others = [(other, shown) for other, shown in changed if other.words(other.spans[0]) != "surface"]
    assert len(others) > 5
    for other, shown in others:
        assert other.words(other.spans[0]) in [one.name for one in shown]
        assert Named("field", "surface") not in shown
    paraphrased = read_edit_marks(
        "[remove|drop what the {old:ground} is made of]", "", "tennis court booking"
    )
    for seed in range(30):
        assert batches._swapped(paraphrased, names, random.Random(seed))[0] == paraphrased


def test_an_outline_that_has_no_room_keeps_what_is_spoken_of(wordpiece):
    """Of a large app the names that the request says are shown, in their order, and the line fits."""

    def size(text: str) -> int:
        return len(wordpiece.pieces(text).ids)

    names = tuple(Named("field", f"thing number {place}") for place in range(90))
    names = (*names[:40], Named("option", "Balcony"), *names[40:], Named("sample", "Great Aunt Petunia"))
    line = fitting(names, "aunt petunia has no balconies any more", 30, size)
    assert size(line) <= 30
    assert "/ Balcony" in line
    assert line.endswith("' Great Aunt Petunia")
    assert fitting(names, "anything", 5000, size) == written(names)
    assert fitting(names, "anything", 0, size) == ""


def test_training_is_the_same_twice_and_goes_on_where_it_stopped(tmp_path):
    """Two runs end with the same weights, also when one was stopped after every step."""
    whole = train(None, tmp_path / "whole.pt", 3)
    for _ in range(3):
        broken = train(None, tmp_path / "broken.pt", 3, minutes=ONE_STEP)
    other = train(None, tmp_path / "other.pt", 3, seed=1)
    for (name, one), two, three in zip(
        whole.state_dict().items(), broken.state_dict().values(), other.state_dict().values(), strict=True
    ):
        assert torch.equal(one, two), name
        assert not torch.equal(one, three) or one.unique().numel() == 1, name


def test_the_reader_of_changes_learns(tmp_path, batches):
    """After some tens of steps a tiny one is less surprised by marks and asks that it never saw."""
    batch = batches.batch(9999)

    def surprise(steps: int) -> dict[str, float]:
        network = train(None, tmp_path / f"{steps}.pt", steps)
        with torch.no_grad():
            return {name: value.item() for name, value in losses(network, batch).items()}

    before, after = surprise(1), surprise(100)
    assert set(before) == set(after) == {"label", "ask", "type"}
    for name in ("label", "ask"):
        assert after[name] < 0.95 * before[name], name


def test_the_score_counts_whole_requests(batches):
    """A network that says the same of every token gets the tokens right that are so, and hardly a whole request."""
    network = Reader(TINY)
    with torch.no_grad():
        for head in (network.label, network.ask):
            head.weight.zero_()
            head.bias.zero_()
            head.bias[0] = 1.0
    said = score(network, [batches.batch(0)], precise=False)
    assert said.startswith(f"of {ROWS} held out: tokens 0.")
    assert said.endswith("both 0.000")


def test_what_the_editor_carries_out_is_counted_by_what_is_left_undone() -> None:
    """Of two asks one is carried out: that is not whole; praise alone wants nothing, so nothing is missing."""
    app = parse('app "A"\n\nentity Tool\n  name: text\n\npage Tools\n  table of Tool\n').app
    assert app is not None
    both = "[add|add a {f.date:due date} to {at:tools}] and [retype|the {old:moon} is a {as.number:number}]"
    assert not is_carried_out(app, read_edit_marks(both))
    assert is_carried_out(app, read_edit_marks("[add|add a {f.date:due date} to {at:tools}]"))
    assert is_carried_out(app, read_edit_marks("[none|lovely], thank you"))
    share, count = share_carried_out(20)
    assert 0.0 < share < 1.0
    assert count == 20


def test_two_wishes_are_said_as_one_and_keep_their_marks() -> None:
    """Whatever stands between them: every mark and every ask is still over its own words."""
    first = read_edit_marks("[add|add a {f.date:due date}].", "tools", "shed")
    second = read_edit_marks("[rename|{old:Tools} is {new:Kit}]", "tools", "shed")
    for seed in range(60):
        one = joined(first, second, random.Random(seed))
        assert [one.words(span) for span in one.spans] == ["due date", "Tools", "Kit"]
        said = [one.text[ask.start : ask.end].lower() for ask in one.asks]
        assert said == ["add a due date", "tools is kit"], one.text
        assert ".," not in one.text and ". and" not in one.text
