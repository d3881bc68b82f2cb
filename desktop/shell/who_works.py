"""Who works on one app beside Spindle: Homespun chooses, Spindle alone, or a model that the person names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.pins import pin, pinned
from desktop.shell.errands import Errands
from desktop.shell.helpers import Helpers
from desktop.shell.look import XS, M
from desktop.shell.overlay import Overlay
from desktop.shell.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from desktop.routing import Candidate

SPINDLE = "spindle"
INDENT_PX = 26


class WhoWorks(Overlay):
    """A choice for the app that is open; it is kept at once."""

    def __init__(self, host: QWidget, errands: Errands, helpers: Helpers) -> None:
        """Make it, closed.

        Args:
            host: The window.
            errands: Look who is here.
            helpers: Who could be.
        """
        super().__init__(host, say("shell_models.who"))
        self._errands = errands
        self._helpers = helpers
        self._folder = Path()
        self._group = QButtonGroup(self)
        words = WrappedLabel(say("shell_models.who_words"))
        words.setProperty("role", "soft")
        self._news = WrappedLabel(say("shell_models.looking"))
        self._news.setProperty("role", "faint")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(XS)
        self.body.setSpacing(M)
        self.body.addWidget(words)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._news)

    def show_app(self, folder: Path) -> None:
        """Show who works on the app in a folder, and look who else could."""
        self._folder = folder
        self._news.setText(say("shell_models.looking"))
        self._news.show()
        self._show(())
        self._errands.run(self._helpers.candidates, self._on_seen, self._news.setText)

    def take_focus(self) -> None:
        """Put the keyboard on what is chosen."""
        chosen = self._group.checkedButton()
        if chosen is not None:
            chosen.setFocus()

    def _on_seen(self, candidates: tuple[Candidate, ...]) -> None:
        others = tuple(one for one in candidates if one.where != "shipped")
        self._news.setText(say("shell_models.who_none"))
        self._news.setVisible(not others)
        self._show(others)
        if self.is_open:
            self.take_focus()

    def _show(self, others: tuple[Candidate, ...]) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        chosen = pinned(self._folder)
        self._add("", say("shell_models.who_auto"), "", chosen)
        self._add(SPINDLE, say("shell_models.who_spindle"), "", chosen)
        for one in others:
            self._add(one.id, one.name, one.fit.sentence(), chosen)
        if self._group.checkedButton() is None:
            self._group.buttons()[0].setChecked(True)
        self.place_again()

    def _add(self, id: str, title: str, words: str, chosen: str) -> None:
        button = QRadioButton(title.replace("&", "&&"))  # a lone one would mark a key
        button.setAccessibleName(title)
        button.setChecked(id == chosen)
        button.setAccessibleDescription(words)
        button.clicked.connect(lambda _down=False, id=id: self._on_chosen(id))
        self._group.addButton(button)
        self._rows.addWidget(button)
        button.show()
        if words:
            label = WrappedLabel(words)
            label.setProperty("role", "soft")
            label.setContentsMargins(INDENT_PX, 0, 0, 0)
            self._rows.addWidget(label)
            label.show()

    def _on_chosen(self, id: str) -> None:
        try:
            pin(self._folder, id)
        except OSError as error:
            self._news.setText(say("shell_models.who_not_kept", reason=error.strerror or str(error)))
            self._news.show()
