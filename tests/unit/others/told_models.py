"""Models that say what they were told to say, in place of those that would be installed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.engine.completion import TextEngine
from desktop.engine.fake import FakeEngine
from desktop.fitting import Fit, Speed, Speeds
from desktop.others import Others
from desktop.routing import SHIPPED, Candidate, Uses

SPINDLE = Candidate(
    SHIPPED,
    "Spindle",
    "shipped",
    32_000_000,
    (("create", 0.85), ("edit", 0.4)),
    Fit("green", "fitting.shipped"),
    ("create", "edit"),
)


def model(id: str, billions: float = 7, colour: str = "green", **scores: float) -> Candidate:
    """A model that reads 100 and writes 10 tokens in a second."""
    fit = Fit(colour, "fitting.fits", Speed(100.0, 10.0))
    return Candidate(id, id.title(), "here", round(billions * 1e9), tuple(scores.items()), fit)


class ToldRoster:
    """Who is here, and what they say."""

    def __init__(self, *models: tuple[Candidate, TextEngine]) -> None:
        self.candidates = (SPINDLE, *(candidate for candidate, _ in models))
        self.engines = {candidate.id: engine for candidate, engine in models}

    def engine(self, candidate: Candidate) -> TextEngine:
        return self.engines[candidate.id]


def others(folder: Path, *models: tuple[Candidate, TextEngine]) -> Others:
    """Models by others; the folder keeps what they did."""
    roster = ToldRoster(*models)
    return Others(
        lambda: roster,
        speeds=Speeds(folder),
        uses=Uses(folder),
        fingerprint=lambda candidate: "" if candidate.where == "server" else f"sha of {candidate.id}",
    )


def saying(id: str, *texts: str, billions: float = 7, **scores: float) -> tuple[Candidate, FakeEngine]:
    """A model that says these texts, one after the other."""
    return model(id, billions, **scores), FakeEngine(texts or ("",))


def tried(*rounds: Sequence[object]):
    """A trial that finds these faults, round by round; none when no round is left. It keeps what it saw."""
    left = list(rounds)

    def run(files):
        run.seen.append({file.path: file.text for file in files.files})
        return tuple(left.pop(0)) if left else ()

    run.seen = []
    return run
