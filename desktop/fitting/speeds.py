"""How fast models have really been on this computer: learnt from each run, one small file.

Kept by the model's id, beside what had been reckoned for it. A model that was never run is corrected by
the others: where they wrote half as fast as reckoned, it probably will too. What is kept of prompts is
effective speed, the part kept from the call before included, because that is what a person waits for;
for the same reason one model's prompts say nothing about another's.
"""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, TypeGuard

from desktop.engine.completion import Completion
from desktop.paths import settings_folder
from desktop.settings import write_whole

_FILE = "speeds.json"
_LARGEST_FILE_BYTES = 256 * 1024
MOST_MODELS = 64
KEPT_RUNS = 10
"""Runs kept of each model; their median is not moved by one slow afternoon."""
FEWEST_PROMPT_TOKENS = 32
FEWEST_TOKENS = 8
"""Of fewer, the time says more about the computer's mood than about its speed."""
SLOWEST, FASTEST = 1e-3, 1e7
"""Tokens per second that can be: outside of it the clock was wrong, or the file is."""
LEAST_CORRECTION, MOST_CORRECTION = 0.2, 5.0
"""Beyond this, the other models ran in another way (on a graphics card, say) and teach nothing."""
_LONGEST_ID = 500  # a server's name for a model, and its address


@dataclass(frozen=True, slots=True)
class Speed:
    """Tokens per second; None where nothing is known.

    Attributes:
        prompt_tokens_per_s: A prompt is read so fast.
        tokens_per_s: A text is written so fast.
    """

    prompt_tokens_per_s: float | None = None
    tokens_per_s: float | None = None


UNKNOWN_SPEED = Speed()


@dataclass(frozen=True, slots=True)
class _Known:
    """A model's last rates, oldest first, and the rate of writing that was reckoned; 0 if none was."""

    prompt: tuple[float, ...] = ()
    written: tuple[float, ...] = ()
    reckoned: float = 0.0


class Speeds:
    """Remembers how fast models were; on a disk that refuses, only for now. Any thread may use it.

    Args:
        folder: Where the file lies; None for the settings folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file = (folder or settings_folder()) / _FILE
        self._models = _read(self._file)
        self._learning = threading.Lock()

    def measured(self, model: str) -> Speed:
        """How fast a model was, in the middle of its last runs."""
        known = self._models.get(model, _Known())
        return Speed(_middle(known.prompt), _middle(known.written))

    def expected(self, model: str, reckoned: Speed) -> Speed:
        """How fast a model will be: as measured, or as reckoned and corrected by the other models."""
        measured = self.measured(model)
        written = reckoned.tokens_per_s and reckoned.tokens_per_s * self._correction()
        return Speed(
            measured.prompt_tokens_per_s or reckoned.prompt_tokens_per_s,
            measured.tokens_per_s or written,
        )

    def learn(self, model: str, completion: Completion, reckoned: Speed | None = None) -> None:
        """Remember how fast a text was read and written.

        Args:
            model: The candidate's id.
            completion: What came of it; one that was too short to tell anything is let go.
            reckoned: What had been reckoned for this model, None if nothing was.
        """
        prompt = _rate(completion.prompt_tokens, completion.prompt_s, FEWEST_PROMPT_TOKENS)
        written = _rate(completion.tokens, completion.decode_s, FEWEST_TOKENS)
        if not 0 < len(model) <= _LONGEST_ID or not (prompt or written):
            return
        told = (reckoned.tokens_per_s if reckoned else None) or 0.0
        with self._learning:
            before = self._models.get(model, _Known())
            now = _Known(
                (*before.prompt, *filter(None, [prompt]))[-KEPT_RUNS:],
                (*before.written, *filter(None, [written]))[-KEPT_RUNS:],
                told if SLOWEST <= told <= FASTEST else before.reckoned,
            )
            others = [(name, known) for name, known in self._models.items() if name != model]
            self._models = dict([*others, (model, now)][-MOST_MODELS:])
            self._save()

    def _save(self) -> None:
        facts = {
            name: {"prompt": known.prompt, "written": known.written, "reckoned": known.reckoned}
            for name, known in self._models.items()
        }
        try:
            write_whole(self._file, json.dumps(facts))
        except OSError:
            # A forecast is a convenience; the work itself is done.
            return

    def _correction(self) -> float:
        """By what the reckoned rates of writing are to be multiplied, as the models run so far say."""
        ratios = [
            median(known.written) / known.reckoned
            for known in self._models.values()
            if known.written and known.reckoned
        ]
        likely = [ratio for ratio in ratios if LEAST_CORRECTION <= ratio <= MOST_CORRECTION]
        return median(likely) if likely else 1.0


def _rate(tokens: int, seconds: float, fewest: int) -> float:
    if tokens < fewest or not seconds > 0:
        return 0.0
    rate = tokens / seconds
    return float(f"{rate:.4g}") if SLOWEST <= rate <= FASTEST else 0.0


def _middle(rates: tuple[float, ...]) -> float | None:
    return median(rates) if rates else None


def _read(file: Path) -> Mapping[str, _Known]:
    """What the file holds and makes sense; a damaged file teaches nothing, entry by entry."""
    try:
        with file.open("rb") as opened:
            facts = json.loads(opened.read(_LARGEST_FILE_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(facts, dict):
        return {}
    entries = ((model, _entry(entry)) for model, entry in facts.items() if 0 < len(model) <= _LONGEST_ID)
    return dict([(model, known) for model, known in entries if known.prompt or known.written][-MOST_MODELS:])


def _entry(facts: Any) -> _Known:  # noqa: ANN401 - whatever the file holds
    if not isinstance(facts, dict):
        return _Known()
    reckoned = facts.get("reckoned")
    return _Known(
        _rates(facts.get("prompt")), _rates(facts.get("written")), reckoned if _is_rate(reckoned) else 0.0
    )


def _rates(values: object) -> tuple[float, ...]:
    return tuple(filter(_is_rate, values))[-KEPT_RUNS:] if isinstance(values, list) else ()


def _is_rate(rate: object) -> TypeGuard[float]:
    sound = isinstance(rate, (int, float)) and not isinstance(rate, bool)
    return sound and isinstance(rate, (int, float)) and math.isfinite(rate) and SLOWEST <= rate <= FASTEST
