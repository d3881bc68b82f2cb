"""The story of one request: ask → draft → check → compile → save. No Qt, no network.

The window, the command line, the evaluation and the tests all run this very code.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from desktop.blueprint import Diagnostic, read
from desktop.blueprint.nodes import App
from desktop.compiler import FileSet, compile_app
from desktop.engine import Engine
from desktop.errors import BlueprintError
from desktop.hub import ModelFiles, shipped_model
from desktop.spindle.draft import Spindle
from desktop.workspace import Project, Provenance, write_project

LANGUAGE_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a build is.

    Attributes:
        stage: `reading`, `remembering`, `writing`, `checking`, `compiling` or `done`.
        text: The blueprint so far, while it is written.
    """

    stage: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """An app that was built and not yet saved.

    Attributes:
        request: The person's words.
        text: The canonical blueprint.
        notes: In plain words, what was asked for and is not in it.
        made_by: `writer`, `assembler` or `memory`.
        timings_ms: (stage, milliseconds), in order, with `total` last.
    """

    request: str
    seed: int
    text: str
    app: App
    files: FileSet
    diagnostics: tuple[Diagnostic, ...]
    notes: tuple[str, ...]
    made_by: str
    model_name: str
    model_version: str
    model_sha256: str
    timings_ms: tuple[tuple[str, float], ...]


class Session:
    """Builds apps. Use it as a context manager: it owns the engine's child process.

    Args:
        engine: Runs the model.
        files: The model's files.
    """

    def __init__(self, engine: Engine, files: ModelFiles) -> None:
        self._engine = engine
        self._files = files
        self._spindle: Spindle | None = None

    @classmethod
    def open(cls, model: Path | None = None) -> Self:
        """Make a session on the shipped model, or with another writer.

        Args:
            model: A GGUF file to write with instead of the shipped writer.

        Raises:
            ModelError: If a file of the model is missing or damaged.
        """
        files = shipped_model()
        if model is not None:
            files = files.with_writer(model)
        return cls(Engine(files.path("writer"), files.path("reader")), files)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """End the engine's child process."""
        self._engine.close()

    def build(
        self,
        request: str,
        *,
        seed: int = 0,
        on_progress: Callable[[Progress], None] = lambda progress: None,
        cancelled: threading.Event | None = None,
    ) -> Built:
        """Turn a request into an app in memory.

        Args:
            request: The person's words.
            seed: The same request, seed and model give the same app.
            on_progress: Called from this thread, often.
            cancelled: Set it from another thread to stop.

        Raises:
            RequestError: If the request cannot be worked with.
            Cancelled: If it was stopped; nothing was changed.
            EngineError: If the engine failed twice.
            ModelError: If a model file cannot be loaded.
        """
        clock = _Clock()

        def told(stage: str, text: str) -> None:
            clock.enter(stage)
            on_progress(Progress(stage, text))

        if self._spindle is None:
            clock.enter("loading")
            self._spindle = Spindle(self._engine, self._files)
        draft = self._spindle.draft(request, seed=seed, on_progress=told, cancelled=cancelled)
        told("checking", draft.text)
        checked = read(draft.text)
        if checked.app is None or not checked.ok:
            raise BlueprintError("blueprint_problems", count=len(checked.diagnostics))
        told("compiling", draft.text)
        files = compile_app(checked.app)
        clock.enter("done")
        on_progress(Progress("done", draft.text))
        return Built(
            request=request,
            seed=seed,
            text=draft.text,
            app=checked.app,
            files=files,
            diagnostics=checked.diagnostics,
            notes=draft.notes,
            made_by=draft.made_by,
            model_name=self._files.name,
            model_version=self._files.version,
            model_sha256=self._files.sha256,
            timings_ms=clock.timings_ms(),
        )

    def save(self, built: Built, folder: Path) -> Project:
        """Write a built app into a new folder.

        Raises:
            FolderError: If the folder cannot be used; then nothing was written.
        """
        provenance = Provenance(
            request=built.request,
            seed=built.seed,
            model_name=built.model_name,
            model_version=built.model_version,
            model_sha256=built.model_sha256,
            made_by=built.made_by,
            language_version=LANGUAGE_VERSION,
        )
        return write_project(folder, built.files, built.text, provenance)


class _Clock:
    """Adds up the time spent in each stage."""

    def __init__(self) -> None:
        self._entered = time.perf_counter()
        self._stage = ""
        self._spent: dict[str, float] = {}

    def enter(self, stage: str) -> None:
        now = time.perf_counter()
        if self._stage:
            self._spent[self._stage] = self._spent.get(self._stage, 0.0) + (now - self._entered) * 1000
        self._stage, self._entered = stage, now

    def timings_ms(self) -> tuple[tuple[str, float], ...]:
        total = sum(self._spent.values())
        return (
            *((stage, round(spent, 2)) for stage, spent in self._spent.items()),
            ("total", round(total, 2)),
        )
