"""What a well-formed blueprint must also be: sensible. One rule a file, run in this order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from desktop.blueprint.diagnostics import MAX_PROBLEMS, Diagnostic
from desktop.blueprint.facts import Facts
from desktop.blueprint.nodes import App

Rule = Callable[[Facts], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = ()


def check(app: App) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with a tree. The spans are those of the tree; there is no text."""
    facts = Facts(app)
    found = (each for rule in RULES for each in rule(facts))
    return tuple(islice(found, MAX_PROBLEMS))
