"""An app brings only words that it says, and every word that it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop.blueprint import parse
from desktop.compiler import compile_app
from desktop.compiler.used_words import keep_used_words

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "blocks").glob("*.blueprint"))


def words_of(text: str) -> dict[str, str]:
    """The words of a compiled app."""
    script = compile_app(parse(text).app).text_of("runtime/words.js")
    return dict(re.findall(r'^    (\w+): (".*"),$', script, re.MULTILINE))


def test_words_are_kept_by_their_key_or_its_beginning():
    words = {"undo": "Undo", "game_lost": "Lost", "game_trivia_food": "…", "other": "Other"}
    assert list(keep_used_words(words, ['say("undo")'])) == ["undo"]
    assert list(keep_used_words(words, ["say(`game_trivia_${category}`)"])) == ["game_trivia_food"]


def test_a_game_does_not_bring_the_questions_of_another():
    snake = words_of('app "S"\n\npage P\n  game snake\n')
    trivia = words_of('app "S"\n\npage P\n  game trivia\n')
    assert not [key for key in snake if key.startswith("game_trivia_")]
    assert [key for key in trivia if key.startswith("game_trivia_")]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_key_that_a_script_names_is_there(path: Path):
    files = compile_app(parse(path.read_text(encoding="utf-8")).app)
    there = words_of(path.read_text(encoding="utf-8"))
    scripts = "\n".join(
        file.text for file in files.files if file.path.startswith("runtime/") and "words" not in file.path
    )
    said = set(re.findall(r'\bsay\("([a-z0-9_]+)"', scripts))
    assert said - there.keys() == set()
