"""What every window test shares: the scheme, a home of its own, no sockets out, and no Qt warning.

A warning from Qt fails the test that caused it. The exceptions are listed here, with reasons.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fake_session import FakeSession
from live_page import Page
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from desktop.preview.start import prepare_browser
from desktop.shell.bridge import Bridge
from desktop.shell.errands import Errands
from desktop.shell.look import Dresser
from desktop.shell.main_window import MainWindow
from desktop.shell.story import OpenSession

# It must come before the QApplication, and pytest imports every test before it runs the first.
prepare_browser()

HERE = Path(__file__).parent
HARMLESS_QT_MESSAGES = (
    # There is no graphics card on a build machine; Chromium draws in software, which is what we want there.
    r"QRhiGles2: Failed to create",
    r"Failed to create RHI for backend",
    r"This plugin does not support createPlatformVulkanInstance",
    r"QVulkanInstance: Failed to initialize Vulkan",
    r"GBM is not supported with the current configuration",
    r"GPUInfo not initialized on GpuInfoUpdate",
    # The offscreen platform has no window manager to tell the smallest size to.
    r"This plugin does not support propagateSizeHints",
    # Nor one that keeps a menu above the others, and the keyboard in it.
    r"This plugin does not support raise",
    r"This plugin does not support grabbing the keyboard",
    # QtWebEngine says so whenever it runs as root; `sandbox_state` reports the same to the person.
    r"Sandboxing disabled by user",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Make every test in this folder fail on a Qt warning that is not listed above."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(*HARMLESS_QT_MESSAGES, extend=True))


@pytest.fixture(autouse=True)
def tidied_here() -> Iterator[None]:
    """Delete what a test leaves behind in this thread: no worker may do it (`desktop/shell/tidying.py`)."""
    gc.disable()
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give each test its own apps and settings folders."""
    monkeypatch.setenv("HOMESPUN_APPS", str(tmp_path / "apps"))
    monkeypatch.setenv("HOMESPUN_SETTINGS", str(tmp_path / "settings"))
    monkeypatch.setenv("HOMESPUN_MODELS", str(tmp_path / "models"))
    yield tmp_path


@pytest.fixture
def session() -> FakeSession:
    """A session that needs no model; a test changes its attributes before it uses the window."""
    return FakeSession()


@pytest.fixture
def errands(qtbot: QtBot) -> Iterator[Errands]:
    """Work beside the window's thread, ended with the test."""
    made = Errands()
    yield made
    made.close()


OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, own_home: Path) -> Iterator[OpenWindow]:
    """Open windows as the application does, and close them in order."""
    dresser = Dresser(qapp)
    windows: list[MainWindow] = []

    def make(open_session: OpenSession, *, second: bool = False) -> MainWindow:
        # A second window keeps nothing of the previews: the first one has their folder.
        storage = None if second else own_home / "settings" / "preview"
        window = MainWindow(Bridge(open_session), storage, dresser.look)
        dresser.changed.connect(window.dress)
        qtbot.addWidget(window)
        window.resize(1100, 700)
        window.show()
        qtbot.waitExposed(window)
        windows.append(window)
        return window

    yield make
    for window in windows:
        window.close()
    # The pages and their profile are deleted by the event loop; the next test wants the folder free.
    qtbot.wait(50)
    dresser.deleteLater()


@pytest.fixture
def window(open_window: OpenWindow, session: FakeSession) -> MainWindow:
    return open_window(session)


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> Page:
    return Page(window, qtbot)
