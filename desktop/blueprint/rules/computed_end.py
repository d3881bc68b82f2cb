"""No computed field needs itself to be worked out, not even by way of other records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop.blueprint.app_kinds import needs_of
from desktop.blueprint.dependencies import Column, in_order
from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.kinds import Kinds

_MOST_STEPS = 200
"""How far a circle is followed; a larger one is still reported where it touches itself sooner."""


def computed_end(facts: Facts) -> Iterator[Diagnostic]:
    """Report computed fields that go round in a circle."""
    yield from _circles(facts.kinds)
    for inputs in facts.inputs.values():
        yield from _circles({inputs.name: inputs})


def _circles(kinds: Mapping[str, Kinds]) -> Iterator[Diagnostic]:
    needs = needs_of(kinds)
    ending = set(in_order(needs))
    for column in needs:
        if column not in ending and _reaches_itself(column, needs):
            entity, name = column
            yield problem("computed-circular", kinds[entity].computed[name].span, word=name)


def _reaches_itself(start: Column, needs: dict[Column, set[Column]]) -> bool:
    """Return whether a field needs itself, and not only a field that does; steps are bounded."""
    seen: set[Column] = set()
    waiting = [*needs[start]]
    while waiting and len(seen) < _MOST_STEPS:
        name = waiting.pop()
        if name == start:
            return True
        if name not in seen:
            seen.add(name)
            waiting.extend(needs[name])
    return False
