"""Models on their way into this computer: one after the other, beside the window's thread.

They go on when the settings are closed, and end with the window; what has come by then is kept, and asking
for the same model again goes on with it.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal

from desktop.errors import Cancelled, HomespunError

if TYPE_CHECKING:
    from desktop.hub import FetchProgress, Hub

NEWS_EVERY_S = 0.1
CLOSING_TIMEOUT_S = 10.0

Stage = Literal["waiting", "asking", "checking", "fetching", "copying", "paused", "failed"]
CAME, STOPPED, FAILED = "came", "stopped", "failed"
MOVING: tuple[Stage, ...] = ("asking", "checking", "fetching", "copying")


@dataclass(frozen=True, slots=True)
class Fetch:
    """One model that is wanted.

    Attributes:
        name: What the hub is asked for (`hub.file_named`), or the whole path of a file that is brought in.
        title: As a person would say it.
        source: The file that is brought in; None for one that is fetched.
        stage: How far it is.
        file: Its file's name here, as soon as that is known.
        done_bytes, total_bytes: How much is here, and will be; 0 while that is not known.
        bytes_per_s: How fast it comes.
        problem: Why it failed, a sentence.
    """

    name: str
    title: str
    source: Path | None = None
    stage: Stage = "waiting"
    file: str = ""
    done_bytes: int = 0
    total_bytes: int = 0
    bytes_per_s: float = 0.0
    problem: str = ""


class Fetching(QObject):
    """Fetches models and brings in files.

    Signals:
        changed: Something is different about `fetches`.
        came: A model is here; its title.
    """

    changed = Signal()
    came = Signal(str)

    _told = Signal(str, str, object)
    _ended = Signal(str, str, str)

    def __init__(self, open_hub: Callable[[], Hub] | None = None, parent: QObject | None = None) -> None:
        """Fetch nothing yet.

        Args:
            open_hub: Where from, opened with the first wish; None for the usual hub.
            parent: Its owner in Qt.
        """
        super().__init__(parent)
        self._open_hub = open_hub or _usual_hub
        self._fetches: tuple[Fetch, ...] = ()
        self._wish = ""
        """What shall become of the one that moves when it has stopped: "pause" or "cancel"."""
        self._cancelled = threading.Event()
        self._thread: threading.Thread | None = None
        self._closed = False
        queued = Qt.ConnectionType.QueuedConnection
        self._told.connect(self._on_told, queued)
        self._ended.connect(self._on_ended, queued)

    @property
    def fetches(self) -> tuple[Fetch, ...]:
        """What is on its way, waits, is paused or has failed."""
        return self._fetches

    @property
    def moving(self) -> Fetch | None:
        """The one that comes now."""
        return next((one for one in self._fetches if one.stage in MOVING), None)

    def named(self, name: str) -> Fetch | None:
        """The one of that name; None if it is not wanted."""
        return next((one for one in self._fetches if one.name == name), None)

    def hub(self) -> Hub:
        """The hub that is fetched from; any thread may ask."""
        return self._open_hub()

    def fetch(self, name: str, title: str) -> None:
        """Fetch a model, in its turn; or go on with one that was paused or has failed."""
        self._want(Fetch(name, title))

    def bring_in(self, source: Path) -> None:
        """Copy a model file into the folder of the program's own, in its turn."""
        self._want(Fetch(str(source), source.name, source))

    def pause(self, name: str) -> None:
        """Stop it for now; what has come is kept."""
        self._stop(name, "pause")

    def cancel(self, name: str) -> None:
        """Want it no more; what has come is taken away."""
        self._stop(name, "cancel")

    def close(self) -> None:
        """Stop, and wait for that; before the window goes."""
        self._closed = True
        self._cancelled.set()
        if self._thread is not None:
            self._thread.join(CLOSING_TIMEOUT_S)

    def _want(self, wish: Fetch) -> None:
        known = self.named(wish.name)
        if known is None:
            self._fetches = (*self._fetches, wish)
        elif known.stage in ("paused", "failed"):
            self._put(replace(known, stage="waiting", problem=""))
        self._go_on()

    def _stop(self, name: str, wish: Literal["pause", "cancel"]) -> None:
        fetch = self.named(name)
        if fetch is None:
            return
        if fetch.stage in MOVING:
            self._wish = wish
            self._cancelled.set()
            return
        if wish == "cancel":
            self._drop(fetch)
        else:
            self._put(replace(fetch, stage="paused"))
        self.changed.emit()

    def _go_on(self) -> None:
        waiting = next((one for one in self._fetches if one.stage == "waiting"), None)
        if waiting is not None and self.moving is None and not self._closed:
            self._put(replace(waiting, stage="asking" if waiting.source is None else "checking"))
            self._wish = ""
            self._cancelled = threading.Event()
            self._thread = threading.Thread(
                target=self._carry_out, args=(waiting, self._cancelled), name="fetching"
            )
            self._thread.start()
        self.changed.emit()

    def _carry_out(self, fetch: Fetch, cancelled: threading.Event) -> None:
        """In its own thread: fetch it, and tell how that ended, once."""
        last_s = 0.0

        def tell(progress: FetchProgress) -> None:
            nonlocal last_s
            now_s = time.monotonic()
            if now_s - last_s >= NEWS_EVERY_S:
                last_s = now_s
                self._told.emit(fetch.name, "", progress)

        how, problem = FAILED, ""
        try:
            self._bring(fetch, tell, cancelled)
            how = CAME
        except Cancelled:
            how = STOPPED
        except HomespunError as error:
            problem = str(error)
        except OSError as error:
            # A disk failed in a way that no room below has put in words.
            problem = error.strerror or str(error)
        except Exception:  # noqa: BLE001 - nobody above us in this thread would hear of it
            sys.excepthook(*sys.exc_info())
        if not self._closed:
            self._ended.emit(fetch.name, how, problem)

    def _bring(self, fetch: Fetch, tell: Callable[[FetchProgress], None], cancelled: threading.Event) -> None:
        # The hub brings the engine's room along, which no start should wait for.
        from desktop.hub import download, file_named, import_model

        if fetch.source is not None:
            import_model(fetch.source, on_progress=tell, cancelled=cancelled)
            return
        hub = self._open_hub()
        file = file_named(hub, fetch.name, cancelled=cancelled)
        self._told.emit(fetch.name, file.name, None)
        download(hub, file, on_progress=tell, cancelled=cancelled)

    def _on_told(self, name: str, file: str, progress: FetchProgress | None) -> None:
        fetch = self.named(name)
        if fetch is None or fetch.stage not in MOVING:
            return
        if progress is None:
            self._put(replace(fetch, file=file))
        else:
            self._put(
                replace(
                    fetch,
                    stage=progress.stage,
                    done_bytes=progress.done_bytes,
                    total_bytes=progress.total_bytes,
                    bytes_per_s=progress.bytes_per_s,
                )
            )
        self.changed.emit()

    def _on_ended(self, name: str, how: str, problem: str) -> None:
        fetch = self.named(name)
        if fetch is None or self._closed:
            return
        if how == CAME:
            self._fetches = tuple(one for one in self._fetches if one.name != name)
            self.came.emit(fetch.title)
        elif how == STOPPED:
            if self._wish == "cancel" or fetch.source is not None:
                self._drop(fetch)
            else:
                self._put(replace(fetch, stage="paused"))
        else:
            self._put(replace(fetch, stage="failed", problem=problem))
        self._go_on()

    def _drop(self, fetch: Fetch) -> None:
        """Want it no more, and take away what has come of it."""
        self._fetches = tuple(one for one in self._fetches if one.name != fetch.name)
        if not fetch.file:
            return
        from desktop.hub import remove_model

        try:
            remove_model(fetch.file)
        except HomespunError:
            # Nothing had come, or it cannot be taken away: then it is listed as unfinished.
            return

    def _put(self, fetch: Fetch) -> None:
        self._fetches = tuple(fetch if one.name == fetch.name else one for one in self._fetches)


def _usual_hub() -> Hub:
    from desktop.hub import Hub

    return Hub()
