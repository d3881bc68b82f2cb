"""Models by others: which are here, which could be, how each fits this computer, and how they come and go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.messages import say
from desktop.settings import MOST_MODEL_PLACES, Settings
from desktop.shell.amounts import large_size
from desktop.shell.errands import Errands
from desktop.shell.fetching import Fetching
from desktop.shell.look import S, font
from desktop.shell.models_seen import ModelsLook, ModelsSeen
from desktop.shell.settings_page.coming import Coming
from desktop.shell.settings_page.hub_search import HubSearch
from desktop.shell.settings_page.model_places import ModelPlaces
from desktop.shell.settings_page.model_row import ModelRow
from desktop.shell.settings_page.section import Section, soft_words

if TYPE_CHECKING:
    from desktop.fitting import Fit
    from desktop.hub import CatalogueEntry, InstalledModel

MODEL_ENDING = ".gguf"


class ModelsSection(Section):
    """Lists of models, each with what can be done."""

    def __init__(self, errands: Errands, fetching: Fetching, look: ModelsLook | None = None) -> None:
        """Make it; nothing is looked for before it is shown.

        Args:
            errands: Look around beside the window's thread.
            fetching: Fetches models and brings in files.
            look: Finds the models; None for a look at this computer.
        """
        super().__init__("models")
        self._errands = errands
        self._fetching = fetching
        self._coming = Coming(fetching, self._remove)
        self._look = look or ModelsLook()
        self._seen: ModelsSeen | None = None
        self._asked = 0
        self._rows: dict[str, ModelRow] = {}
        self.setAcceptDrops(True)
        self._nothing = soft_words(say("shell_models.looking"))
        self._here = _column()
        self._to_fetch = _column()
        bring = QPushButton(say("shell_models.bring"))
        bring.clicked.connect(self._on_bring_clicked)
        add = QPushButton(say("shell_models.add_folder"))
        add.clicked.connect(self._on_add_clicked)
        deeds = QHBoxLayout()
        deeds.setSpacing(S)
        deeds.addWidget(bring)
        deeds.addWidget(add)
        deeds.addStretch(1)
        self._places = ModelPlaces()
        self._places.forgotten.connect(self._on_place_forgotten)
        self._search = HubSearch(errands, fetching, self._look)
        for part in (_heading("here"), self._nothing):
            self.rows.addWidget(part)
        self.rows.addLayout(self._here)
        self.rows.addLayout(deeds)
        self.rows.addWidget(soft_words(say("shell_models.bring_hint")))
        self.rows.addWidget(self._places)
        self.rows.addWidget(_heading("to_fetch"))
        self.rows.addWidget(soft_words(say("shell_models.to_fetch_words")))
        self.rows.addLayout(self._to_fetch)
        self.rows.addWidget(self._search)
        self.end_rows()
        fetching.changed.connect(self._show_fetches)
        fetching.came.connect(lambda _title: self.look_again())

    def show_settings(self, settings: Settings) -> None:
        """Show the places, and look there if they are others now."""
        before = self._settings.model_places
        super().show_settings(settings)
        self._places.show_places(settings.model_places)
        if settings.model_places != before and self.isVisible():
            self.look_again()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look around: a stick may have been plugged in."""
        super().showEvent(event)
        self.look_again()

    def look_again(self) -> None:
        """Look what is here now."""
        self._asked += 1
        asked, places = self._asked, self._settings.model_places

        def show(seen: ModelsSeen) -> None:
            if asked == self._asked:
                self._show_seen(seen)

        self._errands.run(lambda: self._look.see(places), show, self._on_failed)

    def let_go(self) -> None:
        """Ask the hub no more; before the window goes."""
        self._search.let_go()

    def bring_in(self, file: Path) -> None:
        """Copy a file into the program's own folder, if it is a model."""
        self._fetching.bring_in(file.absolute())

    # --- lists -----------------------------------------------------------------------------------

    def _show_seen(self, seen: ModelsSeen) -> None:
        held = next(((key, row.focused()) for key, row in self._rows.items() if row.focused()), None)
        self._seen = seen
        for row in self._rows.values():
            row.setParent(None)
            row.deleteLater()
        self._rows = {}
        for model, fit in seen.here:
            self._add(self._here, self._row_of_model(model, fit))
        for broken in seen.shelf.broken:
            row = ModelRow(f"file:{broken.path}", broken.path.name, str(broken.path.parent))
            row.say_news(broken.why, wrong=True)
            if broken.ours:
                self._offer_removal(row, broken.path.name)
            self._add(self._here, row)
        for entry, fit in seen.to_fetch:
            row = ModelRow(entry.id, entry.name, _facts_of(entry))
            row.show_fit(fit)
            self._add(self._to_fetch, row)
        known = {entry.file for entry, _ in seen.to_fetch}
        for part in seen.shelf.unfinished:
            if part.file not in known:
                row = ModelRow(f"part:{part.file}", part.file, large_size(part.size_bytes))
                row.say_news(say("shell_models.unfinished"))
                self._offer_removal(row, part.file)
                self._add(self._here, row)
        self._show_nothing()
        self._show_fetches()
        if held is not None and held[0] in self._rows:
            self._rows[held[0]].take_focus(held[1])

    def _row_of_model(self, model: InstalledModel, fit: Fit) -> ModelRow:
        from desktop.hub.names import quantisation_of

        facts = (
            large_size(model.header.file_bytes),
            quantisation_of(model.path.name),
            str(model.path.parent),
        )
        row = ModelRow(f"file:{model.path}", model.name, " · ".join(fact for fact in facts if fact))
        row.show_fit(fit)
        if model.ours:
            self._offer_removal(row, model.path.name)
        elif str(model.path) in self._settings.model_places:
            row.offer("forget", lambda: self._on_place_forgotten(str(model.path)), role="quiet")
        return row

    def _add(self, column: QVBoxLayout, row: ModelRow) -> None:
        self._rows[row.key] = row
        column.addWidget(row)
        row.show()

    def _show_nothing(self) -> None:
        seen = self._seen
        here = seen is not None and any(row for key, row in self._rows.items() if ":" in key)
        self._nothing.setText(say("shell_models.looking" if seen is None else "shell_models.none"))
        self._nothing.setVisible(not here)

    # --- what comes ------------------------------------------------------------------------------

    def _show_fetches(self) -> None:
        if self._seen is None:
            return
        for fetch in self._fetching.fetches:
            if fetch.name not in self._rows:
                self._add(self._here, ModelRow(fetch.name, fetch.title))
        wanted = {fetch.name for fetch in self._fetching.fetches}
        entries = {entry.id: (entry, fit) for entry, fit in self._seen.to_fetch}
        for key, row in list(self._rows.items()):
            if key in entries:
                entry, fit = entries[key]
                begun = entry.file if entry.file in _begun(self._seen) else ""
                self._coming.show(row, begun=begun, fit=fit)
            elif key in wanted:
                self._coming.show(row)
            elif ":" not in key:
                del self._rows[key]
                row.setParent(None)
                row.deleteLater()
        self._show_nothing()

    # --- what goes -------------------------------------------------------------------------------

    def _offer_removal(self, row: ModelRow, file: str) -> None:
        before = row.news

        def back() -> None:
            row.clear_offers()
            row.say_news(before, wrong=bool(before))
            row.offer("remove", ask, role="quiet", first=True)

        def ask() -> None:
            row.ask(
                say("shell_models.remove_ask", name=row.title), "remove_yes", lambda: self._remove(file), back
            )

        row.offer("remove", ask, role="quiet")

    def _remove(self, file: str) -> None:
        def remove() -> None:
            from desktop.hub import remove_model

            remove_model(file)

        def failed(sentence: str) -> None:
            self.failed.emit(sentence)
            self.look_again()

        self._errands.run(remove, lambda _found: self.look_again(), failed)

    def _on_failed(self, sentence: str) -> None:
        self._nothing.setText(sentence)
        self.failed.emit(sentence)

    # --- places and files ------------------------------------------------------------------------

    def add_place(self, folder: Path) -> None:
        """Look for models in one more folder."""
        place, places = str(folder.absolute()), self._settings.model_places
        if len(places) >= MOST_MODEL_PLACES:
            self.failed.emit(say("errors.hub_places_many", most=MOST_MODEL_PLACES))
        elif place not in places:
            self.changed.emit(replace(self._settings, model_places=(*places, place)))

    def _on_place_forgotten(self, place: str) -> None:
        places = tuple(one for one in self._settings.model_places if one != place)
        self.changed.emit(replace(self._settings, model_places=places))

    def _on_bring_clicked(self) -> None:
        kind = f"{say('shell_settings.model_files')} (*{MODEL_ENDING})"
        chosen, _ = QFileDialog.getOpenFileName(self, say("shell_models.bring"), "", kind)
        if chosen:
            self.bring_in(Path(chosen))

    def _on_add_clicked(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, say("shell_models.add_folder"))
        if chosen:
            self.add_place(Path(chosen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take model files."""
        if any(_is_model(url.toLocalFile()) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Bring in what was dropped."""
        for url in event.mimeData().urls():
            if _is_model(url.toLocalFile()):
                self.bring_in(Path(url.toLocalFile()))
        event.acceptProposedAction()


def _is_model(path: str) -> bool:
    return path.lower().endswith(MODEL_ENDING)


def _begun(seen: ModelsSeen) -> set[str]:
    return {part.file for part in seen.shelf.unfinished}


def _facts_of(entry: CatalogueEntry) -> str:
    return " · ".join((large_size(entry.size_bytes), entry.quantisation, entry.licence))


def _heading(word: str) -> QLabel:
    label = QLabel(say(f"shell_models.{word}"))
    label.setFont(font("lead", strong=True))
    label.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return label


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(S)
    return column
