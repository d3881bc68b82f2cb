"""What stands in an expression goes together, and gives what its place needs."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.kinds import UNKNOWN, family, in_words


def expressions_make_sense(facts: Facts) -> Iterator[Diagnostic]:
    """Report sums of what cannot be added, comparisons of unlike things, conditions that are none."""
    for place in facts.expressions():
        kinds = facts.about(place)
        if kinds is None:
            continue
        found: list[Diagnostic] = []
        kind = kinds.infer(place.expression, found.append)
        yield from found
        if place.is_condition and family(kind) not in ("yes/no", UNKNOWN):
            yield problem("not-a-condition", place.expression.span, word=place.word, found=in_words(kind))
