"""The writer in the child: a decoder model, its context, and the loop that writes token by token.

The prompt is read in blocks of fixed size, and only whole blocks are kept for the next call. llama.cpp's
sums depend on the shape of a batch in their last bits; with blocks, a prompt gives the same logits to
the last bit whether its beginning was read now or before, so a seed stays a promise.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from desktop.engine.completion import Completion, RawSpeed, Stopped
from desktop.engine.grammar import Grammar
from desktop.engine.model_file import BLOCK_TOKENS, ModelHeader
from desktop.engine.native import LogitsView, TokenBatch, llama, load_model
from desktop.engine.pacing import Pace
from desktop.engine.plan import Plan
from desktop.engine.prefix_memory import PrefixMemory, prefix_memory
from desktop.engine.prefix_store import Prefixes
from desktop.engine.prompt_parts import Part
from desktop.engine.sampling import Sampler, is_looping
from desktop.engine.special_tokens import SpecialTokens
from desktop.engine.thread_probe import fastest_threads
from desktop.engine.vocabulary import Vocabulary
from desktop.errors import EngineError, ModelError

LOOP_CHECK_EVERY = 8  # tokens
STREAM_EVERY_S = 0.02  # each wake-up of the reader takes a core from the model, and screens are slower
SUMS_FAILED = (-2, -3)  # what `llama_decode` returns: no memory for the sums, or they were given up


class DeviceFailedError(Exception):
    """A graphics processor did not do its part; it will not do so again in this process."""


class Writer:
    """A loaded decoder; `paced` lets it step aside for other programs, which small models gain from.

    Raises:
        ModelError: `model_unsupported` if llama.cpp cannot run the file as a decoder.
    """

    def __init__(self, path: str, name: str, plan: Plan, threads: int, *, paced: bool) -> None:
        model = load_model(path, plan.gpu_layers)
        self._on_device = plan.gpu_layers > 0
        if not model or llama.llama_model_has_encoder(model):
            # What reads and writes with two halves (T5) would have to be asked in another way.
            raise ModelError("model_unsupported", file=name)
        self._vocabulary = Vocabulary(model)
        self.special_tokens = SpecialTokens(self._vocabulary)
        params = llama.llama_context_default_params()
        params.n_ctx = self.context_tokens = plan.context_tokens
        params.n_batch = params.n_ubatch = min(BLOCK_TOKENS, self.context_tokens)
        params.n_outputs_max = 1
        # Flash attention splits a long context over its threads, and the sums with it: then the same seed
        # would write another text on another number of cores. Writing is as fast without, reading 15 %
        # slower.
        params.flash_attn_type = llama.LLAMA_FLASH_ATTN_TYPE_DISABLED
        self._context: Any = llama.llama_init_from_model(model, params)
        self._memory: Any = llama.llama_get_memory(self._context) if self._context else None
        if not self._memory or self._vocabulary.size == 0:
            llama.llama_model_free(model)
            raise ModelError("model_unsupported", file=name)
        self._logits = LogitsView(self._context, self._vocabulary.size)
        self._block = TokenBatch(BLOCK_TOKENS)
        self._single = TokenBatch(1)
        self._pace = Pace(threads, lambda count: llama.llama_set_n_threads(self._context, count, count))
        # What the memory holds of the last prompt, whole blocks or all of it, and the logits after all of it.
        self._prompt: list[int] = []
        self._prompt_logits: NDArray[numpy.float32] | None = None
        self._prefixes: PrefixMemory | None = None
        if paced:
            self._single.fill([0])
            self._pace.calibrate(lambda: llama.llama_decode(self._context, self._single.struct))
            self._forget(0)

    def fastest_threads(self, most: int) -> int:
        """Return with how many threads, at most `most`, a token is written fastest."""
        self._single.fill([0])

        def step_s(threads: int) -> float:
            self.write_with(threads, most)
            began = time.perf_counter()
            self._decode(self._single)
            return time.perf_counter() - began

        found = fastest_threads(most, step_s)
        self._forget(0)
        return found

    def write_with(self, threads: int, reading: int) -> None:
        """Write with so many threads from now on, and read with another number; for a model not paced."""
        llama.llama_set_n_threads(self._context, threads, reading)

    def keep_prefixes(self, path: Path, header: ModelHeader, plan: Plan, prefixes: Prefixes) -> None:
        """Put known beginnings of prompts back from the disk from now on, and keep new ones there.

        Raises:
            ModelError: `model_unreadable` if the model's file cannot be read any more.
        """
        settings = f"{BLOCK_TOKENS} {plan.context_tokens} {plan.gpu_layers} f16"
        self._prefixes = prefix_memory(self._context, path, settings, header, BLOCK_TOKENS, prefixes)

    def generate(
        self,
        prompt: str | Sequence[Part],
        *,
        grammar: str | None,
        max_tokens: int,
        seed: int,
        temperature: float,
        stop_at_end: bool,
        emit: Callable[[str], None],
        cancelled: Callable[[], bool],
    ) -> Completion:
        """Continue `prompt`, a text or a conversation; `emit` gets the text in pieces of whole characters.

        Raises:
            EngineError: `engine_grammar`, or `engine_context` if the prompt leaves no room to write.
        """
        ids = self._tokenize(prompt)
        with nullcontext() if grammar is None else Grammar(self._vocabulary, grammar) as rules:
            sampler = Sampler(
                self._vocabulary, rules, seed=seed, temperature=temperature, stop_at_end=stop_at_end
            )
            return self._write(ids, sampler, max_tokens, emit, cancelled)

    def measure(self, prompt: str, tokens: int) -> RawSpeed:
        """Time llama.cpp alone: the prompt read anew, then `tokens` decode steps, nothing chosen.

        Nothing is kept, so that the next text reads its prompt anew as well.
        """
        ids = self._tokenize(prompt)
        tokens = min(tokens, self.context_tokens - len(ids))
        self._forget(0)
        started = time.perf_counter()
        self._read(ids, lambda: False, use_prefixes=False)
        read = time.perf_counter()
        self._single.fill([ids[-1]])
        decode, context, batch = llama.llama_decode, self._context, self._single.struct
        for _ in range(tokens):
            decode(context, batch)
        decoded = time.perf_counter()
        self._forget(0)
        return RawSpeed(len(ids), read - started, tokens, decoded - read, self._pace.threads)

    def _tokenize(self, prompt: str | Sequence[Part]) -> list[int]:
        vocabulary, special = self._vocabulary, self.special_tokens
        ids = vocabulary.tokenize(prompt) if isinstance(prompt, str) else special.tokenize(prompt)
        ids = ids or [0]
        if len(ids) >= self.context_tokens:
            raise EngineError("engine_context", tokens=len(ids), limit=self.context_tokens)
        return ids

    def _write(
        self,
        prompt: list[int],
        sampler: Sampler,
        max_tokens: int,
        emit: Callable[[str], None],
        cancelled: Callable[[], bool],
    ) -> Completion:
        began = time.perf_counter()
        logits = self._read(prompt, cancelled)
        started = flushed = time.perf_counter()
        budget = min(max_tokens, self.context_tokens - len(prompt))
        ends, single = self._vocabulary.ends, self._single
        texts: list[str] = []
        sent = 0
        written: list[int] = []
        stopped: Stopped = "budget"
        while logits is not None and len(written) < budget:
            token = sampler.choose(logits)
            written.append(token)
            if token in ends:
                stopped = "end"
                break
            texts.append(sampler.text)
            now = time.perf_counter()
            if now - flushed > STREAM_EVERY_S:
                flushed = now
                emit("".join(texts[sent:]))
                sent = len(texts)
            if len(written) % LOOP_CHECK_EVERY == 0 and is_looping(written):
                stopped = "loop"
                break
            if cancelled():
                break
            if len(written) < budget:
                single.fill([token])
                logits = self._decode(single)
                self._pace.note(1, time.perf_counter() - now)
        if stopped == "budget" and cancelled():
            stopped = "cancelled"
        emit("".join(texts[sent:]))
        return Completion(
            text="".join(texts),
            tokens=len(written),
            stopped=stopped,
            prompt_tokens=len(prompt),
            prompt_s=started - began,
            decode_s=time.perf_counter() - started,
            mean_logprob=sampler.logprob_sum / len(written) if written else 0.0,
        )

    def _read(
        self, prompt: list[int], cancelled: Callable[[], bool], *, use_prefixes: bool = True
    ) -> NDArray[numpy.float32] | None:
        """Bring the memory to the end of the prompt and return the logits there; `None` if cancelled."""
        prefixes = self._prefixes if use_prefixes else None
        if prompt == self._prompt and self._prompt_logits is not None:
            self._forget(len(prompt))
            return self._prompt_logits
        same = 0
        for old, new in zip(self._prompt, prompt, strict=False):
            if old != new:
                break
            same += 1
        # The last block is read again even if it is known: its logits are wanted.
        self._forget(min(same, len(prompt) - 1) // BLOCK_TOKENS * BLOCK_TOKENS)
        self._prompt_logits = None
        if prefixes:
            self._prompt = prompt[: prefixes.restore(prompt, len(self._prompt))]
        for start in range(len(self._prompt), len(prompt), BLOCK_TOKENS):
            if cancelled():
                return None
            if prefixes:
                prefixes.reached(start)
            block = prompt[start : start + BLOCK_TOKENS]
            began = time.perf_counter()
            self._block.fill(block)
            logits = self._decode(self._block)
            self._pace.note(len(block), time.perf_counter() - began)
            self._prompt = prompt[: start + BLOCK_TOKENS]
        self._prompt_logits = logits.copy()
        return self._prompt_logits

    def _forget(self, kept: int) -> None:
        """Keep the first `kept` tokens of the last prompt in memory and nothing else."""
        if not llama.llama_memory_seq_rm(self._memory, 0, kept, -1):
            # Recurrent models cannot go back by a part.
            llama.llama_memory_clear(self._memory, True)
            kept = 0
        if kept < len(self._prompt):
            self._prompt_logits = None
        self._prompt = self._prompt[:kept]

    def _decode(self, batch: TokenBatch) -> NDArray[numpy.float32]:
        code = llama.llama_decode(self._context, batch.struct)
        if self._on_device and code in SUMS_FAILED:
            raise DeviceFailedError
        if code:
            self._forget(0)
            raise EngineError("engine_protocol")
        return self._logits.read()
