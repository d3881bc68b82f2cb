"""The start screen from a person's side: ask, find an app again, put one away and get it back, bring one in."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QAccessible, QContextMenuEvent, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import settings
from desktop.blueprint import read
from desktop.compiler import compile_app
from desktop.exports import export_project
from desktop.library import binned, keep_thumbnail, put_in_bin, remember_opened
from desktop.messages import say
from desktop.paths import resources_folder
from desktop.preview.thumbnail import picture_of
from desktop.shell.errands import Errands
from desktop.shell.look import Dresser
from desktop.shell.start import StartScreen, remix
from desktop.shell.start.heading import heading_of
from desktop.shell.start.when import ago
from desktop.workspace import Project, Provenance, open_project, write_project

EXAMPLES = resources_folder() / "examples"
DAY_S = 86_400


def blueprint(name: str, theme: str = "") -> str:
    look = f"  theme {theme}\n" if theme else ""
    return f'app "{name}"\n{look}\nentity Tool\n  name: text\n\npage Tools\n  table of Tool\n'


def make(folder: Path, theme: str = "") -> Project:
    text = blueprint(folder.name, theme)
    app = read(text).app
    assert app is not None
    return write_project(folder, compile_app(app), text, Provenance("r", 0, "m", "0", "memory", "1"))


@pytest.fixture
def apps(own_home: Path) -> Path:
    return own_home / "apps"


Open = Callable[[], StartScreen]


@pytest.fixture
def open_screen(qtbot: QtBot, qapp: QApplication) -> Iterator[Open]:
    """Open the screen as the window does; what is in the folders by then is listed."""
    dresser = Dresser(qapp)
    errands = Errands()

    def make_screen() -> StartScreen:
        screen = StartScreen(errands)
        screen.dress(dresser.look)
        qtbot.addWidget(screen)
        screen.resize(1100, 800)
        screen.refresh()
        screen.show()
        qtbot.waitExposed(screen)
        screen.take_focus()
        qtbot.waitUntil(lambda: errands.idle)
        return screen

    yield make_screen
    errands.close()
    dresser.deleteLater()


def button(screen: QWidget, name: str) -> QPushButton:
    found = [each for each in screen.findChildren(QPushButton) if each.accessibleName() == name]
    assert len(found) == 1, [each.accessibleName() for each in screen.findChildren(QPushButton)]
    return found[0]


def press(qtbot: QtBot, screen: QWidget, key: str, **facts: object) -> None:
    qtbot.mouseClick(button(screen, say(f"shell_start.{key}", **facts)), Qt.MouseButton.LeftButton)


def box(screen: QWidget) -> QPlainTextEdit:
    name = say("shell_start.ask_title")
    return next(each for each in screen.findChildren(QPlainTextEdit) if each.accessibleName() == name)


def search(screen: QWidget) -> QLineEdit:
    name = say("shell_start.search_name")
    return next(each for each in screen.findChildren(QLineEdit) if each.accessibleName() == name)


def grid(screen: QWidget, key: str = "your_apps") -> QListView:
    name = say(f"shell_start.{key}")
    return next(each for each in screen.findChildren(QListView) if each.accessibleName() == name)


def names(view: QListView) -> list[str]:
    return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


def place_of(view: QListView, name: str) -> QRect:
    return view.visualRect(view.model().index(names(view).index(name), 0))


def click(qtbot: QtBot, view: QListView, name: str) -> None:
    spot = place_of(view, name).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def pick(qtbot: QtBot, view: QListView, name: str, key: str) -> None:
    """Open a card's menu with the other button, and pick an entry."""
    view.setCurrentIndex(view.model().index(names(view).index(name), 0))
    spot = place_of(view, name).center()
    QApplication.sendEvent(
        view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, view.mapToGlobal(spot))
    )
    menus = [each for each in view.window().findChildren(QMenu) if each.isVisible()]
    wanted = say(f"shell_start.menu_{key}")
    action = next(each for each in menus[0].actions() if each.text() == wanted)
    action.trigger()
    menus[0].close()


