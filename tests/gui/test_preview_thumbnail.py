"""The small picture of an app, taken from a live page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop.library import lacks_thumbnail, thumbnail_of
from desktop.library.png import is_small_png
from desktop.preview import thumbnail
from desktop.preview.thumbnail import HEIGHT_PX, WIDTH_PX, ThumbnailTaker, picture_of
from desktop.preview.view import PreviewView


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thumbnail, "STILL_AFTER_MS", 100)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "an app with ü"
    folder.mkdir()
    (folder / "app.blueprint").write_text('app "Hello"\n', encoding="utf-8")
    show(folder, "tomato")
    return folder


def show(folder: Path, colour: str) -> None:
    page = f"<!doctype html><title>x</title><body style='margin:0;background:{colour}'><h1>Hello"
    (folder / "index.html").write_text(page, encoding="utf-8")


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[PreviewView]:
    made = PreviewView(None)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    taker = ThumbnailTaker(made)
    yield made
    taker.stop()
    with qtbot.waitSignal(made.page().profile().destroyed):
        made.let_go()


def corner(folder: Path) -> str:
    """The colour at the lower right of an app's picture."""
    file = thumbnail_of(folder)
    assert file is not None
    image = QImage(str(file))
    return image.pixelColor(image.width() - 5, image.height() - 5).name()


def test_a_picture_is_taken_of_a_shown_app(view: PreviewView, project: Path, qtbot: QtBot) -> None:
    """A while after the page has loaded its picture lies in the folder, small, checked and of that page."""
    view.show_folder(project)
    qtbot.waitUntil(lambda: thumbnail_of(project) is not None, timeout=8000)
    file = project / ".homespun" / "thumbnail.png"
    image = QImage(str(file))
    assert (image.width(), image.height()) == (WIDTH_PX, HEIGHT_PX)
    assert corner(project) == QColor("tomato").name()
    assert sorted(path.name for path in file.parent.iterdir()) == ["pictures", "thumbnail.png"]


def test_one_picture_for_one_change(view: PreviewView, project: Path, qtbot: QtBot) -> None:
    """The same app shown again keeps its picture; a changed one gets another, whatever the clock says."""
    view.show_folder(project)
    qtbot.waitUntil(lambda: not lacks_thumbnail(project), timeout=8000)
    show(project, "steelblue")
    view.reload_page()
    assert view.wait_until_loaded()
    qtbot.wait(500)
    assert corner(project) == QColor("tomato").name()
    os.utime(project / "app.blueprint", (1_000_000, 1_000_000))  # a change, long before the picture
    view.reload_page()
    qtbot.waitUntil(lambda: not lacks_thumbnail(project), timeout=8000)
    assert corner(project) == QColor("steelblue").name()


def test_a_page_that_cannot_be_seen_gives_none(view: PreviewView, project: Path, qtbot: QtBot) -> None:
    """What is not on the screen is not taken."""
    view.hide()
    view.show_folder(project)
    assert view.wait_until_loaded()
    qtbot.wait(500)
    assert thumbnail_of(project) is None


def test_no_picture_where_one_may_not_write(view: PreviewView, project: Path, qtbot: QtBot) -> None:
    """A folder whose own place is a link leads nowhere, and the app is shown all the same."""
    elsewhere = project.parent / "elsewhere"
    elsewhere.mkdir()
    (project / ".homespun").symlink_to(elsewhere, target_is_directory=True)
    view.show_folder(project)
    assert view.wait_until_loaded()
    qtbot.wait(500)
    assert list(elsewhere.iterdir()) == []


def test_pictures_are_of_the_kind_that_is_let_through() -> None:
    """What is written passes the check of what is read, at every shape; an empty page gives nothing."""
    for width, height in ((800, 600), (300, 2000), (2000, 100), (480, 300), (3, 3)):
        image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor("white"))
        assert picture_of(image) is None
        for x in range(width):
            for y in range(min(height, 2)):
                image.setPixelColor(x, y, QColor(x % 256, 40, 90))
        made = picture_of(image)
        assert made is not None
        assert is_small_png(made)
    assert picture_of(QImage()) is None
