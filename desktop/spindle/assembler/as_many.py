"""As many things as were said: `our two tennis courts` are not the three of the remembered app."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint.nodes import App, Entity
from desktop.blueprint.vocabulary import REFERENCE_WORDS
from desktop.spindle.naming import singular

_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_SAID = re.compile(rf"\b({'|'.join(_WORDS)}|\d)((?: [a-z'’-]+){{1,3}})", re.IGNORECASE)


def as_many(app: App, request: str) -> App:
    """Return an app with no more samples of a thing than the request counts.

    What refers to the others goes with them. Fewer are never made up to more.
    """
    for entity in app.entities:
        number = _said_of(entity, request)
        if 0 < number < len(entity.samples):
            app = _with_first(app, entity, number)
    return app


def _said_of(entity: Entity, request: str) -> int:
    """How many of a thing a request names; 0 if it does not say."""
    thing = singular(entity.name).lower().split()
    for number, following in _SAID.findall(request):
        words = following.lower().split()
        ends = range(len(thing), len(words) + 1)
        named = (words[end - len(thing) : end] for end in ends)
        if any(name != thing and singular(" ".join(name)).split() == thing for name in named):
            return _WORDS.get(number.lower(), 0) or int(number)
    return 0


def _with_first(app: App, entity: Entity, number: int) -> App:
    gone = {sample.values[0] for sample in entity.samples[number:]}
    entities = []
    for one in app.entities:
        at = [
            place
            for place, field in enumerate(one.fields)
            if field.type in REFERENCE_WORDS and field.target == entity.name
        ]
        samples = tuple(
            sample
            for sample in one.samples
            if not any(place < len(sample.values) and sample.values[place] in gone for place in at)
        )
        entities.append(replace(one, samples=entity.samples[:number] if one is entity else samples))
    return replace(app, entities=tuple(entities))
