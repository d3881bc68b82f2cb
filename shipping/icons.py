"""The program's icon as Windows and macOS want it, drawn from the one SVG by Qt."""

from __future__ import annotations

from pathlib import Path

ICON = Path(__file__).resolve().parents[1] / "resources" / "icons" / "homespun.svg"
_SIZES = {".ico": 256, ".icns": 1024}
"""An ending → the largest that such a file can hold, in pixels; the systems make smaller ones of it."""


def made_icon(file: Path) -> Path:
    """Draw it.

    Args:
        file: What is written; its ending says which kind.

    Returns:
        The file.

    Raises:
        OSError: It cannot be written.
    """
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImageReader, QImageWriter

    reader = QImageReader(str(ICON))
    reader.setScaledSize(QSize(_SIZES[file.suffix], _SIZES[file.suffix]))
    writer = QImageWriter(str(file), file.suffix[1:].encode())
    if not writer.write(reader.read()):
        raise OSError(f"{file}: {writer.errorString()}")
    return file
