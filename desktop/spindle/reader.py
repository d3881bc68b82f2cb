"""A request → a `Reading`: the encoder's vectors through the small heads, labels joined into marks.

The encoder reads at most 512 tokens at once; longer requests are read in windows cut at sentence ends,
so nothing of a pasted specification is dropped.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from desktop.spindle.reading import Mark, Reading
from desktop.spindle.tags import KINDS, LABELS, TYPE_NAMES, TYPES
from desktop.spindle.wordpiece import CLS, SEP, WordPiece

WINDOW = 300
"""Most tokens read at once; the reader was trained on up to 320."""
_BREAKS = frozenset(".!?;\n:")
Floats = NDArray[np.float32]


class Encoding(Protocol):
    """The one thing that the reader needs of an engine."""

    def encode(self, sequences: tuple[tuple[int, ...], ...]) -> tuple[Floats, ...]:
        """Vectors, one (tokens, width) array for each sequence."""
        ...


class Heads:
    """The reader's small matrices, kept as an `.npz` beside the encoder."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name].astype(np.float32) for name in file.files}
        self.label = arrays["label.weight"], arrays["label.bias"]
        self.type = arrays["field_type.weight"], arrays["field_type.bias"]
        self.kind = arrays["kind.weight"], arrays["kind.bias"]


def _probabilities(vectors: Floats, head: tuple[Floats, Floats]) -> Floats:
    logits = vectors @ head[0].T + head[1]
    logits = logits - logits.max(-1, keepdims=True)
    powers = np.exp(logits)
    return np.asarray(powers / powers.sum(-1, keepdims=True), dtype=np.float32)


class Reader:
    """Reads requests.

    Args:
        engine: Runs the encoder.
        wordpiece: The encoder's tokenizer.
        heads: The matrices trained with it.
    """

    def __init__(self, engine: Encoding, wordpiece: WordPiece, heads: Heads) -> None:
        self._engine = engine
        self._wordpiece = wordpiece
        self._heads = heads

    def read(self, request: str) -> Reading:
        """Mark what a request asks for; raises only what the engine raises."""
        pieces = self._wordpiece.pieces(request)
        windows = _windows(request, pieces.offsets)
        sequences = tuple((CLS, *pieces.ids[first:behind], SEP) for first, behind in windows)
        found = self._engine.encode(sequences)
        means = np.stack([vectors.mean(0) for vectors in found])
        weights = np.array([len(vectors) for vectors in found], dtype=np.float32)
        mean = (means * weights[:, None]).sum(0) / weights.sum()
        kinds = _probabilities(mean[None], self._heads.kind)[0]
        vectors = np.concatenate([part[1:-1] for part in found])
        marks = self._marks(request, vectors, pieces.offsets)
        best = int(kinds.argmax())
        unit = (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)
        return Reading(request, KINDS[best], float(kinds[best]), marks, unit)

    def vectors(self, texts: tuple[str, ...]) -> Floats:
        """The unit vector of each text, (texts, width), for the memory."""
        sequences = tuple((CLS, *self._wordpiece.pieces(text).ids[:WINDOW], SEP) for text in texts)
        means = np.stack([part.mean(0) for part in self._engine.encode(sequences)])
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), dtype=np.float32)

    def _marks(self, request: str, vectors: Floats, offsets: tuple[tuple[int, int], ...]) -> tuple[Mark, ...]:
        if not len(vectors):
            return ()
        chances = _probabilities(vectors, self._heads.label)
        labels = _best_labels(chances, _glued(request, offsets))
        if not any(LABELS[label].endswith("-entity") for label in labels):
            # Nearly every request names what is kept, so the likeliest candidate is taken rather than none.
            leaning = np.array(
                [ENTITY_LEAN if label.endswith("-entity") else 1.0 for label in LABELS], dtype=np.float32
            )
            labels = _best_labels(chances * leaning, _glued(request, offsets))
        marks: list[Mark] = []
        position = 0
        while position < len(labels):
            label = LABELS[labels[position]]
            if label == "O":
                position += 1
                continue
            tag = label[2:]
            behind = position + 1
            while behind < len(labels) and LABELS[labels[behind]] == f"I-{tag}":
                behind += 1
            marks.append(
                self._mark(
                    request, tag, vectors[position:behind], chances[position:behind], offsets[position:behind]
                )
            )
            position = behind
        return tuple(mark for mark in marks if mark.words.strip())

    def _mark(
        self, request: str, tag: str, vectors: Floats, chances: Floats, offsets: tuple[tuple[int, int], ...]
    ) -> Mark:
        start, end = offsets[0][0], offsets[-1][1]
        sure = float(chances[:, [LABELS.index(f"B-{tag}"), LABELS.index(f"I-{tag}")]].sum(1).mean())
        if tag != "f":
            return Mark(tag, request[start:end], start, end, sure)
        types = _probabilities(vectors.mean(0)[None], self._heads.type)[0]
        best = int(types.argmax())
        return Mark(tag, request[start:end], start, end, sure, TYPES[TYPE_NAMES[best]], float(types[best]))


