"""A program of its own that shows apps in QtWebEngine as the window does, and does what it is told.

It stands apart because Qt, once it has ended, cannot start a browser again: one process serves all the
tests of a run. Each line on its standard input is a JSON list, `[command, tab, facts]`; each is
answered with one line, `{"answer": …}` or `{"problem": "…"}`. Events go through Qt to the widget, as
from a mouse and a keyboard.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from keys import text_of, x11_code
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPointF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript, QWebEngineSettings
from PySide6.QtWidgets import QApplication, QWidget
from questions import as_expression

from desktop.preview import life
from desktop.preview.address import front_page
from desktop.preview.page import ProjectPage
from desktop.preview.start import prepare_browser
from desktop.preview.view import PreviewView

QUESTION = """(() => {
    const give = (value) => JSON.stringify({ value });
    const fail = (problem) => JSON.stringify({ problem: String(problem?.stack ?? problem) });
    try {
        const value = %s;
        if (typeof value?.then !== "function") return give(value);
        window.homespunAnswer = "";
        value.then(
            (found) => (window.homespunAnswer = give(found)),
            (problem) => (window.homespunAnswer = fail(problem)),
        );
        return "later";
    } catch (problem) {
        return fail(problem);
    }
})()"""
LATER = 'window.homespunAnswer ?? "gone"'
"""A page that took the place of the one that was asked knows of no answer to wait for."""
POLL_MS = 4
PROMISE_MS = 30_000
SCRIPT_MS = 10_000
MOUSE = {
    "move": QEvent.Type.MouseMove,
    "press": QEvent.Type.MouseButtonPress,
    "release": QEvent.Type.MouseButtonRelease,
}
KEYS = {
    "Enter": Qt.Key.Key_Return,
    "ArrowLeft": Qt.Key.Key_Left,
    "ArrowRight": Qt.Key.Key_Right,
    "ArrowUp": Qt.Key.Key_Up,
    "ArrowDown": Qt.Key.Key_Down,
    " ": Qt.Key.Key_Space,
}
LEVELS = {
    QWebEnginePage.JavaScriptConsoleMessageLevel.WarningMessageLevel: "warning",
    QWebEnginePage.JavaScriptConsoleMessageLevel.ErrorMessageLevel: "error",
}

heard: dict[QWebEnginePage, list[str]] = {}
"""What each page's console said at the level of a warning or above."""


def listen_to_consoles() -> None:
    """Keep what consoles say, before the preview's own page looks at it."""
    usual = ProjectPage.javaScriptConsoleMessage

    def hear(
        page: ProjectPage,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        line: int,
        source: str,
    ) -> None:
        if level in LEVELS:
            where = f"{source.rsplit('/', 1)[-1]}:{line}"
            heard.setdefault(page, []).append(f"{LEVELS[level]}: {message} ({where})")
        usual(page, level, message, line, source)

    ProjectPage.javaScriptConsoleMessage = hear  # type: ignore[method-assign]


def wait_for(start: Callable[[Callable[[object], None]], None], timeout_ms: int) -> object:
    """Start something that calls back, and let Qt's events go on until it has."""
    answers: list[object] = []
    loop = QEventLoop()

    def take(answer: object) -> None:
        answers.append(answer)
        loop.quit()

    start(take)
    if not answers:
        QTimer.singleShot(timeout_ms, loop, loop.quit)
        loop.exec()
    return answers[0] if answers else None


