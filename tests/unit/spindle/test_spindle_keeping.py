"""The gate: a written draft is taken only if it keeps to what was asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spindle_fakes import SHED, app_of

from desktop.blueprint.nodes import Action, Assignment, Computed, Entity, Field, Number, Page, Theme, YesNo
from desktop.spindle.keeping import core, dressed, keeps

APP = app_of(SHED)
(TOOL,) = APP.entities
DUE = TOOL.fields[2]


def with_tool(**changes) -> object:
    """The app with another Tool."""
    return replace(APP, entities=(replace(TOOL, **changes),))


def test_the_same_app_is_kept():
    """What says the same passes, also without the samples and the about line."""
    assert keeps(APP, APP)
    assert keeps(core(APP), APP)


@pytest.mark.parametrize(
    "written",
    [
        with_tool(fields=TOOL.fields[::-1]),
        with_tool(computed=(*TOOL.computed, Computed("one", Number(1)))),
        with_tool(actions=(*TOOL.actions, Action("Lose", (Assignment("returned", YesNo(False)),)))),
        replace(APP, pages=(replace(APP.pages[0], name="Other"), Page("More", APP.pages[0].sections))),
        replace(APP, icon="🪚"),
    ],
    ids=["order", "more computed", "more actions", "pages", "icon"],
)
def test_arranging_is_free(written):
    """Order, pages, icons and more buttons are the writer's to choose."""
    assert keeps(written, APP)


@pytest.mark.parametrize(
    "written",
    [
        with_tool(fields=TOOL.fields[1:]),
        with_tool(fields=(*TOOL.fields, Field("mood", "text"))),
        with_tool(fields=(*TOOL.fields[:2], replace(DUE, type="text"), *TOOL.fields[3:])),
        with_tool(fields=(*TOOL.fields[:4], replace(TOOL.fields[4], options=("Good",)))),
        with_tool(computed=()),
        with_tool(actions=()),
        with_tool(name="Gadget"),
        replace(APP, entities=()),
        replace(APP, entities=(TOOL, Entity("Shed", (Field("name", "text"),)))),
        replace(APP, name="Other"),
        replace(APP, theme=Theme(accent="red")),
        replace(APP, pages=(replace(APP.pages[0], sections=APP.pages[0].sections[1:]),)),
    ],
    ids=[
        "field missing", "field from nowhere", "type", "options", "computed", "action", "entity name",
        "no entities", "entity from nowhere", "name", "theme", "stat missing",
    ],
)  # fmt: skip
def test_what_was_asked_must_be_there_and_nothing_from_nowhere(written):
    """A missing or an extra field, entity, type, option, button, colour or view is refused."""
    assert not keeps(written, APP)


def test_the_core_is_all_but_about_and_samples():
    """The writer is spared what the assembler knows as well."""
    bare = core(replace(APP, about="For my shed"))
    assert bare.about == ""
    assert bare.entities[0].samples == ()
    assert bare.entities[0].fields == TOOL.fields


def test_a_draft_is_dressed_with_samples_only_where_the_fields_are_in_order():
    """Samples are values in the order of the fields: in another order they would be nonsense."""
    assembled = replace(APP, about="For my shed")
    assert dressed(core(assembled), assembled) == assembled
    turned = core(with_tool(fields=TOOL.fields[::-1]))
    assert dressed(turned, assembled).entities[0].samples == ()
