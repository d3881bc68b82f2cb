"""The smallest files that pass as a model: a header by the book and weights that are noise. Nothing can run them."""

from __future__ import annotations

import random
import struct


def text(value: str) -> bytes:
    """A text as GGUF writes it."""
    raw = value.encode()
    return struct.pack("<Q", len(raw)) + raw


def model_bytes(
    name: str = "Tiny coder", *, architecture: str = "qwen2", weights: int = 4096, seed: int = 1
) -> bytes:
    """Return a GGUF file with one tensor of so many 32-bit numbers."""
    numbers = {
        "context_length": 4096,
        "block_count": 2,
        "embedding_length": 64,
        "attention.head_count": 4,
        "attention.head_count_kv": 2,
    }
    entries = [text("general.architecture") + struct.pack("<I", 8) + text(architecture)]
    entries.append(text("general.name") + struct.pack("<I", 8) + text(name))
    entries += [
        text(f"{architecture}.{key}") + struct.pack("<II", 4, value) for key, value in numbers.items()
    ]
    tensor = text("token_embd.weight") + struct.pack("<IQQIQ", 2, 64, weights // 64, 0, 0)
    head = b"GGUF" + struct.pack("<IQQ", 3, 1, len(entries)) + b"".join(entries) + tensor
    padding = b"\0" * (-len(head) % 32)
    return head + padding + random.Random(seed).randbytes(weights * 4)
