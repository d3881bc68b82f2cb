"""A context's memory and the store: in the child, a known beginning is put back instead of read.

What is put back is what reading would have left, to the last byte, so the text that follows is the same;
everything that could make a difference is part of the origin that the store marks begin with.
"""

from __future__ import annotations

import ctypes
import hashlib
import sys
from pathlib import Path
from typing import Any

from desktop.engine.model_file import ModelHeader
from desktop.engine.native import llama
from desktop.engine.prefix_store import Prefixes, PrefixStore
from desktop.errors import ModelError

SPARE_BYTES = 1024 * 1024  # what llama.cpp notes beside keys and values: positions, types, sizes
SAMPLES = 64
SAMPLE_BYTES = 64 * 1024


class PrefixMemory:
    """Brings one context to the longest beginning that the store has, and keeps new ones.

    Args:
        context: llama.cpp's context; sequence 0 is the one that counts.
        store: Of this very model and these settings.
        block: Only whole blocks of so many tokens are kept and put back.
        least_tokens: Fewer are read faster than they are fetched.
        header: The model's; what it says of its memory bounds what is taken from the disk.
    """

    def __init__(
        self,
        context: Any,  # noqa: ANN401 - an opaque native handle
        store: PrefixStore,
        block: int,
        least_tokens: int,
        header: ModelHeader,
    ) -> None:
        self._context = context
        self._store = store
        self._block = block
        self._least_tokens = least_tokens
        self._header = header
        self._wished: tuple[int, bytes] | None = None

    def restore(self, prompt: list[int], held: int) -> int:
        """Return how many of the prompt's tokens the memory holds now; `held` of them before.

        The last block is never among them, since its logits are wanted.
        """
        self._wished = None
        blocks = (len(prompt) - 1) // self._block
        if blocks * self._block < self._least_tokens:
            return held
        marks = self._store.marks(prompt, self._block)[:blocks]
        kept = self._store.kept(marks)
        shared = self._store.met(marks)
        if kept * self._block - held >= self._least_tokens:
            held = self._put_back(marks[kept - 1], kept * self._block)
        if shared > kept and shared * self._block >= self._least_tokens:
            self._wished = (shared * self._block, marks[shared - 1])
        return held

    def reached(self, tokens: int) -> None:
        """Keep the memory, which holds so many tokens of the prompt now, if that is what was wished for."""
        if self._wished is None or self._wished[0] != tokens:
            return
        _, mark = self._wished
        self._wished = None
        size = llama.llama_state_seq_get_size(self._context, 0)
        state = bytearray(size)
        if size and llama.llama_state_seq_get_data(self._context, _native(state), size, 0) == size:
            self._store.save(mark, state)

    def _put_back(self, mark: bytes, tokens: int) -> int:
        header = self._header
        most_bytes = tokens * header.memory_bytes_per_token + header.state_bytes + SPARE_BYTES
        state = self._store.load(mark, most_bytes)
        memory = llama.llama_get_memory(self._context)
        if state is None:
            # What was held stays as it is: nothing was touched.
            return self._held(memory)
        llama.llama_memory_clear(memory, True)
        taken = llama.llama_state_seq_set_data(self._context, _native(state), len(state), 0)
        if taken == len(state) and self._held(memory) == tokens:
            return tokens
        llama.llama_memory_clear(memory, True)
        self._store.remove(mark, "llama.cpp does not take it")
        return 0

    @staticmethod
    def _held(memory: Any) -> int:  # noqa: ANN401 - an opaque native handle
        return int(llama.llama_memory_seq_pos_max(memory, 0)) + 1


def origin_of(path: Path, settings: str) -> bytes:
    """Return what a state depends on beside its tokens: the model, llama.cpp, this processor, the settings.

    The weights are not read whole, which would take as long as what is to be saved: the file's size, its
    time and many samples stand for them.

    Raises:
        OSError: The file cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        facts = path.stat()
        digest.update(f"{facts.st_size} {facts.st_mtime_ns} {settings}\n".encode())
        digest.update(llama.llama_version())
        digest.update(llama.llama_print_system_info())
        for sample in range(SAMPLES):
            file.seek(facts.st_size * sample // SAMPLES)
            digest.update(file.read(SAMPLE_BYTES))
    return digest.digest()


def prefix_memory(
    context: Any,  # noqa: ANN401 - an opaque native handle
    path: Path,
    settings: str,
    header: ModelHeader,
    block: int,
    prefixes: Prefixes,
) -> PrefixMemory:
    """Return the memory of a context just made, for the model in a file.

    Raises:
        ModelError: `model_unreadable` if the file cannot be read any more.
    """
    try:
        origin = origin_of(path, settings)
    except OSError as error:
        raise ModelError("model_unreadable", file=path.name) from error
    least_tokens = max(block, -(-prefixes.least_work // max(1, header.parameters)))
    store = PrefixStore(prefixes, origin, _tell)
    return PrefixMemory(context, store, block, least_tokens, header)


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _native(state: bytearray) -> Any:  # noqa: ANN401 - a ctypes array
    return (ctypes.c_uint8 * len(state)).from_buffer(state)
