"""Hostile model files: every one is refused in a sentence, quickly, and before native code sees it."""

from __future__ import annotations

import math
import os
import struct
import sys
import time
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.engine import Engine
from desktop.engine.model_file import read_header
from desktop.errors import ModelError

HUGE = 2**64 - 1


def text(value: bytes, length: int | None = None) -> bytes:
    return struct.pack("<Q", len(value) if length is None else length) + value


def entry(key: bytes, kind: int, value: bytes) -> bytes:
    return text(key) + struct.pack("<I", kind) + value


def number(value: int) -> bytes:
    return struct.pack("<I", value)


def array(kind: int, count: int, body: bytes = b"") -> bytes:
    return struct.pack("<IQ", kind, count) + body


def tensor(name: bytes = b"w", shape: tuple[int, ...] = (32, 4), kind: int = 0, offset: int = 0) -> bytes:
    sizes = b"".join(struct.pack("<Q", size) for size in shape)
    return text(name) + number(len(shape)) + sizes + struct.pack("<IQ", kind, offset)


FACTS = (
    entry(b"general.architecture", 8, text(b"llama")),
    entry(b"llama.context_length", 4, number(128)),
    entry(b"llama.block_count", 4, number(1)),
    entry(b"llama.embedding_length", 4, number(32)),
)


def file_of(
    *,
    magic: bytes = b"GGUF",
    version: int = 3,
    tensors: tuple[bytes, ...] = (tensor(),),
    facts: tuple[bytes, ...] = FACTS,
    tensor_count: int | None = None,
    fact_count: int | None = None,
    data: int = 512,
) -> bytes:
    counts = (
        len(tensors) if tensor_count is None else tensor_count,
        len(facts) if fact_count is None else fact_count,
    )
    head = magic + number(version) + struct.pack("<QQ", *counts) + b"".join((*facts, *tensors))
    return head + bytes(-len(head) % 32) + bytes(data)


def with_fact(kind: int, value: bytes) -> bytes:
    return file_of(facts=(*FACTS, entry(b"extra", kind, value)))


def with_key(key: bytes, kind: int, value: bytes) -> bytes:
    return file_of(facts=(*FACTS, entry(key, kind, value)))


def with_tensor(**what) -> bytes:
    return file_of(tensors=(tensor(**what),))


