"""Reading an app's files and searching in them; and what is wrong, listed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QTreeView,
)
from pytestqt.qtbot import QtBot

from desktop.blueprint import read
from desktop.compiler import compile_app
from desktop.messages import say
from desktop.shell.errands import Errands
from desktop.shell.look import DARK, Look
from desktop.shell.source import CodePanel, ProblemsPanel, Trouble, trouble_of
from desktop.shell.source.app_texts import LARGEST_SHOWN_BYTES, MOST_HITS, search_files
from desktop.shell.source.file_view import named_line
from desktop.shell.wrapped_label import WrappedLabel
from desktop.workspace import Provenance, write_project

BLUEPRINT = 'app "Shed"\n\nentity Tool\n  name: text\n\npage Tools\n  table of Tool\n'
WAIT_MS = 10_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An app, and things beside it that are none of its files."""
    app = read(BLUEPRINT).app
    assert app is not None
    made = Provenance("my tools", 7, "Told", "f" * 64, "memory", "1")
    folder = write_project(tmp_path / "shed", compile_app(app), BLUEPRINT, made).folder
    (folder / "taxes.txt").write_text("mine alone", encoding="utf-8")
    (folder / "custom").mkdir()
    (folder / "custom" / "map.html").write_text("<p>Straße und STRASSE</p>\n" * 3, encoding="utf-8")
    return folder


@pytest.fixture
def panel(qtbot: QtBot, folder: Path) -> Iterator[CodePanel]:
    errands = Errands()
    panel = CodePanel(errands)
    qtbot.addWidget(panel)
    panel.resize(900, 600)
    panel.show()
    qtbot.waitExposed(panel)
    panel.show_folder(folder)
    qtbot.waitUntil(lambda: panel.file.path == "app.js", timeout=WAIT_MS)
    yield panel
    errands.close()


def named(panel: CodePanel, kind: type, name: str):
    """The control of that accessible name."""
    return next(each for each in panel.findChildren(kind) if each.accessibleName() == name)


def search(panel: CodePanel, qtbot: QtBot, words: str) -> None:
    """Type words into the field that searches in all files."""
    field = named(panel, QLineEdit, say("shell_source.search"))
    field.clear()
    qtbot.keyClicks(field, words)


def is_told(panel: CodePanel, words: str) -> bool:
    return any(each.isVisible() and each.text() == words for each in panel.findChildren(WrappedLabel))


def test_an_app_s_files_are_listed_and_nothing_else(panel: CodePanel) -> None:
    assert {"app.blueprint", "app.css", "app.js", "index.html", "homespun.json", "custom/map.html"} <= set(
        panel.paths
    )
    assert "taxes.txt" not in panel.paths


def test_a_chosen_file_is_shown_to_be_read(panel: CodePanel, qtbot: QtBot) -> None:
    panel.show_file("app.blueprint")
    qtbot.waitUntil(lambda: panel.file.path == "app.blueprint", timeout=WAIT_MS)
    assert panel.file.text == BLUEPRINT
    page = named(panel, QPlainTextEdit, say("shell_source.file_name", file="app.blueprint"))
    qtbot.keyClicks(page, "x")
    assert panel.file.text == BLUEPRINT


def test_a_file_that_is_no_text_or_too_long_is_said(panel: CodePanel, qtbot: QtBot, folder: Path) -> None:
    (folder / "custom" / "dot.png").write_bytes(b"\x89PNG\0")
    (folder / "custom" / "long.txt").write_bytes(b"x" * (LARGEST_SHOWN_BYTES + 1))
    panel.show_file("custom/dot.png")
    qtbot.waitUntil(lambda: panel.file.path == "custom/dot.png", timeout=WAIT_MS)
    assert panel.file.sentence == say("shell_source.file_binary", file="custom/dot.png")
    panel.show_file("custom/long.txt")
    qtbot.waitUntil(lambda: panel.file.path == "custom/long.txt", timeout=WAIT_MS)
    assert "1.0 MB" in panel.file.sentence
    panel.show_file("custom/none.txt")
    qtbot.waitUntil(lambda: panel.file.path == "custom/none.txt", timeout=WAIT_MS)
    assert panel.file.sentence == say("shell_source.file_gone", file="custom/none.txt")


