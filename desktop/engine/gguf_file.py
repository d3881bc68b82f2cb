"""What a GGUF file says, read without trusting a byte of it.

llama.cpp reads the same header in native code, where a hostile file has been a crash and worse. So
every count and length is compared with the size of the file before anything is read or kept, and of
texts and lists only those that are asked for are kept. The format: docs/gguf.md of the ggml project,
versions 2 and 3.
"""

from __future__ import annotations

import math
import os
import struct
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from desktop.errors import ModelError

MAX_ENTRIES = 65_536
MAX_TEXT_BYTES = 16 * 1024 * 1024
MAX_KEY_CHARACTERS = 128  # of a key that is kept; the longest in use has half of that
MAX_ARRAY_TEXTS = 4_000_000  # the largest vocabularies have 300,000 tokens and twice as many merges
MAX_LAYERS = 4096  # numbers in a list that is kept: one for each layer
MAX_ALIGNMENT = 1024 * 1024

ARCHITECTURE, NAME, TEMPLATE = "general.architecture", "general.name", "tokenizer.chat_template"
ALIGNMENT = "general.alignment"
_KEPT_TEXTS = frozenset({ARCHITECTURE, NAME, TEMPLATE})

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

Number = int | float | bool


@dataclass
class GgufFile:
    """The header of a file in which every tensor lies inside the file.

    Attributes:
        size_bytes: Size of the file.
        texts: The few texts that matter here, by their keys.
        numbers: Every number, by its key.
        lists: Lists of at most `MAX_LAYERS` numbers, by their keys: one number per layer, mostly.
        parameters: Number of weights.
        layer_bytes: Size of each layer's tensors, by the layer's number.
        expert_bytes: How much of that are experts, of which only a few are asked for each token.
        output_bytes: Size of the tensor that turns the last layer's vectors into logits.
    """

    size_bytes: int
    texts: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, Number] = field(default_factory=dict)
    lists: dict[str, tuple[Number, ...]] = field(default_factory=dict)
    parameters: int = 0
    layer_bytes: dict[int, int] = field(default_factory=dict)
    expert_bytes: int = 0
    output_bytes: int = 0


def read_gguf(path: Path) -> GgufFile:
    """Read a file's header.

    Raises:
        ModelError: `model_missing`, `model_unreadable`, `model_not_gguf`, `model_truncated`,
            `model_in_parts` or `model_unsupported`.
    """
    try:
        if not path.is_file():
            # A folder, a pipe or a device is no model either, and opening a pipe would wait for ever.
            raise ModelError("model_not_gguf" if path.exists() else "model_missing", file=path.name)
        with path.open("rb") as file:
            return _Reader(file, os.fstat(file.fileno()).st_size, path.name).read()
    except OSError as error:
        raise ModelError("model_unreadable", file=path.name) from error


def read_gguf_start(start: bytes, file_bytes: int, name: str) -> GgufFile:
    """Read the header of a file of which only the beginning is here.

    Raises:
        ModelError: As `read_gguf`; `model_truncated` also where the header is longer than what is here.
    """
    return _Reader(BytesIO(start), file_bytes, name).read()


class _Reader:
    """Reads forward through one file and never past its end."""

    def __init__(self, file: BinaryIO, size: int, name: str) -> None:
        self._file = file
        self._size = size
        self._name = name
        self._at = 0
        self._found = GgufFile(size)

    def read(self) -> GgufFile:
        if self._file.read(4) != b"GGUF":
            raise self._not_gguf()
        self._at = 4
        version, tensors, entries = self._number("<I"), self._number("<Q"), self._number("<Q")
        # A file of the other byte order shows its version in the upper bytes; llama.cpp refuses it too.
        if version not in (2, 3) or tensors > MAX_ENTRIES or entries > MAX_ENTRIES:
            raise self._not_gguf()
        for _ in range(entries):
            self._entry()
        if self._found.numbers.get("split.count", 1) != 1:
            # llama.cpp would open the other parts by itself, and nobody had looked into them.
            raise ModelError("model_in_parts", file=self._name)
        self._tensors(tensors, self._alignment())
        return self._found

    def _entry(self) -> None:
        key, kind = self._text(), self._number("<I")
        if key == ALIGNMENT and kind not in _SCALARS:
            raise self._not_gguf()
        short = len(key) <= MAX_KEY_CHARACTERS
        if kind in _SCALARS:
            number = self._number(_SCALARS[kind])
            if short:
                self._found.numbers[key] = number
        elif kind == _TEXT:
            if key in _KEPT_TEXTS:
                self._found.texts[key] = self._text()
            else:
                self._skip(self._number("<Q"))
        elif kind == _ARRAY:
            numbers = self._array()
            if short and numbers:
                self._found.lists[key] = numbers
        else:
            raise self._not_gguf()

    def _array(self) -> tuple[Number, ...]:
        """Return a short list of numbers; step over anything else and return nothing."""
        inner, count = self._number("<I"), self._number("<Q")
        if inner in _SCALARS and count <= MAX_LAYERS:
            return tuple(self._number(_SCALARS[inner]) for _ in range(count))
        if inner in _SCALARS:
            self._skip(count * struct.calcsize(_SCALARS[inner]))
        elif inner == _TEXT and count <= MAX_ARRAY_TEXTS:
            for _ in range(count):
                self._skip(self._number("<Q"))
        else:
            # Arrays in arrays exist on paper only; llama.cpp refuses them too.
            raise self._not_gguf()
        return ()

    def _tensors(self, count: int, alignment: int) -> None:
        """Check every tensor's place in the file, and add up what belongs together."""
        found, end, embedding = self._found, 0, 0
        for _ in range(count):
            name, dimensions = self._text(), self._number("<I")
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
            size = elements // block_elements * block_bytes
            found.parameters += elements
            end = max(end, offset + size)
            layer = _layer_of(name)
            if layer is not None:
                found.layer_bytes[layer] = found.layer_bytes.get(layer, 0) + size
                found.expert_bytes += size if "_exps." in name else 0
            elif name == "output.weight":
                found.output_bytes = size
            elif name == "token_embd.weight":
                embedding = size
        # Without a tensor of its own for the output, the embedding is used for both.
        found.output_bytes = found.output_bytes or embedding
        start = -(-self._at // alignment) * alignment
        if count == 0:
            raise ModelError("model_unsupported", file=self._name)
        if start + end > self._size:
            raise self._truncated()

    def _alignment(self) -> int:
        alignment = self._found.numbers.get(ALIGNMENT, 32)
        if not isinstance(alignment, int) or not 8 <= alignment <= MAX_ALIGNMENT:
            raise self._not_gguf()
        if alignment & (alignment - 1):
            raise self._not_gguf()
        return alignment

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


def _layer_of(tensor: str) -> int | None:
    """`blk.12.attn_q.weight` → 12."""
    start, _, rest = tensor.partition(".")
    number = rest.partition(".")[0]
    if start != "blk" or not number.isascii() or not number.isdigit() or len(number) > 4:
        return None
    return int(number)
