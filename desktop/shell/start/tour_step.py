"""One stop of the tour, and the seven that there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from desktop.messages import say

Find = Callable[[], QWidget | None]
"""Gives a widget when the tour gets there; None if it is not in sight."""


def _nothing() -> None:
    """Begin a step that needs no preparing."""


@dataclass(frozen=True, slots=True)
class Step:
    """One stop.

    Attributes:
        target: What is pointed at.
        title, words: What the bubble says.
        waits_for: The tour goes on when this happens; None if it goes on by Next.
        begin: Done when the tour gets there.
    """

    target: Find
    title: str
    words: str
    waits_for: SignalInstance | None = None
    begin: Callable[[], object] = _nothing


@dataclass(frozen=True, slots=True)
class Stops:
    """The parts of the window that the tour leads to.

    Attributes:
        ask: The box for a first sentence; `build` its button.
        app: Where the app runs.
        change: The box for a change.
        undo: What takes the last change back.
        point: What lets an element be clicked.
        place: What shows where the app lies.
        put_request: Puts a first sentence in its box, unless there is one.
        put_change: Puts a change in its box, unless there is one.
        built, changed, undone, pointed: These things happened.
    """

    ask: Find
    build: Find
    app: Find
    change: Find
    undo: Find
    point: Find
    place: Find
    put_request: Callable[[str], object]
    put_change: Callable[[str], object]
    built: SignalInstance
    changed: SignalInstance
    undone: SignalInstance
    pointed: SignalInstance


def tour_steps(stops: Stops) -> tuple[Step, ...]:
    """Return the tour: say it, build it, look at it, change it, take it back, point, and where it lies."""
    request, change = say("shell_start.tour_request"), say("shell_start.tour_change_request")
    return (
        _step("ask", stops.ask, begin=lambda: stops.put_request(request)),
        _step("build", stops.build, stops.built),
        _step("app", stops.app),
        _step("change", stops.change, stops.changed, lambda: stops.put_change(change)),
        _step("undo", stops.undo, stops.undone),
        _step("point", stops.point, stops.pointed),
        _step("place", stops.place),
    )


def _step(
    key: str,
    target: Find,
    waits_for: SignalInstance | None = None,
    begin: Callable[[], object] = _nothing,
) -> Step:
    title, words = say(f"shell_start.tour_{key}_title"), say(f"shell_start.tour_{key}_words")
    return Step(target, title, words, waits_for, begin)