def test_an_app_that_changes_is_read_again_and_stays_at_its_file(
    panel: CodePanel, qtbot: QtBot, folder: Path
) -> None:
    panel.show_file("app.blueprint")
    qtbot.waitUntil(lambda: panel.file.path == "app.blueprint", timeout=WAIT_MS)
    (folder / "app.blueprint").write_text(BLUEPRINT + "# more\n", encoding="utf-8")
    panel.show_folder(folder)
    qtbot.waitUntil(lambda: panel.file.text.endswith("# more\n"), timeout=WAIT_MS)
    assert panel.file.path == "app.blueprint"


def test_while_nobody_looks_nothing_is_read(qtbot: QtBot, folder: Path) -> None:
    errands = Errands()
    panel = CodePanel(errands)
    qtbot.addWidget(panel)
    panel.show_folder(folder)
    assert errands.idle
    panel.show()
    qtbot.waitUntil(lambda: panel.file.path == "app.js", timeout=WAIT_MS)
    errands.close()


def test_a_place_in_the_code_leads_to_the_blueprint_s_line(panel: CodePanel, qtbot: QtBot) -> None:
    page = named(panel, QPlainTextEdit, say("shell_source.file_name", file="app.js"))
    lines = panel.file.text.splitlines()
    number = next(n for n, line in enumerate(lines) if line.strip() == "// --- Tool (line 3)")
    block = page.document().findBlockByNumber(number)
    cursor = page.textCursor()
    cursor.setPosition(block.position() + lines[number].index("line 3") + 2)
    page.setTextCursor(cursor)
    page.ensureCursorVisible()
    with qtbot.waitSignal(panel.blueprint_line_wanted) as wanted:
        place = QPoint(page.cursorRect().center())
        qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wanted.args == [3]


@pytest.mark.parametrize(
    ("text", "column", "line"),
    [("// --- Tool (line 12)", 14, 12), ("  line: 7,", 3, 7), ("  line: 7,", 0, 0), ("outline 5", 4, 0)],
)
def test_a_line_is_named_only_where_it_is_named(text: str, column: int, line: int) -> None:
    assert named_line(text, column) == line


def test_words_are_found_in_all_files_by_file(panel: CodePanel, qtbot: QtBot) -> None:
    search(panel, qtbot, "straße")
    files = say("shell_source.found_files", count=1)
    qtbot.waitUntil(lambda: is_told(panel, say("shell_source.found", count=3, files=files)), timeout=WAIT_MS)
    results = named(panel, QTreeView, say("shell_source.results_name"))
    model = results.model()
    assert model.rowCount() == 1
    top = model.index(0, 0)
    assert (top.data(), model.rowCount(top)) == ("custom/map.html  (3)", 3)
    results.setCurrentIndex(model.index(1, 0, top))
    qtbot.waitUntil(lambda: panel.file.path == "custom/map.html", timeout=WAIT_MS)
    page = named(panel, QPlainTextEdit, say("shell_source.file_name", file="custom/map.html"))
    assert page.textCursor().selectedText() == "Straße"
    assert page.textCursor().blockNumber() == 1


def test_capital_letters_count_if_they_are_to(panel: CodePanel, qtbot: QtBot) -> None:
    search(panel, qtbot, "straße")
    case = named(panel, QToolButton, say("shell_source.search_case_name"))
    case.click()
    nothing = say("shell_source.nothing_found", words="straße")
    qtbot.waitUntil(lambda: is_told(panel, nothing), timeout=WAIT_MS)
    named(panel, QLineEdit, say("shell_source.search")).clear()
    assert not is_told(panel, nothing)


