"""A model from the hub into our folder: with progress, resumed where it broke off, checked before it counts.

Room is checked first. What comes lies under a hidden name and is kept when the line is cut or the person
presses Stop; asking for the same file again goes on with it. Only when size, fingerprint and header are
right does it get its name.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from desktop.engine.model_file import read_header
from desktop.errors import Cancelled, HubError, ModelError
from desktop.hub.catalogue import read_catalogue
from desktop.hub.installed import InstalledModel, model_at
from desktop.hub.names import is_model_file
from desktop.hub.parts import PIECE_BYTES, check_room, held, part_of, put_in_place, thrown_away, writing
from desktop.hub.searching import HubFile
from desktop.hub.wire import Hub, Piece
from desktop.paths import own_models_folder

MOST_TRIES = 5
"""So often in a row a connection may bring less than is worth another one."""
WORTH_IT_BYTES = 64 * 1024
PAUSES_S = (0.5, 1.0, 2.0, 4.0)

_TRY_AGAIN = ("hub_cut", "hub_slow", "hub_offline", "hub_refused")


@dataclass(frozen=True)
class FetchProgress:
    """How far it is.

    Attributes:
        stage: `checking` what is here already, `fetching` or (when a file is brought in) `copying`.
        done_bytes: How much is here.
        total_bytes: How much it will be.
        bytes_per_s: How fast it has been coming in this call; 0.0 at the beginning.
    """

    stage: Literal["checking", "fetching", "copying"]
    done_bytes: int
    total_bytes: int
    bytes_per_s: float


OnProgress = Callable[[FetchProgress], None]


def download(
    hub: Hub,
    file: HubFile,
    *,
    folder: Path | None = None,
    on_progress: OnProgress | None = None,
    cancelled: threading.Event | None = None,
    pauses_s: tuple[float, ...] = PAUSES_S,
) -> InstalledModel:
    """Fetch a model, or what of it is still missing.

    Args:
        hub: Where from.
        file: What, as `searching.file_named` gives it.
        folder: Where to; None for our own folder.
        on_progress: Is told how far it is, from the calling thread.
        cancelled: Is set when the person presses Stop; what has come is kept.
        pauses_s: Seconds to wait before the second, third, … try.

    Raises:
        HubError: `hub_no_room`, `hub_checksum`, `hub_exists`, `hub_busy`, `hub_not_written`, `hub_name`, or
            what `Hub.pieces` raises when trying again did not help. Nothing has the file's name then.
        ModelError: What came is as the hub has it, and no model that can be run.
        Cancelled: The person pressed Stop.
    """
    if not is_model_file(file.name) or not file.sha256:
        raise HubError("hub_name" if file.sha256 else "hub_unchecked", name=file.name, file=file.name)
    folder = own_models_folder() if folder is None else folder
    final, part = folder / file.name, part_of(folder, file.name, file.sha256[:16])
    if os.path.lexists(final):
        if not _is_the_same(final, file, on_progress, cancelled):
            raise HubError("hub_exists", file=file.name, folder=str(folder))
        return model_at(final, read_catalogue(), ours=True)
    with held(part, file.name) as opened:
        coming = _Coming(opened, file, folder, on_progress, cancelled)
        coming.take_up()
        check_room(folder, file.name, file.size_bytes - coming.at)
        _fetch(hub, coming, pauses_s)
        try:
            coming.check()
            _check_header(part, file.name)
        except (HubError, ModelError):
            # Emptied too: where an open file cannot be taken away, the next try must not take it up.
            coming.begin_anew()
            thrown_away(part)
            raise
        with writing(folder, file.name):
            os.fsync(opened.fileno())
    put_in_place(part, final)
    return model_at(final, read_catalogue(), ours=True)


class _Coming:
    """A file on its way: what is here, its fingerprint so far, and how fast it comes."""

    def __init__(
        self,
        opened: BinaryIO,
        file: HubFile,
        folder: Path,
        on_progress: OnProgress | None,
        cancelled: threading.Event | None,
    ) -> None:
        self.file = file
        self.cancelled = cancelled
        self.at = 0
        self._opened = opened
        self._folder = folder
        self._on_progress = on_progress
        self._digest = hashlib.sha256()
        self._began_s = time.monotonic()
        self.came = 0

    def take_up(self) -> None:
        """Read what came before, as far as it can be right."""
        for data in iter(lambda: self._opened.read(PIECE_BYTES), b""):
            _look(self.cancelled)
            self._digest.update(data)
            self.at += len(data)
            self._tell("checking")
        if self.at > self.file.size_bytes:
            self.begin_anew()
        self._began_s = time.monotonic()

    def begin_anew(self) -> None:
        """Forget what is here."""
        with writing(self._folder, self.file.name):
            self._opened.seek(0)
            self._opened.truncate()
        self._digest, self.at = hashlib.sha256(), 0

    def add(self, piece: Piece) -> None:
        """Write what has come.

        Raises:
            HubError: It is more than the file has, or cannot be written.
        """
        if piece.offset != self.at:
            # The hub cannot go on in the middle, and sends all of it again.
            self.begin_anew()
        if self.at + len(piece.data) > self.file.size_bytes:
            raise HubError("hub_strange")
        with writing(self._folder, self.file.name, self.file.size_bytes - self.at):
            self._opened.seek(self.at)
            self._opened.write(piece.data)
            self._opened.flush()
        self._digest.update(piece.data)
        self.at += len(piece.data)
        self.came += len(piece.data)
        self._tell("fetching")

    def check(self) -> None:
        """See whether it is the hub's file.

        Raises:
            HubError: `hub_checksum`.
        """
        if self._digest.hexdigest() != self.file.sha256:
            raise HubError("hub_checksum", file=self.file.name)

    def _tell(self, stage: Literal["checking", "fetching"]) -> None:
        if self._on_progress is not None:
            took_s = time.monotonic() - self._began_s
            speed = self.came / took_s if took_s > 0 else 0.0
            self._on_progress(FetchProgress(stage, self.at, self.file.size_bytes, speed))


def _fetch(hub: Hub, coming: _Coming, pauses_s: tuple[float, ...]) -> None:
    """Fetch until all is here; a line that breaks off is taken up again."""
    file, failures = coming.file, 0
    while coming.at < file.size_bytes:
        before = coming.at
        try:
            for piece in hub.pieces(file.repository, file.revision, file.file, coming.at, coming.cancelled):
                coming.add(piece)
            if coming.at < file.size_bytes:
                raise HubError("hub_cut")
        except HubError as problem:
            failures = 1 if coming.at - before >= WORTH_IT_BYTES else failures + 1
            # Where nothing has come at all the hub is not there: nobody wants to wait for that.
            if problem.key not in _TRY_AGAIN or failures >= MOST_TRIES or not coming.came:
                raise
            _pause(pauses_s[min(failures, len(pauses_s)) - 1] if pauses_s else 0.0, coming.cancelled)


def _pause(seconds: float, cancelled: threading.Event | None) -> None:
    if cancelled is None:
        time.sleep(seconds)
    elif cancelled.wait(seconds):
        raise Cancelled("cancelled")


def _look(cancelled: threading.Event | None) -> None:
    if cancelled is not None and cancelled.is_set():
        raise Cancelled("cancelled")


def _check_header(part: Path, name: str) -> None:
    """The fingerprint says that it is the hub's file; the header, that it is a model."""
    try:
        read_header(part)
    except ModelError as error:
        raise ModelError(error.key, **{**error.facts, "file": name}) from error


def _is_the_same(
    final: Path, file: HubFile, on_progress: OnProgress | None, cancelled: threading.Event | None
) -> bool:
    """Whether what is here is the hub's file already."""
    try:
        if not final.is_file() or final.stat().st_size != file.size_bytes:
            return False
        with final.open("rb") as opened:
            here = _Coming(opened, file, final.parent, on_progress, cancelled)
            here.take_up()
            here.check()
    except (OSError, HubError):
        return False
    return True
