"""What the running app wants of the world outside: files it hands over are saved, addresses are counted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths

from desktop.messages import say
from desktop.shell.export_place import free_place

if TYPE_CHECKING:
    from desktop.preview.downloads import Download
    from desktop.preview.guard import Refusal
    from desktop.shell.stage.stage import PreviewStage
    from desktop.shell.status_line import StatusLine

MOST_KEPT = 1000


class Visits(QObject):
    """Listens to the stage and tells the status line."""

    def __init__(self, stage: PreviewStage, status: StatusLine) -> None:
        super().__init__(stage)
        self._status = status
        self._refusals: tuple[Refusal, ...] = ()
        stage.refused.connect(self._on_refused)
        stage.download_offered.connect(self._on_download_offered)

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """What apps were refused, the oldest first."""
        return self._refusals

    def _on_refused(self, refusal: Refusal) -> None:
        self._refusals = (*self._refusals, refusal)[-MOST_KEPT:]
        self._status.show_refusals(len(self._refusals), f"{refusal.url}\n{refusal.why}")

    def _on_download_offered(self, download: Download) -> None:
        place = free_place(downloads_folder(), download.name)
        download.finished.connect(lambda worked: self._on_download_finished(place, worked))
        download.save_to(place)

    def _on_download_finished(self, place: Path, worked: bool) -> None:
        sentence = "shell.download_saved" if worked else "shell.download_failed"
        self._status.show_doing(say(sentence, file=place.name, folder=str(place.parent)))


def downloads_folder() -> Path:
    """Where the person's downloads are."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation))
