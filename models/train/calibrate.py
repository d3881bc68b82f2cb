"""Fits the chance that a draft is what was meant, on requests that nobody was trained on.

    python -m models.train.calibrate            writes it into the shipped heads, and the manifest anew

Asked are the marked requests of held-out domains, and phrases of whole apps of held-out topics, each withheld
from memory while it is asked. The label is the share of items met; the fit is a logistic regression with a
small penalty, by Newton's method: no seed, no luck.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop.engine import Engine
from desktop.errors import RequestError
from desktop.hub import shipped_model
from desktop.paths import models_folder
from desktop.spindle.confidence import FACTS, chance
from desktop.spindle.draft import Spindle
from models.evals import blocks
from models.evals.contract import items
from models.evals.held_out import forgetting, held_out_apps, held_out_contracts
from models.train.manifest import write_manifest

PENALTY = 0.5
STEPS = 50
DECIMALS = 2
"""Of the weights: finer ones would only tell one processor's rounding from another's."""
ASKED_PHRASES = (0, 2, 4)
"""Which phrases of an app are asked, each in a round of its own."""
Rows = NDArray[np.float64]


def observed(spindle: Spindle, most: int | None = None) -> tuple[Rows, Rows]:
    """What came of requests that nobody was trained on.

    Args:
        spindle: Answers them, without its writer.
        most: No more than this many of each sort; for a toy run.

    Returns:
        Facts (requests, facts), and the share of items met (requests,).
    """
    facts, met = [], []
    for contract in held_out_contracts()[:most]:
        found = _one(spindle, contract.request.text)
        if found is not None:
            facts.append(found[0])
            met.append(_share([fine for _, fine in items(contract, found[1])]))
    whole = spindle.memory
    for place in ASKED_PHRASES[: 1 if most else None]:
        asked = blocks.withheld_phrases(held_out_apps(), place)[:most]
        spindle.memory = whole.without_phrases(frozenset(request.phrase for request in asked))
        for request in asked:
            found = _one(spindle, request.text)
            if found is not None:
                facts.append(found[0])
                met.append(_share([fine for _, fine in blocks.items(request, found[1])]))
    spindle.memory = whole
    return np.array(facts, np.float64), np.array(met, np.float64)


def _one(spindle: Spindle, text: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - facts and an app
    try:
        return spindle.facts_and_app(text)
    except RequestError:
        return None


def _share(fine: list[bool]) -> float:
    return sum(fine) / len(fine) if fine else 1.0


def fit(facts: Rows, met: Rows) -> tuple[Rows, float]:
    """Weights (facts,) and bias of the logistic regression that is likeliest for soft labels."""
    rows = np.concatenate([facts, np.ones((len(facts), 1))], axis=1)
    weights = np.zeros(rows.shape[1])
    penalty = np.diag([PENALTY] * facts.shape[1] + [0.0])
    for _ in range(STEPS):
        chances = 0.5 + 0.5 * np.tanh(0.5 * (rows @ weights))
        slope = rows.T @ (chances - met) + penalty @ weights
        curve = (rows * (chances * (1 - chances))[:, None]).T @ rows + penalty
        weights -= np.linalg.solve(curve + 1e-6 * np.eye(len(curve)), slope)
    return weights[:-1], float(weights[-1])


def reliability(chances: Rows, met: Rows, bins: int = 5) -> list[tuple[float, float, int]]:
    """(mean chance, mean share met, requests) of equally many requests each, the least likely first."""
    order = np.argsort(chances)
    parts = np.array_split(order, bins)
    return [(float(chances[part].mean()), float(met[part].mean()), len(part)) for part in parts if len(part)]


def calibrate(folder: Path, most: int | None = None) -> None:
    """Write weights and bias into `heads.npz` of a model's folder, and its manifest anew.

    Args:
        folder: A whole model, which answers the requests itself.
        most: See `observed`.
    """
    files = shipped_model(folder)
    with Engine(None, files.path("reader")) as engine:
        spindle = Spindle(engine, files)  # type: ignore[arg-type]
        spindle.memory = forgetting(spindle.memory)
        facts, met = observed(spindle, most)
    weights, bias = fit(facts, met)
    weights, bias = np.round(weights, DECIMALS), round(bias, DECIMALS)
    with np.load(folder / "heads.npz", allow_pickle=False) as file:
        heads = {name: file[name] for name in file.files}
    heads["chance.weight"], heads["chance.bias"] = weights.astype(np.float16), np.array(bias, np.float16)
    np.savez_compressed(folder / "heads.npz", **heads)
    write_manifest(folder)
    chances = np.array([chance(row.astype(np.float32), weights.astype(np.float32), bias) for row in facts])
    for name, value in zip((*FACTS, "bias"), (*weights, bias), strict=True):
        print(f"{value:+.2f}  {name}")
    for said, was, count in reliability(chances, met):
        print(f"said {said:.2f}, met {was:.2f} ({count} requests)")


if __name__ == "__main__":
    calibrate(models_folder())