def says(screen: QWidget, sentence: str) -> bool:
    """Whether somebody who looks, or listens, finds this sentence on the screen."""
    return any(each.isVisible() and each.text() == sentence for each in screen.findChildren(QLabel))


# --- asking -------------------------------------------------------------------------------------


def test_enter_builds_what_was_typed(open_screen: Open, qtbot: QtBot) -> None:
    """Type a sentence, press Enter; Shift + Enter only begins a new line."""
    screen = open_screen()
    wishes: list[str] = []
    screen.build_requested.connect(wishes.append)
    qtbot.keyClicks(box(screen), "a list of plants")
    qtbot.keyClick(box(screen), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(box(screen), "with water")
    assert wishes == []
    qtbot.keyClick(box(screen), Qt.Key.Key_Return)
    assert wishes == ["a list of plants\nwith water"]


def test_an_empty_box_builds_nothing_and_asks_for_words(open_screen: Open, qtbot: QtBot) -> None:
    screen = open_screen()
    wishes: list[str] = []
    screen.build_requested.connect(wishes.append)
    press(qtbot, screen, "build_name")
    assert wishes == []
    assert box(screen).hasFocus()


def test_while_an_app_is_built_it_can_be_stopped_and_the_words_stay(open_screen: Open, qtbot: QtBot) -> None:
    screen = open_screen()
    stops: list[bool] = []
    screen.stop_requested.connect(lambda: stops.append(True))
    screen.put_text("plants")
    screen.show_busy(True)
    assert not button(screen, say("shell_start.build_name")).isEnabled()
    press(qtbot, screen, "stop_name")
    screen.show_busy(False)
    assert stops == [True]
    assert screen.text == "plants"
    assert button(screen, say("shell_start.build_name")).isEnabled()


def test_words_are_handed_over_to_be_kept_a_moment_after_the_last_key(
    open_screen: Open, qtbot: QtBot
) -> None:
    screen = open_screen()
    with qtbot.waitSignal(screen.text_rested, timeout=3000) as kept:
        qtbot.keyClicks(box(screen), "bees")
    assert kept.args == ["bees"]


def test_an_idea_fills_the_box_and_there_are_others(open_screen: Open, qtbot: QtBot) -> None:
    """Twenty ideas, five at a time; one that is chosen stands in the box, to be changed or built."""
    screen = open_screen()
    seen = set()
    for turn in range(1, 5):
        for who in ("class", "club", "family", "shop", "hobby"):
            sentence = say(f"shell_start.idea_{turn}_{who}")
            press(qtbot, screen, "idea_name", idea=sentence)
            assert screen.text == sentence
            assert box(screen).hasFocus()
            seen.add(sentence)
        press(qtbot, screen, "other_ideas")
    assert len(seen) == 20


# --- the person's apps --------------------------------------------------------------------------


def test_apps_are_there_with_what_was_opened_last_in_front(open_screen: Open, apps: Path) -> None:
    for name in ("Bees", "Choir", "Plants"):
        make(apps / name)
    remember_opened(apps / "Plants")
    assert names(grid(open_screen()))[0] == "Plants"


def test_a_click_opens_an_app_once_and_so_does_enter(open_screen: Open, apps: Path, qtbot: QtBot) -> None:
    """A double click is one wish, not two."""
    make(apps / "Bees")
    screen = open_screen()
    opened: list[Path] = []
    screen.open_requested.connect(opened.append)
    view = grid(screen)
    click(qtbot, view, "Bees")
    assert opened == [apps / "Bees"]
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, "Bees").center())
    assert len(opened) == 1
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert len(opened) == 2


