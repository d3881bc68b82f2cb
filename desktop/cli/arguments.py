"""The command line's grammar and its help; every sentence comes from the `cli` catalogue."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from desktop.cli.data_arguments import add_data_command
from desktop.cli.history_arguments import add_history_commands
from desktop.cli.library_arguments import add_library_commands
from desktop.cli.models_arguments import add_models_command
from desktop.cli.others_arguments import add_others_commands
from desktop.cli.serving_arguments import add_serving_command
from desktop.cli.update_arguments import add_update_command
from desktop.messages import say
from desktop.version import PROGRAM_VERSION

_HIGHEST_SEED = 2**32 - 1
MOST_TAKES = 3
"""So many ways to build one request are shown side by side."""
_TAKES = tuple(str(number) for number in range(1, MOST_TAKES + 1))


class UsageError(Exception):
    """The command line could not be understood; the text says why and what is expected."""


class _Parser(argparse.ArgumentParser):
    """A parser that leaves printing and exiting to the caller, so that `--json` stays JSON."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(say("cli.usage_problem", problem=message, usage=self.format_usage().strip()))


def read_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Read the command line.

    Args:
        argv: The arguments, without the program's name.

    Returns:
        `command` (None for the window) and the command's own values.

    Raises:
        UsageError: The arguments do not fit.
        SystemExit: After `--help` and `--version`, with code 0.
    """
    if argv and argv[0] == "bench":
        # The benchmark reads its own words; argparse would take its options for ours.
        return argparse.Namespace(command="bench", rest=list(argv[1:]))
    arguments = _parser().parse_args(argv)
    if arguments.command == "build" and arguments.by and not _leaves_it_to_one(arguments):
        raise UsageError(say("cli.by_alone"))
    if arguments.command == "update" and arguments.check and arguments.file is None:
        raise UsageError(say("cli.update_which"))
    return arguments


def _leaves_it_to_one(build: argparse.Namespace) -> bool:
    """Whether nothing is asked of a build that only Spindle does."""
    return not build.takes and build.take == 1 and build.model is None


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="homespun",
        description=say("cli.about"),
        epilog=say("cli.epilog"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"homespun {PROGRAM_VERSION}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _add_build(commands)
    _add_edit(commands)
    add_others_commands(lambda name: _add(commands, name), _folder, _readable)
    _add_open(commands)
    _add_export(commands)
    _add_import(commands)
    add_history_commands(lambda name: _add(commands, name), _folder, _readable)
    add_library_commands(lambda name: _add(commands, name), _folder, _readable)
    add_data_command(lambda name: _add(commands, name), _folder, _readable)
    add_models_command(lambda name: _add(commands, name), _folder, _readable)
    add_serving_command(lambda name: _add(commands, name), _readable)
    add_update_command(lambda name: _add(commands, name), _folder)
    _add_doctor(commands)
    commands.add_parser("bench", help=say("cli.bench_help"), add_help=False)
    return parser


def _add(commands: argparse._SubParsersAction[_Parser], name: str) -> argparse.ArgumentParser:
    key = name.replace("-", "_")
    return commands.add_parser(
        name,
        help=say(f"cli.{key}_help"),
        description=say(f"cli.{key}_about"),
        epilog=say(f"cli.{key}_epilog"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _add_build(commands: argparse._SubParsersAction[_Parser]) -> None:
    build = _add(commands, "build")
    build.add_argument("request", type=_readable, metavar="REQUEST", help=say("cli.build_request"))
    build.add_argument("--out", type=_folder, metavar="DIR", help=say("cli.build_out"))
    build.add_argument("--seed", type=_seed, default=0, metavar="N", help=say("cli.build_seed"))
    build.add_argument("--takes", action="store_true", help=say("cli.build_takes"))
    build.add_argument("--take", type=_take, default=1, metavar="N", help=say("cli.build_take"))
    build.add_argument("--model", type=Path, metavar="PATH", help=say("cli.build_model"))
    build.add_argument("--by", type=_readable, default="", metavar="MODEL", help=say("cli.by"))
    build.add_argument("--json", action="store_true", help=say("cli.json"))


def _add_edit(commands: argparse._SubParsersAction[_Parser]) -> None:
    edit = _add(commands, "edit")
    edit.add_argument("folder", type=_folder, metavar="DIR", help=say("cli.open_folder"))
    edit.add_argument("request", type=_readable, metavar="REQUEST", help=say("cli.edit_request"))
    edit.add_argument("--other", type=int, default=0, metavar="N", help=say("cli.edit_other"))
    edit.add_argument("--by", type=_readable, default="", metavar="MODEL", help=say("cli.by"))
    edit.add_argument("--json", action="store_true", help=say("cli.json"))


def _add_open(commands: argparse._SubParsersAction[_Parser]) -> None:
    open_ = _add(commands, "open")
    open_.add_argument("folder", type=_folder, metavar="DIR", help=say("cli.open_folder"))


def _add_export(commands: argparse._SubParsersAction[_Parser]) -> None:
    export = _add(commands, "export")
    export.add_argument("folder", type=_folder, metavar="DIR", help=say("cli.open_folder"))
    forms = ("html", "zip", "folder", "bundle", "code")
    export.add_argument("--as", dest="form", choices=forms, required=True, help=say("cli.export_as"))
    export.add_argument("--with-data", action="store_true", help=say("cli.export_data"))
    export.add_argument("--out", type=_folder, metavar="PLACE", help=say("cli.export_out"))
    export.add_argument("--json", action="store_true", help=say("cli.json"))


def _add_import(commands: argparse._SubParsersAction[_Parser]) -> None:
    import_ = _add(commands, "import")
    import_.add_argument("source", type=_folder, metavar="FILE_OR_FOLDER", help=say("cli.import_source"))
    import_.add_argument("--to", type=_folder, metavar="DIR", help=say("cli.import_to"))
    import_.add_argument("--json", action="store_true", help=say("cli.json"))


def _add_doctor(commands: argparse._SubParsersAction[_Parser]) -> None:
    doctor = _add(commands, "doctor")
    doctor.add_argument("--json", action="store_true", help=say("cli.json"))


def _readable(request: str) -> str:
    """The request without the stray bytes that a terminal in another encoding may hand over."""
    return request.encode("utf-8", "replace").decode("utf-8")


def _folder(text: str) -> Path:
    """A folder by name; an empty name would silently mean the current folder."""
    if not text.strip():
        raise argparse.ArgumentTypeError(say("cli.folder_unnamed"))
    return Path(text).expanduser()


def _take(text: str) -> int:
    if text not in _TAKES:
        raise argparse.ArgumentTypeError(say("cli.take_range", highest=MOST_TAKES))
    return int(text)


def _seed(text: str) -> int:
    problem = say("cli.seed_range", highest=_HIGHEST_SEED)
    try:
        seed = int(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(problem) from error
    if not 0 <= seed <= _HIGHEST_SEED:
        raise argparse.ArgumentTypeError(problem)
    return seed
