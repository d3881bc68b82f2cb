"""The recipe, end to end: data → readers → memory → writer → manifest → the chance that a draft is meant.

    python run.py train --stock model.safetensors      three hours on two cores; resumes where it stopped
    python run.py train --tiny                         everything once on toy sizes (CI runs this)

The stock encoder is all-MiniLM-L6-v2's `model.safetensors` (Apache-2.0), fetched once by the person who
trains; its fingerprint is checked before it is used. Nothing is fetched here.
"""

from __future__ import annotations

import argparse
import shutil
from dataclasses import dataclass
from pathlib import Path

import torch

from desktop.paths import models_folder
from models.train.calibrate import calibrate
from models.train.export import export_reader, export_writer
from models.train.manifest import sha256, write_manifest
from models.train.memory import write_library
from models.train.train_changes import train as train_changes
from models.train.train_reader import train as train_reader
from models.train.train_writer import SPECIALS
from models.train.train_writer import train as train_writer

CHANGES_QUANTISATION = "Q5_1"
STOCK_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@dataclass(frozen=True)
class Plan:
    """What one run does.

    Attributes:
        stock: The open encoder's weights, or None for a toy encoder of random numbers.
        shipped: The folder of a shipped model whose reader is trained on instead, or None.
        size: The writer's size, a key of `decoder.SIZES`.
        reader_steps, change_steps, writer_steps: Steps of training in all.
        cache: Where checkpoints are kept between runs.
        out: Where the finished files go.
    """

    stock: Path | None
    size: str
    reader_steps: int
    change_steps: int
    writer_steps: int
    cache: Path
    out: Path
    shipped: Path | None = None


def make(plan: Plan) -> None:
    """Run every stage; each resumes from its own checkpoint."""
    if plan.stock is not None and sha256(plan.stock) != STOCK_SHA256:
        raise SystemExit(
            f"{plan.stock} is not the encoder this recipe starts from (its fingerprint differs)."
        )
    plan.out.mkdir(parents=True, exist_ok=True)
    wordpiece = plan.out / "wordpiece.json"
    if not wordpiece.exists():
        shutil.copyfile(models_folder() / "wordpiece.json", wordpiece)
    make_reader(plan)
    make_changes(plan)
    make_memory(plan)
    make_writer(plan)
    write_manifest(plan.out)
    calibrate(plan.out, most=12 if plan.size == "tiny" else None)


def make_reader(plan: Plan) -> None:
    """Train the reader and write `reader.gguf` and `heads.npz`."""
    reader = train_reader(plan.stock, plan.cache / "reader.pt", plan.reader_steps, shipped=plan.shipped)
    export_reader(reader, plan.out / "wordpiece.json", plan.out / "reader.gguf", plan.out / "heads.npz")


def make_changes(plan: Plan) -> None:
    """Train the reader of changes, starting from the other reader, and write `changes.gguf` and its heads."""
    start = None if plan.size == "tiny" else (plan.out / "reader.gguf", plan.out / "heads.npz")
    reader = train_changes(start, plan.cache / "changes.pt", plan.change_steps)
    encoder, heads = plan.out / "changes.gguf", plan.out / "change_heads.npz"
    export_reader(reader, plan.out / "wordpiece.json", encoder, heads, CHANGES_QUANTISATION)


def make_memory(plan: Plan) -> None:
    """Write `library.json.gz` and `vectors.npz` with the exported reader."""
    count = write_library(
        plan.out / "reader.gguf",
        plan.out / "heads.npz",
        plan.out / "wordpiece.json",
        plan.out / "library.json.gz",
        plan.out / "vectors.npz",
        most=12 if plan.size == "tiny" else None,
    )
    print(f"memory: {count} blueprints", flush=True)


def make_writer(plan: Plan) -> None:
    """Train the writer and write `writer.gguf`."""
    decoder, tokenizer = train_writer(
        plan.size, plan.cache / "writer.pt", plan.cache / "writer.tokenizer.json", plan.writer_steps
    )
    export_writer(decoder, tokenizer, SPECIALS, plan.out / "writer.gguf")


def main() -> None:
    """Read the arguments and run the recipe."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tiny", action="store_true", help="toy sizes, to see that every stage works")
    parser.add_argument("--stock", type=Path, help="all-MiniLM-L6-v2's model.safetensors")
    parser.add_argument("--shipped", action="store_true", help="go on from the reader that ships")
    parser.add_argument(
        "--size", default="small", help="the writer: small (7 M parameters), medium (17 M), large (36 M)"
    )
    parser.add_argument("--reader-steps", type=int, default=1800)
    parser.add_argument("--change-steps", type=int, default=6000)
    parser.add_argument("--writer-steps", type=int, default=3000)
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "homespun" / "training")
    parser.add_argument("--out", type=Path, help="default: the shipped files in models/spindle")
    arguments = parser.parse_args()
    if arguments.tiny:
        out = arguments.out or arguments.cache / "tiny"
        plan = Plan(None, "tiny", 4, 4, 6, arguments.cache / "tiny-checkpoints", out)
    elif arguments.stock is None and not arguments.shipped:
        parser.error("say where to start: --stock model.safetensors or --shipped (or try --tiny)")
    else:
        out = arguments.out or models_folder()
        plan = Plan(
            arguments.stock,
            arguments.size,
            arguments.reader_steps,
            arguments.change_steps,
            arguments.writer_steps,
            arguments.cache,
            out,
            models_folder() if arguments.shipped else None,
        )
    torch.set_num_threads(2)
    make(plan)


if __name__ == "__main__":
    main()
