"""Candidates to choose from in tests."""

from __future__ import annotations

from desktop.fitting import Fit, Speed
from desktop.routing import SHIPPED, Candidate
from desktop.routing.candidate import Where


def candidate(
    id: str,
    billions: float,
    score: float | None = None,
    *,
    tokens_per_s: float | None = 30.0,
    where: Where = "here",
    colour: str = "green",
) -> Candidate:
    """A model with one score for every task, that reads twenty times as fast as it writes."""
    tasks = ("create", "edit", "wording", "samples", "custom", "explain")
    speed = Speed(tokens_per_s and tokens_per_s * 20, tokens_per_s)
    return Candidate(
        id,
        id.title(),
        where,
        int(billions * 1e9),
        () if score is None else tuple((task, score) for task in tasks),
        Fit(colour, "fitting.fits", speed),
    )


def spindle(create: float = 0.85, edit: float = 0.4) -> Candidate:
    """The model that ships, as good as it is said to be."""
    fit = Fit("green", "fitting.shipped")
    scores = (("create", create), ("edit", edit))
    return Candidate(SHIPPED, "Spindle", "shipped", 32_000_000, scores, fit, ("create", "edit"))
