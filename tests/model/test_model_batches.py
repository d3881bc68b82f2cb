"""Batches: a function of seed and step, true to the marks, and without anything that is held out."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import torch

from desktop.blueprint import read
from desktop.paths import models_folder
from desktop.spindle.hints import WRITE
from desktop.spindle.tags import LABELS, TYPE_NAMES, TYPED_TAGS
from desktop.spindle.wordpiece import CLS, SEP, WordPiece
from models.data.domains import (
    all_domains,
    authored_requests,
    is_held_out,
    record_domains,
)
from models.data.library import library_entry
from models.evals.contract import authored_contracts
from models.train.reader_batches import IGNORED, LENGTH_CLASSES, ReaderBatches
from models.train.train_writer import COPY_STEPS, GROUP, LONGEST, WriterBatches, train_tokenizer
from models.train.writer_samples import WriterSamples

STEPS = range(12)


@pytest.fixture(scope="module")
def wordpiece():
    """The reader's tokenizer."""
    return WordPiece(models_folder() / "wordpiece.json")


@pytest.fixture(scope="module")
def reader_batches(wordpiece):
    """The reader's batches of seed 0."""
    return ReaderBatches(wordpiece, 0)


@pytest.fixture(scope="module")
def samples():
    """The writer's samples of seed 0."""
    return WriterSamples(0)


@pytest.fixture(scope="module")
def tokenizer(samples, tmp_path_factory):
    """A small tokenizer of the writer."""
    return train_tokenizer(samples, 512, 3, tmp_path_factory.mktemp("tokenizer") / "t.json")


def same(one, other) -> bool:
    """Whether two batches are the same to the last number."""
    return all(torch.equal(getattr(one, name), getattr(other, name)) for name in one.__dataclass_fields__)


def test_a_batch_of_the_reader_depends_on_seed_and_step_alone(reader_batches, wordpiece):
    """Asked in another order, by another object, the batch of a step is the same; of another step or seed it is not."""
    again = ReaderBatches(wordpiece, 0)
    later = again.batch(5)
    assert same(reader_batches.batch(2), again.batch(2))
    assert same(reader_batches.batch(5), later)
    assert not same(reader_batches.batch(6), later)
    assert not same(ReaderBatches(wordpiece, 1).batch(5), later)


def test_batches_of_the_reader_are_well_formed(reader_batches):
    """Rows open with CLS and end with SEP, labels stand on real tokens only, fields on tokens labelled so."""
    for step in STEPS:
        batch = reader_batches.batch(step)
        assert batch.ids.shape == batch.labels.shape
        assert len(batch.kinds) <= len(batch.ids) == len(batch.lengths)
        assert max(batch.lengths) <= max(most for most, _, _ in LENGTH_CLASSES)
        for row, length in enumerate(batch.lengths.tolist()):
            assert batch.ids[row, 0] == CLS
            assert batch.ids[row, length - 1] == SEP
            assert (batch.labels[row, length:] == IGNORED).all()
        for (row, first, behind), type_ in zip(batch.fields.tolist(), batch.types.tolist(), strict=True):
            names = [LABELS[label] for label in batch.labels[row, first:behind].tolist()]
            tag = names[0].removeprefix("B-")
            assert tag in TYPED_TAGS
            assert names == [f"B-{tag}"] + [f"I-{tag}"] * (behind - first - 1)
            assert 0 <= type_ < len(TYPE_NAMES)
        for row, other in batch.pairs.tolist():
            assert row < len(batch.kinds) <= other < len(batch.ids)


def test_nobody_learns_marks_from_a_phrase_without_any(reader_batches):
    """Phrases of whole apps teach a kind and what is near, and not that nothing in them is worth a mark."""
    batch = next(batch for step in STEPS if len((batch := reader_batches.batch(step)).kinds) > 32)
    phrases = batch.labels[LENGTH_CLASSES[0][1] : len(batch.kinds)]
    assert len(phrases) > 5
    assert (phrases == IGNORED).all()


def held_out_texts() -> set[str]:
    """Texts that belong to held-out domains or to the evaluation and to nothing that is trained on."""
    texts = {
        request.text
        for request in authored_requests()
        if is_held_out(request.domain) and request.kind != "none"
    }
    texts |= {contract.request.text for contract in authored_contracts()}
    for domain in all_domains():
        if is_held_out(domain["domain"]):
            texts |= {*domain["ways"], *(ask["p"] for ask in domain["asks"])}
    trained = [domain for domain in all_domains() if not is_held_out(domain["domain"])]
    said = {way for domain in trained for way in (*domain["ways"], *(ask["p"] for ask in domain["asks"]))}
    # One or two words ("wish list") may be said of two domains, one of them trained on.
    return {text for text in texts - said if len(text.split()) > 2}


def test_the_reader_never_sees_a_held_out_domain(reader_batches):
    """Neither authored requests, nor phrases to pair with, nor words for invented requests come from there."""
    assert not any(is_held_out(request.domain) for request in reader_batches.authored)
    assert not any(
        is_held_out(request.domain) for requests in reader_batches.by_class for request in requests
    )
    assert not any(is_held_out(name) for name in reader_batches.phrases)
    hidden = held_out_texts()
    shown = {request.text for request in reader_batches.authored}
    shown |= {phrase for phrases in reader_batches.phrases.values() for phrase in phrases}
    assert shown & hidden == set()
    assert len(hidden) > 200