def test_a_search_forgives_a_slip(open_screen: Open, apps: Path, qtbot: QtBot) -> None:
    for name in ("Garden pests", "Choir dues"):
        make(apps / name)
    screen = open_screen()
    qtbot.keyClicks(search(screen), "gardn")
    qtbot.waitUntil(lambda: names(grid(screen)) == ["Garden pests"])
    search(screen).setText("xylophone")
    qtbot.waitUntil(lambda: says(screen, say("shell_start.nothing_found", words="xylophone")))
    search(screen).clear()
    qtbot.waitUntil(lambda: len(names(grid(screen))) == 2)


def test_without_apps_it_says_what_will_stand_here(open_screen: Open) -> None:
    screen = open_screen()
    assert says(screen, say("shell_start.no_apps"))
    assert len(names(grid(screen, "gallery"))) == 12


def test_many_apps_are_shown_in_part_and_all_on_demand(open_screen: Open, apps: Path, qtbot: QtBot) -> None:
    for number in range(12):
        make(apps / f"App {number}")
    screen = open_screen()
    view = grid(screen)
    few = len(names(view))
    assert few < 12
    press(qtbot, screen, "show_all", count=12)
    assert len(names(view)) == 12
    press(qtbot, screen, "show_fewer")
    assert len(names(view)) == few


def test_an_app_shows_its_picture_or_a_drawn_one_in_its_own_colours(
    open_screen: Open, apps: Path, qtbot: QtBot
) -> None:
    make(apps / "Drawn", "light, background ivory, accent crimson")
    photographed = make(apps / "Photographed")
    picture = QImage(480, 300, QImage.Format.Format_RGB32)
    picture.fill("orange")
    picture.setPixelColor(0, 0, "blue")
    png = picture_of(picture)
    assert png is not None
    assert keep_thumbnail(photographed.folder, png)
    view = grid(open_screen())

    def colours(name: str) -> set[str]:
        shot = view.viewport().grab(place_of(view, name)).toImage()
        return {
            shot.pixelColor(x, y).name()
            for x in range(0, shot.width(), 3)
            for y in range(0, shot.height(), 3)
        }

    qtbot.waitUntil(lambda: "#ffa500" in colours("Photographed"))
    qtbot.waitUntil(lambda: {"#dc143c", "#fffff0"} <= colours("Drawn"))


def test_a_damaged_app_says_so_and_disturbs_no_other(open_screen: Open, apps: Path) -> None:
    make(apps / "Whole")
    (make(apps / "Broken").folder / "app.blueprint").write_text("no such thing", encoding="utf-8")
    view = grid(open_screen())
    assert sorted(names(view)) == ["Broken", "Whole"]
    index = view.model().index(names(view).index("Broken"), 0)
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert say("library.problem_unreadable", folder="Broken") in spoken


def test_every_card_has_a_name_for_those_who_listen(open_screen: Open, apps: Path) -> None:
    make(apps / "Bees")
    view = grid(open_screen())
    found = QAccessible.queryAccessibleInterface(view)
    assert found.child(0).text(QAccessible.Text.Name) == f"Bees, {say('shell_start.ago_now')}"


# --- what is done with an app -------------------------------------------------------------------


def test_an_app_put_in_the_bin_is_brought_back_by_undo(open_screen: Open, apps: Path, qtbot: QtBot) -> None:
    make(apps / "Bees")
    screen = open_screen()
    pick(qtbot, grid(screen), "Bees", "bin")
    qtbot.waitUntil(lambda: says(screen, say("shell_start.binned", app="Bees")))
    assert not (apps / "Bees").exists()
    press(qtbot, screen, "undo")
    qtbot.waitUntil(lambda: says(screen, say("shell_start.brought_back", app="Bees")))
    qtbot.waitUntil(lambda: names(grid(screen)) == ["Bees"])
    assert (apps / "Bees" / "app.blueprint").is_file()


def test_the_delete_key_puts_an_app_in_the_bin(open_screen: Open, apps: Path, qtbot: QtBot) -> None:
    make(apps / "Bees")
    screen = open_screen()
    view = grid(screen)
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: [each.name for each in binned(apps)] == ["Bees"])


