"""Trained networks → GGUF files that llama.cpp runs as they are, and the reader's heads as `.npz`."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np
from gguf.quants import quantize
from numpy.typing import NDArray
from tokenizers import Tokenizer

from desktop.spindle.confidence import FACTS
from desktop.spindle.tags import ASK_LABELS, KINDS, LABELS, TYPE_NAMES
from models.train.decoder import Decoder
from models.train.encoder import Reader

BLOCK = 32
"""Q8_0 quantises runs of 32 numbers; a matrix with other rows stays F16."""
HEADS = ("label", "field_type", "kind", "ask")
ENCODER_NAMES = {
    "query": "attn_q", "key": "attn_k", "value": "attn_v", "output": "attn_output",
    "attention_norm": "attn_output_norm", "up": "ffn_up", "down": "ffn_down", "norm": "layer_output_norm",
}  # fmt: skip
"""A layer's parts: what we call them → what llama.cpp calls them in a file of architecture `bert`."""
QUANTISATIONS = {
    name: getattr(gguf.GGMLQuantizationType, name) for name in ("F16", "Q8_0", "Q5_1", "Q5_0", "Q4_1", "Q4_0")
}


def _add(
    writer: gguf.GGUFWriter, name: str, tensor: NDArray[np.float32], quantisation: str, exact: bool = False
) -> None:
    """Write one tensor: vectors and `exact` ones as F32, matrices quantised."""
    array = np.ascontiguousarray(tensor, dtype=np.float32)
    if array.ndim == 1 or exact:
        writer.add_tensor(name, array)
        return
    kind = QUANTISATIONS[quantisation if array.shape[-1] % BLOCK == 0 else "F16"]
    writer.add_tensor(name, quantize(array, kind), raw_dtype=kind)


def _close(writer: gguf.GGUFWriter) -> None:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def export_reader(
    reader: Reader, wordpiece: Path, encoder_path: Path, heads_path: Path, quantisation: str = "Q8_0"
) -> None:
    """Write the encoder as a GGUF of architecture `bert` and the heads as F16 matrices."""
    shape = reader.encoder.shape
    writer = gguf.GGUFWriter(encoder_path, "bert")
    writer.add_name("Spindle reader")
    writer.add_license("apache-2.0")
    writer.add_description("Fine-tuned from sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)")
    writer.add_context_length(shape.positions)
    writer.add_embedding_length(shape.width)
    writer.add_feed_forward_length(shape.inner)
    writer.add_block_count(shape.layers)
    writer.add_head_count(shape.heads)
    writer.add_layer_norm_eps(1e-12)
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.NONE)
    vocabulary = Tokenizer.from_file(str(wordpiece)).get_vocab()
    tokens = sorted(vocabulary, key=lambda token: vocabulary[token])[: shape.vocabulary]
    special = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}
    writer.add_tokenizer_model("bert")
    writer.add_tokenizer_pre("default")
    # llama.cpp writes a word's first piece with ▁ in front and strips BERT's ## from the others.
    writer.add_token_list([t if t in special else t[2:] if t.startswith("##") else "▁" + t for t in tokens])
    writer.add_token_types(
        [gguf.TokenType.CONTROL if t in special else gguf.TokenType.NORMAL for t in tokens]
    )
    writer.add_token_type_count(2)
    writer.add_bos_token_id(101)
    writer.add_eos_token_id(102)
    writer.add_unk_token_id(100)
    writer.add_sep_token_id(102)
    writer.add_pad_token_id(0)
    writer.add_mask_token_id(103)
    weights = {name: value.detach().float().numpy() for name, value in reader.encoder.state_dict().items()}
    _add(writer, "token_embd.weight", weights["words.weight"], quantisation)
    _add(writer, "position_embd.weight", weights["positions.weight"], quantisation, exact=True)
    _add(writer, "token_types.weight", np.stack([weights["token_type"]] * 2), quantisation, exact=True)
    for kind in ("weight", "bias"):
        _add(writer, f"token_embd_norm.{kind}", weights[f"norm.{kind}"], quantisation)
        for layer in range(shape.layers):
            for ours, theirs in ENCODER_NAMES.items():
                _add(
                    writer,
                    f"blk.{layer}.{theirs}.{kind}",
                    weights[f"layers.{layer}.{ours}.{kind}"],
                    quantisation,
                )
    _close(writer)
    heads = {
        f"{name}.{kind}": getattr(getattr(reader, name), kind).detach().numpy().astype(np.float16)
        for name in HEADS
        for kind in ("weight", "bias")
    }
    sizes = (len(LABELS), len(TYPE_NAMES), len(KINDS), len(ASK_LABELS))
    assert sizes == tuple(len(heads[f"{name}.bias"]) for name in HEADS)
    # Says nothing until it is calibrated: a chance of one half, whatever the facts.
    heads["chance.weight"] = np.zeros(len(FACTS), np.float16)
    heads["chance.bias"] = np.zeros((), np.float16)
    np.savez_compressed(heads_path, **heads)


def export_writer(
    decoder: Decoder, tokenizer: Tokenizer, specials: tuple[str, ...], path: Path, quantisation: str = "Q8_0"
) -> None:
    """Write the decoder as a GGUF of architecture `llama` with its byte-level BPE (pre-tokeniser `gpt-2`).

    Args:
        decoder: The trained network.
        tokenizer: Its byte-level BPE.
        specials: The special tokens; the first is padding, the second ends a completion.
        path: Where the file goes.
        quantisation: `Q8_0` or `F16`.
    """
    import json

    shape = decoder.shape
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name("Spindle writer")
    writer.add_license("apache-2.0")
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_feed_forward_length(shape.inner)
    writer.add_block_count(shape.layers)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.heads)
    writer.add_rope_dimension_count(shape.width // shape.heads)
    writer.add_rope_freq_base(shape.rope_base)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(shape.vocabulary)
    described = json.loads(tokenizer.to_str())["model"]
    tokens = sorted(described["vocab"], key=lambda token: described["vocab"][token])
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types(
        [gguf.TokenType.CONTROL if token in specials else gguf.TokenType.NORMAL for token in tokens]
    )
    writer.add_token_merges(
        [" ".join(merge) if isinstance(merge, list) else merge for merge in described["merges"]]
    )
    writer.add_pad_token_id(tokens.index(specials[0]))
    writer.add_bos_token_id(tokens.index(specials[1]))
    writer.add_eos_token_id(tokens.index(specials[1]))
    writer.add_add_bos_token(False)
    weights = {name: value.detach().float().numpy() for name, value in decoder.state_dict().items()}
    _add(writer, "token_embd.weight", weights["embedding.weight"], quantisation)
    _add(writer, "output_norm.weight", weights["norm.weight"], quantisation)
    names = {
        "attention_norm": "attn_norm", "query": "attn_q", "key": "attn_k", "value": "attn_v",
        "output": "attn_output",
        "inner_norm": "ffn_norm", "gate": "ffn_gate", "up": "ffn_up", "down": "ffn_down",
    }  # fmt: skip
    for layer in range(shape.layers):
        for ours, theirs in names.items():
            _add(
                writer, f"blk.{layer}.{theirs}.weight", weights[f"layers.{layer}.{ours}.weight"], quantisation
            )
    _close(writer)
