"""The ground on which the running app stands: as wide as there is room, or as on a phone in a calm frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.messages import say
from desktop.shell.look import Look
from desktop.shell.stage.device import DESKTOP, FIT, Device, next_zoom, scale_of

if TYPE_CHECKING:
    from desktop.preview.view import PreviewView

MARGIN_PX = 20
RIM_PX = 9
"""The frame of a device around its screen."""
RADIUS_PX = 22


class Canvas(QScrollArea):
    """Holds the live page, and scrolls where it is larger than there is room.

    Signals:
        rearranged: The page stands elsewhere, or is drawn in another size.
    """

    rearranged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._device: Device = DESKTOP
        self._zoom = FIT
        self._view: PreviewView | None = None
        self._ground = _Ground()
        self.setWidget(self._ground)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(say("shell_stage.title"))
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self.rearranged)

    @property
    def device(self) -> Device:
        """The screen that is shown."""
        return self._device

    @property
    def zoom(self) -> float:
        """What the person chose; `FIT` for as large as there is room."""
        return self._zoom

    @property
    def scale(self) -> float:
        """How large the page is drawn now."""
        viewport = self.viewport().size()
        around = 2 * (MARGIN_PX + RIM_PX)
        return scale_of(self._device, self._zoom, (viewport.width() - around, viewport.height() - around))

    def hold(self, view: PreviewView) -> None:
        """Put the live page on the ground."""
        self._view = view
        view.setParent(self._ground)
        view.show()
        # Chromium forgets the factor with the page.
        view.page_settled.connect(self._arrange)
        self._arrange()

    def show_as(self, device: Device) -> None:
        """Show the page on this screen."""
        self._device = device
        self._arrange()

    def zoom_to(self, zoom: float) -> None:
        """Draw the page in this size; `FIT` for as large as there is room."""
        self._zoom = zoom
        self._arrange()

    def zoom_by_step(self, *, larger: bool) -> None:
        """Draw the page one step larger or smaller."""
        self.zoom_to(next_zoom(self.scale, larger=larger))

    def dress(self, look: Look) -> None:
        """Draw ground and frame in the colours of this look."""
        self._ground.dress(look)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the page the new room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        scale, viewport = self.scale, self.viewport().size()
        if self._device.width_px:
            width, height = round(self._device.width_px * scale), round(self._device.height_px * scale)
            around = 2 * (MARGIN_PX + RIM_PX)
            self._ground.resize(
                max(viewport.width(), width + around), max(viewport.height(), height + around)
            )
            screen = QRect(0, 0, width, height)
            screen.moveCenter(self._ground.rect().center())
            screen.moveTop(max(screen.top(), MARGIN_PX + RIM_PX))
            self._ground.frame(screen)
        else:
            self._ground.resize(viewport)
            screen = QRect(0, 0, viewport.width(), viewport.height())
            self._ground.frame(None)
        if self._view is not None:
            self._view.setGeometry(screen)
            self._view.setZoomFactor(scale)
        self.rearranged.emit()


class _Ground(QWidget):
    """Paints what lies around the page."""

    def __init__(self) -> None:
        super().__init__()
        self._screen: QRect | None = None
        self._colours = ("#ffffff", "#ffffff", "#000000")

    def frame(self, screen: QRect | None) -> None:
        """Draw a frame around this screen; None for none."""
        self._screen = screen
        self.update()

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._colours = (look.colour("sunken"), look.colour("surface"), look.colour("line_strong"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground, and the frame if there is one."""
        ground, rim, line = (QColor(each) for each in self._colours)
        painter = QPainter(self)
        painter.fillRect(event.rect(), ground if self._screen is not None else rim)
        if self._screen is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(line, 1))
            painter.setBrush(rim)
            around = QRectF(self._screen).adjusted(-RIM_PX, -RIM_PX, RIM_PX, RIM_PX)
            painter.drawRoundedRect(around, RADIUS_PX, RADIUS_PX)
        painter.end()
