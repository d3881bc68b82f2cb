"""Marked requests → (prompt, completion) pairs for the writer.

The completion is what the assembler makes of the true marks and what memory would give; noise in the
marks is for later experiments. The nearest blueprint is drawn as at run time it might be found: mostly the
request's own domain or a close one, at times a far one, so that the writer learns to leave it aside.
A step's samples are a function of (seed, step), as for the reader.
"""

from __future__ import annotations

import random

import numpy as np

from desktop.blueprint import parse, print_app, read
from desktop.blueprint.nodes import App, Field
from desktop.spindle.assembler import assemble
from desktop.spindle.hints import writer_prompt
from desktop.spindle.keeping import core
from desktop.spindle.memory import Remembered, tells_by_name
from desktop.spindle.naming import stems
from desktop.spindle.reading import Ask, Mark, Reading
from desktop.spindle.tags import TYPES
from models.data.compose import Composer
from models.data.domains import authored_requests, is_held_out
from models.data.library import library_entry
from models.data.marks import Marked
from models.train.reader_batches import training_domains

NO_VECTOR = np.zeros(1, dtype=np.float32)


def reading_of(request: Marked) -> Reading:
    """The reading that a perfect reader would have."""
    marks = tuple(
        Mark(span.tag, request.words(span), span.start, span.end, type=TYPES.get(span.type, ""))
        for span in request.spans
    )
    asks = tuple(
        Ask(
            ask.operation,
            ask.start,
            ask.end,
            1.0,
            tuple(mark for mark in marks if ask.start <= mark.start and mark.end <= ask.end),
        )
        for ask in request.asks
    )
    return Reading(request.text, request.kind, 1.0, marks, NO_VECTOR, asks)


class FieldIndex:
    """What is known of fields by name, from the domains that may be trained on."""

    def __init__(self, apps: tuple[App, ...]) -> None:
        self._fields: dict[frozenset[str], Field] = {}
        for app in apps:
            for entity in app.entities:
                for field in entity.fields:
                    if tells_by_name(field):
                        self._fields.setdefault(stems(field.name), field)

    def field_like(self, name: str) -> Field | None:
        """The first field of that name, or None."""
        return self._fields.get(stems(name))


class WriterSamples:
    """Draws samples.

    Args:
        seed: Of everything drawn.
        authored_share: Share of requests written by hand, 0 to 1.
    """

    def __init__(self, seed: int, authored_share: float = 0.35) -> None:
        self.seed = seed
        self.domains = tuple(domain for domain in training_domains() if domain["entities"])
        entries = [library_entry(domain) for domain in self.domains]
        apps = [parse(entry.blueprint).app for entry in entries]
        self.entries = [(entry, app) for entry, app in zip(entries, apps, strict=True) if app is not None]
        self.by_domain = {entry.domain: (entry, app) for entry, app in self.entries}
        self.knowledge = FieldIndex(tuple(app for _, app in self.entries))
        self.authored = [r for r in authored_requests() if not is_held_out(r.domain) and r.kind != "none"]
        self.authored_share = authored_share if self.authored else 0.0

    def pairs(self, step: int, count: int) -> list[tuple[str, str]]:
        """The (prompt, completion) pairs of one step."""
        pick = random.Random(f"writer/{self.seed}/{step}")
        composer = Composer(self.domains, pick.getrandbits(64))
        found: list[tuple[str, str]] = []
        while len(found) < count:
            authored = pick.random() < self.authored_share
            request = pick.choice(self.authored) if authored else composer.request()
            pair = self.pair(request, pick)
            if pair is not None:
                found.append(pair)
        return found

    def pair(self, request: Marked, pick: random.Random) -> tuple[str, str] | None:
        """One sample, or None where the assembler's app has problems (counted by the tests, not hidden)."""
        reading = reading_of(request)
        own = self.by_domain.get(request.domain)
        chance = pick.random()
        if own is not None and chance < 0.8:
            entry, app = own
            similarity = pick.uniform(0.72, 1.0)
        else:
            entry, app = pick.choice(self.entries)
            similarity = pick.uniform(0.45, 0.82)
        remembered = (Remembered(app, entry.kind, entry.phrases[0], similarity),)
        assembled = core(assemble(reading, remembered, self.knowledge).app)
        text = print_app(assembled)
        if not read(text).ok:
            return None
        return writer_prompt(reading, remembered), text
