"""The kinds of export that there are, and how each is put together from what belongs to an app."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from desktop.compiler.slug import slug
from desktop.exports.contents import BUNDLE_FORMAT, MARK_FILE
from desktop.exports.ejecting import ejected
from desktop.exports.first_records import first_records
from desktop.exports.gathering import Gathered
from desktop.exports.history_files import history_pieces, snapshot_pieces
from desktop.exports.hosting import hosted
from desktop.exports.loading import with_scripts
from desktop.exports.page import one_page
from desktop.exports.pictures import with_pictures
from desktop.exports.pieces import Piece, text_piece
from desktop.records import DATABASE_FILE
from desktop.version import PROGRAM_VERSION

Form = Literal["html", "zip", "folder", "bundle", "code"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of export.

    Attributes:
        ending: Of the file that it is, with its dot; "" for a folder.
        beside: What stands behind the app's name where a folder is named after it.
        pieces: Puts it together; of a page, one piece.
    """

    ending: str
    beside: str
    pieces: Callable[[Gathered], tuple[Piece, ...]]


def _page(app: Gathered) -> tuple[Piece, ...]:
    begun = first_records(app.database, app.app) if app.database else None
    return (Piece("index.html", one_page(with_pictures(app.compiled, app.own), begun)),)


def _zip(app: Gathered) -> tuple[Piece, ...]:
    return _below(app, (*_source(app), *_begun(app), *_database(app)))


def _folder(app: Gathered) -> tuple[Piece, ...]:
    return hosted(app.app, _begun(app))


def _bundle(app: Gathered) -> tuple[Piece, ...]:
    mark = {"format": BUNDLE_FORMAT, "program_version": PROGRAM_VERSION}
    return (
        text_piece(MARK_FILE, json.dumps(mark, indent=2) + "\n"),
        *_source(app),
        *app.compiled,
        *_database(app),
        *history_pieces(app.folder),
        *(snapshot_pieces(app.folder) if app.database else ()),
    )


def _code(app: Gathered) -> tuple[Piece, ...]:
    return ejected(app.app, _begun(app))


KINDS: Mapping[Form, Kind] = {
    "html": Kind(".html", "", _page),
    "zip": Kind(".zip", "", _zip),
    "folder": Kind("", " for the web", _folder),
    "bundle": Kind(".homespun", "", _bundle),
    "code": Kind("", " code", _code),
}


def _begun(app: Gathered) -> tuple[Piece, ...]:
    """The compiled app; with data it begins with its records."""
    if app.database is None:
        return app.compiled
    return with_scripts(app.compiled, (first_records(app.database, app.app),))


def _source(app: Gathered) -> tuple[Piece, ...]:
    provenance = (app.provenance,) if app.provenance else ()
    return (app.blueprint, *provenance, *app.own)


def _database(app: Gathered) -> tuple[Piece, ...]:
    return (Piece(DATABASE_FILE, app.database),) if app.database else ()


def _below(app: Gathered, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The same in a folder with the app's name, so that unpacking fills no other folder."""
    folder = slug(app.app.name, "app")
    return tuple(Piece(f"{folder}/{piece.path}", piece.content) for piece in pieces)
