"""What makes each take different from the others, in plain words. Pure; knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.blueprint.nodes import App, Block, Chart, Collection, Entity, Form, Page, Stat
from desktop.messages import say

MOST_NAMES = 5
"""Past so many names in a line, only their number is said."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One line under a picture: a label such as “Pages”, and what only this take has of it."""

    label: str
    words: str


def differences(apps: tuple[App, ...]) -> tuple[tuple[Difference, ...], ...]:
    """Say for each app what not all of them have.

    Args:
        apps: The takes on one request, in order.

    Returns:
        For each app at most four lines: what it keeps, fields of what all keep, pages, kinds of views. An app
        that has nothing of its own gets none.
    """
    kept = _unshared(tuple(_names(entity.name for entity in app.entities) for app in apps))
    fields = _unshared(tuple(_names(_fields_of_shared(app, apps)) for app in apps))
    pages = _unshared(tuple(_names(page.name for page in app.pages) for app in apps))
    shapes = _unshared(tuple(_names(_shapes(app.pages)) for app in apps))
    labels = (say("shell_takes.keeps"), say("shell_takes.asks"), say("shell_takes.pages"))
    return tuple(
        tuple(
            Difference(label, _listed(names))
            for label, names in zip((*labels, say("shell_takes.shows")), of_one, strict=True)
            if names
        )
        for of_one in zip(kept, fields, pages, shapes, strict=True)
    )


def _names(names: Iterable[str]) -> dict[str, str]:
    """Names in order, each once, by how they compare: people do not tell `Name` from `name`."""
    return {name.casefold(): name for name in names}


def _unshared(having: tuple[dict[str, str], ...]) -> tuple[tuple[str, ...], ...]:
    """Leave out what all have."""
    shared = set(having[0]).intersection(*having[1:]) if having else set()
    return tuple(tuple(name for key, name in names.items() if key not in shared) for names in having)


def _fields_of_shared(app: App, apps: tuple[App, ...]) -> Iterator[str]:
    """The fields of the kinds of records that all apps keep; those of others go without saying."""
    kinds = [{entity.name.casefold() for entity in one.entities} for one in apps]
    shared = kinds[0].intersection(*kinds[1:])
    for entity in app.entities:
        if entity.name.casefold() in shared:
            yield from _field_names(entity)


def _field_names(entity: Entity) -> Iterator[str]:
    yield from (field.name for field in entity.fields)
    yield from (computed.name for computed in entity.computed)


def _shapes(pages: Iterable[Page]) -> Iterator[str]:
    """How an app shows things: the kinds of its views, and its blocks by their words."""
    for page in pages:
        for section in page.sections:
            match section:
                case Collection(view=view):
                    yield say(f"shell_takes.view_{view.replace(' ', '_')}")
                case Chart():
                    yield say("shell_takes.view_chart")
                case Form():
                    yield say("shell_takes.view_form")
                case Stat():
                    yield say("shell_takes.view_stat")
                case Block(word=word):
                    yield word
                case _:
                    pass


def _listed(names: tuple[str, ...]) -> str:
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    shown = names[: MOST_NAMES - 1]
    return say("shell_takes.and_more", names=", ".join(shown), count=len(names) - len(shown))
