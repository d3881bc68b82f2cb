"""The past of an app, in the words of somebody who wants a version back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from made_projects import make_project
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QListView, QPushButton
from pytestqt.qtbot import QtBot

from desktop.history import Happened, History
from desktop.library import keep_thumbnail, picture_of
from desktop.shell.errands import Errands
from desktop.shell.look import Look
from desktop.shell.past.panel import HistoryPanel
from desktop.workspace import Project, open_project

NOW = datetime(2026, 3, 20, 15, 0, tzinfo=UTC).astimezone()
STEPS = (
    ("made", "an app for my bees", None),
    ("changed", "add the weather", ("  calm: yes/no\n", "  calm: yes/no\n  weather: text\n")),
    ("edited", "", ("page Visits", "page Diary")),
    ("changed", "rate each visit", ("  day: date\n", "  day: date\n  stars: rating\n")),
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An app with four versions, made on four days."""
    made = make_project(tmp_path / "bees")
    blueprint = made.folder / "app.blueprint"
    for days, (kind, request, change) in enumerate(STEPS, start=-len(STEPS) + 1):
        if change:
            blueprint.write_text(blueprint.read_text().replace(*change))
        moment = (NOW + timedelta(days=days)).timestamp()
        History(made.folder, lambda moment=moment: moment).record(made, Happened(kind, request=request))
    return open_project(made.folder)


OpenPanel = Callable[..., HistoryPanel]


@pytest.fixture
def open_panel(qtbot: QtBot, errands: Errands) -> OpenPanel:
    def make(project: Project | None, width: int = 1000) -> HistoryPanel:
        panel = HistoryPanel(errands, today=lambda: NOW.date())
        qtbot.addWidget(panel)
        panel.resize(width, 700)
        panel.dress(Look("light"))
        panel.show()
        qtbot.waitExposed(panel)
        if project is not None:
            panel.show_project(project)
            qtbot.waitUntil(lambda: panel.idle)
        return panel

    return make


def listed(panel: HistoryPanel) -> list[str]:
    model = panel.findChild(QListView).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def button(panel: HistoryPanel, words: str) -> QPushButton | None:
    found = (each for each in panel.findChildren(QPushButton) if each.text() == words and each.isVisible())
    return next(found, None)


def choose(panel: HistoryPanel, qtbot: QtBot, words: str, more: bool = False) -> None:
    view = panel.findChild(QListView)
    row = listed(panel).index(words)
    index = view.model().index(row, 0)
    view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
    held = Qt.KeyboardModifier.ControlModifier if more else Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, view.visualRect(index).center())
    qtbot.waitUntil(lambda: panel.idle)


def test_nothing_is_open(open_panel):
    """Without an app the panel says what will be here."""
    panel = open_panel(None)
    assert "No app is open" in panel._empty.words


def test_an_app_without_versions_says_so(open_panel, tmp_path):
    """An app of which nothing was kept yet is no mistake."""
    panel = open_panel(make_project(tmp_path / "fresh"))
    assert "No version yet" in panel._empty.words


def test_every_version_is_listed_by_day(open_panel, project):
    """The newest is first, under its day, with the words that made it."""
    panel = open_panel(project)
    rows = listed(panel)
    assert rows[:5] == ["Today", "rate each visit", "Yesterday", "Changed by hand", "Wednesday, 18 March"]
    assert rows[-1] == "an app for my bees"


def test_the_newest_is_now(open_panel, project):
    """What the app is like now is chosen at first, and cannot be brought back."""
    panel = open_panel(project)
    assert "This is what your app is like now." in panel._page.words
    assert "Visit has this new: stars: rating" in panel._page.words
    assert not any(
        each.text() == "Bring this back" for each in panel.findChildren(QPushButton) if each.isVisible()
    )


def test_an_earlier_version_is_brought_back(open_panel, project, qtbot):
    """Who presses the button wishes for that version, and reads before that nothing is lost."""
    panel = open_panel(project)
    choose(panel, qtbot, "add the weather")
    assert "What was typed into the app stays." in panel._page.words
    with qtbot.waitSignal(panel.restore_requested) as wish:
        qtbot.mouseClick(button(panel, "Bring this back"), Qt.MouseButton.LeftButton)
    assert wish.args == [2]


def test_the_first_version_has_nothing_before_it(open_panel, project, qtbot):
    """The first version says that it is the first."""
    panel = open_panel(project)
    choose(panel, qtbot, "an app for my bees")
    assert "This is where the app began." in panel._page.words


def test_a_request_is_sent_again(open_panel, project, qtbot):
    """The words of a version go back to be changed; a change by hand has none."""
    panel = open_panel(project)
    choose(panel, qtbot, "add the weather")
    with qtbot.waitSignal(panel.resend_requested) as wish:
        qtbot.mouseClick(button(panel, "Edit and send again"), Qt.MouseButton.LeftButton)
    assert wish.args == ["add the weather"]
    choose(panel, qtbot, "Changed by hand")
    assert button(panel, "Edit and send again") is None


def test_a_version_gets_a_name(open_panel, project, qtbot):
    """A name is written in place and confirmed with Enter."""
    panel = open_panel(project)
    choose(panel, qtbot, "add the weather")
    qtbot.mouseClick(button(panel, "Name it…"), Qt.MouseButton.LeftButton)
    line = next(
        each for each in panel.findChildren(QLineEdit) if each.accessibleName() == "A name for this version"
    )
    qtbot.keyClicks(line, "  Shown to   the club ")
    with qtbot.waitSignal(panel.name_requested) as wish:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert wish.args == [2, "Shown to the club"]


