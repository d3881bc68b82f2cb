"""What was shipped can be trained on: the files give the weights back, as exactly as they were written."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from desktop.paths import models_folder
from desktop.spindle.tags import ASK_LABELS, KINDS, LABELS
from models.train.encoder import TINY, EncoderShape, Reader
from models.train.export import BLOCK, HEADS, export_reader
from models.train.shipped import load_shipped_reader
from models.train.train_reader import train

HALF = 2.0**-11
"""Relative error of a number of 16 bits."""


def fresh(seed: int, shape: EncoderShape = TINY) -> Reader:
    """A reader of random numbers."""
    torch.manual_seed(seed)
    reader = Reader(shape)
    with torch.no_grad():
        for parameter in reader.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.1)
    return reader.eval()


@pytest.fixture(scope="module")
def shipped():
    """The reader that is shipped."""
    return fresh(1)


def exported(reader: Reader, folder, quantisation: str = "Q8_0"):
    """The two files of a reader."""
    encoder, heads = folder / "reader.gguf", folder / "heads.npz"
    export_reader(reader, models_folder() / "wordpiece.json", encoder, heads, quantisation)
    return encoder, heads


def allowed(weights: np.ndarray, quantisation: str) -> np.ndarray:
    """How far each number of a matrix may be off: half a step of its block's 127, or of a number of 16 bits."""
    if quantisation == "F16" or weights.shape[-1] % BLOCK:
        return np.abs(weights) * HALF + 1e-7
    blocks = np.abs(weights.reshape(-1, BLOCK)).max(1, keepdims=True)
    off = blocks / 127 * (0.5 + HALF) + blocks * HALF
    return np.repeat(off, BLOCK, 1).reshape(weights.shape) + 1e-7


@pytest.mark.parametrize("quantisation", ["Q8_0", "F16"])
def test_the_files_give_the_weights_back_as_exactly_as_they_hold_them(shipped, tmp_path, quantisation):
    """Vectors and positions are exact, matrices within half a step of their quantisation, heads of 16 bits."""
    loaded = fresh(2)
    load_shipped_reader(loaded, *exported(shipped, tmp_path, quantisation))
    theirs = dict(shipped.named_parameters())
    for name, parameter in loaded.named_parameters():
        was, now = theirs[name].detach().numpy(), parameter.detach().numpy()
        off = np.abs(was - now)
        if name.split(".")[0] in HEADS:
            assert (off <= np.abs(was) * HALF + 1e-7).all(), name
        elif was.ndim == 1 or name == "encoder.positions.weight":
            assert (off == 0).all(), name
        else:
            assert (off <= allowed(was, quantisation)).all(), name
            assert off.max() > 0, f"{name} was not quantised at all"


def test_a_loaded_reader_reads_as_the_shipped_one(shipped, tmp_path):
    """Quantised and back, the vectors of a text point the same way and its likeliest kind is the same."""
    loaded = fresh(2)
    load_shipped_reader(loaded, *exported(shipped, tmp_path))
    ids = torch.tensor([[101, *range(2000, 2040), 102]])
    length = torch.tensor([ids.shape[1]])
    with torch.no_grad():
        ours, theirs = loaded.encoder(ids, length), shipped.encoder(ids, length)
        assert torch.cosine_similarity(ours, theirs, dim=-1).min() > 0.999
        kinds = [r.kind(r.mean(v, length)).argmax().item() for r, v in ((loaded, ours), (shipped, theirs))]
    assert kinds[0] == kinds[1]


def test_exported_again_a_loaded_reader_gives_the_same_files(shipped, tmp_path):
    """Nothing is lost a second time: what has been quantised once stays as it is."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    loaded = fresh(2)
    load_shipped_reader(loaded, *exported(shipped, first, "F16"))
    exported(loaded, second, "F16")
    for name in ("reader.gguf", "heads.npz"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


@pytest.mark.parametrize("missing", [1, 12])
def test_labels_that_are_new_start_anew_and_the_others_keep_their_rows(shipped, tmp_path, missing):
    """Files of before the tables grew: what was learnt stays at its place, what came since is as it began."""
    encoder, heads = exported(shipped, tmp_path)
    with np.load(heads) as file:
        arrays = {name: file[name] for name in file.files}
    for name in ("label", "ask", "kind"):
        for kind in ("weight", "bias"):
            cut = missing if name != "kind" else 1
            arrays[f"{name}.{kind}"] = arrays[f"{name}.{kind}"][:-cut]
    np.savez(heads, **arrays)
    loaded, as_it_began = fresh(2), fresh(2)
    load_shipped_reader(loaded, encoder, heads)
    for name, table in (("label", LABELS), ("ask", ASK_LABELS), ("kind", KINDS)):
        old = len(table) - (missing if name != "kind" else 1)
        for kind in ("weight", "bias"):
            now = getattr(getattr(loaded, name), kind).detach()
            assert now.shape[0] == len(table)
            assert now[:old].numpy() == pytest.approx(arrays[f"{name}.{kind}"].astype(np.float32))
            assert torch.equal(now[old:], getattr(getattr(as_it_began, name), kind)[old:])


def test_heads_of_before_there_were_asks_can_be_trained_on(shipped, tmp_path):
    """A head that the files do not have starts anew; all else is loaded."""
    encoder, heads = exported(shipped, tmp_path)
    with np.load(heads) as file:
        arrays = {name: file[name] for name in file.files if not name.startswith(("ask.", "chance."))}
    np.savez(heads, **arrays)
    loaded, as_it_began = fresh(2), fresh(2)
    load_shipped_reader(loaded, encoder, heads)
    assert torch.equal(loaded.ask.weight, as_it_began.ask.weight)
    assert not torch.equal(loaded.label.weight, as_it_began.label.weight)


def test_training_goes_on_from_the_shipped_files(tmp_path):
    """Told to go on from what ships, it begins with those very weights, at its full size."""
    begun = train(None, tmp_path / "r.pt", 0, shipped=models_folder())
    torch.set_flush_denormal(False)
    loaded = Reader(EncoderShape())
    load_shipped_reader(loaded, models_folder() / "reader.gguf", models_folder() / "heads.npz")
    theirs = loaded.state_dict()
    assert all(torch.equal(value, theirs[name]) for name, value in begun.state_dict().items())
    assert not begun.encoder.words.weight.requires_grad
