"""A reader in several quantisations, each measured: what a smaller file costs.

    python -m models.train.quantise --checkpoint CACHE/reader.pt
    python -m models.train.quantise --checkpoint CACHE/changes.pt --changes

Every quantisation gets a library of its own, its vectors made by the very file, as it would ship. Q6_K and
the other k-quants want rows of 256 numbers; the reader's have 384, so llama.cpp would fall back to others.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch

from desktop.engine import Engine
from desktop.hub import shipped_model
from desktop.paths import models_folder
from desktop.spindle.draft import Spindle
from models.evals import blocks
from models.evals.contract import authored_contracts, score
from models.evals.edits import edit_requests, measure_edits
from models.train.encoder import EncoderShape, Reader
from models.train.export import QUANTISATIONS, export_reader
from models.train.manifest import write_manifest
from models.train.memory import write_library


def measure_reader(reader: Reader, quantisation: str, folder: Path) -> str:
    """One row of the table of the reader: bytes, scores, milliseconds a request."""
    encoder, heads = folder / "reader.gguf", folder / "heads.npz"
    export_reader(reader, folder / "wordpiece.json", encoder, heads, quantisation)
    write_library(
        encoder, heads, folder / "wordpiece.json", folder / "library.json.gz", folder / "vectors.npz"
    )
    with _spindle(folder) as spindle:
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


def measure_changes(reader: Reader, quantisation: str, folder: Path) -> str:
    """One row of the table of the reader of changes: bytes, edits that are exact, milliseconds an edit."""
    encoder = folder / "changes.gguf"
    export_reader(reader, folder / "wordpiece.json", encoder, folder / "change_heads.npz", quantisation)
    with _spindle(folder) as spindle:
        requests = edit_requests()
        began = time.perf_counter()
        found = measure_edits(lambda app, text: spindle.change(app, text).app, requests)
        took = (time.perf_counter() - began) / len(requests) * 1000
    size = encoder.stat().st_size / 1e6
    return f"| {quantisation} | {size:.1f} | {found.exact:.3f} | {found.kept:.3f} | {took:.1f} |"


@contextmanager
def _spindle(folder: Path) -> Iterator[Spindle]:
    """The model in a folder, its manifest written anew."""
    write_manifest(folder)
    files = shipped_model(folder)
    with Engine(files.path("writer"), files.path("reader"), others=[files.path("changes")]) as engine:
        yield Spindle(engine, files)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--changes", action="store_true", help="it is one of the reader of changes")
    parser.add_argument("--only", nargs="*", default=tuple(QUANTISATIONS))
    arguments = parser.parse_args()
    reader = Reader(EncoderShape())
    reader.load_state_dict(torch.load(arguments.checkpoint, weights_only=True)["reader"])
    reader.eval()
    if arguments.changes:
        print("| reader of changes | MB | edits exact | kept | ms an edit |")
    else:
        print("| reader | MB | records, authored | tools, timers, …, strangers | ms to read and remember |")
    print("|---|---|---|---|---|", flush=True)
    measure = measure_changes if arguments.changes else measure_reader
    for quantisation in arguments.only:
        with tempfile.TemporaryDirectory() as folder:
            for path in models_folder().iterdir():
                shutil.copyfile(path, Path(folder) / path.name)
            print(measure(reader, quantisation, Path(folder)), flush=True)


if __name__ == "__main__":
    main()
