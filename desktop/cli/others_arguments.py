"""The command line's grammar for parts of one's own and explanations, which models by others may write."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.messages import say


def add_others_commands(
    add: Callable[[str], argparse.ArgumentParser],
    folder: Callable[[str], Path],
    readable: Callable[[str], str],
) -> None:
    """Add `section` and `explain`.

    Args:
        add: Adds a command by its name and returns its parser.
        folder: Reads a folder.
        readable: Reads words.
    """
    section = add("section")
    section.add_argument("folder", type=folder, metavar="DIR", help=say("cli.open_folder"))
    section.add_argument("wish", type=readable, metavar="WISH", help=say("cli.section_wish"))
    section.add_argument("--name", type=readable, default="", metavar="NAME", help=say("cli.section_name"))
    section.add_argument("--page", type=readable, default="", metavar="PAGE", help=say("cli.section_page"))
    section.add_argument("--overwrite", action="store_true", help=say("cli.section_overwrite"))
    section.add_argument("--by", type=readable, default="", metavar="MODEL", help=say("cli.by"))
    section.add_argument("--json", action="store_true", help=say("cli.json"))
    explain = add("explain")
    explain.add_argument("folder", type=folder, metavar="DIR", help=say("cli.open_folder"))
    explain.add_argument(
        "question", type=readable, nargs="?", default="", metavar="QUESTION", help=say("cli.explain_question")
    )
    explain.add_argument("--by", type=readable, default="", metavar="MODEL", help=say("cli.by"))
    explain.add_argument("--json", action="store_true", help=say("cli.json"))
