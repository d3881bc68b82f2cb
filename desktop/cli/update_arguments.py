"""The grammar of `homespun update`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.messages import say


def add_update_command(add: Callable[[str], argparse.ArgumentParser], file: Callable[[str], Path]) -> None:
    """Add the command.

    Args:
        add: Makes the parser of a command, with its help.
        file: Reads a file's name.
    """
    update = add("update")
    one_of = update.add_mutually_exclusive_group()
    one_of.add_argument("file", nargs="?", type=file, metavar="FILE", help=say("cli.update_file"))
    one_of.add_argument("--back", action="store_true", help=say("cli.update_back"))
    update.add_argument("--check", action="store_true", help=say("cli.update_check"))
    update.add_argument("--json", action="store_true", help=say("cli.json"))
