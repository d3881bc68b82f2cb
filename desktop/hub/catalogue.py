"""The catalogue: good open models by others, by size, in a file that ships; so it can be read offline.

The file says what each entry means (`models/catalogue.toml`). It is ours and is checked all the same: a
slip of the hand in it must show in a test, and not as a download of something else.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from desktop.engine.model_file import BLOCK_TOKENS, FLOAT_BYTES, USUAL_CONTEXT_TOKENS, WORKING_BYTES
from desktop.errors import HubError
from desktop.hub.names import is_model_file, is_repository, sound_id
from desktop.paths import catalogue_file

TASKS = ("create", "edit", "wording", "samples", "custom", "explain")
"""What a model is asked for: an app, a change, words, sample records, a part of one's own, an explanation."""

SOURCES = ("estimate", "measured")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class CatalogueEntry:
    """One model that can be fetched.

    Attributes:
        id: Its short name, as it is typed: `qwen2.5-coder-7b`.
        name: Its name for people.
        parameters: Number of weights.
        active_parameters: How many of them take part in one token; fewer in a mixture of experts.
        licence: SPDX name.
        repository: Where it lies on the hub, `owner/name`.
        file: Its file there.
        quantisation: How its weights are packed, e.g. `Q4_K_M`.
        size_bytes: Size of the file, as published or rounded.
        memory_bytes_per_token: Size of one token in the context's memory, 16-bit keys and values.
        context_tokens: The longest text it was trained for.
        architecture: GGUF's name for how it is built.
        sha256: Fingerprint in lower-case hexadecimal; "" where only the hub knows it.
        scores: How well it does each of `TASKS`, 0 to 1.
        source: Where the scores come from, one of `SOURCES`: `measured` is by Homespun's own evaluation.
        attention_heads: How many read a prompt at once.
    """

    id: str
    name: str
    parameters: int
    active_parameters: int
    licence: str
    repository: str
    file: str
    quantisation: str
    size_bytes: int
    memory_bytes_per_token: int
    context_tokens: int
    architecture: str
    sha256: str
    scores: tuple[tuple[str, float], ...]
    source: str
    attention_heads: int

    def score(self, task: str) -> float | None:
        """How well it does a task, 0 to 1; None for one that nobody has looked at."""
        return dict(self.scores).get(task)

    def needed_bytes(self, context_limit: int = USUAL_CONTEXT_TOKENS) -> int:
        """Return about how much memory it takes; counted as `ModelHeader.needed_bytes` counts it."""
        context = min(self.context_tokens, context_limit)
        per_token = self.memory_bytes_per_token + self.attention_heads * BLOCK_TOKENS * FLOAT_BYTES
        return self.size_bytes + context * per_token + WORKING_BYTES


def read_catalogue(file: Path | None = None) -> tuple[CatalogueEntry, ...]:
    """Return the catalogue, smallest model first.

    Args:
        file: Another catalogue than the one that ships.

    Raises:
        HubError: `hub_catalogue` if it is missing, damaged or says something that makes no sense.
    """
    return _read(file or catalogue_file())


def entry_named(id: str, file: Path | None = None) -> CatalogueEntry | None:
    """Return the entry of that id; None if there is none.

    Raises:
        HubError: As `read_catalogue`.
    """
    return next((entry for entry in read_catalogue(file) if entry.id == id), None)


def entry_called(name: str, catalogue: tuple[CatalogueEntry, ...]) -> CatalogueEntry | None:
    """Return the entry that others mean by a name; None if there is none.

    `Qwen2.5-Coder-7B-Instruct` and `qwen2.5-coder:7b` are one.
    """
    plain = _plain(name)
    called = [entry for entry in catalogue if _plain(entry.id) in plain]
    return max(called, key=lambda entry: len(entry.id), default=None)


@lru_cache(maxsize=4)
def _read(file: Path) -> tuple[CatalogueEntry, ...]:
    try:
        with file.open("rb") as opened:
            entries = tuple(_entry(facts) for facts in tomllib.load(opened)["model"])
        if len({entry.id for entry in entries}) != len(entries):
            raise ValueError("an id stands for one model")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise HubError("hub_catalogue", file=file.name) from error
    return tuple(sorted(entries, key=lambda entry: entry.parameters))


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _entry(facts: dict[str, Any]) -> CatalogueEntry:
    parameters = float(facts["parameters"])
    entry = CatalogueEntry(
        id=str(facts["id"]),
        name=str(facts["name"]),
        parameters=round(parameters * 1e9),
        active_parameters=round(float(facts.get("active", parameters)) * 1e9),
        licence=str(facts["licence"]),
        repository=str(facts["repository"]),
        file=str(facts["file"]),
        quantisation=str(facts["quantisation"]),
        size_bytes=int(facts["size_bytes"]),
        memory_bytes_per_token=int(facts["memory_per_token"]),
        context_tokens=int(facts["context"]),
        architecture=str(facts["architecture"]),
        sha256=str(facts.get("sha256", "")),
        scores=tuple((task, float(facts["scores"][task])) for task in TASKS if task in facts["scores"]),
        source=str(facts["source"]),
        attention_heads=int(facts["heads"]),
    )
    sound = (
        sound_id(entry.id) == entry.id
        and is_repository(entry.repository)
        and is_model_file(entry.file)
        and 0 < entry.active_parameters <= entry.parameters
        and min(entry.size_bytes, entry.memory_bytes_per_token, entry.context_tokens, entry.attention_heads)
        > 0
        and (not entry.sha256 or _SHA256.fullmatch(entry.sha256) is not None)
        and set(facts["scores"]) <= set(TASKS)
        and all(0 <= score <= 1 for _, score in entry.scores)
        and entry.source in SOURCES
    )
    if not sound:
        raise ValueError(f"the entry {entry.id!r} says something that cannot be")
    return entry
