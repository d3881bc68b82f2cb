"""An app as plain code: no blueprint, nothing that Homespun needs, and a page that says what is where.

It is the way out: from then on the code is changed by hand, and Homespun does not know it any more. So the
lines in which files speak of Homespun go, too.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from desktop.blueprint.nodes import App
from desktop.compiler.chapters import CHAPTERS
from desktop.compiler.own_parts import OWN_FOLDER
from desktop.exports.first_records import SCRIPT
from desktop.exports.loading import text_of
from desktop.exports.pieces import Piece, text_piece
from desktop.messages import say

README = "README.md"
_MADE = re.compile(
    r"^// Compiled by Homespun from app\.blueprint; the numbers are lines of that file\.\n", re.MULTILINE
)
_OWN = re.compile(
    r"^// The same as custom/[^\n]*\n// this is made anew when the app is opened in Homespun\.\n",
    re.MULTILINE,
)
_FROM = re.compile(r' data-from="\d+"')


def ejected(app: App, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return an app's files as plain code, with a README.

    Args:
        app: As its blueprint said.
        pieces: The app's own files, `custom/` left out: pages read what lies in `runtime/custom/`.
    """
    code = tuple(_plain(piece) for piece in pieces)
    return (*code, text_piece(README, _readme(app, code)))


def _plain(piece: Piece) -> Piece:
    if piece.path == "app.js":
        return text_piece(piece.path, _MADE.sub("", text_of(piece)))
    if piece.path == "index.html":
        return text_piece(piece.path, _FROM.sub("", text_of(piece)))
    if PurePosixPath(piece.path).parent.as_posix() == f"runtime/{OWN_FOLDER}":
        return text_piece(piece.path, _OWN.sub(f"// {say('exports.code_own')}\n", text_of(piece)))
    return piece


def _readme(app: App, pieces: tuple[Piece, ...]) -> str:
    known = {
        "index.html": say("exports.code_index"),
        "app.css": say("exports.code_css"),
        "app.js": say("exports.code_app"),
        "runtime/words.js": say("exports.code_words"),
        "runtime/custom.html": say("exports.code_fence"),
        SCRIPT: say("exports.code_records"),
        **{f"runtime/{chapter.name}.js": chapter.about for chapter in CHAPTERS},
    }
    names = sorted(piece.path for piece in pieces)
    lines = [f"- `{name}`: {known.get(name) or say('exports.code_part')}" for name in names]
    return say("exports.code_readme", app=app.name, files="\n".join(lines)) + "\n"
