"""What was there before a change and is not any more, also of what features, accounts and blocks imply."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.blueprint.complete import complete
from desktop.blueprint.dependencies import Column
from desktop.blueprint.edits.renames import Names, Option
from desktop.blueprint.facts import columns
from desktop.blueprint.nodes import App, Entity, Field


def lost(before: App, after: App, names: Names) -> Names:
    """Return what is gone, by the names of today.

    Args:
        before: The app before.
        after: The app after a change, in which what uses names may still name what is gone.
        names: What the change has renamed or taken away already.
    """
    there = {entity.name: entity for entity in complete(after).entities}
    entities: dict[str, str | None] = {}
    gone_columns: dict[Column, str | None] = {}
    options: dict[Option, str | None] = {}
    fixed: set[Column] = set()
    for entity in complete(before).entities:
        name = names.entity(entity.name)
        if name is None:
            continue
        if name not in there:
            entities[name] = None
            continue
        _of_entity(entity, there[name], names, gone_columns, options, fixed)
    return Names(
        entities,
        gone_columns,
        options,
        dict.fromkeys(_pages(before, after, names)),
        {role: None for each in before.roles if (role := names.role(each)) and role not in after.roles},
        frozenset(fixed),
        nobody=bool(before.roles) and not after.roles and not names.nobody,
    )


def _of_entity(
    before: Entity,
    after: Entity,
    names: Names,
    gone: dict[Column, str | None],
    options: dict[Option, str | None],
    fixed: set[Column],
) -> None:
    there: Mapping[str, object] = {each.name: each for each in columns(after)}
    for each in columns(before):
        name = names.column(before.name, each.name)
        if name is None:
            continue
        found = there.get(name)
        if found is None:
            gone[after.name, name] = None
        elif isinstance(each, Field):
            if not isinstance(found, Field):
                if (before.name, each.name) not in names.fixed:
                    fixed.add((after.name, name))
            elif found.options:
                for option in each.options:
                    new = names.option((before.name, each.name), option)
                    if new is not None and new not in found.options:
                        options[after.name, name, new] = None


def _pages(before: App, after: App, names: Names) -> list[str]:
    """Return the pages that are gone, and those that nothing is left on, of which one stays."""
    there = {page.name: page for page in after.pages}
    gone, emptied = [], []
    for page in before.pages:
        name = names.page(page.name)
        if name is not None and name not in there:
            gone.append(name)
        elif name is not None and page.sections and not there[name].sections:
            emptied.append(name)
    if len(emptied) == len(after.pages):
        emptied = emptied[1:]
    return [*gone, *emptied]
