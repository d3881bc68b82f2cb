"""Label probabilities of tokens → the likeliest sequence of stretches that makes sense (Viterbi).

A stretch goes on only with its own tag; two stretches that touch without a word between are held to be
unlikely ("cobalt blue" is one colour); the pieces of one word stay together. Marks and asks are both
found so, each with labels of its own: `O`, then for every tag `B-tag` and `I-tag`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some tokens in a row that belong to one tag: `first` to `behind`, the latter exclusive."""

    tag: str
    first: int
    behind: int


class Labelling:
    """Finds stretches.

    Args:
        labels: `O`, `B-…`, `I-…`, in the order of the head's rows.
        touching_penalty: Log-probability taken from a stretch that begins right where another ends.
    """

    def __init__(self, labels: tuple[str, ...], touching_penalty: float) -> None:
        self.labels = labels
        size = len(labels)
        between = np.zeros((size, size), dtype=np.float32)
        within = np.full((size, size), _NEVER, dtype=np.float32)
        for old, before in enumerate(labels):
            for new, after in enumerate(labels):
                if after.startswith("I-"):
                    goes_on = before != "O" and before[2:] == after[2:]
                    between[old, new] = within[old, new] = 0 if goes_on else _NEVER
                elif after.startswith("B-") and before != "O":
                    between[old, new] = -touching_penalty
            if before == "O":
                within[old, old] = 0
        self._between, self._within = between, within
        self._first = np.array(
            [_NEVER if label.startswith("I-") else 0 for label in labels], dtype=np.float32
        )

    def stretches(self, chances: Floats, glued: list[bool]) -> tuple[Stretch, ...]:
        """The likeliest stretches.

        Args:
            chances: (tokens, labels) probabilities.
            glued: For each token, whether it goes on the word of the token before.
        """
        found: list[Stretch] = []
        position = 0
        labels = [self.labels[label] for label in self._best(chances, glued)] if len(chances) else []
        while position < len(labels):
            behind = position + 1
            if labels[position] != "O":
                tag = labels[position][2:]
                while behind < len(labels) and labels[behind] == f"I-{tag}":
                    behind += 1
                found.append(Stretch(tag, position, behind))
            position = behind
        return tuple(found)

    def chance(self, chances: Floats, stretch: Stretch, tag: str = "") -> float:
        """The mean probability, 0 to 1, that the tokens of a stretch are of its tag (or of another one)."""
        columns = [self.labels.index(f"{position}-{tag or stretch.tag}") for position in "BI"]
        return float(chances[stretch.first : stretch.behind][:, columns].sum(1).mean())

    def _best(self, chances: Floats, glued: list[bool]) -> list[int]:
        scores = np.log(chances + 1e-9)
        best = scores[0] + self._first
        came_from = np.zeros(scores.shape, dtype=np.int64)
        for token in range(1, len(scores)):
            steps = best[:, None] + (self._within if glued[token] else self._between)
            came_from[token] = steps.argmax(0)
            best = steps.max(0) + scores[token]
        labels = [int(best.argmax())]
        for token in range(len(scores) - 1, 0, -1):
            labels.append(int(came_from[token][labels[-1]]))
        return labels[::-1]


def glued_to_the_word_before(text: str, offsets: tuple[tuple[int, int], ...]) -> list[bool]:
    """Whether each token stands right behind the one before, within one word."""
    return [
        place > 0 and offsets[place - 1][1] == start and text[start].isalnum() and text[start - 1].isalnum()
        for place, (start, _) in enumerate(offsets)
    ]
