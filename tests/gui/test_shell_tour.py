"""The tour from a person's side: it points at the real things, waits until they are used, and lets one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop import settings
from desktop.messages import say
from desktop.shell.start import Step, Stops, Tour, tour_steps


class Workshop(QWidget):
    """A window with the things that the tour leads to; a press on one makes happen what it is for."""

    built = Signal(object)
    changed = Signal(object)
    undone = Signal()
    pointed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.resize(900, 700)
        self.ask, self.change = QLineEdit(), QLineEdit()
        self.build, self.undo, self.point, self.place = (QPushButton(name) for name in "BUPF")
        self.app = QFrame()
        column = QVBoxLayout(self)
        for part in (self.ask, self.build, self.app, self.change, self.undo, self.point, self.place):
            column.addWidget(part)
        self.build.clicked.connect(lambda: self.built.emit("app"))
        self.change.returnPressed.connect(lambda: self.changed.emit("app"))
        self.undo.clicked.connect(self.undone)
        self.point.clicked.connect(lambda: self.pointed.emit(3))

    @property
    def stops(self) -> Stops:
        parts = ("ask", "build", "app", "change", "undo", "point", "place")

        def finder(part: str) -> Callable[[], QWidget]:
            return lambda: getattr(self, part)

        return Stops(
            **{part: finder(part) for part in parts},
            put_request=self.ask.setText,
            put_change=self.change.setText,
            built=self.built,
            changed=self.changed,
            undone=self.undone,
            pointed=self.pointed,
        )


@pytest.fixture
def window(qtbot: QtBot) -> Workshop:
    window = Workshop()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def tour(window: Workshop) -> Tour:
    tour = Tour(window, tour_steps(window.stops))
    tour.start()
    return tour


def button(window: QWidget, key: str) -> QPushButton:
    name = say(f"shell_start.{key}")
    return next(each for each in window.findChildren(QPushButton) if each.accessibleName() == name)


def said(window: QWidget) -> set[str]:
    return {each.text() for each in window.findChildren(QLabel) if each.isVisible()}


def is_at(window: QWidget, key: str) -> bool:
    return say(f"shell_start.tour_{key}_title") in said(window)


def press_where_it_is(qtbot: QtBot, window: QWidget, target: QWidget) -> QWidget | None:
    """Press as a person does: on whatever lies on top there."""
    spot = target.mapTo(window, target.rect().center())
    hit = window.childAt(spot)
    if hit is not None:
        qtbot.mouseClick(hit, Qt.MouseButton.LeftButton, pos=hit.mapFrom(window, spot))
    return hit


def test_a_first_app_is_made_changed_and_found_along_the_tour(
    window: Workshop, tour: Tour, qtbot: QtBot
) -> None:
    """Seven stops; Next where one only looks, and the real thing where something is to be done."""
    assert is_at(window, "ask")
    assert window.ask.text() == say("shell_start.tour_request")
    qtbot.mouseClick(button(window, "tour_next"), Qt.MouseButton.LeftButton)
    assert is_at(window, "build")
    press_where_it_is(qtbot, window, window.build)
    qtbot.waitUntil(lambda: is_at(window, "app"))
    qtbot.mouseClick(button(window, "tour_next"), Qt.MouseButton.LeftButton)
    assert window.change.text() == say("shell_start.tour_change_request")
    assert window.change.hasFocus()
    qtbot.keyClick(window.change, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_at(window, "undo"))
    press_where_it_is(qtbot, window, window.undo)
    qtbot.waitUntil(lambda: is_at(window, "point"))
    press_where_it_is(qtbot, window, window.point)
    qtbot.waitUntil(lambda: is_at(window, "place"))
    with qtbot.waitSignal(tour.ended):
        qtbot.mouseClick(button(window, "tour_done"), Qt.MouseButton.LeftButton)
    assert not tour.running
    assert settings.load().tour_done


def test_what_is_not_pointed_at_cannot_be_pressed_by_accident(
    window: Workshop, tour: Tour, qtbot: QtBot
) -> None:
    happened: list[str] = []
    window.undone.connect(lambda: happened.append("undone"))
    assert press_where_it_is(qtbot, window, window.undo) is not window.undo
    assert happened == []


def test_the_bubble_stands_beside_what_it_points_at_and_inside_the_window(
    window: Workshop, tour: Tour, qtbot: QtBot
) -> None:
    for part in (window.ask, window.build):
        bubble = button(window, "tour_end").parentWidget()
        target = part.rect().translated(part.mapTo(window, QPoint(0, 0)))
        assert window.rect().contains(bubble.geometry())
        assert not bubble.geometry().intersects(target)
        tour.end()
        tour.start()
        qtbot.mouseClick(button(window, "tour_next"), Qt.MouseButton.LeftButton)


def test_the_bubble_follows_when_the_window_changes(window: Workshop, tour: Tour, qtbot: QtBot) -> None:
    bubble = button(window, "tour_end").parentWidget()
    before = bubble.geometry()
    window.resize(700, 600)
    qtbot.waitUntil(lambda: bubble.geometry() != before)
    assert window.rect().contains(bubble.geometry())


def test_what_is_not_there_yet_is_waited_for_out_of_the_way(window: Workshop, qtbot: QtBot) -> None:
    """Nothing is dimmed meanwhile, so that the person can get there."""
    window.undo.hide()
    steps = (Step(lambda: window.undo, "Undo", "It comes.", window.undone),)
    tour = Tour(window, steps)
    tour.start()
    happened: list[str] = []
    window.built.connect(happened.append)
    press_where_it_is(qtbot, window, window.build)
    assert happened == ["app"]
    window.undo.show()
    qtbot.waitUntil(lambda: window.childAt(window.build.geometry().center()) is not window.build)
    tour.end()


def test_esc_ends_the_tour_and_nothing_else(window: Workshop, tour: Tour, qtbot: QtBot) -> None:
    """What Esc stops otherwise goes on; after the tour Esc is what it was."""
    stops: list[bool] = []
    shortcut = QShortcut(QKeySequence("Esc"), window)
    shortcut.activated.connect(lambda: stops.append(True))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.ask.setFocus()
    # Through the window, as from a keyboard: straight to a widget no key of a person's ever comes.
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
    assert not tour.running
    assert stops == []
    assert settings.load().tour_done
    press_where_it_is(qtbot, window, window.build)


def test_a_step_can_be_skipped_and_the_tour_taken_again(window: Workshop, tour: Tour, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(window, "tour_next"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(window, "tour_skip"), Qt.MouseButton.LeftButton)
    assert is_at(window, "app")
    window.built.emit("late")
    qtbot.wait(900)
    assert is_at(window, "app")
    tour.start()
    assert is_at(window, "ask")


def test_that_it_was_seen_leaves_the_other_settings_alone(window: Workshop, tour: Tour) -> None:
    settings.save(replace(settings.load(), font_percent=120))
    tour.end()
    assert settings.load() == replace(settings.Settings(), font_percent=120, tour_done=True)


def test_the_way_on_has_the_keyboard(window: Workshop, tour: Tour, qtbot: QtBot) -> None:
    assert button(window, "tour_next").hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert is_at(window, "build")
    assert window.build.hasFocus()