def test_more_than_ten_thousand_hits_are_said_and_not_all_shown(folder: Path) -> None:
    (folder / "custom" / "many.txt").write_text("zzz zzz\n" * MOST_HITS, encoding="utf-8")
    found = search_files(folder, "zzz", with_case=True)
    assert (found.count, found.capped) == (MOST_HITS, True)


def test_a_file_is_copied_whole(panel: CodePanel, qtbot: QtBot) -> None:
    button = named(panel, QPushButton, say("shell_source.copy_file_name"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == panel.file.text
    assert button.text() == say("shell_source.copied")


def test_without_an_app_it_says_what_will_stand_here(qtbot: QtBot) -> None:
    panel = CodePanel(Errands())
    qtbot.addWidget(panel)
    panel.show()
    panel.show_folder(None)
    shown = [each.text() for each in panel.findChildren(QLabel) if each.isVisible()]
    assert say("shell_source.no_files") in shown


def test_a_folder_that_has_gone_is_said(panel: CodePanel, qtbot: QtBot, tmp_path: Path) -> None:
    panel.show_folder(tmp_path / "nowhere")
    qtbot.wait(200)
    assert panel.paths == () or panel.file.path == ""


# --- problems ----------------------------------------------------------------------------------------


@pytest.fixture
def problems(qtbot: QtBot) -> ProblemsPanel:
    panel = ProblemsPanel()
    qtbot.addWidget(panel)
    panel.resize(500, 400)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


PAGE = Trouble("The app reported: x is not defined", 0, "warning", "app.js, line 12")


def test_while_nothing_is_wrong_it_says_so(problems: ProblemsPanel) -> None:
    shown = [each.text() for each in problems.findChildren(QLabel) if each.isVisible()]
    assert say("shell_source.calm") in shown


def test_a_problem_leads_to_its_line(problems: ProblemsPanel, qtbot: QtBot) -> None:
    found = read(BLUEPRINT.replace("text", "txt")).diagnostics
    problems.show_troubles((*(trouble_of(each) for each in found), PAGE))
    rows = problems.findChild(QListWidget)
    rows.setCurrentRow(0)
    with qtbot.waitSignal(problems.line_wanted) as wanted:
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert wanted.args == [4]
    room: QRect = rows.visualItemRect(rows.item(0))
    with qtbot.waitSignal(problems.line_wanted) as wanted:
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=room.center())
        qtbot.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=room.center())
    assert wanted.args == [4]


def test_a_problem_without_a_line_leads_nowhere(problems: ProblemsPanel, qtbot: QtBot) -> None:
    problems.show_troubles((PAGE,))
    rows = problems.findChild(QListWidget)
    rows.setCurrentRow(0)
    with qtbot.assertNotEmitted(problems.line_wanted):
        qtbot.keyClick(rows, Qt.Key.Key_Return)


def test_the_same_problem_is_listed_once_and_counted(problems: ProblemsPanel) -> None:
    counts: list[int] = []
    problems.count_changed.connect(counts.append)
    problems.add_trouble(PAGE)
    problems.add_trouble(PAGE)
    problems.show_troubles(())
    assert counts == [1, 0]


def test_all_problems_are_copied_with_where_they_are(problems: ProblemsPanel, qtbot: QtBot) -> None:
    problems.show_troubles((Trouble("One."), PAGE))
    button = next(
        each
        for each in problems.findChildren(QPushButton)
        if each.accessibleName() == say("shell_source.copy_all_name")
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == f"One.\n{PAGE.where}: {PAGE.sentence}"


def test_who_reads_with_their_ears_hears_how_bad_it_is(problems: ProblemsPanel) -> None:
    problems.show_troubles((PAGE,))
    heard = problems.findChild(QListWidget).item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith(say("shell_source.severity_warning"))
    assert PAGE.sentence in heard


def test_panels_can_be_dressed_for_the_night(panel: CodePanel, problems: ProblemsPanel) -> None:
    panel.dress(Look(DARK))
    problems.dress(Look(DARK))
    assert panel.file.text
