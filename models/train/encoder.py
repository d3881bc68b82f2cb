"""The reader's network in PyTorch: a BERT encoder (MiniLM-L6's shape) with small heads.

Heads: a label and an ask for every token, a type for every field span, a kind for the request, and the mean
vector (unit length) that the memory is searched with. llama.cpp runs the trunk when it ships, NumPy
the heads. Source of the shape and the starting weights: all-MiniLM-L6-v2, Apache-2.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from desktop.spindle.tags import ASK_LABELS, KINDS, LABELS, TYPE_NAMES


@dataclass(frozen=True)
class EncoderShape:
    """The dial: widths and depth of the encoder."""

    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    positions: int = 512


TINY = EncoderShape(width=32, layers=2, heads=2, inner=64)


class _Layer(nn.Module):
    def __init__(self, shape: EncoderShape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.width, shape.width)
        self.key = nn.Linear(shape.width, shape.width)
        self.value = nn.Linear(shape.width, shape.width)
        self.output = nn.Linear(shape.width, shape.width)
        self.attention_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        batch, length, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        attended = functional.scaled_dot_product_attention(
            split(self.query(x)), split(self.key(x)), split(self.value(x)), attn_mask=mask
        )
        attended = self.output(attended.transpose(1, 2).reshape(batch, length, width))
        x = self.attention_norm(x + functional.dropout(attended, dropout, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm(x + functional.dropout(inner, dropout, self.training))


class Encoder(nn.Module):
    """Token ids in, one vector for every token out."""

    def __init__(self, shape: EncoderShape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.token_type = nn.Parameter(torch.zeros(shape.width))
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(_Layer(shape) for _ in range(shape.layers))
        self.dropout = 0.1

    def forward(self, ids: Tensor, lengths: Tensor) -> Tensor:
        """Encode a padded batch.

        Args:
            ids: (batch, length) token ids, padded with anything.
            lengths: (batch,) real lengths.

        Returns:
            (batch, length, width); what stands behind a row's length is meaningless.
        """
        place = torch.arange(ids.shape[1], device=ids.device)
        mask = (place[None, :] < lengths[:, None])[:, None, None, :]
        x = self.norm(self.words(ids) + self.positions(place)[None] + self.token_type)
        x = functional.dropout(x, self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask, self.dropout)
        return x


class Reader(nn.Module):
    """The encoder with its heads."""

    def __init__(self, shape: EncoderShape) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        self.label = nn.Linear(shape.width, len(LABELS))
        self.field_type = nn.Linear(shape.width, len(TYPE_NAMES))
        self.kind = nn.Linear(shape.width, len(KINDS))
        self.ask = nn.Linear(shape.width, len(ASK_LABELS))

    @staticmethod
    def mean(vectors: Tensor, lengths: Tensor) -> Tensor:
        """Mean over each row's real tokens: (batch, length, width) → (batch, width)."""
        place = torch.arange(vectors.shape[1], device=vectors.device)
        mask = (place[None, :] < lengths[:, None]).to(vectors.dtype)[..., None]
        return (vectors * mask).sum(1) / mask.sum(1)


def load_stock_weights(encoder: Encoder, path: Path) -> None:
    """Fill the encoder from all-MiniLM-L6-v2's `model.safetensors`."""
    from safetensors.torch import load_file

    stock = load_file(path)
    renamed = {
        "words.weight": stock["embeddings.word_embeddings.weight"],
        "positions.weight": stock["embeddings.position_embeddings.weight"],
        "token_type": stock["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": stock["embeddings.LayerNorm.weight"],
        "norm.bias": stock["embeddings.LayerNorm.bias"],
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "output": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm": "output.LayerNorm",
    }
    for layer in range(encoder.shape.layers):
        for ours, theirs in parts.items():
            for kind in ("weight", "bias"):
                renamed[f"layers.{layer}.{ours}.{kind}"] = stock[f"encoder.layer.{layer}.{theirs}.{kind}"]
    encoder.load_state_dict(renamed)
