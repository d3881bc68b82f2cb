"""A script is applied whole or not at all, and says what is wrong with it as the blueprint does."""

from random import Random

import pytest
from edit_apps import APPS, ROOT, one
from edit_walks import statement
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.blueprint import check, parse, print_app, read, render
from desktop.blueprint.edits import Consequence, apply_script, edit, parse_script, print_script
from desktop.blueprint.edits.consequences import KINDS
from desktop.blueprint.edits.statements import AddLine, RemoveLine, Wording
from desktop.blueprint.facts import columns
from desktop.blueprint.nodes import App

APP = """
app "Shed"
  accounts Keeper | Helper
entity Tool
  name: text, required
  state: choice In | Out
  price: money
  double price = price * 2
  action Lend: set state to Out
  sample "Saw", "In", 3
  sample "Drill", "Out", 5
entity Loan
  tool: to Tool
  worth = double price of tool
  again: many Tool
  sample "Saw", "Saw | Drill"
page Tools
  stat "Worth" = sum of double price of Tool
  table of Tool showing name, state; sort by name
page Loans; only Helper
  list of Loan
"""


def _app(text: str = APP) -> App:
    app = read(text).app
    assert app is not None
    return app


def _after(said: str, text: str = APP) -> str:
    applied = edit(_app(text), said)
    assert applied.app is not None, [render(each) for each in applied.diagnostics]
    return print_app(applied.app)


# --- whole or not at all ---------------------------------------------------------------------------


def test_one_wrong_line_changes_nothing():
    """What could have been done is not done either."""
    applied = edit(_app(), 'set name "Barn"\nin Tool: remove colour\n')
    assert applied.app is None
    assert applied.consequences == ()
    assert [each.code for each in applied.diagnostics] == ["unknown-field"]


def test_all_mistakes_are_said_at_once():
    """In the order of the lines."""
    found = edit(_app(), "in Tol: add x: text\nin Tool: remove prce\non Tools, tabel: set search\nfly\n")
    assert [each.code for each in found.diagnostics] == [
        "unknown-entity",
        "unknown-field",
        "no-such-section",
        "unknown-edit",
    ]
    assert [each.span.line for each in found.diagnostics] == [1, 2, 3, 4]


def test_a_problem_is_shown_like_one_of_a_blueprint():
    """Line, caret, nearest name."""
    (problem,) = edit(_app(), "\nin Tool: rename  prce to cost\n").diagnostics
    assert render(problem).split("\n") == [
        "Line 2: Tool has no field called “prce”.",
        "  in Tool: rename  prce to cost",
        "                   ^^^^",
        "  Did you mean “price”? Use the name of one that it has, or add it.",
    ]


def test_a_line_of_the_blueprint_says_where_it_is_wrong():
    """By the same words and with the same caret."""
    (problem,) = edit(_app(), "in Tool: add   weight: nmber kg\n").diagnostics
    assert (problem.code, problem.line_text[problem.span.start : problem.span.end]) == (
        "unknown-type",
        "nmber kg",
    )


def test_what_a_change_breaks_elsewhere_is_said_at_its_line():
    """The line of the script, as there is no other text that a person has before them."""
    (problem,) = edit(_app(), 'set name "Barn"\nin Tool: change price: text\n').diagnostics[:1]
    assert (problem.code, problem.span.line) == ("cannot-reckon", 2)


def test_what_was_wrong_before_does_not_matter():
    """An app with a mistake can be changed, and be put right."""
    broken = parse(APP.replace("sort by name", "sort by nam")).app
    assert broken is not None
    assert edit(broken, 'set name "Barn"').app is not None
    mended = edit(broken, "on Tools, table: set sort by name").app
    assert mended is not None
    assert check(mended) == ()
    unreadable = parse(APP.replace("price * 2", "price *")).app
    assert unreadable is not None
    assert edit(unreadable, 'set name "Barn"').app is not None


def test_a_warning_comes_with_the_app():
    """It does no harm, so the change is made."""
    applied = edit(_app(), "add entity Visit\nin Visit: add day: date\n")
    assert applied.app is not None
    assert [each.code for each in applied.diagnostics] == ["entity-on-no-page"]


def test_a_later_line_may_bring_what_an_earlier_one_needs():
    """Only the end has to be whole."""
    after = _after("in Tool: add late = due < today\nin Tool: add due: date\n")
    assert "late = due < today" in after
    assert read(after).ok


def test_a_text_behind_a_block_is_no_line_of_it():
    """Both can have the word `text`; how far a line is indented tells them apart."""
    after = _after(
        'on Tools: add hero "Ours"\non Tools: add text "Bring gloves."\non Tools, hero: add text "All year."\n'
    )
    assert '  hero "Ours"\n    text "All year."\n  text "Bring gloves."\n' in after


def test_comments_and_blank_lines_mean_nothing():
    """As in a blueprint."""
    assert parse_script("# hello\n\n", _app()).script == ()
    assert edit(_app(), "").app == _app()


def test_statements_can_be_made_by_a_program():
    """They stand nowhere and do the same."""
    script = (RemoveLine("Tool", "", "price"), AddLine("Tool", Wording("due: date")))
    assert print_script(script) == "in Tool: remove price\nin Tool: add due: date\n"
    assert apply_script(_app(), script).app == edit(_app(), print_script(script)).app


def test_the_reference_page_is_true():
    """Its script can be applied to its app, and its words are those that there are."""
    page = (ROOT / "resources" / "language" / "edits.md").read_text(encoding="utf-8")
    app, script = page.split("```")[1].lstrip("\n"), page.split("```")[3].lstrip("\n")
    assert print_script(parse_script(script, _app(app)).script) == script
    after = edit(_app(app), script).app
    assert after is not None
    assert check(after) == ()


