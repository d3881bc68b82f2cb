"""The settings: a calm list of sections on the left, one of them on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.messages import say
from desktop.paths import Installation
from desktop.settings import Settings
from desktop.shell.errands import Errands
from desktop.shell.fetching import Fetching
from desktop.shell.look import XL, XS, L, Look, icon
from desktop.shell.models_seen import ModelsLook
from desktop.shell.overlay import Overlay
from desktop.shell.settings_page.about_section import AboutSection
from desktop.shell.settings_page.apps_section import AppsSection
from desktop.shell.settings_page.language_section import LanguageSection
from desktop.shell.settings_page.look_section import LookSection
from desktop.shell.settings_page.model_section import ModelSection
from desktop.shell.settings_page.models_section import ModelsSection
from desktop.shell.settings_page.privacy_section import PrivacySection
from desktop.shell.settings_page.section import Section, banner
from desktop.shell.settings_page.server_section import ServerSection
from desktop.shell.settings_page.updates_section import UpdatesSection
from desktop.shell.tongue import own_language
from desktop.shell.wrapped_label import WrappedLabel

WIDTH_PX = 900
HEIGHT_PX = 480
LIST_PX = 232
_ICONS = {
    "look": "brush",
    "language": "language",
    "apps": "folder",
    "model": "model",
    "models": "download",
    "server": "desktop",
    "privacy": "lock",
    "updates": "reload",
    "about": "info",
}


class SettingsPage(Overlay):
    """Shows the settings and tells what the person wants them to be.

    Signals:
        settings_changed: The whole settings after a change (`Settings`).
        restart_requested: The window shall start anew, so that a change counts.
        ledger_requested: The person wants to see the connections.
    """

    settings_changed = Signal(object)
    restart_requested = Signal()
    ledger_requested = Signal()

    def __init__(
        self,
        host: QWidget,
        errands: Errands,
        fetching: Fetching,
        look: ModelsLook | None = None,
        here: Installation | None = None,
    ) -> None:
        """Make it, closed.

        Args:
            host: The window.
            errands: Look into files, beside the window's thread.
            fetching: Fetches models; it goes on when the page is closed.
            look: Finds the models; None for a look at this computer.
            here: This copy of the program; None for the one that runs.
        """
        super().__init__(host, say("shell_settings.title"), width_px=WIDTH_PX)
        privacy = PrivacySection(errands)
        privacy.ledger_requested.connect(self.ledger_requested)
        self._sections: dict[str, Section] = {
            "look": LookSection(),
            "language": LanguageSection(own_language()),
            "apps": AppsSection(),
            "model": ModelSection(errands),
            "models": ModelsSection(errands, fetching, look),
            "server": ServerSection(errands),
            "privacy": privacy,
            "updates": UpdatesSection(errands, here),
            "about": AboutSection(errands),
        }
        self._trouble = WrappedLabel()
        self._banner = banner("bad", self._trouble)
        self._banner.hide()
        self._stack = QStackedWidget()
        self._buttons: dict[str, QPushButton] = {}
        self._arrange()
        self.show_section("look")

    def show_settings(self, settings: Settings) -> None:
        """Show these."""
        for section in self._sections.values():
            section.show_settings(settings)

    def show_section(self, name: str) -> None:
        """Show one section, by its key in `_ICONS`."""
        self._banner.hide()
        self._buttons[name].setChecked(True)
        self._stack.setCurrentIndex(list(self._sections).index(name))

    def take_focus(self) -> None:
        """Put the keyboard on the list."""
        chosen = next(button for button in self._buttons.values() if button.isChecked())
        chosen.setFocus(Qt.FocusReason.TabFocusReason)

    def let_go(self) -> None:
        """Before the window goes: stop what goes on elsewhere."""
        for section in self._sections.values():
            section.let_go()

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        super().dress(look)
        for name, button in self._buttons.items():
            button.setIcon(icon(_ICONS[name], look.colour("ink_soft")))
        for section in self._sections.values():
            section.dress(look)

    def _arrange(self) -> None:
        calm = QVBoxLayout()
        calm.setSpacing(XS)
        group = QButtonGroup(self)
        for name, section in self._sections.items():
            button = QPushButton(f"  {section.accessibleName()}")
            button.setProperty("role", "choice")
            button.setCheckable(True)
            button.setAccessibleName(section.accessibleName())
            button.setMinimumWidth(LIST_PX)
            button.clicked.connect(lambda _down, name=name: self.show_section(name))
            group.addButton(button)
            self._buttons[name] = button
            calm.addWidget(button)
            self._stack.addWidget(_scrolling(section))
            section.changed.connect(self._on_changed)
            section.failed.connect(self._on_failed)
            section.restart_requested.connect(self.restart_requested)
        calm.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(L)
        right.addWidget(self._banner)
        right.addWidget(self._stack, 1)
        both = QHBoxLayout()
        both.setSpacing(XL)
        both.addLayout(calm)
        both.addLayout(right, 1)
        self._stack.setMinimumHeight(HEIGHT_PX)
        self.body.addLayout(both, 1)

    def _on_changed(self, settings: Settings) -> None:
        self._banner.hide()
        self.show_settings(settings)
        self.settings_changed.emit(settings)

    def _on_failed(self, sentence: str) -> None:
        self._trouble.setText(sentence)
        self._banner.setVisible(bool(sentence))


def _scrolling(section: Section) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(section)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(section.accessibleName())
    return area
