"""The same app opened once more, as the same person does: what two windows do at once."""

from __future__ import annotations

from pathlib import Path

from chromium_pipe import Chromium
from chromium_tab import ChromiumTab
from tab import Tab
from webengine_tab import WebEngine


def second_window(tab: Tab, browser: Chromium | WebEngine, folder: Path, address: str = "") -> Tab:
    """Open an app that is open already once more; in Chromium that is a tab beside the first.

    Args:
        tab: The first.
        browser: The one that the first is in.
        folder: The compiled app.
        address: Of a page, such as `/plant-page`; "" for the first.
    """
    if isinstance(browser, WebEngine):
        return browser.open(folder, address, width=800, height=600, dark=False, still=False, scripts=[])
    assert isinstance(tab, ChromiumTab)
    place = {"url": "about:blank", "browserContextId": tab._context}
    target = browser.send("Target.createTarget", place)["targetId"]
    session = browser.send("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
    other = ChromiumTab(browser.send, browser.events, session, tab._context)
    for domain in ("Page", "Runtime"):
        other.send(f"{domain}.enable")
    other.load((folder / "index.html").as_uri() + (f"#{address}" if address else ""))
    return other
