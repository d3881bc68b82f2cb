"""Is this a model file that can be run here, and how much memory would it take?

A file must pass here before llama.cpp's native code sees it; `gguf_file` does the reading.

Not protected against: weights that are garbage (the hub's fingerprint is for that), and a file that is
changed between this check and its loading.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.engine.gguf_file import (
    ARCHITECTURE,
    MAX_LAYERS,
    NAME,
    TEMPLATE,
    GgufFile,
    read_gguf,
    read_gguf_start,
)
from desktop.engine.machine import free_memory_bytes
from desktop.errors import ModelError

BLOCK_TOKENS = 128  # of a prompt, read at once; see writer.py
LEAST_CONTEXT_TOKENS = 2048  # with less, a model is not worth its loading
USUAL_CONTEXT_TOKENS = 8192  # our prompts, a file of one's own and the answer fit in
WORKING_BYTES = 48 * 1024 * 1024  # the child itself, llama.cpp's graph and its buffers for one block
_KEPT_BYTES = 2  # a key or a value in the context's memory is a 16-bit number
FLOAT_BYTES = 4


@dataclass(frozen=True)
class ModelHeader:
    """What a GGUF file says of itself.

    Attributes:
        architecture: `llama`, `bert`, …
        name: The model's own name, perhaps empty.
        context_tokens: The longest text it was trained for.
        parameters: Number of weights.
        file_bytes: Size of the file.
        memory_bytes_per_token: Size of one token in the context's memory, 16-bit keys and values, all layers.
        score_bytes_per_token: Room for one layer's attention of a block of the prompt to one token.
        state_bytes: What layers without attention (Mamba, RWKV) remember, however long the text.
        layer_bytes: Size of each layer's weights, first to last.
        output_bytes: Size of the weights that turn the last layer's vectors into logits.
        active_share: The part of the weights that is read for one token, above 0: 1, but in a mixture of
            experts.
        chat_template: Jinja source that puts a conversation into the model's own words; "" for none.
            A stranger's program: see `chat_template`.
    """

    architecture: str
    name: str
    context_tokens: int
    parameters: int
    file_bytes: int
    memory_bytes_per_token: int
    score_bytes_per_token: int = 0
    state_bytes: int = 0
    layer_bytes: tuple[int, ...] = ()
    output_bytes: int = 0
    active_share: float = 1.0
    chat_template: str = ""

    def needed_bytes(self, context_limit: int = USUAL_CONTEXT_TOKENS) -> int:
        """Return about how much memory the model takes with a context of at most that many tokens."""
        context = min(self.context_tokens, context_limit)
        return self.file_bytes + self.context_bytes(context) + WORKING_BYTES

    def context_bytes(self, context: int) -> int:
        """Return how much of that is for the context."""
        return context * (self.memory_bytes_per_token + self.score_bytes_per_token) + self.state_bytes


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
        context_limit: The most tokens of context that must fit, too; `None` for the least that is of use.
        free_bytes: Free memory, `None` for this computer's.

    Raises:
        ModelError: `model_missing`, `model_unreadable`, `model_not_gguf`, `model_truncated`,
            `model_in_parts`, `model_damaged`, `model_unsupported` or `model_too_large`.
    """
    header = read_header(path)
    check_size(header, path.name, expected_bytes)
    free = free_memory_bytes() if free_bytes is None else free_bytes
    needed = header.needed_bytes(context_limit or LEAST_CONTEXT_TOKENS)
    if free is not None and needed > free:
        raise too_large(path.name, needed, free)
    return header


def check_size(header: ModelHeader, name: str, expected_bytes: int | None) -> None:
    """Compare a file's size with the right one, if that is known.

    Raises:
        ModelError: `model_truncated` or `model_damaged`.
    """
    if expected_bytes is not None and header.file_bytes != expected_bytes:
        key = "model_truncated" if header.file_bytes < expected_bytes else "model_damaged"
        raise ModelError(key, file=name)


