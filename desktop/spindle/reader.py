"""A request → a `Reading`: an encoder's vectors through its small heads, labels joined into marks.

There are two encoders with heads of the same form: one reads requests for new apps, the other requests to
change an app, with an outline of it beside them. Each reads at most 512 tokens at once; longer requests are
read in windows cut at sentence ends, so nothing of a pasted specification is dropped.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from desktop.engine import ModelEngine
from desktop.spindle.labelling import Labelling, Stretch, glued_to_the_word_before
from desktop.spindle.outline import Named, fitting
from desktop.spindle.reading import Ask, Mark, Reading
from desktop.spindle.tags import ASK_LABELS, KINDS, LABELS, OPERATIONS, TYPE_NAMES, TYPED_TAGS, TYPES
from desktop.spindle.wordpiece import CLS, SEP, WordPiece

WINDOW = 300
"""Most tokens of a request read at once; the reader was trained on up to 320."""
OUTLINE_ROOM = 140
"""Most tokens of an outline beside a window."""
_BREAKS = frozenset(".!?;\n:")
Floats = NDArray[np.float32]


class Encoding(Protocol):
    """The one thing that a reader needs of an engine."""

    def encode(self, sequences: tuple[tuple[int, ...], ...]) -> tuple[Floats, ...]:
        """Vectors, one (tokens, width) array for each sequence."""
        ...


class ChangeEncoder:
    """The engine's second encoder, which reads changes."""

    def __init__(self, engine: ModelEngine) -> None:
        self._engine = engine

    def encode(self, sequences: tuple[tuple[int, ...], ...]) -> tuple[Floats, ...]:
        """Vectors, one (tokens, width) array for each sequence."""
        return self._engine.encode(sequences, 1)


