"""What a folder for a web host has besides the app: for installing it, for opening it offline, for the host.

None of it is needed: without it, and opened as a file, the app does all that it does.
"""

from __future__ import annotations

import hashlib
import json
import re
from urllib.parse import quote, unquote

from desktop.blueprint.nodes import App
from desktop.compiler.filters import as_javascript
from desktop.compiler.slug import slug
from desktop.exports.loading import text_of, with_scripts
from desktop.exports.pieces import Piece, text_piece
from desktop.exports.templates import fill

_ICON = re.compile(r'<link rel="icon" href="data:image/svg\+xml,([^"]+)">')
_COLOUR = re.compile(r'<meta name="theme-color" content="([^"]+)">')
_LONGEST_SHORT_NAME = 12


def hosted(app: App, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return an app's files with what a web host and a browser may use.

    Args:
        app: As its blueprint says.
        pieces: The app's own files.
    """
    page = text_of(next(piece for piece in pieces if piece.path == "index.html"))
    icon, colour = _ICON.search(page), _COLOUR.search(page)
    allowed = page.replace("base-uri 'none'", "manifest-src 'self'; base-uri 'none'", 1)
    pieces = tuple(text_piece("index.html", allowed) if p.path == "index.html" else p for p in pieces)
    whole = (
        *with_scripts(pieces, (text_piece("install.js", fill("install.js")),)),
        _manifest(app, colour[1] if colour else "#ffffff"),
        text_piece("icon.svg", unquote(icon[1]) if icon else ""),
    )
    return (
        *whole,
        _service_worker(app, whole),
        text_piece("_headers", fill("host_headers.txt")),
        text_piece(".nojekyll", ""),
    )


def _manifest(app: App, colour: str) -> Piece:
    short = app.name if len(app.name) <= _LONGEST_SHORT_NAME else app.name.split()[0]
    facts = {
        "name": app.name,
        "short_name": short,
        "description": app.about,
        "lang": app.language,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": colour,
        "theme_color": colour,
        "icons": [{"src": "icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }
    return text_piece("manifest.webmanifest", json.dumps(facts, ensure_ascii=False, indent=2) + "\n")


def _service_worker(app: App, pieces: tuple[Piece, ...]) -> Piece:
    prints = sorted(f"{piece.path} {hashlib.sha256(_bytes(piece)).hexdigest()}" for piece in pieces)
    version = hashlib.sha256("\n".join(prints).encode()).hexdigest()[:16]
    prefix = f"homespun {slug(app.name, 'app')} "
    files = ["./", *(quote(piece.path) for piece in sorted(pieces, key=lambda one: one.path))]
    blanks = {"name": prefix + version, "prefix": prefix, "files": files}
    script = fill("service_worker.js", **{name: str(as_javascript(value)) for name, value in blanks.items()})
    return text_piece("service_worker.js", script)


def _bytes(piece: Piece) -> bytes:
    return piece.content if isinstance(piece.content, bytes) else piece.content.read_bytes()
