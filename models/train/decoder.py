"""The writer's network in PyTorch: a small decoder of the llama architecture, as llama.cpp runs it.

RMSNorm, SwiGLU, tied embeddings; rotary positions rotate *interleaved* pairs, as llama.cpp's llama does,
so nothing is permuted at export.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True)
class DecoderShape:
    """The dial: everything that decides how large the writer is."""

    vocabulary: int = 4096
    width: int = 256
    layers: int = 6
    heads: int = 4
    inner: int = 704
    context: int = 1536
    rope_base: float = 10000.0


SIZES: dict[str, DecoderShape] = {
    "tiny": DecoderShape(vocabulary=512, width=32, layers=2, heads=2, inner=64, context=1536),
    "small": DecoderShape(),
    "medium": DecoderShape(width=384, layers=8, heads=6, inner=1024),
    "large": DecoderShape(width=512, layers=10, heads=8, inner=1408),
}


class _Layer(nn.Module):
    def __init__(self, shape: DecoderShape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.attention_norm = nn.RMSNorm(shape.width, eps=1e-5)
        self.query = nn.Linear(shape.width, shape.width, bias=False)
        self.key = nn.Linear(shape.width, shape.width, bias=False)
        self.value = nn.Linear(shape.width, shape.width, bias=False)
        self.output = nn.Linear(shape.width, shape.width, bias=False)
        self.inner_norm = nn.RMSNorm(shape.width, eps=1e-5)
        self.gate = nn.Linear(shape.width, shape.inner, bias=False)
        self.up = nn.Linear(shape.width, shape.inner, bias=False)
        self.down = nn.Linear(shape.inner, shape.width, bias=False)

    def forward(self, x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
        batch, length, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        normed = self.attention_norm(x)
        query = rotate(split(self.query(normed)), cosine, sine)
        key = rotate(split(self.key(normed)), cosine, sine)
        attended = functional.scaled_dot_product_attention(
            query, key, split(self.value(normed)), is_causal=True
        )
        x = x + self.output(attended.transpose(1, 2).reshape(batch, length, width))
        normed = self.inner_norm(x)
        return x + self.down(functional.silu(self.gate(normed)) * self.up(normed))


def rotate(x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    """Rotate neighbouring pairs of each head: (batch, heads, length, size), angles (length, size / 2)."""
    even, odd = x[..., 0::2], x[..., 1::2]
    cosine, sine = cosine.to(x.dtype), sine.to(x.dtype)
    return torch.stack((even * cosine - odd * sine, even * sine + odd * cosine), dim=-1).flatten(-2)


class Decoder(nn.Module):
    """Token ids in, logits for the next token out."""

    def __init__(self, shape: DecoderShape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.layers = nn.ModuleList(_Layer(shape) for _ in range(shape.layers))
        self.norm = nn.RMSNorm(shape.width, eps=1e-5)
        half = shape.width // shape.heads // 2
        angles = torch.arange(shape.context)[:, None] * shape.rope_base ** (-torch.arange(half) / half)
        self.register_buffer("cosine", angles.cos(), persistent=False)
        self.register_buffer("sine", angles.sin(), persistent=False)
        for parameter in self.parameters():
            if parameter.dim() > 1:
                nn.init.normal_(parameter, std=0.02)
        for layer in self.layers:
            for matrix in (layer.output, layer.down):
                nn.init.normal_(matrix.weight, std=0.02 / (2 * shape.layers) ** 0.5)

    def forward(self, ids: Tensor) -> Tensor:
        """(batch, length) ids → (batch, length, vocabulary) logits; padding goes at the end."""
        x = self.embedding(ids)
        cosine, sine = self.cosine[: ids.shape[1]], self.sine[: ids.shape[1]]
        for layer in self.layers:
            x = layer(x, cosine, sine)
        return self.norm(x) @ self.embedding.weight.T
