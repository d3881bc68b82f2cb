"""Runs in the bundle before the program does: takes what is lent of what this computer lacks.

PyInstaller runs it (`build_spec.spec`, `runtime_hooks`). The linker reads where to look only when a process
starts, so the program starts itself once more where something has to be taken. What is on the computer is
always preferred: a graphics driver wants the libraries that it was made for.
"""

import ctypes
import os
import pathlib
import sys

_TOLD = "HOMESPUN_LENT"
_NEWEST_CXX = b"GLIBCXX_3.4.30"
_DRIVERS = ("libGLX_mesa.so.0", "libGLX_nvidia.so.0", "libGLX_system.so.0")
_WITHOUT_DRIVER = {
    "QT_XCB_GL_INTEGRATION": "none",
    "QT_QUICK_BACKEND": "software",
    "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu",
}
_FONT_PLACES = ("/etc/fonts/fonts.conf", "/usr/share/fontconfig/conf.avail")


def _lacks(name: str) -> bool:
    """Whether the system has no such library, or one that is older than the bundle's needs."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return True
    return name == "libstdc++.so.6" and not _is_new_enough(name)


def _is_new_enough(name: str) -> bool:
    for line in pathlib.Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace").splitlines():
        # The file behind the name says its version: libstdc++.so.6.0.30.
        if f"/{name}" in line:
            return _NEWEST_CXX in pathlib.Path(line[line.index("/") :]).read_bytes()
    return False


def take(inside: pathlib.Path) -> None:
    """Start again with what is lent, where something is lacking."""
    shelf = inside / "lent"
    if not shelf.exists() or _TOLD in os.environ:
        return
    os.environ[_TOLD] = "1"
    folders = [path for path in sorted(shelf.glob("*.so*")) if _lacks(path.name)]
    if all(map(_lacks, _DRIVERS)):
        # Qt would give up where it finds no driver for pictures; it can paint them itself.
        for name, value in _WITHOUT_DRIVER.items():
            os.environ.setdefault(name, value)
    if not any(pathlib.Path(place).exists() for place in _FONT_PLACES):
        os.environ.setdefault("FONTCONFIG_FILE", str(shelf / "fonts" / "fonts.conf"))
    if not pathlib.Path("/usr/share/X11/xkb").exists():
        os.environ.setdefault("XKB_CONFIG_ROOT", str(shelf / "xkb"))
    if folders:
        # PyInstaller has put the bundle's own folder there before, and does not do so a second time.
        before = os.environ.get("LD_LIBRARY_PATH", str(inside))
        os.environ["LD_LIBRARY_PATH"] = os.pathsep.join([before, *map(str, folders)])
        os.execv(sys.executable, [sys.executable, *sys.argv[1:]])


if sys.platform.startswith("linux"):
    take(pathlib.Path(getattr(sys, "_MEIPASS", "")))
