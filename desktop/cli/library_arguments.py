"""The grammar of the commands about whole apps: list, rename, duplicate, bin, bring-back, replay, migrate."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.messages import say


def add_library_commands(
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
    list_ = add("list")
    list_.add_argument("words", nargs="*", type=words, metavar="WORDS", help=say("cli.list_words"))
    rename = add("rename")
    rename.add_argument("folder", type=folder, metavar="DIR", help=say("cli.open_folder"))
    rename.add_argument("name", type=words, metavar="NAME", help=say("cli.rename_name"))
    rename.add_argument("--folder-only", action="store_true", help=say("cli.rename_folder_only"))
    duplicate = add("duplicate")
    duplicate.add_argument("folder", type=folder, metavar="DIR", help=say("cli.open_folder"))
    duplicate.add_argument("--without-data", action="store_true", help=say("cli.duplicate_without_data"))
    bin_ = add("bin")
    one_of = bin_.add_mutually_exclusive_group(required=True)
    one_of.add_argument("folder", nargs="?", type=folder, metavar="DIR", help=say("cli.open_folder"))
    one_of.add_argument("--list", action="store_true", help=say("cli.bin_list"))
    one_of.add_argument("--empty", action="store_true", help=say("cli.bin_empty"))
    bring_back = add("bring-back")
    bring_back.add_argument("name", type=words, metavar="NAME", help=say("cli.bring_back_name"))
    replay = add("replay")
    replay.add_argument("folder", type=folder, metavar="DIR", help=say("cli.open_folder"))
    replay.add_argument("--version", type=int, metavar="N", help=say("cli.replay_version"))
    migrate = add("migrate")
    migrate.add_argument("folder", type=folder, metavar="DIR", help=say("cli.open_folder"))
    migrate.add_argument("--apply", action="store_true", help=say("cli.migrate_apply"))
    for command in (list_, rename, duplicate, bin_, bring_back, replay, migrate):
        command.add_argument("--json", action="store_true", help=say("cli.json"))
