"""`homespun section` and `homespun explain`: what models by others do for an app, from the command line."""

from __future__ import annotations

import shlex
import threading
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli import exit_codes
from desktop.cli.doors import Doors
from desktop.cli.interrupt import stoppable
from desktop.cli.progress import ProgressLines
from desktop.cli.report import edit_report, said_report, to_json_text
from desktop.errors import Cancelled
from desktop.messages import harmless, say
from desktop.workspace import open_project

if TYPE_CHECKING:
    from desktop.coder import Fault
    from desktop.outcomes import Edited
    from desktop.workspace import Project

    TryFolder = Callable[[Path, threading.Event], tuple[Fault, ...]]


def run_section(arguments: Namespace, doors: Doors) -> int:
    """Have a part of one's own written, tried in a hidden page where there is Qt, and put into the app.

    Args:
        arguments: `folder`, `wish`, `name`, `page`, `overwrite`, `by` and `json` of the command line.
        doors: How the models and the pages are reached.

    Raises:
        HomespunError: The folder, the wish, the model or what it wrote cannot be used, the file is the
            person's own, or Ctrl+C was pressed; nothing was changed.
    """
    # Heavy: the compiler comes with it.
    from desktop.others import How, trying, untried
    from desktop.saving import save_edit

    project = open_project(arguments.folder)
    progress = ProgressLines(writes="part")
    with stoppable() as wished, doors.others() as others:
        how = How(arguments.by, progress.show, wished)

        def work(try_folder: TryFolder | None) -> Edited:
            run = untried if try_folder is None else trying(lambda folder: try_folder(folder, wished))
            edited = others.section(
                project,
                arguments.wish,
                run,
                name=arguments.name,
                page=arguments.page,
                overwrite=arguments.overwrite,
                how=how,
            )
            if try_folder is None:
                edited = replace(edited, notes=(*edited.notes, say("cli.section_untried")))
            return edited

        try:
            edited = doors.pages(work)
        finally:
            progress.finish()
        if wished.is_set():
            raise Cancelled("cancelled")
        project = save_edit(edited, project)
        edited = replace(edited, notes=(*edited.notes, *project.notes))
    if arguments.json:
        print(to_json_text(edit_report(edited, project.folder)))
    else:
        print(_section_summary(edited, project))
    return exit_codes.OK


def run_explain(arguments: Namespace, doors: Doors) -> int:
    """Say what an app keeps and shows, by a model where one is here, else by plain code.

    Args:
        arguments: `folder`, `question`, `by` and `json` of the command line.
        doors: How the models are reached.

    Raises:
        HomespunError: The folder or the model cannot be used, or Ctrl+C was pressed.
    """
    from desktop.others import How

    project = open_project(arguments.folder)
    progress = ProgressLines(writes="answer")
    with stoppable() as wished, doors.others() as others:
        try:
            said = others.explain(project, arguments.question, How(arguments.by, progress.show, wished))
        finally:
            progress.finish()
    if arguments.json:
        print(to_json_text(said_report(said)))
        return exit_codes.OK
    used = [said.use.sentence()] if said.use else []
    notes = [say("cli.built_note", note=note) for note in said.notes]
    print("\n".join(harmless(line) for line in [*said.text.split("\n"), *notes, *used]))
    return exit_codes.OK


def _section_summary(edited: Edited, project: Project) -> str:
    """Where the part is, what is still wrong in it, how to take it back, and who wrote it."""
    if not edited.changes_something:
        return say("cli.edited_nothing", app=edited.app.name)
    folder = shlex.quote(str(project.folder))
    lines = [say("cli.section_done", path=project.folder / part.path) for part in edited.parts]
    if edited.script:
        lines += ["", edited.script, ""]
    if edited.problems:
        lines.append(say("cli.section_problems"))
        lines += [f"  {problem}" for problem in edited.problems]
        lines.append(say("cli.section_undo", folder=folder))
    lines += [say("cli.built_note", note=note) for note in edited.notes]
    if edited.use is not None:
        lines.append(edited.use.sentence())
    lines.append(say("cli.built_open", folder=folder))
    return "\n".join(harmless(line) for line in lines)