def test_the_bin_gives_back_what_is_clicked(open_screen: Open, apps: Path, qtbot: QtBot) -> None:
    make(apps / "Bees")
    put_in_bin(apps, apps / "Bees")
    screen = open_screen()
    press(qtbot, screen, "bin_count", count=1)
    click(qtbot, grid(screen, "bin_title"), "Bees")
    qtbot.waitUntil(lambda: names(grid(screen)) == ["Bees"])
    assert says(screen, say("shell_start.brought_back", app="Bees"))


def test_emptying_the_bin_is_asked_in_place_and_can_be_thought_better_of(
    open_screen: Open, apps: Path, qtbot: QtBot
) -> None:
    """The keyboard stands on the answer that does no harm."""
    for name in ("Bees", "Choir"):
        put_in_bin(apps, make(apps / name).folder)
    screen = open_screen()
    press(qtbot, screen, "bin_count", count=2)
    press(qtbot, screen, "empty_bin")
    assert says(screen, say("shell_start.empty_question", count=2))
    assert button(screen, say("shell_start.keep_all")).hasFocus()
    press(qtbot, screen, "keep_all")
    assert len(binned(apps)) == 2
    press(qtbot, screen, "empty_bin")
    press(qtbot, screen, "delete_all")
    qtbot.waitUntil(lambda: says(screen, say("shell_start.emptied", count=2)))
    assert binned(apps) == ()


def test_a_new_name_is_typed_in_its_place(open_screen: Open, apps: Path, qtbot: QtBot) -> None:
    """The app is called so, its folder too, and that is one more version."""
    make(apps / "Bees")
    screen = open_screen()
    pick(qtbot, grid(screen), "Bees", "rename")
    editor = next(
        each
        for each in screen.findChildren(QLineEdit)
        if each.accessibleName() == say("shell_start.rename_name")
    )
    editor.selectAll()
    qtbot.keyClicks(editor, "Honey bees")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(grid(screen)) == ["Honey bees"], timeout=10_000)
    assert 'app "Honey bees"' in open_project(apps / "Honey bees").blueprint_text


def test_a_copy_stands_beside_the_app(open_screen: Open, apps: Path, qtbot: QtBot) -> None:
    make(apps / "Bees")
    screen = open_screen()
    pick(qtbot, grid(screen), "Bees", "duplicate")
    qtbot.waitUntil(lambda: len(names(grid(screen))) == 2)
    assert says(screen, say("shell_start.duplicated", app="Bees"))


def test_an_app_is_saved_as_one_file_that_can_be_brought_in_again(
    open_screen: Open, apps: Path, own_home: Path, qtbot: QtBot, chooser: Callable[[Path], None]
) -> None:
    make(apps / "Bees")
    out = own_home / "stick"
    out.mkdir()
    screen = open_screen()
    pick(qtbot, grid(screen), "Bees", "pack")
    chooser(out)
    file = out / "Bees.homespun"
    qtbot.waitUntil(
        lambda: says(screen, say("shell_start.packed", file=file.name, folder=out)), timeout=10_000
    )
    opened: list[Path] = []
    screen.open_requested.connect(opened.append)
    press(qtbot, screen, "bring_in")
    chooser(file)
    qtbot.waitUntil(lambda: opened == [apps / "Bees 2"], timeout=10_000)
    qtbot.waitUntil(lambda: names(grid(screen)).count("Bees") == 2)


@pytest.fixture
def chooser(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[Path], None]]:
    """Choose a place in the file chooser that is open."""
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)

    def choose(place: Path) -> None:
        def dialogs() -> list[QFileDialog]:
            found = [each for each in qapp.allWidgets() if isinstance(each, QFileDialog)]
            return [each for each in found if each.isVisible()]

        qtbot.waitUntil(lambda: bool(dialogs()))
        dialog = dialogs()[0]
        dialog.setDirectory(str(place.parent))
        dialog.selectFile(str(place))
        dialog.accept()
        qtbot.waitUntil(lambda: not dialogs())

    yield choose
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, False)


