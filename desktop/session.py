"""The story of one request: ask → draft → check → compile → save, for a new app and for a change.

No Qt, no network. The window, the command line, the evaluation and the tests all run this very code.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Self

from desktop.blueprint import read
from desktop.blueprint.nodes import App
from desktop.blueprint.versions import LANGUAGE_VERSION
from desktop.changing import scripted, sound_app, taken_back, worked_out
from desktop.compiler import compile_app
from desktop.engine import Engine
from desktop.errors import BlueprintError
from desktop.hub import ModelFiles, shipped_model
from desktop.messages import say
from desktop.outcomes import Built, Clock, Edited, Progress
from desktop.saving import save_edit, save_new
from desktop.spindle.draft import Draft, Spindle
from desktop.spindle.editing import Change
from desktop.spindle.editing.settling import meant
from desktop.spindle.editing.things import Thing
from desktop.workspace import Project

__all__ = ["LANGUAGE_VERSION", "Built", "Edited", "Progress", "Session"]

UNDO = "undo"
"""This word alone takes the last change back, without the model; other words for it are the model's."""


class Session:
    """Builds and changes apps. Use it as a context manager: it owns the engine's child process.

    Args:
        engine: Runs the model.
        files: The model's files.
    """

    def __init__(self, engine: Engine, files: ModelFiles) -> None:
        self._engine = engine
        self._files = files
        self._spindle: Spindle | None = None
        self._last: tuple[Path, Thing | None] | None = None

    @classmethod
    def open(cls, model: Path | None = None, threads: int | None = None) -> Self:
        """Make a session on the shipped model, or with another writer.

        Args:
            model: A GGUF file to write with instead of the shipped writer.
            threads: Threads to compute with; None leaves it to the engine.

        Raises:
            ModelError: If a file of the model is missing or damaged.
        """
        files = shipped_model()
        if model is not None:
            files = files.with_writer(model)
        others = [files.path("changes")]
        return cls(Engine(files.path("writer"), files.path("reader"), threads, others=others), files)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """End the engine's child process."""
        self._engine.close()

    @property
    def tokens_per_s(self) -> float | None:
        """How fast the writer wrote its last text; None if it has written none to speak of."""
        return self._engine.tokens_per_s

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
        clock = Clock()

        def told(stage: str, text: str) -> None:
            clock.enter(stage)
            on_progress(Progress(stage, text))

        draft = self._loaded(clock).draft(request, seed=seed, on_progress=told, cancelled=cancelled)
        return self._built(draft, request, seed, 1, clock, on_progress)

    def takes(
        self,
        request: str,
        count: int = 3,
        *,
        seed: int = 0,
        on_progress: Callable[[Progress], None] = lambda progress: None,
    ) -> tuple[Built, ...]:
        """Build several apps in memory that really differ; the first is what `build` makes.

        Args:
            request: The person's words.
            count: How many at most; there may be fewer.
            seed: The same request, seed and model give the same takes.
            on_progress: Called from this thread.

        Raises:
            RequestError: If the request cannot be worked with.
            EngineError: If the engine failed twice.
            ModelError: If a model file cannot be loaded.
        """
        clock = Clock()
        clock.enter("writing")
        on_progress(Progress("writing"))
        drafts = self._loaded(clock).takes(request, count, seed=seed)
        return tuple(
            self._built(draft, request, seed, place, clock, on_progress)
            for place, draft in enumerate(drafts, start=1)
        )

    def _built(
        self,
        draft: Draft,
        request: str,
        seed: int,
        take: int,
        clock: Clock,
        on_progress: Callable[[Progress], None],
    ) -> Built:
        """A draft, checked and compiled."""
        clock.enter("checking")
        on_progress(Progress("checking", draft.text))
        checked = read(draft.text)
        if checked.app is None or not checked.ok:
            raise BlueprintError("blueprint_problems", count=len(checked.diagnostics))
        clock.enter("compiling")
        on_progress(Progress("compiling", draft.text))
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
            chance=draft.chance,
            take=take,
            timings_ms=clock.timings_ms(),
        )

    def edit(
        self,
        project: Project,
        request: str,
        *,
        other: int = 0,
        on_progress: Callable[[Progress], None] = lambda progress: None,
    ) -> Edited:
        """Work out what a request changes in an app; nothing is written.

        Args:
            project: The app as it is.
            request: The person's words.
            other: Which of `Edited.others` is meant, from 1; 0 for what is likeliest.
            on_progress: Called from this thread.

        Raises:
            RequestError: If the request cannot be worked with.
            BlueprintError: If the app's own blueprint has problems; they must be mended first.
            EngineError: If the engine failed twice.
            ModelError: If a model file cannot be loaded.
        """
        clock = Clock()

        def told(stage: str) -> None:
            clock.enter(stage)
            on_progress(Progress(stage))

        before = sound_app(project)
        if request.strip(" .!\n").casefold() == UNDO:
            told("compiling")
            return taken_back(project, before, request, clock)
        spindle = self._loaded(clock)
        told("reading")
        last = self._last[1] if self._last is not None and self._last[0] == project.folder else None
        change = meant(spindle.change(before, request, last=last), other)
        told("compiling")
        if change.undo:
            return taken_back(project, before, request, clock)
        self._last = (project.folder, change.last)
        return _edited(project, before, change, request, clock)

    def samples(self, project: Project, entity: str, count: int = 5) -> Edited:
        """Work out sample records for an entity from what Spindle remembers; nothing is written.

        Where nothing comes to mind nothing changes; another model may invent some (`others.Others.samples`).

        Raises:
            KeyError: If the app has no such entity.
            BlueprintError: If the app's own blueprint has problems; they must be mended first.
            EngineError, ModelError: As `edit`.
        """
        clock = Clock()
        app = sound_app(project)
        kind = {each.name: each for each in app.entities}[entity]
        script = self._loaded(clock).samples(app, kind, count)
        return scripted(project, say("others.samples_request", entity=entity), script)

    def undo(self, project: Project) -> Edited:
        """Work out how the last change of an app is taken back; nothing is written.

        Raises:
            BlueprintError: If the app's own blueprint has problems; they must be mended first.
        """
        clock = Clock()
        clock.enter("compiling")
        return taken_back(project, sound_app(project), "", clock)

    def save_edit(self, edited: Edited, project: Project) -> Project:
        """Write a change into the app's folder; where nothing changed, nothing is written.

        Args:
            edited: What `edit` or `undo` has worked out for this very project.
            project: The app as it is.

        Returns:
            The project; its `notes` tell of values in the records that the changed app cannot show, and say
            if the version could not be kept in its history.

        Raises:
            FolderError: If the folder cannot be written to, or somebody else has changed the app meanwhile.
            RecordsError: If what was typed into the app cannot be reached. In both cases all is as it was.
        """
        if edited.undone or edited.instead is not None:
            self._last = None  # what `it` meant may be gone
        return save_edit(edited, project, self._files.sha256)

    def _loaded(self, clock: Clock) -> Spindle:
        if self._spindle is None:
            clock.enter("loading")
            self._spindle = Spindle(self._engine, self._files)
        return self._spindle

    def save(self, built: Built, folder: Path) -> Project:
        """Write a built app into a new folder.

        Returns:
            The project; its `notes` say if its history could not be begun.

        Raises:
            FolderError: If the folder cannot be used; then nothing was written.
        """
        return save_new(built, folder)


def _edited(project: Project, before: App, change: Change, request: str, clock: Clock) -> Edited:
    edited = worked_out(
        project,
        before,
        change.app,
        request,
        change.script,
        notes=change.notes,
        consequences=change.consequences,
        clock=clock,
    )
    others = tuple("\n".join(other.script) for other in change.others)
    return replace(edited, missed=change.missed, chance=change.chance, others=others)
