"""Errands run beside the window's thread, and their ends come back to it."""

from __future__ import annotations

import sys
import threading

import pytest
from pytestqt.qtbot import QtBot

from desktop.errors import FolderError
from desktop.shell.errands import Errands


def test_an_errand_is_done_elsewhere_and_told_here(qtbot: QtBot) -> None:
    errands, told = Errands(), []
    here = threading.get_ident()
    errands.run(threading.get_ident, lambda there: told.append((there, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(told))
    ((there, back),) = told
    assert there != here == back
    assert errands.idle


def test_what_fails_is_told_as_a_sentence(qtbot: QtBot) -> None:
    errands, told = Errands(), []

    def fail() -> None:
        raise FolderError("folder_not_writable", folder="shed")

    errands.run(fail, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [str(FolderError("folder_not_writable", folder="shed"))]


def test_a_disk_that_fails_is_told_as_a_sentence(qtbot: QtBot) -> None:
    errands, told = Errands(), []

    def fail() -> None:
        raise OSError(28, "No space left on device")

    errands.run(fail, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["No space left on device"]


def test_what_nobody_foresaw_goes_to_the_excepthook(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    errands, told, hooked = Errands(), [], []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: hooked.append(kind))
    errands.run(lambda: 1 // 0, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert (told, hooked) == ([""], [ZeroDivisionError])


def test_nobody_is_called_once_it_is_closed(qtbot: QtBot) -> None:
    errands, told, go_on = Errands(), [], threading.Event()
    errands.run(go_on.wait, told.append)
    for _ in range(5):
        errands.run(lambda: "late", told.append)
    go_on.set()
    errands.close()
    errands.run(lambda: "later", told.append)
    qtbot.wait(50)
    assert told == []


def test_it_may_be_forgotten_while_something_is_under_way(qtbot: QtBot) -> None:
    """Whoever holds it lets go before the errand has come back: nobody is called, and nothing breaks."""
    told: list[int] = []
    for number in range(20):
        errands = Errands()
        errands.run(lambda number=number: number, told.append)
        del errands
        qtbot.wait(5)
    qtbot.wait(50)
    assert len(told) <= 20
