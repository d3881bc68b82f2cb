"""A folder → everything that the window shows of the app in it; work for an errand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.blueprint import read
from desktop.library.languages import opening_note
from desktop.workspace import Project, open_project

if TYPE_CHECKING:
    from desktop.blueprint.diagnostics import Diagnostic
    from desktop.shell.conversation.remembering import Recalled


@dataclass(frozen=True, slots=True)
class Opened:
    """An app that was opened.

    Attributes:
        title: What it is called.
        diagnostics: What is wrong with its blueprint.
        recalled: The last turns of its conversation.
        note: What a person should know of its version, "" for nothing.
    """

    project: Project
    title: str
    diagnostics: tuple[Diagnostic, ...]
    recalled: Recalled
    note: str


def open_folder(folder: Path) -> Opened:
    """Open the app in a folder.

    Raises:
        FolderError: There is none, or it cannot be read.
    """
    return look_into(open_project(folder))


def look_into(project: Project) -> Opened:
    """Read what is to be shown of an app that is open already."""
    from desktop.shell.conversation.remembering import recall

    reading = read(project.blueprint_text)
    title = reading.app.name if reading.app is not None else project.folder.name
    return Opened(project, title, reading.diagnostics, recall(project), opening_note(project))
