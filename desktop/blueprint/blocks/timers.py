"""The blocks of the family `timers`: everything that shows, counts or beats time."""

from __future__ import annotations

from desktop.blueprint.blocks.spec import BlockSpec, Clause, LineSpec

_A_DAY_MIN = 1440
_AN_HOUR_S = 3600

BLOCKS: tuple[BlockSpec, ...] = (
    BlockSpec(
        word="timer",
        family="timers",
        variants=("stopwatch", "countdown", "pomodoro", "intervals", "exam", "metronome"),
        of_variant={
            "countdown": (
                Clause("minutes", "number", low=0, high=_A_DAY_MIN),
                Clause("seconds", "number", low=0, high=_AN_HOUR_S),
            ),
            "pomodoro": (
                Clause("work", "number", low=1, high=180, otherwise=25),
                Clause("break", "number", low=1, high=60, otherwise=5),
                Clause("long break", "number", low=1, high=120, otherwise=15),
                Clause("rounds", "number", low=1, high=12, whole=True, otherwise=4),
            ),
            "intervals": (
                Clause("work", "number", low=1, high=_AN_HOUR_S, whole=True, otherwise=40),
                Clause("rest", "number", low=0, high=_AN_HOUR_S, whole=True, otherwise=20),
                Clause("rounds", "number", low=1, high=99, whole=True, otherwise=8),
                Clause("prepare", "number", low=0, high=60, whole=True, otherwise=10),
            ),
            "exam": (
                Clause("minutes", "number", low=1, high=_A_DAY_MIN, otherwise=90),
                Clause("extra", "number", low=0, high=100, otherwise=0),
                Clause("from", "time"),
            ),
            "metronome": (
                Clause("bpm", "number", low=20, high=300, whole=True, otherwise=100),
                Clause("beats", "number", low=1, high=12, whole=True, otherwise=4),
            ),
        },
        lines=(
            LineSpec(
                "step",
                clauses=(
                    Clause("minutes", "number", low=0, high=_A_DAY_MIN),
                    Clause("seconds", "number", low=0, high=_AN_HOUR_S),
                ),
            ),
        ),
        variant_scripts=True,
    ),
    BlockSpec(word="clock", family="timers", words="may"),
)
