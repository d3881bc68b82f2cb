"""Applies an edit script to an app: all of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TypeVar

from desktop.blueprint.diagnostics import Diagnostic, Problems
from desktop.blueprint.edits.carrying import carry_out
from desktop.blueprint.edits.consequences import Consequence
from desktop.blueprint.edits.reading import parse_script, placed
from desktop.blueprint.edits.statements import Script
from desktop.blueprint.nodes import NOWHERE, App, Span
from desktop.blueprint.printer import print_app
from desktop.blueprint.reading import read
from desktop.blueprint.rules import check

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Applied:
    """What has come of a script.

    Attributes:
        app: The app after it, its spans those of its canonical text; None if the script cannot be applied.
        diagnostics: Why it cannot, by line of the script; if it could, warnings that came with it.
        consequences: What followed besides what was asked for, in order.
    """

    app: App | None
    diagnostics: tuple[Diagnostic, ...] = ()
    consequences: tuple[Consequence, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the script was applied."""
        return self.app is not None


def edit(app: App, text: str) -> Applied:
    """Read a script and apply it; see `apply_script`."""
    reading = parse_script(text, app)
    if reading.diagnostics:
        return Applied(None, reading.diagnostics)
    applied = apply_script(app, reading.script)
    return replace(applied, diagnostics=placed(applied.diagnostics, text))


def apply_script(app: App, script: Script) -> Applied:
    """Return an app after a script.

    Args:
        app: An app. What is wrong with it already does not keep it from being changed.
        script: The statements, applied in order.

    Returns:
        The new app with what followed; or no app and the reasons, if a statement names what is not there
        or the app would have an error that it did not have before.
    """
    problems = Problems()
    states = [without_spans(app)]
    consequences: list[Consequence] = []
    for statement in script:
        done = carry_out(states[-1], statement, problems)
        states.append(done[0] if done is not None else states[-1])
        consequences += done[1] if done is not None else ()
    if problems.found():
        return Applied(None, problems.found())
    # The text is what counts: a name may be read otherwise beside new ones.
    reading = read(print_app(states[-1]))
    new = _new(check(app), reading.diagnostics)
    if new:
        # What could not be read in the old app is no problem of its tree, but of its text.
        new = _new(read(print_app(states[0])).diagnostics, reading.diagnostics)
    told = tuple(_at_its_line(each, states, script) for each in new)
    if reading.app is None or any(each.severity == "error" for each in new):
        return Applied(None, told)
    return Applied(reading.app, told, tuple(dict.fromkeys(consequences)))


def without_spans(node: _T) -> _T:
    """Return a tree of which no node stands anywhere, so that what does comes from a script."""
    if isinstance(node, tuple):
        return type(node)(without_spans(each) for each in node)
    if not is_dataclass(node) or isinstance(node, Span):
        return node
    changed = {each.name: without_spans(getattr(node, each.name)) for each in fields(node)}
    if "span" in changed:
        changed["span"] = NOWHERE
    return replace(node, **changed)  # type: ignore[type-var]


def _new(before: Sequence[Diagnostic], after: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the problems of `after` that were not there before, whatever line they were in."""
    known = Counter((each.code, each.message) for each in before)
    new = []
    for each in after:
        key = (each.code, each.message)
        if known[key]:
            known[key] -= 1
        else:
            new.append(each)
    return new


def _at_its_line(problem: Diagnostic, states: Sequence[App], script: Script) -> Diagnostic:
    """Return a problem with its place in the script: the words that say it, or its statement."""
    key = (problem.code, problem.message)

    def found_in(app: App) -> list[Diagnostic]:
        return [each for each in check(app) if (each.code, each.message) == key]

    for each in found_in(states[-1]):
        if each.span.line:
            return replace(problem, span=each.span, line_text="")
    first = len(script)
    while first > 1 and found_in(states[first - 1]):
        first -= 1
    return replace(problem, span=script[first - 1].span if script else NOWHERE, line_text="")
