"""No computed field needs itself to be worked out, not even by way of others."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.dependencies import in_order, needs_of
from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.kinds import Kinds

_MOST_STEPS = 200
"""How far a circle is followed; a larger one is still reported where it touches itself sooner."""


def computed_end(facts: Facts) -> Iterator[Diagnostic]:
    """Report computed fields that go round in a circle."""
    for kinds in facts.kinds.values():
        yield from _circles(kinds)


def _circles(kinds: Kinds) -> Iterator[Diagnostic]:
    needs = needs_of(kinds.computed)
    ending = set(in_order(needs))
    for name, computed in kinds.computed.items():
        if name not in ending and _reaches_itself(name, needs):
            yield problem("computed-circular", computed.span, word=name)


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
