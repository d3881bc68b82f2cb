"""One connection to a server, to a place that has been checked and to no other.

`http.client` asks no environment for a proxy, follows no redirect and knows no cookies, which is why it is
used here and nothing larger is. What it does itself, looking a name up and connecting to what is found
then, is done here instead.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress

from desktop.errors import EngineError
from desktop.remote.addresses import Address, check_near, places_of

AGENT = "homespun"


class Connection(http.client.HTTPConnection):
    """A connection that knows where it may lead.

    Args:
        address: Where the server is.
        confirmed: Whether the person wants to speak to it wherever it is.
        timeout_s: For connecting to one place.
    """

    def __init__(self, address: Address, *, confirmed: bool, timeout_s: float) -> None:
        super().__init__(address.host, address.port, timeout=timeout_s)
        self._address = address
        self._confirmed = confirmed
        # `http.client` forgets its socket as soon as an answer begins that ends with the connection.
        self._line: socket.socket | None = None
        self._hung_up = False

    def connect(self) -> None:
        """Connect to the first of the places that answers.

        Raises:
            EngineError: `remote_not_near`, `remote_unreachable`, `remote_certificate`.
        """
        problem: OSError | None = None
        for place in places_of(self._address, confirmed=self._confirmed):
            self.sock = socket.socket(place.family, socket.SOCK_STREAM)
            self.sock.settimeout(self.timeout)
            try:
                self.sock.connect(place.name)
                # The last word has the connection itself.
                check_near(self._address, self.sock.getpeername()[0], confirmed=self._confirmed)
                self._secure()
            except ssl.SSLError as error:
                self.sock.close()
                raise EngineError("remote_certificate", address=self._address) from error
            except OSError as error:
                self.sock.close()
                problem = error
                continue
            # From here on it is the one who waits that decides how long; see `exchange`.
            self.sock.settimeout(None)
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._line = self.sock
            if self._hung_up:
                self.hang_up()
            return
        raise EngineError("remote_unreachable", address=self._address) from problem

    def ask(self, method: str, path: str, body: bytes | None, key: str) -> http.client.HTTPResponse:
        """Send a request and return the head of the answer.

        Raises:
            EngineError: See `connect`.
            OSError, http.client.HTTPException: The server is gone, or speaks no HTTP.
        """
        headers: Mapping[str, str] = {
            "User-Agent": AGENT,
            "Accept": "application/json, text/event-stream",
            "Accept-Encoding": "identity",
            "Connection": "close",
            **({"Content-Type": "application/json"} if body is not None else {}),
            **({"Authorization": f"Bearer {key}"} if key else {}),
        }
        self.request(method, self._address.path + path, body, headers)
        return self.getresponse()

    def hang_up(self) -> None:
        """End it at once, from any thread: whoever waits for a byte of it wakes up."""
        self._hung_up = True
        if self._line is not None:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)

    def _secure(self) -> None:
        if self._address.scheme == "https":
            self.sock = ssl.create_default_context().wrap_socket(
                self.sock, server_hostname=self._address.host.partition("%")[0]
            )
