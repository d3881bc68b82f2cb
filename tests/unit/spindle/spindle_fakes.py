"""What this room's tests share: perfect readings from marked requests, and an engine that knows the marks.

`LabelEngine` stands for the encoder: the vector of each token says in one-hot blocks which label, type, kind
and ask it has, and `write_heads` writes heads that read those blocks. So the real reader runs, on true answers.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np

from desktop.blueprint import parse
from desktop.blueprint.nodes import App
from desktop.engine.fake import FakeEngine
from desktop.hub import ModelFile, ModelFiles
from desktop.paths import models_folder
from desktop.spindle.assembler import Assembly, assemble
from desktop.spindle.assembler.entities import TRUST
from desktop.spindle.confidence import FACTS
from desktop.spindle.memory import SCALE, Remembered
from desktop.spindle.reading import Reading
from desktop.spindle.tags import ASK_LABELS, KINDS, LABELS, TYPE_NAMES
from desktop.spindle.wordpiece import CLS, SEP, WordPiece
from models.data.marks import Marked, MarkedAsk, MarkedSpan, read_edit_marks, read_marks
from models.train.writer_samples import FieldIndex, reading_of

TYPES_AT, KINDS_AT = len(LABELS), len(LABELS) + len(TYPE_NAMES)
ASKS_AT = KINDS_AT + len(KINDS)
WIDTH = ASKS_AT + len(ASK_LABELS)
NO_ASK = 6.0
"""How much the ask head leans towards no ask where a vector says nothing; a told ask outweighs it."""
WORDPIECE = WordPiece(models_folder() / "wordpiece.json")
NOTHING_KNOWN = FieldIndex(())
CLOSE, FAR = TRUST + 0.01, 0.1
"""Similarities of a memory that may be trusted, and of one that may not."""

SHED = """app "Shed Log"
  icon 🔧

entity Tool
  tool: text, required
  borrower: text
  due: date
  returned: yes/no
  condition: choice Good | Worn
  days left = due - today
  action Give back: set returned to yes
  sample "Saw", "Ada", 2026-03-01, no, "Good"

page Tools
  stat "Out" = count of Tool where returned is no
  table of Tool; search; filter by condition
"""
BEES = """app "Bee Diary"
  icon 🐝

entity Hive
  name: text, required
  queen: text
  honey: number kg

page Hives
  cards of Hive; search
"""


def app_of(text: str) -> App:
    """The tree of a blueprint that has no problems."""
    app = parse(text).app
    assert app is not None
    return app


def perfect(marked: str, kind: str = "data") -> Reading:
    """The reading that a perfect reader has of a marked request."""
    return reading_of(read_marks(marked, kind))


def perfect_edit(marked: str) -> Reading:
    """The reading that a perfect reader has of a marked request to change an app."""
    return reading_of(read_edit_marks(marked))


def remembered(
    text: str = SHED, similarity: float = CLOSE, phrase: str = "tool lending"
) -> tuple[Remembered, ...]:
    """A memory of one blueprint, as the memory hands it out."""
    return (Remembered(app_of(text), "data", phrase, similarity),)


def made(marked: str, kind: str = "data", lent: tuple[Remembered, ...] = ()) -> Assembly:
    """What the assembler makes of a marked request, with nothing known of fields."""
    return assemble(perfect(marked, kind), lent, NOTHING_KNOWN)


class LabelEngine(FakeEngine):
    """Encodes the requests it was told of as their true labels, and any other text as nothing at all.

    Args:
        told: The requests, marked.
        texts: What its writer says.
        strength: How sure its labels are; logits.
    """

    def __init__(self, told: tuple[Marked, ...] = (), texts: tuple[str, ...] = ("",), strength: float = 12.0):
        super().__init__(texts)
        self._told = [_true_vectors(request, strength) for request in told]
        self.asked: list[tuple[int, ...]] = []
        self.closed = False

    def close(self) -> None:
        """End; as the real engine's child process does."""
        self.closed = True

    def encode(self, sequences, encoder=0):
        """One row for each token, of whatever encoder; what stands behind the request says nothing."""
        del encoder
        return tuple(self._rows(tuple(sequence)) for sequence in sequences)

    def _rows(self, sequence: tuple[int, ...]):
        assert (sequence[0], sequence[-1]) == (CLS, SEP)
        self.asked.append(sequence)
        behind = sequence.index(SEP)
        inside = sequence[1:behind]
        rows = np.zeros((len(sequence), WIDTH), np.float32)
        rows[:, 0] = 1.0
        for ids, vectors in self._told:
            for at in range(len(ids) - len(inside) + 1):
                if inside and ids[at : at + len(inside)] == inside:
                    rows[1:behind] = vectors[at : at + len(inside)]
                    rows[0] = rows[behind] = vectors[0] * 0
                    rows[0, KINDS_AT:] = rows[behind, KINDS_AT:] = vectors[0, KINDS_AT:]
                    return rows
        return rows


