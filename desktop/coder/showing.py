"""An app as a model is shown it: its blueprint, with few of its samples.

Samples are most of many a blueprint, and say little about it; on a laptop a large model reads some twenty
tokens a second. Those that the person's words name stay.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.blueprint import print_app
from desktop.blueprint.nodes import App, Entity, Sample

LONGEST_VALUE = 80
"""Characters of a sample's value that are shown."""


def shown(app: App, samples: int, words: str = "") -> str:
    """Return the blueprint's text.

    Args:
        app: The app.
        samples: How many samples of each entity are shown, at most.
        words: The person's; samples of which they name the first value are shown as well.
    """
    named = words.casefold()
    entities = tuple(_with_few(entity, samples, named) for entity in app.entities)
    return print_app(replace(app, entities=entities)).strip()


def short_value(value: str) -> str:
    """Return a sample's value, cut where it is long."""
    return value if len(value) <= LONGEST_VALUE else f"{value[: LONGEST_VALUE - 1]}…"


def _with_few(entity: Entity, samples: int, named: str) -> Entity:
    kept = tuple(
        replace(
            sample, values=tuple(None if value is None else short_value(value) for value in sample.values)
        )
        for at, sample in enumerate(entity.samples)
        if at < samples or _is_named(sample, named)
    )
    return replace(entity, samples=kept)


def _is_named(sample: Sample, named: str) -> bool:
    first = sample.values[0] if sample.values else None
    return bool(first) and str(first).casefold() in named
