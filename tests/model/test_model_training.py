"""Training: the same seed gives the same weights, a stopped run goes on as if it had not been, and it learns."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from desktop.paths import models_folder
from desktop.spindle.wordpiece import WordPiece
from models.train.encoder import TINY, Reader
from models.train.reader_batches import LENGTH_CLASSES, ReaderBatches
from models.train.train_reader import losses
from models.train.train_reader import train as train_reader
from models.train.train_writer import GROUP, WriterBatches, train_tokenizer
from models.train.train_writer import train as train_writer
from models.train.writer_samples import WriterSamples

READER_STEPS = 4
WRITER_STEPS = GROUP + 3
ONE_STEP = -1.0
"""Minutes that are over after the first step."""


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    """Sums do not depend on how many threads share them, and other programs are left in peace."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def tokenizer_path(tmp_path_factory):
    """A tokenizer that all writers here share."""
    path = tmp_path_factory.mktemp("tokenizer") / "t.json"
    train_tokenizer(WriterSamples(0), 512, 3, path)
    return path


def same(one: torch.nn.Module, other: torch.nn.Module) -> bool:
    """Whether two networks have the same weights to the last bit."""
    theirs = other.state_dict()
    return all(torch.equal(value, theirs[name]) for name, value in one.state_dict().items())


def reader(checkpoint, **more):
    """A tiny reader, trained."""
    return train_reader(None, checkpoint, READER_STEPS, **more)


def writer(checkpoint, tokenizer_path, **more):
    """A tiny writer, trained."""
    return train_writer("tiny", checkpoint, tokenizer_path, WRITER_STEPS, rows=2, **more)[0]


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """A reader trained in one go."""
    return reader(tmp_path_factory.mktemp("reader") / "r.pt")


@pytest.fixture(scope="module")
def wrote(tmp_path_factory, tokenizer_path):
    """A writer trained in one go."""
    return writer(tmp_path_factory.mktemp("writer") / "w.pt", tokenizer_path)


def test_the_same_seed_trains_the_same_reader(read, tmp_path):
    """Two runs end with the same weights; with another seed they do not."""
    assert same(read, reader(tmp_path / "again.pt"))
    assert not same(read, reader(tmp_path / "other.pt", seed=1))


def test_a_stopped_reader_goes_on_as_if_it_had_not_been(read, tmp_path):
    """Stopped after every single step and taken up again, the weights are those of the unbroken run."""
    path = tmp_path / "r.pt"
    for _ in range(READER_STEPS - 1):
        reader(path, minutes=ONE_STEP)
    assert torch.load(path, weights_only=True)["step"] == READER_STEPS - 1
    assert same(read, reader(path))


def test_a_resumed_reader_sees_the_batches_of_an_unbroken_run(monkeypatch, tmp_path):
    """Stopped after the first step and taken up by a new object, no batch is seen twice and none is left out."""
    seen: list[tuple[int, torch.Tensor]] = []
    drawn = ReaderBatches.batch

    def noted(self, step):
        batch = drawn(self, step)
        seen.append((step, batch.ids))
        return batch

    monkeypatch.setattr(ReaderBatches, "batch", noted)
    reader(tmp_path / "unbroken.pt")
    unbroken, seen[:] = [*seen], []
    reader(tmp_path / "resumed.pt", minutes=ONE_STEP)
    reader(tmp_path / "resumed.pt")
    assert [step for step, _ in seen] == [step for step, _ in unbroken] == list(range(READER_STEPS))
    for (_, one), (_, other) in zip(seen, unbroken, strict=True):
        assert torch.equal(one, other)


def test_a_loss_is_left_out_where_a_batch_has_nothing_for_it():
    """Without marked fields nothing is learnt of types; the other losses are numbers all the same."""
    batches = ReaderBatches(WordPiece(models_folder() / "wordpiece.json"), 0)
    torch.manual_seed(0)
    network = Reader(TINY).eval()
    short = LENGTH_CLASSES[0][1]
    batch = next(batch for step in range(9) if len((batch := batches.batch(step)).kinds) > short)
    assert set(losses(network, batch)) == {"label", "kind", "type", "pair"}
    alone = replace(batch, pairs=batch.pairs[:1], fields=batch.fields[:0], types=batch.types[:0])
    assert set(losses(network, alone)) == {"label", "kind"}
    for found in (losses(network, batch), losses(network, alone)):
        assert all(torch.isfinite(value) for value in found.values())


def test_the_same_seed_trains_the_same_writer(wrote, tokenizer_path, tmp_path):
    """Two runs end with the same weights; with another seed they do not."""
    assert same(wrote, writer(tmp_path / "again.pt", tokenizer_path))
    assert not same(wrote, writer(tmp_path / "other.pt", tokenizer_path, seed=1))


def test_a_stopped_writer_goes_on_as_if_it_had_not_been(wrote, tokenizer_path, tmp_path):
    """Stopped in the middle of a group, on the way from copying to writing too, the weights are the same."""
    path = tmp_path / "w.pt"
    for _ in range(3):
        writer(path, tokenizer_path, minutes=ONE_STEP)
    assert torch.load(path, weights_only=True)["step"] == 3
    assert same(wrote, writer(path, tokenizer_path))


def test_a_finished_run_is_not_trained_on(read, tmp_path):
    """Asked again, a run that has all its steps changes nothing."""
    path = tmp_path / "r.pt"
    first = reader(path)
    assert same(first, reader(path))
    assert same(first, read)


def test_a_killed_run_leaves_the_last_whole_checkpoint(tmp_path):
    """What is half written lies beside the checkpoint and is never read."""
    path = tmp_path / "r.pt"
    reader(path, minutes=ONE_STEP)
    path.with_suffix(".part").write_bytes(b"half")
    assert same(reader(path), reader(tmp_path / "other.pt"))


def test_the_reader_learns_all_that_it_is_taught(tmp_path):
    """After some tens of steps a tiny reader is less surprised by a batch that it never saw, in every loss."""
    batch = ReaderBatches(WordPiece(models_folder() / "wordpiece.json"), 0).batch(9999)

    def surprise(steps: int) -> dict[str, float]:
        network = train_reader(None, tmp_path / f"{steps}.pt", steps)
        with torch.no_grad():
            return {name: value.item() for name, value in losses(network, batch).items()}

    before, after = surprise(1), surprise(150)
    assert after.keys() == before.keys() >= {"label", "kind"}
    for name in ("label", "kind"):
        assert after[name] < 0.9 * before[name], name


def test_training_learns(tokenizer_path, tmp_path):
    """After some tens of steps the tiny writer is much less surprised by a batch that it never saw."""
    samples = WriterSamples(0)
    ids, weights = WriterBatches(samples, Tokenizer.from_file(str(tokenizer_path)), 4).batch(
        9999, copying=False
    )

    def surprise(steps: int) -> float:
        decoder, _ = train_writer("tiny", tmp_path / f"{steps}.pt", tokenizer_path, steps, rows=4)
        with torch.no_grad():
            losses = functional.cross_entropy(
                decoder(ids[:, :-1]).flatten(0, 1), ids[:, 1:].flatten(), reduction="none"
            )
        return float((losses * weights.flatten()).sum() / weights.sum())

    assert surprise(80) < 0.93 * surprise(1)
