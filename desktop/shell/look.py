"""The window's colours, type and icons, from `resources/style` and `resources/icons`.

Fusion is drawn the same on every system, so one palette and one style sheet are enough. Light or
dark follows the system and changes with it.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from string import Template

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from desktop.paths import resources_folder

ICON_SIDE_PX = 18


@cache
def _style_file(name: str) -> dict[str, object]:
    with (resources_folder() / "style" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@dataclass(frozen=True, slots=True)
class Look:
    """One set of colours, by name, e.g. `ink`."""

    name: str

    def colour(self, word: str) -> str:
        """The colour of that name as `#rrggbb`."""
        return str(_style_file(self.name)[word])

    def style_sheet(self) -> str:
        """The style sheet with the colours filled in."""
        sheet = (resources_folder() / "style" / "window.qss").read_text(encoding="utf-8")
        return Template(sheet).substitute(
            {word: str(value) for word, value in _style_file(self.name).items()}
        )

    def palette(self) -> QPalette:
        """The same colours for whatever the style sheet does not reach."""
        palette = QPalette()
        for role, word in (
            (QPalette.ColorRole.Window, "linen"),
            (QPalette.ColorRole.WindowText, "ink"),
            (QPalette.ColorRole.Base, "surface"),
            (QPalette.ColorRole.AlternateBase, "sunken"),
            (QPalette.ColorRole.Text, "ink"),
            (QPalette.ColorRole.Button, "surface"),
            (QPalette.ColorRole.ButtonText, "ink"),
            (QPalette.ColorRole.Highlight, "accent"),
            (QPalette.ColorRole.HighlightedText, "on_accent"),
            (QPalette.ColorRole.PlaceholderText, "ink_faint"),
            (QPalette.ColorRole.ToolTipBase, "ink"),
            (QPalette.ColorRole.ToolTipText, "surface"),
            (QPalette.ColorRole.Link, "accent"),
            (QPalette.ColorRole.Accent, "accent"),
        ):
            palette.setColor(role, QColor(self.colour(word)))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(self.colour("ink_faint")))
        return palette


def font(size: str, *, strong: bool = False, code: bool = False) -> QFont:
    """A font of the type scale.

    Args:
        size: An entry of `type.toml`: `small`, `body`, `lead`, `title` or `display`.
        strong: Whether it is a heading or a label of weight.
        code: Whether it is for a blueprint.
    """
    scale = _style_file("type")
    made = QFont(QApplication.font())
    if code:
        made.setFamilies(_installed("code_families"))
        made.setStyleHint(QFont.StyleHint.Monospace)
    made.setPointSizeF(float(str(scale[size])))
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made


def icon(name: str, colour: str) -> QIcon:
    """Draw an icon of `resources/icons` in a colour, sharp on every screen."""
    drawing = (resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    made = QIcon()
    for scale in (1, 2, 3):
        picture = QPixmap(QSize(ICON_SIDE_PX, ICON_SIDE_PX) * scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter)
        painter.end()
        picture.setDevicePixelRatio(scale)
        made.addPixmap(picture)
    return made


class Dresser(QObject):
    """Dresses the application, and again whenever the system changes between light and dark.

    Signals:
        changed: The new `Look`.
    """

    changed = Signal(object)

    def __init__(self, application: QApplication, fixed: Look | None = None) -> None:
        """Dress the application.

        Args:
            application: It is given the style, the font, the palette and the style sheet.
            fixed: A look to keep whatever the system says; None follows the system.
        """
        super().__init__(application)
        self._fixed = fixed
        self._application = application
        application.setStyle("Fusion")
        families = _installed("families")
        base = QFont(application.font())
        # Windows and macOS have a face of their own that people are used to.
        if families and sys.platform.startswith("linux"):
            base.setFamilies(families)
        base.setPointSizeF(float(str(_style_file("type")["body"])))
        application.setFont(base)
        application.styleHints().colorSchemeChanged.connect(self._dress)
        self._dress()

    @property
    def look(self) -> Look:
        """The look that is worn now."""
        if self._fixed is not None:
            return self._fixed
        dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return Look("dark" if dark else "light")

    def _dress(self) -> None:
        self._application.setPalette(self.look.palette())
        self._application.setStyleSheet(self.look.style_sheet())
        self.changed.emit(self.look)


def _installed(entry: str) -> list[str]:
    wanted = _style_file("type")[entry]
    there = set(QFontDatabase.families())
    return [family for family in wanted if family in there] if isinstance(wanted, list) else []
