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
    words = [
        "and",
        "or",
        "is",
        "not",
        "by",
        "of",
        "where",
        "showing",
        "to",
        "yes",
        "now",
        "set",
        "sum",
        "&",
        "7",
        "if",
    ]
    return " ".join(random.choice(words) for _ in range(random.randint(1, 4))).strip("& ") or "is"


class Awkward(Grammar):
    """Refers to things by names made of the language's own words, which a random walk never would.

    Only where things are referred to: a field that is *declared* as `or 7` is recognised wherever
    these words stand, by the rule of the longest known name. And not within an aggregate over records
    that nobody knows: there `of` and `where` are all that tells its parts from each other.
    """

    def _write(self, node: object, random: Random) -> str:
        refers = any(self._open[rule] for rule in ("operand", "section", "set"))
        if node is self.rules["name"] and refers and not self._open["related"] and random.random() < 0.5:
            return _name_of_reserved_words(random)
        return super()._write(node, random)


AWKWARD = Awkward(gbnf())


class Related(Grammar):
    """Adds up over records of entities that the same text declares, wherever it can.

    Over records that nobody knows, `sum of (a) of b / c of d` can only be guessed at.
    """

    def sample(self, random: Random, start: str = "root", budget: int = 500) -> str:
        self._declared: list[str] = []
        self._declares = False
        return super().sample(random, start, budget)

    def _write(self, node: object, random: Random) -> str:
        if node is self.rules["entity"]:
            self._declares = True
        if node is not self.rules["name"]:
            return super()._write(node, random)
        sums_up = self._open["related"] > self._open["summed"]
        name = random.choice(self._declared) if sums_up and self._declared else super()._write(node, random)
        if self._declares:
            self._declared.append(name)
            self._declares = False
        return name


RELATED = Related(gbnf())


def _problems_of_form(text: str) -> list[str]:
    """What the parser says, but for sizes: the grammar knows no largest expression, the parser does."""
    return [each.code for each in parse(text).diagnostics if each.code != "expression-too-large"]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_whatever_the_grammar_admits_parses(seed: int):
    """A model that samples under the grammar never writes what the parser cannot read."""
    text = GRAMMAR.sample(Random(seed))
    assert parse(text).app is not None
    assert _problems_of_form(text) == []


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_names_made_of_the_languages_own_words_parse(seed: int):
    """Not even names such as `is not by` make the parser stumble."""
    text = AWKWARD.sample(Random(seed))
    assert GRAMMAR.admits(text), text
    assert _problems_of_form(text) == [], text


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32))
def test_what_is_admitted_prints_to_something_stable(seed: int):
    """Parse → print → parse gives the same tree, for anything the grammar admits."""
    reading = parse(RELATED.sample(Random(seed)))
    if reading.app is not None and not reading.diagnostics:
        assert parse(print_app(reading.app)).app == reading.app


def test_most_of_what_is_admitted_is_within_the_sizes():
    """The walks above are not empty: nearly all of them are read without a word."""
    seeds = range(60)
    assert sum(not parse(GRAMMAR.sample(Random(seed))).diagnostics for seed in seeds) > 45


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


@pytest.mark.parametrize(
    "code", [code for code in catalogue() if not parse(catalogue()[code].right).diagnostics]
)
def test_the_grammar_refuses_wrong_form(code: str):
    """A text that the parser complains about is not admitted; the recogniser can say no."""
    wrong = catalogue()[code].wrong
    if parse(wrong).diagnostics:
        assert not GRAMMAR.admits(wrong)


def test_every_word_of_the_tables_is_in_the_grammar():
    """Types, views, shapes, aggregates, functions and colours come from the tables of truth."""
    text = gbnf()
    for word in (
        *COLLECTION_VIEWS,
        *CHART_SHAPES,
        *FUNCTIONS,
        *(set(FIELD_TYPES) - {"reference", "references"}),
    ):
        assert f'"{word}"' in text
    assert all(aggregate in text for aggregate in AGGREGATES)
    assert all(GRAMMAR.admits(name, "colour") for name in COLOUR_NAMES)


def test_the_grammar_is_small():
    """llama.cpp walks this grammar for each token; a large one costs milliseconds."""
    assert len(gbnf()) < 40_000


def test_the_same_grammar_every_time():
    """The room is pure: same bytes."""
    assert gbnf() == gbnf()
