"""Where resources, models, people's apps and caches live, from source or frozen into a bundle."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

SETTINGS_FILE = "settings.json"


def _root() -> Path:
    """The folder that holds `resources/` and `models/`: the checkout, or the unpacked bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parent.parent


def resources_folder() -> Path:
    """What ships and is not code: templates, runtime, messages, the language's page."""
    return _root() / "resources"


def models_folder() -> Path:
    """The shipped weights and their manifest; `HOMESPUN_MODEL` names another folder that has them."""
    named = os.environ.get("HOMESPUN_MODEL")
    if named:
        return Path(named)
    return _root() / "models" / "spindle"


def catalogue_file() -> Path:
    """The list of models by others that are known to be good; it ships, so that it can be read offline."""
    return _root() / "models" / "catalogue.toml"


def own_models_folder() -> Path:
    """Where models that the person fetched or brought in lie; `HOMESPUN_MODELS` names another folder.

    They are large and can be fetched again, so on Windows they stay on this one computer.
    """
    named = os.environ.get("HOMESPUN_MODELS")
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "Homespun" / "models"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Homespun" / "models"
    return (
        Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))) / "homespun" / "models"
    )


def cache_folder() -> Path:
    """What may be thrown away at any time and only saves time; `HOMESPUN_CACHE` names another folder."""
    named = os.environ.get("HOMESPUN_CACHE")
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "Homespun" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "Homespun"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "homespun"


def prefixes_folder() -> Path:
    """Where the engine keeps beginnings of prompts that it has read, so that it need not read them again."""
    return cache_folder() / "prefixes"


def program_folders() -> tuple[Path, ...]:
    """Folders that belong to the program, where no app may be written."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle:
        return (Path(bundle).resolve(),)
    return tuple(_root() / room for room in ("desktop", "resources", "models", "tests"))


def apps_folder() -> Path:
    """Where apps go when the person names no folder: `HOMESPUN_APPS`, what was chosen in the settings, or
    the usual place.
    """
    named = os.environ.get("HOMESPUN_APPS") or _chosen_apps_folder()
    return Path(named) if named else usual_apps_folder()


def usual_apps_folder() -> Path:
    """Where apps go when nobody has chosen anything."""
    return Path.home() / "Homespun"


def _chosen_apps_folder() -> str:
    """The one setting that is a place; `settings`, which knows this module, has the others."""
    try:
        facts = json.loads((settings_folder() / SETTINGS_FILE).read_text(encoding="utf-8"))
        chosen = facts["apps_folder"]
        return chosen if Path(chosen).is_absolute() and "\0" not in chosen else ""
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ""


def settings_folder() -> Path:
    """Where settings and the preview's own data live; `HOMESPUN_SETTINGS` overrides it."""
    named = os.environ.get("HOMESPUN_SETTINGS")
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", str(Path.home()))) / "Homespun"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Homespun"
    return Path(os.environ.get("XDG_CONFIG_HOME", str(Path.home() / ".config"))) / "homespun"