class Driver(QObject):
    """Does what the lines say, one after the other."""

    told = Signal(str)

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        self._views: dict[int, PreviewView] = {}
        self._last = 0
        self.told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def _on_told(self, line: str) -> None:
        if not line:
            for tab in tuple(self._views):
                self.close(tab)
            self._application.quit()
            return
        command, tab, facts = json.loads(line)
        try:
            answer = {"answer": getattr(self, command)(tab, **facts)}
        except (AssertionError, KeyError, TypeError) as problem:
            answer = {"problem": f"{type(problem).__name__}: {problem}"}
        print(json.dumps(answer), flush=True)

    # --- commands ------------------------------------------------------------------------------------

    def open(
        self, _tab: int, *, folder: str, address: str, width: int, height: int, scripts: list[str]
    ) -> int:
        """Show an app in a new window with a store of its own; return the window's number."""
        view = PreviewView(None)
        view.page().settings().setAttribute(QWebEngineSettings.WebAttribute.ShowScrollBars, False)
        for source in scripts:
            script = QWebEngineScript()
            script.setSourceCode(source)
            script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
            script.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld)
            view.page().scripts().insert(script)
        view.resize(width, height)
        view.show()
        view.activateWindow()
        view.setFocus()
        view.show_folder(Path(folder))
        if address:
            page = front_page(Path(folder))
            page.setFragment(address, QUrl.ParsingMode.DecodedMode)
            view.load(page)
        self._last += 1
        self._views[self._last] = view
        return self._last

    def close(self, tab: int) -> None:
        """Close a window."""
        view = self._views.pop(tab)
        heard.pop(view.page(), None)
        view.let_go()
        view.close()
        view.deleteLater()

    def run(self, tab: int, *, script: str) -> str:
        """Return the value of a script as JSON; "" when the page was replaced meanwhile."""
        page = self._views[tab].page()

        def ask(code: str) -> object:
            return wait_for(lambda take: page.runJavaScript(code, 0, take), SCRIPT_MS)

        found = ask(QUESTION % as_expression(script))
        waited = 0
        while found == "later" or found == "":
            wait_for(lambda take: QTimer.singleShot(POLL_MS, self, lambda: take(None)), SCRIPT_MS)
            waited += POLL_MS
            assert waited < PROMISE_MS, "a promise was never kept"
            found = ask(LATER)
        return "" if found in (None, "gone") else str(found)

    def mouse(self, tab: int, *, kind: str, x: float, y: float, held: bool) -> None:
        """Send one event of the mouse."""
        target = self._target(tab)
        place = QPointF(x, y)
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        event = QMouseEvent(
            MOUSE[kind],
            place,
            QPointF(target.mapToGlobal(place)),
            none if kind == "move" else left,
            left if held else none,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(target, event)

    def key(self, tab: int, *, kind: str, key: str, shift: bool, control: bool) -> None:
        """Send one event of the keyboard."""
        modifiers = Qt.KeyboardModifier.NoModifier
        if shift:
            modifiers |= Qt.KeyboardModifier.ShiftModifier
        if control:
            modifiers |= Qt.KeyboardModifier.ControlModifier
        kinds = {"press": QEvent.Type.KeyPress, "release": QEvent.Type.KeyRelease}
        code = KEYS.get(key) or (ord(key.upper()) if len(key) == 1 else getattr(Qt.Key, f"Key_{key}"))
        text = "" if control else text_of(key)
        event = QKeyEvent(kinds[kind], int(code), modifiers, x11_code(key), 0, 0, text)
        QApplication.sendEvent(self._target(tab), event)

    def insert(self, tab: int, *, words: str) -> None:
        """Put in text as an input method does."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(self._target(tab), event)

    def load_again(self, tab: int) -> None:
        """Begin to load the page anew."""
        self._views[tab].page().triggerAction(QWebEnginePage.WebAction.Reload)

    def resize(self, tab: int, *, width: int, height: int) -> None:
        """Give the window a size."""
        self._views[tab].resize(width, height)

    def screenshot(self, tab: int, *, path: str) -> bool:
        """Save what is seen."""
        return self._views[tab].grab().save(path)

    def console(self, tab: int) -> list[str]:
        """Return what the page's console said."""
        return heard.get(self._views[tab].page(), [])

    def requests(self, tab: int) -> list[str]:
        """Return the addresses that the page asked for and did not get: any but its own files.

        The preview also refuses permissions; those are no addresses.
        """
        return [refusal.url for refusal in self._views[tab].refusals if ":" in refusal.url]

    def _target(self, tab: int) -> QWidget:
        """Return the widget to which Qt gives a page's events."""
        view = self._views[tab]
        if not view.isActiveWindow():
            view.activateWindow()
            view.setFocus()
        return view.focusProxy() or view


def main(switches: list[str]) -> int:
    """Serve until the input ends.

    Args:
        switches: Chromium's, beside those of the preview: what the system would say of the person's
            wishes, which Qt's platform without a screen cannot be asked.
    """
    # A stopped clock lets hours of ticks pass in one breath, and nothing is tidied up in between.
    life.MOST_BYTES = 8 << 30
    prepare_browser()
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join([os.environ["QTWEBENGINE_CHROMIUM_FLAGS"], *switches])
    listen_to_consoles()
    application = QApplication(["webengine_driver"])
    application.setQuitOnLastWindowClosed(False)
    driver = Driver(application)

    def read() -> None:
        for line in sys.stdin:
            driver.told.emit(line)
        driver.told.emit("")

    threading.Thread(target=read, daemon=True).start()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
