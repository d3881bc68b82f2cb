"""Fine-tunes the open encoder to read requests: labels, types, kinds and domain vectors at once.

    python -m models.train.train_reader --stock model.safetensors --checkpoint CACHE/reader.pt --steps 2500
    python -m models.train.train_reader --shipped --checkpoint CACHE/reader.pt --steps 1500

Two cores: about 1 s a step of up to 32 requests. Resumes from the checkpoint; a step's batch depends on
(seed, step) alone, so a resumed run sees what an unbroken one would.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from desktop.paths import models_folder
from desktop.spindle.wordpiece import WordPiece
from models.train.encoder import TINY, EncoderShape, Reader, load_stock_weights
from models.train.finetuning import Course, fine_tune
from models.train.reader_batches import IGNORED, Batch, ReaderBatches
from models.train.shipped import load_shipped_reader

TRUNK_RATE, HEAD_RATE = 1.5e-4, 1.5e-3
SHIPPED_RATE = 0.6
"""What has learnt already moves less."""
LAST_SHARE = 0.05
WEIGHTS = {"label": 3.0, "kind": 0.3, "type": 0.7, "pair": 0.15}
"""What each loss counts."""
PAIR_TEMPERATURE = 0.05


def losses(reader: Reader, batch: Batch) -> dict[str, Tensor]:
    """The losses of one batch, in nats; one for which the batch has nothing is left out."""
    vectors = reader.encoder(batch.ids, batch.lengths).float()
    requests = len(batch.kinds)
    found = {
        "label": functional.cross_entropy(
            reader.label(vectors[:requests]).flatten(0, 1),
            batch.labels[:requests].flatten(),
            ignore_index=IGNORED,
        ),
        "kind": functional.cross_entropy(
            reader.kind(reader.mean(vectors, batch.lengths)[:requests]), batch.kinds
        ),
    }
    if len(batch.fields):
        spans = torch.stack(
            [vectors[row, first:behind].mean(0) for row, first, behind in batch.fields.tolist()]
        )
        found["type"] = functional.cross_entropy(reader.field_type(spans), batch.types)
    if len(batch.pairs) > 1:
        means = functional.normalize(reader.mean(vectors, batch.lengths), dim=-1)
        near = means[batch.pairs[:, 0]] @ means[batch.pairs[:, 1]].T / PAIR_TEMPERATURE
        target = torch.arange(len(near))
        found["pair"] = (
            functional.cross_entropy(near, target) + functional.cross_entropy(near.T, target)
        ) / 2
    return found


def train(
    stock: Path | None,
    checkpoint: Path,
    steps: int,
    seed: int = 0,
    minutes: float = 1e9,
    shipped: Path | None = None,
) -> Reader:
    """Train until `steps`, from the checkpoint if there is one.

    Args:
        stock: The open encoder's weights; with neither these nor shipped ones a tiny encoder starts from
            random numbers (for tests).
        checkpoint: Where the state is kept, every 50 steps and at the end.
        steps: Steps in all, those already done included; they also set the length of the rate's decline.
        seed: Of the weights and of everything drawn.
        minutes: Stop earlier when this much time is gone (the checkpoint allows to go on).
        shipped: A folder with `reader.gguf` and `heads.npz` to go on from instead, at a lower rate.
    """
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)  # means of vanished gradients would slow the optimiser down many times
    whole = stock is not None or shipped is not None
    reader = Reader(EncoderShape() if whole else TINY)
    if shipped:
        load_shipped_reader(reader, shipped / "reader.gguf", shipped / "heads.npz")
    elif stock:
        load_stock_weights(reader.encoder, stock)
    batches = ReaderBatches(WordPiece(models_folder() / "wordpiece.json"), seed)
    trunk_rate = TRUNK_RATE * (SHIPPED_RATE if shipped else 1)
    course = Course(checkpoint, steps, seed, minutes, trunk_rate, HEAD_RATE, LAST_SHARE, whole)
    return fine_tune(
        reader,
        course,
        lambda step: losses(reader, batches.batch(step)),
        WEIGHTS,
        f"reader: {len(batches.authored)} authored, {len(batches.whole)} apps",
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    start = parser.add_mutually_exclusive_group(required=True)
    start.add_argument("--stock", type=Path)
    start.add_argument("--shipped", action="store_true")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=1800)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    train(
        arguments.stock,
        arguments.checkpoint,
        arguments.steps,
        minutes=arguments.minutes,
        shipped=models_folder() if arguments.shipped else None,
    )
