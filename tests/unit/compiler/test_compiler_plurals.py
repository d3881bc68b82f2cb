"""Records that nobody named are called something in the language of the app."""

from __future__ import annotations

import pytest

from desktop.blueprint import read
from desktop.blueprint.complete import complete
from desktop.blueprint.nodes import LANGUAGES, App
from desktop.compiler.plurals import many_of

APP = """app "Club"
  language {language}
  accounts Leader | Child

entity Song
  name: text, required
  action Tell: notify "New"
  with comments, ratings, favourites, votes

page Songs
  list of Song
  poll "Which?": One | Two
  chat "Talk"
  sign up sheet "Who comes?"
"""


def club(language: str) -> App:
    text = APP.format(language=language)
    reading = read(text if language != "en" else text.replace("  language en\n", ""))
    assert reading.app is not None, reading.diagnostics
    return complete(reading.app)


def test_in_english_they_are_plain_plurals() -> None:
    app = club("en")
    assert {entity.name: many_of(entity.name, app) for entity in app.entities} == {
        "Song": "Songs",
        "Song comment": "Song comments",
        "Song rating": "Song ratings",
        "Song favourite": "Song favourites",
        "Song vote": "Song votes",
        "Poll vote": "Poll votes",
        "Chat message": "Chat messages",
        "Sign up": "Sign ups",
        "Notification": "Notifications",
        "Person": "People",
    }


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en", "fr"}))
def test_in_other_languages_none_of_them_is_english(language: str) -> None:
    app = club(language)
    english = {many_of(entity.name, club("en")) for entity in app.entities}
    assert not english & {many_of(entity.name, app) for entity in app.entities}
    assert many_of("Song", app) == "Song"


def test_in_french_some_words_are_the_same() -> None:
    app = club("fr")
    assert many_of("Poll vote", app) == "Votes du sondage"
    assert many_of("Song comment", app) == "Song\u00a0: commentaires"
