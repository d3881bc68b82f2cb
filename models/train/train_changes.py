"""Trains the reader of changes: the open encoder, which sees a request beside an outline of the app.

    python -m models.train.train_changes --checkpoint CACHE/changes.pt --steps 6000

It starts from the shipped reader of changes if there is one, else from the reader of new requests. Two cores:
about 1 s a step of 24 requests. Resumes from the checkpoint; a step's batch depends on (seed, step) alone.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from desktop.paths import models_folder
from desktop.spindle.wordpiece import WordPiece
from models.train.change_batches import ChangeBatch, ChangeBatches, held_out_batches
from models.train.encoder import TINY, EncoderShape, Reader
from models.train.finetuning import Course, fine_tune
from models.train.reader_batches import IGNORED
from models.train.shipped import load_shipped_reader

TRUNK_RATE, HEAD_RATE = 1.2e-4, 1e-3
LAST_SHARE = 0.03
WEIGHTS = {"label": 3.0, "ask": 2.0, "type": 0.5}
"""What each loss counts."""
SCORED_EVERY = 500


def losses(reader: Reader, batch: ChangeBatch) -> dict[str, Tensor]:
    """The losses of one batch, in nats; one for which the batch has nothing is left out."""
    vectors = reader.encoder(batch.ids, batch.lengths).float()
    found = {
        "label": functional.cross_entropy(
            reader.label(vectors).flatten(0, 1), batch.labels.flatten(), ignore_index=IGNORED
        ),
        "ask": functional.cross_entropy(
            reader.ask(vectors).flatten(0, 1), batch.asks.flatten(), ignore_index=IGNORED
        ),
    }
    if len(batch.fields):
        spans = [vectors[row, first:behind].mean(0) for row, first, behind in batch.fields.tolist()]
        found["type"] = functional.cross_entropy(reader.field_type(torch.stack(spans)), batch.types)
    return found


@torch.no_grad()
def score(reader: Reader, batches: list[ChangeBatch], precise: bool = True) -> str:
    """Shares of tokens and of whole requests that are labelled right, of what nobody was trained on."""
    reader.eval()
    tokens = torch.zeros(2)
    whole = torch.zeros(3)
    rows = count = 0
    for batch in batches:
        with torch.autocast("cpu", torch.bfloat16, enabled=precise):
            vectors = reader.encoder(batch.ids, batch.lengths).float()
        there = batch.labels != IGNORED
        right = [
            (head(vectors).argmax(-1) == wanted) | ~there
            for head, wanted in ((reader.label, batch.labels), (reader.ask, batch.asks))
        ]
        tokens += torch.stack([(one & there).sum() for one in right])
        each = [one.all(1) for one in right]
        whole += torch.stack([each[0].sum(), each[1].sum(), (each[0] & each[1]).sum()])
        rows += len(batch.ids)
        count += int(there.sum())
    reader.train()
    label, ask = (tokens / max(count, 1)).tolist()
    labels, asks, both = (whole / max(rows, 1)).tolist()
    return f"of {rows} held out: tokens {label:.3f} {ask:.3f}, whole {labels:.3f} {asks:.3f}, both {both:.3f}"


def train(
    start: tuple[Path, Path] | None, checkpoint: Path, steps: int, seed: int = 0, minutes: float = 1e9
) -> Reader:
    """Train until `steps`, from the checkpoint if there is one.

    Args:
        start: Encoder and heads to start from; `None` for a tiny one of random numbers (for tests).
        checkpoint: Where the state is kept, every 50 steps and at the end.
        steps: Steps in all, those already done included; they also set the length of the rate's decline.
        seed: Of the weights and of everything drawn.
        minutes: Stop earlier when this much time is gone.
    """
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)
    reader = Reader(EncoderShape() if start else TINY)
    if start:
        load_shipped_reader(reader, *start)
    wordpiece = WordPiece(models_folder() / "wordpiece.json")
    batches = ChangeBatches(wordpiece, seed)
    unseen = held_out_batches(wordpiece)
    whole = start is not None
    course = Course(checkpoint, steps, seed, minutes, TRUNK_RATE, HEAD_RATE, LAST_SHARE, whole, SCORED_EVERY)
    return fine_tune(
        reader,
        course,
        lambda step: losses(reader, batches.batch(step)),
        WEIGHTS,
        f"changes: {len(batches.edits)} requests",
        lambda: score(reader, unseen, whole),
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    folder = models_folder()
    shipped = folder / "changes.gguf", folder / "change_heads.npz"
    train(
        shipped if shipped[0].exists() else (folder / "reader.gguf", folder / "heads.npz"),
        arguments.checkpoint,
        arguments.steps,
        minutes=arguments.minutes,
    )
