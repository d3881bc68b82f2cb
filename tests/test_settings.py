"""Settings come back as they were saved, and no settings file keeps anyone from working."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import settings
from desktop.paths import apps_folder, settings_folder, usual_apps_folder
from desktop.settings import Settings


def test_saved_settings_come_back():
    """What was saved is loaded."""
    kept = Settings(
        window_width=900,
        window_height=700,
        window_full=True,
        theme="dark",
        language="de",
        font_percent=130,
        apps_folder=str(Path.home() / "Apps"),
        threads=3,
        model=str(Path.home() / "model.gguf"),
        server="strong.local:8080",
        server_model="coder",
        server_key="secret",
        server_confirmed="strong.local:8080",
        splits=(("workbench", (400, 800)),),
        last_tab="data",
        tour_done=True,
        recent_commands=("undo", "build"),
    )
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
        '{"theme": "plaid"}',
        '{"language": 7}',
        '{"font_percent": 1000}',
        '{"apps_folder": "somewhere"}',
        '{"apps_folder": ["a"]}',
        '{"threads": -1}',
        '{"threads": true}',
        '{"model": "a\\u0000b"}',
        '{"server": 7}',
        '{"server": "a\\nb"}',
        '{"server_confirmed": true}',
        '{"splits": [1]}',
        '{"splits": {"a": ["b"], "": [1], "c": []}}',
        '{"last_tab": "\\n"}',
        '{"tour_done": 1}',
        '{"recent_commands": [1, {}]}',
        "[" * 100_000,
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


def test_one_wrong_entry_leaves_the_others():
    """Nonsense in one place costs nothing in another."""
    facts = {"theme": "dark", "threads": "many", "splits": {"a": [1, 2], "b": "wide"}, "font_percent": 120}
    assert settings.migrate(facts) == Settings(theme="dark", font_percent=120, splits=(("a", (1, 2)),))


def test_apps_go_where_the_person_wants_them(monkeypatch, tmp_path):
    """The folder chosen in the settings is the one that every part of the program uses."""
    monkeypatch.delenv("HOMESPUN_APPS")
    assert apps_folder() == usual_apps_folder()
    settings.save(Settings(apps_folder=str(tmp_path / "mine")))
    assert apps_folder() == tmp_path / "mine"


@pytest.mark.parametrize(
    "text", ["", "[]", '{"apps_folder": 3}', '{"apps_folder": "near"}', '{"apps_folder": ""}']
)
def test_a_damaged_file_leaves_apps_at_the_usual_place(monkeypatch, text):
    """Nothing in a settings file sends an app to nowhere."""
    monkeypatch.delenv("HOMESPUN_APPS")
    settings_folder().mkdir(parents=True)
    (settings_folder() / "settings.json").write_text(text, encoding="utf-8")
    assert apps_folder() == usual_apps_folder()


def test_what_is_remembered_of_use():
    """A splitter's newest sizes count, and the command used last stands first, once."""
    kept = Settings().with_split("a", (1, 2)).with_split("b", (3,)).with_split("a", (5, 6))
    assert kept.split("a") == (5, 6)
    assert kept.split("nobody") == ()
    used = Settings().with_command("one").with_command("two").with_command("one")
    assert used.recent_commands == ("one", "two")


def test_saving_leaves_one_file():
    """Nothing half written stays beside the settings."""
    settings.save(Settings())
    assert [path.name for path in settings_folder().iterdir()] == ["settings.json"]
