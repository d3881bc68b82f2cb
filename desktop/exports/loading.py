"""One more script in an app's page, right before the app itself begins."""

from __future__ import annotations

from desktop.exports.pieces import Piece, text_piece

_START = '  <script src="app.js"></script>\n'


def with_scripts(compiled: tuple[Piece, ...], scripts: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the pieces of an app and these scripts, which its page loads when all of the runtime is there.

    Raises:
        ValueError: If its page does not load `app.js` as the compiler's pages do.
    """
    if not scripts:
        return compiled
    lines = "".join(f'  <script src="{script.path}"></script>\n' for script in scripts)
    return (
        tuple(_loading(piece, lines) if piece.path == "index.html" else piece for piece in compiled) + scripts
    )


def _loading(page: Piece, lines: str) -> Piece:
    text = text_of(page)
    if text.count(_START) != 1:
        raise ValueError("index.html does not load app.js")
    return text_piece(page.path, text.replace(_START, lines + _START))


def text_of(piece: Piece) -> str:
    """Return what a piece of text says."""
    content = piece.content if isinstance(piece.content, bytes) else piece.content.read_bytes()
    return content.decode("utf-8")
