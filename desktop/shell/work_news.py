"""What goes on, told in the last line; and to somebody in another window when it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.messages import say
from desktop.shell.amounts import number
from desktop.shell.memory_watch import MemoryWatch
from desktop.shell.notices import Notices
from desktop.shell.results import Altered, Made, Shown

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.outcomes import Progress
    from desktop.shell.asking import Asking
    from desktop.shell.bridge import Bridge
    from desktop.shell.errands import Errands
    from desktop.shell.status_line import StatusLine


class WorkNews(QObject):
    """Listens to the work and tells the status line."""

    def __init__(
        self, status: StatusLine, asking: Asking, bridge: Bridge, errands: Errands, window: QWidget
    ) -> None:
        """Listen from now on.

        Args:
            status: Is told.
            asking: Tells when work begins.
            bridge: Tells how far it is and how it ends.
            errands: Measure the memory.
            window: Comes forward when somebody asks for it.
        """
        super().__init__(window)
        self._status = status
        self._notices = Notices(window)
        self._memory = MemoryWatch(errands, self)
        self._memory.measured.connect(status.show_memory)
        asking.began.connect(self._on_began)
        bridge.readied.connect(lambda: status.show_model(say("shell.model_ready")))
        bridge.progressed.connect(self._on_progressed)
        bridge.finished.connect(self._on_finished)
        for end in (bridge.failed, bridge.stopped, bridge.collapsed):
            end.connect(self._on_came_to_nothing)

    def start(self) -> None:
        """Measure the memory from now on."""
        self._memory.start()

    def _on_began(self, _words: str, kind: str) -> None:
        self._status.begin_work(kind)
        self._status.show_doing(say("shell.stage_starting"))

    def _on_progressed(self, news: Progress) -> None:
        self._status.show_doing(say(f"shell.stage_{news.stage}"))

    def _on_finished(self, found: object) -> None:
        took_s = self._status.end_work(done=True)
        sentence, title = "", ""
        if isinstance(found, Made):
            built = found.built
            sentence, title = say("shell.built_in", seconds=number(found.took_s, 1)), built.app.name
            name, version = built.model_name, built.model_version
            self._status.show_model(say("shell.model_named", name=name, version=version))
            self._status.show_speed(found.tokens_per_s)
        elif isinstance(found, Altered) and found.changed:
            sentence, title = say("shell.changed_in", seconds=number(found.took_s, 1)), found.edited.app.name
        elif isinstance(found, Shown):
            sentence, title = say("shell.shown"), found.project.folder.name
        self._status.show_doing(sentence)
        if sentence:
            self._notices.job_ended(title, sentence, took_s)

    def _on_came_to_nothing(self, *_found: object) -> None:
        self._status.end_work(done=False)
        self._status.show_doing("")
