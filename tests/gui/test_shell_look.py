"""One considered look: everybody can read it, the icons are of one hand, and colours stand in one place."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.paths import resources_folder
from desktop.shell.look import Look, font, icon, picture, type_factor

LOOKS = (Look("light"), Look("dark"))
ICONS = sorted(file for file in (resources_folder() / "icons").glob("*.svg") if file.stem != "homespun")
SIDE = 96
SHELL = Path(__file__).resolve().parents[2] / "desktop" / "shell"

READ = (
    # (what is written, on what)
    *[
        (ink, ground)
        for ink in ("ink", "ink_soft")
        for ground in ("linen", "surface", "raised", "sunken", "hover")
    ],
    *[("ink_faint", ground) for ground in ("linen", "surface", "raised", "sunken")],
    *[("ink", f"{tone}_soft") for tone in ("accent", "good", "warn", "bad")],
    *[(tone, f"{tone}_soft") for tone in ("accent", "good", "warn", "bad")],
    *[("accent", ground) for ground in ("linen", "surface", "raised")],
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_bad", "bad"),
    ("on_bad", "bad_hover"),
    ("bad", "surface"),
    ("surface", "ink"),
    *[(word, "sunken") for word in ("code_word", "code_type", "code_text", "code_number", "code_note")],
)
SEEN = (
    # What is only to be seen, no text: 3 to 1 is enough.
    ("accent", "linen"),
    ("accent", "surface"),
    ("ink_faint", "surface"),
)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 has it."""
    parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(look: Look, one: str, other: str) -> float:
    light, dark = sorted((luminance(look.colour(one)), luminance(look.colour(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize(("ink", "ground"), READ)
def test_it_can_be_read(look: Look, ink: str, ground: str) -> None:
    """Every text has a contrast of 4.5 to 1 or more, by day and by night."""
    assert contrast(look, ink, ground) >= 4.5


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize(("ink", "ground"), SEEN)
def test_the_keyboards_place_can_be_seen(look: Look, ink: str, ground: str) -> None:
    assert contrast(look, ink, ground) >= 3


def test_both_looks_have_the_same_colours() -> None:
    """What is named in one can be asked of the other."""
    words = [
        set(re.findall(r"^(\w+) =", (resources_folder() / "style" / f"{look.name}.toml").read_text(), re.M))
        for look in LOOKS
    ]
    assert words[0] == words[1]


@pytest.mark.parametrize("percent", [80, 100, 150, 200])
@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_style_sheet_is_filled_in(name: str, percent: int) -> None:
    """No word and no scaled length is left in it, and lengths grow."""
    sheet = Look(name, percent).style_sheet()
    assert "$" not in sheet
    assert not re.search(r"\d+sp\b", sheet)
    assert f"border-radius: {round(14 * percent / 100)}px" in sheet
    for file in re.findall(r'url\("([^"]+)"\)', sheet):
        assert Path(file).is_file()


@pytest.mark.parametrize("file", ICONS, ids=lambda file: file.stem)
def test_icons_are_of_one_hand(file: Path) -> None:
    """24 by 24, lines of one width with round ends, and in the colour that is asked for."""
    root = ElementTree.fromstring(file.read_text(encoding="utf-8"))
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke-width") == "1.75"
    assert (root.get("stroke-linecap"), root.get("stroke-linejoin")) == ("round", "round")
    assert root.get("stroke") == "currentColor"
    for part in root.iter():
        assert part.get("fill") in (None, "none", "currentColor")


def test_icons_draw_something_inside(qapp: QApplication) -> None:
    """Qt can draw each, and nothing is cut off at the edge."""
    for file in ICONS:
        drawing = file.read_text(encoding="utf-8").replace("currentColor", "#000000")
        image = QImage(SIDE, SIDE, QImage.Format.Format_Alpha8)
        image.fill(0)
        painter = QPainter(image)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter)
        painter.end()
        whole = bytes(image.constBits())
        rows = [whole[start : start + SIDE] for start in range(0, SIDE * SIDE, SIDE)]
        assert sum(pixel > 0 for pixel in whole) > 60, file.stem
        assert not any(rows[0] + rows[-1]), file.stem
        assert not any(row[0] or row[-1] for row in rows), file.stem


def test_icons_are_sharp_on_every_screen(qtbot: QtBot) -> None:
    """A picture of the asked size, and twice the pixels where the screen has them."""
    side = round(18 * type_factor())
    assert icon("home", "#000000").pixmap(QSize(side, side), 2.0).width() == 2 * side
    assert picture("home", "#000000").deviceIndependentSize().toSize().width() == side


def test_type_goes_by_the_applications_font(qapp: QApplication) -> None:
    """One scale: small is smaller, a title larger, code has its own face."""
    sizes = [font(size).pointSizeF() for size in ("small", "body", "lead", "title", "display")]
    assert sizes == sorted(set(sizes))
    assert font("body").pointSizeF() == pytest.approx(qapp.font().pointSizeF())
    assert font("body", code=True).families() != font("body").families()


def test_no_colour_stands_in_the_code() -> None:
    """They stand in `resources/style`: one in the source is one that no look can change.

    White and black are let through: the paper of a page without a ground of its own, and plain shadow.
    """
    found = {
        f"{file.name} {colour}"
        for file in SHELL.rglob("*.py")
        for colour in re.findall(r"[\"'](#[0-9a-fA-F]{6})[\"']", file.read_text(encoding="utf-8"))
        if colour not in ("#ffffff", "#000000")
    }
    assert found == set()
