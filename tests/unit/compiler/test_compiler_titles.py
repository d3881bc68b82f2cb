"""What the compiler words by itself is in the language of the app, and in every language that there is."""

from __future__ import annotations

import string
import tomllib

import pytest

from desktop.compiler.titles import heading
from desktop.paths import resources_folder

APP_WORDS = resources_folder() / "messages" / "app"
HEADINGS = tomllib.loads((APP_WORDS / "en" / "titles.toml").read_text(encoding="utf-8"))


def test_names_are_filled_in() -> None:
    assert heading("en", "section_by", plural="Loans", by="state") == "Loans by state"


def test_a_name_with_braces_stays_a_name() -> None:
    assert heading("en", "form_title", entity="{by}") == "New {by}"


@pytest.mark.parametrize("language", sorted(path.name for path in APP_WORDS.iterdir() if path.is_dir()))
def test_every_language_has_the_same_headings_with_the_same_names(language: str) -> None:
    words = tomllib.loads((APP_WORDS / language / "titles.toml").read_text(encoding="utf-8"))
    assert {key: _names(text) for key, text in words.items()} == {
        key: _names(text) for key, text in HEADINGS.items()
    }


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
