"""Several drafts of one request that really differ: other apps that are remembered, put together, written.

Each is an app that checks. The first is what is built without asking; the others follow by the chance that
they are what was meant, those of the writer among each other by the writer's own likelihood.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from desktop.blueprint import read
from desktop.blueprint.nodes import App
from desktop.engine import Completion
from desktop.spindle.assembler import Assembly, put_together
from desktop.spindle.assembler.adoption import adapted
from desktop.spindle.assembler.fields import FieldKnowledge
from desktop.spindle.keeping import dressed, keeps
from desktop.spindle.memory import Remembered
from desktop.spindle.reading import Reading

WRITTEN_TEMPERATURE = 0.8
"""How freely the writer draws a take that is not its likeliest."""


@dataclass(frozen=True, slots=True)
class Take:
    """One way to build what was asked for.

    Attributes:
        made_by: `writer`, `assembler` or `memory`.
        remembered: What it was made from, the nearest first.
        likelihood: The writer's mean log-probability of a token; 0.0 where it did not write.
    """

    assembly: Assembly
    made_by: str
    remembered: tuple[Remembered, ...]
    likelihood: float = 0.0


def other_apps(reading: Reading, remembered: tuple[Remembered, ...]) -> Iterator[Take]:
    """Each remembered app that was written whole, adapted, the nearest first."""
    for one in sorted(remembered, key=lambda found: -found.similarity):
        if one.whole or one.kind != "data":
            yield Take(Assembly(adapted(one.app, reading), (), one.kind), "memory", (one,))


def from_parts(
    reading: Reading, remembered: tuple[Remembered, ...], knowledge: FieldKnowledge
) -> Iterator[Take]:
    """What can be put together from the words of the request."""
    records = tuple(one for one in remembered if one.kind == "data")
    if reading.tagged("entity", "f") or records:
        yield Take(put_together(reading, records, knowledge), "assembler", records or remembered)


def written(take: Take, completions: Iterable[Completion]) -> Iterator[Take]:
    """What the writer made of the same reading, where it keeps to what was asked for; the likeliest first."""
    found = []
    for completion in completions:
        app = read(completion.text).app if completion.stopped == "end" else None
        if app is not None and read(completion.text).ok and keeps(app, take.assembly.app):
            whole = replace(take.assembly, app=dressed(app, take.assembly.app))
            found.append(Take(whole, "writer", take.remembered, completion.mean_logprob))
    yield from sorted(found, key=lambda one: -one.likelihood)


def different(takes: Iterable[Take], count: int) -> tuple[Take, ...]:
    """The first `count` takes that differ in what they keep or show."""
    found: dict[tuple[object, ...], Take] = {}
    for take in takes:
        found.setdefault(_kept_and_shown(take.assembly.app), take)
        if len(found) == count:
            break
    return tuple(found.values())


def _kept_and_shown(app: App) -> tuple[object, ...]:
    entities = tuple((entity.name, tuple(field.name for field in entity.fields)) for entity in app.entities)
    return entities, tuple(page.sections for page in app.pages)
