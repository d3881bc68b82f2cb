"""How the window was left: its size, the widths of its parts, and the view that was in sight."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.shell.workbench import VIEWS

if TYPE_CHECKING:
    from desktop.settings import Settings
    from desktop.shell.main_window import MainWindow

BENCH = "workbench"


def put_as_left(window: MainWindow, kept: Settings) -> None:
    """Give a new window the shape that the last one had."""
    window.resize(kept.window_width, kept.window_height)
    sizes = kept.split(BENCH)
    if len(sizes) == 2:
        window.bench.show_sizes(*sizes)
    if kept.last_tab in VIEWS:
        window.bench.show_view(kept.last_tab)


def as_left(window: MainWindow, kept: Settings) -> Settings:
    """Return the settings with the shape that a window has now."""
    size = window.normalGeometry().size()
    with_shape = replace(
        kept,
        window_width=size.width(),
        window_height=size.height(),
        window_full=window.isMaximized(),
        last_tab=window.bench.view,
    )
    return with_shape.with_split(BENCH, window.bench.sizes)
