"""The records of an app: joins the tables on the left, the table, what is said below it, and its errands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.data.cell_sheet import CellSheet
from desktop.shell.data.coming_and_going import ComingAndGoing
from desktop.shell.data.deeds import Deeds
from desktop.shell.data.desk import Outcome, Tables, View
from desktop.shell.data.entity_picker import EntityPicker
from desktop.shell.data.findings import Findings
from desktop.shell.data.footer import Footer
from desktop.shell.data.pages import Pages
from desktop.shell.data.table_model import TableModel
from desktop.shell.data.table_view import TableView
from desktop.shell.data.toolbar import Toolbar
from desktop.shell.data.watch import Watch
from desktop.shell.data.work import Work
from desktop.shell.errands import Errands
from desktop.shell.look import Look, M, S
from desktop.workspace import Project


class DataPanel(QWidget):
    """Shows what an app keeps, and lets the person change it.

    Signals:
        records_changed: Something was written from here; the page in the preview sees it by itself.
        failed: A sentence about what could not be done; it stands below the table as well.
    """

    records_changed = Signal()
    failed = Signal(str)

    def __init__(self, errands: Errands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._tables = Tables((), 0)
        self._again = self.refresh
        self._order = ("", False)
        self._seen = ""
        self._model = TableModel()
        self._table = TableView(self._model, lambda *asked: self._work.offers(*asked))
        self._work = Work(errands, self._model, self._rows_in_sight, self)
        self._watch = Watch(errands, self)
        self._kinds = EntityPicker()
        self._bar, self._footer, self._findings = Toolbar(), Footer(), Findings()
        self._sheet = CellSheet(self._model, self._work, errands)
        self._files = ComingAndGoing(errands, self)
        self._pages = Pages(self._table, self._sheet, self._files.page)
        self._deeds = Deeds(self._table, self._model, self._work)
        self._arrange()
        self._connect()
        self._say_empty("no_app")

    # --- what others may ask ------------------------------------------------------------------------

    def show_project(self, project: Project) -> None:
        """Show the records of an app; of the same app again, what has changed."""
        is_same = self._project is not None and self._project.folder == project.folder
        self._project = project
        if not is_same:
            self._tables = Tables((), 0)
            self._sheet.close_silently()
            self._begin()
        self._work.show_folder(project.folder)
        self._watch.show_folder(project.folder)
        self._files.show_folder(project.folder)
        if self.isVisible():
            self.refresh()
            self._watch.run(True)

    def refresh(self) -> None:
        """Look at everything again."""
        self._work.count()
        self._work.look_again()

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return self._work.idle

    def take_focus(self) -> None:
        """Put the keyboard into the table."""
        (self._table if self._pages.has_tables else self._bar.search).setFocus()

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        parts = (self._model, self._table, self._kinds, self._bar, self._pages)
        for part in (*parts, self._sheet, self._findings, self._files.page):
            part.dress(look)

    # --- Qt asks ------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look again: much may have happened while nobody was looking."""
        super().showEvent(event)
        self._kinds.fit(self.width())
        if self._project is not None:
            self.refresh()
            self._watch.run(True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Look no more while nobody can see it."""
        super().hideEvent(event)
        self._watch.run(False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the tables beside or above the table."""
        super().resizeEvent(event)
        self._kinds.fit(self.width())

    # --- wishes -------------------------------------------------------------------------------------

    def _choose(self, entity: str) -> None:
        if entity != self._work.entity:
            self._sheet.leave()
            self._begin()
            self._work.show_table(entity)
            self._show_tables()

    def _show_again(self) -> None:
        self._work.show_table(self._work.entity, self._bar.search.text(), *self._order)

    def _on_order_wanted(self, by: str, descending: bool) -> None:
        self._order = (by, descending)
        self._show_again()

    def _add(self) -> None:
        if self._model.columns:
            self._bar.clear_words()
            self._pages.show_board()
            self._deeds.add()

    # --- news ---------------------------------------------------------------------------------------

    def _on_tables_known(self, tables: Tables) -> None:
        self._tables = tables
        self._watch.know(tables.revision)
        names = [each.name for each in tables.tables]
        self._files.show_tables(tuple(names))
        self._bar.allow(bool(names))
        if not names:
            self._say_empty("keeps_nothing")
            return
        if self._work.entity not in names:
            self._work.show_table(names[0])
        self._show_tables()
        if not self._pages.has_tables:
            self._pages.show_board()

    def _on_view_known(self, view: View) -> None:
        self._table.show_table(self._model, is_new=view.entity != self._seen)
        self._seen = view.entity
        if not self._pages.has_file:
            self._show_rows()
        self._say_count()

    def _on_happened(self, sentence: str, tone: str, can_undo: bool) -> None:
        self._footer.say_this(sentence, tone, can_undo=can_undo)
        self._say_count()

    def _on_failed(self, sentence: str, again: object) -> None:
        self._again = again if callable(again) else self.refresh
        self._footer.say_this(sentence, "bad", again=True)
        self.failed.emit(sentence)
        if not self._tables.tables:
            self._pages.show_trouble(sentence, self._try_again)

    def _try_again(self) -> None:
        self._footer.say_this("")
        self._again()

    def _on_written(self, revision: int) -> None:
        self._watch.know(revision)
        self._work.count()
        self.records_changed.emit()

    def _on_copied(self, _text: str, count: int) -> None:
        self._footer.say_this(
            say("shell_data.copied_one" if count == 1 else "shell_data.copied", count=f"{count:,}")
        )

    # --- parts of it --------------------------------------------------------------------------------

    def _rows_in_sight(self) -> range:
        return self._table.in_sight() if self._table.isVisible() else range(0)

    def _begin(self) -> None:
        """Forget what was said and looked for in another table."""
        self._order = ("", False)
        self._bar.clear_words()
        self._findings.hide()
        self._footer.say_this("")
        self._table.forget_order()

    def _say_count(self, *_change: object) -> None:
        is_found = bool(self._bar.search.text().strip())
        self._footer.show_count(len(self._model.view.ids), is_found=is_found)

    def _say_empty(self, key: str) -> None:
        self._pages.show_empty(key)
        self._footer.show_count(None)

    def _show_rows(self) -> None:
        """Show the table; or why it is empty, and what to do."""
        words = self._bar.search.text().strip()
        if self._model.rowCount():
            self._pages.show_board()
        elif words:
            show_all = ((say("shell_data.find_all"), self._bar.clear_words),)
            self._pages.show_no_rows("not_found", show_all, words=words)
        else:
            steps = ((say("shell_data.add"), self._add), (say("shell_data.import"), self._files.choose_file))
            self._pages.show_no_rows("no_rows", steps, table=self._work.entity)

    def _show_tables(self) -> None:
        self._kinds.show_tables(self._tables, self._work.entity)
        self._kinds.fit(self.width())
        self._files.show_table(self._work.entity)

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(S)
        right.addWidget(self._kinds.box)
        right.addWidget(self._bar)
        right.addWidget(self._findings)
        right.addWidget(self._pages, 1)
        right.addWidget(self._footer)
        line = QHBoxLayout(self)
        line.setContentsMargins(M, M, M, M)
        line.setSpacing(M)
        line.addWidget(self._kinds.list)
        line.addLayout(right, 1)

    def _connect(self) -> None:
        self._kinds.chosen.connect(self._choose)
        self._bar.words_rested.connect(lambda _words: self._show_again())
        self._bar.add_wanted.connect(self._add)
        self._bar.delete_wanted.connect(self._table.delete_wanted)
        self._files.serve(self._bar)
        self._footer.undo_wanted.connect(self._work.undo)
        self._footer.again_wanted.connect(self._try_again)
        self._table.sheet_wanted.connect(self._sheet.show_cell)
        self._table.delete_wanted.connect(self._sheet.close_silently)
        self._model.rowsInserted.connect(self._say_count)
        self._model.rowsRemoved.connect(self._say_count)
        self._table.order_wanted.connect(self._on_order_wanted)
        self._table.selectionModel().selectionChanged.connect(
            lambda *_: self._bar.show_selected(len(self._table.rows_selected()))
        )
        self._sheet.closed.connect(self._table.setFocus)
        self._work.tables_known.connect(self._on_tables_known)
        self._work.view_known.connect(self._on_view_known)
        self._work.copied.connect(self._on_copied)
        self._work.happened.connect(self._on_happened)
        self._work.failed.connect(self._on_failed)
        self._work.written.connect(self._on_written)
        self._watch.written.connect(self.refresh)
        self._files.page_shown.connect(self._on_file_page)
        self._files.told.connect(lambda sentence, tone: self._footer.say_this(sentence, tone))
        self._files.found.connect(self._findings.show_findings)
        self._files.failed.connect(lambda sentence: self._on_failed(sentence, self.refresh))
        self._files.brought_in.connect(self._on_brought_in)
        for keys, deed in (("Ctrl+F", self._bar.search.setFocus), ("Ctrl+Z", self._work.undo)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    def _on_file_page(self, shown: bool) -> None:
        self._bar.setVisible(not shown)
        if shown:
            self._pages.show_file()
        else:
            self._show_rows()

    def _on_brought_in(self, sentence: str, back: object, revision: int) -> None:
        self._work.note(sentence, "good", Outcome(back, revision=revision))  # type: ignore[arg-type]
        self._work.look_again()
