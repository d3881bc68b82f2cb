"""A page in Chromium, driven over DevTools."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path

from keys import dom_code, text_of, windows_code
from questions import as_expression
from tab import PageGoneError, Tab

Send = Callable[[str, dict | None, str | None], dict]
_MOUSE = {"move": "mouseMoved", "press": "mousePressed", "release": "mouseReleased"}
_SHIFT, _CONTROL = 8, 2
_GONE = ("context", "navigated")


class ChromiumTab(Tab):
    """A page.

    Args:
        send: Asks DevTools: method, params, session.
        events: All that the browser has told so far, of all pages.
        session: Which page this is.
        context: The store of its own in which it lives, which ends with it.
    """

    def __init__(self, send: Send, events: list[dict], session: str, context: str) -> None:
        self._send = send
        self._events = events
        self._session = session
        self._context = context

    def send(self, method: str, params: dict | None = None) -> dict:
        """Send a command to this page."""
        return self._send(method, params, self._session)

    def close(self) -> None:
        self._send("Target.disposeBrowserContext", {"browserContextId": self._context}, None)
        self._events[:] = [event for event in self._events if event.get("sessionId") != self._session]

    def load(self, address: str) -> None:
        """Begin to load an address."""
        self.send("Page.navigate", {"url": address})

    def resize(self, width: int, height: int = 900) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.send("Emulation.setDeviceMetricsOverride", metrics)

    def prefer(self, *, dark: bool, still: bool) -> None:
        """Say what the system prefers: a dark screen, less motion."""
        features = {
            "prefers-color-scheme": "dark" if dark else "light",
            "prefers-reduced-motion": "reduce" if still else "no-preference",
        }
        wishes = [{"name": name, "value": value} for name, value in features.items()]
        self.send("Emulation.setEmulatedMedia", {"features": wishes})

    def run(self, script: str) -> object:
        value = f"Promise.resolve({as_expression(script)}).then((value) => JSON.stringify({{ value }}))"
        question = {"expression": value, "returnByValue": True, "awaitPromise": True}
        try:
            answer = self.send("Runtime.evaluate", question)
        except AssertionError as problem:
            if any(word in str(problem) for word in _GONE):
                raise PageGoneError(str(problem)) from problem
            raise
        if "exceptionDetails" in answer:
            raise AssertionError(f"{script}: {answer['exceptionDetails']}")
        return json.loads(answer["result"]["value"]).get("value")

    def screenshot(self, path: Path) -> None:
        data = self.send("Page.captureScreenshot", {"format": "png"})["data"]
        path.write_bytes(base64.b64decode(data))

    @property
    def console(self) -> list[str]:
        self.run("1")
        return [said for event in self._mine() if (said := _complaint(event["method"], event["params"]))]

    @property
    def requests(self) -> list[str]:
        self.run("1")
        asked = [
            e["params"]["request"]["url"] for e in self._mine() if e["method"] == "Network.requestWillBeSent"
        ]
        return [address for address in asked if not address.startswith(("file:", "data:", "blob:", "about:"))]

    def _mine(self) -> list[dict]:
        return [event for event in self._events if event.get("sessionId") == self._session]

    def _mouse(self, kind: str, x: float, y: float, held: bool = False) -> None:
        button = "none" if kind == "move" and not held else "left"
        event = {
            "type": _MOUSE[kind],
            "x": x,
            "y": y,
            "button": button,
            "buttons": 1 if held else 0,
            "clickCount": 1,
        }
        self.send("Input.dispatchMouseEvent", event)

    def _key(self, kind: str, key: str, shift: bool, control: bool) -> None:
        event = {
            "key": key,
            "code": dom_code(key),
            "windowsVirtualKeyCode": windows_code(key),
            "modifiers": (_SHIFT if shift else 0) | (_CONTROL if control else 0),
        }
        if kind == "press":
            event |= {"type": "keyDown", "text": "" if control else text_of(key)}
        else:
            event |= {"type": "keyUp"}
        self.send("Input.dispatchKeyEvent", event)

    def _insert(self, words: str) -> None:
        self.send("Input.insertText", {"text": words})

    def _load_again(self) -> None:
        self.send("Page.reload")


def _complaint(method: str, facts: dict) -> str:
    """Return what an event says in the console at the level of a warning or above; "" for other events."""
    if method == "Runtime.exceptionThrown":
        details = facts["exceptionDetails"]
        thrown = details.get("exception", {}).get("description", "")
        where = f"{details.get('url', '').rsplit('/', 1)[-1]}:{details['lineNumber'] + 1}"
        return f"error: {details['text']} {thrown} ({where})"
    if method == "Runtime.consoleAPICalled" and facts["type"] in ("error", "warning", "assert"):
        words = [str(one.get("value", one.get("description", one["type"]))) for one in facts["args"]]
        return f"{facts['type']}: {' '.join(words)}"
    if method == "Log.entryAdded" and facts["entry"]["level"] in ("error", "warning"):
        return f"{facts['entry']['level']}: {facts['entry']['text']}"
    return ""
