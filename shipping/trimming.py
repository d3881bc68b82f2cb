"""What of the bundle nobody needs: removed by name, so that a look at this list says what is not there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from desktop.messages import languages

UNUSED = (
    # Qt's parts that neither the window nor the browser engine loads. GTK's theme would bring all of GTK.
    "PySide6/Qt/qml",
    "PySide6/Qt/plugins/assetimporters",
    "PySide6/Qt/plugins/canbus",
    "PySide6/Qt/plugins/designer",
    "PySide6/Qt/plugins/egldeviceintegrations",
    "PySide6/Qt/plugins/generic",
    "PySide6/Qt/plugins/imageformats/libqpdf.so",
    "PySide6/Qt/plugins/multimedia",
    "PySide6/Qt/plugins/networkinformation",
    "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
    "PySide6/Qt/plugins/platforms/libqeglfs.so",
    "PySide6/Qt/plugins/platforms/libqlinuxfb.so",
    "PySide6/Qt/plugins/platforms/libqminimalegl.so",
    "PySide6/Qt/plugins/platforms/libqvkkhrdisplay.so",
    "PySide6/Qt/plugins/platforms/libqvnc.so",
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
    "PySide6/Qt/plugins/position",
    "PySide6/Qt/plugins/printsupport",
    "PySide6/Qt/plugins/qmltooling",
    "PySide6/Qt/plugins/sensors",
    "PySide6/Qt/plugins/sqldrivers",
    "PySide6/Qt/plugins/tls",
    "PySide6/Qt/resources/qtwebengine_devtools_resources*.pak",
    # Bindings of Qt's parts that our own code never imports.
    "PySide6/QtOpenGL.*",
    "PySide6/QtPositioning.*",
    "PySide6/QtQuick*.*",
    "PySide6/QtQml.*",
    "PySide6/libpyside6qml.*",
    # Faster transfers from the hub; plain ones do, and go on where they broke off.
    "hf_xet",
    # What the binding brings to be compiled against.
    "llama_cpp/include",
)
LANGUAGES = frozenset(code for code, _ in languages())
"""Those that the window speaks; Qt's own words are in a file for each."""
OPENED_BY_NAME = re.compile(r"libpython3|libnssckbi|libsoftokn3|libfreebl")
"""Libraries that others open while they run: the linker knows nothing of it."""


def trim(bundle: Path) -> int:
    """Remove what nobody needs from a bundle.

    Of what debuggers need only Python's own parts have some: the libraries of wheels have none any more, and
    not all of them survive it twice.

    Returns:
        How many bytes went.
    """
    before = size_of(bundle)
    inside = bundle / "_internal"
    for pattern in UNUSED:
        for path in sorted(inside.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    translations = inside / "PySide6" / "Qt" / "translations"
    for path in sorted(translations.rglob("*.*")):
        if path.suffix in (".pak", ".qm") and not _is_spoken(path.stem):
            path.unlink()
    if sys.platform.startswith("linux"):
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
