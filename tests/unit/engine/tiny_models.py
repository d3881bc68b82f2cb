"""Small GGUF files made for the tests: models that say what a test wants, with llama.cpp doing all the work.

`write_chain_model` makes a llama whose next token depends on the last one alone: attention and
feed-forward add nothing, and the output layer looks up which token follows. So a test can let a real
model end, ramble, repeat itself or offer what a grammar refuses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import gguf
import numpy

CONTEXT = 512
END = "<|end|>"
ROLE = "<|role|>"
CHAT = (
    "{%- for message in messages -%}"
    "{{ '<|role|>' + message['role'] + '\n' + message['content'] | trim + '<|end|>\n' }}"
    "{%- endfor -%}"
    "{%- if add_generation_prompt -%}{{ '<|role|>assistant:' }}{%- endif -%}"
)
"""A template for conversations of our own, in the manner of ChatML."""


def byte_letters() -> list[str]:
    """The 256 letters that a byte-level vocabulary writes bytes as, in the order of the bytes (GPT-2)."""
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    spare = iter(range(256, 512))
    return [chr(byte) if byte in shown else chr(next(spare)) for byte in range(256)]


def vocabulary(pieces: Sequence[str] = (), size: int = 300) -> list[str]:
    """All bytes, the pieces, fillers up to `size`, and two control tokens at the end."""
    letters = byte_letters()
    words = ["".join(letters[byte] for byte in piece.encode()) for piece in pieces]
    tokens = letters + words
    tokens += [f"unused{number}" for number in range(size - 2 - len(tokens))]
    return [*tokens, ROLE, END]


def write_chain_model(
    path: Path,
    follows: Mapping[str, str | Sequence[str]],
    *,
    pieces: Sequence[str] = (),
    size: int = 300,
    width: int = 128,
    layers: int = 2,
    heads: int = 4,
    feed_forward: int = 96,
    context: int = CONTEXT,
    quantise: bool = False,
    mixing: float = 0.0,
    step: float = 0.2,
    seed: int = 1,
    architecture: str = "llama",
    key_heads: int = 0,
    template: str = "",
) -> Path:
    """Write a llama in which after each key comes its value (of several, the first is likeliest).

    A smaller `step` makes several more alike. With `mixing` above 0 attention and feed-forward have their say too, at random. `qwen2` is the other
    architecture that can be had: its attention has biases, and several heads share one of `key_heads`.
    """
    key_heads = key_heads or heads
    tokens = vocabulary(pieces, size)
    letters = byte_letters()

    def number(piece: str) -> int:
        plain = piece if piece in (END, ROLE) else "".join(letters[byte] for byte in piece.encode())
        return tokens.index(plain)

    random = numpy.random.default_rng(seed)
    embedding = random.standard_normal((size, width)).astype(numpy.float32)
    embedding /= numpy.linalg.norm(embedding, axis=1, keepdims=True)
    output = random.standard_normal((size, width)).astype(numpy.float32) * 0.001
    for before, after in follows.items():
        choices = (after,) if isinstance(after, str) else after
        for rank, choice in enumerate(choices):
            output[number(choice)] += embedding[number(before)] * (1.0 - step * rank)

    writer = gguf.GGUFWriter(path, architecture)
    writer.add_name("chain")
    writer.add_context_length(context)
    writer.add_embedding_length(width)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(feed_forward)
    writer.add_head_count(heads)
    writer.add_head_count_kv(key_heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(width // heads)
    writer.add_vocab_size(size)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types([gguf.TokenType.NORMAL] * (size - 2) + [gguf.TokenType.CONTROL] * 2)
    writer.add_token_merges(["Ā Ā"])  # llama.cpp wants at least one; this joins two NULs
    writer.add_eos_token_id(size - 1)
    writer.add_add_bos_token(False)
    if template:
        writer.add_chat_template(template)

    def add(name: str, weights: numpy.ndarray) -> None:
        if quantise and weights.ndim == 2:
            kind = gguf.GGMLQuantizationType.Q8_0
            writer.add_tensor(name, gguf.quants.quantize(weights, kind), raw_dtype=kind)
        else:
            writer.add_tensor(name, weights.astype(numpy.float32))

    add("token_embd.weight", embedding)
    add("output.weight", output)
    add("output_norm.weight", numpy.ones(width, numpy.float32))
    for layer in range(layers):
        start = f"blk.{layer}."
        add(start + "attn_norm.weight", numpy.ones(width, numpy.float32))
        add(start + "ffn_norm.weight", numpy.ones(width, numpy.float32))
        kept = width // heads * key_heads
        for name, rows in (("attn_q", width), ("attn_k", kept), ("attn_v", kept)):
            add(f"{start}{name}.weight", (random.standard_normal((rows, width)) * 0.05).astype(numpy.float32))
            if architecture == "qwen2":
                writer.add_tensor(f"{start}{name}.bias", numpy.zeros(rows, numpy.float32))
        for name in ("ffn_gate", "ffn_up"):
            add(
                f"{start}{name}.weight",
                (random.standard_normal((feed_forward, width)) * 0.05).astype(numpy.float32),
            )
        add(start + "attn_output.weight", random.standard_normal((width, width)) * mixing)
        add(start + "ffn_down.weight", random.standard_normal((width, feed_forward)) * mixing)
    finish(writer)
    return path


def write_encoder(path: Path, *, size: int = 60, width: int = 32, layers: int = 2, context: int = 64) -> Path:
    """Write a BERT with random weights."""
    random = numpy.random.default_rng(2)
    feed_forward = width * 2
    writer = gguf.GGUFWriter(path, "bert")
    writer.add_name("random reader")
    writer.add_context_length(context)
    writer.add_embedding_length(width)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(feed_forward)
    writer.add_head_count(4)
    writer.add_layer_norm_eps(1e-12)
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.NONE)
    writer.add_tokenizer_model("bert")
    writer.add_token_type_count(2)
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    writer.add_token_list([*special, *(f"▁word{number}" for number in range(size - len(special)))])
    writer.add_token_types([gguf.TokenType.CONTROL] * 5 + [gguf.TokenType.NORMAL] * (size - 5))
    for name, id in (("unk", 1), ("bos", 2), ("sep", 3), ("pad", 0), ("mask", 4)):
        getattr(writer, f"add_{name}_token_id")(id)

    def add(name: str, *shape: int, scale: float = 0.3) -> None:
        writer.add_tensor(name, (random.standard_normal(shape) * scale).astype(numpy.float32))

    add("token_embd.weight", size, width, scale=1.0)
    add("token_types.weight", 2, width)
    add("position_embd.weight", context, width)
    for norm in (
        "token_embd_norm",
        *(f"blk.{i}.{n}" for i in range(layers) for n in ("attn_output_norm", "layer_output_norm")),
    ):
        writer.add_tensor(norm + ".weight", numpy.ones(width, numpy.float32))
        writer.add_tensor(norm + ".bias", numpy.zeros(width, numpy.float32))
    for layer in range(layers):
        shapes = dict.fromkeys(("attn_q", "attn_k", "attn_v", "attn_output"), (width, width))
        shapes |= {"ffn_up": (feed_forward, width), "ffn_down": (width, feed_forward)}
        for name, shape in shapes.items():
            add(f"blk.{layer}.{name}.weight", *shape)
            add(f"blk.{layer}.{name}.bias", shape[0])
    finish(writer)
    return path


def write_header(path: Path, architecture: str, facts: Mapping[str, object], *, split: int = 0) -> Path:
    """Write a file that says of itself what a model of that architecture says, with four layers and no sense."""
    writer = gguf.GGUFWriter(path, architecture)
    for key, value in (
        {"context_length": 32768, "embedding_length": 4096, "block_count": 4} | dict(facts)
    ).items():
        name = f"{architecture}.{key}"
        writer.add_array(name, value) if isinstance(value, list) else writer.add_uint32(name, value)
    if split:
        writer.add_uint16("split.count", split)
    writer.add_tensor("token_embd.weight", numpy.zeros((4, 32), numpy.float32))
    finish(writer)
    return path


def write_pieces(path: Path, name: str = "pieces") -> Path:
    """Write a vocabulary in the manner of SentencePiece, with a token for the beginning, and no model behind it."""
    words = ["▁", *"abcdeINST[]/<s>us\n|", "▁a", "▁b", "ab", "▁ab", "cd", "▁▁"]
    tokens = [
        "<unk>",
        "<s>",
        "</s>",
        "<|user|>",
        "<|endoftext|>",
        "[INST]",
        *(f"<0x{byte:02X}>" for byte in range(256)),
    ]
    tokens += list(dict.fromkeys(words))
    control, byte, normal = gguf.TokenType.CONTROL, gguf.TokenType.BYTE, gguf.TokenType.NORMAL
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name(name)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([-float(place) for place in range(len(tokens))])
    kinds = [gguf.TokenType.UNKNOWN, *[control] * 5, *[byte] * 256]
    writer.add_token_types(kinds + [normal] * (len(tokens) - len(kinds)))
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_add_bos_token(True)
    writer.add_add_space_prefix(True)
    finish(writer)
    return path


def finish(writer: gguf.GGUFWriter) -> None:
    """Write everything to the file."""
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
