"""The reader in several quantisations, each measured: what a smaller file costs.

    python -m models.train.quantise --checkpoint CACHE/reader.pt

Every quantisation gets a library of its own, its vectors made by the very file, as it would ship. Q6_K and
the other k-quants want rows of 256 numbers; the reader's have 384, so llama.cpp would fall back to others.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path

import torch

from desktop.engine import Engine
from desktop.hub import shipped_model
from desktop.paths import models_folder
from desktop.spindle.draft import Spindle
from models.evals import blocks
from models.evals.contract import authored_contracts, score
from models.train.encoder import EncoderShape, Reader
from models.train.export import QUANTISATIONS, export_reader
from models.train.manifest import write_manifest
from models.train.memory import write_library


def measure(reader: Reader, quantisation: str, folder: Path) -> str:
    """One row of the table: bytes, scores, milliseconds a request."""
    for name in ("wordpiece.json", "writer.gguf"):
        shutil.copyfile(models_folder() / name, folder / name)
    encoder, heads = folder / "reader.gguf", folder / "heads.npz"
    export_reader(reader, folder / "wordpiece.json", encoder, heads, quantisation)
    write_library(encoder, heads, folder / "wordpiece.json", folder / "library.json", folder / "vectors.npz")
    write_manifest(folder)
    files = shipped_model(folder)
    with Engine(files.path("writer"), files.path("reader")) as engine:
        spindle = Spindle(engine, files)
        contracts = authored_contracts()
        records = score((one, spindle.facts_and_app(one.request.text)[1]) for one in contracts).share
        asked = blocks.stranger_requests()
        met = [each for one in asked for each in blocks.items(one, spindle.facts_and_app(one.text)[1])]
        began = time.perf_counter()
        for one in contracts:
            spindle.understand(one.request.text)
        took = (time.perf_counter() - began) / len(contracts) * 1000
    size = encoder.stat().st_size / 1e6
    return f"| {quantisation} | {size:.1f} | {records:.3f} | {blocks.share(met)['all']:.3f} | {took:.1f} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--only", nargs="*", default=tuple(QUANTISATIONS))
    arguments = parser.parse_args()
    reader = Reader(EncoderShape())
    reader.load_state_dict(torch.load(arguments.checkpoint, weights_only=True)["reader"])
    reader.eval()
    print("| reader | MB | records, authored | tools, timers, …, strangers | ms to read and remember |")
    print("|---|---|---|---|---|", flush=True)
    for quantisation in arguments.only:
        with tempfile.TemporaryDirectory() as folder:
            print(measure(reader, quantisation, Path(folder)), flush=True)


if __name__ == "__main__":
    main()
