"""Where a project's page lives (`homespun://<project>/index.html`) and which files that address reaches.

Not protected against: a file that is swapped for a link in the microseconds between the check and the
reading; whoever can do that can write in the person's folder already.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import unquote

from PySide6.QtCore import QUrl

SCHEME = "homespun"
FRONT_PAGE = "index.html"

CONTENT_TYPES: dict[str, str] = {
    ".html": "text/html;charset=utf-8",
    ".css": "text/css;charset=utf-8",
    ".js": "text/javascript;charset=utf-8",
    ".json": "application/json;charset=utf-8",
    ".txt": "text/plain;charset=utf-8",
    ".csv": "text/csv;charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
}
"""What an app is made of. Not Python's `mimetypes`: its answers differ from computer to computer."""

LARGEST_FILE_BYTES = 64 * 1024 * 1024


def project_id(folder: Path) -> str:
    """Name the origin of a project: the same for the same folder, and a valid host name.

    Args:
        folder: The project's folder; it need not exist.
    """
    return "p" + hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def front_page(folder: Path) -> QUrl:
    """The address of a project's first page."""
    return QUrl(f"{SCHEME}://{project_id(folder)}/{FRONT_PAGE}")


def find_file(folder: Path, path: str) -> Path | None:
    """Find what the page may read.

    Args:
        folder: The project's folder.
        path: The path of the address, still percent-encoded, e.g. `/img/a%20b.png`.

    Returns:
        A regular file that really lies in the folder, is of a known type and small enough; else None.
    """
    words = unquote(path).lstrip("/") or FRONT_PAGE
    parts = words.split("/")
    if any(sign in words for sign in "\\\0:") or any(part.startswith(".") or not part for part in parts):
        return None
    try:
        root = folder.resolve(strict=True)
        found = root.joinpath(*parts).resolve(strict=True)
        inside = found.is_relative_to(root) and found.is_file()
        if not inside or found.stat().st_size > LARGEST_FILE_BYTES:
            return None
    except (OSError, RuntimeError, ValueError):
        return None
    return found if found.suffix.lower() in CONTENT_TYPES else None
