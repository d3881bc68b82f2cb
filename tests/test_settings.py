"""Settings come back as they were saved, and no settings file keeps anyone from working."""

from __future__ import annotations

import pytest

from desktop import settings
from desktop.paths import settings_folder
from desktop.settings import Settings


def test_saved_settings_come_back():
    """What was saved is loaded."""
    kept = Settings(window_width=900, window_height=700)
    settings.save(kept)
    assert settings.load() == kept


def test_without_a_file_there_are_defaults():
    """The first start has settings too."""
    assert settings.load() == Settings()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"window_width": "wide"}',
        '{"window_width": true}',
        '{"window_height": -5}',
        "\0",
    ],
)
def test_damaged_files_fall_back(text):
    """What cannot be read has its default."""
    settings_folder().mkdir(parents=True)
    (settings_folder() / "settings.json").write_text(text, encoding="utf-8")
    assert settings.load() == Settings()


def test_newer_files_keep_what_is_known():
    """A file of a later version gives what this version knows, and the rest is let go."""
    assert settings.migrate({"version": 99, "window_width": 1000, "holograms": True}) == Settings(
        window_width=1000
    )


def test_saving_leaves_one_file():
    """Nothing half written stays beside the settings."""
    settings.save(Settings())
    assert [path.name for path in settings_folder().iterdir()] == ["settings.json"]
