"""Which models are in memory: as many as fit, and none for long that nobody uses.

Whoever wants a model gets a `Resident`, an engine like any other, and keeps it as long as it likes. The
model itself is loaded for the first text, goes when it was not used for a while or when another one needs
the room, and comes back by itself. A model in the middle of a text never goes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self, Unpack

from desktop.engine.client import Engine
from desktop.engine.completion import Completion, HowToWrite, Message, ModelFacts, TextEngine
from desktop.engine.machine import free_memory_bytes
from desktop.engine.model_file import read_header
from desktop.engine.prefix_store import Prefixes
from desktop.engine.thread_memory import ThreadMemory
from desktop.errors import ModelError
from desktop.paths import prefixes_folder, settings_folder

IDLE_S = 600.0


def open_engine(model: Path, threads: int | None = None) -> Engine:
    """Return an engine on a model by others, with all that this computer remembers of such.

    Args:
        model: A GGUF file; it is not looked at before the engine is used.
        threads: Threads to compute with, if the person has chosen; `None` leaves it to what is measured.
    """
    memory = ThreadMemory(settings_folder())
    return Engine(model, None, threads, prefixes=Prefixes(prefixes_folder()), thread_memory=memory)


def needed_bytes(model: Path) -> tuple[int, int]:
    """Return how much memory a model takes, and how much of that are its weights.

    Raises:
        ModelError: The file is missing or no model.
    """
    header = read_header(model)
    return header.needed_bytes(), header.file_bytes


@dataclass
class _Place:
    """What is known of one model; only `Residents` changes it, under its lock."""

    path: Path
    engine: TextEngine
    loaded: bool = False
    users: int = 0
    last_used_s: float = 0.0
    weights_bytes: int = 0


class Residents:
    """The models that general tasks use; any thread may ask.

    Args:
        open_model: Makes an engine that loads its model when it is first used, and again after `close`.
        idle_s: Seconds without a use after which a model goes.
        needed: How much memory a model takes in bytes, and how much of that its weights.
        free: How much a program may still take; `None` if the system does not tell: then no model goes for
            want of room.
    """

    def __init__(
        self,
        open_model: Callable[[Path], TextEngine] = open_engine,
        *,
        idle_s: float = IDLE_S,
        needed: Callable[[Path], tuple[int, int]] = needed_bytes,
        free: Callable[[], int | None] = free_memory_bytes,
    ) -> None:
        self._open_model = open_model
        self._idle_s = idle_s
        self._needed = needed
        self._free = free
        self._changed = threading.Condition()
        self._watching = False
        self._places: dict[Path, _Place] = {}  # in the order of use, those unused longest first

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def engine(self, model: Path) -> Resident:
        """Return an engine on a model; nothing is loaded yet, and engines of one model share it."""
        path = model.absolute()
        with self._changed:
            if path not in self._places:
                self._places[path] = _Place(path, self._open_model(path))
            place = self._places[path]
        return Resident(place.engine, lambda: self._using(place), lambda: self._close(place))

    def loaded(self) -> tuple[Path, ...]:
        """Return the models that are in memory, those unused longest first."""
        with self._changed:
            return tuple(place.path for place in self._places.values() if place.loaded)

    def close(self) -> None:
        """Let all models go, also those in the middle of a text."""
        with self._changed:
            for place in self._places.values():
                self._let_go(place)
            self._changed.notify_all()

    @contextmanager
    def _using(self, place: _Place) -> Iterator[TextEngine]:
        """Hold a model in memory for one call, with room made for it where it is not there."""
        with self._changed:
            fresh = not place.loaded
            if fresh:
                self._make_room(place)
                place.loaded = True
            place.users += 1
        try:
            yield place.engine
        except ModelError:
            with self._changed:
                if fresh and place.users == 1:
                    # It is not there after all, and must not count.
                    self._let_go(place)
            raise
        finally:
            with self._changed:
                place.users -= 1
                place.last_used_s = time.monotonic()
                self._places[place.path] = self._places.pop(place.path)
                self._watch()

    def _close(self, place: _Place) -> None:
        with self._changed:
            self._let_go(place)

    def _make_room(self, wanted: _Place) -> None:
        """Let models go, those unused longest first, until the wanted one fits or none is left to go.

        Whether it really fits is for the child to say, which knows about graphics processors, too.
        """
        needed, wanted.weights_bytes = self._needed(wanted.path)
        for place in tuple(self._places.values()):
            free = self._free()
            # The system calls free what loaded models use: their weights are files, mapped into memory.
            mapped = sum(each.weights_bytes for each in self._places.values() if each.loaded)
            if free is None or needed + mapped <= free:
                return
            if place.loaded and not place.users:
                self._let_go(place)

    @staticmethod
    def _let_go(place: _Place) -> None:
        place.loaded = False
        place.engine.close()

    def _watch(self) -> None:
        """Have somebody look for idle models, if nobody does."""
        self._changed.notify_all()
        if not self._watching and any(place.loaded for place in self._places.values()):
            self._watching = True
            threading.Thread(target=self._let_idle_go, name="idle models", daemon=True).start()

    def _let_idle_go(self) -> None:
        with self._changed:
            while unused := [each for each in self._places.values() if each.loaded and not each.users]:
                left_s = unused[0].last_used_s + self._idle_s - time.monotonic()
                if left_s > 0:
                    self._changed.wait(left_s)
                else:
                    self._let_go(unused[0])
            # Models in use have the watch begin again when they are done.
            self._watching = False


class Resident:
    """One model as an engine, in memory only while it is of use; made by `Residents.engine`.

    Args:
        engine: The engine itself.
        using: Holds the model in memory for as long as the context lasts.
        let_go: Takes it out of memory.
    """

    def __init__(
        self,
        engine: TextEngine,
        using: Callable[[], AbstractContextManager[TextEngine]],
        let_go: Callable[[], None],
    ) -> None:
        self._engine = engine
        self._using = using
        self._let_go = let_go

    @property
    def tokens_per_s(self) -> float | None:
        """How fast the last text was written; None if none was, or it was too short to tell."""
        return self._engine.tokens_per_s

    def facts(self) -> ModelFacts:
        """Return what the model is, loading it if need be."""
        with self._using() as engine:
            return engine.facts()

    def generate(self, prompt: str, **how: Unpack[HowToWrite]) -> Completion:
        """Continue `prompt` as it stands; see `client.Engine.generate`."""
        with self._using() as engine:
            return engine.generate(prompt, **how)

    def chat(self, messages: Sequence[Message], **how: Unpack[HowToWrite]) -> Completion:
        """Answer a conversation; see `client.Engine.chat`."""
        with self._using() as engine:
            return engine.chat(messages, **how)

    def close(self) -> None:
        """Let the model go now; the engine may be used again."""
        self._let_go()
