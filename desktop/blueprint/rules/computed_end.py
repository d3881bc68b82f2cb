"""No computed field needs itself to be worked out, not even by way of others."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts, field_names
from desktop.blueprint.kinds import Kinds
from desktop.blueprint.nodes import Entity

_MOST_STEPS = 200
"""How far a circle is followed; a larger one is still reported where it touches itself sooner."""


def computed_end(facts: Facts) -> Iterator[Diagnostic]:
    """Report computed fields that go round in a circle."""
    for entity in facts.entities.values():
        yield from _circles(entity, facts.kinds[entity.name])


def _circles(entity: Entity, kinds: Kinds) -> Iterator[Diagnostic]:
    needs = {
        name: {other for other in field_names(computed.expression) if other in kinds.computed}
        for name, computed in kinds.computed.items()
    }
    for name in _never_ready(needs):
        if _reaches_itself(name, needs):
            yield problem("computed-circular", kinds.computed[name].span, word=name)


def _never_ready(needs: dict[str, set[str]]) -> list[str]:
    """Return what is left when, again and again, all is taken away that needs nothing that is left."""
    open_needs = {name: len(others) for name, others in needs.items()}
    needed_by: dict[str, list[str]] = {name: [] for name in needs}
    for name, others in needs.items():
        for other in others:
            needed_by[other].append(name)
    ready = [name for name, count in open_needs.items() if not count]
    while ready:
        for name in needed_by[ready.pop()]:
            open_needs[name] -= 1
            if not open_needs[name]:
                ready.append(name)
    return [name for name, count in open_needs.items() if count]


def _reaches_itself(start: str, needs: dict[str, set[str]]) -> bool:
    """Return whether a field needs itself, and not only a field that does; steps are bounded."""
    seen: set[str] = set()
    waiting = [*needs[start]]
    while waiting and len(seen) < _MOST_STEPS:
        name = waiting.pop()
        if name == start:
            return True
        if name not in seen:
            seen.add(name)
            waiting.extend(needs[name])
    return False
