"""Joins the page's pointing, the app's tree and the card: which thing is chosen, and what is wished of it.

The page only says lines and rectangles. What a line means is read from the app's text on the disk, and each
edit is worked out here, tried, and handed on; nothing is written.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from desktop.blueprint import read
from desktop.blueprint.nodes import App
from desktop.shell.errands import Errands
from desktop.shell.stage.canvas import Canvas
from desktop.shell.stage.card import Card
from desktop.shell.stage.direct_edits import Wish, dropped, edits_for, wish_for
from desktop.shell.stage.edit_kinds import DirectEdit
from desktop.shell.stage.targets import Target, drag_groups, find_target, targets_of

if TYPE_CHECKING:
    from desktop.preview.heard import Box, Chosen, Dropped, Moved
    from desktop.preview.view import PreviewView

BLUEPRINT = "app.blueprint"
EDGE_PX = 12


class Pointer(QObject):
    """Knows what is chosen in the app that is shown.

    Signals:
        line_pointed: The line of what is chosen; 0 for nothing.
        script_wished: An edit script, and the words it is remembered by.
        ask_wished: What is meant, in words, and its line.
        changed: Whether clicks choose parts.
    """

    line_pointed = Signal(int)
    script_wished = Signal(str, str)
    ask_wished = Signal(str, int)
    changed = Signal(bool)

    def __init__(self, stage: QWidget, canvas: Canvas, errands: Errands) -> None:
        """Make it.

        Args:
            stage: Where the card stands.
            canvas: Where the page stands.
            errands: Reads and tries beside the window's thread.
        """
        super().__init__(stage)
        self._stage = stage
        self._canvas = canvas
        self._errands = errands
        self._view: PreviewView | None = None
        self._app: App | None = None
        self._chosen: Chosen | None = None
        self._target: Target | None = None
        self._turn = 0
        self._fresh = False
        """Whether the page and the tree are both those of the app as it is now."""
        self.card = Card(stage)
        self.card.changed.connect(self._on_changed)
        self.card.ask_wished.connect(self._on_ask_wished)
        self.card.closed.connect(self._on_card_closed)
        canvas.rearranged.connect(self._place)

    @property
    def on(self) -> bool:
        """Whether clicks choose parts."""
        return self._view is not None and self._view.pointing.on

    def watch(self, view: PreviewView) -> None:
        """Listen to this page."""
        self._view = view
        view.pointing.chosen.connect(self._on_chosen)
        view.pointing.moved.connect(self._on_moved)
        view.pointing.dropped.connect(self._on_dropped)
        view.pointing.left.connect(self.stop)
        view.page_settled.connect(self._on_page_settled)

    def learn(self, folder: Path, *, same_app: bool) -> None:
        """Read the app in this folder; what is chosen of one that has only changed stays chosen.

        Args:
            folder: The app's folder.
            same_app: Whether it is the one that was shown before.
        """
        self._turn += 1
        turn = self._turn
        self._fresh = False
        if not same_app:
            self._forget()
            self._app = None
        self._errands.run(lambda: _app_in(folder), lambda app: self._on_learnt(turn, app))

    def start(self) -> None:
        """Let clicks choose parts of the app."""
        if self._view is None or self.on:
            return
        self._start()
        self._view.setFocus()
        self.changed.emit(True)

    def stop(self) -> None:
        """Give the app back to its person."""
        if self._view is None or not self.on:
            return
        self._view.pointing.stop()
        self._forget()
        self._view.setFocus()
        self.changed.emit(False)

    def _start(self) -> None:
        if self._view is not None:
            names = {} if self._app is None else _names(self._app)
            groups = {} if self._app is None else drag_groups(self._app)
            self._view.pointing.start(names, groups)

    # --- news of the page ------------------------------------------------------------------------

    def _on_learnt(self, turn: int, app: App | None) -> None:
        if turn != self._turn:
            return
        self._app = app
        if self.on:
            self._start()
        self._choose_again()

    def _on_page_settled(self, loaded: bool) -> None:
        if loaded:
            self._choose_again()

    def _choose_again(self) -> None:
        """Choose what was chosen before the app changed, once its page and its tree are there."""
        if not self._fresh:
            self._fresh = True
            return
        if self._target is None or self._chosen is None or self._app is None or not self.on:
            return
        line = _same_again(self._app, self._target)
        if self._view is not None:
            self._view.pointing.choose(line, max(self._chosen.index, 0))
        if not line:
            self._forget()

    def _on_chosen(self, chosen: Chosen) -> None:
        app = self._app
        target = find_target(app, chosen.line, chosen.within) if app is not None and chosen.line else None
        if target is None or app is None:
            self._forget()
            return
        self._chosen = chosen
        same = target == self._target and not self.card.isHidden()
        self._target = target
        if not same or self._fresh:
            self.card.show_target(target, edits_for(app, target))
        self._place(chosen.box)
        if chosen.keys:
            self.card.take_focus()
        self.line_pointed.emit(target.line)

    def _on_moved(self, moved: Moved) -> None:
        self._place(moved.box)

    def _on_dropped(self, news: Dropped) -> None:
        app = self._app
        if app is not None:
            self._errands.run(
                lambda: dropped(app, news.line, news.beside, after=news.after), self._on_worked_out
            )

    # --- wishes of the card ----------------------------------------------------------------------

    def _on_changed(self, change: DirectEdit, value: str) -> None:
        app, target = self._app, self._target
        if app is not None and target is not None:
            self._errands.run(lambda: wish_for(app, target, change, value), self._on_worked_out)

    def _on_worked_out(self, wish: Wish) -> None:
        if wish.problem:
            self.card.show_problem(wish.problem)
        elif wish.script:
            self.script_wished.emit(wish.script, wish.words)

    def _on_ask_wished(self) -> None:
        if self._target is not None:
            self.ask_wished.emit(self._target.where, self._target.line)

    def _on_card_closed(self) -> None:
        if self._view is not None:
            self._view.pointing.choose(0)
            self._view.setFocus()
        self._forget()

    # --- parts of it -----------------------------------------------------------------------------

    def _forget(self) -> None:
        was = self._target is not None
        self._target = self._chosen = None
        self.card.hide()
        if was:
            self.line_pointed.emit(0)

    def _place(self, box: Box | None = None) -> None:
        view = self._view
        if box is None:
            box = self._chosen.box if self._chosen is not None else None
        if view is None or box is None or self._target is None:
            return
        factor = view.zoomFactor()
        place = QRect(
            round(box.left * factor),
            round(box.top * factor),
            round(box.width * factor),
            round(box.height * factor),
        ).intersected(view.rect())
        about = QRect(view.mapTo(self._stage, place.topLeft()), place.size())
        room = QRect(self._canvas.mapTo(self._stage, QPoint(0, 0)), self._canvas.size())
        self.card.stand_beside(about, room.adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX))


def _app_in(folder: Path) -> App | None:
    return read((folder / BLUEPRINT).read_text(encoding="utf-8")).app


def _names(app: App) -> dict[int, str]:
    return {line: target.thing[:1].upper() + target.thing[1:] for line, target in targets_of(app).items()}


def _same_again(app: App, target: Target) -> int:
    """Return the line of the same thing in an app that has changed; 0 if it is gone."""
    targets = targets_of(app)
    for line, each in targets.items():
        if each.where == target.where:
            return line
    there = targets.get(target.line)
    return target.line if there is not None and there.kind == target.kind else 0
