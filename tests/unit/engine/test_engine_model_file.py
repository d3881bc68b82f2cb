"""A good model file passes, and says what it is."""

from __future__ import annotations

import pytest

from desktop.engine.model_file import check_model, read_header
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
    assert header.needed_bytes() - header.needed_bytes(112) == 400 * (header.memory_bytes_per_token + header.score_bytes_per_token)


@pytest.mark.parametrize(("more", "key"), [(1, "model_truncated"), (-1, "model_damaged")])
def test_expected_size_is_compared(models, more, key):
    """A file of another size than expected is not the file that was meant."""
    file = models / "writer.gguf"
    size = file.stat().st_size
    assert check_model(file, size, free_bytes=2**40).file_bytes == size
    with pytest.raises(ModelError) as caught:
        check_model(file, size + more, free_bytes=2**40)
    assert caught.value.key == key
