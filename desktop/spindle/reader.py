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
        labels = _joined_words(chances, offsets)
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
            marks.append(self._mark(request, tag, vectors[position:behind], chances[position:behind], offsets[position:behind]))
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


def _joined_words(chances: Floats, offsets: tuple[tuple[int, int], ...]) -> list[int]:
    """One label for each token; all pieces of one word get its first piece's tag, so no mark cuts a word."""
    labels: list[int] = []
    for position, (start, _) in enumerate(offsets):
        best = int(chances[position].argmax())
        glued = position > 0 and offsets[position - 1][1] == start
        if glued and _is_same_word(position, offsets, chances):
            tag = LABELS[labels[-1]][2:]
            best = LABELS.index(f"I-{tag}") if tag else 0
        elif LABELS[best].startswith("I-") and (not labels or LABELS[labels[-1]][2:] != LABELS[best][2:]):
            best = LABELS.index("B-" + LABELS[best][2:])
        labels.append(best)
    return labels


def _is_same_word(position: int, offsets: tuple[tuple[int, int], ...], chances: Floats) -> bool:
    """Whether this token goes on a word: neither it nor the one before is a lone sign that stays outside."""
    lone = offsets[position][1] - offsets[position][0] == 1 and int(chances[position].argmax()) == 0
    before = offsets[position - 1]
    lone_before = before[1] - before[0] == 1 and int(chances[position - 1].argmax()) == 0
    return not lone and not lone_before and int(chances[position].argmax()) != 0


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
