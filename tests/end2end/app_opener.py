"""The type of the fixture `open_app`, for the tests that ask for it."""

from __future__ import annotations

from typing import Protocol

from chromium_tab import Tab

from desktop.blueprint.nodes import App


class Opener(Protocol):
    """Compiles an app, opens one of its pages, and checks afterwards that nothing went wrong there."""

    def __call__(
        self, app: App, page: str = "", *, width: int = 1280, height: int = 900, dark: bool = False
    ) -> Tab:
        """Return the opened page.

        Args:
            app: What to compile; in one test always into the same folder.
            page: The page's address; "" for the first.
            width: Of the window, in CSS pixels.
            height: Of the window, in CSS pixels.
            dark: Whether the system prefers dark.
        """
