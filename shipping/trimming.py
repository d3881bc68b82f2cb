"""What of the bundle nobody needs: removed by name, so that a look at this list says what is not there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

UNUSED = (
    # Qt's parts that neither the window nor the browser engine loads.
    "PySide6/Qt/qml",
    "PySide6/Qt/translations/qt_help_*",
    "PySide6/Qt/translations/assistant_*",
    "PySide6/Qt/translations/designer_*",
    "PySide6/Qt/translations/linguist_*",
    "PySide6/Qt/translations/qtmultimedia_*",
    "PySide6/Qt/translations/qtconnectivity_*",
    "PySide6/Qt/translations/qtlocation_*",
    "PySide6/Qt/translations/qtserialport_*",
    "PySide6/Qt/translations/qtdeclarative_*",
    "PySide6/Qt/resources/qtwebengine_devtools_resources*.pak",
    "PySide6/Qt/plugins/sqldrivers",
    "PySide6/Qt/plugins/multimedia",
    "PySide6/Qt/plugins/qmltooling",
    "PySide6/Qt/plugins/assetimporters",
    "PySide6/Qt/plugins/designer",
    "PySide6/Qt/plugins/position",
    "PySide6/Qt/plugins/sensors",
    "PySide6/Qt/plugins/canbus",
    # Faster transfers from the hub; plain ones do, and go on where they broke off.
    "hf_xet",
    # What the binding brings to be compiled against.
    "llama_cpp/include",
)
LANGUAGES = frozenset(
    ("en", "en-US", "en-GB", "de", "fr", "es", "es-419", "pt-BR", "pt-PT", "pt", "zh-CN", "zh_CN")
)
"""Those that the window speaks; the browser engine's own words are in files for each."""
_LOCALES = "PySide6/Qt/translations/qtwebengine_locales"


def trim(bundle: Path) -> int:
    """Remove what nobody needs from a bundle, and what debuggers need from its libraries.

    Returns:
        How many bytes went.
    """
    before = size_of(bundle)
    inside = bundle / "_internal"
    for pattern in UNUSED:
        for path in sorted(inside.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    for path in sorted((inside / _LOCALES).glob("*.pak")):
        if path.stem not in LANGUAGES:
            path.unlink()
    if sys.platform.startswith("linux"):
        _follow_links(bundle)
        _strip(bundle)
    return before - size_of(bundle)


def size_of(folder: Path) -> int:
    """The bytes of all files in a folder; a link counts nothing."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _follow_links(bundle: Path) -> None:
    """Put what links point at in their place: a stick knows none, and every link here points within.

    A library that two names lead to is moved to the one that it is asked for by where only that is used.
    """
    for path in sorted(bundle.rglob("*")):
        if path.is_symlink():
            target = path.resolve()
            path.unlink()
            if target.exists() and target.is_relative_to(bundle.resolve()):
                shutil.copy2(target, path)


def _strip(bundle: Path) -> None:
    for path in sorted(bundle.rglob("*.so*")):
        if path.is_file() and not path.is_symlink():
            path.chmod(path.stat().st_mode | 0o200)
            told = subprocess.run(
                ["strip", "--strip-unneeded", str(path)],
                stderr=subprocess.PIPE,
                text=True,
                check=False,
                env={**os.environ, "LC_ALL": "C"},
            )
            if told.returncode:  # a library that is left as it is works all the same
                print(f"not stripped: {path.name}: {told.stderr.strip()}", file=sys.stderr)
