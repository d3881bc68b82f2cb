"""Runs a page that nobody has seen yet, hidden, and says what goes wrong: errors, refusals, emptiness, loops.

The page is the same stranger as in the view, behind the same walls (it is a `PreviewView`, with records in
memory). A part of the person's own (`custom/NAME.html`) runs in its real frame: errors in it reach the
console of the page around it, and it is looked at from a world beside it. What a page draws only later than
`SETTLE_MS` after it stands, or only for a person's own hands, is not seen here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEngineFrame

from desktop.paths import resources_folder
from desktop.preview.finding import BLANK, CRASHED, ERROR, REFUSED, SILENT, UNTRIED, Finding
from desktop.preview.guard import Refusal
from desktop.preview.pointing import POINTING_WORLD
from desktop.preview.problem import SCRIPT, Problem
from desktop.preview.sandbox import UNAVAILABLE, describe_sandbox, sandbox_state
from desktop.preview.view import PreviewView

TRIAL_WORLD = POINTING_WORLD + 1
PAGE_PX = QSize(960, 640)
LOOK_EVERY_MS = 150
SETTLE_MS = 600
"""How long a page that stands may go on before it is taken to be as it stays: timers, records, promises."""
PATIENCE_MS = 10_000
"""How long a page may take for each step; a slow computer with a large app needs a fraction of it."""
MOST_STEPS = 3
"""How many times its patience a page may take in all."""
BLANK_LOOKS = 8
"""A page that shows nothing is looked at so often: its records may still be on their way."""
MOST_FINDINGS = 20
_VERDICTS = (BLANK, SILENT, CRASHED)
"""Said of the whole page, and at most once each: told however much else there is."""
_FENCE_FILE = "custom.html"
_FOOTNOTE = "Note that "
"""Chromium says of some refusals a second sentence, as if it were another problem."""


class Trial(QObject):
    """Tries one page at a time.

    Signals:
        finished: A tuple of `Finding`, none if all is well.
    """

    finished = Signal(object)

    def __init__(self, parent: QObject | None = None, *, patience_ms: int = PATIENCE_MS) -> None:
        """Try nothing yet."""
        super().__init__(parent)
        self._view: PreviewView | None = None
        self._own_part = False
        self._press = False
        self._findings: dict[Finding, None] = {}
        self._looks = 0
        self._turn = 0
        self._unanswered = False
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(lambda: self._then())
        self._then: Callable[[], None] = self._look
        self._patience = QTimer(self, singleShot=True, interval=patience_ms)
        self._patience.timeout.connect(self._on_silent)
        # A page that begins anew again and again answers each time.
        self._whole = QTimer(self, singleShot=True, interval=MOST_STEPS * patience_ms)
        self._whole.timeout.connect(self._on_silent)

    @property
    def running(self) -> bool:
        """Whether a page is being tried now."""
        return self._view is not None

    def try_folder(self, folder: Path, *, own_part: bool = False, press: bool = False) -> None:
        """Try the app in a folder; what was under way is dropped.

        Args:
            folder: An app's. Its records are opened like those of any app that is shown.
            own_part: Whether the first `custom` section on its first page is meant, and not the whole page.
            press: Whether to press its buttons, too: only where its records are nobody's.
        """
        self.let_go()
        self._own_part, self._press = own_part, press
        self._findings, self._looks = {}, 0
        if sandbox_state() == UNAVAILABLE:
            self._tell((Finding(UNTRIED, describe_sandbox()),))
            return
        view = self._view = PreviewView(None)
        # Only what is shown is drawn, and a page that is not drawn has no sizes; this one nobody sees.
        view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setFixedSize(PAGE_PX)
        view.problem_found.connect(self._on_problem_found)
        view.refused.connect(self._on_refused)
        view.page_settled.connect(self._on_page_settled)
        view.show()
        self._patience.start()
        self._whole.start()
        self._unanswered = True
        view.show_folder(folder)

    def let_go(self) -> None:
        """End the page that is tried, if there is one; nothing is told of it any more."""
        self._turn += 1
        self._next.stop()
        self._patience.stop()
        self._whole.stop()
        if self._view is not None:
            view, self._view = self._view, None
            view.problem_found.disconnect(self._on_problem_found)
            view.refused.disconnect(self._on_refused)
            view.page_settled.disconnect(self._on_page_settled)
            if self._unanswered:
                view.stop_page()
            # Later: one of its own signals may have led here.
            QTimer.singleShot(0, view, lambda: _end(view))

    # --- the steps, each of which must be answered in time -----------------------------------------

    def _on_page_settled(self, loaded: bool) -> None:
        self._unanswered = False
        if loaded:
            self._after(LOOK_EVERY_MS, self._look)
        else:
            self._finish()

    def _look(self) -> None:
        """Wait until the page stands, and let it settle."""
        self._ask(
            "trial_look", lambda seen: self._after(SETTLE_MS, self._count) if seen >= 0 else self._again()
        )

    def _again(self) -> None:
        # The frame is not written yet. The patience of this step goes on.
        self._then = self._look
        self._next.start(LOOK_EVERY_MS)

    def _count(self) -> None:
        """See whether there is anything on it."""
        self._ask("trial_look", self._on_counted)

    def _on_counted(self, seen: int) -> None:
        self._looks += 1
        if seen > 0:
            self._after(0, self._press_all if self._press else self._finish)
        elif self._looks < BLANK_LOOKS:
            self._after(LOOK_EVERY_MS, self._count)
        else:
            self._add(Finding(BLANK))
            self._finish()

    def _press_all(self) -> None:
        self._ask("trial_press", lambda _: self._after(SETTLE_MS, self._see_whether_it_lives))

    def _see_whether_it_lives(self) -> None:
        self._ask("trial_look", lambda _: self._finish())

    def _after(self, wait_ms: int, then: Callable[[], None]) -> None:
        """Go on after a while, with all of the patience for what comes next."""
        self._patience.start()
        self._then = then
        self._next.start(wait_ms)

    def _ask(self, script: str, then: Callable[[int], None]) -> None:
        """Ask the page, in a world of our own, for a number; -1 if there is no such frame yet."""
        frame = self._frame()
        if frame is None:
            then(-1)
            return
        turn = self._turn

        def answered(said: object) -> None:
            if turn == self._turn:
                self._unanswered = False
                then(int(said) if isinstance(said, (int, float)) else -1)

        self._unanswered = True
        frame.runJavaScript(_script(script), TRIAL_WORLD, answered)

    def _frame(self) -> QWebEngineFrame | None:
        if self._view is None:
            return None
        main = self._view.page().mainFrame()
        if not self._own_part:
            return main
        inside = [frame for frame in main.children() if frame.url().fileName() == _FENCE_FILE]
        return inside[0] if inside else None

    # --- what goes wrong ---------------------------------------------------------------------------

    def _on_problem_found(self, problem: Problem) -> None:
        if problem.kind == SCRIPT:
            if not problem.message.lstrip().startswith(_FOOTNOTE):
                self._add(Finding(ERROR, problem.message, problem.line))
        else:
            self._add(Finding(CRASHED, problem.message))

    def _on_refused(self, refusal: Refusal) -> None:
        self._add(Finding(REFUSED, refusal.url))

    def _on_silent(self) -> None:
        frame = self._frame()
        # A frame that is not there at all is nothing to be seen; a page that does not answer is in a loop.
        self._add(Finding(BLANK if frame is None and self._view is not None else SILENT))
        self._finish()

    def _add(self, finding: Finding) -> None:
        if len(self._findings) < MOST_FINDINGS or finding.kind in _VERDICTS:
            self._findings[finding] = None

    def _finish(self) -> None:
        if self._view is None:
            return
        findings = tuple(self._findings)
        self.let_go()
        self._tell(findings)

    def _tell(self, findings: tuple[Finding, ...]) -> None:
        """Tell of them behind the page's end: whoever hears of it may take the folder away."""
        turn = self._turn
        QTimer.singleShot(0, self, lambda: self.finished.emit(findings) if turn == self._turn else None)


@cache
def _script(name: str) -> str:
    return (resources_folder() / "preview" / f"{name}.js").read_text(encoding="utf-8")


def _end(view: PreviewView) -> None:
    view.let_go()
    view.deleteLater()
