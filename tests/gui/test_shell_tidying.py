"""What nobody holds any more is deleted in the window's thread, whoever asks for memory."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.shell.errands import Errands
from desktop.shell.tidying import Tidying


class Forgotten(QObject):
    """Part of a ring that only the collector can find."""

    gone_in: ClassVar[list[int]] = []

    def __init__(self) -> None:
        super().__init__()
        self.ring = self

    def __del__(self) -> None:
        self.gone_in.append(threading.get_ident())


@pytest.fixture
def tidying(qtbot: QtBot) -> Iterator[Tidying]:
    was_on = gc.isenabled()
    tidying = Tidying()
    yield tidying
    tidying.stop()
    if not was_on:
        gc.disable()


def work_hard() -> int:
    """Leave so many rings behind that Python would collect many times."""
    for _ in range(100_000):
        ring: list[object] = []
        ring.append(ring)
    return 100_000


def test_a_worker_deletes_nothing_of_the_window(tidying: Tidying, qtbot: QtBot) -> None:
    Forgotten.gone_in.clear()
    for _ in range(20):
        Forgotten()
    errands, done = Errands(), []
    errands.run(work_hard, done.append)
    qtbot.waitUntil(lambda: bool(done) and len(Forgotten.gone_in) == 20, timeout=10_000)
    assert set(Forgotten.gone_in) == {threading.get_ident()}
    errands.close()


def test_python_tidies_again_when_it_is_stopped(qtbot: QtBot) -> None:
    was_on = gc.isenabled()
    tidying = Tidying()
    assert not gc.isenabled()
    tidying.stop()
    assert gc.isenabled()
    if not was_on:
        gc.disable()
