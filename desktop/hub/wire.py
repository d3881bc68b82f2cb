"""The hub, asked over the network: the only module that opens a connection, and only when it is called.

The connection is the one that huggingface_hub makes (its settings, its proxies, its offline switch). What
runs over it is ours, because the library's own download can neither be stopped nor bounded, follows any
redirect, and keeps a second copy in a cache of its own. No account is used and no token is sent: what
needs one is fetched by the person, in a browser.

Nothing that comes is trusted: answers are bounded, redirects lead to the hub's own hosts or nowhere, and a
file counts only when its fingerprint is right (`downloading`). huggingface_hub is imported at the first call.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from desktop.errors import HubError
from desktop.hub.waiting import stoppable
from desktop.messages import harmless
from desktop.settings import load as load_settings

if TYPE_CHECKING:
    import httpx2

MAX_ANSWER_BYTES = 8 * 1024 * 1024
MOST_ANSWER_S = 60.0
"""So long an answer to a question may take in all, however steadily it drips."""
MOST_REDIRECTS = 5
PATIENCE_S = 30.0
"""So long nothing may come before the connection counts as dead."""

_OWN_DOMAINS = (".huggingface.co", ".hf.co")
"""Where the hub keeps large files; over https only."""
_RANGE = re.compile(r"bytes (\d{1,15})-\d{1,15}/(?:\d{1,15}|\*)")
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True)
class Piece:
    """Some bytes of a file, and where in it they begin."""

    offset: int
    data: bytes


class Hub:
    """The hub at one address."""

    def __init__(self, endpoint: str = "", *, patience_s: float = PATIENCE_S) -> None:
        """Remember the address; nothing is connected.

        Args:
            endpoint: Where the hub is; "" for the usual one (or what `HF_ENDPOINT` names).
            patience_s: Seconds without a byte after which a connection is given up.

        Raises:
            HubError: `hub_address` if it is neither https nor on this computer.
        """
        self._endpoint = endpoint.rstrip("/")
        self._patience_s = patience_s
        if endpoint:
            _check_address(self._endpoint)

    def ask(
        self, path: str, parameters: Mapping[str, str], what: str, cancelled: threading.Event | None = None
    ) -> object:
        """Return what the hub answers to a question, as plain JSON values.

        Args:
            path: Below the address, e.g. `/api/models`; quoted.
            parameters: The question's parameters.
            what: What is asked for, as the person called it.
            cancelled: Is set when the person presses Stop.

        Raises:
            HubError: `hub_offline`, `hub_slow`, `hub_cut`, `hub_missing`, `hub_gated`, `hub_refused`,
                `hub_elsewhere`, `hub_switched_off`, or `hub_strange` for what is no JSON or too much of it.
            Cancelled: The person pressed Stop.
        """
        query = "&".join(f"{quote(name)}={quote(value, safe='')}" for name, value in parameters.items())
        url = f"{self._address()}{path}" + (f"?{query}" if query else "")
        raw, until_s = bytearray(), time.monotonic() + MOST_ANSWER_S
        for piece in stoppable(lambda: self._stream(url, {}, 0, what), cancelled):
            raw += piece.data
            if len(raw) > MAX_ANSWER_BYTES:
                raise HubError("hub_strange")
            if time.monotonic() > until_s:
                raise HubError("hub_slow", seconds=round(MOST_ANSWER_S))
        try:
            answer: object = json.loads(raw)
        except (ValueError, RecursionError) as error:
            raise HubError("hub_strange") from error
        return answer

    def pieces(
        self, repository: str, revision: str, file: str, start: int, cancelled: threading.Event | None = None
    ) -> Iterator[Piece]:
        """Give a file's bytes from a place on; from its beginning where the hub cannot do that.

        Raises:
            HubError: As `ask`; `hub_cut` and `hub_slow` may come after some pieces.
            Cancelled: The person pressed Stop.
        """
        url = f"{self._address()}/{quote(repository)}/resolve/{quote(revision, safe='')}/{quote(file)}"
        headers = {"Range": f"bytes={start}-"} if start else {}
        return stoppable(lambda: self._stream(url, headers, start, file), cancelled)

    def _address(self) -> str:
        if not load_settings().downloads:
            raise HubError("hub_switched_off")
        if not self._endpoint:
            from huggingface_hub import constants

            _check_address(constants.ENDPOINT)
            self._endpoint = constants.ENDPOINT
        return self._endpoint

    def _stream(
        self, url: str, headers: Mapping[str, str], start: int, what: str
    ) -> Generator[Piece, None, None]:
        """One answer, redirects followed; runs in the thread of `stoppable`."""
        import httpx2
        from huggingface_hub import get_session
        from huggingface_hub.errors import OfflineModeIsEnabled

        # Unpacking is left away too: a small answer cannot become a large one.
        sent = {"User-Agent": "homespun", "Accept-Encoding": "identity", **headers}
        patience = httpx2.Timeout(self._patience_s)
        try:
            for _ in range(MOST_REDIRECTS):
                with get_session().stream(
                    "GET", url, headers=sent, timeout=patience, follow_redirects=False
                ) as answer:
                    if answer.status_code in (301, 302, 303, 307, 308):
                        url = self._followed(url, answer.headers.get("Location", ""))
                        continue
                    offset = _offset(answer, start, what)
                    # As it comes: pieces of one size would be lost in part when the line breaks.
                    for data in answer.iter_raw():
                        yield Piece(offset, data)
                        offset += len(data)
                    return
        except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.ProxyError, OfflineModeIsEnabled) as error:
            raise HubError("hub_offline") from error
        except httpx2.TimeoutException as error:
            raise HubError("hub_slow", seconds=round(self._patience_s)) from error
        except httpx2.TransportError as error:
            raise HubError("hub_cut") from error
        except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
            raise HubError("hub_strange") from error
        raise HubError("hub_strange")  # it sends us round and round

    def _followed(self, url: str, location: str) -> str:
        """Return where a redirect leads, if that is one of the hub's own hosts."""
        try:
            target = urljoin(url, location)
            parts, home = urlsplit(target), urlsplit(self._address())
            own = (parts.scheme, parts.netloc) == (home.scheme, home.netloc)
            stores = (
                parts.scheme == "https"
                and "@" not in parts.netloc
                and parts.port in (None, 443)
                and f".{parts.hostname}".endswith(_OWN_DOMAINS)
            )
        except ValueError as error:
            raise HubError("hub_strange") from error
        if not (own or stores):
            raise HubError("hub_elsewhere", host=harmless(parts.netloc or target, longest=80))
        return target


def _check_address(address: str) -> None:
    """Unencrypted, anybody on the way could give another model and another fingerprint."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise HubError("hub_address", address=harmless(address, longest=80))


def _offset(answer: httpx2.Response, start: int, what: str) -> int:
    """Return where in the file an answer begins.

    Raises:
        HubError: It is no answer to what was asked.
    """
    status = answer.status_code
    if status == 206 and start:
        found = _RANGE.fullmatch(answer.headers.get("Content-Range", ""))
        if found is None or int(found[1]) != start:
            raise HubError("hub_strange")
        return start
    if status == 200:
        return 0
    # Without an account the hub answers 401 for what does not exist, and says in a header what it means.
    reason = answer.headers.get("X-Error-Code", "")
    if reason == "GatedRepo":
        raise HubError("hub_gated", what=what)
    if status in (401, 404):
        raise HubError("hub_missing", what=what)
    if status == 416:
        raise HubError("hub_strange")
    raise HubError("hub_refused", status=status)