def test_a_named_version_is_found_by_its_name(open_panel, project, qtbot):
    """The name stands in the list, and the words that made it below."""
    history = History(project.folder)
    history.name(history.version(2), "Shown to the club")
    panel = open_panel(project)
    choose(panel, qtbot, "Shown to the club")
    assert "add the weather" in panel._page.words
    assert button(panel, "Rename…")


def test_a_branch_begins_at_a_version(open_panel, project, qtbot):
    """A branch needs a name; Esc begins none."""
    panel = open_panel(project)
    choose(panel, qtbot, "add the weather")
    qtbot.mouseClick(button(panel, "Branch from here…"), Qt.MouseButton.LeftButton)
    line = next(
        each for each in panel.findChildren(QLineEdit) if each.accessibleName() == "A name for the branch"
    )
    assert not button(panel, "Begin the branch").isEnabled()
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert not line.isVisible()
    qtbot.mouseClick(button(panel, "Branch from here…"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(line, "With prices")
    with qtbot.waitSignal(panel.branch_requested) as wish:
        qtbot.mouseClick(button(panel, "Begin the branch"), Qt.MouseButton.LeftButton)
    assert wish.args == ["With prices", 2]


def test_branches_are_switched(open_panel, project, qtbot):
    """Where there are several branches one chooses which is gone on with; where there is one, nothing is there."""
    box = open_panel(project).findChild(QComboBox)
    assert not box.isVisible()
    history = History(project.folder)
    history.branch("With prices", history.version(2))
    panel = open_panel(project)
    box = panel.findChild(QComboBox)
    assert box.isVisible() and box.currentText() == "The first one"
    with qtbot.waitSignal(panel.branch_shown) as wish:
        box.setFocus()
        qtbot.keyClicks(box, "w")
        box.activated.emit(box.findText("With prices"))
    assert wish.args == ["With prices"]


def test_two_versions_are_compared(open_panel, project, qtbot):
    """Two chosen versions are compared in words, and then line by line."""
    panel = open_panel(project)
    choose(panel, qtbot, "an app for my bees")
    choose(panel, qtbot, "rate each visit", more=True)
    assert "From version 1 to version 4" in panel._page.words
    assert "weather" in panel._page.words and "stars" in panel._page.words
    qtbot.mouseClick(button(panel, "Show the lines"), Qt.MouseButton.LeftButton)
    assert "+  weather: text" in panel._page.lines and "app.blueprint (+3 −1)" in panel._page.lines


def test_a_version_is_compared_with_now(open_panel, project, qtbot):
    """One button compares with what the app is like now; the keyboard stays in the list."""
    panel = open_panel(project)
    choose(panel, qtbot, "add the weather")
    qtbot.mouseClick(button(panel, "Compare with now"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.idle)
    assert "From version 2 to version 4" in panel._page.words


def test_what_is_chosen_stays_chosen(open_panel, project, qtbot):
    """A new version does not take the person away from the one they look at."""
    panel = open_panel(project)
    choose(panel, qtbot, "add the weather")
    History(project.folder).record(project, Happened("edited"))
    panel.show_project(project)
    qtbot.waitUntil(lambda: panel.idle)
    assert "Version 2" in panel._page.words and listed(panel)[1] == "Changed by hand"


def test_versions_keep_their_pictures(open_panel, project, qtbot, tmp_path):
    """A version shows what the app looked like, as long as its blueprint is the same."""
    image = QImage(480, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    assert keep_thumbnail(project.folder, bytes(buffer.data().data()))
    history = History(project.folder)
    ids = history.blueprint_ids(history.versions())
    assert [picture_of(project.folder, each) is not None for each in ids] == [True, False, False, False]
    panel = open_panel(project)
    assert panel._page._picture.isVisible()
    choose(panel, qtbot, "add the weather")
    assert not panel._page._picture.isVisible()


def test_a_damaged_history_is_said(open_panel, project, qtbot):
    """Versions that cannot be read are a sentence with a way to try again."""
    heads = project.folder / ".homespun" / "history.git" / "refs" / "heads"
    for ref in heads.iterdir():
        ref.write_text("0" * 40 + "\n")
    panel = open_panel(None)
    with qtbot.waitSignal(panel.failed):
        panel.show_project(project)
    assert "The versions cannot be read" in panel._empty.words
    qtbot.waitUntil(lambda: button(panel, "Try again") is not None)


def test_older_versions_come_as_one_scrolls(open_panel, tmp_path, qtbot):
    """A long past is read a page at a time."""
    made = make_project(tmp_path / "long")
    history = History(made.folder, lambda: NOW.timestamp())
    for number in range(230):
        history.record(made, Happened("changed", request=f"change {number + 1}"))
    panel = open_panel(made)
    view = panel.findChild(QListView)
    first = view.model().rowCount()
    assert first < 230
    for _ in range(4):
        view.scrollToBottom()
        qtbot.waitUntil(lambda: panel.idle)
        qtbot.wait(20)
    assert listed(panel)[-1] == "change 1"


def test_narrow_stands_below_each_other(open_panel, project):
    """In a narrow window the version stands below the list."""
    assert open_panel(project, width=560)._parts.orientation() == Qt.Orientation.Vertical
    assert open_panel(project, width=900)._parts.orientation() == Qt.Orientation.Horizontal


def test_days_are_said_as_people_do():
    """Today and yesterday have names; another year is told with the day."""
    from desktop.shell.past.in_words import day_in_words

    today = date(2026, 3, 20)
    assert day_in_words(date(2025, 12, 31), today) == "31 December 2025"
