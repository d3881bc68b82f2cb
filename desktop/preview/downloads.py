"""A file that the app itself made and wants to hand over: an export as CSV or JSON."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWebEngineCore import QWebEngineDownloadRequest

from desktop.preview.guard import MADE_BY_THE_PAGE

NAMES_OF_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
"""Names that Windows keeps for itself, with any ending."""


def safe_file_name(suggested: str) -> str:
    """Turn what a page suggests into a plain file name without folders or hidden dots."""
    name = re.split(r"[/\\]", suggested)[-1]
    name = "".join("-" if ord(sign) < 32 or sign in '<>:"|?*\x7f' else sign for sign in name).strip(". ")
    if not name or NAMES_OF_DEVICES.match(name):
        name = f"export-{name}" if name else "export"
    return name[-120:]


def made_by_the_page(request: QWebEngineDownloadRequest) -> bool:
    """Whether the file comes out of the page itself and not from an address."""
    return request.url().scheme() in MADE_BY_THE_PAGE and not request.isSavePageDownload()


class Download(QObject):
    """One offered file. Whoever receives it calls `save_to` at once; otherwise nothing is written."""

    finished = Signal(bool)

    def __init__(self, request: QWebEngineDownloadRequest, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._request = request
        self._name = safe_file_name(request.suggestedFileName())
        request.isFinishedChanged.connect(self._on_finished_changed)

    @property
    def name(self) -> str:
        """The file name that the page suggests, made safe."""
        return self._name

    def save_to(self, path: Path) -> None:
        """Write the file there; `finished` says whether it worked. An existing file is replaced."""
        self._request.setDownloadDirectory(str(path.parent))
        self._request.setDownloadFileName(path.name)
        self._request.accept()

    def _on_finished_changed(self) -> None:
        if self._request.isFinished():
            state = self._request.state()
            self.finished.emit(state == QWebEngineDownloadRequest.DownloadState.DownloadCompleted)
