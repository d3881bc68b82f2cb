"""Keeps a table and the database together: what is wished for here is done there, in order, and told here.

Two lanes: what is read for the eye must not wait behind what is written.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.messages import say
from desktop.records import WayBack
from desktop.shell.data import desk, in_words
from desktop.shell.data.desk import Outcome, View
from desktop.shell.data.entry import Entry
from desktop.shell.data.lane import Lane
from desktop.shell.data.pictures import Lines
from desktop.shell.data.table_model import TableModel
from desktop.shell.data.unkept import Cell, Unkept
from desktop.shell.errands import Errands

MOST_UNDO = 50
T = TypeVar("T")


class Work(QObject):
    """Does what the table wishes.

    Signals:
        tables_known: `Tables`, whenever they were counted.
        view_known: `View`, when another one was found.
        copied: Text for the clipboard, and of how many records.
        happened: (sentence, tone, whether it can be taken back).
        failed: (sentence, what to do to try again).
        written: Something was written from here.
    """

    tables_known = Signal(object)
    view_known = Signal(object)
    copied = Signal(str, int)
    happened = Signal(str, str, bool)
    failed = Signal(str, object)
    written = Signal(int)

    def __init__(
        self,
        errands: Errands,
        model: TableModel,
        in_sight: Callable[[], Sequence[int]],
        parent: QObject | None = None,
    ) -> None:
        """Make it.

        Args:
            errands: Where the work is done.
            model: What is shown.
            in_sight: Tells the rows that can be seen: they are read again whenever they may have changed.
            parent: Its owner.
        """
        super().__init__(parent)
        self._model = model
        self._in_sight = in_sight
        self._reading, self._writing, self._finding = Lane(errands), Lane(errands), Lane(errands)
        self._folder: Path | None = None
        self._entity = ""
        self._order: tuple[str, str, bool] = ("", "", False)
        self._unkept: dict[str, Unkept] = {}
        self._ways_back: deque[WayBack] = deque(maxlen=MOST_UNDO)
        model.lines_wanted.connect(self._fetch)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return self._reading.idle and self._writing.idle and self._finding.idle

    @property
    def entity(self) -> str:
        """The table that is shown."""
        return self._entity

    def show_folder(self, folder: Path | None) -> None:
        """Work with another app; with the same one again, what was typed and not kept stays."""
        if folder != self._folder:
            self._unkept.clear()
            self._ways_back.clear()
            self._entity = ""
            for lane in (self._reading, self._writing, self._finding):
                lane.forget()
        self._folder = folder

    # --- looking ------------------------------------------------------------------------------------

    def count(self) -> None:
        """Count the records of all tables."""
        if self._folder is not None:
            self._read(partial(desk.count_tables, self._folder), self.tables_known.emit, self.count)

    def show_table(self, entity: str, words: str = "", by: str = "", descending: bool = False) -> None:
        """Show a table, or the same one in another order or narrowed to some words."""
        self._entity, self._order = entity, (words, by, descending)
        self.look_again()

    def look_again(self) -> None:
        """Look at the table again; rows in sight are read anew."""
        if self._folder is None or not self._entity:
            return
        # Only the last wish counts: whoever types on does not want to see what was found before.
        self._finding.forget()
        self._finding.run(
            partial(desk.look, self._folder, self._entity, *self._order),
            self._on_looked,
            self._failing(self.look_again),
        )

    def offers(self, entity: str, words: str, show: Callable[[tuple[tuple[str, str], ...]], None]) -> None:
        """Find what a reference may lead to."""
        if self._folder is not None:
            self._read(partial(desk.offers, self._folder, entity, words), show, lambda: None)

    def read_whole(self, cell: Cell, show: Callable[[str], None]) -> None:
        """Read a long text or a picture, whole."""
        if self._folder is not None:
            work = partial(desk.text_of, self._folder, self._entity, *cell)
            self._read(work, show, partial(self.read_whole, cell, show))

    def copy(self, ids: Sequence[str], columns: Sequence[str]) -> None:
        """Put cells on the clipboard."""
        if self._folder is not None:
            work = partial(desk.copy_out, self._folder, self._entity, tuple(ids), tuple(columns))
            self._read(work, lambda text: self.copied.emit(text, len(ids)), partial(self.copy, ids, columns))

    # --- writing ------------------------------------------------------------------------------------

    def put(self, entries: Mapping[Cell, Entry], sentence: str = "") -> None:
        """Give cells other values; `sentence` says what has happened then, "" says it in the usual words."""
        folder, entity = self._folder, self._entity
        if folder is None or not entries:
            return
        self._model.show_typed(entries)
        wished: dict[str, dict[str, Entry]] = {}
        for (id_, column), entry in entries.items():
            wished.setdefault(id_, {})[column] = entry
        for id_ in [each for each in wished if self._model.draft(each) is not None]:
            del wished[id_]
            self._keep_new(id_)
        if not wished:
            return
        cells = tuple((id_, column) for id_, has in wished.items() for column in has)
        told, again = (
            sentence or say("shell_data.changed", column=cells[0][1]),
            partial(self.put, entries, sentence),
        )
        self._writing.run(
            partial(desk.change, folder, entity, wished, in_words.habits()),
            partial(self._on_changed, cells, told),
            lambda why: self._on_unwritten(cells, why, again),
        )

    def add_rows(self, rows: Sequence[Mapping[str, Entry]]) -> None:
        """Add records; what does not fit stays in the table, to be mended."""
        folder, entity = self._folder, self._entity
        if folder is None or not rows:
            return
        named = [(self._model.add_draft(row), row) for row in rows]
        self._writing.run(
            partial(desk.add_rows, folder, entity, named, in_words.habits()),
            partial(self._on_rows_added, named),
            self._failing(partial(self._keep_all, tuple(id_ for id_, _ in named))),
        )

    def delete(self, ids: Sequence[str]) -> None:
        """Delete records; those that were never kept just go."""
        kept = []
        for id_ in ids:
            if self._model.draft(id_) is not None:
                self._model.drop_draft(id_)
            else:
                kept.append(id_)
        if kept and self._folder is not None:
            told = say("shell_data.deleted_one" if len(kept) == 1 else "shell_data.deleted", count=len(kept))
            work, again = partial(desk.delete, self._folder, self._entity, kept), partial(self.delete, kept)
            self._writing.run(work, partial(self.note, told, "calm"), self._failing(again))

    def undo(self) -> None:
        """Take the last change back."""
        if self._folder is None or not self._ways_back:
            return
        back = self._ways_back.pop()

        def failed(why: str) -> None:
            self._ways_back.append(back)
            self.failed.emit(why, self.undo)

        self._writing.run(partial(desk.undo, self._folder, back), self._on_undone, failed)

    # --- inside -------------------------------------------------------------------------------------

    def _keep_all(self, ids: Sequence[str]) -> None:
        for id_ in ids:
            self._keep_new(id_)

    def _keep_new(self, id_: str) -> None:
        entries, folder = self._model.draft(id_), self._folder
        if folder is None or entries is None:
            return
        self._writing.run(
            partial(desk.keep_new, folder, self._entity, id_, dict(entries), in_words.habits()),
            partial(self._on_new_kept, id_),
            self._failing(partial(self._keep_new, id_)),
        )

    def _fetch(self, ids: tuple[str, ...]) -> None:
        entity = self._entity

        def show(found: Lines) -> None:
            if entity == self._entity:
                self._model.show_lines(found, ids)

        if self._folder is not None:
            self._read(partial(desk.fetch, self._folder, entity, ids), show, self.look_again)

    def _read(self, work: Callable[[], T], show: Callable[[T], object], again: Callable[[], object]) -> None:
        self._reading.run(work, show, self._failing(again))

    def _failing(self, again: Callable[[], object]) -> Callable[[str], None]:
        return lambda sentence: self.failed.emit(sentence, again)

    def _on_looked(self, view: View) -> None:
        self._model.show_view(view, self._unkept.setdefault(view.entity, Unkept()), self._in_sight())
        self.view_known.emit(view)

    def _on_changed(self, cells: tuple[Cell, ...], told: str, outcome: Outcome) -> None:
        refused = dict(outcome.refused)
        self._model.settle(cells, refused)
        self._model.show_lines(outcome.lines)
        if outcome.back is not None:
            self._remember(outcome.back, outcome.revision)
        if refused:
            count = len(refused)
            told = say("shell_data.refused_one" if count == 1 else "shell_data.refused", count=count)
        self.happened.emit(told, "warn" if refused else "", outcome.back is not None)

    def _on_unwritten(self, cells: tuple[Cell, ...], why: str, again: Callable[[], None]) -> None:
        # What was typed stays in its cells until it can be written.
        self._model.settle(cells, dict.fromkeys(cells, why))
        self.failed.emit(why, again)

    def _on_new_kept(self, id_: str, outcome: Outcome) -> None:
        refused = dict(outcome.refused)
        entries = self._model.draft(id_) or {}
        if outcome.back is not None:
            self._model.keep_draft(id_, outcome.lines)
            self.note(say("shell_data.added"), "", outcome)
            return
        self._model.settle([(id_, column) for column in entries], refused)
        if refused:
            self.happened.emit(say("shell_data.refused_one", count=1), "warn", False)
        elif outcome.missing:
            names = ", ".join(outcome.missing)
            self.happened.emit(say("shell_data.needs", columns=names), "calm", False)

    def _on_rows_added(self, named: Sequence[tuple[str, Mapping[str, Entry]]], outcome: Outcome) -> None:
        refused = dict(outcome.refused)
        unfit = {id_ for id_, _ in refused}
        for id_, entries in named:
            if id_ in unfit:
                self._model.settle([(id_, column) for column in entries] or [], refused)
            else:
                self._model.drop_draft(id_)
        added = len(named) - len(unfit)
        told = say("shell_data.pasted", count=added)
        if unfit:
            told = say("shell_data.pasted_some", count=added, unfit=len(unfit))
        self.note(told, "warn" if unfit else "", outcome)
        self.look_again()

    def note(self, told: str, tone: str, outcome: Outcome) -> None:
        """Take note of a change, also of one that was made elsewhere: it can be taken back here."""
        if outcome.back is not None:
            self._remember(outcome.back, outcome.revision)
        self.happened.emit(told, tone, outcome.back is not None)
        if outcome.back is not None and outcome.back.put:
            self.look_again()

    def _on_undone(self, outcome: Outcome) -> None:
        self.written.emit(outcome.revision)
        self.happened.emit(say("shell_data.undone"), "", bool(self._ways_back))
        self.look_again()

    def _remember(self, back: WayBack, revision: int) -> None:
        self._ways_back.append(back)
        self.written.emit(revision)