# --- what follows ----------------------------------------------------------------------------------


def test_what_follows_is_told_in_order():
    """What is made of a field goes with it, also by way of another entity."""
    found = edit(_app(), "in Tool: remove price\n").consequences
    assert found == (
        Consequence("computed field", "double price", "Tool"),
        Consequence("computed field", "worth", "Loan"),
        Consequence("section", 'stat "Worth" = sum of double price of Tool', "Tools"),
    )


@pytest.mark.parametrize("kind", KINDS)
def test_what_follows_can_be_told_to_people(kind: str):
    """Every kind has a sentence of its own."""
    sentence = Consequence(kind, "price", "Tools", "table of Tool").sentence
    assert sentence.endswith(".")
    assert "Tools" in sentence or "price" in sentence


@pytest.mark.parametrize("seed", range(12))
def test_a_rename_reaches_every_use_and_can_be_taken_back(seed: int):
    """Nothing is left that names it, or the app would not be whole; and nothing else is touched."""
    random = Random(seed)
    app = random.choice([each for each in APPS if each.entities])
    said = [
        (f"rename page {page.name} to Quagga", f"rename page Quagga to {page.name}") for page in app.pages
    ]
    for entity in app.entities:
        place = f"in {entity.name}: rename"
        said.append((f"rename entity {entity.name} to Quagga", f"rename entity Quagga to {entity.name}"))
        said += [
            (f"{place} {each.name} to quagga", f"{place} quagga to {each.name}") for each in columns(entity)
        ]
        for field in entity.fields:
            said += [
                (
                    f"{place} option {each} of {field.name} to Quagga",
                    f"{place} option Quagga of {field.name} to {each}",
                )
                for each in field.options
            ]
    for there, back in random.sample(said, min(12, len(said))):
        if "entity Person" in there:
            continue  # accounts need it under that name
        renamed = edit(app, there)
        assert renamed.app is not None, there
        assert renamed.consequences == ()
        assert edit(renamed.app, back).app == app


def test_a_rename_reaches_other_entities():
    """`double price of tool`, sums, samples by name."""
    after = _after(
        "in Tool: rename double price to twice\nrename entity Tool to Machine\nin Loan: rename tool to it\n"
    )
    assert "worth = twice of it" in after
    assert "again: many Machine" in after
    assert 'sample "Saw", "Saw | Drill"' in after


def test_samples_refer_by_the_first_field_whichever_that_is():
    """References keep to the record when another field comes first."""
    assert 'sample "In", "In | Out"' in _after("in Tool: move state first\n")
    assert 'sample "Drill"' not in _after('in Tool: remove sample "Drill"\n')
    assert '  sample "Saw", "Saw"\n' in _after('in Tool: remove sample "Drill"\n')


def test_who_may_see_a_page_stays_somebody_when_roles_go():
    """A page for helpers is not for everybody once there are no helpers."""
    applied = edit(_app(), "set accounts Keeper | Guest\n")
    assert applied.app is not None
    assert applied.app.pages[1].only == ("Keeper",)
    assert applied.consequences == (Consequence("roles", "Helper", "Loans"),)


def test_what_is_implied_by_a_feature_is_renamed_and_goes_with_it():
    """A vote is a record as well."""
    said = 'in Tool: add with votes\non Tools: add stat "Votes" = count of Tool vote\nin Tool: add liked = votes + 1\n'
    assert "count of Machine vote" in _after(said + "rename entity Tool to Machine\n")
    without = _after(said + "in Tool: remove with votes\n")
    assert "liked" not in without
    assert "Tool vote" not in without


def test_words_in_braces_follow():
    """A note names the field by its new name."""
    said = 'in Tool: add when added: notify "{name}, {price}"\nin Tool: rename price to cost\n'
    assert 'notify "{name}, {cost}"' in _after(said)


def test_a_field_is_shown_only_in_the_one_list_there_is():
    """Where there are two, a person would have to say in which."""
    one_list = _after("in Tool: add due: date\n")
    assert "showing name, state, due" in one_list
    two = _after("on Tools: add list of Tool\nin Tool: add due: date\n")
    assert "showing name, state;" in two


# --- whatever the script ---------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_applied_is_whole(seed: int):
    """The result is what its text says, has no new error, and the script can be written and read again."""
    random = Random(seed)
    app = one(random)
    said = statement(app, random)
    before = print_app(app)
    applied = edit(app, said)
    assert print_app(app) == before
    reading = parse_script(said, app)
    assert parse_script(print_script(reading.script), app).script == reading.script
    if applied.app is None:
        assert all(each.span.line == 1 for each in applied.diagnostics)
    else:
        assert parse(print_app(applied.app)).app == applied.app
        assert all(each.severity == "warning" for each in check(applied.app))


_WORDS = ["in Tool:", "on Tools:", "on Tools, table:", "add", "remove", "change", "rename", "move", "set", "clear", "to", "of",
          "name", "state", "option", "In", "action Lend", "first", "before", "with:", ":", ",", '"Saw"', '"', "table", "stat",
          "where", "sort by", "page", "entity", "Tool", "is", "=", "|", ";", "(", "text", "\n", "only", "sample", "as"]  # fmt: skip


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(_WORDS), max_size=9).map(" ".join) | st.text(max_size=30))
def test_no_text_breaks_it(text: str):
    """Anything can be handed in, and what is wrong has a place."""
    applied = edit(_app(), text)
    assert applied.app is not None or applied.diagnostics
    for problem in applied.diagnostics:
        assert render(problem)


def test_there_are_apps_to_try():
    """The corpus is there."""
    assert len(APPS) > 100
