"""Joins the page's pointing, the app's tree and the card: which thing is chosen, and what is wished of it.

The page only says lines and rectangles. What a line means is read from the app's text on the disk, and each
edit is worked out here, tried, and handed on; nothing is written.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from desktop.blueprint import read
from desktop.blueprint.nodes import App
from desktop.messages import ENGLISH, speaking
from desktop.shell.errands import Errands
from desktop.shell.stage.canvas import Canvas
from desktop.shell.stage.card import Card
from desktop.shell.stage.direct_edits import Wish, dropped, edits_for, wish_for
from desktop.shell.stage.edit_kinds import DirectEdit
from desktop.shell.stage.hint import Hint
from desktop.shell.stage.targets import Target, drag_groups, find_target, targets_of

if TYPE_CHECKING:
    from desktop.preview.heard import Chosen, Dropped, Moved
    from desktop.preview.view import PreviewView

BLUEPRINT = "app.blueprint"
EDGE_PX = 12

Picked = tuple[Target, tuple[DirectEdit, ...]]


class Pointer(QObject):
    """Knows what is chosen in the app that is shown.

    Signals:
        line_pointed: The line of what is chosen; 0 for nothing.
        script_wished: An edit script, and the words it is remembered by.
        ask_wished: What is meant, in words for the person and in words that the model reads best; its line.
        changed: Whether clicks choose parts.
    """

    line_pointed = Signal(int)
    script_wished = Signal(str, str)
    ask_wished = Signal(str, str, int)
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
        self._shown_of: App | None = None
        self._turn = 0
        self._pick = 0
        self._awaited = 0
        """How much is still to come of an app that has changed: its page, its tree."""
        self.card = Card(stage)
        self.card.changed.connect(self._on_changed)
        self.card.ask_wished.connect(self._on_ask_wished)
        self.card.closed.connect(self._on_card_closed)
        self._hint = Hint(stage)
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
        self._awaited = 2
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
        self._hint.show()
        self._place()
        self.changed.emit(True)

    def stop(self) -> None:
        """Give the app back to its person."""
        if self._view is None or not self.on:
            return
        self._view.pointing.stop()
        self._forget()
        self._hint.hide()
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
        self._awaited = max(self._awaited - 1, 0)
        if self._awaited:
            return
        if self._target is None or self._chosen is None or self._app is None or not self.on:
            return
        line = _same_again(self._app, self._target)
        if self._view is not None:
            self._view.pointing.choose(line, max(self._chosen.index, 0))
        if not line:
            self._forget()

    def _on_chosen(self, chosen: Chosen) -> None:
        self._pick += 1
        pick, app = self._pick, self._app
        if app is None or not chosen.line:
            self._forget()
            return
        self._errands.run(
            lambda: _picked(app, chosen),
            lambda picked: self._on_picked(app, chosen, picked) if pick == self._pick else None,
        )

    def _on_picked(self, app: App, chosen: Chosen, picked: Picked | None) -> None:
        if picked is None or not self.on:
            self._forget()
            return
        target, changes = picked
        self._hint.hide()
        same = target == self._target and app is self._shown_of and not self.card.isHidden()
        self._chosen, self._target, self._shown_of = chosen, target, app
        if not same:
            self.card.show_target(target, changes)
        self._place()
        if chosen.keys:
            self.card.take_focus()
        self.line_pointed.emit(target.line)

    def _on_moved(self, moved: Moved) -> None:
        if self._chosen is not None:
            self._chosen = replace(self._chosen, box=moved.box)
            self._place()

    def _on_dropped(self, news: Dropped) -> None:
        app = self._app
        if app is not None:
            self._errands.run(
                lambda: dropped(app, news.line, news.beside, after=news.after), self._on_worked_out
            )

    # --- wishes of the card ----------------------------------------------------------------------

    def _on_changed(self, target: Target, change: DirectEdit, value: str) -> None:
        app = self._app
        if app is not None:
            self._errands.run(lambda: wish_for(app, target, change, value), self._on_worked_out)

    def _on_worked_out(self, wish: Wish) -> None:
        if wish.problem:
            self.card.show_problem(wish.problem)
        elif wish.script:
            self.script_wished.emit(wish.script, wish.words)

    def _on_ask_wished(self) -> None:
        if self._target is not None and self._app is not None:
            with speaking(ENGLISH):
                same = find_target(self._app, self._target.line)
                read = same.where if same is not None else self._target.where
            self.ask_wished.emit(self._target.where, read, self._target.line)

    def _on_card_closed(self) -> None:
        if self._view is not None:
            self._view.pointing.choose(0)
            self._view.setFocus()
        self._forget()

    # --- parts of it -----------------------------------------------------------------------------

    def _forget(self) -> None:
        was = self._target is not None
        self._pick += 1
        self._target = self._chosen = self._shown_of = None
        self.card.leave()
        if was:
            self.line_pointed.emit(0)

    def _place(self) -> None:
        view = self._view
        if view is None or not self.on:
            return  # nothing stands there, and the page may be lent to the whole screen
        room = QRect(self._canvas.mapTo(self._stage, QPoint(0, 0)), self._canvas.size())
        if not self._hint.isHidden():
            self._hint.stand_in(room)
        if self._chosen is None:
            return
        box = self._chosen.box
        factor = view.zoomFactor()
        place = QRect(
            round(box.left * factor),
            round(box.top * factor),
            round(box.width * factor),
            round(box.height * factor),
        ).intersected(view.rect())
        about = QRect(view.mapTo(self._stage, place.topLeft()), place.size())
        self.card.stand_beside(about, room.adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX))


def _app_in(folder: Path) -> App | None:
    return read((folder / BLUEPRINT).read_text(encoding="utf-8")).app


def _picked(app: App, chosen: Chosen) -> Picked | None:
    target = find_target(app, chosen.line, chosen.within)
    return (target, edits_for(app, target)) if target is not None else None


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
