"""The line at the bottom, the list of connections behind it, and word to those who have gone elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.ledger import LEDGER_FILE
from desktop.messages import say
from desktop.paths import settings_folder
from desktop.shell.amounts import seconds, size, whole_seconds
from desktop.shell.errands import Errands
from desktop.shell.forecast import Forecast
from desktop.shell.ledger_panel import LedgerPanel
from desktop.shell.look import Look
from desktop.shell.memory_watch import MemoryWatch
from desktop.shell.notices import Notices
from desktop.shell.status_line import StatusLine


@pytest.fixture
def forecast(tmp_path: Path) -> Forecast:
    return Forecast(tmp_path)


@pytest.fixture
def line(qtbot: QtBot, forecast: Forecast) -> StatusLine:
    line = StatusLine(forecast=forecast)
    line.resize(1000, 40)
    line.dress(Look("light"))
    qtbot.addWidget(line)
    line.show()
    return line


def seen(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_what_is_not_known_is_not_there(line: StatusLine) -> None:
    """No speed before the model has written, no memory where nobody tells."""
    line.show_speed(None)
    line.show_memory(None)
    assert "tokens" not in seen(line)
    assert "MB" not in seen(line)
    line.show_speed(612.4)
    line.show_memory(412_000_000)
    assert "612" in seen(line)
    assert "412 MB" in seen(line)


def test_a_refusal_is_counted(line: StatusLine) -> None:
    line.show_refusals(1, "there\nwhy")
    assert line.refusals == "1 request refused"
    line.show_refusals(0, "")
    assert line.refusals == ""


def test_the_offline_sign_can_be_pressed(line: StatusLine, qtbot: QtBot) -> None:
    """By the mouse, and by the keyboard."""
    sign = line.findChild(QPushButton)
    with qtbot.waitSignal(line.ledger_requested):
        qtbot.mouseClick(sign, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(line.ledger_requested):
        qtbot.keyClick(sign, Qt.Key.Key_Space)


def test_short_work_shows_no_bar(line: StatusLine, qtbot: QtBot) -> None:
    """Under a second nothing flickers."""
    line.begin_work("build")
    qtbot.wait(400)
    assert not line.findChild(QProgressBar).isVisible()
    assert line.end_work(done=True) >= 0.3


def test_longer_work_has_a_forecast(line: StatusLine, forecast: Forecast, qtbot: QtBot) -> None:
    """After a second a bar says how far it is, and words how long it will take."""
    for _ in range(3):
        forecast.took("build", 8)
    line.begin_work("build")
    qtbot.waitUntil(lambda: line.findChild(QProgressBar).isVisible(), timeout=3000)
    assert "about" in seen(line)
    assert 0 < line.findChild(QProgressBar).value() < line.findChild(QProgressBar).maximum()
    line.end_work(done=False)
    assert not line.findChild(QProgressBar).isVisible()
    assert "about" not in seen(line)


def test_the_first_time_nothing_is_promised(line: StatusLine, qtbot: QtBot) -> None:
    """The bar runs without an end, and no words say what nobody knows."""
    line.begin_work("build")
    qtbot.waitUntil(lambda: line.findChild(QProgressBar).isVisible(), timeout=3000)
    assert line.findChild(QProgressBar).maximum() == 0
    assert "about" not in seen(line)
    line.end_work(done=False)


def test_only_work_that_went_to_its_end_teaches(line: StatusLine, forecast: Forecast) -> None:
    line.begin_work("build")
    line.end_work(done=False)
    assert forecast.expected_s("build") is None
    line.begin_work("build")
    line.end_work(done=True)
    assert forecast.expected_s("build") is not None
    assert line.end_work(done=True) == 0


def test_times_and_sizes_in_words() -> None:
    assert seconds(0.84) == "0.8 s"
    assert seconds(12.4) == "12 s"
    assert seconds(65) == "1 min 5 s"
    assert whole_seconds(0.2) == "1 s"
    assert whole_seconds(59.7) == "60 s"
    assert size(2_500_000) == "3 MB"


def test_the_memory_is_measured_beside_the_window(errands: Errands, qtbot: QtBot) -> None:
    watch = MemoryWatch(errands)
    with qtbot.waitSignal(watch.measured, timeout=10_000):
        watch.start()
    watch.deleteLater()


# --- connections ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Refused:
    """As the preview tells of it."""

    url: str
    why: str


@pytest.fixture
def panel(qtbot: QtBot, errands: Errands) -> Iterator[LedgerPanel]:
    window = QWidget()
    window.resize(900, 700)
    # Before anything else: what an errand finds must not come to a panel that is gone.
    qtbot.addWidget(window, before_close_func=lambda _window: errands.close())
    window.show()
    qtbot.waitExposed(window)
    panel = LedgerPanel(window, errands)
    panel.dress(Look("light"))
    yield panel


def test_normally_it_is_empty(panel: LedgerPanel, errands: Errands, qtbot: QtBot) -> None:
    """One sentence says it all."""
    panel.open()
    qtbot.waitUntil(lambda: errands.idle)
    assert panel.word == say("shell_status.ledger_none")
    assert say("shell_status.ledger_refused_none") in seen(panel)


def test_every_connection_is_listed(panel: LedgerPanel, errands: Errands, qtbot: QtBot) -> None:
    """Newest first, with when, what and where to."""
    settings_folder().mkdir(parents=True)
    (settings_folder() / LEDGER_FILE).write_text(
        '["2026-01-01T10:00:00", "look up", "old.invalid"]\n["2026-01-02T10:00:00", "connect", "new.invalid:443"]\n',
        encoding="utf-8",
    )
    panel.open()
    qtbot.waitUntil(lambda: "2" in panel.word)
    listed = next(table for table in panel.findChildren(QTreeWidget) if table.isVisible())
    assert listed.topLevelItemCount() == 2
    assert listed.topLevelItem(0).text(2) == "new.invalid:443"


def test_what_apps_were_refused_is_listed(panel: LedgerPanel, errands: Errands, qtbot: QtBot) -> None:
    panel.show_refusals((Refused("https://first.invalid/", "It lies outside."), Refused("camera", "No.")))
    panel.open()
    qtbot.waitUntil(lambda: errands.idle)
    listed = next(table for table in panel.findChildren(QTreeWidget) if table.isVisible())
    assert [listed.topLevelItem(row).text(0) for row in range(2)] == ["camera", "https://first.invalid/"]
    assert say("shell_status.ledger_refused_none") not in seen(panel)


# --- word to those who have gone elsewhere -------------------------------------------------------


def test_short_work_ends_quietly(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert not Notices(window).job_ended("Plants", "Built in 2 s", 2)


def test_long_work_is_told_to_who_is_away(qtbot: QtBot) -> None:
    """The window is not the one in use; whoever looks at it has seen it already."""
    window = QWidget()
    qtbot.addWidget(window)
    assert Notices(window).job_ended("Plants", "Built in 20 s", 20)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert not Notices(window).job_ended("Plants", "Built in 20 s", 20)
