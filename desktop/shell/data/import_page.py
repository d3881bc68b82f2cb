"""Before a file is brought in: which column goes where, how many rows fit, and why the others do not."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.messages import say
from desktop.records import Imported
from desktop.shell.elided_label import ElidedLabel
from desktop.shell.look import L, Look, M, S, font, icon
from desktop.shell.wrapped_label import WrappedLabel

MOST_TOLD = 500
_ROW_PX, _ROWS_SHOWN = 30, 6


class ImportPage(QWidget):
    """Shows what would come of a file, and brings it in only when the person says so.

    Signals:
        table_chosen: Into which table the rows shall go.
        accepted: Bring it in.
        dismissed: Do not.
    """

    table_chosen = Signal(str)
    accepted = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel()
        self._title.setFont(font("lead", strong=True))
        self._into_label = QLabel(say("shell_data.import_into"))
        self._into_label.setProperty("role", "soft")
        self._into = QComboBox()
        self._into.setAccessibleName(say("shell_data.import_into_name"))
        self._into.activated.connect(lambda row: self.table_chosen.emit(self._into.itemText(row)))
        self._into_label.setBuddy(self._into)
        self._told = WrappedLabel()
        self._told.setFont(font("body"))
        self._columns = _table("shell_data.import_columns_name", ("import_column", "import_field"))
        self._unfit_title = self._heading("import_unfit")
        self._unfit = _table(
            "shell_data.import_unfit", ("import_row", "import_column", "import_value", "import_reason")
        )
        self._columns_title = self._heading("import_columns")
        self._accept = QPushButton(say("shell_data.import_accept", count=0))
        self._accept.setProperty("role", "main")
        self._accept.clicked.connect(self.accepted)
        self._dismiss = QPushButton(say("shell_data.import_dismiss"))
        self._dismiss.clicked.connect(self.dismissed)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.dismissed)
        self._arrange()

    @property
    def told(self) -> str:
        """What is said of the file."""
        return self._told.text()

    def begin(self, file: Path, tables: tuple[str, ...], current: str) -> None:
        """Begin with a file, before anything is known of it."""
        self._title.say_this(say("shell_data.import_title", file=file.name))
        with QSignalBlocker(self._into):
            self._into.clear()
            self._into.addItems(list(tables))
            self._into.setCurrentText(current)
        self._say(say("shell_data.import_looking"))

    def show_found(self, found: Imported) -> None:
        """Show what would come of it."""
        count = sum(number for _, number in found.counts)
        is_table = bool(found.columns)
        self._into.setVisible(is_table)
        self._into_label.setVisible(is_table)
        lines = [
            say("shell_data.import_fit_one" if count == 1 else "shell_data.import_fit", count=f"{count:,}")
        ]
        lines += [say("shell_data.import_there", count=found.there)] if found.there else []
        lines += [say("shell_data.import_unfit_count", count=len(found.unfit))] if found.unfit else []
        self._say(" ".join(lines))
        nowhere = say("shell_data.import_nowhere")
        _fill(self._columns, [(name, field or nowhere) for name, field in found.columns])
        _fill(
            self._unfit,
            [(str(each.row), each.field, each.value, each.reason) for each in found.unfit[:MOST_TOLD]],
        )
        for each in (self._columns_title, self._columns):
            each.setVisible(is_table)
        for each in (self._unfit_title, self._unfit):
            each.setVisible(bool(found.unfit))
        self._accept.setText(say("shell_data.import_accept", count=f"{count:,}"))
        self._accept.setEnabled(bool(count))
        (self._accept if count else self._dismiss).setFocus()

    def show_problem(self, sentence: str) -> None:
        """Say why nothing can be brought in; another table may take it."""
        self._say(sentence)

    def show_busy(self) -> None:
        """It is being brought in."""
        self._accept.setEnabled(False)
        self._told.setText(say("shell_data.import_writing"))

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._dismiss.setIcon(icon("close", look.colour("ink_soft")))

    def _say(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._accept.setText(say("shell_data.import_accept", count=0))
        self._accept.setEnabled(False)
        for each in (self._columns, self._columns_title, self._unfit, self._unfit_title):
            each.hide()

    def _heading(self, key: str) -> QLabel:
        heading = QLabel(say(f"shell_data.{key}"))
        heading.setProperty("role", "section")
        heading.setFont(font("small", strong=True))
        return heading

    def _arrange(self) -> None:
        into = QHBoxLayout()
        into.setSpacing(S)
        into.addWidget(self._into_label)
        into.addWidget(self._into)
        into.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addStretch(1)
        buttons.addWidget(self._dismiss)
        buttons.addWidget(self._accept)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(L, L, L, M)
        rows.setSpacing(M)
        rows.addWidget(self._title)
        rows.addLayout(into)
        rows.addWidget(self._told)
        rows.addWidget(self._columns_title)
        rows.addWidget(self._columns)
        rows.addWidget(self._unfit_title)
        rows.addWidget(self._unfit)
        rows.addStretch(1)
        rows.addLayout(buttons)


def _table(name: str, heads: tuple[str, ...]) -> QTableWidget:
    table = QTableWidget(0, len(heads))
    table.setHorizontalHeaderLabels([say(f"shell_data.{head}") for head in heads])
    table.setAccessibleName(say(name))
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.verticalHeader().setDefaultSectionSize(_ROW_PX)
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    table.horizontalHeader().setDefaultSectionSize(150)
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    if len(heads) > 2:
        table.setColumnWidth(0, 64)
    return table


def _fill(table: QTableWidget, rows: list[tuple[str, ...]]) -> None:
    table.setRowCount(len(rows))
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            item = QTableWidgetItem(words)
            item.setToolTip(words)
            table.setItem(row, column, item)
    # As high as what it says, and scrolling from there on.
    shown = min(len(rows), _ROWS_SHOWN)
    table.setFixedHeight(table.horizontalHeader().sizeHint().height() + shown * _ROW_PX + S)
