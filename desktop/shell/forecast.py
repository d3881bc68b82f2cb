"""How long a kind of work will take, from how long it took before. Knows no Qt."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from desktop.paths import settings_folder
from desktop.settings import write_whole

_FILE = "durations.json"
KEPT = 10
"""Durations of each kind; their median is not moved by one slow afternoon."""
LONGEST_S = 24 * 3600


class Forecast:
    """Remembers durations, in one small file; without it, or on a disk that refuses, only for now.

    Args:
        folder: Where the file lies; None for the settings folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file = (folder or settings_folder()) / _FILE
        self._durations_s = _read(self._file)

    def expected_s(self, kind: str) -> float | None:
        """Return how long this kind of work usually takes; None before the first time."""
        known = self._durations_s.get(kind)
        return median(known) if known else None

    def took(self, kind: str, duration_s: float) -> None:
        """Remember how long it took."""
        if not 0 <= duration_s <= LONGEST_S:
            return
        known = self._durations_s.get(kind, ())
        self._durations_s = {**self._durations_s, kind: (*known, round(duration_s, 3))[-KEPT:]}
        try:
            write_whole(self._file, json.dumps(self._durations_s))
        except OSError:
            # A forecast is a convenience; the work itself is done.
            return


def _read(file: Path) -> Mapping[str, tuple[float, ...]]:
    try:
        facts = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(facts, dict):
        return {}
    return {
        kind: tuple(filter(_is_duration, known))[-KEPT:]
        for kind, known in facts.items()
        if isinstance(known, list)
    }


def _is_duration(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= LONGEST_S
