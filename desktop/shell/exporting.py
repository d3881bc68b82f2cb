"""An app goes out into the world: an errand, and a sentence that says where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.messages import say
from desktop.shell.visits import downloads_folder
from desktop.shell.word_panel import BAD, CALM, GOOD

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.exports import Exported, Form
    from desktop.shell.errands import Errands
    from desktop.shell.word_panel import WordPanel
    from desktop.workspace import Project


class Exporting(QObject):
    """Exports apps into the person's downloads, over nothing."""

    def __init__(self, errands: Errands, word: WordPanel, parent: QObject) -> None:
        """Make it.

        Args:
            errands: Carries it out.
            word: Says how it went.
            parent: Its owner in Qt.
        """
        super().__init__(parent)
        self._errands = errands
        self._word = word

    def export(self, project: Project, form: Form, *, with_data: bool) -> None:
        """Export an app.

        Args:
            project: The app; what lies in its folder now goes out.
            form: As what.
            with_data: Whether its records go along.
        """
        self._word.say_this(say("shell_workbench.exporting"), CALM)
        folder = downloads_folder()
        self._errands.run(
            lambda: _export(project.folder, form, with_data, folder),
            self._on_exported,
            lambda sentence: self._word.say_this(sentence, BAD),
        )

    def _on_exported(self, exported: Exported) -> None:
        place = exported.place
        sentence = say("shell_workbench.exported", place=place)
        self._word.say_this(
            "\n".join((sentence, *exported.notes)),
            GOOD,
            say("shell_workbench.show_place"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(place.parent))),
        )


def _export(folder: Path, form: Form, with_data: bool, downloads: Path) -> Exported:
    # The room brings the history and the records along; they are loaded in the errand's thread.
    from desktop.exports import KINDS, export_project
    from desktop.workspace import new_folder, open_project

    project = open_project(folder)
    downloads.mkdir(parents=True, exist_ok=True)
    out = downloads if KINDS[form].ending else new_folder(downloads, project.folder.name)
    return export_project(project, form, with_data=with_data, out=out)
