"""A thin line under the bar that runs while there is work; its room stays without it, so nothing jumps."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from desktop.messages import say


class RunningLine(QProgressBar):
    """Hidden to begin with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, 0)
        self.setTextVisible(False)
        self.setAccessibleName(say("shell_stage.progress_name"))
        keep = self.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        keep.setVerticalPolicy(QSizePolicy.Policy.Fixed)
        self.setSizePolicy(keep)
        self.hide()