def test_the_writer_never_sees_a_held_out_domain(samples):
    """Neither its requests nor the blueprints that it is lent come from there."""
    assert not any(is_held_out(request.domain) for request in samples.authored)
    assert not any(is_held_out(entry.domain) for entry, _ in samples.entries)
    hidden = [library_entry(domain) for domain in record_domains() if is_held_out(domain["domain"])]
    names = {line for entry in hidden for line in entry.blueprint.split("\n")[:1]}
    names -= {entry.blueprint.split("\n")[0] for entry, _ in samples.entries}
    prompts = [prompt for step in STEPS for prompt, _ in samples.pairs(step, 16)]
    lent = {
        line
        for prompt in prompts
        for line in prompt.split("<|remembered|>")[1].split("\n")
        if line.startswith("app ")
    }
    assert {name.removeprefix('app "').removesuffix('"') for name in names} & {
        line[4:] for line in lent
    } == set()
    assert len(lent) > 50


def test_samples_of_the_writer_depend_on_seed_and_step_alone(samples):
    """The same step gives the same pairs, whatever was asked for before."""
    other = WriterSamples(0)
    assert samples.pairs(4, 6) == other.pairs(4, 6)
    assert samples.pairs(5, 6) != samples.pairs(4, 6)
    assert samples.pairs(4, 3) == samples.pairs(4, 6)[:3]


def test_what_the_writer_shall_write_is_a_blueprint_without_problems(samples):
    """Every completion reads without a diagnostic, every prompt ends where the writer begins."""
    for prompt, completion in samples.pairs(1, 40):
        assert read(completion).ok
        assert prompt.endswith(WRITE)


def test_hardly_any_request_gives_no_sample(samples):
    """Where the assembler's app has problems there is no sample; that must stay a rare exception."""
    import random

    pick = random.Random(0)
    missing = [request.text[:80] for request in samples.authored[::10] if samples.pair(request, pick) is None]
    assert missing == []


def test_batches_of_the_writer_hold_the_samples_and_weigh_the_completion(samples, tokenizer):
    """Eight steps share their samples, sorted by length; what is to be written weighs fully, the prompt a little."""
    batches = WriterBatches(samples, tokenizer, rows=4)
    write, end = tokenizer.token_to_id(WRITE), tokenizer.token_to_id("<|end|>")
    seen = []
    for step in range(GROUP):
        ids, weights = batches.batch(step, copying=False)
        assert ids.shape[1] - 1 == weights.shape[1] < LONGEST
        for row, weight in zip(ids.tolist(), weights.tolist(), strict=True):
            begins = row.index(write)
            ends = row.index(end)
            assert weight[:begins] == [pytest.approx(0.1)] * begins
            assert weight[begins:ends] == [1.0] * (ends - begins)
            assert weight[ends:] == [0.0] * (len(weight) - ends)
            seen.append(tokenizer.decode(row[begins + 1 : ends], skip_special_tokens=False))
    expected = [
        text
        for prompt, text in samples.pairs(0, 4 * GROUP)
        if len(tokenizer.encode(prompt + text).ids) < LONGEST
    ]
    assert sorted(seen) == sorted(expected)


def test_a_batch_of_the_writer_depends_on_the_step_alone(samples, tokenizer):
    """Begun in the middle of a group, the batches are those of an unbroken run."""
    unbroken, resumed = WriterBatches(samples, tokenizer, 4), WriterBatches(samples, tokenizer, 4)
    unbroken.batch(0, copying=False)
    for step in (3, 4, 9):
        for one, other in zip(unbroken.batch(step, False), resumed.batch(step, False), strict=True):
            assert torch.equal(one, other)


def test_copying_repeats_lines_of_the_prompt(samples, tokenizer):
    """The first stretch of training asks for nothing but lines that stand in the prompt."""
    batches = WriterBatches(samples, tokenizer, rows=4)
    write, end = tokenizer.token_to_id(WRITE), tokenizer.token_to_id("<|end|>")
    ids, _ = batches.batch(0, copying=True)
    for row in ids.tolist():
        prompt = tokenizer.decode(row[: row.index(write)], skip_special_tokens=False)
        repeated = tokenizer.decode(row[row.index(write) + 1 : row.index(end)], skip_special_tokens=False)
        assert repeated
        assert set(repeated.split("\n")) <= set(prompt.split("\n"))
    assert 0 < COPY_STEPS < 0.5


def test_the_tokenizer_gives_back_what_it_was_given(samples, tokenizer):
    """Encoded and decoded, a sample is the same, and the signs of the prompt are one token each."""
    for prompt, text in samples.pairs(2, 10):
        ids = tokenizer.encode(prompt + text).ids
        assert tokenizer.decode(ids, skip_special_tokens=False) == prompt + text
        assert ids.count(tokenizer.token_to_id(WRITE)) == 1
    odd = "日本語 🌱 naïve\n  \t≥"
    assert tokenizer.decode(tokenizer.encode(odd).ids) == odd


def test_a_kept_tokenizer_is_read_again(tokenizer, tmp_path):
    """A tokenizer is trained once: a resumed run must not get another."""
    path = tmp_path / "kept.json"
    tokenizer.save(str(path))
    nobody = SimpleNamespace()
    assert train_tokenizer(nobody, 512, 3, path).to_str() == tokenizer.to_str()