def too_large(name: str, needed: int, free: int) -> ModelError:
    """Return the error that tells both numbers, given in bytes."""
    mib = 1024 * 1024
    return ModelError("model_too_large", file=name, needed_mb=-(-needed // mib), free_mb=free // mib)


def read_header(path: Path) -> ModelHeader:
    """Return the header of a GGUF file in which every tensor lies inside the file.

    Raises:
        ModelError: As `check_model`, but for memory.
    """
    return _summed_up(read_gguf(path), path.name)


def read_header_start(start: bytes, file_bytes: int, name: str) -> ModelHeader:
    """Return the header of a GGUF file of which only the beginning is here, and the size known.

    Raises:
        ModelError: As `read_header`; `model_truncated` also where the header is longer than what is here.
    """
    return _summed_up(read_gguf_start(start, file_bytes, name), name)


def _summed_up(file: GgufFile, name: str) -> ModelHeader:
    header = _Summary(file).header()
    if header is None:
        raise ModelError("model_unsupported", file=name)
    return header


class _Summary:
    """Makes a header of what a file says: the names of the entries are those of llama.cpp."""

    def __init__(self, file: GgufFile) -> None:
        self._file = file
        self._architecture = file.texts.get(ARCHITECTURE, "")
        self._layers = self._number("block_count")
        self._heads = self._number("attention.head_count", 1)

    def header(self) -> ModelHeader | None:
        """Return the header; `None` if what every model has is missing."""
        file, context, width = self._file, self._number("context_length"), self._number("embedding_length")
        if not self._architecture or context == 0 or width == 0 or not 0 < self._layers <= MAX_LAYERS:
            return None
        return ModelHeader(
            architecture=self._architecture,
            name=file.texts.get(NAME, ""),
            context_tokens=context,
            parameters=file.parameters,
            file_bytes=file.size_bytes,
            memory_bytes_per_token=self._kept_numbers(width) * _KEPT_BYTES,
            score_bytes_per_token=self._heads * BLOCK_TOKENS * FLOAT_BYTES,
            state_bytes=self._state_numbers(width) * FLOAT_BYTES,
            layer_bytes=tuple(file.layer_bytes.get(layer, 0) for layer in range(self._layers)),
            output_bytes=file.output_bytes,
            active_share=self._active_share(),
            chat_template=file.texts.get(TEMPLATE, ""),
        )

    def _kept_numbers(self, width: int) -> int:
        """How many numbers the attention of all layers keeps of one token, the widest layer taken for all.

        Layers that look back only a little (sliding windows) keep everything as well: only so can a text go
        back to where another left it. DeepSeek's compressed attention keeps one vector, which is both key
        and value.
        """
        usual = width // max(1, self._heads)
        key = max(self._number("attention.key_length", usual), self._number("attention.key_length_swa"))
        value = max(self._number("attention.value_length", usual), self._number("attention.value_length_swa"))
        is_compressed = self._number("attention.key_length_mla") > 0
        return self._key_heads() * (key if is_compressed else key + value)

    def _key_heads(self) -> int:
        """All layers' key heads together; a layer that has none (Mamba between attention) keeps nothing."""
        listed = self._file.lists.get(f"{self._architecture}.attention.head_count_kv", ())
        counts = [int(count) for count in listed[: self._layers] if 0 <= count < 2**16]
        return sum(counts) if counts else self._layers * self._number("attention.head_count_kv", self._heads)

    def _active_share(self) -> float:
        """What is left when of all experts only those are counted that one token asks for."""
        experts, used = self._number("expert_count"), self._number("expert_used_count")
        if not 0 < used < experts:
            return 1.0
        return 1 - self._file.expert_bytes / self._file.size_bytes * (1 - used / experts)

    def _state_numbers(self, width: int) -> int:
        """How many numbers the layers without attention remember, counted as if all layers were such."""
        inner, state = self._number("ssm.inner_size"), self._number("ssm.state_size")
        window = max(0, self._number("ssm.conv_kernel") - 1)
        mamba = inner * state + window * (inner + 2 * self._number("ssm.group_count") * state)
        rwkv = width * self._number("wkv.head_size") + width * self._number("token_shift_count")
        return self._layers * (mamba + rwkv)

    def _number(self, key: str, default: int = 0) -> int:
        """One number of the architecture's own; of a list, with one for each layer, the largest."""
        name = f"{self._architecture}.{key}"
        value = max(self._file.lists.get(name, ()), default=self._file.numbers.get(name, default))
        return value if isinstance(value, int) and 0 <= value < 2**31 else default