FACT = len(FACTS)
HOSTILE = {
    "empty": (b"", "model_not_gguf"),
    "text": (b"Hello, I am a model.\n" * 50, "model_not_gguf"),
    "zeros": (bytes(4096), "model_not_gguf"),
    "zip": (b"PK\x03\x04" + bytes(200), "model_not_gguf"),
    "page instead of a download": (b"<!DOCTYPE html><html>404</html>", "model_not_gguf"),
    "pointer of git lfs": (b"version https://git-lfs.github.com/spec/v1\n", "model_not_gguf"),
    "magic in the other order": (file_of(magic=b"FUGG"), "model_not_gguf"),
    "magic only": (b"GGUF", "model_truncated"),
    "no counts": (b"GGUF" + number(3) + b"\0\0", "model_truncated"),
    "version 1": (file_of(version=1), "model_not_gguf"),
    "version of the future": (file_of(version=99), "model_not_gguf"),
    "version of the other byte order": (file_of(version=3 << 24), "model_not_gguf"),
    "huge number of tensors": (file_of(tensor_count=HUGE), "model_not_gguf"),
    "negative number of tensors": (file_of(tensor_count=2**63), "model_not_gguf"),
    "huge number of facts": (file_of(fact_count=HUGE), "model_not_gguf"),
    "more facts than there are": (file_of(fact_count=60_000, data=0), "model_truncated"),
    "more tensors than there are": (file_of(tensor_count=60_000, data=0), "model_truncated"),
    "no tensors": (file_of(tensors=()), "model_unsupported"),
    "key of huge length": (file_of(facts=(text(b"key", HUGE),)), "model_truncated"),
    "text of huge length": (with_fact(8, text(b"x", HUGE)), "model_truncated"),
    "text of a negative length": (with_fact(8, text(b"x", 2**63)), "model_truncated"),
    "text that ends after the file": (with_fact(8, text(b"x", 5000)), "model_truncated"),
    "unknown kind of fact": (with_fact(99, b""), "model_not_gguf"),
    "array of unknown kind": (with_fact(9, array(99, 1)), "model_not_gguf"),
    "array in an array": (with_fact(9, array(9, 1, array(4, 1, number(1)))), "model_not_gguf"),
    "arrays, nested a thousand deep": (with_fact(9, array(9, 1) * 1000), "model_not_gguf"),
    "huge array of numbers": (with_fact(9, array(4, HUGE)), "model_truncated"),
    "array whose size overflows": (with_fact(9, array(10, 2**61 + 1)), "model_truncated"),
    "huge array of texts": (with_fact(9, array(8, HUGE)), "model_not_gguf"),
    "array of texts, one too long": (
        with_fact(9, array(8, 2, text(b"a") + text(b"b", HUGE))),
        "model_truncated",
    ),
    "tensor without dimensions": (with_tensor(shape=()), "model_not_gguf"),
    "tensor of five dimensions": (with_tensor(shape=(1, 1, 1, 1, 1)), "model_not_gguf"),
    "tensor with a dimension of 0": (with_tensor(shape=(32, 0)), "model_not_gguf"),
    "tensor whose size overflows": (with_tensor(shape=(2**33, 2**33)), "model_not_gguf"),
    "tensor whose size overflows to 0": (with_tensor(shape=(2**32, 2**32)), "model_not_gguf"),
    "tensor of a negative size": (with_tensor(shape=(2**63, 1)), "model_not_gguf"),
    "tensor larger than the file": (with_tensor(shape=(32, 2**20)), "model_truncated"),
    "tensor at a huge offset": (with_tensor(offset=2**64 - 32), "model_truncated"),
    "tensor after the end": (with_tensor(offset=512), "model_truncated"),
    "tensor that is not aligned": (with_tensor(offset=1), "model_not_gguf"),
    "tensor of half a block": (with_tensor(shape=(33, 1), kind=8), "model_not_gguf"),
    "tensor of an unknown type": (with_tensor(kind=200), "model_unsupported"),
    "tensor of a removed type": (with_tensor(kind=4), "model_unsupported"),
    "tensor name of huge length": (file_of(tensors=(text(b"w", HUGE),)), "model_truncated"),
    "no architecture": (file_of(facts=FACTS[1:]), "model_unsupported"),
    "no context": (file_of(facts=(FACTS[0], *FACTS[2:])), "model_unsupported"),
    "architecture that is a number": (
        file_of(facts=(entry(b"general.architecture", 4, number(1)), *FACTS[1:])),
        "model_unsupported",
    ),
    "context of 4 billion": (
        file_of(facts=(FACTS[0], entry(b"llama.context_length", 4, number(2**32 - 1)), *FACTS[2:])),
        "model_unsupported",
    ),
    "a million layers": (
        file_of(facts=(*FACTS[:2], entry(b"llama.block_count", 4, number(10**6)), FACTS[3])),
        "model_unsupported",
    ),
    "layers as a list of a million": (
        file_of(
            facts=(*FACTS[:2], entry(b"llama.block_count", 9, array(4, 10**6, bytes(4 * 10**6))), FACTS[3])
        ),
        "model_unsupported",
    ),
    "one part of several": (with_key(b"split.count", 2, struct.pack("<H", 3)), "model_in_parts"),
    "template of huge length": (
        with_key(b"tokenizer.chat_template", 8, text(b"{{", HUGE)),
        "model_truncated",
    ),
    "template that is no text": (
        with_key(b"tokenizer.chat_template", 9, array(9, 1, array(8, 1, text(b"{{")))),
        "model_not_gguf",
    ),
    **{
        f"alignment of {value}": (
            file_of(facts=(*FACTS, entry(b"general.alignment", 4, number(value)))),
            "model_not_gguf",
        )
        for value in (0, 1, 7, 33, 2**31)
    },
    "alignment that is a text": (
        file_of(facts=(*FACTS, entry(b"general.alignment", 8, text(b"32")))),
        "model_not_gguf",
    ),
}


