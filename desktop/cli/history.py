"""`homespun history`, `compare`, `restore`, `name` and `branch`: an app's folder in, its versions out."""

from __future__ import annotations

import shlex
from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli import exit_codes
from desktop.cli.report import to_json_text
from desktop.messages import harmless, say
from desktop.workspace import open_project

if TYPE_CHECKING:
    from desktop.history import Branch, Comparison, Version


def run_history(arguments: Namespace) -> int:
    """Say which versions of an app there are, the newest first.

    Args:
        arguments: `folder`, `limit`, `before` and `json` of the command line.

    Raises:
        HomespunError: There is no app, or its history cannot be read.
    """
    from desktop.history import History

    folder = open_project(arguments.folder).folder
    history = History(folder)
    versions, branches = history.versions(arguments.limit, arguments.before), history.branches()
    if arguments.json:
        report = {
            "versions": [_version(each) for each in versions],
            "branches": [_branch(each) for each in branches],
        }
        print(to_json_text(report))
    else:
        print(_fit(_listing(folder, versions, branches, arguments.limit)))
    return exit_codes.OK


def run_compare(arguments: Namespace) -> int:
    """Say what is different between two versions.

    Args:
        arguments: `folder`, `older`, `newer`, `files` and `json` of the command line.

    Raises:
        HomespunError: As `run_history`; or there is no such version.
    """
    from desktop.history import History, compare

    history = History(open_project(arguments.folder).folder)
    found = compare(history, history.version(arguments.older), history.version(arguments.newer))
    if arguments.json:
        print(to_json_text(_comparison(found)))
    else:
        print(_fit(_differences(found, arguments.files)))
    return exit_codes.OK


def run_restore(arguments: Namespace) -> int:
    """Bring an earlier version back, as a new one.

    Args:
        arguments: `folder`, `number`, `with_data` and `json` of the command line.

    Raises:
        HomespunError: It cannot be brought back; everything is as it was.
    """
    from desktop.history import restore

    done = restore(open_project(arguments.folder).folder, arguments.number, with_data=arguments.with_data)
    version = done.version
    if arguments.json:
        report = {
            "version": None if version is None else _version(version),
            "restored": arguments.number,
            "copy": done.copy,
            "with_data": done.with_data,
            "notes": list(done.notes),
            "out": str(done.project.folder),
        }
        print(to_json_text(report))
        return exit_codes.OK
    lines = [say("cli.restored", number=arguments.number)]
    if version is not None:
        lines.append(say("cli.restored_as", number=version.number))
    if done.with_data:
        lines.append(say("cli.restored_with_data"))
    elif done.copy:
        place = shlex.quote(str(arguments.folder))
        lines.append(say("cli.restored_copy", number=arguments.number, folder=place))
    print("\n".join([*lines, *(say("cli.built_note", note=note) for note in done.notes)]))
    return exit_codes.OK


def run_name(arguments: Namespace) -> int:
    """Call a version something.

    Args:
        arguments: `folder`, `number`, `name` and `json` of the command line.

    Raises:
        HomespunError: As `run_history`; or there is no such version, or the name cannot be kept.
    """
    from desktop.history import History

    history = History(open_project(arguments.folder).folder)
    version = history.name(history.version(arguments.number), arguments.name)
    if arguments.json:
        print(to_json_text({"version": _version(version)}))
    else:
        key = "cli.named" if version.name else "cli.unnamed"
        print(_fit(say(key, number=version.number, name=version.name)))
    return exit_codes.OK


