"""Shipped files → a network to train on: what was quantised for shipping is a fair place to start from.

A checkpoint holds more (the optimiser, exact weights) but lies in a cache that may be gone.
"""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np
import torch
from gguf.quants import dequantize

from models.train.encoder import Reader
from models.train.export import ENCODER_NAMES, HEADS


def load_shipped_reader(reader: Reader, encoder: Path, heads: Path) -> None:
    """Fill a reader from `reader.gguf` and `heads.npz`.

    Labels that came into the tables since then start from the random numbers they have; the others keep
    their rows, for tables only ever grow at the end.
    """
    tensors = {
        tensor.name: torch.from_numpy(dequantize(tensor.data, tensor.tensor_type).astype(np.float32))
        for tensor in gguf.GGUFReader(encoder).tensors
    }
    named = {
        "words.weight": tensors["token_embd.weight"],
        "positions.weight": tensors["position_embd.weight"],
        "token_type": tensors["token_types.weight"][0],
    }
    for kind in ("weight", "bias"):
        named[f"norm.{kind}"] = tensors[f"token_embd_norm.{kind}"]
        for layer in range(reader.encoder.shape.layers):
            for ours, theirs in ENCODER_NAMES.items():
                named[f"layers.{layer}.{ours}.{kind}"] = tensors[f"blk.{layer}.{theirs}.{kind}"]
    reader.encoder.load_state_dict(named)
    with np.load(heads, allow_pickle=False) as file, torch.no_grad():
        for name in HEADS:
            for kind in ("weight", "bias"):
                if f"{name}.{kind}" in file.files:
                    rows = torch.from_numpy(file[f"{name}.{kind}"].astype(np.float32))
                    getattr(getattr(reader, name), kind)[: len(rows)] = rows
