"""The grammar of scripts for an app admits what changes that app, and nothing that names what is not there."""

from pathlib import Path
from random import Random

import pytest
from edit_apps import one
from edit_walks import statement
from gbnf_walk import Grammar

from desktop.blueprint import read
from desktop.blueprint.edits import diff, edit, edit_gbnf, parse_script, print_script

SAMPLES = Path(__file__).parents[2] / "samples" / "edits"
FOLDERS = sorted(path for path in SAMPLES.iterdir() if path.is_dir())
BEFORE = read((SAMPLES / "before.blueprint").read_text(encoding="utf-8")).app
GRAMMAR = Grammar(edit_gbnf(BEFORE))
NAMES_WHAT_IT_ADDS = ("remove-only", "role-rename")
"""Scripts that take away again what they have added, which a grammar cannot know by name."""

OF_FORM = {
    "unknown-edit",
    "edit-unfinished",
    "unknown-setting",
    "unknown-part",
    "no-such-wish",
    "unknown-section",
}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_scripts_are_admitted(folder: Path):
    """Those that people wrote, and those that are found by comparing."""
    if folder.name not in NAMES_WHAT_IT_ADDS:
        assert GRAMMAR.admits((folder / "change.edits").read_text(encoding="utf-8"))
    after = read((folder / "after.blueprint").read_text(encoding="utf-8")).app
    script = diff(BEFORE, after)
    assert not script or GRAMMAR.admits(print_script(script))


@pytest.mark.parametrize("seed", range(8))
def test_scripts_for_any_app_are_admitted(seed: int):
    """Whatever makes another app of it."""
    random = Random(seed)
    old = new = one(random)
    for _ in range(4):
        new = edit(new, statement(new, random)).app or new
    other = one(random)
    grammar = Grammar(edit_gbnf(old))
    for script in (diff(old, new), diff(old, other)):
        assert not script or grammar.admits(print_script(script))


@pytest.mark.parametrize("seed", range(60))
def test_what_is_admitted_can_be_read(seed: int):
    """A model that writes under the grammar makes no mistake of form."""
    text = GRAMMAR.sample(Random(seed), budget=80)
    found = {each.code for each in parse_script(text, BEFORE).diagnostics}
    assert not found & OF_FORM, text


@pytest.mark.parametrize(
    "said",
    [
        "in Plnt: add x: text",
        "in Plant: remove nmae",
        "in Plant: rename action Watr to X",
        "in Plant: remove option Kitchn from room",
        "remove page Plant",
        "on Plant: add divider",
        "on Report, chart: set goal 5",
        "delete page Report",
        "set sort by name",
    ],
)
def test_what_is_not_there_is_refused(said: str):
    """Names of this app, and wishes that a section can have."""
    assert not GRAMMAR.admits(said + "\n")


def test_what_a_script_adds_may_be_named_behind_it():
    """An entity that is new takes lines once it is there."""
    assert GRAMMAR.admits("add entity Visit\nin Visit: add day: date\n")
    assert not GRAMMAR.admits("in Visit: add day: date\n")


def test_the_grammar_is_of_a_size_that_a_model_can_take():
    """And the same app gives the same bytes."""
    text = edit_gbnf(BEFORE)
    assert len(text) < 60_000
    assert text == edit_gbnf(BEFORE)
