"""A request → a `Reading`: an encoder's vectors through its small heads, labels joined into marks.

There are two encoders with heads of the same form: one reads requests for new apps, the other requests to
change an app, with an outline of it beside them. Each reads at most 512 tokens at once; longer requests are
read in windows cut at sentence ends, so nothing of a pasted specification is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from desktop.engine import ModelEngine
from desktop.spindle.drawing import drawn
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


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What the encoder and the heads make of a request, before anything is decided.

    Attributes:
        offsets: (start, end) in the request of each token.
        glued: Whether a token belongs to the word of the one before.
        vectors: (tokens, width).
        unit: Unit length, (width,): their mean, the outer tokens included.
        kind: One of `KINDS`, and its probability.
        labels, asks: (tokens, labels) probabilities of marks and of asks.
    """

    request: str
    offsets: tuple[tuple[int, int], ...]
    glued: list[bool]
    vectors: Floats
    unit: Floats
    kind: tuple[str, float]
    labels: Floats
    asks: Floats


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
        seen = self._seen(request, names)
        return self._reading(seen, seen.labels, seen.asks, names)

    def read_in_ways(
        self, request: str, names: tuple[Named, ...], draws: int
    ) -> tuple[tuple[Reading, int], ...]:
        """The ways in which a request to change an app may be read, each with how often it was drawn.

        The likeliest comes first, the others in the order in which they were drawn at first. The draws
        follow from the request alone: the same words are always read in the same ways.

        Args:
            request: The person's words.
            names: The app's outline.
            draws: How often, the likeliest reading included.
        """
        seen = self._seen(request, names)
        pairs = [(seen.labels, seen.asks), *drawn(seen.labels, seen.asks, request, draws - 1)]
        ways: dict[object, tuple[Reading, int]] = {}
        for labels, asks in pairs:
            reading = self._reading(seen, labels, asks, names)
            marks = tuple((mark.tag, mark.start, mark.end) for mark in reading.marks)
            way = marks, tuple((ask.operation, ask.start, ask.end) for ask in reading.asks)
            first, times = ways.get(way, (reading, 0))
            ways[way] = first, times + 1
        return tuple(ways.values())

    def _seen(self, request: str, names: tuple[Named, ...] | None) -> _Seen:
        """A request through the encoder and the heads."""
        pieces = self._wordpiece.pieces(request)
        windows = _windows(request, pieces.offsets)
        shown = () if names is None else self._shown(names, request)
        sequences = tuple((CLS, *pieces.ids[first:behind], SEP, *shown) for first, behind in windows)
        encoded = self._engine.encode(sequences)
        found = [part[: len(part) - len(shown)] for part in encoded]
        means = np.stack([vectors.mean(0) for vectors in found])
        weights = np.array([len(vectors) for vectors in found], dtype=np.float32)
        mean = (means * weights[:, None]).sum(0) / weights.sum()
        vectors = np.concatenate([part[1:-1] for part in found])
        labels, asks = (_probabilities(vectors, head) for head in (self._heads.label, self._heads.ask))
        glued = glued_to_the_word_before(request, pieces.offsets)
        kinds = _probabilities(mean[None], self._heads.kind)[0]
        # Whether a request is about an app that is there is told by where it was typed.
        best = int(kinds[: KINDS.index("edit")].argmax())
        kind = KINDS[best], float(kinds[best])
        unit = (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)
        return _Seen(request, pieces.offsets, glued, vectors, unit, kind, labels, asks)

    def _reading(self, seen: _Seen, labels: Floats, asks: Floats, names: tuple[Named, ...] | None) -> Reading:
        """The likeliest reading by some chances; how sure it is of them is told by the encoder's own."""
        marks = self._marks(seen, labels, lean=names is None)
        wanted = () if names is None else self._asks(seen, asks, marks)
        return Reading(seen.request, *seen.kind, marks, seen.unit, wanted)

    def _shown(self, names: tuple[Named, ...], request: str) -> tuple[int, ...]:
        """What stands behind the request: the outline's tokens, or none where there is nothing to show."""
        line = fitting(names, request, OUTLINE_ROOM, lambda text: len(self._wordpiece.pieces(text).ids))
        return (*self._wordpiece.pieces(line).ids, SEP) if line else ()

    def vectors(self, texts: tuple[str, ...]) -> Floats:
        """The unit vector of each text, (texts, width), for the memory."""
        sequences = tuple((CLS, *self._wordpiece.pieces(text).ids[:WINDOW], SEP) for text in texts)
        means = np.stack([part.mean(0) for part in self._engine.encode(sequences)])
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), dtype=np.float32)

    def _marks(self, seen: _Seen, chances: Floats, lean: bool) -> tuple[Mark, ...]:
        found = _MARKS.stretches(chances, seen.glued)
        if lean and not any(one.tag == "entity" for one in found):
            # Nearly every request for an app names what is kept, so the likeliest candidate is taken.
            found = _MARKS.stretches(chances * _ENTITY_LEANING, seen.glued)
        made = (self._mark(seen, one) for one in found)
        return tuple(mark for mark in made if mark.words.strip())

    def _mark(self, seen: _Seen, stretch: Stretch) -> Mark:
        start, end = seen.offsets[stretch.first][0], seen.offsets[stretch.behind - 1][1]
        sure = _MARKS.chance(seen.labels, stretch)
        words = seen.request[start:end]
        if stretch.tag not in TYPED_TAGS:
            return Mark(stretch.tag, words, start, end, sure)
        mean = seen.vectors[stretch.first : stretch.behind].mean(0)
        types = _probabilities(mean[None], self._heads.type)[0]
        best = int(types.argmax())
        return Mark(stretch.tag, words, start, end, sure, TYPES[TYPE_NAMES[best]], float(types[best]))

    def _asks(self, seen: _Seen, chances: Floats, marks: tuple[Mark, ...]) -> tuple[Ask, ...]:
        asks = []
        for stretch in _ASKS.stretches(chances, seen.glued):
            start, end = seen.offsets[stretch.first][0], seen.offsets[stretch.behind - 1][1]
            inside = tuple(mark for mark in marks if start <= mark.start and mark.end <= end)
            sure = ((_ASKS.chance(seen.asks, stretch, tag), tag) for tag in OPERATIONS)
            likely = sorted(sure, reverse=True)
            others = tuple(
                (tag, chance) for chance, tag in likely if tag != stretch.tag and chance >= LEAST_OTHER
            )
            asks.append(Ask(stretch.tag, start, end, _ASKS.chance(seen.asks, stretch), inside, others))
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
