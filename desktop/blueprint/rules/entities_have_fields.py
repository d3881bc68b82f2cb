"""An entity without a field could keep nothing."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts


def entities_have_fields(facts: Facts) -> Iterator[Diagnostic]:
    """Report entities of which nothing can be typed in."""
    for entity in facts.app.entities:
        if not entity.fields:
            yield problem("entity-without-fields", entity.span, word=entity.name)
