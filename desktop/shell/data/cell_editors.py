"""What a cell is written in: plain words, a number with its unit, a day with a calendar.

Each is a line of text, so that everything can be typed; what floats beneath only helps. An editor says what
was put in as an `Entry`, and judges nothing: whether it fits is for the app's rules to say.
"""

from __future__ import annotations

from PySide6.QtCore import QDate, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QShowEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolButton, QWidget

from desktop.messages import say
from desktop.records.cells import read_cell
from desktop.shell.data import in_words
from desktop.shell.data.beneath import Beneath
from desktop.shell.data.entry import Entry
from desktop.shell.look import Look, icon

_CALENDAR = QSize(308, 230)


class WordsEditor(QLineEdit):
    """One line of words.

    Signals:
        picked: Something was chosen with the mouse, and nothing more is to be said.
    """

    picked = Signal()

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setAccessibleName(say("shell_data.editor_name", column=name))

    def fill(self, words: str) -> None:
        """Show what stands in the cell."""
        self.setText(words)
        self.selectAll()

    def entry(self) -> Entry:
        """What was put in."""
        return Entry(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the arrows: the table would go to another row."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._step(event.key())
            event.accept()
            return
        super().keyPressEvent(event)

    def _step(self, key: int) -> None:
        """An arrow was pressed."""


class NumberEditor(WordsEditor):
    """A number; its unit stands behind it and need not be typed."""

    def __init__(self, parent: QWidget, name: str, unit: str) -> None:
        super().__init__(parent, name)
        self._unit = unit
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if unit:
            self.setTextMargins(0, 0, self.fontMetrics().horizontalAdvance(unit) + 8, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the unit behind the number."""
        super().paintEvent(event)
        if self._unit:
            painter = QPainter(self)
            painter.setPen(self.palette().placeholderText().color())
            place = QRect(self.rect()).adjusted(0, 0, -6, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._unit)
            painter.end()


class DateEditor(WordsEditor):
    """A day, typed as one likes or picked from a calendar; `with_time` keeps the hour that was typed."""

    def __init__(self, parent: QWidget, name: str, look: Look, with_time: bool) -> None:
        super().__init__(parent, name)
        self._with_time = with_time
        self.setPlaceholderText(say("shell_data.moment_hint" if with_time else "shell_data.date_hint"))
        self._calendar = _calendar(look)
        self._beneath = Beneath(self, self._calendar)
        self._calendar.clicked.connect(self._on_day_clicked)
        self.textEdited.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Open the calendar with the editor."""
        super().showEvent(event)
        self._follow(self.text())
        self._beneath.open()

    def _step(self, key: int) -> None:
        days = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -7, Qt.Key.Key_PageDown: 7}[
            Qt.Key(key)
        ]
        day = self._day() or QDate.currentDate().addDays(-days)
        self._put(day.addDays(days))

    def _follow(self, _text: str) -> None:
        day = self._day()
        if day is not None:
            self._calendar.setSelectedDate(day)

    def _day(self) -> QDate | None:
        type_ = "date and time" if self._with_time else "date"
        found = read_cell(self.text(), type_, in_words.habits())
        day = QDate.fromString(str(found or "")[:10], "yyyy-MM-dd")
        return day if day.isValid() else None

    def _put(self, day: QDate) -> None:
        time = self.text().partition(" ")[2] if self._with_time else ""
        self.setText(" ".join(filter(None, (day.toString("yyyy-MM-dd"), time))))
        self._calendar.setSelectedDate(day)

    def _on_day_clicked(self, day: QDate) -> None:
        self._put(day)
        if not self._with_time:
            self.picked.emit()


def _calendar(look: Look) -> QCalendarWidget:
    """A calendar in the window's colours; it leaves the keyboard to the line that it stands beneath."""
    calendar = QCalendarWidget()
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
    calendar.setAccessibleName(say("shell_data.calendar_name"))
    calendar.setMinimumSize(_CALENDAR)
    plain, head = QTextCharFormat(), QTextCharFormat()
    plain.setForeground(QColor(look.colour("ink")))
    head.setForeground(QColor(look.colour("ink_faint")))
    calendar.setHeaderTextFormat(head)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, plain)
    for part in calendar.findChildren(QWidget):
        part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if part.objectName() == "qt_calendar_navigationbar":
            colours = part.palette()
            colours.setColor(colours.ColorRole.Highlight, QColor(look.colour("raised")))
            part.setPalette(colours)
    for name, drawing in (("prevmonth", "chevron-left"), ("nextmonth", "chevron-right")):
        button = calendar.findChild(QToolButton, f"qt_calendar_{name}")
        if button is not None:
            button.setIcon(icon(drawing, look.colour("ink_soft")))
    for button in calendar.findChildren(QToolButton):
        button.setProperty("role", "quiet")
    return calendar
