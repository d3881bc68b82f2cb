"""Where resources, models, people's apps and caches live: from source, installed, frozen, or on a stick.

A portable copy keeps everything that it writes in `data/` beside itself. The variables `HOMESPUN_…` win.
Of the variables `XDG_…` those count that name an absolute folder, as the XDG Base Directory Specification
(0.8) has it.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

SETTINGS_FILE = "settings.json"
PORTABLE_MARK = "portable"
VERSIONS = "versions"
CURRENT = "current"
_NO_HOME = Path("/nonexistent")
"""Debian's name for the home of those who have none (policy 9.2.3): nothing is there, nothing can be made."""


@dataclass(frozen=True, slots=True)
class Installation:
    """How this copy of the program got here.

    Attributes:
        kind: `source`, a checkout; `wheel`, installed by pip; `system`, a package of the whole computer's;
            `home`, a folder with versions side by side; `portable`, such a folder that keeps its data too.
        folder: What the program's own files lie in.
        home: The folder that holds `versions/` and `current`, for the last two.
    """

    kind: Literal["source", "wheel", "system", "home", "portable"]
    folder: Path
    home: Path | None = None


def installation() -> Installation:
    """Return how this copy of the program got here."""
    if not getattr(sys, "frozen", False):
        return Installation("wheel" if _in_wheel().exists() else "source", _root())
    folder = Path(sys.executable).resolve().parent
    if folder.parent.name != VERSIONS:
        return Installation("system", folder)
    home = folder.parent.parent
    if (home / PORTABLE_MARK).exists():
        return Installation("portable", folder, home)
    if not (home / CURRENT).exists():  # a bundle that somebody has put beside versions of something else
        return Installation("system", folder)
    return Installation("home", folder, home)


def portable_home() -> Path | None:
    """Return the folder of a portable copy, in which it keeps everything; None for all others."""
    found = installation()
    return found.home if found.kind == "portable" else None


def _kept_beside(name: str) -> Path | None:
    """The place of something that a portable copy keeps beside itself."""
    home = portable_home()
    return home / "data" / name if home is not None else None


def stay_beside() -> None:
    """Let what libraries keep (a browser's caches, fonts, shaders) go beside a portable copy as well.

    To be called before any of them is loaded; children take it over. Elsewhere nothing happens.
    """
    for variable, name in (
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "share"),
    ):
        place = _kept_beside(name)
        if place is not None:
            os.environ[variable] = str(place)


