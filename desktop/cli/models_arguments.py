"""The grammar of `homespun models …`: one word says what is done with models by others."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.messages import say


def add_models_command(
    add: Callable[[str], argparse.ArgumentParser],
    folder: Callable[[str], Path],
    words: Callable[[str], str],
) -> None:
    """Add the command.

    Args:
        add: Makes the parser of a command, with its help.
        folder: Reads the name of a folder or file.
        words: Reads what a person typed.
    """
    models = add("models")
    models.set_defaults(verb="list")
    models.add_argument("--json", action="store_true", help=say("cli.json"))
    verbs = models.add_subparsers(dest="verb", metavar="WHAT", parser_class=type(models))
    list_ = verbs.add_parser("list", help=say("cli.models_list"))
    search = verbs.add_parser("search", help=say("cli.models_search"))
    search.add_argument("words", nargs="+", type=words, metavar="WORDS", help=say("cli.models_words"))
    get = verbs.add_parser("get", help=say("cli.models_get"))
    get.add_argument("name", type=words, metavar="NAME", help=say("cli.models_get_name"))
    get.add_argument("--anyway", action="store_true", help=say("cli.models_anyway"))
    add_ = verbs.add_parser("add", help=say("cli.models_add"))
    add_.add_argument("file", type=folder, metavar="FILE", help=say("cli.models_file"))
    add_.add_argument("--link", action="store_true", help=say("cli.models_link"))
    remove = verbs.add_parser("remove", help=say("cli.models_remove"))
    remove.add_argument("name", type=words, metavar="NAME", help=say("cli.models_remove_name"))
    folders = verbs.add_parser("folders", help=say("cli.models_folders"))
    one_of = folders.add_mutually_exclusive_group()
    one_of.add_argument("--add", type=folder, metavar="PLACE", help=say("cli.models_folders_add"))
    one_of.add_argument("--forget", type=folder, metavar="PLACE", help=say("cli.models_folders_forget"))
    for verb in (list_, search, get, add_, remove, folders):
        verb.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=say("cli.json"))
