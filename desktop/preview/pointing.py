"""Pointing at parts of the page, by a script that lives in a world of its own beside it.

Both worlds see the same elements, but no object of the other; the way back to the program, a web channel
with one object that has one slot, is laid into that world alone. `resources/preview/pointing.js` draws and
listens, `heard.py` reads what it says, and here it is thinned: a page that moves without end makes no more
work than one that stands still.

Not protected against: a page that has broken out of Chromium's scripting into its renderer process; it can
say whatever the script may say, which is to choose a part of its own, to let one go beside another, or to
end the pointing. Rejected: `console` messages and titles (the page can make the same), and a script that is
asked again and again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from PySide6.QtCore import QFile, QIODevice, QObject, QTimer, Signal, Slot
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript

from desktop.paths import resources_folder
from desktop.preview.heard import Chosen, Dropped, Heard, Left, Moved, read_heard

POINTING_WORLD = QWebEngineScript.ScriptWorldId.UserWorld.value + 5
"""A number of our own: Qt's first three are the page's, the application's and the first user's world."""

PAUSE_MS = 30
"""How often at most something new is told."""
MOST_IN_A_SECOND = 120
"""What the script says beyond that is not listened to."""


class _Ear(QObject):
    """The one object that the script can reach: it hears, and knows nothing."""

    heard = Signal(str)

    @Slot(str)
    def hear(self, words: str) -> None:
        """Take what the script says."""
        self.heard.emit(words)


class Pointing(QObject):
    """The other end of the pointing script of a page.

    Signals:
        chosen: A `Chosen`.
        moved: A `Moved`, a few times a second at most.
        dropped: A `Dropped`.
        left: Esc was pressed in the page while pointing.
    """

    chosen = Signal(object)
    moved = Signal(object)
    dropped = Signal(object)
    left = Signal()

    def __init__(self, page: QWebEnginePage, parent: QObject | None = None) -> None:
        """Lay the script and the channel into a world of their own of this page."""
        super().__init__(parent)
        self._page = page
        self._on = False
        self._known = "{names: {}, groups: {}}"
        self._waiting: dict[type, Heard] = {}
        self._heard_count = 0
        self._ear = _Ear()
        self._ear.setParent(self)
        self._channel = QWebChannel(self)
        self._channel.registerObject("ear", self._ear)
        page.setWebChannel(self._channel, POINTING_WORLD)
        page.scripts().insert(_script())
        self._ear.heard.connect(self._on_heard)
        page.loadFinished.connect(self._on_load_finished)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self._second = QTimer(self, singleShot=True, interval=1000)
        self._second.timeout.connect(self._on_second)

    @property
    def on(self) -> bool:
        """Whether clicks choose parts instead of reaching the app."""
        return self._on

    def start(self, names: Mapping[int, str], groups: Mapping[int, int]) -> None:
        """Take clicks and keys away from the app, to choose parts of it; also after it has loaded anew.

        Args:
            names: What the part of a line is called, shown beside the pointer.
            groups: Lines whose parts can be dragged → a number that those share that can change places.
        """
        self._on = True
        self._known = json.dumps({"names": dict(names), "groups": dict(groups)})
        self._call(f"start({self._known})")

    def stop(self) -> None:
        """Give clicks and keys back to the app."""
        self._on = False
        self._waiting.clear()
        self._call("stop()")

    def choose(self, line: int, index: int = 0) -> None:
        """Choose a part, as soon as it is there; line 0 chooses none. Only while pointing."""
        if self._on:
            self._call(f"choose({int(line)}, {int(index)})")

    def mark(self, line: int) -> None:
        """Outline all parts of a line and bring the first into sight; line 0 takes the outlines away."""
        self._call(f"mark({int(line)})")

    def scroll_to(self, left_px: float, top_px: float) -> None:
        """Scroll the page there as soon as it is long enough."""
        self._call(f"scrollTo({left_px:.0f}, {top_px:.0f})")

    def let_go(self) -> None:
        """Take the channel out of the page; call it before the page goes."""
        self._on = False
        self._pause.stop()
        self._second.stop()
        self._page.loadFinished.disconnect(self._on_load_finished)
        self._channel.deregisterObject(self._ear)

    def _call(self, words: str) -> None:
        # A page that is empty or gone has no script.
        self._page.runJavaScript(f"globalThis.homespunPointing?.{words}; null", POINTING_WORLD)

    def _on_load_finished(self, _loaded: bool) -> None:
        if self._on:
            self._call(f"start({self._known})")

    def _on_heard(self, words: str) -> None:
        self._heard_count += 1
        if not self._second.isActive():
            self._second.start()
        if not self._on or self._heard_count > MOST_IN_A_SECOND:
            return
        heard = read_heard(words)
        if heard is None:
            return
        if isinstance(heard, Chosen):
            self._waiting.pop(Moved, None)
        # Of each kind the newest counts.
        self._waiting[type(heard)] = heard
        if not self._pause.isActive():
            self._pause.start()

    def _on_second(self) -> None:
        self._heard_count = 0

    def _tell(self) -> None:
        waiting, self._waiting = self._waiting, {}
        for heard in waiting.values():
            match heard:
                case Chosen():
                    self.chosen.emit(heard)
                case Moved():
                    self.moved.emit(heard)
                case Dropped():
                    self.dropped.emit(heard)
                case Left():
                    self.left.emit()


def _script() -> QWebEngineScript:
    client = QFile(":/qtwebchannel/qwebchannel.js")
    client.open(QIODevice.OpenModeFlag.ReadOnly)
    channel = bytes(client.readAll().data()).decode("utf-8")
    pointing = (resources_folder() / "preview" / "pointing.js").read_text(encoding="utf-8")
    script = QWebEngineScript()
    script.setName("pointing")
    script.setSourceCode(f"{channel}\n{pointing}")
    script.setWorldId(POINTING_WORLD)
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
    script.setRunsOnSubFrames(False)
    return script
