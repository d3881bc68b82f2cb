"""The records of an app as a table, in the words of somebody who keeps a shed's tools."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from made_projects import make_project, record, tell
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.records import DATABASE_FILE, open_records
from desktop.records.connecting import connect
from desktop.shell.data.panel import DataPanel
from desktop.shell.errands import Errands
from desktop.shell.look import Look
from desktop.workspace import Project

SHED = """\
app "Shed"

entity Friend
  name: text, required, unique
  photo: image

entity Tool
  name: text, required
  kind: choice Garden | Wood | Metal
  price: money €
  notes: long text

entity Loan
  tool: to Tool
  helpers: many Friend
  since: date
  days: number days, min 1, max 60
  back: yes/no
  stars: rating
  weeks = days / 7

page Loans
  table of Loan
  table of Tool
  table of Friend
"""


def fill(folder: Path) -> None:
    friends = [record("Friend", at, name=name) for at, name in enumerate(("Anna", "Björn", "Chloé"))]
    tools = [
        record("Tool", at, name=name, kind=kind, price=12.5 * (at + 1), notes="Oil it.\nOften.")
        for at, (name, kind) in enumerate((("Saw", "Wood"), ("Axe", "Wood"), ("Spade", "Garden")))
    ]
    loans = [
        record("Loan", at, tool=f"t-{at}", since=f"2026-03-0{at + 1}", days=7.0 * (at + 1), back=at == 1)
        for at in range(3)
    ]
    tell(folder, SHED, do="begin", put=[*friends, *tools, *loans])


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = make_project(tmp_path / "shed", SHED)
    fill(made.folder)
    return made


@pytest.fixture
def open_panel(qtbot: QtBot, errands: Errands):
    def make(project: Project | None, width: int = 1000) -> Shown:
        panel = DataPanel(errands)
        qtbot.addWidget(panel)
        panel.resize(width, 640)
        panel.dress(Look("light"))
        panel.show()
        qtbot.waitExposed(panel)
        if project is not None:
            panel.show_project(project)
        shown = Shown(panel, qtbot)
        shown.settle()
        return shown

    return make


@pytest.fixture
def shown(open_panel, project) -> Shown:
    return open_panel(project)


class Shown:
    """The panel, used as a person would."""

    def __init__(self, panel: DataPanel, qtbot: QtBot) -> None:
        self.panel, self.qtbot = panel, qtbot
        self.table = self.named("Records", QTableView)

    def settle(self) -> None:
        """Wait until nothing is under way, and what came of it is shown."""
        for _ in range(2):
            self.qtbot.wait(15)
            self.qtbot.waitUntil(lambda: self.panel.idle)

    def named(self, name: str, kind: type = QPushButton) -> QWidget:
        found = [each for each in self.panel.findChildren(kind) if each.accessibleName() == name]
        return next((each for each in found if each.isVisible()), found[0] if found else None)

    def press(self, words: str) -> None:
        """Press a button by its words."""
        buttons = [each for each in self.panel.findChildren(QPushButton) if each.isVisible()]
        self.qtbot.mouseClick(
            next(each for each in buttons if each.text() == words), Qt.MouseButton.LeftButton
        )
        self.settle()

    def choose(self, name: str) -> None:
        """Choose a kind of record on the left."""
        tables = self.named("Kinds of records", QListWidget)
        tables.setCurrentItem(tables.findItems(name, Qt.MatchFlag.MatchExactly)[0])
        self.settle()

    @property
    def heads(self) -> list[str]:
        model = self.table.model()
        return [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]

    def at(self, row: int, column: str) -> QModelIndex:
        return self.table.model().index(row, self.heads.index(column))

    def column(self, name: str) -> list[str]:
        return [self.at(row, name).data() for row in range(self.table.model().rowCount())]

    def go_to(self, row: int, column: str) -> None:
        index = self.at(row, column)
        self.table.scrollTo(index)
        place = self.table.visualRect(index).center()
        self.qtbot.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, pos=place + QPoint(8, 0))

    def write(self, row: int, column: str, words: str) -> None:
        """Type words into a cell and press Enter."""
        self.go_to(row, column)
        self.qtbot.keyClick(self.table, Qt.Key.Key_F2)
        editor = self.editor
        editor.selectAll()
        self.qtbot.keyClicks(editor, words)
        self.settle()
        self.qtbot.keyClick(editor, Qt.Key.Key_Return)
        self.settle()

    @property
    def editor(self) -> QLineEdit:
        found = self.table.viewport().findChildren(QLineEdit)
        return next(each for each in found if each.isVisible())

    def find(self, words: str) -> None:
        box = self.named("Find records that have these words in them", QLineEdit)
        box.setText(words)
        self.qtbot.wait(300)
        self.settle()

    @property
    def news(self) -> str:
        return self.panel._footer.news


def kept(project: Project, entity: str) -> list[dict]:
    """What the database has."""
    with closing(open_records(project.folder)) as database:
        rows = database.read(entity)
    return [dict(zip(rows.fields, row[2:], strict=True)) for row in rows.rows]


# --- looking ----------------------------------------------------------------------------------------


def test_nothing_is_open(open_panel):
    """Without an app the panel says what will be here."""
    assert "No app is open" in open_panel(None).panel._pages._empty.words


def test_an_app_that_keeps_nothing(open_panel, tmp_path):
    """An app without records is no mistake; no file is made for it."""
    made = make_project(tmp_path / "timer", 'app "Timer"\n\npage Go\n  text "Go"\n')
    assert "keeps nothing" in open_panel(made).panel._pages._empty.words
    assert not (made.folder / DATABASE_FILE).exists()


def test_tables_are_listed_with_their_counts(shown):
    """On the left stands what the app keeps, and how much of it."""
    tables = shown.named("Kinds of records", QListWidget)
    spoken = [tables.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(tables.count())]
    assert spoken == ["Friend (3)", "Tool (3)", "Loan (3)"]
    assert shown.column("name") == ["Anna", "Björn", "Chloé"]


def test_records_read_as_a_person_says_them(shown):
    """References have names, days are days, and what is worked out is shown and cannot be typed."""
    shown.choose("Loan")
    assert shown.column("tool") == ["Saw", "Axe", "Spade"]
    assert shown.column("since")[0] == "1 Mar 2026"
    assert shown.column("weeks") == ["1", "2", "3"]
    assert not shown.at(0, "weeks").flags() & Qt.ItemFlag.ItemIsEditable
    shown.choose("Tool")
    assert shown.column("price")[0] == "12.5 €"


def test_sorted_by_a_column(shown, qtbot):
    """A click on a head sorts, a second one turns it round, a third brings the first order back."""
    shown.choose("Tool")
    head = shown.table.horizontalHeader()
    place = QPoint(head.sectionPosition(0) + 20, head.height() // 2)
    orders = []
    for _ in range(3):
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
        shown.settle()
        orders.append(shown.column("name"))
    assert orders == [["Axe", "Saw", "Spade"], ["Spade", "Saw", "Axe"], ["Saw", "Axe", "Spade"]]


def test_found_by_words(shown, qtbot):
    """What is looked for is found; where nothing is, the next step is there."""
    shown.choose("Tool")
    shown.find("spa")
    assert shown.column("name") == ["Spade"] and shown.panel._footer.count == "1 found"
    shown.find("nothing")
    assert "No record has “nothing” in it." in shown.panel._pages._no_rows.words
    shown.press("Show all")
    qtbot.wait(300)
    shown.settle()
    assert len(shown.column("name")) == 3


def test_narrow_has_a_box_to_choose_from(open_panel, project, qtbot):
    """In a narrow window a box takes the place of the list, and the rarer tools are in a menu."""
    narrow = open_panel(project, width=520)
    box = narrow.named("Kinds of records", QComboBox)
    assert box.isVisible() and narrow.named("More to do with the records").isVisible()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    box.activated.emit(box.currentIndex())
    narrow.settle()
    assert narrow.column("name") == ["Saw", "Axe", "Spade"]


def test_the_page_writes_and_it_is_seen(shown, project, qtbot):
    """What the app in the preview writes is seen within two seconds."""
    tell(project.folder, SHED, do="write", put=[record("Friend", 9, name="Dmitri")], remove=[])
    qtbot.waitUntil(lambda: shown.column("name")[-1] == "Dmitri", timeout=4000)


def test_pictures_are_small(shown, project, qtbot, tmp_path):
    """A picture is shown small in its cell, and another can be chosen beside the table."""
    picture = QImage(2000, 1000, QImage.Format.Format_RGB32)
    picture.fill(QColor("#336699"))
    assert picture.save(str(tmp_path / "anna.png"))
    shown.go_to(0, "photo")
    qtbot.keyClick(shown.table, Qt.Key.Key_Return)
    shown.settle()
    shown.press("Choose a picture…")
    chooser = shown.panel.findChild(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "anna.png"))
    chooser.close()
    qtbot.waitUntil(lambda: str(kept(project, "Friend")[0]["photo"]).startswith("data:image/jpeg"))
    shown.settle()
    small = shown.at(0, "photo").data(Qt.ItemDataRole.DecorationRole)
    assert isinstance(small, QImage) and small.width() <= 88
    shown.press("Remove")
    assert kept(project, "Friend")[0]["photo"] is None


# --- writing ----------------------------------------------------------------------------------------


def test_a_cell_is_written(shown, project, qtbot):
    """What is typed is in the database, and can be taken back."""
    shown.choose("Tool")
    with qtbot.waitSignal(shown.panel.records_changed):
        shown.write(0, "price", "20")
    assert kept(project, "Tool")[0]["price"] == 20 and shown.column("price")[0] == "20 €"
    shown.press("Undo")
    assert kept(project, "Tool")[0]["price"] == 12.5 and shown.column("price")[0] == "12.5 €"


def test_what_is_worked_out_follows(shown):
    """A worked-out value is new as soon as what it is made of is."""
    shown.choose("Loan")
    shown.write(0, "days", "14")
    assert shown.column("weeks")[0] == "2"


def test_a_box_is_ticked(shown, project, qtbot):
    """Yes or no is a box to tick, with the mouse or the space bar."""
    shown.choose("Loan")
    index = shown.at(0, "back")
    place = shown.table.visualRect(index)
    qtbot.mouseClick(
        shown.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.left() + 18, place.center().y())
    )
    shown.settle()
    assert kept(project, "Loan")[0]["back"] is True
    qtbot.keyClick(shown.table, Qt.Key.Key_Space)
    shown.settle()
    assert kept(project, "Loan")[0]["back"] is False


def test_a_day_is_picked_or_typed(shown, project, qtbot):
    """A day is typed in any way, or picked from the calendar beneath."""
    shown.choose("Loan")
    shown.write(0, "since", "24 December 2026")
    assert kept(project, "Loan")[0]["since"] == "2026-12-24"
    shown.go_to(1, "since")
    qtbot.keyClick(shown.table, Qt.Key.Key_F2)
    calendar = next(each for each in shown.panel.findChildren(QCalendarWidget) if each.isVisible())
    assert calendar.selectedDate().toString("yyyy-MM-dd") == "2026-03-02"
    calendar.clicked.emit(calendar.selectedDate().addDays(3))
    shown.settle()
    assert kept(project, "Loan")[1]["since"] == "2026-03-05"


def test_a_choice_is_picked(shown, project, qtbot):
    """A choice is narrowed by typing, and Enter takes what is lit."""
    shown.choose("Tool")
    shown.write(0, "kind", "gar")
    assert kept(project, "Tool")[0]["kind"] == "Garden"


def test_a_reference_is_picked_by_its_name(shown, project, qtbot):
    """Who is meant is found by name; several are ticked one after the other."""
    shown.choose("Loan")
    shown.write(0, "tool", "spa")
    assert kept(project, "Loan")[0]["tool"] == "t-2" and shown.column("tool")[0] == "Spade"
    shown.go_to(0, "helpers")
    qtbot.keyClick(shown.table, Qt.Key.Key_F2)
    editor = shown.editor
    for name in ("bjorn", "anna"):
        qtbot.keyClicks(editor, name)
        shown.settle()
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        shown.settle()
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    shown.settle()
    assert kept(project, "Loan")[0]["helpers"] == ("f-1", "f-0")


def test_a_long_text_has_a_sheet(shown, project, qtbot):
    """A long text is written beside the table, and is kept when one leaves it."""
    shown.choose("Tool")
    shown.go_to(0, "notes")
    qtbot.keyClick(shown.table, Qt.Key.Key_Return)
    shown.settle()
    sheet = shown.named("notes", QPlainTextEdit)
    assert sheet.toPlainText() == "Oil it.\nOften."
    sheet.selectAll()
    qtbot.keyClicks(sheet, "It hangs outside.")
    qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    assert not sheet.isVisible() and kept(project, "Tool")[0]["notes"] == "It hangs outside."


@pytest.mark.parametrize(
    ("table", "column", "words", "why"),
    [
        ("Friend", "name", "anna", "Another record has this already."),
        ("Loan", "days", "99", "This must be at most 60."),
        ("Loan", "days", "many", "This is no number that the field can hold."),
        ("Loan", "since", "soon", "This is no date that the field can hold."),
    ],
)
def test_what_the_app_refuses_stays_to_be_mended(shown, project, qtbot, table, column, words, why):
    """A refused value stays in its cell with the reason below it; Esc puts back what was there."""
    shown.choose(table)
    before = kept(project, table)
    was = shown.column(column)[1]
    shown.write(1, column, words)
    assert shown.column(column)[1] == words
    assert kept(project, table) == before
    assert shown.table._why.isVisible() and shown.table._why._words.text() == why
    qtbot.keyClick(shown.table, Qt.Key.Key_Escape)
    assert shown.column(column)[1] == was and not shown.table._why.isVisible()


def test_refused_words_outlive_a_look_elsewhere(shown):
    """Who goes to another table and comes back finds what they typed."""
    shown.choose("Loan")
    shown.write(0, "days", "99")
    shown.choose("Tool")
    shown.choose("Loan")
    assert shown.column("days")[0] == "99"


def test_a_record_is_added(shown, project, qtbot):
    """A new record is a line at the end, kept as soon as all is there that has to be."""
    shown.choose("Tool")
    shown.press("Add")
    qtbot.keyClick(shown.editor, Qt.Key.Key_Escape)
    shown.write(3, "price", "9")
    assert shown.news == "Kept as soon as this is filled in: name." and len(kept(project, "Tool")) == 3
    shown.write(3, "name", "Rake")
    assert kept(project, "Tool")[3]["name"] == "Rake" and kept(project, "Tool")[3]["price"] == 9
    assert shown.panel._footer.count == "4 records"


def test_an_empty_new_line_goes_by_itself(shown, qtbot):
    """Who adds a record and writes nothing leaves nothing behind."""
    shown.choose("Tool")
    shown.press("Add")
    qtbot.keyClick(shown.editor, Qt.Key.Key_Escape)
    shown.go_to(0, "price")
    qtbot.waitUntil(lambda: shown.table.model().rowCount() == 3)


def test_records_are_deleted_and_come_back(shown, project, qtbot):
    """Deleting needs no question, because it can be taken back, with all that referred to it."""
    before = kept(project, "Loan")
    shown.choose("Tool")
    shown.table.selectRow(0)
    qtbot.keyClick(shown.table, Qt.Key.Key_Delete)
    shown.settle()
    assert shown.news == "Deleted." and shown.column("name") == ["Axe", "Spade"]
    assert kept(project, "Loan")[0]["tool"] is None
    qtbot.keyClick(shown.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    assert shown.column("name") == ["Saw", "Axe", "Spade"] and kept(project, "Loan") == before


def test_cells_are_emptied(shown, project, qtbot):
    """The delete key empties cells; a record goes only as a whole line."""
    shown.choose("Tool")
    shown.go_to(0, "price")
    qtbot.keyClick(shown.table, Qt.Key.Key_Delete)
    shown.settle()
    assert kept(project, "Tool")[0]["price"] is None and len(kept(project, "Tool")) == 3


# --- a spreadsheet ----------------------------------------------------------------------------------


def test_rows_are_copied(shown, qtbot):
    """What is selected goes to a spreadsheet, cell by cell."""
    shown.choose("Tool")
    shown.table.selectAll()
    qtbot.keyClick(shown.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == 'Saw\tWood\t12.5\t"Oil it.' and shown.news == "3 records copied."


def test_rows_are_pasted(shown, project, qtbot):
    """Cells come over cells; what reaches below the last line is new, and what does not fit stays to be mended."""
    shown.choose("Tool")
    QGuiApplication.clipboard().setText("Shovel\tGarden\t5\nHoe\tGarden\t6\nFile\tPaper\t7\n")
    shown.go_to(2, "name")
    qtbot.keyClick(shown.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    assert [each["name"] for each in kept(project, "Tool")] == ["Saw", "Axe", "Shovel", "Hoe"]
    assert shown.column("name") == ["Saw", "Axe", "Shovel", "Hoe", "File"]
    shown.write(4, "kind", "Metal")
    assert kept(project, "Tool")[4] == {"name": "File", "kind": "Metal", "price": 7.0, "notes": None}


def test_a_file_is_looked_at_first(shown, project, qtbot, tmp_path):
    """Before a table comes in, one sees which column goes where and what does not fit; and it can go out again."""
    shown.choose("Loan")
    file = tmp_path / "loans.csv"
    file.write_text("tool,Days,who\nSaw,3,me\nHammer,4,me\nAxe,99,me\n", encoding="utf-8")
    shown.press("Bring in…")
    chooser = shown.panel.findChild(QFileDialog)
    chooser.fileSelected.emit(str(file))
    chooser.close()
    page = shown.panel._files.page
    qtbot.waitUntil(lambda: "fits" in page.told)
    assert page.told == "1 row fits. 2 do not fit and stay out."
    goes = [page._columns.item(row, 1).text() for row in range(3)]
    assert goes == ["tool", "days", "nowhere: the app has no such field"]
    assert page._unfit.item(1, 3).text() == "this must be at most 60"
    assert len(kept(project, "Loan")) == 3
    shown.press("Bring in 1")
    qtbot.waitUntil(lambda: len(kept(project, "Loan")) == 4)
    shown.settle()
    assert shown.news == "1 records from “loans.csv” are in." or "from “loans.csv”" in shown.news
    shown.press("Undo")
    assert len(kept(project, "Loan")) == 3


def test_a_file_goes_out(shown, tmp_path, qtbot):
    """A table is written as CSV, everything as JSON; nothing is written over."""
    shown.choose("Tool")
    place = tmp_path / "tools.csv"
    shown.panel._files.hand_out_table(place)
    qtbot.waitUntil(lambda: "tools.csv" in shown.news)
    assert place.read_text(encoding="utf-8-sig").splitlines()[0] == "name,kind,price,notes"
    shown.panel._files.hand_out_table(place)
    qtbot.waitUntil(lambda: "is there already" in shown.news)
    shown.panel._files.hand_out_all(tmp_path / "all.json")
    qtbot.waitUntil(lambda: "all.json" in shown.news)
    assert len(json.loads((tmp_path / "all.json").read_text())["records"]) == 9


def test_a_check_says_that_all_is_whole(shown, qtbot):
    """A look over the records ends in a sentence above the table."""
    shown.press("Check")
    qtbot.waitUntil(lambda: shown.panel._findings.isVisible())
    assert shown.panel._findings.words == "The records are whole: 9 in all."


# --- trouble ----------------------------------------------------------------------------------------


def test_a_busy_database_is_tried_again(shown, project, qtbot):
    """While another program writes, what was typed stays in its cell, and one press tries again."""
    shown.choose("Tool")
    with closing(connect(project.folder / DATABASE_FILE)) as other:
        other.execute("BEGIN IMMEDIATE")
        shown.go_to(0, "name")
        qtbot.keyClick(shown.table, Qt.Key.Key_F2)
        qtbot.keyClicks(shown.editor, "Handsaw")
        with qtbot.waitSignal(shown.panel.failed, timeout=8000):
            qtbot.keyClick(shown.editor, Qt.Key.Key_Return)
        assert shown.column("name")[0] == "Handsaw" and "Another program" in shown.news
        other.execute("ROLLBACK")
    shown.press("Try again")
    assert kept(project, "Tool")[0]["name"] == "Handsaw"


def test_damaged_records_are_said(open_panel, tmp_path):
    """A file that is no database is a sentence, and stays as it was."""
    made = make_project(tmp_path / "broken", SHED)
    (made.folder / DATABASE_FILE).write_bytes(b"not a database at all, but long enough to be read " * 40)
    broken = open_panel(made)
    assert "damaged" in broken.panel._pages._empty.words
    assert (made.folder / DATABASE_FILE).read_bytes().startswith(b"not a database")


def test_passwords_are_never_shown(open_panel, tmp_path):
    """People are records like others; what they sign in with is none, and is shown nowhere."""
    text = SHED.replace('app "Shed"\n', 'app "Shed"\n  accounts Keeper | Member\n', 1)
    made = make_project(tmp_path / "people", text)
    tell(made.folder, text, do="begin", put=[record("Person", 1, name="Anna")])
    tell(made.folder, text, do="remember", name="private passwords", value={"x": "secret-hash"})
    people = open_panel(made)
    people.choose("Person")
    shown = [people.column(head) for head in people.heads]
    assert "Anna" in str(shown) and "secret-hash" not in str(shown) and "password" not in str(people.heads)


def test_a_hundred_thousand_records_are_calm(open_panel, tmp_path, qtbot):
    """A very long table opens, scrolls to its end, and holds the window up for less than a blink."""
    made = make_project(tmp_path / "many", SHED)
    for start in range(0, 100_000, 50_000):
        put = [record("Tool", at, name=f"Tool {at}", price=float(at)) for at in range(start, start + 50_000)]
        tell(made.folder, SHED, do="write", put=put, remove=[])
    many = open_panel(made)
    many.choose("Tool")
    qtbot.waitUntil(lambda: many.table.model().rowCount() == 100_000, timeout=20_000)
    many.table.scrollToBottom()
    many.table.viewport().repaint()
    qtbot.waitUntil(lambda: many.at(99_999, "name").data() == "Tool 99999", timeout=10_000)


def test_every_control_has_a_name(shown):
    """Whoever hears the window instead of seeing it hears what each control is."""
    for kind in (QPushButton, QLineEdit, QTableView, QListWidget, QComboBox):
        for each in shown.panel.findChildren(kind):
            inside = each.parent() is not None and each.parent().inherits("QComboBox")
            assert inside or each.accessibleName() or getattr(each, "text", str)(), each
