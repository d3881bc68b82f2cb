"""`homespun list`, `rename`, `duplicate`, `bin` and `bring-back`: what a person does with whole apps."""

from __future__ import annotations

import shlex
from argparse import Namespace
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from desktop.cli import exit_codes
from desktop.cli.report import to_json_text
from desktop.library import (
    binned,
    bring_back,
    duplicate,
    empty_bin,
    is_right_below,
    list_projects,
    move_folder,
    put_in_bin,
)
from desktop.messages import harmless, say
from desktop.paths import apps_folder
from desktop.workspace import open_project

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.library import Binned, Listed


def run_list(arguments: Namespace) -> int:
    """Print the person's apps, or those that the words are about.

    Args:
        arguments: `words` and `json` of the command line.

    Raises:
        FolderError: The folder of the apps cannot be looked into.
    """
    words = " ".join(arguments.words)
    found = list_projects(apps_folder(), words)
    if arguments.json:
        print(to_json_text({"apps": str(apps_folder()), "projects": [_plain(each) for each in found]}))
    elif not found:
        print(_nothing(words))
    else:
        print("\n".join(_lines(each) for each in found))
    return exit_codes.OK


def _nothing(words: str) -> str:
    """Why no app is listed."""
    folder = apps_folder()
    if not folder.exists():
        return say("cli.list_no_folder", folder=folder)
    return say("cli.list_nothing_found" if words else "cli.list_nothing", words=words, folder=folder)


def run_rename(arguments: Namespace) -> int:
    """Give an app another name, and its folder too.

    Args:
        arguments: `folder`, `name`, `folder_only` and `json` of the command line.

    Raises:
        HomespunError: The app cannot be changed or its folder not be moved. It is whole in any case.
    """
    place = arguments.folder.absolute()
    script, name = "", ""
    notes: tuple[str, ...] = ()
    if not arguments.folder_only:
        # Loads the compiler: not for those who only move a folder.
        from desktop.changing import renamed
        from desktop.saving import save_edit

        project = open_project(place)
        edited = renamed(project, arguments.name)
        notes = (*edited.notes, *save_edit(edited, project).notes)
        script, name = edited.script, edited.app.name
    folder = place
    if arguments.folder_only or is_right_below(apps_folder(), place):
        folder = move_folder(apps_folder(), place, name or arguments.name)
    if arguments.json:
        report = {"name": name, "folder": str(folder), "script": script, "notes": list(notes)}
        print(to_json_text(report))
        return exit_codes.OK
    if not arguments.folder_only:
        print(say("cli.renamed", app=name))
    print(say("cli.renamed_folder" if folder != place else "cli.renamed_stays", folder=_shown(folder)))
    for note in notes:
        print(say("cli.built_note", note=note))
    return exit_codes.OK


def run_duplicate(arguments: Namespace) -> int:
    """Copy an app into the folder of the apps.

    Args:
        arguments: `folder`, `without_data` and `json` of the command line.

    Raises:
        HomespunError: It cannot be copied; there is no part of a copy.
    """
    made = duplicate(apps_folder(), arguments.folder, with_data=not arguments.without_data)
    if arguments.json:
        print(to_json_text({"folder": str(made.folder), "left_out": list(made.left_out)}))
        return exit_codes.OK
    print(say("cli.duplicated", folder=_shown(made.folder)))
    for path in made.left_out:
        print(say("cli.duplicated_without", path=harmless(path)))
    return exit_codes.OK


def run_bin(arguments: Namespace) -> int:
    """Put an app into the bin, say what is in it, or empty it.

    Args:
        arguments: `folder` or None, `list`, `empty` and `json` of the command line.

    Raises:
        FolderError: It cannot be moved or deleted; what was not deleted is whole.
    """
    apps = apps_folder()
    if arguments.list:
        found = binned(apps)
        if arguments.json:
            print(to_json_text({"bin": [_plain_binned(each) for each in found]}))
        else:
            lines = [
                say("cli.bin_entry", number=each.number, app=each.name, when=each.put_there) for each in found
            ]
            print("\n".join(lines) or say("cli.bin_nothing"))
    elif arguments.empty:
        count = empty_bin(apps)
        print(to_json_text({"deleted": count}) if arguments.json else say("cli.bin_emptied", count=count))
    else:
        each = put_in_bin(apps, arguments.folder)
        if arguments.json:
            print(to_json_text(_plain_binned(each)))
        else:
            print(say("cli.binned", app=each.name, number=each.number))
    return exit_codes.OK


def run_bring_back(arguments: Namespace) -> int:
    """Bring an app back from the bin.

    Args:
        arguments: `name` and `json` of the command line.

    Raises:
        FolderError: There is none of that name, or it cannot be moved; then it is still in the bin.
    """
    folder = bring_back(apps_folder(), arguments.name)
    if arguments.json:
        print(to_json_text({"folder": str(folder)}))
    else:
        print(say("cli.brought_back", folder=_shown(folder)))
    return exit_codes.OK


def _lines(each: Listed) -> str:
    kind = say(f"library.kind_{each.kind}") if each.kind else ""
    when = _day(each.changed_s)
    facts = ", ".join(word for word in (kind, say("cli.listed_changed", day=when) if when else "") if word)
    head = say("cli.listed_facts", app=each.name, facts=facts) if facts else each.name
    lines = [f"{each.icon} {head}".strip(), say("cli.listed_folder", folder=_shown(each.folder))]
    if each.problem:
        lines.append(say("cli.listed_problem", problem=each.problem))
    return "\n".join(lines)


def _plain(each: Listed) -> dict[str, Any]:
    facts = asdict(each)
    return {
        **{name: facts[name] for name in ("name", "icon", "about", "kind", "problem", "elsewhere")},
        "folder": str(each.folder),
        "opened": _moment(each.opened_s),
        "changed": _moment(each.changed_s),
        "thumbnail": str(each.thumbnail) if each.thumbnail is not None else None,
    }


def _plain_binned(each: Binned) -> dict[str, Any]:
    return {
        "number": each.number,
        "name": each.name,
        "was": each.folder.name,
        "folder": str(each.folder),
        "put_there": each.put_there,
    }


def _shown(folder: Path) -> str:
    """A folder fit to be shown, and to be typed if its name is an ordinary one."""
    return shlex.quote(harmless(str(folder)))


def _moment(seconds: float | None) -> str | None:
    """A moment in UTC as ISO 8601 writes it; None for none, and for one that no calendar has."""
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    except (OverflowError, OSError, ValueError):
        return None


def _day(seconds: float | None) -> str:
    return (_moment(seconds) or "")[:10]
