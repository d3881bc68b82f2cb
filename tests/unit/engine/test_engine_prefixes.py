"""A beginning that prompts share is read once: kept on disk, put back after a restart, the same text either way."""

from __future__ import annotations

import hashlib
import struct

import pytest

from desktop.engine import Engine
from desktop.engine.prefix_store import MAGIC, Prefixes

SHARED = "ABCDEFGH" * 50  # 400 tokens: three whole blocks and a bit
ASKED = {"max_tokens": 40, "temperature": 1.5, "seed": 5, "grammar": "root ::= [A-H]*"}


@pytest.fixture
def prefixes(tmp_path):
    """A store that keeps even what a small model reads in no time."""
    return Prefixes(tmp_path / "prefixes", least_work=1)


def texts_of(model, prefixes, *endings):
    """What a model writes after prompts with the same beginning, in a child of its own, and its log."""
    with Engine(model, None, prefixes=prefixes) as engine:
        return tuple(engine.generate(SHARED + ending, **ASKED) for ending in endings), engine.log()


def states(prefixes):
    """The files that hold states."""
    return sorted(prefixes.folder.glob("*.prefix"))


def same(one, other):
    """Whether two completions agree to the last bit."""
    return [(each.text, each.mean_logprob) for each in one] == [
        (each.text, each.mean_logprob) for each in other
    ]


def test_text_is_the_same_with_and_without(models, prefixes):
    """To the last bit, whether the beginning was read, or kept by another process."""
    endings = ("ABC", "BCD", "CDE")
    plain, _ = texts_of(models / "mixed.gguf", None, *endings)
    first, _ = texts_of(models / "mixed.gguf", prefixes, *endings)
    assert len(states(prefixes)) == 1
    second, log = texts_of(models / "mixed.gguf", prefixes, *reversed(endings))
    assert same(plain, first)
    assert same(plain, tuple(reversed(second)))
    assert not [line for line in log if "prefix" in line]


def test_second_process_keeps_what_the_first_began_with(models, prefixes):
    """Also where each process writes one text only, as a command in a terminal does."""
    texts_of(models / "mixed.gguf", prefixes, "ABC")
    assert states(prefixes) == []
    texts_of(models / "mixed.gguf", prefixes, "BCD")
    assert len(states(prefixes)) == 1


def test_what_is_put_back_is_not_read_again(models, prefixes):
    """The state on disk is used: its time of use moves on."""
    texts_of(models / "mixed.gguf", prefixes, "ABC", "BCD")
    (state,) = states(prefixes)
    before = state.stat().st_mtime_ns
    texts_of(models / "mixed.gguf", prefixes, "CDE")
    assert state.stat().st_mtime_ns > before


def test_another_model_has_prefixes_of_its_own(models, prefixes):
    """The same prompt is another beginning for another model."""
    texts_of(models / "mixed.gguf", prefixes, "ABC", "BCD")
    endings = ("ABC", "BCD")
    with_store, _ = texts_of(models / "writer.gguf", prefixes, *endings)
    without, _ = texts_of(models / "writer.gguf", None, *endings)
    assert same(with_store, without)
    assert len(states(prefixes)) == 2


def test_short_prompts_leave_nothing(models, prefixes):
    """What is read at once is not worth a file."""
    with Engine(models / "writer.gguf", None, prefixes=Prefixes(prefixes.folder)) as engine:
        for ending in ("ABC", "BCD"):
            engine.generate(SHARED + ending, **ASKED)
    assert not prefixes.folder.exists()


def test_damage_is_read_anew_and_mended(models, prefixes):
    """The text is the same to the last bit, and the log says what was wrong; see tests/attacks, too."""
    prompt, asked = SHARED, {"max_tokens": 20, "grammar": "root ::= [A-H]*"}

    def text():
        with Engine(models / "mixed.gguf", None, prefixes=prefixes) as engine:
            for ending in ("ABC", "BCD", "CDE"):
                completion = engine.generate(prompt + ending, **asked)
            return completion.text, completion.mean_logprob, "".join(engine.log())

    first, logprob, _ = text()
    (file,) = prefixes.folder.glob("*.prefix")
    sound = file.read_bytes()
    file.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
    again, same, log = text()
    assert (again, same) == (first, logprob)
    assert "prefix not used: damaged" in log
    assert file.read_bytes() == sound
    # A digest that fits garbage: llama.cpp says no, and is as it was.
    mark, garbage = bytes.fromhex(file.stem), bytes(1000)
    digest = hashlib.sha256(mark + garbage).digest()
    file.write_bytes(struct.pack("<8sQ32s", MAGIC, len(garbage), digest) + garbage)
    again, same, log = text()
    assert (again, same) == (first, logprob)
    assert "prefix not used" in log
    assert file.read_bytes() == sound
