"""What lies over the window for a moment: dimmed ground, a card, Esc closes, the keyboard stays inside.

    sheet = Overlay(window, say("…title"))
    sheet.body.addWidget(…)
    sheet.open()

It is no dialog: the window's work goes on, nothing blocks, and the keyboard goes back to where it was.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.look import LIGHT, XL, XXL, L, Look, S, font, icon, type_factor

SCRIM_ALPHA = 120
SHADOW_STEPS = 10
SHADOW_ALPHA = 7
"""Of each step; they add up where they lie over each other."""
CARD_PX = 560


class Overlay(QWidget):
    """Lies over a whole window while it is open.

    Attributes:
        body: Where the content goes, below the title.
        card: What lies on the dimmed ground.

    Signals:
        closed: It was closed, by whatever way.
    """

    closed = Signal()

    def __init__(
        self, host: QWidget, title: str = "", *, width_px: int = CARD_PX, at_top: bool = False
    ) -> None:
        """Make it, closed.

        Args:
            host: The window, or any widget in it.
            title: Stands in the card beside a button that closes; also for readers. Without one neither
                is there.
            width_px: The card's width at the usual size of type, where the window has it.
            at_top: Whether the card hangs near the top instead of in the middle.
        """
        super().__init__(host.window())
        self._width_px = width_px
        self._at_top = at_top
        self._look = Look(LIGHT)
        self._before: QWidget | None = None
        self.setAccessibleName(title)
        self.card = QFrame(self)
        self.card.setProperty("role", "overlay")
        self.card.setAccessibleName(title)
        rows = QVBoxLayout(self.card)
        rows.setContentsMargins(XL, L, XL, XL)
        rows.setSpacing(L)
        self._close: QPushButton | None = None
        if title:
            rows.addLayout(self._heading(title))
        else:
            rows.setContentsMargins(0, 0, 0, 0)
        self.body = QVBoxLayout()
        self.body.setSpacing(S)
        rows.addLayout(self.body, 1)
        self.window().installEventFilter(self)
        self.hide()

    # --- what others may ask ---------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether it lies over the window now."""
        return not self.isHidden()

    def open(self) -> None:
        """Lie over the window, and take the keyboard."""
        if self.is_open:
            return
        self._before = self.window().focusWidget()
        self.setGeometry(self.window().rect())
        self._place_card()
        self.show()
        self.raise_()
        self.take_focus()

    def close_overlay(self) -> None:
        """Go, and give the keyboard back; nothing happens if it is closed already."""
        if not self.is_open:
            return
        self.hide()
        self.closed.emit()

    def take_focus(self) -> None:
        """Put the keyboard on the first thing of the content; overlays with a better place override this."""
        inside = self._stops()
        first = next((stop for stop in inside if stop is not self._close), None)
        (first or self._close or self).setFocus(Qt.FocusReason.TabFocusReason)

    def place_again(self) -> None:
        """Give the card the size its content has now."""
        if self.is_open:
            self._place_card()

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._look = look
        if self._close is not None:
            self._close.setIcon(icon("close", look.colour("ink_soft")))
        self.update()

    # --- Qt asks ---------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep the window's shortcuts quiet: what is typed here is meant for here."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes; no other key goes on to what lies below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_overlay()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click beside the card closes."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_overlay()
        event.accept()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Give the keyboard back to whoever had it."""
        super().hideEvent(event)
        before, self._before = self._before, None
        if before is not None and self._is_there(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Walk round inside; the window below is out of reach."""
        stops = self._stops()
        if not stops:
            return True
        now = self.window().focusWidget()
        place = stops.index(now) if now in stops else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(place + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Grow and shrink with the window."""
        if event.type() == QEvent.Type.Resize and self.is_open:
            self.setGeometry(self.window().rect())
            self._place_card()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Dim the window, and let the card throw a soft shadow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QColor(self._look.colour("scrim"))
        ground.setAlpha(SCRIM_ALPHA)
        painter.fillRect(event.rect(), ground)
        if self.card.isHidden():
            return
        shade = QColor(self._look.colour("shadow"))
        shade.setAlpha(SHADOW_ALPHA)
        painter.setBrush(shade)
        for step in range(1, SHADOW_STEPS + 1):
            around = QRectF(self.card.geometry()).adjusted(-step, -step / 2, step, step * 1.5)
            painter.drawRoundedRect(around, 14 + step, 14 + step)

    # --- parts of it -----------------------------------------------------------------------------

    def _heading(self, title: str) -> QHBoxLayout:
        words = QLabel(title)
        words.setFont(font("title", strong=True))
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QPushButton()
        self._close.setProperty("role", "icon")
        self._close.setAccessibleName(say("shell_overlay.close"))
        self._close.setToolTip(say("shell_overlay.close_tip"))
        self._close.clicked.connect(self.close_overlay)
        self._close.setIcon(icon("close", self._look.colour("ink_soft")))
        row = QHBoxLayout()
        row.addWidget(words)
        row.addWidget(self._close)
        return row

    def _place_card(self) -> None:
        room = self.rect().adjusted(XL, XL, -XL, -XL)
        width = min(round(self._width_px * type_factor()), room.width())
        wanted = self.card.sizeHint()
        if self.card.hasHeightForWidth():
            wanted = QSize(width, self.card.heightForWidth(width))
        height = min(max(wanted.height(), self.card.minimumSizeHint().height()), room.height())
        top = room.top() + (XXL if self._at_top else max(0, (room.height() - height) // 2))
        height = min(height, room.bottom() - top)
        self.card.setGeometry(QRect(room.left() + (room.width() - width) // 2, top, width, height))
        self.update()

    def _stops(self) -> list[QWidget]:
        """Where Tab halts in here, in order."""
        found: list[QWidget] = []
        one = self.nextInFocusChain()
        while one is not None and one is not self:
            if (
                self.isAncestorOf(one)
                and one.isVisible()
                and one.isEnabled()
                and one.focusPolicy() & Qt.FocusPolicy.TabFocus
                and one.focusProxy() is None
            ):
                found.append(one)
            one = one.nextInFocusChain()
        if self._close in found:
            # Last, though it stands first: whoever opens something wants to use it.
            found.remove(self._close)
            found.append(self._close)
        return found

    def _is_there(self, widget: QWidget) -> bool:
        try:
            return widget.isVisible() and widget.window() is self.window()
        except RuntimeError:
            return False  # Qt has deleted it meanwhile
