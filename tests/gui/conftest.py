"""What every window test shares: the scheme, a home of its own, no sockets out, and no Qt warning.

A warning from Qt fails the test that caused it. The exceptions are listed here, with reasons.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from desktop.preview.start import prepare_browser

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
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give each test its own apps and settings folders."""
    monkeypatch.setenv("HOMESPUN_APPS", str(tmp_path / "apps"))
    monkeypatch.setenv("HOMESPUN_SETTINGS", str(tmp_path / "settings"))
    yield tmp_path
