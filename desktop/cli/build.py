"""`homespun build`: a sentence in, a folder with an app out."""

from __future__ import annotations

import shlex
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from desktop.cli import exit_codes
from desktop.cli.arguments import MOST_TAKES
from desktop.cli.doors import Doors
from desktop.cli.interrupt import stoppable
from desktop.cli.progress import ProgressLines
from desktop.cli.report import build_report, takes_report, to_json_text
from desktop.errors import Cancelled, RequestError
from desktop.messages import say
from desktop.paths import apps_folder
from desktop.workspace import check_folder, new_folder

if TYPE_CHECKING:
    from desktop.session import Built, Session
    from desktop.workspace import Project


def run_build(arguments: Namespace, doors: Doors) -> int:
    """Build an app, save it, and say where it is.

    Args:
        arguments: `request`, `out`, `seed`, `takes`, `take`, `model`, `by` and `json` of the command line.
        doors: How the session is reached.

    Raises:
        HomespunError: The request, the model or the folder cannot be used; nothing was changed.
    """
    if arguments.takes:
        return _show_takes(arguments, doors)
    if arguments.out is not None:
        check_folder(arguments.out)  # before the model is loaded: a bad folder is known at once
    built, project = (_by_another if arguments.by else _by_spindle)(arguments, doors)
    built = replace(built, notes=(*built.notes, *project.notes))
    if arguments.json:
        print(to_json_text(build_report(built, project.folder)))
    else:
        print(_summary(built, project.folder))
    return exit_codes.OK


def _by_spindle(arguments: Namespace, doors: Doors) -> tuple[Built, Project]:
    progress = ProgressLines()
    with stoppable() as wished, doors.session(arguments.model) as session:
        try:
            built = _built(session, arguments, progress, wished)
        finally:
            progress.finish()
        if wished.is_set():
            raise Cancelled("cancelled")
        return built, session.save(built, _folder_for(arguments, built))


def _by_another(arguments: Namespace, doors: Doors) -> tuple[Built, Project]:
    """The app as another model makes it; Spindle is not asked."""
    # Heavy: the compiler comes with it.
    from desktop.others import How
    from desktop.saving import save_new

    progress = ProgressLines()
    with stoppable() as wished, doors.others() as others:
        how = How(arguments.by, progress.show, wished)
        try:
            built = others.build(arguments.request, seed=arguments.seed, how=how)
        finally:
            progress.finish()
        if wished.is_set():
            raise Cancelled("cancelled")
        return built, save_new(built, _folder_for(arguments, built))


def _folder_for(arguments: Namespace, built: Built) -> Path:
    return arguments.out or new_folder(apps_folder(), built.app.name)


def _built(session: Session, arguments: Namespace, progress: ProgressLines, wished: Event) -> Built:
    """The app, or the take of it that was chosen.

    Raises:
        RequestError: There is no such take.
    """
    if arguments.take == 1:
        return session.build(
            arguments.request, seed=arguments.seed, on_progress=progress.show, cancelled=wished
        )
    takes = session.takes(arguments.request, arguments.take, seed=arguments.seed, on_progress=progress.show)
    if len(takes) < arguments.take:
        raise RequestError("request_no_such_take", count=len(takes))
    return takes[int(arguments.take) - 1]


def _show_takes(arguments: Namespace, doors: Doors) -> int:
    """Print several ways to build the request; write nothing."""
    progress = ProgressLines()
    with doors.session(arguments.model) as session:
        try:
            takes = session.takes(
                arguments.request, MOST_TAKES, seed=arguments.seed, on_progress=progress.show
            )
        finally:
            progress.finish()
    if arguments.json:
        print(to_json_text(takes_report(takes)))
        return exit_codes.OK
    for built in takes:
        kept = ", ".join(entity.name for entity in built.app.entities)
        pages = ", ".join(page.name for page in built.app.pages)
        print(say("cli.take", number=built.take, app=built.app.name, percent=round(built.chance * 100)))
        print(say("cli.take_keeps", kept=kept) if kept else say("cli.take_keeps_nothing"))
        print(say("cli.take_shows", pages=pages))
    print(say("cli.take_choose", request=shlex.quote(arguments.request)))
    return exit_codes.OK


def _summary(built: Built, folder: Path) -> str:
    app = built.app
    seconds = f"{dict(built.timings_ms)['total'] / 1000:.1f}"
    made_by = say(f"cli.made_by_{built.made_by}", name=built.model_name)
    lines = [
        say("cli.built", app=app.name),
        "",
        built.text.rstrip(),
        "",
        *(say("cli.built_note", note=note) for note in built.notes),
        say("cli.built_by", made_by=made_by, seed=built.seed, seconds=seconds),
        *([built.use.sentence()] if built.use else []),
        say("cli.built_page", page=folder / "index.html"),
        say("cli.built_open", folder=shlex.quote(str(folder))),
    ]
    return "\n".join(lines)
