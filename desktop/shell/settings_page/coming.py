"""How a model that could be fetched, or is on its way, is shown in its row, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.messages import say
from desktop.shell.fetching import MOVING, Fetching
from desktop.shell.settings_page.model_row import ModelRow

if TYPE_CHECKING:
    from desktop.fitting import Fit


class Coming:
    """Keeps rows true to what comes; the key of a row is the name of its fetch.

    Args:
        fetching: Fetches models.
        remove: Takes a file away that has come in part.
    """

    def __init__(self, fetching: Fetching, remove: Callable[[str], object]) -> None:
        self._fetching = fetching
        self._remove = remove

    def show(self, row: ModelRow, *, begun: str = "", fit: Fit | None = None) -> None:
        """Show in a row how far its model is; buttons that are right already stay, and keep the keyboard.

        Args:
            row: Of a model that is not here yet.
            begun: Its file, if it has come in part at an earlier time; "" if not.
            fit: How it would fit.
        """
        fetch = self._fetching.named(row.key)
        state: str = fetch.stage if fetch is not None else "begun" if begun else "none"
        state = "moving" if state in MOVING else state
        if state == row.property("state") == "none":
            return
        row.show_fetch(fetch)
        if state == row.property("state"):
            return
        row.setProperty("state", state)
        held = row.focused()
        row.clear_offers()
        if fetch is None:
            self._offer_fetch(row, begun, fit)
        else:
            name = row.key
            if fetch.stage in ("paused", "failed"):
                row.offer("go_on" if fetch.stage == "paused" else "again", lambda: self._fetch(row))
            elif fetch.source is None:
                row.offer("pause", lambda: self._fetching.pause(name))
            row.offer("cancel", lambda: self._fetching.cancel(name), role="quiet")
        if held:
            row.take_focus(held)

    def _offer_fetch(self, row: ModelRow, begun: str, fit: Fit | None) -> None:
        if begun:
            row.offer("go_on", lambda: self._fetch(row))
            row.offer("remove", lambda: self._remove(begun), role="quiet")
        elif fit is not None and fit.colour == "red":
            row.offer("fetch_anyway", lambda: self._ask_anyway(row, fit), role="quiet")
        else:
            row.offer("fetch", lambda: self._fetch(row))

    def _fetch(self, row: ModelRow) -> None:
        fetch = self._fetching.named(row.key)
        if fetch is not None and fetch.source is not None:
            self._fetching.bring_in(Path(row.key))
        else:
            self._fetching.fetch(row.key, row.title)

    def _ask_anyway(self, row: ModelRow, fit: Fit) -> None:
        def back() -> None:
            row.setProperty("state", "")
            self.show(row, fit=fit)
            row.take_focus("fetch_anyway")

        question = say("shell_models.anyway_ask", why=fit.sentence())
        row.ask(question, "fetch_anyway_yes", lambda: self._fetch(row), back)
