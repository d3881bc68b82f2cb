"""`homespun export` and `homespun import`: an app out into the world, and one that was made elsewhere in."""

from __future__ import annotations

import shlex
from argparse import Namespace

from desktop.cli import exit_codes
from desktop.cli.report import to_json_text
from desktop.exports import export_project, import_project
from desktop.messages import say
from desktop.workspace import open_project


def run_export(arguments: Namespace) -> int:
    """Export an app, and say where it is now.

    Args:
        arguments: `folder`, `form`, `with_data`, `out` and `json` of the command line.

    Raises:
        HomespunError: The app or the place cannot be used; nothing was written.
    """
    project = open_project(arguments.folder)
    exported = export_project(project, arguments.form, with_data=arguments.with_data, out=arguments.out)
    if arguments.json:
        report = {
            "as": exported.form,
            "app": exported.app_name,
            "out": str(exported.place),
            "with_data": exported.has_data,
            "files": exported.files,
            "bytes": exported.size_bytes,
            "notes": list(exported.notes),
        }
        print(to_json_text(report))
        return exit_codes.OK
    data = say("cli.export_with_data" if exported.has_data else "cli.export_without_data")
    print(say(f"cli.exported_{exported.form}", app=exported.app_name, place=exported.place, data=data))
    for note in exported.notes:
        print(say("cli.built_note", note=note))
    return exit_codes.OK


def run_import(arguments: Namespace) -> int:
    """Bring in an app that was made elsewhere, and say what came along.

    Args:
        arguments: `source`, `to` and `json` of the command line.

    Raises:
        HomespunError: What was handed in or the place cannot be used; nothing came in.
    """
    imported = import_project(arguments.source, arguments.to)
    folder = imported.project.folder
    if arguments.json:
        report = {
            "app": imported.app_name,
            "out": str(folder),
            "records": imported.records,
            "with_history": imported.has_history,
            "left_out": list(imported.left_out),
            "notes": list(imported.notes),
        }
        print(to_json_text(report))
        return exit_codes.OK
    print(say("cli.imported", app=imported.app_name, folder=folder))
    print(say("cli.imported_records", count=imported.records))
    if imported.has_history:
        print(say("cli.imported_history"))
    for note in imported.notes:
        print(say("cli.built_note", note=note))
    print(say("cli.built_open", folder=shlex.quote(str(folder))))
    return exit_codes.OK
