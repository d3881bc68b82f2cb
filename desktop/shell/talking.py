"""Joins the conversation with the work: what is asked goes to the bridge, what comes back becomes turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.messages import say
from desktop.shell.conversation.turn import (
    CHANGES,
    EDITED,
    FAILED,
    NOTHING,
    RESTORED,
    Turn,
    turn_of_altered,
    turn_of_made,
    turn_of_missed,
    turn_of_shown,
    turn_of_told,
)
from desktop.shell.jobs import Restore, Undo
from desktop.shell.results import Altered, Failure, Made, Missed, Shown, Taken, Told
from desktop.shell.unsent import keep_unsent, load_unsent

if TYPE_CHECKING:
    from desktop.outcomes import Progress
    from desktop.shell.asking import Asking
    from desktop.shell.bridge import Bridge
    from desktop.shell.conversation import Conversation
    from desktop.shell.conversation.remembering import Recalled
    from desktop.shell.errands import Errands
    from desktop.workspace import Project


class Talk(QObject):
    """Keeps the conversation of the app that is shown.

    Signals:
        made, altered, shown, taken, missed: What came of the work, after its turn stands in the conversation.
        undone: A change was taken back; `altered` was told as well.
        recalled: The turns stand there anew, as the history has them.
        failed: A `Failure` that belongs to no request of the conversation.
    """

    made = Signal(object)
    altered = Signal(object)
    undone = Signal(object)
    recalled = Signal()
    shown = Signal(object)
    taken = Signal(object)
    missed = Signal(object)
    failed = Signal(object)

    def __init__(self, view: Conversation, asking: Asking, bridge: Bridge, errands: Errands) -> None:
        """Join them.

        Args:
            view: Shows the turns.
            asking: Hands out the work.
            bridge: Tells what came of it.
            errands: Reads the history.
        """
        super().__init__(view)
        self._view = view
        self._asking = asking
        self._errands = errands
        self._project: Project | None = None
        view.asked.connect(asking.ask)
        view.stop_requested.connect(bridge.stop)
        view.dropped.connect(asking.drop)
        view.go_on_requested.connect(asking.go_on)
        view.undo_requested.connect(self._on_undo_requested)
        view.earlier_requested.connect(self._on_earlier_requested)
        view.text_rested.connect(self._on_text_rested)
        asking.began.connect(lambda words, _kind: view.show_working(words))
        asking.rested.connect(view.show_rest)
        asking.queue_changed.connect(self._on_queue_changed)
        bridge.progressed.connect(self._on_progressed)
        bridge.finished.connect(self._on_finished)
        bridge.failed.connect(self._on_failed)
        bridge.stopped.connect(self._on_stopped)

    def begin(self) -> None:
        """Show an empty conversation: a new app is being made."""
        self._keep_text()
        self._project = None
        self._view.show_turns(())
        self._view.box.begin("")
        self._asking.show_project(None)

    def show_project(self, project: Project, recalled: Recalled) -> None:
        """Show the conversation of an app."""
        if self._project is None or self._project.folder != project.folder:
            self._keep_text()
            self._view.box.begin(load_unsent(project.folder))
        self._follow(project)
        self._view.show_turns(recalled.turns, recalled.before)
        self._offer_undo()

    def undo(self) -> None:
        """Take the newest change back, if it can be."""
        turn = self._undoable()
        if turn is not None:
            self._on_undo_requested(turn)

    def keep(self) -> None:
        """Keep what is in the box; before the window goes."""
        self._keep_text()

    # --- news ------------------------------------------------------------------------------------

    def _on_progressed(self, news: Progress) -> None:
        self._view.show_stage(say(f"shell.stage_{news.stage}"))

    def _on_finished(self, found: object) -> None:
        if isinstance(found, Made):
            self._follow(found.project)
            self._view.show_turns((turn_of_made(found),))
            self._offer_undo()
            self.made.emit(found)
        elif isinstance(found, Altered):
            self._on_altered(found)
            self.altered.emit(found)
            if found.edited.undone:
                self.undone.emit(found)
        elif isinstance(found, Shown):
            self._follow(found.project)
            if found.branch:
                self._recall()  # another line of versions has another conversation
            else:
                self._add(turn_of_shown(found), found.before)
            self.shown.emit(found)
        elif isinstance(found, Taken):
            self.taken.emit(found)
        elif isinstance(found, Told):
            self._view.add_turn(turn_of_told(found))
            self._offer_undo()
        elif isinstance(found, Missed):
            self._view.add_turn(turn_of_missed(found))
            self._offer_undo()
            self._give_back()
            self.missed.emit(found)

    def _on_altered(self, altered: Altered) -> None:
        ask = self._asking.current
        turn = turn_of_altered(altered, altered.edited.request)
        self._follow(altered.project)
        if turn.kind == NOTHING:
            self._view.add_turn(turn)
            self._give_back()
            return
        if ask is not None and ask.since:
            # Another branch is shown now: what came after the version it began at stands on the other one.
            self._recall()
            return
        self._add(turn, altered.before)

    def _on_failed(self, failure: Failure) -> None:
        ask = self._asking.current
        if ask is None or self._project is None:
            self.failed.emit(failure)
            return
        self._view.add_turn(Turn(FAILED, ask.request, notes=(failure.sentence,)))
        self._give_back()
        if failure.key.startswith("folder_"):
            self.failed.emit(failure)

    def _on_stopped(self) -> None:
        self._give_back()

    def _on_queue_changed(self) -> None:
        self._view.show_waiting(self._asking.waiting, resting=self._asking.resting)
        self._keep_text()

    def _on_undo_requested(self, turn: Turn) -> None:
        if self._project is not None:
            words = say("shell_conversation.undo_request")
            if turn.kind in CHANGES:
                self._asking.do(Undo(self._project), words, "undo")
            else:
                self._asking.do(Restore(self._project, turn.before), words, "restore")

    def _on_earlier_requested(self, before: int) -> None:
        project = self._project
        if project is not None:
            self._errands.run(
                lambda: _recall(project, before),
                lambda found: self._view.show_earlier(found.turns, found.before),
            )

    def _on_text_rested(self, _text: str) -> None:
        self._keep_text()

    # --- parts of it -----------------------------------------------------------------------------

    def _follow(self, project: Project) -> None:
        self._project = project
        self._asking.show_project(project)

    def _add(self, turn: Turn, before: int) -> None:
        """Add a turn; where versions came in between (from another window, by hand), read them all."""
        known = next((each.number for each in reversed(self._view.turns) if each.number), 0)
        self._view.add_turn(turn)
        self._offer_undo()
        if before and known and known != before:
            self._recall()

    def _recall(self) -> None:
        project = self._project
        if project is None:
            return

        def show(recalled: Recalled) -> None:
            if self._project is not None and self._project.folder == project.folder:
                self._view.show_turns(recalled.turns, recalled.before)
                self._offer_undo()
                self.recalled.emit()

        self._errands.run(lambda: _recall(project), show)

    def _undoable(self) -> Turn | None:
        """The turn that can be taken back now."""
        newest = next((turn for turn in reversed(self._view.turns) if turn.number), None)
        if newest is not None and newest.kind in (RESTORED, EDITED) and newest.before:
            return newest
        made = self._project.provenance if self._project is not None else None
        if made is None or not made.changes:
            return None
        last = made.changes[-1].script
        changed = (turn for turn in reversed(self._view.turns) if turn.kind in CHANGES)
        return next((turn for turn in changed if turn.script == last), None)

    def _offer_undo(self) -> None:
        self._view.show_undo(self._undoable())

    def _give_back(self) -> None:
        """Put the words that came to nothing back into the box, unless others are in it already."""
        ask = self._asking.current
        if ask is not None:
            self._view.box.give_back(ask)

    def _keep_text(self) -> None:
        """Keep what is in the box or, if that is empty, what was asked for and is not done yet."""
        if self._project is not None:
            undone = (self._asking.current, *self._asking.waiting)
            asked = "\n".join(ask.words for ask in undone if ask is not None)
            keep_unsent(self._view.box.text or asked, self._project.folder)


def _recall(project: Project, before: int | None = None) -> Recalled:
    # It brings the history along, which is loaded in the errand's thread.
    from desktop.shell.conversation.remembering import recall

    return recall(project, before)
