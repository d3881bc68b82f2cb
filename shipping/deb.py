"""The Debian package: for a whole computer, installed and removed without a question."""

from __future__ import annotations

import platform
import shutil
import subprocess
import tempfile
from pathlib import Path

from desktop.version import PROGRAM_VERSION
from shipping.home import ENTRIES, SYSTEM_FILES
from shipping.trimming import size_of

ARCHITECTURE = {"aarch64": "arm64"}.get(platform.machine(), "amd64")
_GLIBC = {"arm64": "2.39"}.get(ARCHITECTURE, "2.35")
"""What was measured of a bundle from Debian 12, and what Debian 13 has, on which arm64 is made."""
_SCRIPTS = SYSTEM_FILES / "debian"
"""What the system does when the package comes and goes, and why."""
_CONTROL = """Package: homespun
Version: {version}
Architecture: {architecture}
Maintainer: The Homespun authors <homespun@localhost>
Installed-Size: {kilobytes}
Depends: libc6 (>= {glibc})
Section: education
Priority: optional
Description: turns a sentence into a working app, on your own computer
 Type what you want to keep or do; a small model that ships inside the program
 reads it, and a folder with plain web code and a real database is yours.
 No account, no cloud: nothing leaves the computer.
"""


def made_deb(bundle: Path, out: Path) -> Path:
    """Make the package.

    Args:
        bundle: The bundle's folder.
        out: Where the package goes.

    Returns:
        The package, `out/homespun_VERSION_ARCHITECTURE.deb`.

    Raises:
        subprocess.CalledProcessError: dpkg-deb failed.
    """
    package = out / f"homespun_{PROGRAM_VERSION}_{ARCHITECTURE}.deb"
    with tempfile.TemporaryDirectory(dir=out) as staging:
        root = Path(staging)
        root.chmod(0o755)
        program = root / "usr" / "lib" / "homespun"
        shutil.copytree(bundle, program)
        (root / "usr" / "bin").mkdir(parents=True)
        (root / "usr" / "bin" / "homespun").symlink_to("../lib/homespun/homespun")
        for name, folder in ENTRIES.items():
            _copy(SYSTEM_FILES / name, root / "usr" / "share" / folder / name)
        icon = program / "_internal" / "resources" / "icons" / "homespun.svg"
        _copy(icon, root / "usr/share/icons/hicolor/scalable/apps/homespun.svg")
        _copy(program / "_internal" / "LICENSE", root / "usr/share/doc/homespun/copyright")
        # Where people look for documents; their pictures are the program's own.
        (root / "usr/share/doc/homespun/docs").symlink_to("../../../lib/homespun/_internal/docs")
        _copy(_SCRIPTS / "apparmor-profile", root / "usr/share/homespun/apparmor-profile")
        control = _CONTROL.format(
            version=PROGRAM_VERSION, architecture=ARCHITECTURE, glibc=_GLIBC, kilobytes=size_of(root) // 1024
        )
        (root / "DEBIAN").mkdir()
        (root / "DEBIAN" / "control").write_text(control, encoding="utf-8")
        for name in ("postinst", "postrm"):
            _copy(_SCRIPTS / name, root / "DEBIAN" / name)
            (root / "DEBIAN" / name).chmod(0o755)
        # Files are root's, whoever makes the package; xz at a middle level takes a minute.
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z4", "--build", str(root), str(package)]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return package


def _copy(file: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(file, to)
    to.chmod(0o644)
