"""The direct edits of an app as a whole and of its pages. Pure."""

from __future__ import annotations

from collections.abc import Callable

from desktop.blueprint.edits import Script
from desktop.blueprint.edits.statements import ClearApp, RemovePart, RenamePart, SetApp, Wording
from desktop.blueprint.nodes import CORNERS, DENSITIES, FONTS, App
from desktop.blueprint.vocabulary import MODES
from desktop.shell.stage.edit_kinds import ACT, CHOICE, COLOUR, ICON, TEXT, DirectEdit
from desktop.shell.stage.moving import orders
from desktop.shell.stage.targets import Target


def edits_of_app(app: App, _target: Target) -> tuple[DirectEdit, ...]:
    """Its name, its look."""
    theme = app.theme
    return (
        DirectEdit("name", TEXT, lambda value: (SetApp("name", Wording(f'"{value}"')),), app.name),
        DirectEdit("about", TEXT, _app("about", quoted=True), app.about),
        DirectEdit("icon", ICON, _app("icon"), app.icon),
        *_colours(app),
        DirectEdit("mode", CHOICE, _mode, theme.mode, ("", *MODES)),
        DirectEdit("font", CHOICE, _app("font"), theme.font, ("", *FONTS)),
        DirectEdit("corners", CHOICE, _app("corners"), theme.corners, ("", *CORNERS)),
        DirectEdit("density", CHOICE, _app("density"), theme.density, ("", *DENSITIES)),
    )


def edits_of_page(app: App, target: Target) -> tuple[DirectEdit, ...]:
    """Its name, its place among the pages, and the colours, which are the app's."""
    page = target.name
    gone = DirectEdit("delete", ACT, lambda _value: (RemovePart("page", page),))
    return (
        DirectEdit("name", TEXT, lambda value: (RenamePart("page", page, value),), page),
        *_colours(app),
        *orders(app, target),
        *((gone,) if len(app.pages) > 1 else ()),
    )


def _colours(app: App) -> tuple[DirectEdit, ...]:
    return (
        DirectEdit("accent", COLOUR, _app("accent"), app.theme.accent),
        DirectEdit("background", COLOUR, _app("background"), app.theme.background),
    )


def _app(word: str, *, quoted: bool = False) -> Callable[[str], Script]:
    """Return what sets a word of the app, or clears it where nothing is said."""

    def write(value: str) -> Script:
        if not value:
            return (ClearApp(word),)
        return (SetApp(word, Wording(f'"{value}"' if quoted else value)),)

    return write


def _mode(value: str) -> Script:
    return (SetApp("theme", Wording(value)),) if value else (ClearApp("theme"),)
