"""What the program remembers between two starts: a frozen value in one small JSON file.

A settings file that is missing, damaged or from a newer version never keeps anyone from working:
what cannot be read falls back to the default, entry by entry.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop.paths import settings_folder

_FILE = "settings.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings.

    Attributes:
        window_width, window_height: The window's last size, in device-independent pixels.
    """

    window_width: int = 1280
    window_height: int = 820


def load() -> Settings:
    """Read the settings; what is missing or unreadable has its default."""
    try:
        facts = json.loads((settings_folder() / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    return migrate(facts) if isinstance(facts, dict) else Settings()


def migrate(facts: dict[str, Any]) -> Settings:
    """Turn the content of a settings file of any version into today's settings.

    Args:
        facts: The file's object; entries that this version does not know are dropped.
    """
    default = Settings()
    return Settings(
        window_width=_size(facts.get("window_width"), default.window_width),
        window_height=_size(facts.get("window_height"), default.window_height),
    )


def save(settings: Settings) -> None:
    """Write the settings, whole or not at all.

    Raises:
        OSError: The folder cannot be written. Callers for whom settings are a convenience may
            go on without.
    """
    text = json.dumps({"version": _VERSION, **asdict(settings)}, ensure_ascii=False, indent=2) + "\n"
    write_whole(settings_folder() / _FILE, text)


def write_whole(file: Path, text: str) -> None:
    """Write a small file of the program's own, whole or not at all, and the folder for it.

    Raises:
        OSError: It cannot be written.
    """
    staging = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        staging.write_text(text, encoding="utf-8")
        staging.replace(file)
    finally:
        staging.unlink(missing_ok=True)


def _size(value: object, default: int) -> int:
    """A window side in pixels; nonsense (a window nobody could find or hold) becomes the default."""
    return (
        value if isinstance(value, int) and not isinstance(value, bool) and 320 <= value <= 16384 else default
    )
