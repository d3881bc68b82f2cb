"""Which projects were opened, the last one first: for the order of the list, and for those elsewhere.

The order is that of the entries and not of their times, so a clock that was set back does not disturb it. A
file that is damaged or gone costs the memory of it and nothing else.
"""

from __future__ import annotations

import json
import math
import time
from contextlib import suppress
from pathlib import Path

from desktop.library.reading import read_plain
from desktop.paths import settings_folder
from desktop.settings import write_whole

MOST_REMEMBERED = 1000
_FILE = "recent.json"
_MOST_BYTES = 8 * 1024 * 1024
_END_OF_TIME_S = 253_402_300_799  # the last second of the year 9999


def opened() -> dict[Path, float]:
    """Return when each project was last opened, in seconds since 1970, the last one first."""
    try:
        facts = json.loads(read_plain(settings_folder() / _FILE, _MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    found: dict[Path, float] = {}
    for entry in facts if isinstance(facts, list) else ():
        folder, when = (entry.get("folder"), entry.get("opened")) if isinstance(entry, dict) else (None, None)
        if not isinstance(folder, str) or "\0" in folder or not isinstance(when, int | float):
            continue
        if Path(folder).is_absolute() and math.isfinite(when) and 0 <= when <= _END_OF_TIME_S:
            found.setdefault(Path(folder), float(when))
    return found


def remember_opened(folder: Path) -> None:
    """Remember that a project was opened now; where that cannot be written, it is not remembered."""
    place = folder.absolute()
    others = {path: when for path, when in opened().items() if path != place}
    _save({place: time.time(), **others})


def remember_moved(folder: Path, to: Path | None) -> None:
    """Remember that a project lies elsewhere now, or, with None, nowhere that can be opened."""
    known = opened()
    place = folder.absolute()
    if place in known:
        _save(
            {
                (to.absolute() if path == place and to is not None else path): when
                for path, when in known.items()
                if path != place or to is not None
            }
        )


def _save(known: dict[Path, float]) -> None:
    listed = [{"folder": str(path), "opened": round(when, 3)} for path, when in known.items()]
    text = json.dumps(listed[:MOST_REMEMBERED], indent=1)
    with suppress(OSError):
        write_whole(settings_folder() / _FILE, text)
