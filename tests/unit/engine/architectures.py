"""Small models of many architectures with random weights: what llama.cpp takes for each is what we foretell.

Shapes are written as llama.cpp names them, the inner dimension first.
"""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy
from tiny_models import finish, vocabulary

WIDTH, LAYERS, HEADS, KEY_HEADS, KEY, INNER, CONTEXT, SIZE = 128, 3, 4, 2, 48, 256, 2048, 300
GROUPED = {"attention.head_count": HEADS, "attention.head_count_kv": KEY_HEADS}
WIDE_KEYS = {"attention.key_length": KEY, "attention.value_length": KEY}
NARROW = {"rope.dimension_count": WIDTH // HEADS}
EXPERTS, NARROW_INNER = 4, 32
GATED = {
    "ffn_gate": (WIDTH, INNER),
    "ffn_up": (WIDTH, INNER),
    "ffn_down": (INNER, WIDTH),
    "ffn_norm": (WIDTH,),
}


def attention(key: int, *more: str, key_heads: int = KEY_HEADS) -> dict[str, tuple[int, ...]]:
    """The tensors of usual attention, and norms by their names."""
    return {
        "attn_norm": (WIDTH,),
        "attn_q": (WIDTH, HEADS * key),
        "attn_k": (WIDTH, key_heads * key),
        "attn_v": (WIDTH, key_heads * key),
        "attn_output": (HEADS * key, WIDTH),
        **{name: (key,) if name in ("attn_q_norm", "attn_k_norm") else (WIDTH,) for name in more},
    }


KINDS: dict[str, tuple[dict[str, object], dict[str, tuple[int, ...]]]] = {
    "llama": (GROUPED | NARROW, attention(32) | GATED),
    "qwen3": (GROUPED | WIDE_KEYS, attention(KEY, "attn_q_norm", "attn_k_norm") | GATED),
    "qwen3moe": (
        GROUPED
        | WIDE_KEYS
        | {
            "expert_count": EXPERTS,
            "expert_used_count": EXPERTS // 2,
            "expert_feed_forward_length": NARROW_INNER,
        },
        attention(KEY, "attn_q_norm", "attn_k_norm", "ffn_norm")
        | {
            "ffn_gate_inp": (WIDTH, EXPERTS),
            "ffn_gate_exps": (WIDTH, NARROW_INNER, EXPERTS),
            "ffn_up_exps": (WIDTH, NARROW_INNER, EXPERTS),
            "ffn_down_exps": (NARROW_INNER, WIDTH, EXPERTS),
        },
    ),
    "gemma2": (
        GROUPED | WIDE_KEYS | {"attention.sliding_window": 512},
        attention(KEY, "post_attention_norm", "post_ffw_norm") | GATED,
    ),
    "gemma3": (
        GROUPED | WIDE_KEYS | {"attention.sliding_window": 512},
        attention(KEY, "attn_q_norm", "attn_k_norm", "post_attention_norm", "post_ffw_norm") | GATED,
    ),
    "phi3": (
        GROUPED | NARROW | {"attention.sliding_window": 512},
        {
            "attn_norm": (WIDTH,),
            "attn_qkv": (WIDTH, WIDTH + 2 * KEY_HEADS * 32),
            "attn_output": (WIDTH, WIDTH),
            "ffn_norm": (WIDTH,),
            "ffn_up": (WIDTH, 2 * INNER),
            "ffn_down": (INNER, WIDTH),
        },
    ),
    "deepseek2": (
        {
            "attention.head_count": HEADS,
            "attention.head_count_kv": 1,
            "attention.key_length": 64 + 16,
            "attention.value_length": 64,
            "attention.key_length_mla": 32 + 16,
            "attention.value_length_mla": 32,
            "attention.q_lora_rank": 96,
            "attention.kv_lora_rank": 64,
            "rope.dimension_count": 16,
            "leading_dense_block_count": LAYERS,
            "expert_feed_forward_length": 32,
            "expert_shared_count": 1,
            "expert_count": 2,
            "expert_used_count": 1,
        },
        {
            "attn_norm": (WIDTH,),
            "attn_q_a": (WIDTH, 96),
            "attn_q_a_norm": (96,),
            "attn_q_b": (96, HEADS * 48),
            "attn_kv_a_mqa": (WIDTH, 64 + 16),
            "attn_kv_a_norm": (64,),
            "attn_k_b": (32, 64, HEADS),
            "attn_v_b": (64, 32, HEADS),
            "attn_output": (HEADS * 32, WIDTH),
        }
        | GATED,
    ),
    "mamba": (
        {
            "attention.head_count": 0,
            "feed_forward_length": 0,
            "ssm.conv_kernel": 4,
            "ssm.inner_size": 256,
            "ssm.state_size": 16,
            "ssm.time_step_rank": 8,
        },
        {
            "attn_norm": (WIDTH,),
            "ssm_in": (WIDTH, 512),
            "ssm_conv1d": (4, 256),
            "ssm_conv1d.bias": (256,),
            "ssm_x": (256, 8 + 32),
            "ssm_dt": (8, 256),
            "ssm_dt.bias": (256,),
            "ssm_a": (16, 256),
            "ssm_d": (256,),
            "ssm_out": (256, WIDTH),
        },
    ),
}
"""Architecture → the facts that its file tells, and the tensors of each layer."""

ONE_FOR_BOTH = ("gemma2", "gemma3")
"""Architectures whose output is the embedding."""


def write_random_model(path: Path, architecture: str) -> Path:
    """Write a small model of one of `KINDS`."""
    facts, tensors = KINDS[architecture]
    random = numpy.random.default_rng(3)
    writer = gguf.GGUFWriter(path, architecture)
    usual = {"context_length": CONTEXT, "embedding_length": WIDTH, "block_count": LAYERS, "vocab_size": SIZE}
    for key, value in ({"feed_forward_length": INNER} | usual | facts).items():
        writer.add_uint32(f"{architecture}.{key}", value)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(vocabulary((), SIZE))
    writer.add_token_types([gguf.TokenType.NORMAL] * (SIZE - 2) + [gguf.TokenType.CONTROL] * 2)
    writer.add_token_merges(["Ā Ā"])
    writer.add_eos_token_id(SIZE - 1)
    writer.add_add_bos_token(False)

    def add(name: str, shape: tuple[int, ...]) -> None:
        bare = name.endswith((".bias", ".ssm_a", ".ssm_d"))
        weights = (random.standard_normal(shape[::-1]) * 0.05).astype(numpy.float32)
        writer.add_tensor(name if bare else f"{name}.weight", weights)

    add("token_embd", (WIDTH, SIZE))
    add("output_norm", (WIDTH,))
    if architecture not in ONE_FOR_BOTH:
        add("output", (WIDTH, SIZE))
    for layer in range(LAYERS):
        for name, shape in tensors.items():
            add(f"blk.{layer}.{name}", shape)
    finish(writer)
    return path
