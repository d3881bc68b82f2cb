"""The story of one request: ask → draft → check → compile → save, for a new app and for a change.

No Qt, no network. The window, the command line, the evaluation and the tests all run this very code.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Self

from desktop.blueprint import print_app, read
from desktop.blueprint.edits import diff, edit, parse_script, print_script
from desktop.blueprint.nodes import App
from desktop.compiler import compile_app
from desktop.engine import Engine
from desktop.errors import BlueprintError
from desktop.hub import ModelFiles, shipped_model
from desktop.messages import say
from desktop.outcomes import Built, Clock, Edited, Progress
from desktop.records import DATABASE_FILE, Rename, carry_names, renames_of, turned_round
from desktop.spindle.draft import Draft, Spindle
from desktop.spindle.editing import Change
from desktop.spindle.editing.things import Thing
from desktop.workspace import Changed, Project, Provenance, update_project, write_project

__all__ = ["LANGUAGE_VERSION", "Built", "Edited", "Progress", "Session"]

LANGUAGE_VERSION = "1"
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
        return cls(Engine(files.path("writer"), files.path("reader"), others=[files.path("changes")]), files)

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
        on_progress: Callable[[Progress], None] = lambda progress: None,
    ) -> Edited:
        """Work out what a request changes in an app; nothing is written.

        Args:
            project: The app as it is.
            request: The person's words.
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

        before = _sound_app(project)
        if request.strip(" .!\n").casefold() == UNDO:
            told("compiling")
            return self._taken_back(project, before, request, clock)
        spindle = self._loaded(clock)
        told("reading")
        last = self._last[1] if self._last is not None and self._last[0] == project.folder else None
        change = spindle.change(before, request, last=last)
        told("compiling")
        if change.undo:
            return self._taken_back(project, before, request, clock)
        self._last = (project.folder, change.last)
        if _has_comments(project) and change.app != before:
            change = replace(change, notes=(*change.notes, say("spindle.edit_comments")))
        return _edited(before, change, request, clock)

    def undo(self, project: Project) -> Edited:
        """Work out how the last change of an app is taken back; nothing is written.

        Raises:
            BlueprintError: If the app's own blueprint has problems; they must be mended first.
        """
        clock = Clock()
        clock.enter("compiling")
        return self._taken_back(project, _sound_app(project), "", clock)

    def _taken_back(self, project: Project, app: App, request: str, clock: Clock) -> Edited:
        self._last = None  # what `it` meant may be gone
        changes = _changes_of(project)
        if not changes:
            return _edited(app, Change(app, (), (say("spindle.edit_no_undo"),)), request, clock)
        back = edit(app, changes[-1].back)
        if back.app is None or back.app == app:
            return _edited(app, Change(app, (), (say("spindle.edit_undo_lost"),)), request, clock)
        script = tuple(changes[-1].back.splitlines())
        change = Change(back.app, script, (), back.consequences)
        return replace(_edited(app, change, request, clock), undone=True)

    def save_edit(self, edited: Edited, project: Project) -> Project:
        """Write a change into the app's folder; where nothing changed, nothing is written.

        Args:
            edited: What `edit` or `undo` has worked out for this very project.
            project: The app as it is.

        Raises:
            FolderError: If the folder cannot be written to, or somebody else has changed the app meanwhile.
            RecordsError: If what was typed into the app cannot be reached. In both cases all is as it was.
        """
        if not edited.script:
            return project
        made = project.provenance or Provenance("", 0, "", "", "", LANGUAGE_VERSION)
        new = Changed(edited.request, edited.script, edited.back)
        changes = made.changes[:-1] if edited.undone else (*made.changes, new)
        records, renames = project.folder / DATABASE_FILE, _renames(edited, project)
        carry_names(records, renames)
        try:
            return update_project(
                project, edited.old_files, edited.files, edited.text, replace(made, changes=changes)
            )
        except BaseException:
            # Also for Ctrl+C: the app is the old one, so its records must be called as before.
            carry_names(records, turned_round(renames))
            raise

    def _loaded(self, clock: Clock) -> Spindle:
        if self._spindle is None:
            clock.enter("loading")
            self._spindle = Spindle(self._engine, self._files)
        return self._spindle

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
            take=built.take,
        )
        return write_project(folder, built.files, built.text, provenance)


def _sound_app(project: Project) -> App:
    """The app of a project.

    Raises:
        BlueprintError: If its blueprint has problems.
    """
    reading = read(project.blueprint_text)
    if reading.app is None or not reading.ok:
        raise BlueprintError("blueprint_problems", count=len(reading.diagnostics))
    return reading.app


def _changes_of(project: Project) -> tuple[Changed, ...]:
    """What was changed in an app since it was made, the oldest first."""
    return project.provenance.changes if project.provenance is not None else ()


def _has_comments(project: Project) -> bool:
    """Whether somebody has written comments into the blueprint, which is printed anew."""
    return any(line.lstrip().startswith("#") for line in project.blueprint_text.splitlines())


def _renames(edited: Edited, project: Project) -> tuple[Rename, ...]:
    """What a change calls otherwise in the app's records."""
    if edited.undone:
        # Not what the way back says: it may remove and add what the way there has renamed.
        there = parse_script(_changes_of(project)[-1].script, edited.app)
        return turned_round(renames_of(edited.app, there.script))
    before = _sound_app(project)
    return renames_of(before, parse_script(edited.script, before).script)


def _edited(before: App, change: Change, request: str, clock: Clock) -> Edited:
    """Compile an app before and after a change, and put together what there is to say of it."""
    app, script, notes, back = change.app, change.script, change.notes, ""
    old_files = files = compile_app(before)
    if app == before:
        script, notes = (), notes or (say("spindle.edit_nothing"),)
    else:
        files = compile_app(app)
        with suppress(ValueError):  # then this one cannot be taken back
            back = print_script(diff(app, before))
    clock.enter("done")
    return Edited(
        request=request,
        script="\n".join(script),
        back=back,
        text=print_app(app),
        app=app,
        old_files=old_files,
        files=files,
        undone=False,
        notes=notes,
        consequences=change.consequences if script else (),
        timings_ms=clock.timings_ms(),
    )
