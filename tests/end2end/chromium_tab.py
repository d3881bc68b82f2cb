"""One page of the headless browser, with hands and eyes: it clicks and types as a person does.

Mouse and key events go to the place where an element is, so that what is covered or invisible cannot
be pressed.
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from pathlib import Path

Send = Callable[[str, dict | None, str | None], dict]
_KEYS = {
    "Tab": 9,
    "Enter": 13,
    "Escape": 27,
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowRight": 39,
    "ArrowDown": 40,
    " ": 32,
}
_PAINTED = """new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30))))"""
_CENTRE = """((selector, text) => {
    const words = (element) => `${element.innerText} ${element.ariaLabel ?? ""}`;
    const all = [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
    const found = all.find((element) => !text || words(element).includes(text));
    if (!found) return null;
    found.scrollIntoView({ block: "center", inline: "center" });
    const box = found.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
})"""
_KIND = "((where) => document.querySelector(where).querySelector('input, select, textarea').type)"
_CHOOSE = """((where, words) => {
    const control = document.querySelector(where).querySelector("input, select");
    control.focus();
    control.value = [...(control.options ?? [])].find((option) => option.text === words)?.value ?? words;
    for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
})"""
_SETTLE_S = 0.02


def _call(function: str, *arguments: str) -> str:
    """Write the call of a JavaScript function."""
    return f"{function}({', '.join(json.dumps(argument) for argument in arguments)})"


class Tab:
    """A page.

    Args:
        send: Asks DevTools: method, params, session.
        events: All that the browser has told so far, of all pages.
        session: Which page this is.
        target: The same, as the browser itself calls it.
    """

    def __init__(self, send: Send, events: list[dict], session: str, target: str) -> None:
        self._send = send
        self._events = events
        self._session = session
        self._target = target

    def send(self, method: str, params: dict | None = None) -> dict:
        """Send a command to this page."""
        return self._send(method, params, self._session)

    def close(self) -> None:
        """Close the page."""
        self._send("Target.closeTarget", {"targetId": self._target}, None)

    def go(self, address: str) -> None:
        """Load an address and wait until the app in it has started."""
        self.send("Page.navigate", {"url": address})
        self._settle()

    def reload(self) -> None:
        """Load the page anew."""
        self.run("delete document.documentElement.dataset.ready")
        self.send("Page.reload")
        self._settle()

    def _settle(self) -> None:
        """Wait until the app has started and is painted: before that a browser swallows clicks."""
        self.wait("document.readyState === 'complete' && document.documentElement.dataset.ready === 'yes'")
        self.run(_PAINTED)

    def resize(self, width: int, height: int = 900) -> None:
        """Give the page a size in CSS pixels."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.send("Emulation.setDeviceMetricsOverride", metrics)

    def run(self, script: str) -> object:
        """Evaluate JavaScript and return its value, waiting for promises."""
        answer = self.send(
            "Runtime.evaluate", {"expression": script, "returnByValue": True, "awaitPromise": True}
        )
        if "exceptionDetails" in answer:
            raise AssertionError(f"{script}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def wait(self, script: str, timeout_s: float = 10) -> object:
        """Wait until a script gives something true, and return that."""
        deadline = time.monotonic() + timeout_s
        while True:
            try:
                found = self.run(script)
            except AssertionError as problem:
                # A page that is just being replaced has nowhere to run a script.
                if "context" not in str(problem) or time.monotonic() > deadline:
                    raise
                found = None
            if found not in (None, False, 0, ""):  # an element arrives as {}
                return found
            if time.monotonic() > deadline:
                raise AssertionError(f"never came true: {script}")
            time.sleep(_SETTLE_S)

    def text(self, selector: str = "main") -> str:
        """Return the visible text of the first match."""
        return str(self.run(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''"))

    def count(self, selector: str) -> int:
        """Return how many elements match."""
        return int(str(self.run(f"document.querySelectorAll({json.dumps(selector)}).length")))

    def centre(self, selector: str, text: str = "") -> tuple[float, float]:
        """Scroll to the first match that contains a text and return its middle."""
        script = _call(_CENTRE, selector, text)
        x, y = self.wait(script)  # type: ignore[misc]
        return float(x), float(y)

    def click(self, selector: str, text: str = "") -> None:
        """Press and release the mouse on an element, as a person does."""
        x, y = self.centre(selector, text)
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self._mouse(kind, x, y)
        time.sleep(_SETTLE_S)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag the mouse from one place to another in ten steps."""
        self._mouse("mouseMoved", *start)
        self._mouse("mousePressed", *start)
        for step in range(1, 11):
            x = start[0] + (end[0] - start[0]) * step / 10
            y = start[1] + (end[1] - start[1]) * step / 10
            self._mouse("mouseMoved", x, y, held=True)
        self._mouse("mouseReleased", *end)
        time.sleep(_SETTLE_S)

    def _mouse(self, kind: str, x: float, y: float, held: bool = False) -> None:
        button = "none" if kind == "mouseMoved" and not held else "left"
        event = {"type": kind, "x": x, "y": y, "button": button, "buttons": 1 if held else 0, "clickCount": 1}
        self.send("Input.dispatchMouseEvent", event)

    def type(self, words: str) -> None:
        """Type text where the focus is."""
        self.send("Input.insertText", {"text": words})

    def press(self, key: str) -> None:
        """Press and release one key."""
        code = _KEYS.get(key) or ord(key.upper())
        event = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        text = {"Enter": "\r"}.get(key) or (key if len(key) == 1 else "")
        self.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": text, **event})
        self.send("Input.dispatchKeyEvent", {"type": "keyUp", **event})
        time.sleep(_SETTLE_S)

    def fill(self, label: str, words: str) -> None:
        """Click a field of the open form by its label and put a value there."""
        row = f'form [data-field="{label}"]'
        where = f"dialog {row}" if self.count(f"dialog {row}") else row
        kind = self.run(_call(_KIND, where))
        if kind in ("radio", "checkbox"):
            self.click(f"{where} label" if self.count(f"{where} label span") else f"{where} input", words)
            return
        if kind in ("date", "time", "datetime-local", "select-one", "color"):
            self.run(_call(_CHOOSE, where, words))
            return
        self.click(f"{where} input, {where} textarea")
        self.run("document.activeElement.select?.()")
        self.type(words)

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """Save a screenshot."""
        data = self.send("Page.captureScreenshot", {"format": "png", "captureBeyondViewport": whole})["data"]
        path.write_bytes(base64.b64decode(data))

    def complaints(self) -> list[str]:
        """Return what the page's console said at the level of a warning or above, and uncaught errors."""
        self.run("1")
        found = []
        for event in self._mine():
            params = event["params"]
            if event["method"] == "Runtime.exceptionThrown":
                found.append(json.dumps(params["exceptionDetails"]))
            elif event["method"] == "Runtime.consoleAPICalled" and params["type"] in (
                "error",
                "warning",
                "assert",
            ):
                found.append(json.dumps(params["args"]))
            elif event["method"] == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
                found.append(params["entry"]["text"])
        return found

    def requests(self) -> list[str]:
        """Return the addresses that the page asked for, other than its own files and data."""
        self.run("1")
        asked = [
            e["params"]["request"]["url"] for e in self._mine() if e["method"] == "Network.requestWillBeSent"
        ]
        return [address for address in asked if not address.startswith(("file:", "data:", "blob:", "about:"))]

    def _mine(self) -> list[dict]:
        return [event for event in self._events if event.get("sessionId") == self._session]
