"""What of the bundle nobody needs: removed by name, so that a look at this list says what is not there."""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from desktop.messages import languages

Entry = tuple[str, str, str]

UNUSED = (
    # Qt's parts that neither the window nor the browser engine loads. GTK's theme would bring all of GTK.
    "PySide6/qml",
    "PySide6/plugins/assetimporters",
    "PySide6/plugins/canbus",
    "PySide6/plugins/designer",
    "PySide6/plugins/egldeviceintegrations",
    "PySide6/plugins/generic",
    "PySide6/plugins/imageformats/*qpdf.*",
    "PySide6/plugins/multimedia",
    "PySide6/plugins/networkinformation",
    "PySide6/plugins/platforminputcontexts/*qtvirtualkeyboardplugin.*",
    "PySide6/plugins/platforms/*qdirect2d.*",
    "PySide6/plugins/platforms/*qeglfs.*",
    "PySide6/plugins/platforms/*qlinuxfb.*",
    "PySide6/plugins/platforms/*qminimalegl.*",
    "PySide6/plugins/platforms/*qvkkhrdisplay.*",
    "PySide6/plugins/platforms/*qvnc.*",
    "PySide6/plugins/platformthemes/*qgtk3.*",
    "PySide6/plugins/position",
    "PySide6/plugins/printsupport",
    "PySide6/plugins/qmltooling",
    "PySide6/plugins/sensors",
    "PySide6/plugins/sqldrivers",
    "PySide6/plugins/tls",
    # The browser engine's tools for those who make browsers, and what debuggers of Qt need (on Windows).
    "*/qtwebengine_devtools_resources*.pak",
    "PySide6/resources/*.debug.*",
    # Bindings of Qt's parts that our own code never imports.
    "PySide6/QtOpenGL.*",
    "PySide6/QtPositioning.*",
    "PySide6/QtQuick*.*",
    "PySide6/QtQml.*",
    "PySide6/*pyside6qml.*",
    # Faster transfers from the hub; plain ones do, and go on where they broke off.
    "hf_xet",
    # What the binding brings to be compiled against.
    "llama_cpp/include",
)
"""Files and folders below the bundle's `_internal`, named as on Windows: elsewhere most of PySide6 is in a
folder `Qt` more.
"""
LANGUAGES = frozenset(code for code, _ in languages())
"""Those that the window speaks; Qt's own words are in a file for each."""
_WORDS = ("translations", "qtwebengine_locales")
"""The folders that those are in."""
OPENED_BY_NAME = re.compile(r"libpython3|libnssckbi|libsoftokn3|libfreebl")
"""Libraries that others open while they run: the linker knows nothing of it."""


def needed(entries: Iterable[Entry]) -> list[Entry]:
    """Return what of PyInstaller's list somebody needs, before anything is made of it.

    Args:
        entries: Where a file comes to lie in the bundle, where it lies now (or, of a link, where it leads to
            from there), and its kind.
    """
    return [one for one in entries if not is_unused(one[0]) and not _leads_astray(one)]


def is_unused(name: str) -> bool:
    """Whether nobody needs the file of this name below the bundle's `_internal`."""
    place = PurePosixPath(name.replace("\\", "/").replace("PySide6/Qt/", "PySide6/"))
    if place.suffix in (".pak", ".qm") and any(part in _WORDS for part in place.parts):
        return not _is_spoken(place.stem)
    return any(fnmatchcase(str(part), pattern) for part in (place, *place.parents) for pattern in UNUSED)


def _leads_astray(entry: Entry) -> bool:
    """Whether it is a link to what is not there any more."""
    name, to, kind = entry
    return kind == "SYMLINK" and is_unused(posixpath.normpath(posixpath.join(posixpath.dirname(name), to)))


def trim(bundle: Path) -> int:
    """Remove what nobody needs on Linux from a bundle: links, and libraries that nothing asks for.

    Of what debuggers need only Python's own parts have some: the libraries of wheels have none any more, and
    not all of them survive it twice.

    Returns:
        How many bytes went.
    """
    before = size_of(bundle)
    inside = bundle / "_internal"
    _remove_links(bundle)
    _remove_unneeded(inside)
    for path in (*inside.glob("libpython*.so*"), *inside.glob("python*/lib-dynload/*.so")):
        _tool("strip", "--strip-unneeded", str(path))
    return before - size_of(bundle)


def size_of(folder: Path) -> int:
    """The bytes of all files in a folder; a link counts nothing."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _is_spoken(stem: str) -> bool:
    """Whether words of Qt's own are in a language of the window: `qtbase_de`, `pt-BR`."""
    area, _, language = stem.partition("_") if "_" in stem else ("qtbase", "", stem)
    return area == "qtbase" and language.replace("_", "-").split("-")[0] in LANGUAGES


def _remove_links(bundle: Path) -> None:
    """A stick knows no links. Those that PyInstaller makes lead to libraries that are found without them."""
    for path in sorted(bundle.rglob("*")):
        if path.is_symlink():
            path.unlink()


def _remove_unneeded(inside: Path) -> None:
    """Remove libraries that nothing in the bundle asks for any more, until none is left.

    Those are looked at that lie where only the linker looks: Qt's own, and those of the system.
    """
    shelves = (inside, inside / "PySide6" / "Qt" / "lib")
    while True:
        asked = {name for path in programs_and_libraries(inside.parent) for name in needed_by(path)}
        unneeded = [
            path
            for shelf in shelves
            for path in shelf.glob("lib*.so*")
            if path.name not in asked and not OPENED_BY_NAME.match(path.name)
        ]
        if not unneeded:
            return
        for path in unneeded:
            path.unlink()


def programs_and_libraries(bundle: Path) -> tuple[Path, ...]:
    """Every program and library in a folder."""
    found = []
    for path in sorted(bundle.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    found.append(path)
    return tuple(found)


def needed_by(binary: Path) -> tuple[str, ...]:
    """The libraries that a program or library asks for when it is loaded."""
    told = _tool("readelf", "-d", str(binary))
    return tuple(line.rpartition("[")[2].rstrip("]") for line in told.splitlines() if "(NEEDED)" in line)


def _tool(*command: str) -> str:
    """What one of the binutils says.

    Raises:
        subprocess.CalledProcessError: It failed.
    """
    told = subprocess.run(
        command, stdout=subprocess.PIPE, text=True, check=True, env={**os.environ, "LC_ALL": "C"}
    )
    return told.stdout