def _true_vectors(request: Marked, strength: float):
    pieces = WORDPIECE.pieces(request.text)
    rows = np.zeros((len(pieces.ids), WIDTH), np.float32)
    labels = np.zeros(len(pieces.ids), int)

    def inside(span: MarkedSpan | MarkedAsk) -> list[int]:
        return [i for i, (a, b) in enumerate(pieces.offsets) if a < span.end and b > span.start]

    for span in request.spans:
        for place, token in enumerate(inside(span)):
            labels[token] = LABELS.index(("I-" if place else "B-") + span.tag)
            if span.type:
                rows[token, TYPES_AT + TYPE_NAMES.index(span.type)] = strength
    rows[np.arange(len(labels)), labels] = strength
    for ask in request.asks:
        for place, token in enumerate(inside(ask)):
            rows[token, ASKS_AT + ASK_LABELS.index(("I-" if place else "B-") + ask.operation)] = strength
    rows[:, KINDS_AT + KINDS.index(request.kind)] = 3 * strength  # close to its phrase in the memory
    return pieces.ids, rows


def write_heads(path: Path, weights: tuple[float, ...] = (0.0,) * len(FACTS), bias: float = 0.0) -> Path:
    """Heads that read the blocks of `LabelEngine`'s vectors, and a chance of these weights and this bias."""
    whole = np.eye(WIDTH, dtype=np.float16)
    blocks = {
        "label": (0, TYPES_AT),
        "field_type": (TYPES_AT, KINDS_AT),
        "kind": (KINDS_AT, ASKS_AT),
        "ask": (ASKS_AT, WIDTH),
    }
    arrays = {}
    for name, (first, behind) in blocks.items():
        arrays[f"{name}.weight"] = whole[first:behind]
        arrays[f"{name}.bias"] = np.zeros(behind - first, np.float16)
    arrays["ask.bias"][0] = NO_ASK
    arrays["chance.weight"], arrays["chance.bias"] = np.array(weights, np.float16), np.array(bias, np.float16)
    np.savez(path, **arrays)
    return path


def write_library(
    folder: Path,
    entries: tuple[tuple[str, str, str], ...],
    whole: frozenset[str] = frozenset(),
    kinds: dict[str, str] | None = None,
    near: dict[str, float] | None = None,
) -> tuple[Path, Path]:
    """A library of (domain, phrase, blueprint), the phrases' vectors along the first axes.

    Args:
        folder: Where the files go.
        entries: What is remembered.
        whole: The domains that somebody wrote whole.
        kinds: By domain, what is no app of records.
        near: By domain, how similar its phrase is to a told request of kind `data`, if neither 1 nor 0.
    """
    library, vectors = folder / "library.json.gz", folder / "vectors.npz"
    apps = [
        {
            "domain": domain,
            "kind": (kinds or {}).get(domain, "data"),
            "whole": domain in whole,
            "blueprint": text,
        }
        for domain, _, text in entries
    ]
    phrases = [[phrase, index] for index, (_, phrase, _) in enumerate(entries)]
    library.write_bytes(gzip.compress(json.dumps({"apps": apps, "phrases": phrases}).encode()))
    rows = np.zeros((len(entries), WIDTH), np.float32)
    # Along the axes of the kinds: a told request of kind `data` is close to the first phrase, not to the others.
    rows[np.arange(len(entries)), KINDS_AT + np.arange(len(entries))] = 1.0
    for row, (domain, _, _) in zip(rows, entries, strict=True):
        if near and domain in near:
            row *= np.sqrt(1.0 - near[domain] ** 2)
            row[KINDS_AT] = near[domain]
    np.savez(vectors, vectors=np.round(rows * SCALE).astype(np.int8))
    return library, vectors


TOOLS_AND_BEES = (("tools", "tool lending", SHED), ("bees", "bee diary", BEES))


def model_files(
    folder: Path,
    entries: tuple[tuple[str, str, str], ...] = (),
    weights: tuple[float, ...] = (0.0,) * len(FACTS),
    bias: float = 0.0,
    **library_facts,
) -> ModelFiles:
    """The files that Spindle needs, with heads for `LabelEngine` and a library of one's own."""
    library, vectors = write_library(folder, entries or TOOLS_AND_BEES, **library_facts)
    paths = {
        "wordpiece": models_folder() / "wordpiece.json",
        "heads": write_heads(folder / "heads.npz", weights, bias),
        "library": library,
        "vectors": vectors,
        "writer": folder / "writer.gguf",
        "reader": folder / "reader.gguf",
        "changes": folder / "changes.gguf",
        "change_heads": write_heads(folder / "change_heads.npz"),
    }
    files = tuple(ModelFile(role, path, "0" * 64, 0) for role, path in paths.items())
    return ModelFiles("Told", "0", "1", "f" * 64, files)
