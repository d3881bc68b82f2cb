"""A good model file passes, and says what it is."""

from __future__ import annotations

import re

import pytest
from architectures import EXPERTS, KINDS, LAYERS, NARROW_INNER, WIDTH, write_random_model
from tiny_models import CHAT, write_header

from desktop.engine import Engine
from desktop.engine.model_file import WORKING_BYTES, check_model, read_header
from desktop.errors import ModelError


def test_header_of_a_writer(models):
    """Architecture, context and sizes come from the file."""
    header = read_header(models / "writer.gguf")
    assert (header.architecture, header.name, header.context_tokens) == ("llama", "chain", 512)
    assert header.file_bytes == (models / "writer.gguf").stat().st_size
    assert header.memory_bytes_per_token == 2 * 128 * 2 * 2
    assert header.parameters > 100_000


def test_header_of_a_reader(models):
    """An encoder is read just so."""
    assert read_header(models / "reader.gguf").architecture == "bert"


def test_too_large_for_the_memory(models):
    """A model that does not fit is refused with both numbers."""
    with pytest.raises(ModelError) as caught:
        check_model(models / "writer.gguf", free_bytes=10 * 1024 * 1024)
    assert caught.value.key == "model_too_large"
    assert "needs about 51 MB of memory, and only 10 MB are free" in str(caught.value)


def test_context_counts_as_memory(models):
    """A smaller context needs less."""
    header = read_header(models / "writer.gguf")
    assert header.needed_bytes() - header.needed_bytes(112) == 400 * (
        header.memory_bytes_per_token + header.score_bytes_per_token
    )


@pytest.mark.parametrize(("more", "key"), [(1, "model_truncated"), (-1, "model_damaged")])
def test_expected_size_is_compared(models, more, key):
    """A file of another size than expected is not the file that was meant."""
    file = models / "writer.gguf"
    size = file.stat().st_size
    assert check_model(file, size, free_bytes=2**40).file_bytes == size
    with pytest.raises(ModelError) as caught:
        check_model(file, size + more, free_bytes=2**40)
    assert caught.value.key == key


def test_header_of_a_model_that_talks(models):
    """The template for conversations is in it, and fewer key heads take less memory."""
    header = read_header(models / "talker.gguf")
    assert (header.architecture, header.chat_template) == ("qwen2", CHAT)
    assert header.memory_bytes_per_token == 2 * (128 // 4 * 2) * 2 * 2
    assert len(header.layer_bytes) == 2
    assert sum(header.layer_bytes) + 2 * header.output_bytes < header.file_bytes


@pytest.mark.parametrize("architecture", KINDS)
def test_needed_memory_is_what_llama_takes(tmp_path, architecture):
    """What the context keeps to the byte; the room to work in fits in what is set aside for that."""
    with Engine(write_random_model(tmp_path / "m.gguf", architecture), None) as engine:
        assert engine.generate("a b c", max_tokens=3).tokens > 0
        log = "\n".join(engine.log())
    header, mib = read_header(tmp_path / "m.gguf"), 1024 * 1024
    kept = sum(map(float, re.findall(r"(?:KV|RS) buffer size = +([\d.]+) MiB", log)))
    working = float(re.search(r"CPU compute buffer size = +([\d.]+) MiB", log)[1])
    context = header.context_tokens
    memory = context * header.memory_bytes_per_token + header.state_bytes
    assert kept == pytest.approx(memory / mib, abs=0.01)
    scores = context * header.score_bytes_per_token / mib
    assert scores <= working <= scores + WORKING_BYTES / mib / 2


GROUPED = {"attention.head_count": 32, "attention.head_count_kv": 8}


@pytest.mark.parametrize(
    ("architecture", "facts", "numbers"),
    [
        # What is kept of one token: layers x key heads x (width of a key + width of a value).
        ("llama", {"attention.head_count": 32}, 4 * 32 * (128 + 128)),
        ("llama", GROUPED, 4 * 8 * (128 + 128)),
        ("mistral3", GROUPED | {"attention.key_length": 64, "attention.value_length": 64}, 4 * 8 * 128),
        ("qwen3", GROUPED | {"attention.key_length": 256}, 4 * 8 * (256 + 128)),
        ("gemma3", GROUPED | {"attention.sliding_window": 1024}, 4 * 8 * (128 + 128)),
        ("gemma3n", GROUPED | {"attention.key_length_swa": 512}, 4 * 8 * (512 + 128)),
        (
            "openelm",
            {"attention.head_count": [12, 12, 16, 16], "attention.head_count_kv": [3, 3, 4, 4]},
            14 * (256 + 256),
        ),
        ("jamba", GROUPED | {"attention.head_count_kv": [0, 0, 8, 0]}, 8 * (128 + 128)),
        ("mamba", {"attention.head_count": 0}, 0),
        (
            "deepseek2",
            GROUPED
            | {"attention.head_count_kv": 1, "attention.key_length": 576, "attention.value_length": 512}
            | {"attention.key_length_mla": 192, "attention.value_length_mla": 128},
            4 * 576,
        ),
    ],
)
def test_memory_of_a_token_by_architecture(tmp_path, architecture, facts, numbers):
    """Grouped heads, heads by layer, layers without any, and keys of another width than values."""
    header = read_header(write_header(tmp_path / "m.gguf", architecture, facts))
    assert header.memory_bytes_per_token == numbers * 2


def test_of_a_mixture_of_experts_a_part_is_read_for_a_token(tmp_path):
    """Of four experts two are asked; what is beside them always takes part."""
    header = read_header(write_random_model(tmp_path / "mixed.gguf", "qwen3moe"))
    experts_bytes = LAYERS * 3 * EXPERTS * WIDTH * NARROW_INNER * 4
    assert header.active_share == pytest.approx(1 - experts_bytes / 2 / header.file_bytes)
    assert 0 < header.active_share < 1


@pytest.mark.parametrize(("experts", "used"), [(0, 0), (4, 0), (2, 8), (8, 8)])
def test_experts_that_make_no_sense_are_not_believed(tmp_path, experts, used):
    """All of the file then takes part."""
    facts = GROUPED | {"expert_count": experts, "expert_used_count": used}
    assert read_header(write_header(tmp_path / "m.gguf", "qwen3moe", facts)).active_share == 1


def test_state_of_layers_without_attention(tmp_path):
    """What Mamba remembers does not grow with the text, and counts."""
    facts = {"attention.head_count": 0, "ssm.inner_size": 8192, "ssm.state_size": 16, "ssm.conv_kernel": 4}
    header = read_header(write_header(tmp_path / "m.gguf", "mamba", facts))
    assert header.state_bytes == 4 * (8192 * 16 + 3 * 8192) * 4
    assert header.needed_bytes(100) == header.needed_bytes(200)


def test_part_of_a_model_is_said(tmp_path):
    """llama.cpp would open the other parts, which nobody has looked into."""
    file = write_header(tmp_path / "m-00001-of-00003.gguf", "llama", {}, split=3)
    with pytest.raises(ModelError) as caught:
        read_header(file)
    assert caught.value.key == "model_in_parts"