def test_a_folder_anywhere_can_be_opened(
    open_screen: Open, own_home: Path, qtbot: QtBot, chooser: Callable[[Path], None]
) -> None:
    project = make(own_home / "stick" / "Bees")
    screen = open_screen()
    opened: list[Path] = []
    screen.open_requested.connect(opened.append)
    press(qtbot, screen, "open_folder")
    chooser(project.folder)
    assert opened == [project.folder]


# --- bringing in --------------------------------------------------------------------------------


def drop(screen: QWidget, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    common = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(screen, QDragEnterEvent(QPointF(200, 200), *common))
    QApplication.sendEvent(screen, QDropEvent(QPointF(200, 200), *common))


def test_a_file_let_go_over_the_screen_comes_in_and_opens(
    open_screen: Open, apps: Path, own_home: Path, qtbot: QtBot
) -> None:
    project = make(own_home / "elsewhere" / "Bees")
    bundle = export_project(project, "bundle", out=own_home / "Bees.homespun").place
    screen = open_screen()
    opened: list[Path] = []
    screen.open_requested.connect(opened.append)
    drop(screen, bundle)
    qtbot.waitUntil(lambda: opened == [apps / "Bees"], timeout=10_000)


def test_a_folder_from_elsewhere_is_copied_in_and_one_of_ours_just_opened(
    open_screen: Open, apps: Path, own_home: Path, qtbot: QtBot
) -> None:
    theirs, ours = make(own_home / "stick" / "Choir"), make(apps / "Bees")
    screen = open_screen()
    opened: list[Path] = []
    screen.open_requested.connect(opened.append)
    drop(screen, ours.folder)
    assert opened == [ours.folder]
    drop(screen, theirs.folder)
    qtbot.waitUntil(lambda: opened[1:] == [apps / "Choir"], timeout=10_000)
    assert theirs.folder.is_dir()


def test_a_whole_class_hands_in_at_once_and_one_bad_file_keeps_no_other_out(
    open_screen: Open, apps: Path, own_home: Path, qtbot: QtBot
) -> None:
    bundles = []
    for pupil in ("Ada", "Bo"):
        project = make(own_home / pupil / pupil)
        bundles.append(export_project(project, "bundle", out=own_home / f"{pupil}.homespun").place)
    bad = own_home / "Cy.homespun"
    bad.write_bytes(b"no bundle")
    screen = open_screen()
    sentences: list[str] = []
    screen.failed.connect(sentences.append)
    drop(screen, *bundles, bad)
    qtbot.waitUntil(lambda: sorted(names(grid(screen))) == ["Ada", "Bo"], timeout=15_000)
    assert sentences
    assert sentences[0].startswith(say("shell_start.brought_in", app="", count=2))


def test_what_is_no_app_is_refused_in_a_sentence(open_screen: Open, own_home: Path, qtbot: QtBot) -> None:
    letter = own_home / "letter.homespun"
    letter.write_bytes(b"Dear Ada")
    screen = open_screen()
    sentences: list[str] = []
    screen.failed.connect(sentences.append)
    drop(screen, letter)
    qtbot.waitUntil(lambda: bool(sentences))
    assert says(screen, sentences[0])


# --- examples -----------------------------------------------------------------------------------


def test_an_example_is_chosen_with_a_click(open_screen: Open, qtbot: QtBot) -> None:
    screen = open_screen()
    chosen: list[Path] = []
    screen.remix_requested.connect(chosen.append)
    click(qtbot, grid(screen, "gallery"), "Coin Slot")
    assert chosen == [EXAMPLES / "coin-slot.blueprint"]


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.blueprint")), ids=lambda file: file.stem)
def test_every_example_has_a_small_picture(file: Path) -> None:
    """Such as `tests/browser/example_pictures.py` takes."""
    picture = file.parent / "pictures" / f"{file.stem}.jpg"
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (480, 300)
    assert picture.stat().st_size <= 25_000


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.blueprint")), ids=lambda file: file.stem)
def test_the_first_lines_tell_as_much_of_an_app_as_all_of_them(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    whole, heading = read(text).app, heading_of(text)
    assert whole is not None
    assert heading is not None
    told = (heading.name, heading.about, heading.icon, heading.theme, heading.language)
    assert told == (whole.name, whole.about, whole.icon, whole.theme, whole.language)


def test_an_example_becomes_an_app_of_ones_own(apps: Path) -> None:
    """It stands among the apps, with a first version; a second one stands beside it."""
    project = remix(EXAMPLES / "coin-slot.blueprint")
    assert project.folder == apps / "Coin Slot"
    assert project.notes == ()
    assert project.start_page.is_file()
    assert open_project(project.folder).blueprint_text == project.blueprint_text
    assert remix(EXAMPLES / "coin-slot.blueprint").folder == apps / "Coin Slot 2"


# --- many, and how fast -------------------------------------------------------------------------


def test_a_thousand_apps_never_stall_the_window(
    open_screen: Open, apps: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of them are shown and scrolled through; no step takes longer than a person notices."""
    from desktop.shell.start.card import Card
    from desktop.shell.start.your_apps import YourApps

    cards = tuple(Card(apps / f"{number}", f"App {number}", "Yesterday") for number in range(1000))
    screen = open_screen()
    shelf = screen.findChild(YourApps)
    shelf.show_cards(cards, "app")
    view = grid(screen)
    view.setFocus()
    longest_s = 0.0
    for row in range(0, 1000, 40):
        before_s = time.perf_counter()
        view.setCurrentIndex(view.model().index(row, 0))
        QApplication.processEvents()
        longest_s = max(longest_s, time.perf_counter() - before_s)
    assert len(names(view)) == 1000
    spot = view.mapTo(screen, view.visualRect(view.currentIndex()).center())
    assert screen.rect().contains(spot)
    assert longest_s < 0.25  # generous: other work may share this computer; some 10 ms alone


# --- words for time -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "key", "count"),
    [
        (1, "yesterday", 0),
        (3, "days", 3),
        (7, "weeks", 1),
        (20, "weeks", 2),
        (30, "months", 1),
        (100, "months", 3),
        (400, "years", 1),
        (800, "years", 2),
    ],
)
def test_how_long_ago_is_said_in_words(days: int, key: str, count: int) -> None:
    noon_s = time.mktime((2026, 11, 21, 12, 0, 0, 0, 0, -1))
    then_s = time.mktime((2026, 11, 21 - days, 12, 0, 0, 0, 0, -1))
    assert ago(then_s, noon_s) == say(f"shell_start.ago_{key}", count=count)


def test_today_is_told_by_midnight_and_the_future_is_now() -> None:
    morning_s = time.mktime((2026, 11, 21, 9, 0, 0, 0, 0, -1))
    assert ago(morning_s - 5 * 3600, morning_s) == say("shell_start.ago_today")
    assert ago(morning_s - 10 * 3600, morning_s) == say("shell_start.ago_yesterday")
    assert ago(morning_s - 600, morning_s) == say("shell_start.ago_minutes", count=10)
    assert ago(morning_s + DAY_S, morning_s) == say("shell_start.ago_now")


def test_a_stick_that_was_pulled_out_is_told_of(
    open_screen: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Apps that lie on it seem to be gone, so it is said where they are; back again, they are listed."""
    monkeypatch.delenv("HOMESPUN_APPS")
    stick = tmp_path / "stick"
    make(stick / "Shed")
    settings.save(settings.Settings(apps_folder=str(stick)))
    stick.rename(tmp_path / "pulled out")
    screen = open_screen()
    assert says(screen, say("shell_start.folder_absent", folder=stick))
    assert names(grid(screen)) == []
    (tmp_path / "pulled out").rename(stick)
    with qtbot.assertNotEmitted(screen.failed):
        screen.refresh()
        qtbot.waitUntil(lambda: names(grid(screen)) == ["Shed"])
