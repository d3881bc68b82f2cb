"""Files of records: chosen, looked at first, brought in; or written where the person says. And the check."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.messages import say
from desktop.records import Imported, check_records
from desktop.shell.data import files
from desktop.shell.data.files import BroughtIn
from desktop.shell.data.import_page import ImportPage
from desktop.shell.data.toolbar import Toolbar
from desktop.shell.errands import Errands
from desktop.shell.export_place import free_place

_TABLES = "*.csv *.tsv *.txt *.json"


class ComingAndGoing(QObject):
    """Knows the app and the table that files are about.

    Signals:
        page_shown: Whether the page about a file that may come in is wanted.
        told: (sentence, tone) about what was done.
        found: `Finding`s of a check.
        failed: A sentence about what could not be done.
        brought_in: (sentence, way back, revision): records have come in.
    """

    page_shown = Signal(bool)
    told = Signal(str, str)
    found = Signal(object)
    failed = Signal(str)
    brought_in = Signal(str, object, int)

    def __init__(self, errands: Errands, parent: QWidget) -> None:
        super().__init__(parent)
        self.page = ImportPage()
        self._errands = errands
        self._window = parent
        self._folder: Path | None = None
        self._tables: tuple[str, ...] = ()
        self._table, self._into = "", ""
        self._file: Path | None = None
        self.page.table_chosen.connect(self._look)
        self.page.accepted.connect(self._bring_in)
        self.page.dismissed.connect(self._dismiss)

    def serve(self, bar: Toolbar) -> None:
        """Do what is wished for above the table."""
        bar.import_wanted.connect(self.choose_file)
        bar.export_table_wanted.connect(self.choose_place_for_table)
        bar.export_all_wanted.connect(self.choose_place_for_all)
        bar.check_wanted.connect(self.check)

    def show_folder(self, folder: Path) -> None:
        """Work with another app."""
        if folder != self._folder and self._file is not None:
            self._dismiss()
        self._folder = folder

    def show_tables(self, tables: tuple[str, ...]) -> None:
        """Know the tables of the app."""
        self._tables = tables

    def show_table(self, table: str) -> None:
        """Know the table that is shown."""
        self._table = table

    def choose_file(self) -> None:
        """Let the person choose a file to bring in."""
        chooser = QFileDialog(self._window, say("shell_data.import_choose"), "", f"({_TABLES})")
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(lambda file: self.try_file(Path(file)))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def try_file(self, file: Path) -> None:
        """Look what would come of a file, and show it."""
        self._file = file
        self.page.begin(file, self._tables, self._table)
        self.page_shown.emit(True)
        self._look(self._table)

    def choose_place_for_table(self) -> None:
        """Let the person choose where the table is written."""
        self._choose_place(f"{_file_name(self._table)}.csv", self.hand_out_table)

    def choose_place_for_all(self) -> None:
        """Let the person choose where everything is written."""
        name = self._folder.name if self._folder is not None else ""
        self._choose_place(f"{_file_name(name)}.json", self.hand_out_all)

    def hand_out_table(self, place: Path) -> None:
        """Write the table that is shown as CSV."""
        if self._folder is not None:
            self._run(partial(files.hand_out_table, self._folder, self._table, place), place)

    def hand_out_all(self, place: Path) -> None:
        """Write everything as JSON."""
        if self._folder is not None:
            self._run(partial(files.hand_out_all, self._folder, place), place)

    def check(self) -> None:
        """Look whether all is whole."""
        if self._folder is not None:
            self._errands.run(partial(check_records, self._folder), self.found.emit, self.failed.emit)

    def _choose_place(self, name: str, write: object) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        place = free_place(Path(documents), name)
        chooser = QFileDialog(self._window, say("shell_data.export_choose"), str(place))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix(place.suffix.removeprefix("."))
        # Nothing is written over: that is said in the window, and another name can be chosen.
        chooser.setOption(QFileDialog.Option.DontConfirmOverwrite)
        chooser.selectFile(place.name)
        chooser.fileSelected.connect(lambda file: write(Path(file)))  # type: ignore[operator]
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _run(self, work: object, place: Path) -> None:
        def done(count: int) -> None:
            told = say("shell_data.exported", count=f"{count:,}", file=place.name, folder=str(place.parent))
            self.told.emit(told, "good")

        self._errands.run(work, done, self.failed.emit)  # type: ignore[arg-type]

    def _look(self, into: str) -> None:
        self._into = into
        if self._folder is not None and self._file is not None:
            work = partial(files.try_file, self._folder, self._file, into)
            self._errands.run(work, partial(self._on_found, self._file, into), self.page.show_problem)

    def _on_found(self, file: Path, into: str, found: Imported) -> None:
        if (file, into) == (self._file, self._into):
            self.page.show_found(found)

    def _bring_in(self) -> None:
        if self._folder is None or self._file is None:
            return
        self.page.show_busy()
        work = partial(files.bring_in, self._folder, self._file, self._into)
        self._errands.run(work, partial(self._on_brought_in, self._file), self.page.show_problem)

    def _on_brought_in(self, file: Path, came: BroughtIn) -> None:
        count = sum(number for _, number in came.found.counts)
        self._dismiss()
        told = say("shell_data.brought_in", count=f"{count:,}", file=file.name)
        self.brought_in.emit(told, came.back, came.revision)

    def _dismiss(self) -> None:
        self._file = None
        self.page_shown.emit(False)


def _file_name(words: str) -> str:
    """Words as the name of a file: what no system takes is left out."""
    kept = "".join(sign for sign in words if sign not in '<>:"/\\|?*' and sign.isprintable()).strip(" .")
    return kept or "records"
