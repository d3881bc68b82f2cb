"""Pictures that lie beside the person's own page, put into it, for an app that has nothing beside it."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from desktop.compiler.own_parts import OWN_FOLDER
from desktop.exports.own_files import PICTURES, scripts_of
from desktop.exports.pieces import Piece

_SOURCE = re.compile(r"""(\bsrc\s*=\s*|\bhref\s*=\s*)(["'])([^"'<>]+)\2""", re.IGNORECASE)
_URL = re.compile(r"""(\burl\(\s*)(["']?)([^"'()<>]+)\2(\s*\))""", re.IGNORECASE)


def with_pictures(compiled: tuple[Piece, ...], own: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the compiled app with the scripts of own pages made anew, pictures included.

    Args:
        compiled: What the compiler made.
        own: What is in `custom/`.
    """
    pictures = {
        piece.path: f"data:{PICTURES[ending]};base64,{base64.b64encode(piece.content).decode()}"
        for piece in own
        if (ending := PurePosixPath(piece.path).suffix.lower()) in PICTURES
        and isinstance(piece.content, bytes)
    }
    pages = tuple(
        Piece(piece.path, _inlined(piece.content.decode("utf-8", "replace"), pictures).encode())
        for piece in own
        if piece.path.endswith(".html") and isinstance(piece.content, bytes)
    )
    scripts = {script.path: script for script in scripts_of(pages)}
    return tuple(scripts.get(piece.path, piece) for piece in compiled)


def _inlined(html: str, pictures: Mapping[str, str]) -> str:
    def found(name: str) -> str:
        path = PurePosixPath(OWN_FOLDER, unquote(name.strip()).removeprefix("./")).as_posix()
        return pictures.get(path, name)

    html = _SOURCE.sub(lambda one: f"{one[1]}{one[2]}{found(one[3])}{one[2]}", html)
    return _URL.sub(lambda one: f"{one[1]}{one[2]}{found(one[3])}{one[2]}{one[4]}", html)
