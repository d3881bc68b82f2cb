"""The folder with versions side by side: as a tarball to install from, and as a portable one for a stick.

Homespun/homespun              starts the version that `current` names; on Windows `homespun.cmd`
Homespun/current               a version's name
Homespun/versions/0.9.0/       the bundle
Homespun/portable              only in the portable one: what the program writes goes to Homespun/data/
"""

from __future__ import annotations

import shutil
import sys
import tarfile
from pathlib import Path

from desktop.paths import PORTABLE_MARK, VERSIONS
from desktop.version import PROGRAM_VERSION

HOME = "Homespun"
SYSTEM_FILES = Path(__file__).resolve().parent / "system_files"
ENTRIES = {
    "homespun.desktop": "applications",
    "homespun-open.desktop": "applications",
    "homespun.xml": "mime/packages",
}
"""What tells a desktop of the program → the folder below `share` that it belongs into."""
_PORTABLE = (
    "What Homespun writes goes into the folder data, beside this file. Delete this file to change that.\n"
)


def made_home(bundle: Path, into: Path, *, portable: bool, system: str = sys.platform) -> Path:
    """Lay out the folder anew.

    Args:
        bundle: The bundle's folder.
        into: Where the folder comes.
        portable: Whether it keeps its data beside itself.
        system: What the bundle was made for, as `sys.platform` names it.

    Returns:
        The folder, `into/Homespun`.
    """
    home = into / HOME
    shutil.rmtree(home, ignore_errors=True)
    (home / VERSIONS).mkdir(parents=True)
    shutil.copytree(bundle, home / VERSIONS / PROGRAM_VERSION)
    (home / "current").write_text(f"{PROGRAM_VERSION}\n", encoding="utf-8")
    if system == "win32":
        _script("launcher.cmd", home / "homespun.cmd")
    else:
        _script("launcher.sh", home / "homespun")
    if portable:
        (home / PORTABLE_MARK).write_text(_PORTABLE, encoding="utf-8")
    elif system.startswith("linux"):
        _script("install.sh", home / "install.sh")
        for name in ENTRIES:
            shutil.copy2(SYSTEM_FILES / name, home)
    return home


def packed(home: Path, out: Path, name: str) -> Path:
    """Pack such a folder.

    Returns:
        The archive, `out/NAME.tar.xz`.
    """
    archive = out / f"{name}.tar.xz"
    with tarfile.open(archive, "w:xz", preset=6) as file:
        file.add(home, arcname=HOME, filter=_nobodys)
    return archive


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """A file of nobody in particular: who has packed it is nobody's business."""
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    return member


def _script(name: str, place: Path) -> None:
    shutil.copy2(SYSTEM_FILES / name, place)
    place.chmod(0o755)