def _best_labels(chances: Floats, glued: list[bool]) -> list[int]:
    """The likeliest sequence of labels that makes sense (Viterbi).

    A mark goes on only with its own tag; two marks that touch without a word between are held to be
    unlikely ("cobalt blue" is one colour); the pieces of one word stay together.

    Args:
        chances: (tokens, labels) probabilities.
        glued: For each token, whether it goes on the word of the token before.
    """
    scores = np.log(chances + 1e-9)
    best = scores[0] + _FIRST
    came_from = np.zeros(scores.shape, dtype=np.int64)
    for token in range(1, len(scores)):
        steps = best[:, None] + (_WITHIN_WORD if glued[token] else _BETWEEN_WORDS)
        came_from[token] = steps.argmax(0)
        best = steps.max(0) + scores[token]
    labels = [int(best.argmax())]
    for token in range(len(scores) - 1, 0, -1):
        labels.append(int(came_from[token][labels[-1]]))
    return labels[::-1]


TOUCHING_PENALTY = 1.2
"""Log-probability taken from a mark that begins right where another ends."""
ENTITY_LEAN = 8.0
"""How many times likelier an entity is held to be where none was found at first."""
_NEVER = -1e4


def _steps() -> tuple[Floats, Floats, Floats]:
    """What it costs to begin with a label, to go from one (row) to another between words, and within one."""
    size = len(LABELS)
    between = np.zeros((size, size), dtype=np.float32)
    within = np.full((size, size), _NEVER, dtype=np.float32)
    for old, before in enumerate(LABELS):
        for new, after in enumerate(LABELS):
            same = before[2:] == after[2:]
            if after.startswith("I-"):
                between[old, new] = 0 if same and before != "O" else _NEVER
                within[old, new] = between[old, new]
            elif after.startswith("B-") and before != "O":
                between[old, new] = -TOUCHING_PENALTY
        if before == "O":
            within[old, old] = 0
    first = np.array([_NEVER if label.startswith("I-") else 0 for label in LABELS], dtype=np.float32)
    return first, between, within


_FIRST, _BETWEEN_WORDS, _WITHIN_WORD = _steps()


def _glued(text: str, offsets: tuple[tuple[int, int], ...]) -> list[bool]:
    """Whether each token stands right behind the one before, within one word."""
    return [
        place > 0 and offsets[place - 1][1] == start and text[start].isalnum() and text[start - 1].isalnum()
        for place, (start, _) in enumerate(offsets)
    ]


def _windows(text: str, offsets: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Cut the tokens into runs of at most `WINDOW`, each ended at the last sentence end that fits."""
    windows: list[tuple[int, int]] = []
    first = 0
    while len(offsets) - first > WINDOW:
        behind = first + WINDOW
        for cut in range(behind, first + WINDOW // 2, -1):
            if text[offsets[cut - 1][1] - 1] in _BREAKS:
                behind = cut
                break
        windows.append((first, behind))
        first = behind
    windows.append((first, len(offsets)))
    return windows
