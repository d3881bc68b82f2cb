"""Reads, remembers and writes: one request → a draft of its blueprint.

The writer's draft is taken when it can be read without problems and keeps what the request named; else
the assembler's, and the draft says which of them made it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.blueprint import gbnf, print_app, read
from desktop.engine import Completion
from desktop.errors import Cancelled, EngineError, RequestError
from desktop.hub import ModelFiles
from desktop.messages import say
from desktop.spindle.assembler import assemble
from desktop.spindle.assembler.entities import TRUST
from desktop.spindle.hints import writer_prompt
from desktop.spindle.keeping import dressed, keeps
from desktop.spindle.memory import Memory, Remembered
from desktop.spindle.reader import Encoding, Heads, Reader
from desktop.spindle.reading import Reading
from desktop.spindle.trust import in_order, merged, topic, trusted
from desktop.spindle.wordpiece import WordPiece

LONGEST_REQUEST = 12_000
"""Characters; about five pages."""
TOKEN_BUDGET = 900
CANDIDATES = 5
"""Blueprints that come to mind for one request; the first counts most, the others help out with an entity."""
WHOLE_CANDIDATES = 3
"""Apps that are no records and come to mind besides: whether one is meant, the assembler decides."""
UNSURE = 0.7
"""Similarity under which a request without any mark says nothing that could be built."""
Progress = Callable[[str, str], None]


class Writing(Encoding, Protocol):
    """What Spindle needs of an engine."""

    def generate(
        self,
        prompt: str,
        *,
        grammar: str | None = None,
        max_tokens: int = 512,
        seed: int = 0,
        temperature: float = 0.0,
        on_text: Callable[[str], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> Completion:
        """Complete a prompt."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A blueprint's text and how it came to be.

    Attributes:
        made_by: `writer`, `assembler`, or `memory` where a remembered app was taken over whole.
        notes: In plain words, what was asked for and is not in it.
    """

    text: str
    made_by: str
    notes: tuple[str, ...]
    reading: Reading
    remembered: tuple[Remembered, ...]


class Spindle:
    """Our model: reader, memory and writer.

    Args:
        engine: Runs encoder and writer.
        files: The shipped files.
    """

    def __init__(self, engine: Writing, files: ModelFiles) -> None:
        self._engine = engine
        self._reader = Reader(engine, WordPiece(files.path("wordpiece")), Heads(files.path("heads")))
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
        assembly = assemble(reading, remembered, self.memory)
        text, made_by = print_app(assembly.app), "memory" if assembly.whole else "assembler"
        stop = cancelled or threading.Event()
        if stop.is_set():
            raise Cancelled("cancelled")
        completion = (
            None
            if assembly.whole
            else self.write(reading, remembered, seed=seed, on_progress=on_progress, cancelled=stop)
        )
        if completion is not None and completion.stopped == "cancelled":
            raise Cancelled("cancelled")
        if completion is not None and completion.stopped == "end":
            written = read(completion.text)
            if written.ok and written.app is not None and keeps(written.app, assembly.app):
                text, made_by = print_app(dressed(written.app, assembly.app)), "writer"
        on_progress("writing", text)
        notes = assembly.notes
        if not reading.tagged("f") and reading.kind == "data":
            notes = (say("spindle.guessed"), *notes)
        return Draft(text, made_by, notes, reading, remembered)

    def understand(
        self, request: str, on_progress: Progress = lambda stage, text: None
    ) -> tuple[Reading, tuple[Remembered, ...]]:
        """Read a request and find the nearest blueprints, best first."""
        reading = self._reader.read(request)
        on_progress("remembering", "")
        remembered = self.memory.nearest(reading.vector, CANDIDATES)
        about = topic(reading)
        if about and remembered[0].similarity < TRUST:
            # Long requests are full of looks and wishes; what they are about is found better alone.
            alone = self._reader.vectors((about,))[0]
            remembered = merged(remembered, self.memory.nearest(alone, CANDIDATES))
        remembered = in_order(reading, remembered)
        whole = self.memory.nearest(reading.vector, WHOLE_CANDIDATES, whole=True)
        remembered = (*remembered, *(one for one in whole if one not in remembered))
        return trusted(reading, remembered), remembered

    def write(
        self,
        reading: Reading,
        remembered: tuple[Remembered, ...],
        *,
        seed: int = 0,
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
                on_text=told,
                cancelled=cancelled,
            )
        except EngineError as error:
            # A specification of pages is longer than the writer's context; a poor start can leave no token
            # that the grammar allows. Neither is a reason to build nothing.
            if error.key not in ("engine_context", "engine_grammar"):
                raise
            return None


def understandable(request: str) -> str:
    """The request, tidied.

    Raises:
        RequestError: If it is empty, too long, or in a script that the reader was never taught.
    """
    request = request.replace("\r\n", "\n").strip()
    if not request:
        raise RequestError("request_empty")
    if len(request) > LONGEST_REQUEST:
        raise RequestError("request_too_long", length=len(request), limit=LONGEST_REQUEST)
    letters = [letter for letter in request if letter.isalpha()]
    latin = sum(letter < "\u0250" for letter in letters)
    if latin < 3 or latin * 2 < len(letters):
        raise RequestError("request_unclear" if not letters else "request_script")
    return request


def refuse_if_unclear(reading: Reading, remembered: tuple[Remembered, ...]) -> None:
    """Stop where there is nothing to go by.

    Raises:
        RequestError: If nothing was marked and nothing similar is remembered.
    """
    similarity = remembered[0].similarity if remembered else 0.0
    asked = [mark for mark in reading.tagged("entity", "f") if mark.confidence > 0.6]
    if reading.kind not in ("data", "none") and reading.kind_confidence > 0.5:
        return  # what a game or a tool is called need not be known to build the nearest
    if reading.kind == "none" and (reading.kind_confidence > 0.5 or similarity < TRUST) and not asked:
        raise RequestError("request_unclear")
    if not asked and similarity < UNSURE:
        raise RequestError("request_unclear")
