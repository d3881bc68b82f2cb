"""What the page may ask for: its own files, and nothing else. Every refusal is written down.

`why_refused` is the one rule; the request interceptor, the navigation check and the tests all ask it.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo, QWebEngineUrlRequestInterceptor

from desktop.messages import say
from desktop.preview.address import SCHEME

MADE_BY_THE_PAGE = ("blob", "data")
"""Schemes whose bytes the page itself has made; they lead nowhere."""

KEPT_REFUSALS = 1000


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that the page asked for and did not get.

    Attributes:
        url: The address, or what was asked for, e.g. `camera`; at most 300 characters.
        why: A sentence for the person.
    """

    url: str
    why: str


class Ledger(QObject):
    """The list of refusals, newest last; the oldest are forgotten after `KEPT_REFUSALS`."""

    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._refusals: list[Refusal] = []

    def write(self, url: str, reason: str) -> None:
        """Add a refusal and tell of it.

        Args:
            url: What was asked for.
            reason: An entry `refused_<reason>` of the room's messages.
        """
        refusal = Refusal(url[:300], say(f"preview.refused_{reason}"))
        self._refusals = [*self._refusals[1 - KEPT_REFUSALS :], refusal]
        self.refused.emit(refusal)

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """What was refused so far."""
        return tuple(self._refusals)


def why_refused(url: QUrl, initiator: QUrl, project: str) -> str:
    """Decide about one address.

    Args:
        url: What is asked for.
        initiator: The origin of the page that asks; empty if the program itself does.
        project: The id of the project that is shown, or "" for none.

    Returns:
        The reason, an entry `refused_<reason>` of the room's messages; "" if it is allowed.
    """
    ours = (SCHEME, project)
    if not initiator.isEmpty() and (initiator.scheme(), initiator.host()) != ours:
        return "stranger"
    if url.scheme() in MADE_BY_THE_PAGE or url.toString() in {"about:blank", "about:srcdoc"}:
        return ""
    if url.scheme() == SCHEME:
        return "" if project and url.host() == project else "project"
    return "computer" if url.scheme() == "file" else "outside"


class RequestGuard(QWebEngineUrlRequestInterceptor):
    """Asks `why_refused` before every request that Chromium makes."""

    def __init__(self, ledger: Ledger, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._project = ""

    def watch(self, project: str) -> None:
        """Let through this project's addresses only; "" lets nothing through."""
        self._project = project

    @property
    def project(self) -> str:
        """The id of the project whose addresses are let through."""
        return self._project

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802 - Qt's name
        """Block the request unless it is the project's own."""
        reason = why_refused(info.requestUrl(), info.initiator(), self._project)
        if reason:
            info.block(True)
            self._ledger.write(info.requestUrl().toString(), reason)
