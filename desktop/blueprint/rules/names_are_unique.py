"""No two things that are called by name in one place have the same name.

Case is ignored: `Tool` and `tool` would be told apart by the program but not by a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts, columns
from desktop.blueprint.nodes import Span


def names_are_unique(facts: Facts) -> Iterator[Diagnostic]:
    """Report each name that was given before in the same place."""
    app = facts.app
    yield from _repeated((entity.name, entity.span) for entity in app.entities)
    yield from _repeated((page.name, page.span) for page in app.pages)
    for entity in app.entities:
        yield from _repeated((each.name, each.span) for each in columns(entity))
        yield from _repeated((action.label, action.span) for action in entity.actions)


def _repeated(names: Iterable[tuple[str, Span]]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for name, span in names:
        key = name.casefold()
        if key and key in seen:
            yield problem("name-taken", span, word=name)
        seen.add(key)
