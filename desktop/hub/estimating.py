"""What a model on the hub takes that nobody has described: reckoned from its size and its names.

A list of files is judged by that alone. Where it would keep somebody from a model, `about_exactly` looks into
the file's beginning, which says it and has some megabytes.
"""

from __future__ import annotations

import re
import threading
from dataclasses import replace

from desktop.engine.model_file import (
    BLOCK_TOKENS,
    FLOAT_BYTES,
    USUAL_CONTEXT_TOKENS,
    ModelHeader,
    read_header_start,
)
from desktop.errors import HubError, ModelError
from desktop.hub.catalogue import CatalogueEntry, entry_called, read_catalogue
from desktop.hub.searching import HubFile
from desktop.hub.wire import Hub

_USUAL_BITS = 4.85
_BITS = {
    "F32": 32.0, "F16": 16.0, "BF16": 16.0, "Q8_0": 8.5, "Q6_K": 6.6, "Q5_K_M": 5.7, "Q5_K_S": 5.5,
    "Q5_0": 5.5, "Q4_K_M": 4.85, "Q4_K_S": 4.6, "Q4_0": 4.5, "MXFP4": 4.25, "Q3_K_M": 3.9, "Q2_K": 3.0,
}  # fmt: skip
"""Bits for one weight, the larger tensors of a file weighed in."""
_SAME_SIZE = 0.3
"""A file is another packing of a model that we know if its weights are as many, but for this part."""
_ACTIVE = re.compile(r"(?<![A-Za-z0-9])A(\d{1,4}(?:\.\d)?)([BM])(?![A-Za-z0-9])", re.IGNORECASE)
"""`Qwen3-30B-A3B`: three billion of its weights take part in one token."""
_EXPERTS = re.compile(r"(?<![A-Za-z0-9])\d{1,3}x\d{1,3}B(?![A-Za-z0-9])", re.IGNORECASE)
_OF_EIGHT_TWO = 0.28
"""`Mixtral-8x7B`: of eight experts two are asked, and what is beside them always takes part."""
_MOST_KEPT_BYTES = 393_216
_KEPT_BYTES = 0.168
"""Of a token's memory, for all weights to the power of two thirds: layers times width grow so."""
_MANY_HEADS_FROM = 10**10
FIRST_LOOK_BYTES, LAST_LOOK_BYTES = 2**20, 2**25
"""So much of a file is fetched to find its header in, doubled until it is whole: large vocabularies have
ten megabytes.
"""


def about(file: HubFile) -> CatalogueEntry:
    """Return what a file that nobody has described takes, so that its fit can be told before it is fetched.

    Another packing of a model that the catalogue knows has its shape. Else the number of weights follows from
    the size and the packing, and what the context takes is that of the thirsty models of such a size: better
    less is needed in the end than more. Once the file is here its header says it exactly.
    """
    bits = _BITS.get(file.quantisation, _USUAL_BITS)
    parameters = max(1, round(file.size_bytes * 8 / bits))
    known = entry_called(f"{file.repository}/{file.name}", read_catalogue())
    if known is None or abs(known.parameters - parameters) > _SAME_SIZE * known.parameters:
        known = CatalogueEntry(
            id="",
            name="",
            parameters=parameters,
            active_parameters=_active(file, parameters),
            licence="",
            repository="",
            file="",
            quantisation="",
            size_bytes=0,
            memory_bytes_per_token=min(round(_KEPT_BYTES * parameters ** (2 / 3)), _MOST_KEPT_BYTES),
            context_tokens=USUAL_CONTEXT_TOKENS,
            architecture="",
            sha256="",
            scores=(),
            source="estimate",
            attention_heads=64 if parameters > _MANY_HEADS_FROM else 32,
        )
    return replace(
        known,
        id=f"{file.repository}/{file.file}",
        name=file.name,
        licence=file.licence,
        repository=file.repository,
        file=file.file,
        quantisation=file.quantisation,
        size_bytes=file.size_bytes,
        sha256=file.sha256,
        scores=(),
    )


def about_exactly(hub: Hub, file: HubFile, *, cancelled: threading.Event | None = None) -> CatalogueEntry:
    """Return what a file takes, as its own header says; as `about`, where that cannot be read.

    Raises:
        HubError: The file cannot be fetched.
        Cancelled: The person pressed Stop.
    """
    start, enough = bytearray(), FIRST_LOOK_BYTES
    for piece in hub.pieces(file.repository, file.revision, file.file, 0, cancelled):
        start += piece.data
        if len(start) > file.size_bytes:
            raise HubError("hub_strange")
        if len(start) < min(enough, file.size_bytes):
            continue
        try:
            return _exactly(about(file), read_header_start(bytes(start), file.size_bytes, file.name))
        except ModelError:
            if enough >= LAST_LOOK_BYTES:
                break
            enough *= 2
    return about(file)


def _exactly(entry: CatalogueEntry, header: ModelHeader) -> CatalogueEntry:
    """The entry with what the header says; what layers without attention remember is shared out to tokens."""
    context = min(header.context_tokens, USUAL_CONTEXT_TOKENS)
    return replace(
        entry,
        parameters=header.parameters,
        active_parameters=max(1, round(header.parameters * header.active_share)),
        memory_bytes_per_token=header.memory_bytes_per_token - (-header.state_bytes // context),
        context_tokens=header.context_tokens,
        architecture=header.architecture,
        attention_heads=-(-header.score_bytes_per_token // (BLOCK_TOKENS * FLOAT_BYTES)),
    )


def _active(file: HubFile, parameters: int) -> int:
    """How many weights take part in one token: a mixture of experts says it in its name, or nobody does."""
    name = f"{file.repository}/{file.name}"
    said = _ACTIVE.search(name)
    if said is not None:
        return min(parameters, max(1, round(float(said[1]) * (10**9 if said[2] in "Bb" else 10**6))))
    return max(1, round(parameters * _OF_EIGHT_TWO)) if _EXPERTS.search(name) else parameters
