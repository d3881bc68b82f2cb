"""What a computer with nothing installed lacks, lent to it: libraries of the system, fonts, keyboard tables.

A window needs libraries that nearly every desktop has, and a bare computer has none of them. A bundle that
simply brought them would put older ones before those that a graphics driver was made for, so they lie
apart, a folder for each, and `start_hook` takes only those that the system lacks.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import run
from shipping.trimming import needed_by, programs_and_libraries

LENT = "lent"
PYTHONS_OWN = re.compile(
    r"lib(?:python3|ffi|ssl|crypto|sqlite3|z|bz2|lzma|uuid|readline|tinfo|ncursesw?|mpdec|com_err|Qt6|icu"
    r"|pyside6|shiboken6|scipy_openblas|gfortran-|quadmath-|ggml|llama)"
)
"""What Python and Qt were built with: it stays where only the bundle looks, whatever the system has."""
NEVER = re.compile(r"(?:lib(?:c|m|dl|rt|pthread|resolv|util|mvec|nsl|anl)\.so|ld-linux)")
"""glibc, which belongs to the system."""
OPENED = (
    *(
        "libEGL.so.1",
        "libGL.so.1",
        "libGLX.so.0",
        "libOpenGL.so.0",
        "libGLdispatch.so.0",
        "libfontconfig.so.1",
    ),
    *("libsoftokn3.so", "libfreebl3.so", "libfreeblpriv3.so", "libnssckbi.so", "libwayland-client.so.0"),
)
"""Opened while the program runs, by Qt and by NSS: nothing names them beforehand."""
FONTS = (
    ("truetype/dejavu/DejaVuSans.ttf", "fonts-dejavu-core"),
    ("truetype/dejavu/DejaVuSans-Bold.ttf", "fonts-dejavu-core"),
    ("truetype/dejavu/DejaVuSansMono.ttf", "fonts-dejavu-core"),
    ("truetype/noto/NotoColorEmoji.ttf", "fonts-noto-color-emoji"),
)
"""For computers without a single font, each with the package whose licence goes along."""
_FONT_FOLDER, _LICENCES = Path("/usr/share/fonts"), Path("/usr/share/doc")
_KEYBOARD = Path("/usr/share/X11/xkb")
_FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">.</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias>
    <family>sans-serif</family>
    <prefer><family>DejaVu Sans</family><family>Noto Color Emoji</family></prefer>
  </alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
"""


def lend(inside: Path) -> tuple[str, ...]:
    """Put the system's libraries of a bundle where they are only lent, and those along that it has not.

    Args:
        inside: The bundle's `_internal`.

    Returns:
        The names of what is lent.

    Raises:
        run.SetupError: This computer lacks what is to be lent.
    """
    shelf = inside / LENT
    shelf.mkdir()
    for path in sorted(inside.glob("lib*.so*")):
        if not PYTHONS_OWN.match(path.name):
            _put(path, shelf, move=True)
    known = _libraries_here()
    for name in OPENED:
        if not (shelf / name).exists():
            _put(_found(name, known), shelf)
    _complete(inside, shelf, known)
    fonts = shelf / "fonts"
    fonts.mkdir()
    for name, package in FONTS:
        shutil.copy2(_there(_FONT_FOLDER / name), fonts / Path(name).name)
        shutil.copy2(_there(_LICENCES / package / "copyright"), fonts / f"{package}.txt")
    (fonts / "fonts.conf").write_text(_FONTS_CONF, encoding="utf-8")
    shutil.copytree(_there(_KEYBOARD), shelf / "xkb", symlinks=False)
    return tuple(path.name for path in sorted(shelf.iterdir()))


def _complete(inside: Path, shelf: Path, known: dict[str, Path]) -> None:
    """Lend what the programs and libraries ask for, and what that asks for, until nothing is missing."""
    while True:
        there = {path.name for path in inside.rglob("*.so*")}
        asked = {name for path in programs_and_libraries(inside) for name in needed_by(path)}
        missing = [
            name for name in sorted(asked - there) if not NEVER.match(name) and not PYTHONS_OWN.match(name)
        ]
        if not missing:
            return
        for name in missing:
            _put(_found(name, known), shelf)


def _put(library: Path, shelf: Path, *, move: bool = False) -> None:
    folder = shelf / library.name
    folder.mkdir()
    (shutil.move if move else shutil.copy2)(library, folder / library.name)


def _libraries_here() -> dict[str, Path]:
    """Every library that this computer's linker knows, by its name."""
    told = subprocess.run(["/sbin/ldconfig", "-p"], stdout=subprocess.PIPE, text=True, check=True).stdout
    found: dict[str, Path] = {}
    for name, path in re.findall(r"^\t(\S+) \(libc6,[^)]*\) => (\S+)$", told, re.MULTILINE):
        found.setdefault(name, Path(path))
    # NSS opens its parts beside itself, where the linker does not look.
    nss = found.get("libnss3.so")
    if nss is not None:
        found.update({path.name: path for path in (nss.parent / "nss").glob("*.so")})
    return found


def _found(name: str, known: dict[str, Path]) -> Path:
    if name not in known:
        raise run.SetupError(f"A bundle lends {name} to computers that lack it, and this one does, too.")
    return known[name]


def _there(path: Path) -> Path:
    if not path.exists():
        raise run.SetupError(f"A bundle lends {path} to computers that lack it, and this one does, too.")
    return path
