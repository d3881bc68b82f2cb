"""The .deb on other systems than the one that it was made on, each as small as it can be."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from shipping.deb import made_deb
from shipping.trials.empty_root import sockets, try_window
from shipping.trials.room import USER, Room, fresh_root, must_say

UBUNTUS_MIRROR = "HOMESPUN_UBUNTU_MIRROR"
"""The variable that names where Ubuntu's packages are; without it only Debian is tried."""
SYSTEMS = {
    "trixie": ("Debian 13", ""),
    # Every desktop has libexpat; ours is made for a newer glibc than the one there.
    "jammy": ("Ubuntu 22.04", "libexpat1"),
    "noble": ("Ubuntu 24.04", ""),
}
"""A release's code name → what people call it, and what it needs beside the smallest system."""


def try_systems(bundle: Path, out: Path) -> None:
    """Install it, look at what the doctor says, and make an app by command and in the window.

    Raises:
        TrialError: Something is not as it should be.
    """
    package = made_deb(bundle, out)
    for system, (name, packages) in SYSTEMS.items():
        mirror = os.environ.get(UBUNTUS_MIRROR, "") if name.startswith("Ubuntu") else ""
        if name.startswith("Ubuntu") and not mirror:
            print(f"{name}: not tried, for {UBUNTUS_MIRROR} names no mirror")
            continue
        root = fresh_root(f"{system}-with-homespun", system, packages, mirror)
        shutil.copy2(package, root / "tmp" / "homespun.deb")
        Room(root, home="/root", user=0).run("/usr/bin/dpkg", "--install", "/tmp/homespun.deb")
        home = root / "home" / "pupil"
        home.mkdir(parents=True)
        os.chown(home, USER, USER)
        room = Room(root, ((sockets(), "/tmp/.X11-unix", True),))
        must_say(room.run("/usr/bin/homespun", "doctor"), "sandbox is on", "Everything works.")
        must_say(room.run("/usr/bin/homespun", "build", "a plant diary"), "is ready.")
        app = try_window(room, "/usr/bin/homespun", out / "pictures" / system)
        print(f"{name}: installed; the window made “{app}”")
        shutil.rmtree(root)
