"""What holds for every test: a home of its own, no network, and nothing logged as a warning.

Exceptions to these rules stand here, each with its reason, and nowhere else.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from llama_tools import NAMED_IN, compiled_folder, llama_tool
from vulkan_device import has_vulkan

HERE = Path(__file__).parent
HOME = pytest.StashKey[str]()

LOOPBACK_TESTS = {
    "attacks/test_preview.py": "a counting server on this computer stands for the whole outside",
    "browser/test_custom_parts_are_fenced_in.py": "the same",
}
"""Tests that may use sockets on this computer, beside those marked `loopback` → why."""


def has_namespaces() -> bool:
    """Whether this system lets us make a small world of our own, without a network and with own disks."""
    if not sys.platform.startswith("linux") or shutil.which("unshare") is None:
        return False
    mount = ["unshare", "-rmn", "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(mount, capture_output=True, check=False).returncode == 0


def has_llama_server() -> bool:
    """Whether llama.cpp's own server is here; `run.py test` compiles it."""
    return llama_tool("llama-server") is not None


NEEDS = {
    "namespaces": (has_namespaces, "Linux user namespaces"),
    "llama_server": (has_llama_server, "llama-server, which “python run.py test” compiles"),
    "vulkan": (has_vulkan, "a llama.cpp with Vulkan and Mesa's software driver (see tests/vulkan_device.py)"),
}
"""Marker → whether what such tests need is here, and what that is."""

_LOOPBACK_HOSTS = frozenset({"127.0.0.1", "::1", "localhost"})
_WATCHED_EVENTS = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})
_LOOKUP_EVENTS = frozenset({"socket.getaddrinfo", "socket.gethostbyname"})


class NetworkGuard:
    """Refuses what a test must not do with sockets, and remembers it in case somebody hides it."""

    def __init__(self) -> None:
        self.loopback = False
        self.refused: list[str] = []
        self.active = False

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """Take one audit event of the interpreter (PEP 578); native code is watched as well."""
        if not self.active:
            return
        if event in _WATCHED_EVENTS:
            address = arguments[1]
            host = address[0] if isinstance(address, tuple) and address else None
        elif event in _LOOKUP_EVENTS:
            host = arguments[0]
        else:
            return
        if host is None or (host in _LOOPBACK_HOSTS and (self.loopback or sys.platform == "win32")):
            return  # a socket in the file system; on Windows `socketpair` itself goes over loopback
        self.refused.append(f"{event} {host!r}")
        raise RuntimeError(f"a test tried to use the network: {event} {host!r}")


GUARD = NetworkGuard()


def pytest_configure(config: pytest.Config) -> None:
    """Give the whole run a home of its own, before any test is imported."""
    config.addinivalue_line("markers", "loopback: talks to a server on this computer, and only there")
    config.addinivalue_line(
        "markers", "browser: uses an app in Chromium or QtWebEngine; skipped where that is missing"
    )
    config.addinivalue_line(
        "markers", "namespaces: needs Linux user namespaces; left out where there are none"
    )
    config.addinivalue_line("markers", "llama_server: asks a real llama-server; left out where there is none")
    config.addinivalue_line(
        "markers", "vulkan: computes on a graphics processor in software; left out where there is none"
    )
    # What was compiled lies in the person's own home, which the next lines take out of sight.
    os.environ.setdefault(NAMED_IN, compiled_folder())
    home = tempfile.mkdtemp(prefix="homespun-tests-")
    config.stash[HOME] = home
    os.environ["HOME"] = os.environ["USERPROFILE"] = home
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        os.environ.pop(name, None)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HF_ENDPOINT", "HF_HUB_OFFLINE"):
        # A test that talks to a server on this computer talks to it, and not to what stands between.
        os.environ.pop(name, None)
        os.environ.pop(name.upper(), None)
    os.environ["HOMESPUN_APPS"] = str(Path(home, "apps"))
    os.environ["HOMESPUN_SETTINGS"] = str(Path(home, "settings"))
    sys.addaudithook(GUARD)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the home away again."""
    GUARD.active = False
    shutil.rmtree(config.stash.get(HOME, ""), ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests of the table above, and leave out those that need what this system has not."""
    for item in items:
        path = item.path.relative_to(HERE).as_posix() if HERE in item.path.parents else ""
        if path.startswith("browser/"):
            item.add_marker(pytest.mark.browser)
        if any(path == listed or path.startswith(f"{listed}/") for listed in LOOPBACK_TESTS):
            item.add_marker(pytest.mark.loopback)
    for marker, (is_there, what) in NEEDS.items():
        needing = [item for item in items if item.get_closest_marker(marker)]
        if needing and not is_there():
            config.hook.pytest_deselected(items=needing)
            items[:] = [item for item in items if item not in needing]
            print(f"\nleft out: {len(needing)} tests that need {what}, which is not here")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, bool, bool]:
    """Watch the network around the whole test, its fixtures of every scope included."""
    GUARD.loopback = item.get_closest_marker("loopback") is not None
    GUARD.active = True
    try:
        return (yield)
    finally:
        GUARD.active = False


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fail a test that tried to use the network, also when the code under test swallowed the refusal."""
    GUARD.refused.clear()
    yield
    assert not GUARD.refused


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test its own apps, settings and models."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOMESPUN_APPS", str(folder / "apps"))
    monkeypatch.setenv("HOMESPUN_SETTINGS", str(folder / "settings"))
    monkeypatch.setenv("HOMESPUN_MODELS", str(folder / "models"))
    monkeypatch.setenv("HOMESPUN_DEFAULTS", str(folder / "defaults.json"))
    monkeypatch.delenv("HOMESPUN_MODEL", raising=False)


@pytest.fixture(autouse=True)
def nothing_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test during which anything was logged at WARNING or above."""
    yield
    phases = ("setup", "call")
    loud = [
        record
        for phase in phases
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    assert not loud, [f"{record.name}: {record.getMessage()}" for record in loud]


# The same cases on every machine and in every run: what is found once is found by everybody.
hypothesis_settings.register_profile("the same everywhere", derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("the same everywhere")
