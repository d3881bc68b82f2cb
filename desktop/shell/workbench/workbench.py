"""Where the parts of the workbench lie: the conversation, the running app, and one panel beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.workbench.top_bar import TopBar
from desktop.shell.workbench.views import PREVIEW

CONVERSATION_PX, PANEL_PX = 340, 420
"""How wide the two are at first."""
SMALLEST_CONVERSATION_PX, SMALLEST_STAGE_PX, SMALLEST_PANEL_PX = 270, 300, 320
BESIDE_FROM_PX = SMALLEST_STAGE_PX + SMALLEST_PANEL_PX + 60
"""With less room than this a panel takes the place of the running app instead of standing beside it."""


class Workbench(QWidget):
    """Puts the parts together and shows one view of the app."""

    def __init__(
        self,
        bar: TopBar,
        conversation: QWidget,
        stage: QWidget,
        panel_of: Callable[[str], QWidget | None],
        parent: QWidget | None = None,
    ) -> None:
        """Put it together.

        Args:
            bar: Lies over everything.
            conversation: The left side.
            stage: The running app.
            panel_of: Gives what stands beside the app in a view, when it is first shown; None for nothing.
            parent: Its owner in Qt.
        """
        super().__init__(parent)
        self._bar = bar
        self._panel_of = panel_of
        self._view = PREVIEW
        self._stack = QStackedWidget()
        self._stage = _with_margins(stage, 6, 0, 6)
        self._side = _with_margins(self._stack, 6, 0, 12)
        self._middle = self._splitter("shell_workbench.middle_splitter", self._stage, self._side)
        self._whole = self._splitter("shell_workbench.whole_splitter", conversation, self._middle)
        conversation.setMinimumWidth(SMALLEST_CONVERSATION_PX)
        self._stage.setMinimumWidth(SMALLEST_STAGE_PX)
        self._side.setMinimumWidth(SMALLEST_PANEL_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._whole, 1)
        self.show_sizes(CONVERSATION_PX, PANEL_PX)
        self.show_view(PREVIEW)

    @property
    def view(self) -> str:
        """The view that is shown."""
        return self._view

    @property
    def sizes(self) -> tuple[int, int]:
        """How wide the conversation and the panel are, in pixels; the panel's last width if it is away."""
        if self._side.isVisible() and self._stage.isVisible():
            self._panel_px = self._middle.sizes()[1]
        return self._whole.sizes()[0], self._panel_px

    def show_sizes(self, conversation_px: int, panel_px: int) -> None:
        """Make the conversation and the panel so wide."""
        self._panel_px = panel_px
        self._whole.setSizes([conversation_px, max(self.width() - conversation_px, 1)])

    def show_view(self, view: str) -> None:
        """Show a view: the preview alone, or a panel beside it, or in its place where room is short."""
        _, self._panel_px = self.sizes
        self._view = view
        self._bar.views.show_view(view)
        panel = self._panel_of(view)
        if panel is not None:
            if self._stack.indexOf(panel) < 0:
                self._stack.addWidget(panel)
            self._stack.setCurrentWidget(panel)
        self._lay_out()

    def go_to(self, view: str) -> None:
        """Show a view and give it the keyboard, for those who came with the keyboard."""
        self.show_view(view)
        panel = self._panel_of(view)
        if panel is None:
            return
        # One that is still being filled takes the keyboard itself: Tab leads into it.
        one = next((inside for inside in _after(panel) if _takes_keys(inside)), panel)
        one.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay out anew: there may be room for both, or not any more."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        room_px = self.width() - self._whole.sizes()[0]
        alone = self._view == PREVIEW
        beside = not alone and room_px >= BESIDE_FROM_PX
        was_beside = self._side.isVisibleTo(self._middle) and self._stage.isVisibleTo(self._middle)
        self._side.setVisible(not alone)
        self._stage.setVisible(alone or beside)
        if beside and not was_beside:
            panel_px = min(self._panel_px, room_px - SMALLEST_STAGE_PX)
            self._middle.setSizes([room_px - panel_px, panel_px])

    def _splitter(self, name: str, left: QWidget, right: QWidget) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setAccessibleName(say(name))
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(4)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        return splitter


def _with_margins(inside: QWidget, left_px: int, top_px: int, right_px: int) -> QWidget:
    whole = QWidget()
    whole.setObjectName("stage")
    column = QVBoxLayout(whole)
    column.setContentsMargins(left_px, top_px, right_px, 0)
    column.addWidget(inside)
    return whole


def _after(panel: QWidget) -> Iterator[QWidget]:
    """What lies in a panel, in the order of Tab."""
    one = panel.nextInFocusChain()
    while one is not None and one is not panel:
        if panel.isAncestorOf(one):
            yield one
        one = one.nextInFocusChain()


def _takes_keys(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    return widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & tab == tab
