"""Where a server is, and whether that is on one's own network.

A name is no proof of anything: it may lead elsewhere the next time it is asked for ("DNS rebinding"). So a
name is looked up once, every address that it leads to is checked, and one of these very addresses is
connected to.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from desktop.errors import EngineError

USUAL_PORT = 8080
"""That of llama-server."""
_LONGEST = 200
_PORTS = {"http": USUAL_PORT, "https": 443}
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9.])?|[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?")
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")
# RFC 1918, 1122, 3927, 4193, 4291. Python's `is_private` also holds addresses that lead nowhere or are
# shared by a provider's customers (RFC 6598), so the networks are named.
_NEAR = tuple(
    ipaddress.ip_network(network)
    for network in (
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    )
)


@dataclass(frozen=True, slots=True)
class Address:
    """A server's address.

    Attributes:
        scheme: `http` or `https`.
        host: A name, or the digits of an address without brackets.
        port: 1 to 65535.
        path: What stands before `/v1`; "" or begins with a slash.
    """

    scheme: str
    host: str
    port: int
    path: str = ""

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.path}"


@dataclass(frozen=True, slots=True)
class Place:
    """One address that a name led to, as the system wants it for connecting."""

    family: socket.AddressFamily
    name: tuple[str, int] | tuple[str, int, int, int]


def read_address(text: str) -> Address:
    """Read an address as people type it: `192.168.1.20`, `strong.local:8000`, `http://[fe80::1]:80/v1`.

    Raises:
        EngineError: `remote_address`: it is none. Passwords, questions and fragments have no place in it.
    """
    typed = text.strip()
    problem = EngineError("remote_address", address=_shown(typed))
    # A bare address of the new kind has colons of its own.
    bare = f"[{typed}]" if typed.count(":") > 1 and "[" not in typed and "/" not in typed else typed
    try:
        parts = urlsplit(bare if "://" in bare else f"http://{bare}")
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError as error:
        raise problem from error
    path = parts.path.rstrip("/").removesuffix("/v1")
    sound = (
        len(typed) <= _LONGEST
        and typed.isprintable()
        and scheme in _PORTS
        and _HOST.fullmatch(host)
        and _PATH.fullmatch(path)
        and ".." not in path
        and not (parts.query or parts.fragment or "@" in parts.netloc)
        and port != 0
    )
    if not sound:
        raise problem
    if ":" in host and not _is_digits(host):
        raise problem
    return Address(scheme, host, port or _PORTS[scheme], path)


def is_near(digits: str) -> bool:
    """Whether an address is this computer's or of its own network; `False` for what is no address."""
    try:
        address = ipaddress.ip_address(digits.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    address = mapped or address
    return any(address.version == network.version and address in network for network in _NEAR)


def places_of(address: Address, *, confirmed: bool) -> tuple[Place, ...]:
    """Look a server's name up, once, and return the places it leads to.

    Args:
        address: Where the server is.
        confirmed: Whether the person wants to speak to it wherever it is.

    Raises:
        EngineError: `remote_not_near` if any of them is elsewhere (a name that leads to several may lead to
            another the next time), `remote_unreachable` if it leads nowhere.
    """
    if _is_digits(address.host):
        check_near(address, address.host, confirmed=confirmed)
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise EngineError("remote_unreachable", address=address) from error
    places = tuple(Place(family, name) for family, _, _, _, name in found if isinstance(name[0], str))
    for place in places:
        check_near(address, place.name[0], confirmed=confirmed)
    if not places:
        raise EngineError("remote_unreachable", address=address)
    return places


def check_near(address: Address, digits: str, *, confirmed: bool) -> None:
    """Refuse what lies outside one's own network.

    Raises:
        EngineError: `remote_not_near`.
    """
    if not (confirmed or is_near(digits)):
        raise EngineError("remote_not_near", host=address.host, digits=digits)


def _is_digits(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _shown(typed: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in typed[:_LONGEST])
