"""Which Homespun this is, whose it is, and what its model is in a few lines."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.messages import say
from desktop.paths import models_folder, program_folders
from desktop.shell.amounts import size
from desktop.shell.errands import Errands
from desktop.shell.look import M, font, picture
from desktop.shell.settings_page.section import Section, soft_words
from desktop.version import PROGRAM_VERSION

MARK_PX = 44
_CARD = ("reads", "remembers", "writes", "knows")


class AboutSection(Section):
    """Version, licences, the model's card in short."""

    def __init__(self, errands: Errands) -> None:
        """Make it; `errands` read what the model says of itself."""
        super().__init__("about")
        self._errands = errands
        mark = QLabel()
        mark.setPixmap(picture("homespun", "", MARK_PX))
        mark.setAccessibleName("Homespun")
        name = QLabel("Homespun")
        name.setFont(font("lead", strong=True))
        version = soft_words(say("shell_settings.version", version=PROGRAM_VERSION, qt=qVersion() or ""))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(version)
        head = QHBoxLayout()
        head.setSpacing(M)
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self.rows.addLayout(head)
        self._model = QLabel(say("shell_settings.card"))
        self._model.setFont(font("body", strong=True))
        self.rows.addWidget(self._model)
        card = QVBoxLayout()
        card.setSpacing(M)
        for line in _CARD:
            card.addWidget(soft_words(say(f"shell_settings.card_{line}")))
        self.rows.addLayout(card)
        heading = QLabel(say("shell_settings.licences"))
        heading.setFont(font("body", strong=True))
        self.rows.addWidget(heading)
        self.rows.addWidget(soft_words(say("shell_settings.licences_words")))
        licence = QPushButton(say("shell_settings.licence_show"))
        licence.setProperty("role", "link")
        licence.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(_licence()))))
        licence.setVisible(_licence().is_file())
        self.rows.addWidget(licence, 0, Qt.AlignmentFlag.AlignLeft)
        self.end_rows()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask the model for its name."""
        super().showEvent(event)
        self._errands.run(_model_facts, done=self._show_model)

    def _show_model(self, facts: tuple[str, str, int]) -> None:
        name, version, size_bytes = facts
        if name:
            self._model.setText(
                say("shell_settings.card_named", name=name, version=version, size=size(size_bytes))
            )


def _licence() -> Path:
    """It lies beside the program's folders, from source and in a bundle alike."""
    first = program_folders()[0]
    return next((place for place in (first / "LICENSE", first.parent / "LICENSE") if place.is_file()), first)


def _model_facts() -> tuple[str, str, int]:
    """(name, version, bytes of all its files) as the manifest has them; ("", "", 0) if it cannot be read.

    The manifest is only shown here; whether the files are whole is the hub's to say, when they are loaded.
    """
    try:
        facts = json.loads((models_folder() / "manifest.json").read_text(encoding="utf-8"))
        return str(facts["name"]), str(facts["version"]), sum(int(file["bytes"]) for file in facts["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", "", 0
