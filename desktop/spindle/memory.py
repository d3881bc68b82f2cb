"""What Spindle remembers: blueprints, the phrases they are known by, and a vector for each phrase.

Searching is one matrix product over some thousand phrases. Knowledge of domains lives here and not in
weights, so it grows without training. The library is two files: `library.json.gz` (blueprints as text,
phrases) and `vectors.npz` (unit vectors as int8, one row for each phrase).
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop.blueprint import parse
from desktop.blueprint.nodes import App, Field
from desktop.blueprint.vocabulary import REFERENCE_WORDS
from desktop.spindle.naming import stems

SCALE = 127.0
_MEANS_ANYTHING = stems(
    "category type kind sort group class stage status state level section genre label area topic step"
)


@dataclass(frozen=True, slots=True)
class Remembered:
    """A blueprint that came to mind.

    Attributes:
        app: The blueprint.
        kind: What sort of app people mean who ask for it, one of `tags.KINDS`.
        phrase: The phrase of the library that was nearest.
        similarity: Cosine between the request and that phrase, -1 to 1.
        whole: Whether somebody wrote it whole, so that it is worth taking over as it is.
    """

    app: App
    kind: str
    phrase: str
    similarity: float
    whole: bool = False


def tells_by_name(field: Field) -> bool:
    """Whether a field of that name is much the same in every app (a `category` has other options in each)."""
    chosen = field.type in ("choice", "tags")
    return field.type not in REFERENCE_WORDS and not (chosen and stems(field.name) <= _MEANS_ANYTHING)


class Memory:
    """The library, searchable.

    Args:
        texts: The blueprints.
        kinds: For each blueprint, its kind.
        phrases: Pairs of a phrase and the index of its blueprint.
        vectors: (phrases, width) unit vectors.
        domains: For each blueprint, what it is about in a word or two.
        whole: For each blueprint, whether somebody wrote it whole; none if not given.
    """

    def __init__(
        self,
        texts: tuple[str, ...],
        kinds: tuple[str, ...],
        phrases: tuple[tuple[str, int], ...],
        vectors: NDArray[np.float32],
        domains: tuple[str, ...] = (),
        whole: tuple[bool, ...] = (),
    ) -> None:
        self._texts = texts
        self._kinds = kinds
        self._phrases = phrases
        self._vectors = vectors
        self.domains = domains
        self._whole = whole or (False,) * len(texts)
        self._apps: dict[int, App] = {}

    @classmethod
    def load(cls, library: Path, vectors: Path) -> Memory:
        """Read the two files of a library."""
        entries = json.loads(gzip.decompress(library.read_bytes()))
        with np.load(vectors, allow_pickle=False) as file:
            rows = file["vectors"].astype(np.float32) / SCALE
        return cls(
            tuple(entry["blueprint"] for entry in entries["apps"]),
            tuple(entry["kind"] for entry in entries["apps"]),
            tuple((phrase, index) for phrase, index in entries["phrases"]),
            rows,
            tuple(entry["domain"] for entry in entries["apps"]),
            tuple(bool(entry.get("whole")) for entry in entries["apps"]),
        )

    def without(self, domains: frozenset[str]) -> Memory:
        """The same memory, having forgotten some domains (evaluation withholds those it asks about)."""
        forgotten = {index for index, domain in enumerate(self.domains) if domain in domains}
        kept = [row for row, (_, index) in enumerate(self._phrases) if index not in forgotten]
        phrases = tuple(self._phrases[row] for row in kept)
        return Memory(self._texts, self._kinds, phrases, self._vectors[kept], self.domains, self._whole)

    def without_phrases(self, phrases: frozenset[str]) -> Memory:
        """The same memory, but for some of the phrases that its blueprints are known by."""
        kept = [row for row, (phrase, _) in enumerate(self._phrases) if phrase not in phrases]
        named = tuple(self._phrases[row] for row in kept)
        return Memory(self._texts, self._kinds, named, self._vectors[kept], self.domains, self._whole)

    def app(self, index: int) -> App:
        """The blueprint at `index`, as a tree; the library's own tests make sure that each can be read."""
        if index not in self._apps:
            app = parse(self._texts[index]).app
            if app is None:
                raise ValueError(f"blueprint {index} of the library cannot be read")
            self._apps[index] = app
        return self._apps[index]

    def nearest(
        self, vector: NDArray[np.float32], count: int = 3, *, whole: bool = False
    ) -> tuple[Remembered, ...]:
        """The `count` most similar blueprints, best first, each once.

        Args:
            vector: Of a request, (width,).
            count: How many at most.
            whole: Only blueprints that are not about records, and so are taken over whole.
        """
        similar = self._vectors @ vector
        if whole:
            similar = np.where(self._whole_rows, similar, -1.0)
        found: dict[int, Remembered] = {}
        for row in np.argsort(-similar)[: count * 12]:
            if similar[row] <= -1.0:
                break
            phrase, index = self._phrases[int(row)]
            if index not in found:
                found[index] = Remembered(
                    self.app(index), self._kinds[index], phrase, float(similar[row]), self._whole[index]
                )
            if len(found) == count:
                break
        return tuple(found.values())

    @cached_property
    def _whole_rows(self) -> NDArray[np.bool_]:
        return np.array([self._kinds[index] != "data" for _, index in self._phrases], dtype=bool)

    @cached_property
    def _fields(self) -> dict[frozenset[str], Field]:
        counted: dict[frozenset[str], dict[Field, int]] = {}
        for index in sorted({index for _, index in self._phrases}):  # what was forgotten says nothing
            for entity in self.app(index).entities:
                for field in entity.fields:
                    if tells_by_name(field):
                        kinds = counted.setdefault(stems(field.name), {})
                        kinds[field] = kinds.get(field, 0) + 1
        return {key: max(kinds, key=lambda field: kinds[field]) for key, kinds in counted.items() if key}

    def field_like(self, name: str) -> Field | None:
        """The field of that name (by its stems) which most remembered blueprints agree on, or None."""
        return self._fields.get(stems(name))
