"""Reading how an app looks from its folder, or from an example's blueprint; work for an errand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QImage

from desktop.blueprint.nodes import Theme
from desktop.compiler.theme import choose_palettes
from desktop.library import thumbnail_of
from desktop.library.describing import MOST_BLUEPRINT_BYTES
from desktop.library.reading import read_plain
from desktop.shell.start.card import Face, Tones
from desktop.shell.start.heading import heading_of
from desktop.workspace import BLUEPRINT_FILE

PICTURES_FOLDER = "pictures"


def face_of_project(folder: Path) -> Face:
    """Return how a project looks; one that cannot be read looks plain."""
    picture = thumbnail_of(folder)
    return _face(folder / BLUEPRINT_FILE, picture)


def face_of_example(blueprint: Path) -> Face:
    """Return how an example looks: the picture that ships beside it, else its colours."""
    return _face(blueprint, blueprint.parent / PICTURES_FOLDER / f"{blueprint.stem}.jpg")


def _face(blueprint: Path, picture: Path | None) -> Face:
    image = QImage(str(picture)) if picture is not None and picture.is_file() else QImage()
    return Face(tones=_tones(blueprint)) if image.isNull() else Face(picture=image)


def _tones(blueprint: Path) -> Tones:
    theme = _theme_of(blueprint)
    # By day: the twin for the dark is worked out only where a theme leaves that to the system.
    palette = choose_palettes(replace(theme, mode=theme.mode or "light")).base

    def colour(token: str) -> str:
        return palette.colour(token).css

    return Tones(
        ground=colour("page"),
        surface=colour("surface"),
        line=colour("line"),
        accent=colour("accent"),
        on_accent=colour("on-accent"),
        muted=colour("muted"),
    )


def _theme_of(blueprint: Path) -> Theme:
    try:
        text = read_plain(blueprint, MOST_BLUEPRINT_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return Theme()  # the list says what is wrong with it; the card only has to look like one
    app = heading_of(text)
    return app.theme if app is not None else Theme()
