"""One page of a browser, with hands and eyes: it clicks and types as a person does.

Mouse and key events go to the place where an element is, so that what is covered or invisible cannot
be pressed. `ChromiumTab` and `WebEngineTab` say how; what a test calls is here, once for both.
"""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path

import questions
from questions import call

Place = tuple[float, float]
SETTLE_S = 0.02
STEPS_OF_A_DRAG = 10


class PageGoneError(AssertionError):
    """The page is just being replaced, so there is nowhere to run a script."""


class Tab(ABC):
    """A page."""

    # --- what a browser has to know ------------------------------------------------------------------

    @abstractmethod
    def run(self, script: str) -> object:
        """Return the value of a JavaScript expression, or what a `{ block }` returns; promises awaited."""

    @abstractmethod
    def resize(self, width: int, height: int = 900) -> None:
        """Give the page a size in CSS pixels."""

    @abstractmethod
    def screenshot(self, path: Path) -> None:
        """Save what is seen as a PNG."""

    @property
    @abstractmethod
    def console(self) -> list[str]:
        """What the page's console said at the level of a warning or above, and uncaught errors."""

    @property
    @abstractmethod
    def requests(self) -> list[str]:
        """The addresses that the page asked for, other than its own files and data."""

    @abstractmethod
    def close(self) -> None:
        """Close the page."""

    @abstractmethod
    def _mouse(self, kind: str, x: float, y: float, held: bool = False) -> None:
        """Send one mouse event: `move`, `press` or `release`."""

    @abstractmethod
    def _key(self, kind: str, key: str, shift: bool, control: bool) -> None:
        """Send one key event: `press` or `release`."""

    @abstractmethod
    def _insert(self, words: str) -> None:
        """Put in text that no key gives, as an input method does."""

    @abstractmethod
    def _load_again(self) -> None:
        """Begin to load the page anew."""

    # --- what a test asks ----------------------------------------------------------------------------

    def wait(self, script: str, timeout_s: float = 10) -> object:
        """Wait until an expression gives something true, and return that."""
        deadline = time.monotonic() + timeout_s
        while True:
            try:
                found = self.run(script)
            except PageGoneError:
                found = None
            if found not in (None, False, 0, ""):  # an element arrives as {}
                return found
            if time.monotonic() > deadline:
                raise AssertionError(f"never came true: {script}")
            time.sleep(SETTLE_S)

    def text(self, selector: str = "main") -> str:
        """Return the visible text of the first match."""
        return str(self.run(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''"))

    def count(self, selector: str) -> int:
        """Return how many elements match."""
        return int(str(self.run(f"document.querySelectorAll({json.dumps(selector)}).length")))

    def assert_fits(self, width: int) -> None:
        """Fail if the page is wider than a window of this width, and say what makes it so."""
        found = self.run("document.documentElement.scrollWidth")
        if found != width:
            culprits = self.run(call(questions.TOO_WIDE, width))
            raise AssertionError(f"the page is {found} px wide, not {width}, because of {culprits}")

    def focused(self) -> str:
        """Return the name or text of what has the focus; "" if nothing has."""
        return str(self.run(questions.FOCUSED)).strip()

    def centre(self, selector: str, text: str = "") -> Place:
        """Scroll to the first visible match that contains a text and return its middle."""
        x, y = self.wait(call(questions.CENTRE, selector, text))  # type: ignore[misc]
        return float(x), float(y)

    def _frame(self) -> None:
        """Wait until the page has drawn what was just done; a page that it replaced draws nothing more."""
        with suppress(PageGoneError):
            self.run(questions.FRAME)

    # --- what a person does --------------------------------------------------------------------------

    def click(self, selector: str, text: str = "") -> None:
        """Press and release the mouse on an element."""
        x, y = self.centre(selector, text)
        self._mouse("move", x, y)
        self._mouse("press", x, y, held=True)
        self._mouse("release", x, y)
        self._frame()

    def hover(self, selector: str, text: str = "") -> None:
        """Move the mouse onto an element."""
        self._mouse("move", *self.centre(selector, text))
        self._frame()

    def drag(self, start: str | Place, end: str | Place) -> None:
        """Drag the mouse from one element or place to another."""
        from_x, from_y = self.centre(start) if isinstance(start, str) else start
        self._mouse("move", from_x, from_y)
        self._mouse("press", from_x, from_y, held=True)
        to_x, to_y = self._middle(end) if isinstance(end, str) else end
        for step in range(1, STEPS_OF_A_DRAG + 1):
            part = step / STEPS_OF_A_DRAG
            self._mouse("move", from_x + (to_x - from_x) * part, from_y + (to_y - from_y) * part, held=True)
            self._frame()
        self._mouse("release", to_x, to_y)
        self._frame()

    def _middle(self, selector: str) -> Place:
        """Return the middle of an element without scrolling: something is being held."""
        box = f"document.querySelector({json.dumps(selector)}).getBoundingClientRect()"
        x, y = self.run(f"(({{ x, y, width, height }}) => [x + width / 2, y + height / 2])({box})")  # type: ignore[misc]
        return float(x), float(y)

    def press(self, key: str, *, shift: bool = False, control: bool = False) -> None:
        """Press and release one key where the focus is."""
        self._key("press", key, shift, control)
        self._key("release", key, shift, control)
        self._frame()

    def hold(self, key: str) -> None:
        """Press a key and keep it down."""
        self._key("press", key, False, False)
        self._frame()

    def release(self, key: str) -> None:
        """Let go of a key that is held."""
        self._key("release", key, False, False)
        self._frame()

    def type(self, words: str) -> None:
        """Type text where the focus is, key by key; what no key gives comes as from an input method."""
        for letter in words:
            if letter == "\n":
                self.press("Enter")
            elif letter.isascii() and letter.isprintable():
                self._key("press", letter, letter.isupper(), False)
                self._key("release", letter, letter.isupper(), False)
            else:
                self._insert(letter)
        self._frame()

    def fill(self, label: str, words: str) -> None:
        """Set a field, found by its `data-field` (in a dialog first), its label or a selector."""
        kind = self.wait(call(questions.FIELD, label))
        where = questions.MARKED
        if kind in ("radio", "checkbox"):
            self.click(f"{where} label" if self.count(f"{where} label span") else f"{where} input", words)
        elif kind in ("date", "time", "datetime-local", "month", "select-one", "color", "range"):
            self.run(call(questions.CHOOSE, words))
        else:
            controls = ("input", "textarea", "[contenteditable]")
            inside = ", ".join(f"{where} {control}" for control in controls)
            itself = ", ".join(f"{control}{where}" for control in controls)
            self.click(f"{inside}, {itself}")
            self.run("document.activeElement.select?.()")
            self.type(words)

    def go(self, page: str) -> None:
        """Go to another page of the app by its link."""
        self.click("nav a", page)
        self.wait(f"document.querySelector('nav [aria-current]').innerText.trim() === {json.dumps(page)}")

    def reload(self) -> None:
        """Load the page anew; what it keeps is still there."""
        self.run(questions.FORGET_READY)
        self._load_again()
        self.settle()

    def settle(self) -> None:
        """Wait until the app has started and is painted: before that a browser swallows clicks."""
        self.wait(questions.READY)
        self.run(questions.PAINTED)

    def advance(self, seconds: float) -> None:
        """Let a stopped clock run; for apps that were opened with `clock`."""
        self.run(f"homespunClock.advance({seconds * 1000})")
        self._frame()
