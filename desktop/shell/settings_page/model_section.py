"""Which model writes, and with how many threads."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import ModelError
from desktop.messages import say
from desktop.settings import Settings
from desktop.shell.errands import Errands
from desktop.shell.look import XS, M
from desktop.shell.settings_page.section import Section, soft_words

ONLY_READS = "bert"
"""Part of the names of all architectures that encode and do not write."""


class ModelSection(Section):
    """Spindle, or a file of one's own; threads."""

    def __init__(self, errands: Errands) -> None:
        """Make it; `errands` look into model files."""
        super().__init__("model")
        self._errands = errands
        self._running: Settings | None = None
        self._shipped = QRadioButton(say("shell_settings.model_shipped"))
        self._own = QRadioButton(say("shell_settings.model_own"))
        self._shipped.clicked.connect(self._on_shipped_clicked)
        self._own.clicked.connect(self._on_own_clicked)
        self._file = soft_words("")
        which = QWidget()
        rows = QVBoxLayout(which)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(XS)
        for part in (self._shipped, self._own, self._file):
            rows.addWidget(part)
        self.add_row(say("shell_settings.model_which"), which, say("shell_settings.model_hint"))
        self._auto = QCheckBox(say("shell_settings.threads_auto"))
        self._auto.clicked.connect(self._on_auto_clicked)
        self._threads = QSlider(Qt.Orientation.Horizontal)
        self._threads.setRange(1, max(2, os.cpu_count() or 2))
        self._threads.setPageStep(1)
        self._threads.setAccessibleName(say("shell_settings.threads"))
        self._threads.valueChanged.connect(self._on_threads_changed)
        self._count = QLabel()
        self._count.setMinimumWidth(80)
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(M)
        line.addWidget(self._threads, 1)
        line.addWidget(self._count)
        how_many = QWidget()
        rows = QVBoxLayout(how_many)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(XS)
        rows.addWidget(self._auto)
        rows.addWidget(both)
        self.add_row(say("shell_settings.threads"), how_many, say("shell_settings.threads_hint"))
        self._later = self.add_later(say("shell_settings.model_later"))
        self.end_rows()

    def show_settings(self, settings: Settings) -> None:
        """Show the model and the threads."""
        super().show_settings(settings)
        # What is shown first is what the model was started with.
        self._running = self._running or settings
        at_work = (settings.model, settings.threads) == (self._running.model, self._running.threads)
        self._later.setVisible(not at_work)
        own = bool(settings.model)
        (self._own if own else self._shipped).setChecked(True)
        self._file.setText(settings.model)
        self._file.setVisible(own)
        self._auto.setChecked(not settings.threads)
        self._threads.blockSignals(True)
        self._threads.setEnabled(bool(settings.threads))
        self._threads.setValue(settings.threads or self._threads.maximum())
        self._threads.blockSignals(False)
        self._count.setText(
            say("shell_settings.threads_count", count=self._threads.value()) if settings.threads else ""
        )

    def choose_file(self, file: Path) -> None:
        """Let this model write, if it can be run here; that is looked into beside the window's thread."""
        self._errands.run(lambda: _look_into(file), done=self._on_looked_into, failed=self._on_refused)

    def _on_looked_into(self, file: Path) -> None:
        self.changed.emit(replace(self._settings, model=str(file)))

    def _on_refused(self, sentence: str) -> None:
        self.show_settings(self._settings)
        self.failed.emit(sentence)

    def _on_shipped_clicked(self) -> None:
        self.changed.emit(replace(self._settings, model=""))

    def _on_own_clicked(self) -> None:
        kind = say("shell_settings.model_files")
        chosen, _ = QFileDialog.getOpenFileName(
            self, say("shell_settings.model_choose"), self._settings.model, f"{kind} (*.gguf)"
        )
        if chosen:
            self.choose_file(Path(chosen))
        else:
            self.show_settings(self._settings)

    def _on_auto_clicked(self, auto: bool) -> None:
        self.changed.emit(replace(self._settings, threads=0 if auto else self._threads.value()))

    def _on_threads_changed(self, count: int) -> None:
        self.changed.emit(replace(self._settings, threads=count))


def _look_into(file: Path) -> Path:
    """Return the file's whole path if it is a model that can write here.

    Raises:
        ModelError: It is none, or too large, or one that only reads.
    """
    # Loaded here: the engine's room brings numpy along, which no start should wait for.
    from desktop.engine.model_file import check_model

    if ONLY_READS in check_model(file).architecture:
        raise ModelError("model_unsupported", file=file.name)
    return file.absolute()
