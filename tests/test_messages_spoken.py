"""Sentences in other languages: what is there is said, what is not is said in English."""

from __future__ import annotations

import string
import threading
from collections.abc import Iterator

import pytest

from desktop import messages
from desktop.blueprint import read
from desktop.blueprint.diagnostics import catalogue
from desktop.messages import (
    ENGLISH,
    languages,
    nearest_language,
    plural_form,
    say,
    speak,
    speaking,
    spoken,
)


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


@pytest.fixture
def speak_again() -> Iterator[None]:
    yield
    speak(ENGLISH)


TRANSLATED = tuple(code for code, _ in languages() if code != ENGLISH)


def braces_of(text: str) -> set[str]:
    """The facts that a sentence names."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", TRANSLATED)
def test_problems_are_told_in_every_language_with_the_same_facts(code: str) -> None:
    """The codes, the facts and the examples are those of English; what is said is not."""
    here, english = catalogue(code), catalogue()
    assert set(here) <= set(english)
    for name, entry in here.items():
        same = english[name]
        assert braces_of(entry.message) == braces_of(same.message), name
        assert braces_of(entry.hint) == braces_of(same.hint), name
        assert (entry.wrong, entry.right, entry.severity) == (same.wrong, same.right, same.severity), name
    assert sum(here[name].message != english[name].message for name in here) > 0.9 * len(english)


WRONG = 'app "A"\n\nentity T\n  x: nmber\n'


def test_a_problem_is_told_in_the_language_that_is_spoken(speak_again: None) -> None:
    speak("de")
    (problem,) = (one for one in read(WRONG).diagnostics if one.code == "unknown-type")
    assert problem.message == catalogue("de")["unknown-type"].message.format(word="nmber")
    with speaking(ENGLISH):
        (again,) = (one for one in read(WRONG).diagnostics if one.code == "unknown-type")
    assert again.message == catalogue()["unknown-type"].message.format(word="nmber")


def test_another_language_for_a_moment_is_one_threads_own(speak_again: None) -> None:
    """While one thread speaks to the model, another goes on in the person's language."""
    speak("de")
    heard: list[str] = []
    with speaking(ENGLISH):
        other = threading.Thread(target=lambda: heard.append(spoken()))
        other.start()
        other.join()
        heard.append(spoken())
    assert [*heard, spoken()] == ["de", "en", "de"]
