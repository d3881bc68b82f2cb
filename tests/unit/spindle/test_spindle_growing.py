"""A remembered app that was taken over gets what the request names and it lacks, and is otherwise left alone."""

from __future__ import annotations

import random

import pytest
from spindle_fakes import BEES, SHED, LabelEngine, app_of, model_files, perfect

from desktop.blueprint import parse, print_app, read
from desktop.blueprint.nodes import App, Block, Chart, Collection, Field, Stat
from desktop.spindle.draft import Spindle
from desktop.spindle.editing.growing import grown
from models.data.apps import whole_apps
from models.data.compose import Composer
from models.data.marks import read_marks
from models.train.reader_batches import training_domains
from models.train.writer_samples import reading_of


class NothingLent:
    """A memory that knows nothing."""

    def field_like(self, name: str) -> Field | None:
        """No usual field."""
        return None

    def block(self, word: str, variant: str) -> Block | None:
        """No block."""
        return None

    def icon(self, words: str) -> str:
        """No icon."""
        return ""


def grow(marked: str, text: str = SHED) -> App:
    """An app, grown by what a marked request names."""
    app = grown(app_of(text), perfect(marked), NothingLent())
    assert read(print_app(app)).diagnostics == ()
    return app


def field(app: App, name: str) -> Field | None:
    """The first entity's field of that name."""
    return next((one for one in app.entities[0].fields if one.name == name), None)


def sections(app: App) -> list:
    """All that is shown."""
    return [section for page in app.pages for section in page.sections]


def test_fields_that_are_not_there_are_added_with_their_types():
    """Each is of the type that was read, with the options and the unit that were named."""
    app = grow(
        "my {entity:tools}: {f.money:price}, {f.choice:room} ({opt:cellar}, {opt:attic}), {f.number:weight} in {unit:kg}"
    )
    assert field(app, "price").type == "money"
    assert [option.lower() for option in field(app, "room").options] == ["cellar", "attic"]
    assert (field(app, "weight").type, field(app, "weight").unit) == ("number", "kg")


@pytest.mark.parametrize(
    "marked",
    [
        "my {entity:tools} with {f.text:borrower} and {f.date:due}",
        "{entity:tools} and their {f.text:condition}, {computed:days left}, a button to {action:give back}",
        "{entity:tools} in a {v.table:table} with {v.search:search} and a {v.filter:filter}, {v.stat:how many are out}",
        "{entity:tools} in a {v.list:list}",
        "who has my {entity:tools}?",
        "nothing in particular",
    ],
)
def test_what_is_there_already_is_not_added_again(marked):
    """An app that has all that was named, whatever it calls it, is the same afterwards."""
    assert grow(marked) == app_of(SHED)


def test_what_was_there_stays_as_it_was():
    """Every field, formula, button, sample and section of before is still there, in its order."""
    before, after = app_of(SHED), grow("{entity:tools} with {f.money:price} on a {v.calendar:calendar}")
    names = [one.name for one in before.entities[0].fields]
    assert [one.name for one in after.entities[0].fields if one.name in names] == names
    assert after.entities[0].computed == before.entities[0].computed
    assert after.entities[0].actions == before.entities[0].actions
    assert len(after.entities[0].samples) == len(before.entities[0].samples)
    kinds = [type(section) for section in sections(before)]
    assert [type(section) for section in sections(after) if type(section) in kinds][: len(kinds)] == kinds
    assert (after.name, after.icon, after.theme) == (before.name, before.icon, before.theme)


def test_views_that_are_not_there_are_added():
    """A calendar, a chart, a number at the top: each by its own kind of section."""
    app = grow("{entity:hives} with {f.date:inspected} on a {v.calendar:calendar}", BEES)
    assert any(isinstance(one, Collection) and one.view == "calendar" for one in sections(app))
    assert any(
        isinstance(one, Chart)
        for one in sections(grow("{entity:hives} with a {v.chart:chart} by {by:queen}", BEES))
    )
    assert any(
        isinstance(one, Stat) for one in sections(grow("{entity:hives}, {v.stat:total honey} on top", BEES))
    )


def test_a_draft_taken_over_whole_is_grown(tmp_path):
    """From words to blueprint: the shed that somebody wrote whole, with the field that this person named."""
    request = read_marks("who has which of my {entity:tools}, with the {f.money:deposit} they paid")
    entries = (("tools", "tool lending", SHED), ("bees", "bee diary", BEES))
    whole = Spindle(
        LabelEngine((request,)), model_files(tmp_path, entries, whole=frozenset({"tools", "bees"}))
    )
    draft = whole.draft(request.text)
    assert draft.made_by == "memory"
    app = parse(draft.text).app
    assert app.name == "Shed Log"
    assert field(app, "deposit").type == "money"
    assert field(app, "borrower") is not None
    assert whole.facts_and_app(request.text)[1] == app


def test_whatever_is_named_a_grown_app_has_no_more_problems_than_before():
    """Invented requests on remembered apps that have nothing to do with them: a strange app, but never a wrong one."""
    apps = [app for app in whole_apps() if app.kind == "data"][::9]
    composer = Composer(training_domains(), 31)
    pick = random.Random(31)
    found = []
    for _ in range(60):
        reading = reading_of(composer.request())
        app = parse(pick.choice(apps).blueprint).app
        after = grown(app, reading, NothingLent())
        reread = read(print_app(after))
        if reread.diagnostics or reread.app != after:
            found.append((reading.request, app.name, [one.message for one in reread.diagnostics]))
    assert found == []
