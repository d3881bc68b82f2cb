"""Sentences in other languages: what is there is said, what is not is said in English."""

from __future__ import annotations

import pytest

from desktop import messages
from desktop.messages import languages, nearest_language, plural_form, say, speak, spoken


@pytest.fixture
def catalogues(tmp_path, monkeypatch):
    """A world of two small catalogues; English is spoken again afterwards."""
    for language, text in (
        ("en", 'hello = "Hello {name}"\nbye = "Bye"\napps = { one = "{count} app", other = "{count} apps" }'),
        ("de", 'hello = "Hallo {name}"\napps = { one = "{count} App", other = "{count} Apps" }'),
        ("zh", 'apps = { other = "{count} 个应用" }'),
    ):
        folder = tmp_path / "messages" / language
        folder.mkdir(parents=True)
        (folder / "room.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(messages, "resources_folder", lambda: tmp_path)
    messages._catalogue.cache_clear()
    yield
    messages._catalogue.cache_clear()
    speak("en")


def test_what_a_language_has_is_said_in_it(catalogues):
    speak("de")
    assert spoken() == "de"
    assert say("room.hello", name="Ada") == "Hallo Ada"


def test_what_it_lacks_is_said_in_english(catalogues):
    """Entry by entry, and also where there is no catalogue at all."""
    speak("de")
    assert say("room.bye") == "Bye"
    speak("fr")
    assert say("room.hello", name="Ada") == "Hello Ada"
    assert say("room.apps", count=2) == "2 apps"


def test_numbers_have_their_forms(catalogues):
    """Each language counts in its own way, English also where it stands in for another."""
    assert (say("room.apps", count=1), say("room.apps", count=0)) == ("1 app", "0 apps")
    speak("de")
    assert (say("room.apps", count=1), say("room.apps", count=3)) == ("1 App", "3 Apps")
    speak("zh")
    assert say("room.apps", count=1) == "1 个应用"


@pytest.mark.parametrize(
    ("language", "count", "form"),
    [
        ("en", 0, "other"),
        ("fr", 0, "one"),
        ("fr", 1.5, "one"),
        ("pt", 2, "other"),
        ("es", 1, "one"),
        ("zh", 1, "other"),
    ],
)
def test_forms_by_language(language, count, form):
    assert plural_form(language, count) == form


def test_a_language_nobody_speaks_is_english(catalogues):
    speak("tlh")
    assert spoken() == "en"


@pytest.mark.parametrize(
    ("wished", "code"),
    [(["de-AT"], "de"), (["nl-NL", "pt_BR"], "pt"), (["zh-Hans-CN"], "zh"), (["C"], "en"), ([], "en")],
)
def test_the_computers_own_language_is_taken_if_it_is_one_of_ours(wished, code):
    assert nearest_language(wished) == code


def test_a_missing_key_is_a_mistake(catalogues):
    with pytest.raises(KeyError):
        say("room.nothing")


def test_six_languages():
    assert [code for code, _ in languages()] == ["en", "de", "fr", "es", "pt", "zh"]
