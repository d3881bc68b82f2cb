"""Models with random weights, for speed: how fast a model computes does not depend on what it has learnt.

Made once and kept in the cache folder. The weights are random bytes in the form that they are kept in;
their scale is that of a trained model, so that nothing overflows.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy

SCALE = 0.02
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Shape:
    """What decides how fast a model computes.

    Attributes:
        name: Of the file.
        architecture: llama.cpp's name; `qwen2` adds something to queries, keys and values, `llama` does not.
        kind: How the weights are kept, `Q4_0` or `Q8_0`.
    """

    name: str
    architecture: str
    kind: str
    layers: int
    width: int
    feed_forward: int
    heads: int
    key_heads: int
    vocabulary: int
    context: int


SPINDLE = Shape("random-7M-Q8_0", "llama", "Q8_0", 6, 256, 704, 4, 4, 8192, 2048)
"""The size of the writer that ships."""

QWEN = Shape("random-1.5B-Q4_0", "qwen2", "Q4_0", 28, 1536, 8960, 12, 2, 151_936, 32_768)
"""The shape of Qwen2.5-1.5B; its output is a matrix of its own, or the same token would follow itself."""

QWEN_Q8 = Shape("random-1.5B-Q8_0", "qwen2", "Q8_0", 28, 1536, 8960, 12, 2, 151_936, 32_768)


def model_of(shape: Shape, folder: Path) -> Path:
    """Return the file of a shape, made first if it is not there."""
    file = folder / f"{shape.name}.gguf"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        staging = file.with_suffix(".part")
        _write(shape, staging)
        staging.replace(file)
    return file


def _write(shape: Shape, file: Path) -> None:
    random = numpy.random.default_rng(1)
    writer = gguf.GGUFWriter(file, shape.architecture)
    writer.add_name(shape.name)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.key_heads)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_freq_base(1e6)
    writer.add_vocab_size(shape.vocabulary)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(_vocabulary(shape.vocabulary))
    kinds = [gguf.TokenType.NORMAL] * (shape.vocabulary - 1)
    writer.add_token_types([*kinds, gguf.TokenType.CONTROL])
    writer.add_token_merges(["Ā Ā"])
    writer.add_eos_token_id(shape.vocabulary - 1)
    writer.add_add_bos_token(False)

    def matrix(name: str, rows: int, columns: int) -> None:
        kind = gguf.GGMLQuantizationType[shape.kind]
        writer.add_tensor(name, _weights(random, rows, columns, kind), raw_dtype=kind)

    def ones(name: str, size: int = shape.width) -> None:
        writer.add_tensor(name, numpy.ones(size, numpy.float32))

    matrix("token_embd.weight", shape.vocabulary, shape.width)
    matrix("output.weight", shape.vocabulary, shape.width)
    ones("output_norm.weight")
    keys = shape.width // shape.heads * shape.key_heads
    for layer in range(shape.layers):
        start = f"blk.{layer}."
        ones(f"{start}attn_norm.weight")
        ones(f"{start}ffn_norm.weight")
        for name, rows in (("attn_q", shape.width), ("attn_k", keys), ("attn_v", keys)):
            matrix(f"{start}{name}.weight", rows, shape.width)
            if shape.architecture == "qwen2":
                ones(f"{start}{name}.bias", rows)
        matrix(f"{start}attn_output.weight", shape.width, shape.width)
        matrix(f"{start}ffn_gate.weight", shape.feed_forward, shape.width)
        matrix(f"{start}ffn_up.weight", shape.feed_forward, shape.width)
        matrix(f"{start}ffn_down.weight", shape.width, shape.feed_forward)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _vocabulary(size: int) -> list[str]:
    """All bytes as GPT-2 writes them, then words of letters, half of them after a space, then the end."""
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    spare = iter(range(256, 512))
    letters = [chr(byte) if byte in shown else chr(next(spare)) for byte in range(256)]
    words = (("Ġ" if number % 2 else "") + _word(number // 2) for number in range(size - len(letters) - 1))
    return [*letters, *words, "<|end|>"]


def _word(number: int) -> str:
    """A word of at least two letters, another one for each number."""
    word = ""
    number += len(_LETTERS)
    while number:
        number, letter = divmod(number, len(_LETTERS))
        word = _LETTERS[letter] + word
    return word


def _weights(
    random: numpy.random.Generator, rows: int, columns: int, kind: gguf.GGMLQuantizationType
) -> numpy.ndarray:
    """Blocks of ggml: a 16-bit scale, then 32 numbers of 4 or 8 bits."""
    _, block_bytes = gguf.GGML_QUANT_SIZES[kind]
    blocks = random.integers(0, 256, (rows, columns // 32, block_bytes), numpy.uint8)
    deviation = 4.6 if kind == gguf.GGMLQuantizationType.Q4_0 else 74.0  # of numbers spread evenly
    blocks[:, :, :2] = numpy.array([SCALE / deviation], numpy.float16).view(numpy.uint8)
    return blocks.reshape(rows, -1)
