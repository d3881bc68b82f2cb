"""Training an encoder with its heads, step by step: what both readers share.

Resumes from a checkpoint. A step's batch, its rate and its dropout depend on (seed, step) alone, so that a
run that was stopped sees what an unbroken one would.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from models.train.encoder import Reader

WARM_UP_STEPS = 60
KEPT_EVERY = 50
"""Steps between two checkpoints."""


@dataclass(frozen=True)
class Course:
    """How a reader is trained.

    Attributes:
        checkpoint: Where the state is kept, every `KEPT_EVERY` steps and at the end.
        steps: Steps in all, those already done included; they also set the length of the rates' decline.
        seed: Of everything drawn.
        minutes: Stop earlier when this much time is gone (the checkpoint allows to go on).
        trunk_rate, head_rate: The learning rates at their peak.
        last_share: What is left of the rates in the end, 0 to 1.
        whole: Whether it is no toy: then it is reckoned in bfloat16, and the words' vectors stay. A request's
            unseen words so keep the place that they have beside the seen ones, and half of the optimiser's
            work falls away.
        scored_every: Steps between two scores.
    """

    checkpoint: Path
    steps: int
    seed: int
    minutes: float
    trunk_rate: float
    head_rate: float
    last_share: float
    whole: bool
    scored_every: int = 0


def fine_tune(
    reader: Reader,
    course: Course,
    losses: Callable[[int], dict[str, Tensor]],
    weights: dict[str, float],
    about: str,
    score: Callable[[], str] | None = None,
) -> Reader:
    """Train until the steps are done, from the checkpoint if there is one.

    Args:
        reader: With the weights to start from.
        course: How.
        losses: The losses of a step's batch, in nats, by name.
        weights: What each counts, by name.
        about: What is trained on what, for the log.
        score: Says how good it is, every `course.scored_every` steps and at the end.
    """
    heads = [p for name, p in reader.named_parameters() if not name.startswith("encoder")]
    reader.encoder.words.requires_grad_(not course.whole)
    reader.encoder.positions.requires_grad_(not course.whole)
    trunk = [p for p in reader.encoder.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": trunk, "peak": course.trunk_rate}, {"params": heads, "peak": course.head_rate}],
        weight_decay=0.01,
    )
    done = 0
    if course.checkpoint.exists():
        state = torch.load(course.checkpoint, weights_only=True)
        reader.load_state_dict(state["reader"])
        optimiser.load_state_dict(state["optimiser"])
        done = state["step"]
    print(f"{about}, from step {done}", flush=True)
    reader.train()
    began = time.monotonic()
    kept: dict[str, float] = {}
    for step in range(done, course.steps):
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * _share(step, course)
        torch.manual_seed(course.seed * 1_000_003 + step)  # dropout, too, depends on the step alone
        with torch.autocast("cpu", torch.bfloat16, enabled=course.whole):
            parts = losses(step)
        loss = sum(parts[name] * weight for name, weight in weights.items() if name in parts)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimiser.step()
        for name, part in parts.items():
            value = part.detach().item()
            kept[name] = 0.95 * kept.get(name, value) + 0.05 * value
        last = step + 1 == course.steps or time.monotonic() - began > course.minutes * 60
        if (step + 1) % KEPT_EVERY == 0 or last:
            shown = " ".join(f"{name} {value:.3f}" for name, value in kept.items())
            pace = (time.monotonic() - began) / (step + 1 - done)
            print(f"step {step + 1}: {shown}, {pace:.2f} s a step", flush=True)
            state = {"reader": reader.state_dict(), "optimiser": optimiser.state_dict(), "step": step + 1}
            save_state(course.checkpoint, state)
        if score is not None and ((step + 1) % course.scored_every == 0 or last):
            print(f"step {step + 1}: {score()}", flush=True)
        if last:
            break
    return reader.eval()


def _share(step: int, course: Course) -> float:
    """How much of the peak rate a step has: a short way up, then down a cosine."""
    down = course.last_share + (1 - course.last_share) * 0.5 * (1 + math.cos(math.pi * step / course.steps))
    return min(1.0, (step + 1) / WARM_UP_STEPS) * down


def save_state(path: Path, state: dict[str, object]) -> None:
    """Write beside and rename, so that a killed run leaves the last whole checkpoint."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)
