"""What makes one app of another is found, whatever the two are, and said in few lines."""

from pathlib import Path
from random import Random

import pytest
from edit_apps import one
from edit_walks import statement

from desktop.blueprint import parse, read
from desktop.blueprint.edits import apply_script, diff, edit, parse_script, print_script
from desktop.blueprint.nodes import App

SAMPLES = Path(__file__).parents[2] / "samples" / "edits"
FOLDERS = sorted(path for path in SAMPLES.iterdir() if path.is_dir())
A_FEW_LETTERS = 8
"""How much longer a script may be than one that relies on what follows by itself."""

APP = """
app "Shed"
entity Tool
  name: text, required
  state: choice In | Out | Broken
  price: money
  action Lend: set state to Out
  sample "Saw", "In", 3
entity Loan
  tool: to Tool
  sample "Saw"
page Tools
  table of Tool showing name, state; sort by name
  list of Loan
"""


def _app(text: str = APP) -> App:
    app = read(text).app
    assert app is not None
    return app


def _walk(seed: int) -> tuple[App, App]:
    """An app, and what a few random edits have made of it."""
    random = Random(seed)
    old = new = one(random)
    for _ in range(random.randint(1, 5)):
        new = edit(new, statement(new, random)).app or new
    return old, new


@pytest.mark.parametrize("seed", range(20))
def test_any_app_becomes_any_other(seed: int):
    """Also one that has nothing in common with it."""
    random = Random(seed)
    old, new = one(random), one(random)
    assert apply_script(old, diff(old, new)).app == new


@pytest.mark.parametrize("seed", range(40))
def test_what_edits_have_made_is_found(seed: int):
    """Forth and back."""
    old, new = _walk(seed)
    assert apply_script(old, diff(old, new)).app == new
    assert apply_script(new, diff(new, old)).app == old


@pytest.mark.parametrize("seed", range(15))
def test_scripts_that_are_found_are_canonical(seed: int):
    """They can be written down and read again."""
    old, new = _walk(seed)
    script = diff(old, new)
    assert parse_script(print_script(script), old).script == script


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_few_words_are_needed(folder: Path):
    """Hardly more than a person has used for the same."""
    old = _app((SAMPLES / "before.blueprint").read_text(encoding="utf-8"))
    new = _app((folder / "after.blueprint").read_text(encoding="utf-8"))
    script = print_script(diff(old, new))
    assert len(script) <= len((folder / "change.edits").read_text(encoding="utf-8")) + A_FEW_LETTERS
    assert edit(old, script).app == new


def test_nothing_different_is_no_statement():
    """The same app needs no change, wherever its lines stand in their texts."""
    assert diff(_app(), _app("\n\n" + APP)) == ()


@pytest.mark.parametrize(
    "said",
    [
        "in Tool: rename price to worth\n",
        "rename entity Tool to Machine\n",
        "rename page Tools to Everything\n",
        "in Tool: rename option Broken of state to Gone\n",
        "in Tool: rename action Lend to Give away\n",
        "in Tool: add option Sold to state\n",
        "in Tool: change price: money €\n",
        "on Tools, table: set sort by state descending\n",
        "on Tools, list: set view cards\n",
        "on Tools: replace list with: form of Loan\n",
        "in Tool: remove state\n",
        'in Tool: change sample "Saw", "Out", 4\n',
    ],
)
def test_changes_are_said_as_a_person_would(said: str):
    """Where there is a word for a change, that word is found."""
    new = edit(_app(), said).app
    assert new is not None
    assert print_script(diff(_app(), new)) == said


def test_names_that_change_places_are_no_rename():
    """Two fields that swap their types are two changes."""
    new = _app(APP.replace("price: money", "price: text").replace('"Saw", "In", 3', '"Saw", "In", "3"'))
    assert print_script(diff(_app(), new)) == "in Tool: change price: text\n"


def test_an_app_with_an_error_cannot_be_made():
    """What the checks refuse no script can make."""
    broken = parse(APP.replace("list of Loan", "list of Lone")).app
    assert broken is not None
    with pytest.raises(ValueError, match="no script"):
        diff(_app(), broken)
