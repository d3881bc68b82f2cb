"""Every language says every word of an app, with the facts that belong in it; what it lacks is said in English.

A failing test lists what is missing, so that a translator knows what to write.
"""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

from desktop.blueprint.nodes import LANGUAGES
from desktop.compiler import catalogues
from desktop.compiler.catalogues import FALLBACK, words_of
from desktop.paths import resources_folder

APP_WORDS = resources_folder() / "messages" / "app"
PARTS = sorted(path.stem for path in (APP_WORDS / FALLBACK).glob("*.toml"))
OTHERS = sorted(set(LANGUAGES) - {FALLBACK})

each_part = pytest.mark.parametrize("part", PARTS)
each_language = pytest.mark.parametrize("language", OTHERS)


def own_words(language: str, part: str) -> dict[str, str]:
    """What a language itself says, without the English that fills its holes."""
    path = APP_WORDS / language / f"{part}.toml"
    if not path.is_file():
        return {}
    words: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    return words


def facts_in(sentence: str) -> set[str]:
    """The names in a sentence's {braces}."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@each_part
@each_language
def test_a_language_has_every_word_with_its_facts_and_no_other(language: str, part: str) -> None:
    english, own = words_of(FALLBACK, part), own_words(language, part)
    problems = [f"missing: {key}" for key in english if not own.get(key, "").strip()]
    problems += [f"not in English: {key}" for key in own if key not in english]
    problems += [
        f"{key}: the facts {sorted(facts_in(english[key]))} became {sorted(facts_in(own[key]))}"
        for key in english
        if key in own and facts_in(own[key]) != facts_in(english[key])
    ]
    assert not problems, "\n".join(problems)


@each_language
def test_word_lists_are_lists_without_doubles(language: str) -> None:
    lists = {
        key: own_words(language, part).get(key, "").split(" | ")
        for part in PARTS
        for key, sentence in words_of(FALLBACK, part).items()
        if " | " in sentence and "\n" not in sentence
    }
    doubles = {key: sorted({word for word in words if words.count(word) > 1}) for key, words in lists.items()}
    assert {key: words for key, words in doubles.items() if words} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_to_guess_have_as_many_letters_as_they_say(language: str) -> None:
    games = words_of(language, "games")
    wrong = {
        key: [word for word in words.split(" | ") if len(word) != int(key[-1]) or not word.isalpha()]
        for key, words in games.items()
        if re.fullmatch(r"game_words_\d", key)
    }
    assert {key: words for key, words in wrong.items() if words} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_question_has_one_right_answer_and_three_others(language: str) -> None:
    games = words_of(language, "games")
    lines = [
        line
        for key, text in games.items()
        if key.startswith("game_trivia_") and "\n" in text
        for line in text.strip().split("\n")
    ]
    assert len(lines) == 100
    assert [line for line in lines if len(set(line.split(" | "))) != 5 or line.count(" | ") != 4] == []


def test_what_a_language_lacks_is_said_in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "messages" / "app"
    for language, text in (("en", 'a = "one"\nb = "two"\n'), ("de", 'b = "zwei"\nc = "drei"\n')):
        (folder / language).mkdir(parents=True)
        (folder / language / "base.toml").write_text(text, encoding="utf-8")
    (folder / "en" / "games.toml").write_text('d = "four"\n', encoding="utf-8")
    monkeypatch.setattr(catalogues, "resources_folder", lambda: tmp_path)
    words_of.cache_clear()
    try:
        assert dict(words_of("de", "base")) == {"a": "one", "b": "zwei"}
        assert dict(words_of("de", "games")) == {"d": "four"}
    finally:
        words_of.cache_clear()