def run_branch(arguments: Namespace) -> int:
    """Go to a branch; one that is not there yet begins at a version, or with the app as it is.

    Args:
        arguments: `folder`, `name`, `number` (None for a branch that is there, or the app as it is) and
            `json` of the command line.

    Raises:
        HomespunError: It cannot be shown; everything is as it was.
    """
    from desktop.history import History, begin_branch, show_branch

    folder = open_project(arguments.folder).folder
    history = History(folder)
    if arguments.number is None and history.has_branch(arguments.name):
        show_branch(folder, arguments.name)
        key = "cli.branch_shown"
    else:
        begin_branch(folder, arguments.name, arguments.number)
        key = "cli.branch_begun"
    branches = history.branches()
    branch = next(each for each in branches if each.current)
    if arguments.json:
        report = {"branch": _branch(branch), "branches": [_branch(each) for each in branches]}
        print(to_json_text(report))
    else:
        print(_fit(say(key, name=branch.name, number=branch.number)))
    return exit_codes.OK


def _fit(text: str) -> str:
    """Lines that show what is in them and do nothing else to a terminal: strangers may have written them."""
    return "\n".join(harmless(line) for line in text.split("\n"))


def _listing(folder: Path, versions: tuple[Version, ...], branches: tuple[Branch, ...], limit: int) -> str:
    if not versions:
        return say("cli.history_none")
    lines = []
    if len(branches) > 1:
        named = ", ".join(
            say("cli.history_here", name=each.name) if each.current else each.name for each in branches
        )
        lines += [say("cli.history_branches", branches=named), ""]
    lines += [_line(version) for version in versions]
    if len(versions) == limit and versions[-1].number > 1:
        place = shlex.quote(str(folder))
        lines += ["", say("cli.history_more", folder=place, number=versions[-1].number)]
    return "\n".join(lines)


def _line(version: Version) -> str:
    """One version on one line: its number, the person's own time, what happened, and its name."""
    what = say(f"history.kind_{version.kind}")
    if version.restored:
        what = say("cli.history_restored", kind=what, number=version.restored)
    words = " ".join(version.request.split())
    parts = [
        f"{version.number:>5}  {_own_time(version.time)}  {what}",
        say("cli.history_request", request=words) if words else "",
        say("cli.history_by", model=version.model_name) if version.model_name else "",
        say("cli.history_name", name=version.name) if version.name else "",
    ]
    return "  ".join(part for part in parts if part)


def _own_time(time: datetime) -> str:
    """A time as the clock on the wall shows it."""
    try:
        return f"{time.astimezone():%Y-%m-%d %H:%M}"
    except (OverflowError, ValueError, OSError):  # at the ends of the calendar
        return f"{time:%Y-%m-%d %H:%M}"


def _differences(found: Comparison, files: bool) -> str:
    lines = [say("cli.compare", older=found.older.number, newer=found.newer.number), ""]
    lines += [f"  {sentence}" for sentence in found.words]
    if found.files:
        lines += ["", say("cli.compare_files")]
    for each in found.files:
        counts = f"+{each.added} -{each.removed}" if each.diff else ""
        lines.append(f"  {say(f'cli.compare_{each.kind}', path=each.path)} {counts}".rstrip())
    if files:
        lines += [line for each in found.files if each.diff for line in ("", each.diff)]
    return "\n".join(lines)


def _version(version: Version) -> dict[str, Any]:
    return {
        "number": version.number,
        "id": version.id,
        "time": version.time.isoformat(),
        "kind": version.kind,
        "request": version.request,
        "script": version.script,
        "model_sha256": version.model_sha256,
        "model_name": version.model_name,
        "seed": version.seed,
        "language_version": version.language_version,
        "name": version.name,
        "snapshot": version.snapshot,
        "restored": version.restored,
    }


def _branch(branch: Branch) -> dict[str, Any]:
    return {"name": branch.name, "number": branch.number, "current": branch.current}


def _comparison(found: Comparison) -> dict[str, Any]:
    return {
        "older": _version(found.older),
        "newer": _version(found.newer),
        "words": list(found.words),
        "script": found.script,
        "files": [
            {
                "path": each.path,
                "kind": each.kind,
                "added": each.added,
                "removed": each.removed,
                "diff": each.diff,
            }
            for each in found.files
        ],
    }
