"""`homespun migrate`: what becomes of an app of an older Homespun; and, when asked, that it becomes so."""

from __future__ import annotations

import difflib
from argparse import Namespace

from desktop.cli import exit_codes
from desktop.cli.report import to_json_text
from desktop.library import carry_out_migration, migration_of, opening_note
from desktop.messages import harmless, say
from desktop.workspace import open_project


def run_migrate(arguments: Namespace) -> int:
    """Show what becomes of an app's blueprint, and write it if that is wished.

    Args:
        arguments: `folder`, `apply` and `json` of the command line.

    Raises:
        HomespunError: The app cannot be brought to today's language; it is as it was.
    """
    project = open_project(arguments.folder)
    plan = migration_of(project)
    if plan is not None and arguments.apply:
        carry_out_migration(project, plan)
    applied = plan is not None and arguments.apply
    if arguments.json:
        about, text = (plan.about, plan.text) if plan is not None else ((), project.blueprint_text)
        print(
            to_json_text({"needed": plan is not None, "about": list(about), "text": text, "applied": applied})
        )
    elif plan is None:
        print(opening_note(project) or say("cli.migrate_nothing"))
    else:
        lines = difflib.unified_diff(plan.old_text.splitlines(), plan.text.splitlines(), lineterm="", n=1)
        print("\n".join([*plan.about, "", *map(harmless, list(lines)[2:]), ""]))
        print(say("cli.migrated" if applied else "cli.migrate_ask"))
    return exit_codes.OK
