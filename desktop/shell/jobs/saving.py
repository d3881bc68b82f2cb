"""How a change that was worked out is saved, and what is told of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.blueprint import read
from desktop.errors import HistoryError
from desktop.shell.jobs.job import Workplace
from desktop.shell.results import Altered, Meaning
from desktop.workspace import Project

if TYPE_CHECKING:
    from desktop.blueprint.nodes import App
    from desktop.outcomes import Edited


def altered(
    at: Workplace,
    project: Project,
    work_out: Callable[[], Edited],
    save: Callable[[Edited, Project], Project],
) -> Altered:
    """Work a change out and save it, unless the person stops it between the two.

    Args:
        at: Tells whether the person has stopped it.
        project: The app that is changed.
        work_out: Works it out.
        save: Writes it.
    """
    started_s = time.monotonic()
    edited = work_out()
    at.go_on()
    return saved(edited, project, save, started_s)


def saved(
    edited: Edited, project: Project, save: Callable[[Edited, Project], Project], started_s: float
) -> Altered:
    """Save a change that was worked out for this project, and say what came of it."""
    from desktop.shell.plain_words import told

    before = read(project.blueprint_text).app
    project = save(edited, project)
    took_s = time.monotonic() - started_s
    if project.notes:
        edited = replace(edited, notes=(*edited.notes, *project.notes))
    before = edited.instead or before
    sentences = told(before, edited.script) if before is not None and edited.script else ()
    meanings = _otherwise(before, edited, sentences) if before is not None else ()
    if not edited.changes_something:
        return Altered(edited, project, took_s, otherwise=meanings)
    number, last, earlier = last_numbers(project, 3)
    since = earlier if edited.instead is not None else last
    return Altered(edited, project, took_s, number, last, since, sentences, meanings)


def _otherwise(before: App, edited: Edited, done: tuple[str, ...]) -> tuple[Meaning, ...]:
    """What else was perhaps meant; two that read the same would be no choice."""
    from desktop.shell.plain_words import in_short, told

    meant = [(script, told(before, script)) for script in edited.others]
    found: dict[tuple[str, ...], Meaning] = {}
    for script, words in meant:
        known = {*done, *(each for _, other in meant if other != words for each in other)}
        short = in_short(words, known)
        if words != done:
            found.setdefault(short, Meaning(words, short, script))
    return tuple(found.values())


def last_numbers(project: Project, count: int) -> tuple[int, ...]:
    """The numbers of the last versions, the newest first; 0 for none, or where none can be read."""
    from desktop.history import History

    numbers = [0] * count
    with suppress(HistoryError):
        for place, version in enumerate(History(project.folder).versions(limit=count)):
            numbers[place] = version.number
    return tuple(numbers)
