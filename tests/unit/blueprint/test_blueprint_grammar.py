"""The grammar, the parser and the printer speak the same language."""

from pathlib import Path
from random import Random

import pytest
from gbnf_walk import Grammar
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.blueprint import catalogue, gbnf, parse, print_app, read
from desktop.blueprint.colours import COLOUR_NAMES
from desktop.blueprint.nodes import AGGREGATES, CHART_SHAPES, COLLECTION_VIEWS, FIELD_TYPES, FUNCTIONS

SAMPLES = Path(__file__).parents[2] / "samples" / "language"
GRAMMAR = Grammar(gbnf())


def _name_of_reserved_words(random: Random) -> str:
    words = ["and", "or", "is", "not", "by", "of", "where", "showing", "to", "yes", "now", "set", "sum", "&", "7", "if"]
    return " ".join(random.choice(words) for _ in range(random.randint(1, 4))).strip("& ") or "is"


class Awkward(Grammar):
    """Writes names out of the language's own words, which a random walk over letters never would."""

    def _write(self, node: object, random: Random) -> str:
        if node is self.rules["name"] and random.random() < 0.5:
            return _name_of_reserved_words(random)
        return super()._write(node, random)


AWKWARD = Awkward(gbnf())


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_whatever_the_grammar_admits_parses(seed: int):
    """A model that samples under the grammar never writes what the parser cannot read."""
    text = GRAMMAR.sample(Random(seed))
    reading = parse(text)
    assert reading.app is not None
    assert [problem.code for problem in reading.diagnostics] == [], text


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_names_made_of_the_languages_own_words_parse(seed: int):
    """Not even names such as `is not by` make the parser stumble."""
    text = AWKWARD.sample(Random(seed))
    assert GRAMMAR.admits(text), text
    reading = parse(text)
    assert [problem.code for problem in reading.diagnostics] == [], text


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_what_is_admitted_prints_to_something_stable(seed: int):
    """parse → print → parse gives the same tree, for anything the grammar admits."""
    app = parse(GRAMMAR.sample(Random(seed))).app
    assert app is not None
    assert parse(print_app(app)).app == app


@pytest.mark.parametrize("code", [code for code, entry in catalogue().items() if read(entry.right).ok])
def test_the_grammar_admits_what_is_printed_of_right_examples(code: str):
    """Whatever the printer makes of a blueprint without problems belongs to the grammar."""
    app = read(catalogue()[code].right).app
    assert app is not None
    assert GRAMMAR.admits(print_app(app))


@pytest.mark.parametrize("folder", sorted((SAMPLES / "good").iterdir()), ids=lambda folder: folder.name)
def test_the_grammar_admits_what_is_printed_of_samples(folder: Path):
    """The same for whole apps."""
    app = read((folder / "input.blueprint").read_text(encoding="utf-8")).app
    assert app is not None
    assert GRAMMAR.admits(print_app(app))


@pytest.mark.parametrize("code", [code for code in catalogue() if not parse(catalogue()[code].right).diagnostics])
def test_the_grammar_refuses_wrong_form(code: str):
    """A text that the parser complains about is not admitted; the recogniser can say no."""
    wrong = catalogue()[code].wrong
    if parse(wrong).diagnostics:
        assert not GRAMMAR.admits(wrong)


def test_every_word_of_the_tables_is_in_the_grammar():
    """Types, views, shapes, aggregates, functions and colours come from the tables of truth."""
    text = gbnf()
    for word in (*COLLECTION_VIEWS, *CHART_SHAPES, *FUNCTIONS, *(set(FIELD_TYPES) - {"reference"})):
        assert f'"{word}"' in text
    assert all(aggregate in text for aggregate in AGGREGATES)
    assert all(GRAMMAR.admits(name, "colour") for name in COLOUR_NAMES)


def test_the_grammar_is_small():
    """llama.cpp walks this grammar for each token; a large one costs milliseconds."""
    assert len(gbnf()) < 8_000


def test_the_same_grammar_every_time():
    """The room is pure: same bytes."""
    assert gbnf() == gbnf()
