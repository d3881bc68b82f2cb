"""`homespun edit`: a folder with an app and a sentence in, the same folder with the app changed out."""

from __future__ import annotations

import shlex
from argparse import Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.certainty import SURE
from desktop.cli import exit_codes
from desktop.cli.doors import Doors
from desktop.cli.interrupt import stoppable
from desktop.cli.progress import ProgressLines
from desktop.cli.report import edit_report, to_json_text
from desktop.errors import Cancelled
from desktop.messages import say
from desktop.workspace import open_project

if TYPE_CHECKING:
    from desktop.session import Edited
    from desktop.workspace import Project


def run_edit(arguments: Namespace, doors: Doors) -> int:
    """Change an app as asked, and say what was understood.

    Args:
        arguments: `folder`, `request`, `by` and `json` of the command line.
        doors: How the session is reached.

    Raises:
        HomespunError: The folder, its blueprint, the request or the model cannot be used, or Ctrl+C was
            pressed; nothing was changed.
    """
    project = open_project(arguments.folder)  # before the model is loaded: a bad folder is known at once
    work = _by_another if arguments.by else _by_spindle
    edited, project = work(arguments, doors, project)
    edited = replace(edited, notes=(*edited.notes, *project.notes))
    if arguments.json:
        print(to_json_text(edit_report(edited, project.folder)))
    else:
        print(_summary(edited, project))
    return exit_codes.OK


def _by_spindle(arguments: Namespace, doors: Doors, project: Project) -> tuple[Edited, Project]:
    progress = ProgressLines()
    with stoppable() as wished, doors.session(None) as session:
        try:
            other = arguments.other
            edited = session.edit(project, arguments.request, other=other, on_progress=progress.show)
        finally:
            progress.finish()
        if wished.is_set():
            raise Cancelled("cancelled")
        return edited, session.save_edit(edited, project)


def _by_another(arguments: Namespace, doors: Doors, project: Project) -> tuple[Edited, Project]:
    """The change as another model writes it; Spindle is not asked."""
    # Heavy: the compiler comes with it.
    from desktop.others import How
    from desktop.saving import save_edit

    progress = ProgressLines(writes="change")
    with stoppable() as wished, doors.others() as others:
        try:
            edited = others.edit(project, arguments.request, How(arguments.by, progress.show, wished))
        finally:
            progress.finish()
        if wished.is_set():
            raise Cancelled("cancelled")
        return edited, save_edit(edited, project)


def _otherwise(edited: Edited, project: Project) -> list[str]:
    """What else may have been meant, and how to have that instead."""
    lines = []
    for number, script in enumerate(edited.others, start=1):
        words = ("edit", str(project.folder), edited.request, "--other", str(number))
        undo = f"homespun {shlex.join(('edit', str(project.folder), 'undo'))}; " if edited.script else ""
        lines += [say("cli.edited_otherwise"), *(f"    {line}" for line in script.splitlines())]
        lines.append(f"    {undo}homespun {shlex.join(words)}")
    return lines


def _summary(edited: Edited, project: Project) -> str:
    """What was understood, and what was not."""
    lines = [say("cli.edited_nothing", app=edited.app.name)]
    if edited.script:
        heading = say("cli.undone" if edited.undone else "cli.edited", app=edited.app.name)
        lines = [heading, "", edited.script, ""]
    followed = (each for each in edited.consequences if each.kind != "shown")
    lines += [say("cli.built_note", note=note) for note in edited.notes]
    lines += [each.sentence for each in followed]
    if edited.use is not None:
        lines.append(edited.use.sentence())
    if edited.chance < SURE:
        lines += _otherwise(edited, project)
    if edited.script:
        seconds = f"{dict(edited.timings_ms)['total'] / 1000:.1f}"
        lines += [
            say("cli.edited_in", seconds=seconds),
            say("cli.built_open", folder=shlex.quote(str(project.folder))),
        ]
    return "\n".join(lines)
