"""Is this a model file that can be run here? Reads a GGUF header without trusting a byte of it.

llama.cpp reads the same header in native code, where a hostile file has been a crash and worse. So
every count and length is compared with the size of the file before anything is read or kept, and a
file must pass here first. The format: docs/gguf.md of the ggml project, versions 2 and 3.

Not protected against: weights that are garbage (the hub's fingerprint is for that), and a file that is
changed between this check and its loading.
"""

from __future__ import annotations

import math
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.engine.machine import free_memory_bytes
from desktop.errors import ModelError

MAX_ENTRIES = 65_536
MAX_TEXT_BYTES = 16 * 1024 * 1024
MAX_ARRAY_TEXTS = 4_000_000  # the largest vocabularies have 300,000 tokens and twice as many merges
MAX_ALIGNMENT = 1024 * 1024
WORKING_BYTES = 48 * 1024 * 1024  # the child itself, llama.cpp's graph and its buffers for one block

# GGUF's value types and how `struct` reads them.
_SCALARS = {
    0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d",
}  # fmt: skip
_TEXT, _ARRAY = 8, 9
# ggml's tensor types: (elements in a block, bytes of a block).
_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 36),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292),
    16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110), 22: (256, 82),
    23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2),
    34: (256, 54), 35: (256, 66), 39: (32, 17),
}  # fmt: skip

Scalar = int | float | bool | str


@dataclass(frozen=True)
class ModelHeader:
    """What a GGUF file says of itself.

    Attributes:
        architecture: `llama`, `bert`, …
        name: The model's own name, perhaps empty.
        context_tokens: The longest text it was trained for.
        parameters: Number of weights.
        file_bytes: Size of the file.
        memory_bytes_per_token: Size of one token in the context's memory, 16-bit keys and values.
    """

    architecture: str
    name: str
    context_tokens: int
    parameters: int
    file_bytes: int
    memory_bytes_per_token: int

    def needed_bytes(self, context_limit: int | None = None) -> int:
        """Return about how much memory the model takes with a context of at most that many tokens."""
        context = min(self.context_tokens, context_limit or self.context_tokens)
        return self.file_bytes + context * self.memory_bytes_per_token + WORKING_BYTES


