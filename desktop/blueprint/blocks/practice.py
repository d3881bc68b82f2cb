"""The blocks of the family `practice`: asking, answering, remembering, and keeping the score."""

from __future__ import annotations

from desktop.blueprint.blocks.spec import BlockSpec, Clause, LineSpec

_SECONDS = Clause("seconds", "number", low=2, high=3600, whole=True)
_MINUTES = Clause("minutes", "number", low=0.1, high=180)
_QUESTIONS = Clause("questions", "number", low=1, high=200, whole=True)
_PASS = Clause("pass", "number", low=1, high=100, whole=True)


def _asked(many: float) -> Clause:
    """Return the clause that says how many questions a round has."""
    return Clause("questions", "number", low=1, high=200, whole=True, otherwise=many)


BLOCKS: tuple[BlockSpec, ...] = (
    BlockSpec(
        "quiz",
        family="practice",
        entity="may",
        clauses=(
            Clause("question", "field"),
            Clause("answer", "field"),
            Clause("typed", "flag"),
            _QUESTIONS,
            _SECONDS,
            _MINUTES,
            Clause("shuffle", "flag"),
            Clause("answers at end", "flag"),
            _PASS,
        ),
        lines=(
            LineSpec(
                "question",
                after="words",
                after_needed=True,
                clauses=(Clause("right", "words"), Clause("also", "words"), Clause("because", "text")),
            ),
        ),
    ),
    BlockSpec(
        "flashcards",
        family="practice",
        entity="may",
        clauses=(
            Clause("front", "field"),
            Clause("back", "field"),
            Clause("both ways", "flag"),
        ),
        lines=(LineSpec("card", after="text", after_needed=True),),
    ),
    BlockSpec(
        "practice",
        family="practice",
        words="may",
        variants=("tables", "arithmetic", "fractions", "clock", "numbers", "spelling", "typing"),
        of_variant={
            "tables": (
                Clause("from", "number", low=0, high=100, whole=True, otherwise=1),
                Clause("to", "number", low=1, high=100, whole=True, otherwise=10),
                _asked(20),
                _SECONDS,
                _MINUTES,
            ),
            "arithmetic": (
                Clause("up to", "number", low=2, high=1_000_000, whole=True, otherwise=20),
                _asked(10),
                _SECONDS,
                _MINUTES,
            ),
            "fractions": (
                Clause("up to", "number", low=2, high=100, whole=True, otherwise=10),
                _asked(10),
                _SECONDS,
                _MINUTES,
            ),
            "clock": (
                Clause("step", "number", low=1, high=60, whole=True, otherwise=5),
                _asked(10),
                _SECONDS,
                _MINUTES,
            ),
            "numbers": (
                Clause("up to", "number", low=10, high=1_000_000, whole=True, otherwise=1000),
                _asked(10),
                _SECONDS,
                _MINUTES,
            ),
            "spelling": (
                Clause("show", "number", low=0.5, high=30, otherwise=2),
                _SECONDS,
                _MINUTES,
            ),
            "typing": (
                _SECONDS,
                _MINUTES,
            ),
        },
        variant_scripts=True,
    ),
    BlockSpec(
        "scoreboard",
        family="practice",
        words="may",
        clauses=(
            Clause("step", "number", low=1, high=1000, whole=True, otherwise=1),
            Clause("goal", "number", low=1, high=1_000_000, whole=True),
        ),
    ),
)
"""The blocks of the family `practice`."""
