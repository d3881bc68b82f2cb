"""The packages for Windows, installed, updated and removed under Wine, with a stand-in for the program.

A bundle for Windows can be made on Windows only. What is tried here is what the packages do: where files go,
the Start menu, what opens `.homespun`, a newer one over an older one, and what stays when it is removed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from shipping.home import HOME, made_home
from shipping.trials.room import TrialError, must_say, require
from shipping.windows.package import ACCOUNT, EVERYBODY, Scope, made_packages

_TOOLS = {
    "wixl": "wixl",
    "wine": "wine64 wine",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
}
_PROGRAM = """
#include <stdio.h>
int main(int count, char **words) {
    printf("homespun %s\\n", VERSION);
    return 0;
}
"""
_REFUSED = 1603 % 256
"""Windows Installer's code for a package that is not installed; on Linux a code is one byte."""
_OPENS = r"Software\Classes\Homespun.App\shell\open\command"


@dataclass(frozen=True)
class Wine:
    """A Windows of its own, in a folder."""

    prefix: Path

    def run(self, *words: str, codes: tuple[int, ...] = (0,)) -> str:
        """Run a program of Windows and return what it prints.

        Raises:
            TrialError: It ends with another code.
        """
        variables = {"WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all", "DISPLAY": ""}
        done = subprocess.run(
            ["wine", *words],
            env={**os.environ, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode not in codes:
            raise TrialError(f"{words} ended with {done.returncode}:\n{done.stdout}")
        return done.stdout

    @property
    def disk(self) -> Path:
        """Its C:."""
        return self.prefix / "drive_c"


def try_windows() -> None:
    """Install both packages, one after the other, and use the folder for a stick.

    Raises:
        TrialError: Something is not as it should be.
    """
    require(_TOOLS)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        bundles = {version: _bundle(work / version, version) for version in ("0.9.0", "0.10.0")}
        packages = {
            version: made_packages(bundle, work / "out", version) for version, bundle in bundles.items()
        }
        wine = Wine(work / "windows")
        wine.run("wineboot", "-i")
        places = (
            (EVERYBODY, wine.disk / "Program Files" / "Homespun", "HKLM"),
            (ACCOUNT, next(wine.disk.glob("users/*/AppData/Local")) / "Programs" / "Homespun", "HKCU"),
        )
        for at, (scope, place, root) in enumerate(places):
            _try_package(wine, scope, place, root, packages["0.9.0"][at], packages["0.10.0"][at])
        _try_stick(wine, bundles["0.9.0"], work)


def _bundle(place: Path, version: str) -> Path:
    bundle = place / "homespun-bundle"
    (bundle / "_internal" / "with spaces").mkdir(parents=True)
    (bundle / "_internal" / "with spaces" / "a & b.txt").write_text(version, encoding="utf-8")
    (bundle / "_internal" / f"only in {version}.txt").write_text(version, encoding="utf-8")
    source = place / "program.c"
    source.write_text(_PROGRAM, encoding="utf-8")
    command = [
        "x86_64-w64-mingw32-gcc",
        f'-DVERSION="{version}"',
        "-o",
        str(bundle / "homespun.exe"),
        str(source),
    ]
    subprocess.run(command, check=True)
    shutil.copy2(bundle / "homespun.exe", bundle / "homespunw.exe")
    return bundle


def _try_package(wine: Wine, scope: Scope, place: Path, root: str, older: Path, newer: Path) -> None:
    mine = wine.disk / "users" / "plants.homespun"
    mine.write_text("an app", encoding="utf-8")
    _installer(wine, "/i", older)
    must_say(wine.run(_dos(place / "homespun.exe"), "--version"), "homespun 0.9.0")
    if (place / "_internal" / "with spaces" / "a & b.txt").read_text(encoding="utf-8") != "0.9.0":
        raise TrialError("a file was not put where it belongs")
    must_say(wine.run("reg", "query", f"{root}\\{_OPENS}", "/ve", "/reg:64"), 'homespunw.exe" open "%1"')
    if not any(wine.disk.glob("**/Start Menu/**/Homespun.lnk")):
        raise TrialError("there is no entry in the Start menu")
    _installer(wine, "/i", newer)
    must_say(wine.run(_dos(place / "homespun.exe"), "--version"), "homespun 0.10.0")
    names = sorted(path.name for path in (place / "_internal").iterdir())
    if names != ["only in 0.10.0.txt", "with spaces"]:
        raise TrialError(f"after the newer one there is {names}")
    _installer(wine, "/i", older, refused=True)
    must_say(wine.run(_dos(place / "homespun.exe"), "--version"), "homespun 0.10.0")
    _installer(wine, "/x", newer)
    if place.exists() or any(wine.disk.glob("**/Start Menu/**/Homespun.lnk")) or not mine.exists():
        raise TrialError("removing takes too much or too little")
    wine.run("reg", "query", f"{root}\\{_OPENS}", "/ve", "/reg:64", codes=(1,))
    print(f"{newer.name}: installed, a newer one over an older one, not back, removed ({scope.scope})")


def _installer(wine: Wine, how: str, package: Path, *, refused: bool = False) -> None:
    """Run Windows Installer silently."""
    wine.run("msiexec", how, _dos(package), "/qn", codes=(_REFUSED,) if refused else (0,))


def _dos(path: Path) -> str:
    """What Wine calls a file of ours."""
    return "Z:" + str(path).replace("/", "\\")


def _try_stick(wine: Wine, bundle: Path, work: Path) -> None:
    home = made_home(bundle, work / "my stick", portable=True, system="win32")
    launcher = _dos(home / "homespun.cmd")
    (version,) = (path.name for path in (home / "versions").iterdir())
    newer = shutil.copytree(work / "0.10.0" / "homespun-bundle", home / "versions" / "0.10.0")
    for current, starts in (
        (f"{version}\r\n", "0.9.0"),
        (f"{version}\n0.10.0\n", "0.9.0"),
        (f"0.10.0\r\n{version}\r\n", "0.10.0"),
    ):
        (home / "current").write_bytes(current.encode())
        must_say(wine.run("cmd", "/c", launcher, "--version"), f"homespun {starts}")
    shutil.rmtree(newer)
    for lost in ("..\\..\\x\r\n", "", "0.10.0\r\n"):
        (home / "current").write_bytes(lost.encode())
        must_say(wine.run("cmd", "/c", launcher, "--version"), "homespun 0.9.0")
    print(f"{HOME} for a stick: the version that is named starts, and the one that is there where none is")
