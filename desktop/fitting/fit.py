"""Whether a model fits this computer: a colour, the reason as a sentence, and how fast it will be.

Green: it fits, and a part of one's own is written while one waits. Yellow: it fits, and takes patience, or
leaves other programs little. Red: it does not fit, or nobody would wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desktop.fitting.forecast import spoken_duration
from desktop.fitting.machine import Machine
from desktop.fitting.need import Need
from desktop.fitting.speeds import UNKNOWN_SPEED, Speed
from desktop.messages import say

Colour = Literal["green", "yellow", "red"]

SAMPLE_PROMPT_TOKENS, SAMPLE_TOKENS = 1200, 1200
"""What a model is judged by: a part of one's own (`custom`), the longest thing that is asked of one."""
WAITED_FOR_S = 120.0
"""Up to this a person sits and watches it being written."""
PATIENCE_S = 1800.0
"""Beyond this nobody waits for one part of an app, also who was asked and said yes."""
SPARE_BYTES = 1024**3
"""What the window, the preview and a browser beside them take when they are busy."""
_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Fit:
    """How a model fits.

    Attributes:
        colour: `green`, `yellow` or `red`.
        why: Key of the sentence that says so; `sentence` fills it in.
        speed: How fast it will be, as measured or as reckoned; None where nobody knows yet.
        needed_bytes: Memory that it takes here; 0 for one that runs elsewhere.
        room_bytes: Memory that there is for it; None if unknown or elsewhere.
        measured: Whether `speed` was measured in a run, not reckoned.
        reckoned: What the probe promised; `Speeds.learn` wants it beside what came of it.
    """

    colour: Colour
    why: str
    speed: Speed = UNKNOWN_SPEED
    needed_bytes: int = 0
    room_bytes: int | None = None
    measured: bool = False
    reckoned: Speed = UNKNOWN_SPEED

    @property
    def prompt_tokens_per_s(self) -> float | None:
        """A prompt is read so fast."""
        return self.speed.prompt_tokens_per_s

    @property
    def tokens_per_s(self) -> float | None:
        """A text is written so fast."""
        return self.speed.tokens_per_s

    def seconds(self, prompt_tokens: int, tokens: int) -> float | None:
        """How long such a task will take; None if the speed is not known."""
        reading, writing = self.prompt_tokens_per_s, self.tokens_per_s
        if not reading or not writing:
            return None
        return prompt_tokens / reading + tokens / writing

    def sentence(self) -> str:
        """The reason, in the language that is spoken."""
        seconds = self.seconds(SAMPLE_PROMPT_TOKENS, SAMPLE_TOKENS)
        return say(
            self.why,
            needed_mb=-(-self.needed_bytes // _MB),
            room_mb=(self.room_bytes or 0) // _MB,
            duration="" if seconds is None else spoken_duration(seconds),
        )


def fit(
    need: Need, machine: Machine, speed: Speed, *, measured: bool = False, reckoned: Speed | None = None
) -> Fit:
    """Judge a model that would run on this computer.

    Args:
        need: What it takes.
        machine: What there is now.
        speed: How fast it will be (`Speeds.expected`).
        measured: Whether that was measured.
        reckoned: What the probe promised, if that is something else than `speed`.
    """

    def judged(colour: Colour, why: str) -> Fit:
        room = machine.room_bytes
        return Fit(colour, why, speed, need.memory_bytes, room, measured, reckoned or speed)

    if machine.room_bytes is not None and need.memory_bytes > machine.room_bytes:
        total = machine.total_bytes
        if total is None or need.memory_bytes + SPARE_BYTES > total + machine.own_vram_bytes:
            return judged("red", "fitting.too_large")
        return judged("red", "fitting.too_large_now")
    seconds = judged("green", "").seconds(SAMPLE_PROMPT_TOKENS, SAMPLE_TOKENS)
    if seconds is not None and seconds > PATIENCE_S:
        return judged("red", "fitting.far_too_slow")
    if machine.room_bytes is None:
        return judged("yellow", "fitting.memory_unknown")
    if seconds is not None and seconds > WAITED_FOR_S:
        return judged("yellow", "fitting.slow")
    if need.memory_bytes + SPARE_BYTES > machine.room_bytes:
        return judged("yellow", "fitting.tight")
    return judged("green", "fitting.fits" if seconds is not None else "fitting.fits_unmeasured")


def fit_elsewhere(speed: Speed) -> Fit:
    """A model that runs on another computer takes nothing here; only runs tell how fast it is."""
    seconds = Fit("green", "", speed).seconds(SAMPLE_PROMPT_TOKENS, SAMPLE_TOKENS)
    if seconds is None:
        return Fit("green", "fitting.elsewhere_unmeasured", speed)
    if seconds > PATIENCE_S:
        return Fit("red", "fitting.elsewhere_slow", speed, measured=True)
    return Fit("yellow" if seconds > WAITED_FOR_S else "green", "fitting.elsewhere", speed, measured=True)


def fit_shipped(speed: Speed) -> Fit:
    """The model that ships with the program: it runs wherever the program does."""
    return Fit("green", "fitting.shipped", speed, measured=speed.tokens_per_s is not None)
