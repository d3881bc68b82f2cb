"""Carries a change through an app: renames everywhere, and lets go what cannot stand any more.

A statement says only what it changes itself. What is gone by that is found by comparing the app before
and after, and everything that uses it is written anew; what goes then may take more with it, so this is
done until nothing more is gone.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.blueprint.complete import KINDS, feature_entity, reference_of
from desktop.blueprint.dependencies import Column
from desktop.blueprint.edits.consequences import Consequence
from desktop.blueprint.edits.lost import lost
from desktop.blueprint.edits.refitting import refit_samples
from desktop.blueprint.edits.renames import Names
from desktop.blueprint.edits.rewriting import rewrite
from desktop.blueprint.edits.showing import ask_for_required, show_added
from desktop.blueprint.edits.unfitting import drop_unfitting
from desktop.blueprint.nodes import App

NO_NAMES = Names()


@dataclass(frozen=True)
class Change:
    """What a statement does by itself.

    Attributes:
        app: The app with that and nothing else changed.
        names: What is called otherwise or gone by it, to be carried through that app.
        added: Fields and computed fields that are new, by entity and name.
    """

    app: App
    names: Names = NO_NAMES
    added: tuple[Column, ...] = ()


def settle(before: App, change: Change) -> tuple[App, tuple[Consequence, ...]]:
    """Return the app with a change and all that follows from it, and what followed, in order."""
    notes: list[Consequence] = []
    app = change.app
    names = _together(change.names, lost(before, app, NO_NAMES))
    _note_pages(app, names, change.names, notes)
    while names:
        written, found = rewrite(app, names)
        notes += found
        gone = lost(app, written, names)
        _note_pages(written, gone, NO_NAMES, notes)
        app, names = written, gone
    for step in (refit_samples, drop_unfitting, ask_for_required):
        app, found = step(before, app, change.names)
        notes += found
    app, found = show_added(app, change.added)
    return app, (*notes, *found)


def renamed_entity(app: App, name: str, to: str) -> Names:
    """Return what is called otherwise when an entity is, also of what its features imply."""
    entities: dict[str, str | None] = {name: to}
    columns: dict[Column, str | None] = {}
    entity = next(each for each in app.entities if each.name == name)
    for feature in entity.features:
        if feature in KINDS:
            kept = feature_entity(name, feature)
            entities[kept] = feature_entity(to, feature)
            columns[kept, reference_of(name)] = reference_of(to)
    return Names(entities, columns)


def _together(one: Names, other: Names) -> Names:
    return Names(
        {**other.entities, **one.entities},
        {**other.columns, **one.columns},
        {**other.options, **one.options},
        {**other.pages, **one.pages},
        {**other.roles, **one.roles},
        one.fixed | other.fixed,
        one.nobody or other.nobody,
    )


def _note_pages(app: App, gone: Names, asked: Names, notes: list[Consequence]) -> None:
    """Note pages that go because nothing is left on them."""
    for page in app.pages:
        if page.name in gone.pages and gone.page(page.name) is None and page.name not in asked.pages:
            notes.append(Consequence("page", page.name))
