"""The bar above the app: its name, the size of the screen, zoom, pointing, reload, and the rest in a menu."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from desktop.messages import say
from desktop.shell.elided_label import ElidedLabel
from desktop.shell.look import LIGHT, Look, font, icon, type_factor
from desktop.shell.stage.device import DESKTOP, DEVICES, FIT, Device

ROOM_FOR_ZOOM_PX = 600
OFFERED = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)


class StageBar(QFrame):
    """Shows which app it is and how it is looked at, and tells what is wished.

    Signals:
        device_chosen: A `Device`.
        zoom_chosen: A factor, or `FIT`.
        pointing_wished: Whether clicks are to choose parts.
        reload_wished, full_screen_wished, browser_wished, folder_wished: As they say.
    """

    device_chosen = Signal(object)
    zoom_chosen = Signal(float)
    pointing_wished = Signal(bool)
    reload_wished = Signal()
    full_screen_wished = Signal()
    browser_wished = Signal()
    folder_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._look = Look(LIGHT)
        self._title = ElidedLabel()
        self._title.setFont(font("lead", strong=True))
        self._devices: dict[str, QToolButton] = {}
        self._tools = QWidget()
        keep = self._tools.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._tools.setSizePolicy(keep)
        self._zoom = QToolButton()
        self._zoom.setProperty("role", "quiet")
        # The other way round, so that the arrow stands behind the number.
        self._zoom.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._zoom.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._zoom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._zoom.setToolTip(say("shell_stage.zoom_tip"))
        self._zooms: dict[float, QAction] = {}
        self._zoom.setMenu(self._zoom_menu())
        # Qt puts the icon too close to the words.
        self._point = QPushButton(f" {say('shell_stage.point')}")
        self._point.setProperty("role", "quiet")
        self._point.setCheckable(True)
        self._point.setAccessibleName(say("shell_stage.point_name"))
        self._point.toggled.connect(self._on_point_toggled)
        self._reload = self._icon_button("reload")
        self._reload.clicked.connect(self.reload_wished)
        self._more = self._icon_button("more")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._actions = {
            "full-screen": self._action("full_screen", self.full_screen_wished),
            "browser": self._action("browser", self.browser_wished),
            "folder": self._action("folder", self.folder_wished),
        }
        menu = QMenu(self)
        for action in self._actions.values():
            menu.addAction(action)
        self._more.setMenu(menu)
        self._arrange()
        self.show_title(say("shell_stage.title"))
        self.show_zoom(FIT, 1.0)
        self.show_pointing(on=False)

    @property
    def title(self) -> str:
        """The name that is shown."""
        return self._title.whole_text

    def show_title(self, title: str, place: str = "") -> None:
        """Show the app's name; where it is kept is said by the tool tip."""
        self._title.say_this(title)
        self._title.setToolTip(place or title)

    def show_tools(self, *, shown: bool, live: bool) -> None:
        """Show the buttons; those for the live page only where there is one."""
        self._tools.setVisible(shown)
        for widget in (*self._devices.values(), self._zoom, self._point, self._reload):
            widget.setEnabled(live)

    def show_device(self, device: Device) -> None:
        """Show which screen it is."""
        self._devices[device.key].setChecked(True)
        self._draw_checked()

    def show_zoom(self, zoom: float, scale: float) -> None:
        """Show how large the app is drawn, and whether that is as large as there is room."""
        words = _percent(scale)
        self._zoom.setText(words)
        self._zoom.setAccessibleName(say("shell_stage.zoom_name", zoom=words))
        for factor, action in self._zooms.items():
            action.setChecked(factor == zoom)

    def show_pointing(self, *, on: bool) -> None:
        """Show whether clicks choose parts."""
        self._point.blockSignals(True)
        self._point.setChecked(on)
        self._point.blockSignals(False)
        self._draw_checked()
        self._point.setToolTip(say("shell_stage.point_stop_tip" if on else "shell_stage.point_tip"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where there is little room the name is worth more than the zoom, which has its keys."""
        super().resizeEvent(event)
        self._zoom.setVisible(self.width() >= ROOM_FOR_ZOOM_PX * type_factor())

    def dress(self, look: Look) -> None:
        """Draw the icons in the colours of this look."""
        self._look = look
        self._draw_checked()
        soft = look.colour("ink_soft")
        self._zoom.setIcon(icon("chevron-down", soft))
        self._reload.setIcon(icon("reload", soft))
        self._more.setIcon(icon("more", soft))
        for name, action in self._actions.items():
            action.setIcon(icon(name, soft))

    def _draw_checked(self) -> None:
        """Draw the icons of what is on or off."""
        for name, button in (*self._devices.items(), ("point", self._point)):
            word = "accent" if button.isChecked() else "ink_soft"
            button.setIcon(icon(name, self._look.colour(word)))

    def _arrange(self) -> None:
        sizes = QFrame()
        sizes.setAccessibleName(say("shell_stage.sizes_name"))
        row = QHBoxLayout(sizes)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        group = QButtonGroup(self)
        for device in DEVICES:
            button = self._size_button(device)
            group.addButton(button)
            row.addWidget(button)
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(4)
        tools.addWidget(sizes)
        tools.addWidget(self._zoom)
        tools.addWidget(_upright())
        tools.addWidget(self._point)
        tools.addWidget(self._reload)
        tools.addWidget(self._more)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 6, 8, 6)
        whole.setSpacing(12)
        whole.addWidget(self._title, 1)
        whole.addWidget(self._tools)
        self._devices[DESKTOP.key].setChecked(True)

    def _size_button(self, device: Device) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "icon")
        button.setCheckable(True)
        button.setAccessibleName(say(f"shell_stage.size_{device.key}"))
        button.setToolTip(say(f"shell_stage.size_{device.key}_tip"))
        button.clicked.connect(lambda: self.device_chosen.emit(device))
        self._devices[device.key] = button
        return button

    def _icon_button(self, key: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "icon")
        button.setAccessibleName(say(f"shell_stage.{key}_name"))
        button.setToolTip(say(f"shell_stage.{key}_tip"))
        return button

    def _action(self, key: str, wish: SignalInstance) -> QAction:
        action = QAction(say(f"shell_stage.{key}"), self)
        action.triggered.connect(wish)
        return action

    def _zoom_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for factor in (FIT, *OFFERED):
            words = say("shell_stage.zoom_fit") if factor == FIT else _percent(factor)
            action = QAction(words, menu)
            action.setCheckable(True)
            action.triggered.connect(lambda _on, factor=factor: self.zoom_chosen.emit(factor))
            group.addAction(action)
            menu.addAction(action)
            self._zooms[factor] = action
        return menu

    def _on_point_toggled(self, on: bool) -> None:
        self.pointing_wished.emit(on)


def _percent(factor: float) -> str:
    return say("shell_stage.zoom_percent", percent=round(factor * 100))


def _upright() -> QFrame:
    rule = QFrame()
    rule.setProperty("role", "upright")
    rule.setFixedHeight(20)
    return rule
