"""What is asked of the bridge, one thing after the other, and what waits meanwhile.

Requests in words queue while work goes on. What is done to the app as the person sees it (a direct edit, an
undo, an earlier version) does not: the app will look different when its turn has come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.shell.conversation.ask import Ask
from desktop.shell.jobs import Change, ChangeFrom, Job, MakePart

if TYPE_CHECKING:
    from desktop.preview.trial_desk import TrialDesk
    from desktop.shell.bridge import Bridge
    from desktop.workspace import Project


class Asking(QObject):
    """Hands jobs to the bridge.

    Signals:
        began: Work begins: the words it is about ("" for none), and its kind, for a forecast.
        rested: No work goes on any more. It comes after `finished` and the like of the bridge have been told.
        queue_changed: What waits, or whether it waits for the person, is different now.
        refused: There is other work already.
    """

    began = Signal(str, str)
    rested = Signal()
    queue_changed = Signal()
    refused = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        """Make it.

        Args:
            bridge: Does the jobs. Whoever wants to hear what comes of them connects to it first.
            parent: Its owner in Qt.
        """
        super().__init__(parent)
        self._bridge = bridge
        self._project: Project | None = None
        self._current: Ask | None = None
        self._waiting: tuple[Ask, ...] = ()
        self._resting = False
        self._desk: TrialDesk | None = None

    def listen(self) -> None:
        """Go on with what waits whenever the bridge has ended; to be called after others have connected."""
        self._bridge.finished.connect(lambda _found: self._on_ended(well=True))
        self._bridge.failed.connect(lambda _failure: self._on_ended(well=False))
        self._bridge.stopped.connect(lambda: self._on_ended(well=False))
        self._bridge.collapsed.connect(lambda: self._on_ended(well=False))

    @property
    def project(self) -> Project | None:
        """The app that is asked about."""
        return self._project

    @property
    def current(self) -> Ask | None:
        """The request that is worked on; None for none, or for work without words."""
        return self._current

    @property
    def waiting(self) -> tuple[Ask, ...]:
        """What waits, the next one first."""
        return self._waiting

    @property
    def resting(self) -> bool:
        """Whether what waits waits for the person, after the work was stopped or failed."""
        return self._resting and not self._bridge.busy

    def show_project(self, project: Project | None) -> None:
        """Ask about this app from now on; what waits for another one is let go."""
        if project is None or self._project is None or project.folder != self._project.folder:
            self._waiting, self._resting = (), False
            self.queue_changed.emit()
        self._project = project

    def ask(self, ask: Ask) -> None:
        """Have the app changed as asked, now or in its turn."""
        if self._project is None:
            return
        if self._bridge.busy:
            self._waiting = (*self._waiting, ask)
            self.queue_changed.emit()
            return
        self._resting = False
        job: Job = Change(self._project, ask.request)
        kind = "change"
        if ask.part:
            kind = "part"
            job = MakePart(self._project, ask.request, self._tried_at(), ask.part_name, ask.overwrite)
        elif ask.since:
            job = ChangeFrom(self._project, ask.request, ask.since)
        self._current = ask
        self._bridge.ask(job)
        self.began.emit(ask.request, kind)

    def do(self, job: Job, words: str = "", kind: str = "build") -> None:
        """Have another job done, if there is no work now.

        Args:
            job: What is to be done.
            words: What is shown meanwhile.
            kind: Jobs of one kind take about as long.
        """
        if not self._bridge.ask(job):
            self.refused.emit()
            return
        self._current = None
        self.began.emit(words, kind)

    def let_go(self) -> None:
        """Try no more pages; before the window goes."""
        if self._desk is not None:
            self._desk.let_go()

    def drop(self, place: int) -> None:
        """Take a waiting ask out, counted from 0."""
        self._waiting = (*self._waiting[:place], *self._waiting[place + 1 :])
        self.queue_changed.emit()

    def go_on(self) -> None:
        """Begin with what waits."""
        if self._waiting and not self._bridge.busy:
            first, *others = self._waiting
            self._waiting = tuple(others)
            self.ask(first)
            self.queue_changed.emit()

    def _tried_at(self) -> TrialDesk:
        """Where pages are tried: made with the first, for it brings the browser along."""
        if self._desk is None:
            from desktop.preview.trial_desk import TrialDesk

            self._desk = TrialDesk(self)
        return self._desk

    def _on_ended(self, *, well: bool) -> None:
        self._current = None
        self._resting = not well and bool(self._waiting)
        if well and self._waiting:
            self.go_on()
            return
        self.rested.emit()
        self.queue_changed.emit()