def find_temporary() -> None:
    """Let what lasts for a moment go where that can be.

    A portable copy keeps that beside itself too: a program that is killed cannot tidy up. Elsewhere the
    caches' folder stands in where neither `TMPDIR` nor the usual places can be written.
    """
    usual = [os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP")] + ["/tmp", "/var/tmp"]
    found = any(place and os.access(place, os.W_OK | os.X_OK) for place in usual)
    if found and portable_home() is None:
        return
    own = cache_folder() / "tmp"
    with suppress(OSError):  # a stick that is locked: as elsewhere
        own.mkdir(parents=True, exist_ok=True)
        if os.access(own, os.W_OK):
            os.environ["TMPDIR"] = str(own)


def home_folder() -> Path:
    """The person's own folder; where the system knows of none, one that is not there and is never made.

    A relative one would be another place wherever the program is started, so it counts as none.
    """
    try:
        home = Path.home()
    except RuntimeError:  # no HOME, and an account that the system does not list
        return _NO_HOME
    return home if home.is_absolute() else _NO_HOME


def _by_xdg(variable: str, *usual: str) -> Path:
    """The folder that one of the variables of XDG names; else the usual one in the person's home."""
    named = Path(os.environ.get(variable, ""))
    return named if named.is_absolute() else home_folder().joinpath(*usual)


def _by_windows(variable: str) -> Path:
    return Path(os.environ.get(variable) or home_folder())


def _in_wheel() -> Path:
    """Where an installed wheel has what is not code."""
    return Path(__file__).resolve().parent / "_shipped"


def _root() -> Path:
    """The folder that holds `resources/` and `models/`: the checkout, what a wheel brought, or the bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle:
        return Path(bundle)
    return _in_wheel() if _in_wheel().exists() else Path(__file__).resolve().parent.parent


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
    beside = _kept_beside("models")
    if beside is not None:
        return beside
    if sys.platform == "win32":
        return _by_windows("LOCALAPPDATA") / "Homespun" / "models"
    if sys.platform == "darwin":
        return home_folder() / "Library" / "Application Support" / "Homespun" / "models"
    return _by_xdg("XDG_DATA_HOME", ".local", "share") / "homespun" / "models"


def cache_folder() -> Path:
    """What may be thrown away at any time and only saves time; `HOMESPUN_CACHE` names another folder."""
    named = os.environ.get("HOMESPUN_CACHE")
    if named:
        return Path(named)
    beside = _kept_beside("cache")
    if beside is not None:
        return beside / "homespun"
    if sys.platform == "win32":
        return _by_windows("LOCALAPPDATA") / "Homespun" / "Cache"
    if sys.platform == "darwin":
        return home_folder() / "Library" / "Caches" / "Homespun"
    return _by_xdg("XDG_CACHE_HOME", ".cache") / "homespun"


def prefixes_folder() -> Path:
    """Where the engine keeps beginnings of prompts that it has read, so that it need not read them again."""
    return cache_folder() / "prefixes"


def program_folders() -> tuple[Path, ...]:
    """Folders that belong to the program, where no app may be written."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle:
        return (Path(bundle).resolve(), installation().folder)
    if _in_wheel().exists():
        return (Path(__file__).resolve().parent,)
    return tuple(_root() / room for room in ("desktop", "resources", "models", "tests"))


def apps_folder() -> Path:
    """Where apps go when the person names no folder: `HOMESPUN_APPS`, what was chosen in the settings by the
    person or for everybody on this computer, or the usual place.
    """
    named = os.environ.get("HOMESPUN_APPS") or _chosen_apps_folder()
    return Path(named) if named else usual_apps_folder()


def usual_apps_folder() -> Path:
    """Where apps go when nobody has chosen anything."""
    return _kept_beside("apps") or home_folder() / "Homespun"


def _chosen_apps_folder() -> str:
    """The one setting that is a place; `settings`, which knows this module, has the others."""
    for file in (settings_folder() / SETTINGS_FILE, defaults_file()):
        try:
            chosen = json.loads(file.read_text(encoding="utf-8"))["apps_folder"]
            chosen = in_home(chosen) if file == defaults_file() else chosen
            if not chosen or (Path(chosen).is_absolute() and "\0" not in chosen):
                return str(chosen)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue
    return ""


def in_home(place: str) -> str:
    """A place that was chosen for everybody: what begins with `~/` lies in each person's own home."""
    return str(home_folder() / place[2:]) if place.startswith("~/") else place


def settings_folder() -> Path:
    """Where settings and the preview's own data live; `HOMESPUN_SETTINGS` overrides it."""
    named = os.environ.get("HOMESPUN_SETTINGS")
    if named:
        return Path(named)
    beside = _kept_beside("settings")
    if beside is not None:
        return beside
    if sys.platform == "win32":
        return _by_windows("APPDATA") / "Homespun"
    if sys.platform == "darwin":
        return home_folder() / "Library" / "Application Support" / "Homespun"
    return _by_xdg("XDG_CONFIG_HOME", ".config") / "homespun"


def defaults_file() -> Path:
    """Settings that whoever looks after this computer has chosen for everybody; need not be there.

    A person's own settings go before them. `HOMESPUN_DEFAULTS` names another file.
    """
    named = os.environ.get("HOMESPUN_DEFAULTS")
    if named:
        return Path(named)
    beside = _kept_beside("defaults")
    if beside is not None:
        return beside / SETTINGS_FILE  # a stick is no part of the computer that it is put into
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "Homespun" / SETTINGS_FILE
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Homespun") / SETTINGS_FILE
    return Path("/etc/homespun") / SETTINGS_FILE