def test_honest_file_passes(tmp_path):
    """The file that the hostile ones are made from is fine."""
    (tmp_path / "good.gguf").write_bytes(file_of())
    header = read_header(tmp_path / "good.gguf")
    assert (header.architecture, header.context_tokens, header.parameters) == ("llama", 128, 128)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused(tmp_path, name):
    """The right sentence, with the file's name, and neither much time nor much memory."""
    data, key = HOSTILE[name]
    file = tmp_path / "model.gguf"
    file.write_bytes(data)
    tracemalloc.start()
    started = time.perf_counter()
    with pytest.raises(ModelError) as caught:
        read_header(file)
    spent, (_, peak) = time.perf_counter() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert caught.value.key == key
    assert "model.gguf" in str(caught.value)
    assert spent < 2
    assert peak < 4 * 1024 * 1024


ODD = {
    "negative key heads": entry(b"llama.attention.head_count_kv", 9, array(5, 1, struct.pack("<i", -5))),
    "key heads without number": entry(
        b"llama.attention.head_count_kv", 9, array(6, 1, struct.pack("<f", math.nan))
    ),
    "no heads": entry(b"llama.attention.head_count", 4, number(0)),
    "heads beyond number": entry(b"llama.attention.head_count", 10, struct.pack("<Q", HUGE)),
    "key width that is a text": entry(b"llama.attention.key_length", 8, text(b"wide")),
    "key width as a huge number": entry(b"llama.attention.key_length", 6, struct.pack("<f", 1e38)),
    "key of huge length": entry(b"k" * 50_000, 4, number(1)),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_facts_give_a_sane_need(tmp_path, name):
    """Numbers that no model has make no need that no computer has, nor one below nothing."""
    file = tmp_path / "model.gguf"
    file.write_bytes(file_of(facts=(*FACTS, ODD[name])))
    header = read_header(file)
    assert header.file_bytes < header.needed_bytes() < 2**40


@pytest.mark.parametrize("kept", range(0, len(file_of()), 7))
def test_every_cut_is_noticed(tmp_path, kept):
    """Wherever a download stopped, the file is refused."""
    file = tmp_path / "model.gguf"
    file.write_bytes(file_of()[:kept])
    with pytest.raises(ModelError) as caught:
        read_header(file)
    assert caught.value.key == ("model_not_gguf" if kept < 4 else "model_truncated")


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(file_of()) - 513), st.integers(0, 255)), min_size=1, max_size=8))
def test_changed_bytes_never_surprise(tmp_path, changes):
    """Whatever bytes of a header are changed, the file passes or is refused with a ModelError."""
    data = bytearray(file_of())
    for place, value in changes:
        data[place] = value
    file = tmp_path / "model.gguf"
    file.write_bytes(data)
    try:
        header = read_header(file)
    except ModelError as refused:
        assert "model.gguf" in str(refused)
    else:
        assert 0 < header.parameters * 1 <= len(data) * 8


def test_missing_file(tmp_path):
    """A file that is not there is said to be missing."""
    with pytest.raises(ModelError) as caught:
        read_header(tmp_path / "none.gguf")
    assert caught.value.key == "model_missing"


def test_folder_is_no_model(tmp_path):
    """A folder is not a model file."""
    with pytest.raises(ModelError) as caught:
        read_header(tmp_path)
    assert caught.value.key == "model_not_gguf"


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes of POSIX")
def test_pipe_is_not_waited_for(tmp_path):
    """A pipe that nobody writes to is refused, not opened."""
    os.mkfifo(tmp_path / "model.gguf")
    with pytest.raises(ModelError) as caught:
        read_header(tmp_path / "model.gguf")
    assert caught.value.key == "model_not_gguf"


@pytest.mark.parametrize("name", ["text", "tensor larger than the file", "huge array of texts"])
def test_engine_refuses_before_native_code(tmp_path, name):
    """Through the real engine: the same sentence, and the child is alive to say it."""
    data, key = HOSTILE[name]
    (tmp_path / "model.gguf").write_bytes(data)
    with Engine(tmp_path / "model.gguf", None) as engine:
        with pytest.raises(ModelError) as caught:
            engine.start()
        assert caught.value.key == key
        assert not [line for line in engine.log() if "llama_model_load" in line]


def test_header_alone_is_a_sentence_too(tmp_path):
    """A file with a good header and no real model behind it is refused by llama.cpp, in our words."""
    (tmp_path / "model.gguf").write_bytes(file_of())
    with Engine(tmp_path / "model.gguf", None) as engine, pytest.raises(ModelError) as caught:
        engine.start()
    assert caught.value.key == "model_unsupported"