def check_model(
    path: Path,
    expected_bytes: int | None = None,
    *,
    context_limit: int | None = None,
    free_bytes: int | None = None,
) -> ModelHeader:
    """Return the header of a model file that is whole and fits in memory.

    Args:
        path: The file.
        expected_bytes: Its right size, if known.
        context_limit: The most tokens of context that will be asked for.
        free_bytes: Free memory, `None` for this computer's.

    Raises:
        ModelError: `model_missing`, `model_unreadable`, `model_not_gguf`, `model_truncated`,
            `model_damaged`, `model_unsupported` or `model_too_large`.
    """
    header = read_header(path)
    if expected_bytes is not None and header.file_bytes != expected_bytes:
        key = "model_truncated" if header.file_bytes < expected_bytes else "model_damaged"
        raise ModelError(key, file=path.name)
    free = free_memory_bytes() if free_bytes is None else free_bytes
    needed = header.needed_bytes(context_limit)
    if free is not None and needed > free:
        mib = 1024 * 1024
        raise ModelError("model_too_large", file=path.name, needed_mb=-(-needed // mib), free_mb=free // mib)
    return header


def read_header(path: Path) -> ModelHeader:
    """Return the header of a GGUF file in which every tensor lies inside the file.

    Raises:
        ModelError: As `check_model`, but for memory.
    """
    try:
        if not path.is_file():
            # A folder, a pipe or a device is no model either, and opening a pipe would wait for ever.
            raise ModelError("model_not_gguf" if path.exists() else "model_missing", file=path.name)
        with path.open("rb") as file:
            return _Reader(file, os.fstat(file.fileno()).st_size, path.name).header()
    except OSError as error:
        raise ModelError("model_unreadable", file=path.name) from error


class _Reader:
    """Reads forward through one file and never past its end."""

    def __init__(self, file: BinaryIO, size: int, name: str) -> None:
        self._file = file
        self._size = size
        self._name = name
        self._at = 0

    def header(self) -> ModelHeader:
        if self._file.read(4) != b"GGUF":
            raise self._not_gguf()
        self._at = 4
        version, tensors, entries = self._number("<I"), self._number("<Q"), self._number("<Q")
        # A file of the other byte order shows its version in the upper bytes; llama.cpp refuses it too.
        if version not in (2, 3) or tensors > MAX_ENTRIES or entries > MAX_ENTRIES:
            raise self._not_gguf()
        facts: dict[str, Scalar] = {}
        for _ in range(entries):
            key = self._text()
            value = self._value(self._number("<I"))
            if value is not None:
                facts[key] = value
        parameters = self._tensors(tensors, self._alignment(facts))
        return self._summary(facts, parameters)

    def _tensors(self, count: int, alignment: int) -> int:
        """Check every tensor's place in the file; return the number of weights."""
        parameters, end = 0, 0
        for _ in range(count):
            self._text()
            dimensions = self._number("<I")
            if not 1 <= dimensions <= 4:
                raise self._not_gguf()
            shape = [self._number("<Q") for _ in range(dimensions)]
            kind, offset = self._number("<I"), self._number("<Q")
            if kind not in _BLOCKS:
                raise ModelError("model_unsupported", file=self._name)
            block_elements, block_bytes = _BLOCKS[kind]
            elements = math.prod(shape)
            # ggml computes with signed 64-bit numbers: what would overflow there is refused here.
            if not 0 < elements < 2**60 or shape[0] % block_elements or offset % alignment:
                raise self._not_gguf()
            parameters += elements
            end = max(end, offset + elements // block_elements * block_bytes)
        start = -(-self._at // alignment) * alignment
        if count == 0:
            raise ModelError("model_unsupported", file=self._name)
        if start + end > self._size:
            raise self._truncated()
        return parameters

    def _summary(self, facts: dict[str, Scalar], parameters: int) -> ModelHeader:
        architecture = str(facts.get("general.architecture", ""))

        def number(key: str, default: int = 0) -> int:
            value = facts.get(f"{architecture}.{key}", default)
            # Some models give one number per layer instead: those entries are arrays, and left out.
            return value if isinstance(value, int) and 0 <= value < 2**31 else default

        context, layers, width = number("context_length"), number("block_count"), number("embedding_length")
        if not architecture or context == 0 or layers == 0 or width == 0:
            raise ModelError("model_unsupported", file=self._name)
        heads = number("attention.head_count", 1) or 1
        head_width = number("attention.key_length", width // heads)
        kept = number("attention.head_count_kv", heads) * head_width
        return ModelHeader(
            architecture=architecture,
            name=str(facts.get("general.name", "")),
            context_tokens=context,
            parameters=parameters,
            file_bytes=self._size,
            memory_bytes_per_token=layers * kept * 2 * 2,
        )

    def _alignment(self, facts: dict[str, Scalar]) -> int:
        alignment = facts.get("general.alignment", 32)
        if not isinstance(alignment, int) or not 8 <= alignment <= MAX_ALIGNMENT:
            raise self._not_gguf()
        if alignment & (alignment - 1):
            raise self._not_gguf()
        return alignment

    def _value(self, kind: int) -> Scalar | None:
        """Return a scalar or a text; step over an array and return `None`."""
        if kind in _SCALARS:
            return self._number(_SCALARS[kind])
        if kind == _TEXT:
            return self._text()
        if kind != _ARRAY:
            raise self._not_gguf()
        inner, count = self._number("<I"), self._number("<Q")
        if inner in _SCALARS:
            self._skip(count * struct.calcsize(_SCALARS[inner]))
        elif inner == _TEXT and count <= MAX_ARRAY_TEXTS:
            for _ in range(count):
                self._skip(self._number("<Q"))
        else:
            # Arrays in arrays exist on paper only; llama.cpp refuses them too.
            raise self._not_gguf()
        return None

    def _number(self, form: str) -> int:
        size = struct.calcsize(form)
        number: int = struct.unpack(form, self._bytes(size))[0]
        return number

    def _text(self) -> str:
        length = self._number("<Q")
        if length > MAX_TEXT_BYTES:
            raise self._truncated() if length > self._size - self._at else self._not_gguf()
        return self._bytes(length).decode("utf-8", "replace")

    def _bytes(self, count: int) -> bytes:
        if count > self._size - self._at:
            raise self._truncated()
        self._at += count
        data = self._file.read(count)
        if len(data) != count:
            raise self._truncated()
        return data

    def _skip(self, count: int) -> None:
        if count > self._size - self._at:
            raise self._truncated()
        self._at += count
        self._file.seek(count, os.SEEK_CUR)

    def _not_gguf(self) -> ModelError:
        return ModelError("model_not_gguf", file=self._name)

    def _truncated(self) -> ModelError:
        return ModelError("model_truncated", file=self._name)
