"""Two apps in, a script out that makes one of the other.

What is written are fine statements, as a person would: a changed wish is set, a new option added. There
is more than one way to a change (a field may go before or after what replaces it has come), so the ways
are tried, and the shortest script that really makes the new app is taken.
"""

from __future__ import annotations

from desktop.blueprint.edits.applying import apply_script, without_spans
from desktop.blueprint.edits.diffing_app import set_head, take_accounts_away
from desktop.blueprint.edits.diffing_entities import (
    change_lines,
    order_entities,
    remove_columns,
    remove_entities,
)
from desktop.blueprint.edits.diffing_pages import change_pages, remove_pages
from desktop.blueprint.edits.drafting import Draft
from desktop.blueprint.edits.guessing import Guess, guess_renames
from desktop.blueprint.edits.printing import print_script
from desktop.blueprint.edits.statements import Script
from desktop.blueprint.nodes import App

_MOST_ROUNDS = 3
"""How often what a statement has taken along too much is put back."""


def diff(old: App, new: App) -> Script:
    """Return a script that makes `new` of `old`.

    Args:
        old: An app.
        new: Another, as it is read from its text.

    Returns:
        The statements; none if nothing is different. A name that goes where one of the same kind comes
        is taken to be renamed.

    Raises:
        ValueError: If there is no such script: `new` cannot be written, or has an error that `old` has not.
    """
    old, new = without_spans(old), without_spans(new)
    guesses = [guess_renames(old, new), Guess()]
    found: list[Script] = []
    for guess in guesses[: 1 if not guesses[0].statements else 2]:
        for removals_first in (True, False):
            script = _script(old, new, guess, removals_first=removals_first)
            if apply_script(old, script).app == new:
                found.append(script)
        if found:
            return min(found, key=lambda script: len(print_script(script)))
    raise ValueError("no script makes this app of that one")


def _script(old: App, new: App, guess: Guess, *, removals_first: bool) -> Script:
    target = guess.undone(new) if guess.statements else new
    draft = Draft(old)
    if removals_first:
        _remove(draft, target)
    for _ in range(_MOST_ROUNDS):
        before = len(draft.script)
        set_head(draft, target)
        change_lines(draft, target)
        change_pages(draft, target)
        _remove(draft, target)
        order_entities(draft, target)
        take_accounts_away(draft, target)
        if len(draft.script) == before or draft.app == target:
            break
    for statement in guess.statements:
        draft.add(statement)
    return tuple(draft.script)


def _remove(draft: Draft, target: App) -> None:
    remove_entities(draft, target)
    remove_columns(draft, target)
    remove_pages(draft, target)
