"""A part of one's own while a model writes it: its file grows in the Code view; then the app is back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.shell.results import Altered, PartText
from desktop.shell.workbench.views import CODE, PREVIEW

if TYPE_CHECKING:
    from desktop.shell.asking import Asking
    from desktop.shell.bridge import Bridge
    from desktop.shell.open_app import OpenApp
    from desktop.shell.talking import Talk
    from desktop.shell.workbench import Workbench


class GrowingParts(QObject):
    """Shows parts while they are written."""

    def __init__(self, app: OpenApp, bench: Workbench, talk: Talk, asking: Asking, bridge: Bridge) -> None:
        """Watch from now on.

        Args:
            app: Has the Code view.
            bench: Shows it.
            talk: Tells that a change is done.
            asking: Tells that the work has ended.
            bridge: Brings what is written.
        """
        super().__init__(bench)
        self._app = app
        self._bench = bench
        self._path = ""
        bridge.sketched.connect(self._on_sketched)
        talk.altered.connect(self._on_altered)
        asking.rested.connect(self._on_rested)

    def _on_sketched(self, sketch: object) -> None:
        if isinstance(sketch, PartText):
            if sketch.path != self._path:
                self._path = sketch.path
                self._bench.show_view(CODE)
            self._app.late.code.show_growing(sketch.path, sketch.text)

    def _on_altered(self, altered: Altered) -> None:
        if self._path and altered.changed:
            self._bench.show_view(PREVIEW)

    def _on_rested(self) -> None:
        if self._path:
            self._path = ""
            # After Stop the file is what it was before.
            self._app.late.code.look_again()
