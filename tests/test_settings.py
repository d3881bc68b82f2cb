"""Settings come back as they were saved, and no settings file keeps anyone from working."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop import settings
from desktop.errors import HubError
from desktop.hub import Hub
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


def choose_for_everybody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str) -> None:
    """Write what whoever looks after this computer has chosen."""
    file = tmp_path / "defaults.json"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setenv("HOMESPUN_DEFAULTS", str(file))


def test_what_is_chosen_for_everybody_counts_until_a_person_chooses(monkeypatch, tmp_path):
    """Entry by entry, and a window that was moved pins nothing else."""
    choose_for_everybody(
        monkeypatch, tmp_path, '{"language": "fr", "server": "strong.local:8080", "theme": "dark"}'
    )
    assert settings.load() == Settings(language="fr", server="strong.local:8080", theme="dark")
    settings.save(replace(settings.load(), window_width=1000, theme="system"))
    choose_for_everybody(monkeypatch, tmp_path, '{"language": "de", "theme": "light"}')
    assert settings.load() == Settings(language="de", window_width=1000, theme="system")


def test_nonsense_of_a_person_leaves_what_is_chosen_for_everybody(monkeypatch, tmp_path):
    """And nonsense for everybody leaves what the program has."""
    choose_for_everybody(monkeypatch, tmp_path, '{"language": "fr", "threads": "all"}')
    settings_folder().mkdir(parents=True)
    (settings_folder() / "settings.json").write_text('{"language": 7}', encoding="utf-8")
    assert settings.load() == Settings(language="fr")


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "[" * 100_000, '{"apps_folder": 7}'])
def test_a_damaged_file_for_everybody_is_as_none(monkeypatch, tmp_path, text):
    """It keeps nobody from working, and sends no app to nowhere."""
    choose_for_everybody(monkeypatch, tmp_path, text)
    monkeypatch.delenv("HOMESPUN_APPS")
    assert settings.load() == Settings()
    assert apps_folder() == usual_apps_folder()


def test_apps_of_everybody_go_into_each_home(monkeypatch, tmp_path):
    """One file for all names a folder in the home of each; who chooses another has that, or the usual one."""
    choose_for_everybody(monkeypatch, tmp_path, '{"apps_folder": "~/share/apps"}')
    monkeypatch.delenv("HOMESPUN_APPS")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "Łucja Ōé")
    assert apps_folder() == tmp_path / "Łucja Ōé" / "share" / "apps"
    assert settings.load().apps_folder == str(apps_folder())
    settings.save(replace(settings.load(), apps_folder=str(tmp_path / "mine")))
    assert apps_folder() == tmp_path / "mine"
    settings.save(replace(settings.load(), apps_folder=""))
    assert apps_folder() == usual_apps_folder()


def test_nothing_is_fetched_where_that_is_switched_off(monkeypatch, tmp_path):
    """Neither asked for nor looked for; no test here may open a connection, and this one does not try."""
    choose_for_everybody(monkeypatch, tmp_path, '{"downloads": false}')
    hub = Hub("https://hub.example")
    for asked in (lambda: hub.ask("/api/models", {}, "x"), lambda: hub.pieces("a/b", "main", "c.gguf", 0)):
        with pytest.raises(HubError) as caught:
            asked()
        assert caught.value.key == "hub_switched_off"
