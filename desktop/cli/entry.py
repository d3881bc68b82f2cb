"""From the arguments to one command, and from its outcome to an exit code and a clear sentence."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence

from desktop.cli import exit_codes
from desktop.cli.arguments import UsageError, read_arguments
from desktop.cli.doors import REAL_DOORS, Doors
from desktop.cli.report import error_report, to_json_text
from desktop.errors import HomespunError
from desktop.messages import say


def main(argv: Sequence[str] | None = None, *, doors: Doors = REAL_DOORS) -> int:
    """Run one command.

    Args:
        argv: The arguments without the program's name; None for those of this process.
        doors: How the parts behind the commands are reached; tests put others in.

    Returns:
        The exit code, see `exit_codes`.
    """
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        arguments = read_arguments(given)
    except UsageError as problem:
        return _failed("--json" in given, "usage", str(problem), exit_codes.USAGE)
    except SystemExit as finished:  # argparse has printed --help or --version
        return int(finished.code or 0)
    as_json = getattr(arguments, "json", False)
    try:
        return _run(arguments, doors)
    except HomespunError as problem:
        return _failed(as_json, problem.key, str(problem), exit_codes.exit_code(problem))
    except KeyboardInterrupt:
        return _failed(as_json, "cancelled", say("errors.cancelled"), exit_codes.STOPPED)


def _run(arguments: Namespace, doors: Doors) -> int:
    if arguments.command == "build":
        from desktop.cli.build import run_build

        return run_build(arguments, doors)
    if arguments.command == "edit":
        from desktop.cli.edit import run_edit

        return run_edit(arguments, doors)
    if arguments.command in ("section", "explain"):
        from desktop.cli import others

        return int(getattr(others, f"run_{arguments.command}")(arguments, doors))
    if arguments.command == "export":
        from desktop.cli.exports import run_export

        return run_export(arguments)
    if arguments.command == "import":
        from desktop.cli.exports import run_import

        return run_import(arguments)
    if arguments.command in ("list", "rename", "duplicate", "bin", "bring-back"):
        from desktop.cli import library

        run = getattr(library, f"run_{arguments.command.replace('-', '_')}")
        return int(run(arguments))
    if arguments.command in ("history", "compare", "restore", "name", "branch"):
        from desktop.cli import history

        return int(getattr(history, f"run_{arguments.command}")(arguments))
    if arguments.command == "migrate":
        from desktop.cli.migrate import run_migrate

        return run_migrate(arguments)
    if arguments.command == "replay":
        from desktop.cli.replay import run_replay

        return run_replay(arguments, doors)
    if arguments.command == "data":
        from desktop.cli.data import run_data

        return run_data(arguments)
    if arguments.command == "models":
        from desktop.cli.models import run_models

        return run_models(arguments)
    if arguments.command == "serve-model":
        from desktop.cli.serving import run_serve_model

        return run_serve_model(arguments)
    if arguments.command == "update":
        from desktop.cli.update import run_update

        return run_update(arguments)
    if arguments.command == "doctor":
        from desktop.cli.doctor import run_doctor

        return run_doctor(as_json=arguments.json)
    if arguments.command == "bench":
        return doors.bench(arguments.rest)
    if arguments.command == "open":
        from desktop.workspace import open_project

        if arguments.folder.is_file():
            return doors.window(arguments.folder)  # an app that somebody gave away: the window brings it in
        return doors.window(open_project(arguments.folder).folder)
    return doors.window(None)


def _failed(as_json: bool, key: str, sentence: str, code: int) -> int:
    if as_json:
        print(to_json_text(error_report(key, sentence)))
    else:
        print(sentence, file=sys.stderr)
    return code
