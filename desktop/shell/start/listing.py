"""The person's apps, those in the bin and the examples, as cards. Reading folders: an errand's work."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

from desktop.errors import FolderError
from desktop.library import Binned, Listed, binned, list_projects, thumbnail_of
from desktop.messages import say
from desktop.paths import resources_folder
from desktop.shell.start.card import Card
from desktop.shell.start.heading import heading_of
from desktop.shell.start.when import ago


def own_cards(apps: Path, words: str) -> tuple[Card, ...]:
    """Return the person's apps, or those that the words are about; the first list of a thousand takes 6 s.

    Raises:
        FolderError: The folder of the apps cannot be looked into.
    """
    now_s = time.time()
    return tuple(_own_card(each, now_s) for each in list_projects(apps, words))


def binned_cards(apps: Path) -> tuple[Card, ...]:
    """Return what is in the bin, the last one first.

    Raises:
        FolderError: The bin cannot be looked into.
    """
    now_s = time.time()
    return tuple(_binned_card(each, now_s) for each in binned(apps))


def example_cards() -> tuple[Card, ...]:
    """Return the example apps that ship with the program.

    Raises:
        FolderError: One of them cannot be read: the program is not whole.
    """
    folder = resources_folder() / "examples"
    return tuple(_example_card(file) for file in sorted(folder.glob("*.blueprint")))


def _own_card(each: Listed, now_s: float) -> Card:
    when_s = each.opened_s or each.changed_s
    when = ago(when_s, now_s) if when_s is not None else ""
    return Card(
        source=each.folder,
        name=each.name,
        line=say("shell_start.trouble") if each.problem else when,
        icon=each.icon,
        about=each.problem or each.about,
        stamp=_picture_time(each.thumbnail) or each.changed_s or 0.0,
        trouble=bool(each.problem),
        own=not each.elsewhere,
    )


def _binned_card(each: Binned, now_s: float) -> Card:
    put_s = datetime.strptime(each.put_there, "%Y-%m-%d %H.%M.%S").timestamp()
    return Card(
        source=each.folder,
        name=each.name,
        line=ago(put_s, now_s),
        stamp=_picture_time(thumbnail_of(each.folder)) or 0.0,
        about=say("shell_start.bring_back_tip"),
        number=each.number,
    )


def _example_card(file: Path) -> Card:
    try:
        app = heading_of(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise FolderError("folder_unreadable", folder=str(file)) from problem
    name, about, icon = (app.name, app.about, app.icon) if app is not None else (file.stem, "", "")
    return Card(source=file, name=name, line=about, icon=icon, about=about)


def _picture_time(picture: Path | None) -> float | None:
    try:
        return picture.lstat().st_mtime if picture is not None else None
    except OSError:
        return None  # it went between two looks; the next list knows
