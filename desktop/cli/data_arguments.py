"""The grammar of `homespun data DIR …`: one word says what is done with an app's records."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.messages import say


def add_data_command(
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
    data = add("data")
    data.add_argument("folder", type=folder, metavar="DIR", help=say("cli.open_folder"))
    verbs = data.add_subparsers(dest="verb", metavar="WHAT", required=True, parser_class=type(data))
    check = verbs.add_parser("check", help=say("cli.data_check"))
    backup = verbs.add_parser("backup", help=say("cli.data_backup"))
    backup.add_argument("file", type=folder, metavar="FILE", help=say("cli.data_backup_file"))
    restore = verbs.add_parser("restore", help=say("cli.data_restore"))
    restore.add_argument("file", type=folder, metavar="FILE", help=say("cli.data_restore_file"))
    export = verbs.add_parser("export", help=say("cli.data_export"))
    export.add_argument("--as", dest="form", choices=("csv", "json"), required=True, help=say("cli.data_as"))
    export.add_argument("--out", type=folder, metavar="PLACE", help=say("cli.data_out"))
    import_ = verbs.add_parser("import", help=say("cli.data_import"))
    import_.add_argument("file", type=folder, metavar="FILE", help=say("cli.data_import_file"))
    import_.add_argument("--into", type=words, default="", metavar="ENTITY", help=say("cli.data_into"))
    import_.add_argument("--dry-run", action="store_true", help=say("cli.data_dry_run"))
    for verb in (check, backup, restore, export, import_):
        verb.add_argument("--json", action="store_true", help=say("cli.json"))
