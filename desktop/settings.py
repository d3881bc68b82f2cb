"""What the program remembers between two starts: a frozen value in one small JSON file.

What a person has not changed is as the computer's defaults have it (`paths.defaults_file`, written by whoever
looks after it), and else as it stands here. A settings file that is missing, damaged or from a newer version
never keeps anyone from working: what cannot be read falls back to the default, entry by entry.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Self

from desktop.paths import SETTINGS_FILE, defaults_file, in_home, settings_folder

_VERSION = 2
THEMES = ("system", "light", "dark")
FONT_PERCENTS = range(80, 201)
MOST_THREADS = 256
MOST_COMMANDS = 12
MOST_MODEL_PLACES = 16
_LONGEST_WORD = 80
_LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings.

    Attributes:
        window_width, window_height: The window's last size, in device-independent pixels.
        window_full: Whether it filled the screen.
        theme: One of `THEMES`.
        language: A code that `messages.languages` knows; "" is the computer's own language.
        font_percent: How large the type is, 80 to 200; 100 is usual.
        apps_folder: Where new apps go, an absolute path; "" is the usual place. `paths.apps_folder` reads it.
        threads: Threads for the model; 0 leaves it to the program.
        model: A GGUF file that writes instead of the shipped writer, an absolute path; "" for none.
        model_places: Folders (a USB stick, a shared folder) and single files with models by others, absolute
            paths; `hub` looks for them there and changes nothing in them.
        server: A server on the network that writes, as it was typed; "" for none, as at first.
        server_model: Its model, by the server's name for it; "" for the first it has.
        server_key: What it wants to see of those who ask, as it was typed; "" for nothing.
        server_confirmed: The address, if the person wants it although it is not on their own network: a
            confirmation ends with the address it was given for.
        downloads: Whether models by others may be fetched from the hub; no button changes that.
        splits: Sizes of a splitter's parts in pixels, by the splitter's name.
        last_tab: The tab that was in sight when the window was closed.
        tour_done: Whether the tour has been seen or sent away.
        recent_commands: Keys of the commands last used in the palette, newest first.
    """

    window_width: int = 1280
    window_height: int = 820
    window_full: bool = False
    theme: str = "system"
    language: str = ""
    font_percent: int = 100
    apps_folder: str = ""
    threads: int = 0
    model: str = ""
    server: str = ""
    server_model: str = ""
    server_key: str = ""
    server_confirmed: str = ""
    downloads: bool = True
    model_places: tuple[str, ...] = ()
    splits: tuple[tuple[str, tuple[int, ...]], ...] = ()
    last_tab: str = ""
    tour_done: bool = False
    recent_commands: tuple[str, ...] = ()

    def split(self, name: str) -> tuple[int, ...]:
        """The sizes that a splitter had; empty if none were kept."""
        return next((sizes for known, sizes in self.splits if known == name), ())

    def with_split(self, name: str, sizes: tuple[int, ...]) -> Self:
        """The same settings with a splitter's sizes."""
        others = tuple(split for split in self.splits if split[0] != name)
        return replace(self, splits=(*others, (name, sizes)))

    def with_command(self, key: str) -> Self:
        """The same settings after a command was used."""
        others = (known for known in self.recent_commands if known != key)
        return replace(self, recent_commands=(key, *others)[:MOST_COMMANDS])


_OURS = Settings()


def load() -> Settings:
    """Read the settings; what is missing or unreadable is as the computer's defaults have it."""
    return migrate(_facts_in(settings_folder() / SETTINGS_FILE), defaults())


def defaults() -> Settings:
    """Return what a person has who has changed nothing: as chosen for this computer, else as it stands above.

    In places of that file, `~/` is each person's own home.
    """
    facts = _facts_in(defaults_file())
    for name in ("apps_folder", "model"):
        if isinstance(facts.get(name), str):
            facts[name] = in_home(facts[name])
    return migrate(facts)


def migrate(facts: dict[str, Any], otherwise: Settings = _OURS) -> Settings:
    """Turn the content of a settings file of any version into today's settings.

    Args:
        facts: The file's object; entries that this version does not know, or that make no sense, are
            dropped, each by itself.
        otherwise: Has the values of all other entries.
    """
    sound = {name: check(facts[name]) for name, check in _CHECKS.items() if name in facts}
    return replace(otherwise, **{name: value for name, value in sound.items() if value is not None})


def _facts_in(file: Path) -> dict[str, Any]:
    try:
        facts = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return facts if isinstance(facts, dict) else {}


def save(settings: Settings) -> None:
    """Write down, whole or not at all, what differs from the defaults: all else goes on to follow them.

    Raises:
        OSError: The folder cannot be written. Callers for whom settings are a convenience may
            go on without.
    """
    usual = asdict(defaults())
    chosen = {name: value for name, value in asdict(settings).items() if value != usual[name]}
    if "splits" in chosen:
        chosen["splits"] = dict(settings.splits)
    facts = {"version": _VERSION, **chosen}
    write_whole(settings_folder() / SETTINGS_FILE, json.dumps(facts, ensure_ascii=False, indent=2) + "\n")


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


def _whole(least: int, most: int) -> Callable[[object], int | None]:
    """A whole number between two bounds; `True` is none, though Python counts with it."""

    def check(value: object) -> int | None:
        sound = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        return value if sound and isinstance(value, int) else None

    return check


def _yes_or_no(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _theme(value: object) -> str | None:
    return value if isinstance(value, str) and value in THEMES else None


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and len(value) <= _LONGEST_WORD and value.isprintable() else None


def _line(value: object) -> str | None:
    sound = isinstance(value, str) and len(value) <= _LONGEST_LINE and value.isprintable()
    return value if sound and isinstance(value, str) else None


def _place(value: object) -> str | None:
    sound = isinstance(value, str) and "\0" not in value and (not value or Path(value).is_absolute())
    return value if sound and isinstance(value, str) else None


def _places(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list):
        return None
    return tuple(place for place in value if _place(place))[:MOST_MODEL_PLACES]


def _splits(value: object) -> tuple[tuple[str, tuple[int, ...]], ...] | None:
    if not isinstance(value, dict):
        return None
    size = _whole(0, 16384)
    return tuple(
        (name, tuple(sizes))
        for name, sizes in value.items()
        if _word(name) and isinstance(sizes, list) and sizes and all(size(each) is not None for each in sizes)
    )


def _words(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list):
        return None
    return tuple(word for word in value if _word(word))[:MOST_COMMANDS]


# A window side outside these bounds is one that nobody could find or hold.
_SIDE = _whole(320, 16384)
_CHECKS: dict[str, Callable[[object], Any]] = {
    "window_width": _SIDE,
    "window_height": _SIDE,
    "window_full": _yes_or_no,
    "theme": _theme,
    "language": _word,
    "font_percent": _whole(FONT_PERCENTS.start, FONT_PERCENTS.stop - 1),
    "apps_folder": _place,
    "threads": _whole(0, MOST_THREADS),
    "model": _place,
    "server": _line,
    "server_model": _line,
    "server_key": _line,
    "server_confirmed": _line,
    "downloads": _yes_or_no,
    "model_places": _places,
    "splits": _splits,
    "last_tab": _word,
    "tour_done": _yes_or_no,
    "recent_commands": _words,
}
"""What makes sense for each entry: the value itself, or None."""
