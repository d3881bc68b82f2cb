"""How Chromium is started: its sandbox, and the switches that keep it from calling anyone.

This file knows no Qt, so that `homespun doctor` can ask it without loading a browser.

The sandbox is on for everybody but root: Chromium refuses to start as root with it, and only
containers and build machines run windows as root. It is never switched off for an ordinary user,
even where the system cannot provide it; there the caller shows no preview and says why.

Not protected against: holes in Chromium itself, and programs of the same person on the same computer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path

from desktop.messages import say

ON, OFF_AS_ROOT, UNAVAILABLE = "on", "off, running as root", "unavailable"
_LABELS = ("/proc/self/attr/apparmor/current", "/proc/self/attr/current")
"""What AppArmor calls this process; the second place is that of Linux before 5.8."""

QUIET_SWITCHES: tuple[str, ...] = (
    # Chromium's own errands: updates, field trials, reports, sign-in, "is the network there?"
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-breakpad",
    "--disable-sync",
    "--disable-default-apps",
    "--no-pings",
    "--metrics-recording-only",
    # Names are never looked up, whoever asks; the page's own scheme needs no host resolver.
    "--dns-prefetch-disable",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    # Peer connections would send UDP past the request interceptor.
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-features=WebRtcHideLocalIpsWithMdns,MediaRouter,DialMediaRouteProvider,"
    "CastMediaRouteProvider,NetworkTimeServiceQuerying,OptimizationHints,SpeculationRulesPrefetchFuture,"
    "ReportingServiceProxy,NetworkErrorLogging",
)
"""Chromium switches for every start. A value may hold spaces; `prepare_environment` quotes it."""

MEMORY_SWITCHES: tuple[str, ...] = ("--js-flags=--max-old-space-size=512",)
"""A page that allocates without end is ended at that many megabytes and not by the whole computer."""

GRAPHICS_SWITCHES: tuple[str, ...] = (
    "--disable-gpu",
    "--use-gl=",
    "--use-angle=",
    "--force-device-scale-factor=",
)
"""What a person may have set to make a broken graphics driver work; nothing else of theirs is kept."""


SILENT_SWITCHES: tuple[str, ...] = ("--log-level=3",)
"""For a command, which has a terminal: of Chromium's log only what ends it."""


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _sysctl(name: str) -> str:
    try:
        return Path("/proc/sys", name).read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _needs_a_profile() -> bool:
    """Whether AppArmor keeps user namespaces from programs that it has no profile for (Ubuntu from 23.10 on).

    A program without one may make such a namespace and then do nothing in it: Chromium stops.
    """
    if _sysctl("kernel/apparmor_restrict_unprivileged_userns") != "1":
        return False
    for place in _LABELS:
        with suppress(OSError):
            return Path(place).read_text(encoding="utf-8").strip("\0\n ") == "unconfined"
    return False


def sandbox_state() -> str:
    """Say whether Chromium's sandbox protects this computer from the previewed page.

    Returns:
        `ON`; `OFF_AS_ROOT` (the only case in which we switch it off); or `UNAVAILABLE`: the system
        forbids what it is made of (Linux: user namespaces), so a browser started here would stop.
    """
    if not sys.platform.startswith("linux"):
        return ON
    if _is_root():
        return OFF_AS_ROOT
    if _sysctl("user/max_user_namespaces") == "0" or _sysctl("kernel/unprivileged_userns_clone") == "0":
        return UNAVAILABLE
    return UNAVAILABLE if _needs_a_profile() else ON


def describe_sandbox() -> str:
    """The state in one sentence for `homespun doctor`."""
    sentences = {ON: "sandbox_on", OFF_AS_ROOT: "sandbox_off_root", UNAVAILABLE: "sandbox_unavailable"}
    state = sandbox_state()
    if state == UNAVAILABLE and _needs_a_profile():
        return say("preview.sandbox_no_profile")
    return say(f"preview.{sentences[state]}")


def prepare_environment(environment: MutableMapping[str, str] = os.environ, *, silent: bool = False) -> None:
    """Write our switches where QtWebEngine reads them; call it before the QApplication is made.

    Remote debugging is taken out, because it would open a port; so is anybody's `--no-sandbox`.

    Args:
        environment: The process's environment, or a stand-in.
        silent: Whether Chromium's log is kept out of a terminal.
    """
    theirs = environment.get("QTWEBENGINE_CHROMIUM_FLAGS", "").split()
    kept = [switch for switch in theirs if switch.startswith(GRAPHICS_SWITCHES)]
    switches = (*QUIET_SWITCHES, *MEMORY_SWITCHES, *(SILENT_SWITCHES if silent else ()))
    ours = [f'"{switch}"' if " " in switch else switch for switch in switches]
    environment["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join([*kept, *ours])
    environment.pop("QTWEBENGINE_REMOTE_DEBUGGING", None)
    if sandbox_state() == OFF_AS_ROOT:
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    else:
        environment.pop("QTWEBENGINE_DISABLE_SANDBOX", None)
