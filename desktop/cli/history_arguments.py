"""The grammar of the commands about an app's versions: history, compare, restore, name and branch."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.messages import say

_LISTED = 20
_HIGHEST = 2**53


def add_history_commands(
    add: Callable[[str], argparse.ArgumentParser],
    folder: Callable[[str], Path],
    words: Callable[[str], str],
) -> None:
    """Add these commands.

    Args:
        add: Makes the parser of a command, with its help.
        folder: Reads a folder's name.
        words: Reads what a person typed.
    """

    def of_app(name: str) -> argparse.ArgumentParser:
        command = add(name)
        command.add_argument("folder", type=folder, metavar="DIR", help=say("cli.open_folder"))
        command.add_argument("--json", action="store_true", help=say("cli.json"))
        return command

    history = of_app("history")
    history.add_argument("--limit", type=_number, default=_LISTED, metavar="N", help=say("cli.history_limit"))
    history.add_argument("--before", type=_number, metavar="N", help=say("cli.history_before"))
    compare = of_app("compare")
    compare.add_argument("older", type=_number, metavar="A", help=say("cli.compare_older"))
    compare.add_argument("newer", type=_number, metavar="B", help=say("cli.compare_newer"))
    compare.add_argument("--files", action="store_true", help=say("cli.compare_lines"))
    restore = of_app("restore")
    restore.add_argument("number", type=_number, metavar="N", help=say("cli.version_number"))
    restore.add_argument("--with-data", action="store_true", help=say("cli.restore_with_data"))
    name = of_app("name")
    name.add_argument("number", type=_number, metavar="N", help=say("cli.version_number"))
    name.add_argument("name", type=words, metavar="NAME", help=say("cli.name_name"))
    branch = of_app("branch")
    branch.add_argument("name", type=words, metavar="NAME", help=say("cli.branch_name"))
    branch.add_argument("number", nargs="?", type=_number, metavar="N", help=say("cli.branch_number"))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:20]) <= _HIGHEST):
        raise argparse.ArgumentTypeError(say("cli.number_range"))
    return int(text)
