"""`homespun replay`: a folder with an app in, whether the same comes again of what it was made from out."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from desktop.cli import exit_codes
from desktop.cli.doors import Doors
from desktop.cli.progress import ProgressLines
from desktop.cli.report import to_json_text
from desktop.messages import harmless, say
from desktop.workspace import open_project

if TYPE_CHECKING:
    from desktop.replay import Replayed


def run_replay(arguments: Namespace, doors: Doors) -> int:
    """Make an app again and say what is other.

    Args:
        arguments: `folder`, `version` (None for the app as it is) and `json` of the command line.
        doors: How the session is reached.

    Returns:
        0 if every byte is the same, `exit_codes.DIFFERENT` if not.

    Raises:
        HomespunError: The folder, its origin or the model cannot be used. Nothing is changed in any case.
    """
    # Heavy: the compiler comes with it.
    from desktop.replay import files_of, replay

    project = open_project(arguments.folder)
    files = files_of(project, arguments.version)
    progress = ProgressLines()
    with doors.session(None) as session:
        try:
            replayed = replay(session, files, on_progress=progress.show)
        finally:
            progress.finish()
    if arguments.json:
        report = {"same": replayed.same, "version": arguments.version, **asdict(replayed)}
        print(to_json_text(report))
    else:
        print(_summary(replayed))
    return exit_codes.OK if replayed.same else exit_codes.DIFFERENT


def _summary(replayed: Replayed) -> str:
    lines = [
        say("cli.replay_same", count=replayed.compared) if replayed.same else say("cli.replay_different"),
        *(say("cli.replay_circumstance", what=each.sentence) for each in replayed.circumstances),
        *(say("cli.replay_difference", what=each.sentence) for each in replayed.differences),
    ]
    # What differs may hold words that somebody else wrote; line ends are ours.
    return "\n".join(harmless(part) for line in lines for part in line.split("\n"))
