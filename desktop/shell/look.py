"""The window's colours, type and icons, from `resources/style` and `resources/icons`.

Fusion is drawn the same on every system, so one palette and one style sheet are enough. Light or
dark follows the system, and changes with it, unless the person has chosen one. Every size of type goes
by the application's own font, so that one setting makes all of them larger.
"""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from string import Template

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.paths import resources_folder

ICON_SIDE_PX = 18
XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32
"""The steps of space between things, in pixels; there are no others."""

SYSTEM, LIGHT, DARK = "system", "light", "dark"
"""What a person can choose: as the system has it, or one of the two."""

_SCALED = re.compile(r"(\d+)sp\b")
_SYSTEM_FACES = ("win32", "darwin")
"""Platforms with a face of their own that people are used to."""


@cache
def _style_file(name: str) -> dict[str, object]:
    with (resources_folder() / "style" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@dataclass(frozen=True, slots=True)
class Look:
    """One set of colours.

    Attributes:
        name: `light` or `dark`.
        percent: How large the type is, and what is measured by it; 100 is usual.
    """

    name: str
    percent: int = 100

    def colour(self, word: str) -> str:
        """The colour of that name, e.g. `ink`, as `#rrggbb`."""
        return str(_style_file(self.name)[word])

    def style_sheet(self) -> str:
        """The style sheet with the colours and lengths filled in."""
        style = resources_folder() / "style"
        words = {word: str(value) for word, value in _style_file(self.name).items()}
        for word in ("down", "up", "right"):
            words[f"arrow_{word}"] = (style / "marks" / f"{word}.svg").as_posix()
        words["tick"] = (style / "marks" / f"tick-{self.name}.svg").as_posix()
        sheet = Template((style / "window.qss").read_text(encoding="utf-8")).substitute(words)
        return _SCALED.sub(lambda found: f"{round(int(found[1]) * self.percent / 100)}px", sheet)

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
    """A font of the type scale, as large as the person wants it.

    Args:
        size: An entry of `type.toml`: `small`, `body`, `lead`, `title` or `display`.
        strong: Whether it is a heading or a label of weight.
        code: Whether it is for a blueprint.
    """
    made = QFont(QApplication.font())
    if code:
        made.setFamilies(_installed("code_families"))
        made.setStyleHint(QFont.StyleHint.Monospace)
    made.setPointSizeF(_points(size) * type_factor())
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made


def type_factor() -> float:
    """How large the type is now beside the usual: 1.5 is half as large again."""
    return QApplication.font().pointSizeF() / _points("body")


def icon(name: str, colour: str, side_px: int = ICON_SIDE_PX) -> QIcon:
    """Draw an icon of `resources/icons` in a colour, sharp on every screen.

    Args:
        name: The file's name without its ending.
        colour: `#rrggbb`, as `Look.colour` gives it.
        side_px: The largest side at which it will be shown at the usual size of type, in
            device-independent pixels; it grows with the type.
    """
    side_px = round(side_px * type_factor())
    drawing = (resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    made = QIcon()
    for scale in (1, 2, 3):
        picture = QPixmap(QSize(side_px, side_px) * scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter)
        painter.end()
        picture.setDevicePixelRatio(scale)
        made.addPixmap(picture)
    return made


def picture(name: str, colour: str, side_px: int = ICON_SIDE_PX) -> QPixmap:
    """The same drawing as a picture, for a label; see `icon`."""
    side = round(side_px * type_factor())
    return icon(name, colour, side_px).pixmap(side, side)


def restyle(widget: QWidget) -> None:
    """Draw a widget by the style sheet again, after one of its properties has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class Dresser(QObject):
    """Dresses the application, and again whenever the system or the person wants another look.

    Signals:
        changed: The new `Look`.
    """

    changed = Signal(object)

    def __init__(self, application: QApplication, theme: str = SYSTEM, percent: int = 100) -> None:
        """Dress the application.

        Args:
            application: It is given the style, the font, the palette and the style sheet.
            theme: `SYSTEM`, `LIGHT` or `DARK`.
            percent: How large the type is; 100 is usual.
        """
        super().__init__(application)
        self._application = application
        self._theme = theme
        self._percent = percent
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._set_font()
        self._dress()

    @property
    def look(self) -> Look:
        """The look that is worn now."""
        if self._theme in (LIGHT, DARK):
            return Look(self._theme, self._percent)
        dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return Look(DARK if dark else LIGHT, self._percent)

    def wear(self, theme: str, percent: int) -> None:
        """Wear another theme or size of type from now on; see `__init__` for what they may be."""
        if (theme, percent) == (self._theme, self._percent):
            return
        factor = percent / self._percent
        own = self._own_fonts() if factor != 1 else []
        self._theme, self._percent = theme, percent
        self._set_font()
        self._dress()
        for widget, points in own:
            # After the style sheet: when it changes, Qt puts back a font that it remembers.
            resized = QFont(widget.font())
            resized.setPointSizeF(points * factor)
            widget.setFont(resized)
        self.changed.emit(self.look)

    def _set_font(self) -> None:
        base = QFont(self._application.font())
        families = _installed("families")
        if families and sys.platform not in _SYSTEM_FACES:
            base.setFamilies(families)
        base.setPointSizeF(_points("body") * self._percent / 100)
        self._application.setFont(base)

    def _own_fonts(self) -> list[tuple[QWidget, float]]:
        """Widgets that were given a font do not follow the application's; each with its size in points."""
        return [
            (widget, widget.font().pointSizeF())
            for widget in self._application.allWidgets()
            if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont)
        ]

    def _dress(self) -> None:
        self._application.setPalette(self.look.palette())
        self._application.setStyleSheet(self.look.style_sheet())

    def _follow_system(self) -> None:
        self._dress()
        self.changed.emit(self.look)


def _points(size: str) -> float:
    return float(str(_style_file("type")[size]))


def _installed(entry: str) -> list[str]:
    wanted = _style_file("type")[entry]
    there = set(QFontDatabase.families())
    return [family for family in wanted if family in there] if isinstance(wanted, list) else []
