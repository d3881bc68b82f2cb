"""Blocks are read, printed and checked by their descriptions."""

from __future__ import annotations

from random import Random

import pytest
from gbnf_walk import Grammar
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.blueprint import gbnf, parse, print_app, read, to_plain
from desktop.blueprint.blocks import BLOCKS, FAMILIES
from desktop.blueprint.blocks.spec import SHAPES
from desktop.blueprint.nodes import Block, Item

HEAD = 'app "Class"\n\nentity Student\n  name: text\n  born: date\n\npage Today\n'


def section(lines: str) -> Block:
    """The first block of a page, whose form has nothing wrong with it."""
    reading = parse(HEAD + lines)
    assert [each.code for each in reading.diagnostics] == []
    found = reading.app.pages[0].sections[0]
    assert isinstance(found, Block)
    return found


def codes(lines: str) -> list[str]:
    """What is wrong with a page."""
    return [each.code for each in read(HEAD + lines).diagnostics if each.code != "entity-on-no-page"]


def test_a_bare_word_is_a_whole_block():
    found = section("  timer pomodoro\n")
    assert (found.word, found.variant, found.options) == ("timer", "pomodoro", ())


def test_heading_words_and_wishes_are_told_apart():
    found = section('  picker wheel "Who starts: you?": Anna | "Ben, the tall" | Cem\n')
    assert (found.label, found.words) == ("Who starts: you?", ("Anna", "Ben, the tall", "Cem"))


def test_lines_belong_to_the_block_above_them_however_they_are_indented():
    deep = '  quiz "Capitals"\n    question "France?": Paris | Lyon\n'
    flat = '  quiz "Capitals"\n  question "France?": Paris | Lyon\n'
    assert parse(HEAD + deep).app == parse(HEAD + flat).app
    (item,) = section(deep).items
    assert item == Item("question", "France?", words=("Paris", "Lyon"))


def test_what_follows_a_block_is_a_section_again():
    sections = parse(HEAD + '  timer stopwatch\n  table of Student\n  text "Hello"\n').app.pages[0].sections
    assert [type(each).__name__ for each in sections] == ["Block", "Collection", "Paragraph"]


def test_wishes_are_kept_in_the_order_of_the_language():
    one = parse(HEAD + "  timer intervals; rounds 3; work 30\n").app
    other = parse(HEAD + "  timer intervals; work 30; rounds 3\n").app
    assert one == other
    assert "timer intervals; work 30; rounds 3" in print_app(one)


def test_inputs_are_fields_and_formulas_of_their_own():
    found = section('  calculator "Tip"\n    bill: money €\n    tip = bill * 0.1\n')
    assert [field.name for field in found.fields] == ["bill"]
    assert [each.name for each in found.computed] == ["tip"]
    assert found.inputs.fields == found.fields


def test_a_block_may_work_with_records():
    found = section("  picker wheel of Student\n")
    assert found.entity == "Student"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("  timer hourglass\n", "unknown-variant"),
        ("  timer countdown; minuts 5\n", "unknown-block-clause"),
        ("  timer countdown; minutes soon\n", "clause-not-number"),
        ("  timer countdown; minutes 99999\n", "clause-bounds"),
        ("  timer countdown; minutes 1; minutes 2\n", "said-twice"),
        ("  picker wheel of Studnt\n", "unknown-entity"),
        ("  game snake; speed quick\n", "unknown-clause-word"),
        ("  game snake; colour greenish\n", "unknown-colour"),
        ('  hero "Hello"\n    button "Go"; to Nowhere\n', "unknown-page"),
        ('  hero "Hello"\n    buton "Go"; to Today\n', "unknown-block-line"),
        ("  hero\n", "missing-text"),
        ('  calculator "Tip"\n    bill: money\n', "block-needs-inputs"),
    ],
)
def test_what_is_wrong_is_said(lines: str, code: str):
    assert code in codes(lines)


def test_the_nearest_word_is_offered():
    (found,) = read(HEAD + "  timer cuntdown\n  table of Student\n").diagnostics
    assert "countdown" in found.hint


def test_every_family_is_of_one_name_and_every_shape_is_known():
    for family in FAMILIES:
        name = family.__name__.rpartition(".")[2]
        assert {spec.family for spec in family.BLOCKS} <= {name}
    for spec in BLOCKS.values():
        clauses = [*spec.clauses, *(each for found in spec.of_variant.values() for each in found)]
        clauses += [clause for line in spec.lines for clause in line.clauses]
        assert {clause.shape for clause in clauses} <= set(SHAPES)
        assert set(spec.of_variant) <= set(spec.variants)


def test_no_clause_is_the_beginning_of_another_words_clause_by_accident():
    """`long break` is not read as `long`; the longest word counts, and no two are the same."""
    for spec in BLOCKS.values():
        for variant in spec.variants or ("",):
            words = [clause.word for clause in spec.clauses_of(variant)]
            assert len(words) == len(set(words)), (spec.word, variant)


BLOCK_RULES = Grammar(gbnf())


@pytest.mark.parametrize("word", BLOCKS)
@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_whatever_the_grammar_says_of_a_block_parses_and_prints(word: str, seed: int):
    """Read, print, read: the same tree, for every block by itself."""
    rule = "b-" + word.replace(" ", "-")
    text = HEAD + BLOCK_RULES.sample(Random(seed), rule)
    first = parse(text)
    assert [each.code for each in first.diagnostics if each.code != "expression-too-large"] == []
    assert len(first.app.pages[0].sections) == 1
    again = parse(print_app(first.app))
    assert again.app == first.app
    assert print_app(again.app) == print_app(first.app)
    assert to_plain(again.app)["pages"][0]["sections"][0]["kind"] == word