class Heads:
    """A reader's small matrices, kept as an `.npz` beside its encoder."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name].astype(np.float32) for name in file.files}
        self.label = arrays["label.weight"], arrays["label.bias"]
        self.type = arrays["field_type.weight"], arrays["field_type.bias"]
        self.kind = arrays["kind.weight"], arrays["kind.bias"]
        self.ask = arrays["ask.weight"], arrays["ask.bias"]
        self.chance = arrays["chance.weight"], float(arrays["chance.bias"])


def _probabilities(vectors: Floats, head: tuple[Floats, Floats]) -> Floats:
    logits = vectors @ head[0].T + head[1]
    logits = logits - logits.max(-1, keepdims=True)
    powers = np.exp(logits)
    return np.asarray(powers / powers.sum(-1, keepdims=True), dtype=np.float32)


class Reader:
    """Reads requests.

    Args:
        engine: Runs this reader's encoder.
        wordpiece: The encoder's tokenizer.
        heads: The matrices trained with it.
    """

    def __init__(self, engine: Encoding, wordpiece: WordPiece, heads: Heads) -> None:
        self._engine = engine
        self._wordpiece = wordpiece
        self._heads = heads

    def read(self, request: str, names: tuple[Named, ...] | None = None) -> Reading:
        """Mark what a request asks for; raises only what the engine raises.

        Args:
            request: The person's words.
            names: The outline of the app that is to be changed; `None` where a new one is asked for.
        """
        pieces = self._wordpiece.pieces(request)
        windows = _windows(request, pieces.offsets)
        shown = () if names is None else self._shown(names, request)
        sequences = tuple((CLS, *pieces.ids[first:behind], SEP, *shown) for first, behind in windows)
        encoded = self._engine.encode(sequences)
        found = [part[: len(part) - len(shown)] for part in encoded]
        means = np.stack([vectors.mean(0) for vectors in found])
        weights = np.array([len(vectors) for vectors in found], dtype=np.float32)
        mean = (means * weights[:, None]).sum(0) / weights.sum()
        kinds = _probabilities(mean[None], self._heads.kind)[0]
        vectors = np.concatenate([part[1:-1] for part in found])
        glued = glued_to_the_word_before(request, pieces.offsets)
        marks = self._marks(request, vectors, pieces.offsets, glued, lean=names is None)
        asks = () if names is None else self._asks(vectors, pieces.offsets, glued, marks)
        # Whether a request is about an app that is there is told by where it was typed.
        best = int(kinds[: KINDS.index("edit")].argmax())
        unit = (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)
        return Reading(request, KINDS[best], float(kinds[best]), marks, unit, asks)

    def _shown(self, names: tuple[Named, ...], request: str) -> tuple[int, ...]:
        """What stands behind the request: the outline's tokens, or none where there is nothing to show."""
        line = fitting(names, request, OUTLINE_ROOM, lambda text: len(self._wordpiece.pieces(text).ids))
        return (*self._wordpiece.pieces(line).ids, SEP) if line else ()

    def vectors(self, texts: tuple[str, ...]) -> Floats:
        """The unit vector of each text, (texts, width), for the memory."""
        sequences = tuple((CLS, *self._wordpiece.pieces(text).ids[:WINDOW], SEP) for text in texts)
        means = np.stack([part.mean(0) for part in self._engine.encode(sequences)])
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), dtype=np.float32)

    def _marks(
        self,
        request: str,
        vectors: Floats,
        offsets: tuple[tuple[int, int], ...],
        glued: list[bool],
        lean: bool,
    ) -> tuple[Mark, ...]:
        chances = _probabilities(vectors, self._heads.label)
        found = _MARKS.stretches(chances, glued)
        if lean and not any(one.tag == "entity" for one in found):
            # Nearly every request for an app names what is kept, so the likeliest candidate is taken.
            found = _MARKS.stretches(chances * _ENTITY_LEANING, glued)
        made = (self._mark(request, one, vectors, chances, offsets) for one in found)
        return tuple(mark for mark in made if mark.words.strip())

    def _mark(
        self,
        request: str,
        stretch: Stretch,
        vectors: Floats,
        chances: Floats,
        offsets: tuple[tuple[int, int], ...],
    ) -> Mark:
        start, end = offsets[stretch.first][0], offsets[stretch.behind - 1][1]
        sure = _MARKS.chance(chances, stretch)
        if stretch.tag not in TYPED_TAGS:
            return Mark(stretch.tag, request[start:end], start, end, sure)
        mean = vectors[stretch.first : stretch.behind].mean(0)
        types = _probabilities(mean[None], self._heads.type)[0]
        best = int(types.argmax())
        type_ = TYPES[TYPE_NAMES[best]]
        return Mark(stretch.tag, request[start:end], start, end, sure, type_, float(types[best]))

    def _asks(
        self,
        vectors: Floats,
        offsets: tuple[tuple[int, int], ...],
        glued: list[bool],
        marks: tuple[Mark, ...],
    ) -> tuple[Ask, ...]:
        chances = _probabilities(vectors, self._heads.ask)
        asks = []
        for stretch in _ASKS.stretches(chances, glued):
            start, end = offsets[stretch.first][0], offsets[stretch.behind - 1][1]
            inside = tuple(mark for mark in marks if start <= mark.start and mark.end <= end)
            likely = sorted(((_ASKS.chance(chances, stretch, tag), tag) for tag in OPERATIONS), reverse=True)
            others = tuple((tag, sure) for sure, tag in likely if tag != stretch.tag and sure >= LEAST_OTHER)
            asks.append(Ask(stretch.tag, start, end, _ASKS.chance(chances, stretch), inside, others))
        return tuple(asks)


TOUCHING_PENALTY = 1.2
"""Log-probability taken from a mark that begins right where another ends."""
LEAST_OTHER = 0.04
"""Probability from which on another operation is worth a try where the likeliest makes no sense."""
ENTITY_LEAN = 8.0
"""How many times likelier an entity is held to be where none was found at first."""
_MARKS = Labelling(LABELS, TOUCHING_PENALTY)
_ASKS = Labelling(ASK_LABELS, 0.0)
_ENTITY_LEANING = np.array(
    [ENTITY_LEAN if label.endswith("-entity") else 1.0 for label in LABELS], dtype=np.float32
)


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
