"""Reads, remembers and writes: one request → a draft of its blueprint.

The writer's draft is taken when it can be read without problems and keeps what the request named; else
the assembler's, and the draft says which of them made it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from desktop.blueprint import gbnf, print_app
from desktop.blueprint.nodes import App, Entity
from desktop.engine import Completion, ModelEngine
from desktop.errors import Cancelled, EngineError
from desktop.hub import ModelFiles
from desktop.messages import say
from desktop.spindle.asking import refuse_if_unclear, understandable
from desktop.spindle.assembler import Assembly, assemble
from desktop.spindle.assembler.entities import TRUST
from desktop.spindle.confidence import UNSURE, chance, facts_of
from desktop.spindle.editing import Change, change
from desktop.spindle.editing.growing import grown
from desktop.spindle.editing.lending import LENDERS, Lender
from desktop.spindle.editing.names import outline
from desktop.spindle.editing.settling import DRAWS, settled
from desktop.spindle.editing.things import Thing
from desktop.spindle.gist import LONG, gist
from desktop.spindle.hints import writer_prompt
from desktop.spindle.memory import Memory, Remembered
from desktop.spindle.reader import ChangeEncoder, Floats, Heads, Reader
from desktop.spindle.reading import Reading
from desktop.spindle.rejoining import rejoined
from desktop.spindle.remembered_samples import samples_from
from desktop.spindle.takes import WRITTEN_TEMPERATURE, Take, different, from_parts, other_apps, written
from desktop.spindle.trust import in_order, merged, topic, trusted
from desktop.spindle.wordpiece import WordPiece

TOKEN_BUDGET = 900
CANDIDATES = 5
"""Blueprints that come to mind for one request; the first counts most, the others help out with an entity."""
WHOLE_CANDIDATES = 3
"""Apps that are no records and come to mind besides: whether one is meant, the assembler decides."""
KIND_DOUBT = 0.2
"""How much less sure the kind of a request's gist may be and still count more than that of all its words."""
Progress = Callable[[str, str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A blueprint's text and how it came to be.

    Attributes:
        made_by: `writer`, `assembler`, or `memory` where a remembered app was taken over whole.
        notes: In plain words, what was asked for and is not in it.
        chance: That it is what was meant, 0 to 1 (see `confidence`).
    """

    text: str
    made_by: str
    notes: tuple[str, ...]
    reading: Reading
    remembered: tuple[Remembered, ...]
    chance: float


class Spindle:
    """Our model: reader, memory and writer.

    Args:
        engine: Runs the encoders and the writer.
        files: The shipped files.
    """

    def __init__(self, engine: ModelEngine, files: ModelFiles) -> None:
        self._engine = engine
        self._heads = Heads(files.path("heads"))
        wordpiece = WordPiece(files.path("wordpiece"))
        self._reader = Reader(engine, wordpiece, self._heads)
        self._change_reader = Reader(ChangeEncoder(engine), wordpiece, Heads(files.path("change_heads")))
        self.memory = Memory.load(files.path("library"), files.path("vectors"))
        self._grammar = gbnf()

    def draft(
        self,
        request: str,
        *,
        seed: int = 0,
        on_progress: Progress = lambda stage, text: None,
        cancelled: threading.Event | None = None,
    ) -> Draft:
        """Draft a blueprint.

        Args:
            request: The person's words.
            seed: Of the writer's sampling.
            on_progress: Told (stage, text so far); stages `reading`, `remembering`, `writing`.
            cancelled: Set it to stop.

        Raises:
            RequestError: If nothing that could be built is asked for.
            Cancelled: If it was stopped.
            EngineError: If the engine failed.
        """
        request = understandable(request)
        on_progress("reading", "")
        reading, remembered = self.understand(request, on_progress)
        refuse_if_unclear(reading, remembered)
        stop = cancelled or threading.Event()
        take = self._first(reading, remembered, seed=seed, on_progress=on_progress, cancelled=stop)
        draft = self._drafted(take, reading)
        on_progress("writing", draft.text)
        return draft

    def takes(self, request: str, count: int = 3, *, seed: int = 0) -> tuple[Draft, ...]:
        """Draft several blueprints that really differ, the likeliest first.

        Args:
            request: The person's words.
            count: How many at most; there may be fewer.
            seed: The writer draws with this seed and those behind it.

        Raises:
            RequestError: If nothing that could be built is asked for.
            EngineError: If the engine failed.
        """
        request = understandable(request)
        reading, remembered = self.understand(request)
        refuse_if_unclear(reading, remembered)
        first = self._first(reading, remembered, seed=seed)
        others = [*other_apps(reading, remembered)]
        parts = tuple(from_parts(reading, remembered, self.memory))
        others += parts
        for take in parts[: 0 if first.assembly.whole else 1]:
            drawn = (
                self.write(reading, remembered, seed=seed + place, temperature=WRITTEN_TEMPERATURE)
                for place in range(1, count)
            )
            others += written(take, (each for each in drawn if each is not None))
        # The first is what `draft` builds; the others follow by their chance.
        others.sort(key=lambda take: -self._chance(take, reading))
        grown_ones = (replace(take, assembly=self._grown(take.assembly, reading)) for take in others)
        return tuple(self._drafted(take, reading) for take in different(chain((first,), grown_ones), count))

    def _first(
        self,
        reading: Reading,
        remembered: tuple[Remembered, ...],
        *,
        seed: int,
        on_progress: Progress = lambda stage, text: None,
        cancelled: threading.Event | None = None,
    ) -> Take:
        """The take that is likeliest: a remembered app, or what the writer or else the assembler made."""
        assembly = self._grown(assemble(reading, remembered, self.memory), reading)
        if cancelled is not None and cancelled.is_set():
            raise Cancelled("cancelled")
        if assembly.whole:
            return Take(assembly, "memory", remembered)
        take = Take(assembly, "assembler", remembered)
        completion = self.write(reading, remembered, seed=seed, on_progress=on_progress, cancelled=cancelled)
        if completion is None:
            return take
        if completion.stopped == "cancelled":
            raise Cancelled("cancelled")
        return next(written(take, (completion,)), take)

    def _drafted(self, take: Take, reading: Reading) -> Draft:
        notes, chance_of_it = take.assembly.notes, self._chance(take, reading)
        if not reading.tagged("f") and reading.kind == "data":
            notes = (say("spindle.guessed"), *notes)
        elif chance_of_it < UNSURE and not notes:
            notes = (say("spindle.unsure"),)
        text = print_app(take.assembly.app)
        return Draft(text, take.made_by, notes, reading, take.remembered, chance_of_it)

    def _chance(self, take: Take, reading: Reading) -> float:
        return chance(facts_of(reading, take.remembered, take.assembly), *self._heads.chance)

    def facts_and_app(self, request: str) -> tuple[NDArray[np.float32], App]:
        """The facts that the chance of a draft is worked out from, and the app without the writer's help."""
        reading, remembered = self.understand(request)
        assembly = self._grown(assemble(reading, remembered, self.memory), reading)
        return facts_of(reading, remembered, assembly), assembly.app

    def _grown(self, assembly: Assembly, reading: Reading) -> Assembly:
        """A remembered app of records with what was named and it lacks; all else as it is."""
        if assembly.whole != "data":
            return assembly
        lender = Lender(self.memory, self._reader, reading.vector)
        return replace(assembly, app=grown(assembly.app, reading, lender))

    def change(self, app: App, request: str, *, last: Thing | None = None) -> Change:
        """Carry out a request to change an app; what was not understood changes nothing and is said.

        Args:
            app: The app as it is.
            request: The person's words.
            last: What the request before was about, for those who say `it`.

        Raises:
            RequestError: If the request is empty, too long, or in a script that the reader was never taught.
            EngineError: If the engine failed.
        """
        request = understandable(request)
        ways = self._change_reader.read_in_ways(request, outline(app), DRAWS)
        lender = Lender(self.memory, self._reader, self._reader.vectors((request,))[0])
        known = cache(self._similar)  # the ways of reading ask for the same words again and again
        changes = (change(app, way, lender, lambda a, b: known(a, tuple(b)), last) for way, _ in ways)
        return settled(tuple(zip(changes, (draws for _, draws in ways), strict=True)))

    def samples(self, app: App, entity: Entity, count: int) -> str:
        """Sample records out of memory, as the edit script that adds them; "" if none come to mind.

        Raises:
            EngineError: If the engine failed.
        """
        words = f"{app.name} {entity.name} {' '.join(field.name for field in entity.fields)}"
        remembered = self.memory.nearest(self._reader.vectors((words,))[0], LENDERS)
        return samples_from([one.app for one in remembered], app, entity, count)

    def _similar(self, words: str, names: tuple[str, ...]) -> tuple[float, ...]:
        """How alike the meaning of some words is to each of some names, -1 to 1."""
        vectors = self._reader.vectors((words, *names))
        return tuple(float(value) for value in vectors[1:] @ vectors[0])

    def understand(
        self, request: str, on_progress: Progress = lambda stage, text: None
    ) -> tuple[Reading, tuple[Remembered, ...]]:
        """Read a request and find the nearest blueprints, best first."""
        reading = rejoined(self._reader.read(request))
        on_progress("remembering", "")
        vectors = [reading.vector]
        if len(request) > LONG:
            brief = self._reader.read(gist(request))
            vectors.append(brief.vector)
            if brief.kind_confidence > reading.kind_confidence - KIND_DOUBT:
                reading = replace(reading, kind=brief.kind, kind_confidence=brief.kind_confidence)
        remembered = self._nearest(vectors, CANDIDATES, whole=False)
        about = topic(reading)
        if about and remembered and remembered[0].similarity < TRUST:
            # Long requests are full of looks and wishes; what they are about is found better alone.
            alone = self._reader.vectors((about,))[0]
            remembered = merged(remembered, self.memory.nearest(alone, CANDIDATES))
        remembered = in_order(reading, remembered)
        whole = self._nearest(vectors, WHOLE_CANDIDATES, whole=True)
        remembered = (*remembered, *(one for one in whole if one not in remembered))
        return trusted(reading, remembered), remembered

    def _nearest(self, vectors: list[Floats], count: int, *, whole: bool) -> tuple[Remembered, ...]:
        """What is nearest to any of some vectors."""
        found = self.memory.nearest(vectors[0], count, whole=whole)
        for vector in vectors[1:]:
            found = merged(found, self.memory.nearest(vector, count, whole=whole))
        return found

    def write(
        self,
        reading: Reading,
        remembered: tuple[Remembered, ...],
        *,
        seed: int = 0,
        temperature: float = 0.0,
        on_progress: Progress = lambda stage, text: None,
        cancelled: threading.Event | None = None,
    ) -> Completion | None:
        """What the writer makes of a reading: a core of a blueprint, not yet held against what was asked.

        Returns:
            None where it cannot write; the assembler serves then as well.
        """
        on_progress("writing", "")
        pieces: list[str] = []

        def told(piece: str) -> None:
            pieces.append(piece)
            on_progress("writing", "".join(pieces))

        try:
            return self._engine.generate(
                writer_prompt(reading, remembered),
                grammar=self._grammar,
                max_tokens=TOKEN_BUDGET,
                seed=seed,
                temperature=temperature,
                on_text=told,
                cancelled=cancelled,
            )
        except EngineError as error:
            # A specification of pages is longer than the writer's context; a poor start can leave no token
            # that the grammar allows. Neither is a reason to build nothing.
            if error.key not in ("engine_context", "engine_grammar"):
                raise
            return None
